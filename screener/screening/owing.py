"""Who owes the user an answer, and what may be said to remind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from screener.ledger.deeds import questions_waiting
from screener.ledger.persons import Person, person_of
from screener.ledger.requests import request_numbered
from screener.ledger.sqlite_store import Store
from screener.screening.proposing import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An answer that is owed: by whom, to which question, since when and until when the user waits."""

    number: int
    person: Person
    question: str
    since: date
    until: date
    nudged: date | None


def who_owes(store: Store, setting: Setting) -> list[Owed]:
    """Everybody who owes an answer, who has owed it longest first."""
    owed = []
    waits = timedelta(days=setting.policy.about_me.waiting_days)
    for asked in questions_waiting(store):
        kept = request_numbered(store, asked.number)
        assert kept is not None
        owed.append(
            Owed(
                number=asked.number,
                person=person_of(store, kept.person),
                question=asked.text,
                since=asked.day,
                until=asked.day + waits,
                nudged=asked.nudged,
            )
        )
    return owed
