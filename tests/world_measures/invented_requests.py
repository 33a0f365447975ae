"""Requests to an invented world: of known people, strangers, namesakes, relatives and copies of profiles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from screener.people.names import name_of
from screener.people.rarity import shipped_grade
from screener.sources.records import Provenance, Request
from screener.world.asker import Asker, asker_of
from tests.world_measures.invented_names import PersonName, varied
from tests.world_measures.invented_world import TITLES, InventedWorld, Person

ASKED: Final = date(2026, 2, 1)
_DANGER: Final = "the profile is new and it has few connections"


class AskerKind(StrEnum):
    """Who asks, in truth."""

    KNOWN = "known"
    STRANGER = "stranger"
    NAMESAKE = "namesake, by how common the name is"
    ANY_NAMESAKE = "namesake of anybody"
    NAMESAKE_AT_FIRM = "namesake at the same firm"
    RELATIVE = "relative"
    COPY_OF_CONNECTION = "copy of a connection"
    COPY_OF_KNOWN = "copy of somebody known otherwise"
    INTRODUCED = "introduced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it is resolved. `truth` is the number of who asks, `like` of whom they resemble; `how` says how a
    known person's request differs from the files, `known_by` in which files they stand."""

    asker: Asker
    kind: AskerKind
    truth: int | None = None
    like: int | None = None
    how: str = ""
    known_by: str = ""
    is_answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How many requests of each kind are made."""

    known: int = 200
    strangers: int = 300
    namesakes: int = 60
    others: int = 40


def requests(world: InventedWorld, numbers: Numbers) -> Iterator[Asked]:
    """All requests to a world, in an order of their own."""
    chance = random.Random(f"requests {world.seed}")
    known = [person for person in world.people if "connection" not in person.facets]
    connections = [person for person in world.people if "connection" in person.facets]
    for person in _some(known, numbers.known, chance):
        yield _known(world, person, chance)
    for _ in range(numbers.strangers):
        name = world.naming.name()
        written = name.in_latin if chance.random() < 0.5 else name.written
        yield _stranger(world, written, AskerKind.STRANGER, chance)
    commonness = list(map(_commonness, world.people))
    for person in chance.choices(world.people, weights=commonness, k=numbers.namesakes):
        yield _stranger(world, person.written, AskerKind.NAMESAKE, chance, like=person.number)
    for person in _some(world.people, numbers.others, chance):
        yield _stranger(world, person.written, AskerKind.ANY_NAMESAKE, chance, like=person.number)
    for person in _some(world.people, numbers.others // 2, chance):
        yield _at_firm_of(world, person, person.written, AskerKind.NAMESAKE_AT_FIRM, chance)
    for person in _some(world.people, numbers.others // 2, chance):
        yield _at_firm_of(world, person, _relative(world, person), AskerKind.RELATIVE, chance)
    for person in _some(connections, numbers.others // 2, chance):
        yield _copy(world, person, AskerKind.COPY_OF_CONNECTION, chance)
    for person in _some([one for one in known if "mail" in one.facets], numbers.others // 2, chance):
        yield _copy(world, person, AskerKind.COPY_OF_KNOWN, chance)
    for name, day, is_answered in world.introduced:
        yield _introduced(world, name, day, chance, is_answered=is_answered)


def _commonness(person: Person) -> float:
    """About the share of people who bear the name; a name written in one piece is taken for one of two words."""
    grades = [*map(shipped_grade, name_of(person.written).words), 7][: max(len(name_of(person.written).words), 2)]
    return 10 ** (-sum(grades) / 2)


def _some(people: list[Person], number: int, chance: random.Random) -> list[Person]:
    return chance.sample(people, min(number, len(people)))


def _asker(
    world: InventedWorld, name: str, headline: str, note: str, sent: date, *, email: str = "", danger: str = ""
) -> Asker:
    request = Request(
        name=name, profile_url=f"https://www.linkedin.com/in/{world.slug(name)}", headline=headline, note=note,
        sent=sent, email=email, provenance=Provenance(file="requests.csv", row=1),
    )  # fmt: skip
    return asker_of(request, danger)


def _headline(title: str, firm: str, former: str, chance: random.Random) -> str:
    if chance.random() >= 0.85:
        return ""
    headline = chance.choice((f"{title} at {firm}", f"{title} | {firm}", firm, f"{title} – {firm}"))
    return f"{headline} | ex-{former}" if former and chance.random() < 0.3 else headline


def _known(world: InventedWorld, person: Person, chance: random.Random) -> Asked:
    name, how, note = varied(person.name, person.written, world.naming, chance)
    last = person.last or date(2015, 1, 1)
    sent = max(ASKED, last + timedelta(days=60))
    if person.last and chance.random() < 0.3:
        sent = last + timedelta(days=chance.randint(1, 20))
    if not note and chance.random() < 0.35:
        note = chance.choice(
            (
                f"Hi! Remember {person.thing}?",
                f"We met at {person.then} years ago",
                "Good to see you here",
                "Let's connect!",
            )
        )
    headline = _headline(person.title, person.now, person.then if person.then != person.now else "", chance)
    return Asked(
        asker=_asker(world, name, headline, note, sent), kind=AskerKind.KNOWN, truth=person.number, how=how,
        known_by=" and ".join(sorted(person.facets)) if len(person.facets) == 1 else "several",
    )  # fmt: skip


def _stranger(
    world: InventedWorld, name: str, kind: AskerKind, chance: random.Random, like: int | None = None
) -> Asked:
    firm = f"{world.word(3)} Ltd"
    if chance.random() < 0.12:
        firm = chance.choice(world.own_firms)
    elif chance.random() < 0.5:
        firm = chance.choice(world.firms)
    note = ""
    if chance.random() < 0.35:
        note = chance.choice(
            (
                "Would love to connect",
                "We help teams grow. 15 minutes?",
                f"I read about {chance.choice(world.things)} and you",
                f"Greetings from {chance.choice(world.firms)}",
            )
        )
    headline = _headline(chance.choice(TITLES), firm, "", chance)
    return Asked(asker=_asker(world, name, headline, note, ASKED), kind=kind, like=like)


def _at_firm_of(world: InventedWorld, person: Person, name: str, kind: AskerKind, chance: random.Random) -> Asked:
    headline = _headline(chance.choice(TITLES), person.now, "", chance)
    return Asked(asker=_asker(world, name, headline, "", ASKED), kind=kind, like=person.number)


def _relative(world: InventedWorld, person: Person) -> str:
    """Of the same family name and another given name."""
    name = person.name
    other = next(one for _ in range(50) if (one := world.naming.name(name.locale)).given != name.given)
    latin = (other.latin[0], name.latin[1]) if other.latin and name.latin else None
    both = PersonName(name.locale, other.given, "", name.surnames, latin)
    return both.in_latin if person.written == name.in_latin and latin else both.written


def _copy(world: InventedWorld, person: Person, kind: AskerKind, chance: random.Random) -> Asked:
    """A profile with the name, firm and title of somebody; that of somebody known otherwise is always fresh."""
    is_fresh = kind is AskerKind.COPY_OF_KNOWN or chance.random() < 0.5
    headline = f"{person.title} at {person.now}"
    asker = _asker(world, person.written, headline, "", ASKED, danger=_DANGER if is_fresh else "")
    return Asked(asker=asker, kind=kind, like=person.number)


def _introduced(
    world: InventedWorld, name: PersonName, day: date, chance: random.Random, *, is_answered: bool
) -> Asked:
    headline = _headline(chance.choice(TITLES), f"{world.word(3)} Ltd", "", chance)
    asker = _asker(world, name.in_latin, headline, "", day + timedelta(days=chance.randint(2, 25)))
    return Asked(asker=asker, kind=AskerKind.INTRODUCED, is_answered=is_answered)
