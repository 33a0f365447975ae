"""What the world holds of one asker: the records of the persons they may be, with how sure the join is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Final

from screener.outcomes import By, Zone
from screener.sources.records import (
    Connection,
    Contact,
    Endorsement,
    Invitation,
    OwnNote,
    Provenance,
    Recommendation,
)
from screener.world.appearance import AppearanceKind, Attendance, Exchange, Medium
from screener.world.lookups import PersonFile
from screener.world.resolution import Candidate, Resolution

SAME_PROFILE: Final = "same-profile"
SAME_EMAIL: Final = "same-email"
NAME: Final = "name"
SIMILAR_NAME: Final = "similar-name"


@dataclass(slots=True)
class Found:
    """The records joined to one asker, each with how, in the words of `matched-by`."""

    connections: list[tuple[str, Connection]] = field(default_factory=list)
    invitations: list[tuple[str, Invitation]] = field(default_factory=list)
    recommendations: list[tuple[str, Recommendation]] = field(default_factory=list)
    endorsements: list[tuple[str, Endorsement]] = field(default_factory=list)
    contacts: list[tuple[str, Contact]] = field(default_factory=list)
    notes: list[tuple[str, OwnNote]] = field(default_factory=list)
    attendances: list[tuple[str, Attendance]] = field(default_factory=list)
    exchanges: list[tuple[str, Medium, Sequence[Exchange]]] = field(default_factory=list)
    is_connected: bool = False


def joined_people(resolution: Resolution) -> Iterator[tuple[str, PersonFile]]:
    """The persons whose records are joined to the asker, and how: those who are the same, or all who are to be
    confirmed. Who is only near, or has another profile, is joined to nothing."""
    if resolution.zone is Zone.SAME and resolution.best is not None and resolution.by is not None:
        yield resolution.by.value, resolution.best.person
        yield from ((By.POINTS.value, one.person) for one in resolution.candidates[1:])
    if resolution.zone is Zone.CONFIRM:
        yield from ((_by_name(one), one.person) for one in resolution.candidates)


def _by_name(candidate: Candidate) -> str:
    return NAME if candidate.is_same_name else SIMILAR_NAME


def found_in(resolution: Resolution, *, before: date | None, besides: Sequence[tuple[date, date]] = ()) -> Found:
    """The records of the persons that an asker may be. What was exchanged counts only `before` the request was sent,
    and not in the spans `besides`: between a question that the user was told to ask and its answer."""
    found = Found()
    for match, person in joined_people(resolution):
        found.is_connected |= person.is_connected
        for one in person.appearances:
            add_record(found, match, one.kind, one.record)
        found.attendances += [(match, each) for each in person.attendances if _counts(_day(each), before, ())]
        for medium in Medium:
            counted = [
                each for each in person.exchanges if each.medium is medium and _counts(each.day, before, besides)
            ]
            if counted:
                found.exchanges.append((match, medium, counted))
    return found


_LISTS: Final[Mapping[AppearanceKind, Callable[[Found], list[tuple[str, object]]]]] = {
    AppearanceKind.CONNECTION: attrgetter("connections"),
    AppearanceKind.INVITATION: attrgetter("invitations"),
    AppearanceKind.RECOMMENDATION: attrgetter("recommendations"),
    AppearanceKind.ENDORSEMENT: attrgetter("endorsements"),
    AppearanceKind.CONTACT: attrgetter("contacts"),
    AppearanceKind.NOTE: attrgetter("notes"),
}


def add_record(found: Found, match: str, kind: AppearanceKind, record: object) -> None:
    """Add the record of an appearance to what was found, joined as `match` says."""
    if kind in _LISTS:
        _LISTS[kind](found).append((match, record))


def _day(attendance: Attendance) -> date | None:
    return attendance.meeting.provenance.date


def _counts(day: date | None, before: date | None, besides: Sequence[tuple[date, date]]) -> bool:
    if day is None or before is None:
        return True
    return day < before and not any(first <= day <= last for first, last in besides)


def newest_of(exchanges: Sequence[Exchange]) -> Provenance:
    """The newest row of an exchange, which also says how many rows it stands for."""
    at = max((each.at for each in exchanges), key=lambda at: (at.date or date.min, at.file, at.row))
    return Provenance(file=at.file, row=at.row, date=at.date, rows=sum(each.number for each in exchanges))
