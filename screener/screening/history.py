"""Every request that the store knows, with its facts: what rules can be tried on."""

from __future__ import annotations

from collections.abc import Iterator

from screener.ledger.kept import Reading
from screener.ledger.past import PastCase, decided_cases
from screener.ledger.requests import newest_reading, open_requests
from screener.ledger.sqlite_store import Store
from screener.screening.again import Again
from screener.screening.proposing import Proposing, Setting


def all_cases(store: Store, setting: Setting) -> Iterator[PastCase]:
    """The decided requests with the facts of their day, then the open ones with those of today."""
    decided = set()
    for case in decided_cases(store):
        decided.add(case.number)
        yield case
    again = Again(store, setting)
    for kept in open_requests(store):
        if kept.number not in decided:
            yield PastCase(number=kept.number, name=kept.request.name, sheet=again.sheet(kept))


def bound(store: Store, setting: Setting) -> Proposing:
    """A policy bound to the user as their files told last."""
    return Proposing(setting, newest_reading(store) or Reading())
