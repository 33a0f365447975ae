"""Gathering: what the sources hold about each asker, taken in while they are streamed; texts are not kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from screener.evidence.myself import Myself
from screener.evidence.wanted import Wanted
from screener.people.addresses import profile_slug, slugs_in
from screener.sources.records import (
    Connection,
    Endorsement,
    Invitation,
    Message,
    Provenance,
    Recommendation,
    Row,
)

SAME_PROFILE: Final = "same-profile"
NAME: Final = "name"


_NOWHERE: Final = Provenance(file="")


@dataclass(slots=True)
class Tally:
    """Messages summed up: how many from whom, the first day, and the newest row."""

    from_me: int = 0
    from_them: int = 0
    first: date = date.max
    newest: Provenance = _NOWHERE

    def add(self, at: Provenance, *, from_me: bool) -> None:
        """Count one message; one without a date does not count."""
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
    """What was found about one asker: each record with how it was matched, same-profile or name.

    `namesakes` are connections of the same name under another address, `other_slugs` all other addresses seen with
    the name, and `shares_name` says that another request bears it.
    """

    connections: list[tuple[str, Connection]] = field(default_factory=list)
    invitations: list[tuple[str, Invitation]] = field(default_factory=list)
    recommendations: list[tuple[str, Recommendation]] = field(default_factory=list)
    endorsements: list[tuple[str, Endorsement]] = field(default_factory=list)
    messages: dict[str, Tally] = field(default_factory=dict)
    namesakes: list[Connection] = field(default_factory=list)
    other_slugs: set[str] = field(default_factory=set)
    shares_name: bool = False


NOTHING: Final = Found()


class Gathering:
    """Takes in the records of all sources, in any order, and keeps what concerns an asker."""

    def __init__(self, wanted: Wanted, me: Myself) -> None:
        self._wanted = wanted
        self._me = me
        self._found: dict[int, Found] = {}

    def found(self, number: int) -> Found:
        """What was found about the request of this number."""
        return self._found.get(number, NOTHING)

    def add(self, row: Row) -> None:
        """Take in one record; those that concern nobody in the queue leave no trace."""
        match row:
            case Message():
                self._add_message(row)
            case Connection():
                for number, match in self._matches(row.url, f"{row.first_name} {row.last_name}"):
                    self._of(number).connections.append((match, row))
                self._add_namesake(row)
            case Invitation(incoming=False):
                for number, match in self._matches(row.to_url, row.to):
                    self._of(number).invitations.append((match, row))
            case Recommendation():
                for number, match in self._matches("", f"{row.first_name} {row.last_name}"):
                    self._of(number).recommendations.append((match, row))
            case Endorsement():
                for number, match in self._matches(row.url, f"{row.first_name} {row.last_name}"):
                    self._of(number).endorsements.append((match, row))
            case _:
                pass

    def _of(self, number: int) -> Found:
        found = self._found.get(number)
        if found is None:
            found = self._found[number] = Found()
        return found

    def _matches(self, address: str, name: str) -> Iterator[tuple[int, str]]:
        """Which requests a party may be, and how that is known. An address that differs from an asker's is noted as
        another person of that name."""
        slug = profile_slug(address)
        by_profile = self._wanted.by_slug(slug) if slug else None
        if by_profile is not None:
            yield by_profile, SAME_PROFILE
        named = self._wanted.by_name(name)
        for number in named:
            found = self._of(number)
            found.shares_name = len(named) > 1
            if slug and number != by_profile:
                found.other_slugs.add(slug)
            if number != by_profile and (not slug or (by_profile is None and not self._wanted.slugs[number])):
                yield number, NAME

    def _add_namesake(self, row: Connection) -> None:
        slug = profile_slug(row.url)
        if slug:
            for number in self._wanted.by_name(f"{row.first_name} {row.last_name}"):
                if self._wanted.slugs[number] not in ("", slug):
                    self._of(number).namesakes.append(row)

    def _add_message(self, row: Message) -> None:
        if row.spam:
            return
        from_askers = dict(self._matches(row.sender_url, row.sender))
        for number, match in from_askers.items():
            self._count(number, match, row, from_me=False)
        to_askers = {number: match for number, match in self._recipients(row) if number not in from_askers}
        if to_askers and self._is_mine(row):
            for number, match in to_askers.items():
                self._count(number, match, row, from_me=True)

    def _recipients(self, row: Message) -> Iterator[tuple[int, str]]:
        if self._wanted.are_recipients_named(row.recipient_urls):
            for number in self._wanted.by_names(row.recipients):
                if not (row.recipient_urls and self._wanted.slugs[number]):
                    yield number, NAME
        for number in self._wanted.by_addresses(row.recipient_urls):
            yield number, SAME_PROFILE

    def _is_mine(self, row: Message) -> bool:
        """Whether the user wrote it. What goes to one person in the user's archive, and that is not the user, does."""
        if self._me.wrote(row.sender, row.sender_url):
            return True
        if row.recipient_urls:
            return len(slugs_in(row.recipient_urls)) == 1
        return bool(self._wanted.by_name(row.recipients))

    def _count(self, number: int, match: str, row: Message, *, from_me: bool) -> None:
        self._of(number).messages.setdefault(match, Tally()).add(row.provenance, from_me=from_me)


def summed_up(tally: Tally) -> Provenance:
    """The newest row of a tally, which also says how many rows it stands for."""
    at = tally.newest
    return Provenance(file=at.file, row=at.row, date=at.date, rows=tally.from_me + tally.from_them)
