"""The world of a store that notes what is looked up in it, so that it can be told what a step of the user's changes for
whom (`ledger/shown_queue.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from screener.ledger.links import LEDGER
from screener.ledger.persons import Person
from screener.ledger.sqlite_world import SqliteWorld
from screener.people.addresses import email_key
from screener.people.firms import domain_label, firm_key
from screener.people.names import Name, keys_of, name_of
from screener.sources.records import Provenance
from screener.world.appearance import Appearance, AppearanceKind, Key, KeyKind, names_borne
from screener.world.grade import distinctive_words
from screener.world.lookups import PersonFile, Thing

_SHORTEST_KEY: Final = 2  # letters of a word that the index holds


class NotedWorld:
    """The look-ups of another world; `looked_up` names each until it is cleared."""

    def __init__(self, world: SqliteWorld) -> None:
        self._world = world
        self.looked_up: set[str] = set()
        # Who takes part in a meeting, and who named whom, no step of the user's changes; nor what counts their files.
        self.people = world.people
        self.strangers = world.strangers
        self.namings = world.namings
        self.meetings = world.meetings
        self.links_of = world.links_of

    def bearers(self, word: str) -> int:
        self.looked_up.add(f"b{word}")
        return self._world.bearers(word)

    def by_key(self, key: Key) -> int | None:
        self.looked_up.add(_word_for(key))
        return self._world.by_key(key)

    def by_names(self, keys: Iterable[str]) -> Mapping[int, frozenset[str]]:
        wanted = list(keys)
        self.looked_up.update(f"b{key}" for key in wanted)
        return self._world.by_names(wanted)

    def answering(self, words: Mapping[str, str], **how: bool) -> Mapping[int, frozenset[str]]:
        self.looked_up.update(f"b{key}" for key in words)
        return self._world.answering(words, **how)

    def known_among(self, words: Iterable[str]) -> Sequence[str]:
        wanted = list(words)
        self.looked_up.update(f"b{word}" for word in wanted)
        return self._world.known_among(wanted)

    def names(self, numbers: Sequence[int]) -> Mapping[int, tuple[Name, ...]]:
        self.looked_up.update(f"p{number}" for number in numbers)
        return self._world.names(numbers)

    def person(self, number: int) -> PersonFile:
        self.looked_up.add(f"p{number}")
        return self._world.person(number)

    def at_firm(self, key: str) -> int:
        self.looked_up.add(f"f{key}")
        return self._world.at_firm(key)

    def things_with(self, words: Iterable[str]) -> Mapping[str, Sequence[Thing]]:
        wanted = list(words)
        self.looked_up.update(f"w{word}" for word in wanted)
        return self._world.things_with(wanted)

    def person_named(self, name: str) -> Provenance | None:
        self.looked_up.update(f"b{key}" for key in keys_of(name_of(name)))
        return self._world.person_named(name)

    def ledger_people(self, number: int) -> list[int]:
        found = self._world.ledger_people(number)
        self.looked_up.add(f"p{number}")
        self.looked_up.update(f"l{person}" for person in found)
        return found

    def person_of_ledger(self, number: int) -> int | None:
        self.looked_up.add(f"l{number}")
        return self._world.person_of_ledger(number)


def changes_of(world: NotedWorld, person: Person) -> frozenset[str] | None:
    """What look-ups find otherwise once the user has decided something about a person of the ledger, or has taken it
    back; None where it cannot be told who of the world they would be."""
    told = _as_decided(person)
    own = {number for key in told.keys if (number := world.by_key(key)) is not None}
    if (known := world.person_of_ledger(person.id)) is not None:
        own.add(known)
    namesakes = _bearing(world, name_of(person.name))
    if namesakes is None or len(own) > 1 or namesakes != own:
        return None
    files = [world.person(number) for number in own]
    appearances = [told, *(one for each in files for one in each.appearances)]
    firms = {firm_key(firm) for firm in told.firms} | {f"@{domain_label(value)}" for _, value in told.keys}
    texts = (text for one in appearances for text in one.texts)
    return frozenset(
        {
            *(f"b{key}" for name in names_borne(appearances) for key in keys_of(name)),
            *map(_word_for, told.keys),
            *(f"f{key}" for key in firms),
            *(f"w{word}" for text in texts for word in distinctive_words(text)),
            *(f"p{number}" for number in own),
        }
    )


def _as_decided(person: Person) -> Appearance:
    """Somebody as the world knows whom the user decided about."""
    keys: list[Key] = [(KeyKind.SLUG, person.slug)] if person.slug else []
    keys += [(KeyKind.MAIL, mail)] if (mail := email_key(person.email)) else []
    return Appearance(
        kind=AppearanceKind.LEDGER,
        names=(person.name,),
        keys=tuple(keys),
        firms=(person.company,) if person.company else (),
        at=Provenance(file=LEDGER),
    )


def _bearing(world: NotedWorld, name: Name) -> set[int] | None:
    """The people of the world who bear this very name; None for a name that they cannot be found by."""
    words = {word for word in name.content if len(word) >= _SHORTEST_KEY}
    if not words:
        return None
    likely = sorted(number for number, hits in world.by_names(words).items() if hits >= words)
    return {number for number, borne in world.names(likely).items() if any(one.full == name.full for one in borne)}


def _word_for(key: Key) -> str:
    return f"{key[0].value} {key[1]}"
