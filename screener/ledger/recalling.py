"""What the ledger remembers of the asker of one request, as records for its fact sheet."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import Any

from screener.evidence.facts import FactSheet
from screener.evidence.found import SAME_PROFILE
from screener.evidence.remembered import Answer, Asked, Earlier, Expected, Remembered, Vouch
from screener.ledger.adopting import decisions_awaiting
from screener.ledger.deeds import Question, question_of, question_of_decision
from screener.ledger.encoding import decoded, decoded_sheet
from screener.ledger.entries import expected_people, newest_vouches
from screener.ledger.kept import KeptRequest
from screener.ledger.sqlite_store import Row, Store
from screener.people.addresses import profile_slug
from screener.policy.model import Verdict
from screener.sources.records import Provenance, Request


def remembered(store: Store, request: Request, kept: KeptRequest | None) -> Remembered:
    """What the ledger knows of this very request and of its asker by their own address; `kept` is what was kept of it,
    None if it is new. What it says of other persons, whom the asker may be, `words_on` adds."""
    number = kept.number if kept else None
    asked = question_of(store, number) if number is not None else None
    awaiting = decisions_awaiting(store, request) if kept is None or kept.is_open else []
    if awaiting and awaiting[-1]["verdict"] == Verdict.ASK:
        asked = question_of_decision(store, awaiting[-1]["id"])
    return Remembered(
        people=tuple(_of_that_address(store, request, kept)),
        number=number,
        awaiting=frozenset(row["id"] for row in awaiting),
        decided=_decided(store, kept) if kept and not kept.is_open else _decided_by(awaiting),
        asked=Asked(text=asked.text, day=asked.day) if asked else None,
        answer=_answer(store, asked) if asked else None,
        withdrawn=kept.withdrawn if kept else None,
    )


def words_on(store: Store, people: Sequence[tuple[str, int]], known: Remembered) -> dict[str, Any]:
    """What the ledger says of these people, each with how they are joined: vouches, expectations, earlier decisions."""
    return {
        "vouches": tuple(
            (match, Vouch(recommend=word.recommend, kind=word.kind, context=word.context, day=word.day))
            for match, person in people
            for word in newest_vouches(store, person)
        ),
        "expected": tuple(
            (match, Expected(until=each.until, day=each.day))
            for match, person in people
            for each in expected_people(store, person)
        ),
        "earlier": tuple(
            (match, each)
            for match, person in people
            for each in _earlier(store, person, known.number, besides=known.awaiting)
        ),
    }


def _of_that_address(store: Store, request: Request, kept: KeptRequest | None) -> Iterator[tuple[str, int]]:
    """The person of the ledger who is the asker by address; the one under whom the request was kept."""
    slug = profile_slug(request.profile_url)
    row = store.one("SELECT id FROM person WHERE slug = ?", slug) if slug else None
    if row is not None:
        yield SAME_PROFILE, row["id"]
    elif kept is not None:
        yield SAME_PROFILE, kept.person


def _earlier(store: Store, person: int, number: int | None, *, besides: Container[int]) -> Iterator[Earlier]:
    """The last decision on each earlier request of a person, the newest first; those `besides` are on this request."""
    sql = (
        "SELECT * FROM decision WHERE person = ? AND (request IS NULL OR ? IS NULL OR request < ?) "
        "ORDER BY day DESC, id DESC"
    )
    seen: set[int | None] = set()
    for row in store.all(sql, person, number, number):
        if row["id"] not in besides and (row["request"] is None or row["request"] not in seen):
            seen.add(row["request"])
            day = date.fromisoformat(row["day"])
            yield Earlier(verdict=row["verdict"], day=day, sheet=_sheet_in(row["content"]))


def _decided(store: Store, kept: KeptRequest) -> Earlier | None:
    row = store.one("SELECT * FROM decision WHERE request = ? ORDER BY id DESC LIMIT 1", kept.number)
    return Earlier(verdict=row["verdict"], day=date.fromisoformat(row["day"])) if row else None


def _decided_by(awaiting: Sequence[Row]) -> Earlier | None:
    """What the last of the decisions that no request has yet says, unless it was to ask."""
    row = awaiting[-1] if awaiting else None
    if row is None or row["verdict"] == Verdict.ASK:
        return None
    return Earlier(verdict=row["verdict"], day=date.fromisoformat(row["day"]))


def _sheet_in(content: str | None) -> FactSheet | None:
    return None if content is None else decoded_sheet(json.loads(content)["sheet"])


def _answer(store: Store, asked: Question) -> Answer | None:
    """All that came back after the newest question, as one answer that cites the newest row."""
    rows = store.all("SELECT * FROM answer WHERE question = ? ORDER BY id", asked.id)
    if not rows:
        return None
    sources = [decoded(row["source"], Provenance) for row in rows]
    newest = max(sources, key=lambda at: at.date or date.min)
    return Answer(text="\n".join(row["text"] for row in rows), source=newest)
