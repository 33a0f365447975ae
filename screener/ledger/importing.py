"""Entries that were read from a file, added to the ledger in one step; what stands there already stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import msgspec

from screener.evidence.remembered import in_ledger
from screener.ledger.deeds import add_person
from screener.ledger.exchange import DECISION, FORMS, LINK, VOUCH, Entry
from screener.ledger.exporting import Outcome, kept_entries, take_link
from screener.ledger.kept import encoded
from screener.ledger.persons import Named, known_as
from screener.ledger.request_queue import adopt, requests_of
from screener.ledger.sqlite_store import Store
from screener.ledger.steps import Step, step

_OF_PEOPLE: Final = tuple(form for form in FORMS if form is not LINK)


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did: the entries that were added, and how many stood there already; `unmet` are links of askers
    without an address whom no request in the store names."""

    added: tuple[Entry, ...]
    known: int
    unmet: tuple[Entry, ...] = ()


def import_entries(store: Store, entries: Sequence[Entry], file: str, today: date) -> Imported:
    """Add entries to the ledger, in one step that can be undone; `file` names it in the log."""
    added: list[Entry] = []
    unmet: list[Entry] = []
    with step(store, f"imported {file}", today) as taken:
        standing: set[tuple[str, int | None, frozenset[tuple[str, str]]]]
        standing = {
            (form.what, person, entry.told) for form in _OF_PEOPLE for person, entry in kept_entries(store, form)
        }
        for entry in entries:
            if entry.form is LINK:
                outcome = take_link(taken, entry, today)
                added += [entry] if outcome is Outcome.ADDED else []
                unmet += [entry] if outcome is Outcome.UNMET else []
                continue
            if (entry.form.what, known_as(store, _named(entry)), entry.told) in standing:
                continue
            person = add_person(taken, _named(entry))
            standing.add((entry.form.what, person, entry.told))
            _add(taken, entry, person)
            added.append(entry)
        for person in sorted(taken.people):
            _decide_what_is_open(taken, person)
        number = len(added)
        taken.text = f"imported {number} {'entry' if number == 1 else 'entries'} from {file}"
    return Imported(added=tuple(added), known=len(entries) - len(added) - len(unmet), unmet=tuple(unmet))


def _named(entry: Entry) -> Named:
    return Named(name=entry.values["name"], profile_url=entry.values.get("profile_url", ""))


def _add(taken: Step, entry: Entry, person: int) -> None:
    told = entry.values
    if entry.form is VOUCH:
        words = {key: told.get(key, "") for key in ("recommend", "kind", "context", "reason", "introduced_by")}
        taken.insert("vouch", {"person": person, **words, "day": told.get("date")})
    elif entry.form is DECISION:
        _add_decision(taken, entry, person)
    else:
        values = {"reason": told.get("reason", ""), "until": told.get("until"), "day": told.get("date")}
        taken.insert("expected", {"person": person, **values})


def _add_decision(taken: Step, entry: Entry, person: int) -> None:
    """A decision with its question and answer. It has no number of the queue until its request is met."""
    told = entry.values
    values: dict[str, Any] = {"verdict": told["verdict"], "because": told.get("reason", ""), "day": told["date"]}
    decision = taken.insert("decision", {"person": person, **values})
    if asked := told.get("asked"):
        values = {"decision": decision, "text": asked, "day": told["date"], "nudged": told.get("nudged")}
        question = taken.insert("question", values)
        if answer := told.get("answer"):
            day = date.fromisoformat(told["answered"]) if "answered" in told else None
            source = encoded(in_ledger(day))
            taken.insert("answer", {"question": question, "text": answer, "source": source})


def _decide_what_is_open(taken: Step, person: int) -> None:
    """What was decided about an open request of a person is so from now on."""
    for kept in requests_of(taken.store, person):
        if kept.is_open and adopt(taken.store, kept.number, kept.request) is not None:
            taken.update("request", kept.number, {"is_open": 0})
