"""What the user said of who askers are: kept by what their records say, so that it holds whatever is read later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Final, TypeVar

import msgspec

from screener.ledger.sqlite_store import Row, Store
from screener.ledger.steps import Step
from screener.people.names import name_of
from screener.sources.records import Provenance
from screener.world.appearance import Appearance, AppearanceKind, Key, Sighting
from screener.world.lookups import PersonFile

LEDGER: Final = "your ledger"
LINKS_BELOW: Final = -1_000_000_000  # numbers of appearances that links make; those of ledger people lie above
_BYTES: Final = 8  # enough to tell the records of one person's life apart
_T = TypeVar("_T")


class Says(StrEnum):
    """What the user said."""

    SAME = "same"
    NOT_SAME = "not-same"


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """By what a person is known again: a label for people, their keys, and marks of the records that name them.
    `asked_as` and `asker_keys` are the asker's own name and keys."""

    label: str
    keys: tuple[Key, ...] = ()
    records: tuple[str, ...] = ()
    asked_as: str = ""
    asker_keys: tuple[Key, ...] = ()


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One word of the user's on who an asker is."""

    id: int
    asker: str
    says: Says
    person: Marks
    day: date


def mark_of(one: Sighting) -> str:
    """A short name for what an appearance says of who it is."""
    text = repr((one.kind.value, one.names, one.keys, one.firms)).encode("utf-8", "replace")
    return blake2b(text, digest_size=_BYTES).hexdigest()


def marks_of(person: PersonFile, asked_as: str, asker_keys: tuple[Key, ...]) -> Marks:
    """By what a person will be known again."""
    return Marks(
        label=person.label,
        keys=tuple(sorted({key for one in person.appearances for key in one.keys})),
        records=tuple(sorted({mark_of(one) for one in person.appearances})),
        asked_as=asked_as,
        asker_keys=asker_keys,
    )


def add_link(taken: Step, asker: str, says: Says, person: Marks, today: date) -> None:
    """Note what the user said; it takes the place of what they said before of the same asker and person."""
    for link in links(taken.store):
        if link.asker == asker and is_whom(link.person, person):  # a yes and a no of one person cannot both hold
            taken.delete("link", link.id)
    content = msgspec.json.encode(person).decode()
    taken.insert("link", {"asker": asker, "says": says.value, "person": content, "day": today.isoformat()})


def is_whom(one: Marks, other: Marks) -> bool:
    """Whether two links mean the same person."""
    if one.records or other.records:  # what records say holds, however they are called now
        return one.records == other.records
    return (one.label, one.keys) == (other.label, other.keys)


def links(store: Store) -> list[Link]:
    """Every word of the user's on who askers are, the oldest first."""
    return [_link(row) for row in store.all("SELECT * FROM link ORDER BY id")]


def appearances_of_links(store: Store) -> Iterator[tuple[int, Appearance]]:
    """For each yes the asker as one more appearance of the person."""
    for link in links(store):
        if link.says is Says.SAME:
            yield (
                LINKS_BELOW - link.id,
                Appearance(
                    kind=AppearanceKind.LEDGER,
                    names=(link.person.asked_as,),
                    keys=link.person.asker_keys,
                    at=Provenance(file=LEDGER, date=link.day),
                ),
            )


def linked_pairs(store: Store, appearances: Mapping[int, Sighting]) -> list[tuple[int, int]]:
    """Which appearances are one person's by the user's word."""
    said = links(store)
    meant = _Meant(appearances) if said else None
    return [
        (LINKS_BELOW - link.id, number)
        for link in said
        if link.says is Says.SAME
        for number in (meant.by(link.person) if meant else ())
    ]


def people_said(
    store: Store, appearances: Mapping[int, Sighting], persons: Mapping[int, int]
) -> dict[str, dict[str, list[int]]]:
    """For each asker whom the user said they are, and whom they are not, as numbers of persons."""
    said = links(store)
    meant = _Meant(appearances) if said else None
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: {says.value: [] for says in Says})
    for link in said:
        numbers = {persons[number] for number in meant.by(link.person)} if meant else set()
        if link.says is Says.SAME:
            numbers = {persons[LINKS_BELOW - link.id]}
        found[link.asker][link.says.value] += sorted(numbers)
    return dict(found)


class _Meant:
    """The appearances that links mean: by marks of records; where a link from a file has none, by keys, else by name.
    They are told apart only once a link asks for them."""

    def __init__(self, appearances: Mapping[int, Sighting]) -> None:
        self._appearances = appearances

    def by(self, person: Marks) -> list[int]:
        """The numbers of those that a link means."""
        if person.records:
            return [number for mark in person.records for number in self._by_mark.get(mark, ())]
        if person.keys:
            return [number for key in person.keys for number in self._by_key.get(key, ())]
        return list(self._by_name.get(name_of(person.label).full, ()))

    @cached_property
    def _by_mark(self) -> Mapping[str, list[int]]:
        return self._grouped(lambda one: [mark_of(one)])

    @cached_property
    def _by_key(self) -> Mapping[Key, list[int]]:
        return self._grouped(lambda one: one.keys)

    @cached_property
    def _by_name(self) -> Mapping[str, list[int]]:
        return self._grouped(lambda one: [name_of(one.name).full] if one.name else [])

    def _grouped(self, told: Callable[[Sighting], Iterable[_T]]) -> Mapping[_T, list[int]]:
        found: dict[_T, list[int]] = defaultdict(list)
        for number, one in self._appearances.items():
            for each in told(one):
                found[each].append(number)
        return found


def _link(row: Row) -> Link:
    return Link(
        id=row["id"],
        asker=row["asker"],
        says=Says(row["says"]),
        person=msgspec.json.decode(row["person"], type=Marks),
        day=date.fromisoformat(row["day"]),
    )
