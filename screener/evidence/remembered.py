"""What the user's ledger remembers of an asker, handed down as records: nouns only; the ledger fills them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from screener.evidence.facts import FactSheet
from screener.sources.records import Provenance

LEDGER_FILE: Final = "your ledger"  # how every record of the ledger is cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouch:
    """Whether the user would recommend somebody; the reason stays in the ledger."""

    recommend: str  # yes, no, unsure
    kind: str = ""  # conduct, performance
    context: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What the user decided about a request; `sheet` are the facts of that day, None if they are not known."""

    verdict: str
    day: date
    sheet: FactSheet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question that the user sent about this request."""

    text: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, and where it stands."""

    text: str
    source: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Somebody whom the user told to ask, until the day named."""

    until: date | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
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
