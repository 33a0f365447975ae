"""What is kept of the records of all sources: how each names somebody, what passed between them and the user, and the
meetings they took part in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from screener.people.name_keys import plain_word
from screener.people.names import Name, name_of
from screener.sources.records import Meeting, Part, Provenance


class AppearanceKind(StrEnum):
    """What sort of record names somebody."""

    CONNECTION = "connection"
    CONTACT = "contact"
    CORRESPONDENT = "correspondent"  # of messages
    MAILER = "mailer"
    PARTICIPANT = "participant"
    RECOMMENDATION = "recommendation"
    ENDORSEMENT = "endorsement"
    INVITATION = "invitation"
    NOTE = "note"
    LEDGER = "ledger"  # whom the user vouched for, expects or accepted
    ASKER = "asker"  # who asked the user, and was asked something or declined: no acquaintance


class KeyKind(StrEnum):
    """The typed keys of people. A member id says nothing against a slug."""

    SLUG = "slug"
    MEMBER = "member-id"
    MAIL = "mail"


Key = tuple[KeyKind, str]


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as one record names them, without the record. `names` has the main one first; `texts` is what the user
    wrote on them; `seen` is the day on which firm and title were so."""

    kind: AppearanceKind
    names: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    firms: tuple[str, ...] = ()
    title: str = ""
    texts: tuple[str, ...] = ()
    seen: date | None = None
    expected_until: date | None = None  # the user told them to ask until then
    at: Provenance

    @property
    def name(self) -> str:
        """The main name; empty where a record has none."""
        return self.names[0] if self.names else ""


class Appearance(Sighting, frozen=True, kw_only=True):
    """A sighting with its record; None for correspondents and participants, whose rows stand apart."""

    record: Any = None


class Medium(StrEnum):
    """What words were exchanged by."""

    MESSAGES = "messages"
    MAIL = "mail"


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """What went one way on one day in one thread, by hand unless `by_program`. `at` cites the newest row; `voice` is
    the language and register of the last words of those parties (`de/du`), of which nothing else is kept."""

    medium: Medium
    day: date
    from_me: bool
    thread: str
    number: int
    by_program: bool = False
    is_refusal: bool = False
    voice: str = ""
    at: Provenance


class StrandDay(msgspec.Struct, frozen=True, array_like=True):
    """A day of a strand: how many texts, the newest row, and whether all were refusals."""

    day: date
    number: int
    row: int
    is_refusal: bool


class Strand(msgspec.Struct, frozen=True, kw_only=True):
    """What went one way in one thread by the rows of one file, as it is kept: day by day, and the voice of the last
    day."""

    medium: Medium
    from_me: bool
    by_program: bool
    thread: str
    file: str
    voice: str = ""
    days: tuple[StrandDay, ...]

    def exchanges(self) -> Iterator[Exchange]:
        """The same, with all that is to be known of each day."""
        for one in self.days:
            yield Exchange(
                medium=self.medium, day=one.day, from_me=self.from_me, thread=self.thread, number=one.number,
                by_program=self.by_program, is_refusal=one.is_refusal,
                voice=self.voice if one is self.days[-1] else "",
                at=Provenance(file=self.file, row=one.row, date=one.day),
            )  # fmt: skip


class Attendance(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting in which somebody took part: their part, and the user's, None where the user is not named."""

    meeting: Meeting
    theirs: Part
    mine: Part | None = None

    @property
    def took_place(self) -> bool:
        """Whether it shows that the two were there: not cancelled, and the user did not leave it open or decline."""
        return not self.meeting.cancelled and self.mine not in (Part.UNANSWERED, Part.DECLINED)


def names_borne(appearances: Collection[Sighting], read: Callable[[str], Name] = name_of) -> tuple[Name, ...]:
    """Every name under which somebody appears, with nicknames, and the others that slugs and mail addresses spell;
    `read` reads names."""
    written = {name for one in appearances for name in one.names}
    found = [name for each in sorted(written, reverse=True) if (name := read(each)).words]
    spelled = {words for one in appearances for kind, value in one.keys if (words := _spelled(kind, value))}
    known = [name.words for name in found]
    for words in sorted(spelled.difference(known)):
        if tuple(map(plain_word, words)) not in known and (name := name_of(" ".join(words))).words:
            found.append(name)
    if len(found) < 2:
        return tuple(found)
    # Of names of the same words the first stands: what an address spells tells nothing that a name does not.
    names: dict[str, Name] = {}
    for name in found:
        names.setdefault(name.full, name)
    short = [name for name in names.values() if min(map(len, name.words)) == 1]
    whole = [name for name in names.values() if name not in short]
    return tuple(name for name in names.values() if name not in short or not _stands_for(name, whole))


def _stands_for(name: Name, whole: Iterable[Name]) -> bool:
    """Whether a name with initials is short for one of those: `j.costa@…` of a José Costa is no name of a João."""
    return any(_is_short_for(name, other) for other in whole)


def _is_short_for(name: Name, whole: Name) -> bool:
    left = list(whole.words)
    for word in sorted(name.words, key=len, reverse=True):
        found = next((other for other in left if other == word or (len(word) == 1 and other.startswith(word))), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _spelled(kind: KeyKind, value: str) -> tuple[str, ...]:
    """The name that a slug or mail address spells: two words of letters and more; numbers at the end are none."""
    if kind is KeyKind.MEMBER:
        return ()
    apart = value.partition("@")[0].replace(".", "-").replace("_", "-").replace("+", "-")
    words = tuple(filter(str.isalpha, apart.split("-")))
    return words if len(words) > 1 and max(map(len, words)) > 2 else ()
