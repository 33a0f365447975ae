"""What was found about one asker: the records with how each was matched, and long threads summed up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Final

from screener.sources.records import (
    Connection,
    Contact,
    Endorsement,
    Invitation,
    Meeting,
    OwnNote,
    Provenance,
    Recommendation,
)

# How a record was matched. A variant is a name written otherwise (a short form, another script): less than the name,
# until a second fact agrees. A similar name counts only where a second fact agreed from the start.
SAME_PROFILE: Final = "same-profile"
SAME_EMAIL: Final = "same-email"
NAME: Final = "name"
VARIANT: Final = "variant"
SIMILAR_NAME: Final = "similar-name"
SURE: Final = frozenset({SAME_PROFILE, SAME_EMAIL})

Joined = Connection | Invitation | Recommendation | Endorsement | Contact | OwnNote | Meeting

_NOWHERE: Final = Provenance(file="")


@dataclass(slots=True)
class Tally:
    """Messages or mails summed up: how many from whom, the first day, and the newest row."""

    from_me: int = 0
    from_them: int = 0
    first: date = date.max
    newest: Provenance = _NOWHERE

    def add(self, at: Provenance, *, from_me: bool) -> None:
        """Count one; one without a date does not count."""
        if at.date is None:
            return
        self.from_me += from_me
        self.from_them += not from_me
        self.first = min(self.first, at.date)
        if (self.newest.date or date.min, self.newest.file, self.newest.row) < (at.date, at.file, at.row):
            self.newest = at

    def with_other(self, other: Tally) -> Tally:
        """Both taken together."""
        newest = max(self.newest, other.newest, key=lambda at: (at.date or date.min, at.file, at.row))
        from_me, from_them = self.from_me + other.from_me, self.from_them + other.from_them
        return Tally(from_me, from_them, min(self.first, other.first), newest)


@dataclass(slots=True)
class Found:
    """What was found about one asker: each record with how it was matched.

    `namesakes` are connections of the same name under another address, `other_slugs` all other addresses seen with
    the name, `mailed_from` the mail addresses that bore it, and `shares_name` says that another request bears it.
    """

    connections: list[tuple[str, Connection]] = field(default_factory=list)
    invitations: list[tuple[str, Invitation]] = field(default_factory=list)
    recommendations: list[tuple[str, Recommendation]] = field(default_factory=list)
    endorsements: list[tuple[str, Endorsement]] = field(default_factory=list)
    contacts: list[tuple[str, Contact]] = field(default_factory=list)
    notes: list[tuple[str, OwnNote]] = field(default_factory=list)
    meetings: list[tuple[str, Meeting]] = field(default_factory=list)
    messages: dict[str, Tally] = field(default_factory=dict)
    mails: dict[str, Tally] = field(default_factory=dict)
    namesakes: list[Connection] = field(default_factory=list)
    other_slugs: set[str] = field(default_factory=set)
    mailed_from: set[str] = field(default_factory=set)
    shares_name: bool = False

    def rows(self) -> list[tuple[str, Provenance]]:
        """Where everything stands that was matched, and how; a tally by its newest row."""
        rows: Iterable[tuple[str, Joined]] = chain(
            self.connections, self.invitations, self.recommendations, self.endorsements, self.contacts, self.notes,
            self.meetings,
        )  # fmt: skip
        places = [(match, row.provenance) for match, row in rows]
        tallies = [*self.messages.items(), *self.mails.items()]
        return places + [(match, summed_up(tally)) for match, tally in tallies if tally.newest.date]


NOTHING: Final = Found()


def summed_up(tally: Tally) -> Provenance:
    """The newest row of a tally, which also says how many rows it stands for."""
    at = tally.newest
    return Provenance(file=at.file, row=at.row, date=at.date, rows=tally.from_me + tally.from_them)
