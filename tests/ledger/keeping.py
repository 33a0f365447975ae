"""Invented requests kept in a store, what the user does with them, and what stands in the tables then."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import structs

from screener.decisions.decision import Decision
from screener.evidence.facts import FactSheet, fact, fact_sheet
from screener.evidence.remembered import Remembered
from screener.ledger.deeds import choice_of, decide
from screener.ledger.kept import KeptRequest, Reading, encoded_sheet
from screener.ledger.persons import Named
from screener.ledger.request_queue import keep_reading, keep_request, remembered, request_numbered, same_asking
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import bring_up_to_date
from screener.outcomes import Verdict
from screener.sources.records import Provenance, Request
from tests.evidence.making import TODAY, at, knowledge_of, url

PROPOSED: Final = Decision(state="new", verdict=Verdict.DECLINE, certainty=None, reasons=())
POLICY: Final = '{"own": {"my-rules.yaml": "rules: []"}}'
# What taking a step back leaves behind: that it was taken, and that it was taken back.
_TELLS_THE_PAST: Final = ("log", "log_person", "change", "sqlite_sequence")


def jane(name: str = "Jane Doe", slug: str = "jane-doe", sent: date | None = date(2026, 2, 1), **more: str) -> Request:
    return Request(name=name, profile_url=url(slug), sent=sent, provenance=at(sent), **more)  # type: ignore[arg-type]


def plain_sheet() -> FactSheet:
    place = Provenance(file="requests.csv", row=2)
    return fact_sheet({"note": [fact({"text": "Hello!"}, place)], "messages": []})


def keep(store: Store, *requests: Request, today: date = TODAY) -> list[int]:
    """The numbers of requests, kept as a triage keeps them."""
    with store.writing():
        reading = keep_reading(store, Reading())
        return [
            keep_request(
                store,
                each,
                encoded_sheet(plain_sheet()),
                today=today,
                seen=today,
                reading=reading,
                known=same_asking(store, each),
            )
            for each in requests
        ]


def kept(store: Store, number: int) -> KeptRequest:
    found = request_numbered(store, number)
    assert found is not None
    return found


def do(
    store: Store, verdict: Verdict, *numbers: int, question: str = "Where did we meet?", today: date = TODAY
) -> None:
    """The user accepts, declines or asks, in one step."""
    choices = [choice_of(kept(store, number), PROPOSED, question) for number in numbers]
    decide(store, choices, verdict, because="my own reason", policy=POLICY, today=today)


def named(name: str, slug: str = "", **more: str) -> Named:
    return Named(name=name, profile_url=url(slug), **more)  # type: ignore[arg-type]


def word(recommend: str = "yes", reason: str = "did good work") -> dict[str, str]:
    return {"recommend": recommend, "kind": "performance", "context": "", "reason": reason, "introduced_by": ""}


def known_of(store: Store, request: Request, kept_as: KeptRequest | None = None) -> Remembered:
    """What the ledger knows of an asker, also by the persons of the world whom they may be."""
    with store.writing():
        bring_up_to_date(store)
    knowledge = knowledge_of(store)
    known = remembered(store, request, kept_as)
    return structs.replace(known, **knowledge.word_of(knowledge.resolution_of(request), known))


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for those that tell what was done and taken back."""
    return {name: rows for name, rows in all_tables(store).items() if name not in _TELLS_THE_PAST}


def all_tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for what was shown last."""
    names = [row["name"] for row in store.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    kept = [name for name in names if name not in _SHOWN]
    return {name: sorted(map(tuple, store.all(f"SELECT * FROM {name}")), key=repr) for name in kept}


_SHOWN: Final = ("shown", "shown_request", "written")
