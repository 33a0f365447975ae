"""What resolving an asker needs to look up in the world, whoever keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

import msgspec

from screener.people.names import Name
from screener.sources.records import Provenance
from screener.world.appearance import Appearance, Attendance, Exchange, Key


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """Something of the user's that bears a name: an event, a subject, a note. `people` are those who take part."""

    kind: str
    text: str
    people: frozenset[int] = frozenset()
    at: Provenance
    day: date | None = None


class PersonFile(msgspec.Struct, frozen=True, kw_only=True):
    """All that the world holds on one person. `connected_on`: in the newest archive that tells connections; `subjects`
    are those of mails with them."""

    id: int
    appearances: Sequence[Appearance]
    exchanges: Sequence[Exchange] = ()
    attendances: Sequence[Attendance] = ()
    subjects: Sequence[tuple[str, Provenance]] = ()
    is_connected: bool = False

    @property
    def label(self) -> str:
        """The name by which to call them: the longest that most records use, else an address."""
        names = [one.name for one in self.appearances if one.name and "@" not in one.name]
        if names:
            return max(sorted(set(names)), key=lambda name: (names.count(name), len(name)))
        return next((value for one in self.appearances for _, value in one.keys), "")


class Lookups(Protocol):
    """The index of the world. Ids of persons hold until the world takes in something new."""

    def people(self) -> int:
        """How many persons there are."""

    def strangers(self) -> int:
        """How many of them the user is not connected with."""

    def bearers(self, word: str) -> int:
        """How many persons bear a word in their names."""

    def by_key(self, key: Key) -> int | None:
        """The person whose key it is."""

    def by_names(self, keys: Iterable[str]) -> Mapping[int, frozenset[str]]:
        """The persons found by some of these index keys of names, each with those that hit."""

    def answering(
        self, words: Mapping[str, str], *, is_open: bool = False, needs_two: bool = False
    ) -> Mapping[int, frozenset[str]]:
        """The persons found by these index keys of names, each with the words that the keys stand for. A word that many
        bear proves nothing by itself, and if it `needs_two` none does but the whole name: it finds those whom another
        word finds too, and those whose names leave something open (`Name.is_open`); with `is_open`, where the name
        itself does, others too."""

    def known_among(self, words: Iterable[str]) -> Sequence[str]:
        """Those of these words that somebody bears."""

    def names(self, numbers: Sequence[int]) -> Mapping[int, tuple[Name, ...]]:
        """Every name under which each of these persons appears; it costs less than their files."""

    def person(self, number: int) -> PersonFile:
        """What is held on a person."""

    def at_firm(self, key: str) -> int:
        """How many persons the files have seen at a firm, by its key or by `@` and the label of its mail domain."""

    def namings(self, marks: Iterable[str]) -> Sequence[tuple[int, str, Provenance]]:
        """Who named somebody of these name marks: the person who wrote, the thread, and where it stands."""

    def things_with(self, words: Iterable[str]) -> Mapping[str, Sequence[Thing]]:
        """By word, the events, subjects and notes that it stands in."""
