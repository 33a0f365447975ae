"""The user's connections as their archives show them: each as they are today, as they were before, and what changed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from sys import intern
from typing import Final

from screener.catalogue.value_wording import day_words
from screener.evidence.careers import Seen
from screener.ledger.ties import ConnectionRow, Export
from screener.network.firm_identity import FirmIdentity
from screener.people.names import name_of
from screener.policy.model import AboutMe
from screener.sources.records import Connection, Provenance
from screener.texts.folding import fold, shortened

_ID_LENGTH: Final = 12  # short enough to be typed, and unique among tens of thousands


class Mark(StrEnum):
    """What two rows of archives show that no rule is needed for."""

    SECOND_PROFILE = "second-profile"
    CHANGED_NAME = "changed-name"
    CHANGED_FIRM = "changed-firm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A mark, why, and the row that shows it."""

    mark: Mark
    text: str
    at: Provenance


@dataclass(slots=True)
class Linked:
    """A connection of the newest archive. `before` are the rows of older archives, the newest first; `mails` the
    addresses that any of them tells."""

    person: int
    row: Connection
    slug: str
    day: date  # of the newest archive
    before: tuple[Seen, ...] = ()
    mails: frozenset[str] = frozenset()
    marks: tuple[Marked, ...] = ()

    @property
    def name(self) -> str:
        """The name as the newest archive writes it."""
        return f"{self.row.first_name} {self.row.last_name}".strip()

    @property
    def connected_on(self) -> date | None:
        """The day on which the two connected."""
        return self.row.provenance.date

    @property
    def id(self) -> str:
        """The slug, else a short hash of name and day: the same whatever the order of rows."""
        if self.slug:
            return self.slug
        told = f"{fold(self.name)}|{self.connected_on}|{fold(self.row.company)}|{fold(self.row.position)}"
        return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=_ID_LENGTH // 2).hexdigest()

    def order(self) -> tuple[str, str]:
        """By what connections are put in order."""
        return fold(self.name), self.id

    @property
    def snapshots(self) -> list[Seen]:
        """The connection as each archive shows it, the newest first."""
        return [Seen(row=self.row, day=self.day), *self.before]

    def has(self, mark: Mark) -> bool:
        """Whether a mark is on them."""
        return any(each.mark is mark for each in self.marks)


@dataclass(slots=True)
class Connections:
    """Everybody in the newest archive's connections, by person of the world; `named` are, by full name, the persons
    that bear or bore it in any archive."""

    by_person: dict[int, tuple[Linked, ...]]
    named: dict[str, tuple[int, ...]]
    firms_of: dict[int, tuple[str, ...]]
    firms: FirmIdentity

    @property
    def everyone(self) -> Iterator[Linked]:
        """Each connection once."""
        for several in self.by_person.values():
            yield from several


def connections_of(rows: Iterable[ConnectionRow], exports: Sequence[Export], about_me: AboutMe) -> Connections:
    """The connections that the archives tell, with their marks."""
    days = {export.source: export.day for export in exports}
    newest = exports[0].source if exports else 0
    now: dict[int, tuple[Linked, ...]] = {}
    older: dict[int, list[tuple[str, Seen, frozenset[str]]]] = defaultdict(list)
    named: dict[str, tuple[int, ...]] = {}
    written: dict[int, tuple[str, ...]] = {}
    for row in rows:
        slug = next((value for kind, value in row.keys if kind == "slug"), "")
        mails = frozenset(value for kind, value in row.keys if kind == "mail")
        record = row.record
        # Many rows of several archives share one name.
        full = intern(name_of(f"{record.first_name} {record.last_name}").full)
        if row.person not in (known := named.get(full, ())):
            named[full] = (*known, row.person)
        if record.company and record.company not in (firms_known := written.get(row.person, ())):
            written[row.person] = (*firms_known, record.company)
        if row.source == newest:
            one = Linked(person=row.person, row=record, slug=slug, day=days[newest], mails=mails)
            now[row.person] = (*now.get(row.person, ()), one)
        else:
            older[row.person].append((slug, Seen(row=record, day=days[row.source]), mails))
    firms = FirmIdentity(about_me, (firm for each in written.values() for firm in each))
    for person, several in now.items():
        for one in several:
            _add_history(one, older.get(person, ()), firms)
    found = Connections(by_person=now, named=named, firms_of=written, firms=firms)
    _mark_second_profiles(found)
    return found


def _add_history(one: Linked, older: Iterable[tuple[str, Seen, frozenset[str]]], firms: FirmIdentity) -> None:
    for slug, seen, mails in sorted(older, key=lambda each: (each[1].day, each[1].row.provenance.row), reverse=True):
        one.mails |= mails
        if slug == one.slug:
            one.before = (*one.before, seen)
    for mark, find in ((Mark.CHANGED_NAME, _other_name), (Mark.CHANGED_FIRM, _other_firm)):
        found = next((seen for seen in one.before if find(one, seen, firms)), None)
        if found is not None:
            marked = Marked(mark=mark, text=_change_words(mark, one, found), at=found.row.provenance)
            one.marks = (*one.marks, marked)


def _other_name(one: Linked, seen: Seen, _: FirmIdentity) -> bool:
    """Another name, not the same with a title, a credential or an ornament. Without a profile address it is another
    person's."""
    before = f"{seen.row.first_name} {seen.row.last_name}"
    return bool(one.slug) and before != one.name and name_of(before).full != name_of(one.name).full


def _other_firm(one: Linked, seen: Seen, firms: FirmIdentity) -> bool:
    return seen.row.company != one.row.company and firms.is_same(seen.row.company, one.row.company) is False


def _change_words(mark: Mark, one: Linked, seen: Seen) -> str:
    when = f"in your archive of {day_words(seen.day)}"
    if mark is Mark.CHANGED_NAME:
        return f"called {shortened(f'{seen.row.first_name} {seen.row.last_name}'.strip())} {when}"
    return f"at {shortened(seen.row.company)} {when}, at {shortened(one.row.company)} now"


def _mark_second_profiles(found: Connections) -> None:
    """Mark the newer of two connections of one name that share a mail address, or firm and position."""
    alike: Mapping[str, list[Linked]] = defaultdict(list)
    for full, people in found.named.items():
        several = [one for person in people for one in found.by_person.get(person, ())]
        if len(several) > 1:
            alike[full].extend(one for one in several if name_of(one.name).full == full)
    for several in alike.values():
        # The older is the first profile, the newer the second.
        several.sort(key=lambda one: (one.connected_on or date.min, one.id))
        for place, one in enumerate(several):
            first = next((other for other in several[:place] if _is_second(one, other, found.firms)), None)
            if first is not None:
                text = f"the same name and {_what_is_shared(one, first)} as another connection of yours, at {first.id}"
                marked = Marked(mark=Mark.SECOND_PROFILE, text=text, at=first.row.provenance)
                one.marks = (*one.marks, marked)


def _is_second(one: Linked, other: Linked, firms: FirmIdentity) -> bool:
    if not one.slug or not other.slug or one.slug == other.slug:
        return False
    same_work = bool(one.row.position) and fold(one.row.position) == fold(other.row.position)
    # The name alone is borne by others, too.
    return bool(one.mails & other.mails) or (same_work and firms.is_same(one.row.company, other.row.company) is True)


def _what_is_shared(one: Linked, other: Linked) -> str:
    return "mail address" if one.mails & other.mails else "work"
