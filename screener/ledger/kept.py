"""What the store gives back: requests as they were kept, and what the user did with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from screener.catalogue.declaring import Origin
from screener.decisions.decision import Decision
from screener.evidence.facts import FactSheet
from screener.ledger.persons import Person
from screener.sources.records import OwnProfile, Position, Provenance, Request, Schooling


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reading of files told of the user, and where it searched; with it a request can be decided again
    without the files. `archive_day` is that of the newest archive among them, `invitations_day` that of the newest one
    which tells what invitations are pending; `broken` are the files that could not be wholly read."""

    archive_day: date | None = None
    invitations_day: date | None = None
    profiles: tuple[OwnProfile, ...] = ()
    positions: tuple[Position, ...] = ()
    schooling: tuple[Schooling, ...] = ()
    searched: Mapping[Origin, tuple[Provenance, ...]] = field(default_factory=dict)
    broken: Mapping[Origin, tuple[Provenance, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRequest:
    """A request of the queue. `number` is given once; `sheet` holds the facts as of `sheet_day`, without what the
    ledger itself adds; `withdrawn` is the day of the archive from which it was gone."""

    number: int
    id: str
    person: int
    request: Request
    sheet: FactSheet
    sheet_day: date
    reading: int
    first_seen: date
    last_seen: date
    withdrawn: date | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What the user did with a request, or once decided about a person; `asked` is the question that was sent."""

    person: Person
    verdict: str
    day: date
    because: str = ""
    asked: str = ""
    number: int | None = None
    decision: Decision | None = None  # what was proposed then
