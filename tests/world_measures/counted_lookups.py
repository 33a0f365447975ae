"""A world that counts what is looked up in it, and the shortest way to an asker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from screener.people.names import Name
from screener.sources.records import Provenance, Request
from screener.world.appearance import Key, KeyKind
from screener.world.asker import Asker, asker_of
from screener.world.lookups import Lookups, PersonFile, Thing

_AT: Final = Provenance(file="requests.csv", row=1)


class CountedLookups:
    """The look-ups of another world, each counted by its name; `people named`: whose names were read."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self.counts: Counter[str] = Counter()

    def people(self) -> int:
        return self._lookups.people()

    def strangers(self) -> int:
        return self._lookups.strangers()

    def bearers(self, word: str) -> int:
        self.counts["bearers"] += 1
        return self._lookups.bearers(word)

    def by_key(self, key: Key) -> int | None:
        self.counts["by_key"] += 1
        return self._lookups.by_key(key)

    def by_names(self, keys: Iterable[str]) -> Mapping[int, frozenset[str]]:
        self.counts["by_names"] += 1
        return self._lookups.by_names(keys)

    def answering(
        self, words: Mapping[str, str], *, is_open: bool = False, needs_two: bool = False
    ) -> Mapping[int, frozenset[str]]:
        self.counts["answering"] += 1
        return self._lookups.answering(words, is_open=is_open, needs_two=needs_two)

    def known_among(self, words: Iterable[str]) -> Sequence[str]:
        self.counts["known_among"] += 1
        return self._lookups.known_among(words)

    def names(self, numbers: Sequence[int]) -> Mapping[int, tuple[Name, ...]]:
        self.counts["names"] += 1
        self.counts["people named"] += len(numbers)
        return self._lookups.names(numbers)

    def person(self, number: int) -> PersonFile:
        self.counts["person"] += 1
        return self._lookups.person(number)

    def at_firm(self, key: str) -> int:
        self.counts["at_firm"] += 1
        return self._lookups.at_firm(key)

    def namings(self, marks: Iterable[str]) -> Sequence[tuple[int, str, Provenance]]:
        self.counts["namings"] += 1
        return self._lookups.namings(marks)

    def things_with(self, words: Iterable[str]) -> Mapping[str, Sequence[Thing]]:
        wanted = list(words)
        self.counts["things_with"] += len(wanted)
        return self._lookups.things_with(wanted)


def request_of(name: str, key: Key | None = None, note: str = "") -> Asker:
    """An asker of this name, by a profile or mail address that the files may know."""
    kind, value = key or (KeyKind.SLUG, "")
    url = f"https://www.linkedin.com/in/{value}" if value and kind is not KeyKind.MAIL else ""
    email = value if kind is KeyKind.MAIL else ""
    return asker_of(
        Request(name=name, profile_url=url, email=email, note=note, sent=date(2026, 2, 1), provenance=_AT), ""
    )
