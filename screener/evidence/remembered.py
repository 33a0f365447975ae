"""What the user's ledger remembers of an asker, handed down as records: nouns only; the ledger fills them."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from screener.evidence.facts import FactSheet
from screener.sources.records import Provenance

LEDGER_FILE: Final = "your ledger"  # how every record of the ledger is cited


class Vouch(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the user would recommend somebody; the reason stays in the ledger."""

    recommend: str  # yes, no, unsure
    kind: str = ""  # conduct, performance
    context: str = ""
    day: date | None = None


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """What the user decided about a request; `sheet` are the facts of that day, None if they are not known."""

    verdict: str
    day: date
    sheet: FactSheet | None = None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The question that the user sent about this request."""

    text: str
    day: date


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came back, and where it stands."""

    text: str
    source: Provenance


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the user told to ask, until the day named."""

    until: date | None = None
    day: date | None = None


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """All that the ledger remembers of one asker; what may be somebody else's comes with how it was matched.

    `people` are those of the ledger who are the asker by address; `number` is this request's, and `awaiting` are the
    decisions that wait for it. `decided` is the decision on this very request, `earlier` those on earlier ones, the
    newest first; `withdrawn` the day of the archive from which the request was gone.
    """

    people: tuple[tuple[str, int], ...] = ()
    number: int | None = None
    awaiting: frozenset[int] = frozenset()
    vouches: tuple[tuple[str, Vouch], ...] = ()
    expected: tuple[tuple[str, Expected], ...] = ()
    earlier: tuple[tuple[str, Earlier], ...] = ()
    decided: Earlier | None = None
    asked: Asked | None = None
    answer: Answer | None = None
    withdrawn: date | None = None


NOTHING_REMEMBERED: Final = Remembered()


def in_ledger(day: date | None) -> Provenance:
    """How an entry of the ledger is cited: by its day, never by its words."""
    return Provenance(file=LEDGER_FILE, date=day)
