"""What the user said of who askers are: kept by what their records say, so that it holds whatever is read later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import Final

import msgspec

from screener.ledger.sqlite_store import Row, Store
from screener.ledger.steps import Step
from screener.sources.records import Provenance
from screener.world.appearance import Appearance, AppearanceKind, Key
from screener.world.lookups import PersonFile

LEDGER: Final = "your ledger"
LINKS_BELOW: Final = -1_000_000_000  # numbers of appearances that links make; those of ledger people lie above
_BYTES: Final = 8


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


def mark_of(one: Appearance) -> str:
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
        if link.asker == asker and link.person.records == person.records:
            taken.delete("link", link.id)
    content = msgspec.json.encode(person).decode()
    taken.insert("link", {"asker": asker, "says": says.value, "person": content, "day": today.isoformat()})


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


def linked_pairs(store: Store, appearances: Mapping[int, Appearance]) -> list[tuple[int, int]]:
    """Which appearances are one person's by the user's word."""
    by_mark = _by_mark(appearances)
    return [
        (LINKS_BELOW - link.id, number)
        for link in links(store)
        if link.says is Says.SAME
        for mark in link.person.records
        for number in by_mark.get(mark, ())
    ]


def people_said(
    store: Store, appearances: Mapping[int, Appearance], persons: Mapping[int, int]
) -> dict[str, dict[str, list[int]]]:
    """For each asker whom the user said they are, and whom they are not, as numbers of persons."""
    by_mark = _by_mark(appearances)
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: {says.value: [] for says in Says})
    for link in links(store):
        numbers = {persons[number] for mark in link.person.records for number in by_mark.get(mark, ())}
        if link.says is Says.SAME:
            numbers = {persons[LINKS_BELOW - link.id]}
        found[link.asker][link.says.value] += sorted(numbers)
    return dict(found)


def _by_mark(appearances: Mapping[int, Appearance]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in appearances.items():
        found[mark_of(one)].append(number)
    return found


def _link(row: Row) -> Link:
    return Link(
        id=row["id"],
        asker=row["asker"],
        says=Says(row["says"]),
        person=msgspec.json.decode(row["person"], type=Marks),
        day=date.fromisoformat(row["day"]),
    )
