"""The people of the world as the user names them: by profile address, mail address or name, and names that are near."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from screener.ledger.persons import Person
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld
from screener.people.addresses import profile_key
from screener.people.emails import email_key
from screener.people.names import Name, name_of, slips_of, wide_keys_of
from screener.world.appearance import AppearanceKind, Key, KeyKind, names_borne
from screener.world.lookups import PersonFile

_MOST_NEAR: Final = 200  # people whose names are compared with a slip
_SHORTEST_KEY: Final = 2  # letters of a word that the index holds


def acquaintances_called(world: SqliteWorld, which: str) -> list[PersonFile]:
    """Everybody of the world with that profile address, that mail address, or that whole name."""
    if key := _key_in(which):
        number = world.by_key(key)
        return [] if number is None else [world.person(number)]
    return acquaintances_named(world, which)


def acquaintances_named(world: SqliteWorld, called: str) -> list[PersonFile]:
    """Everybody of the world who bears that whole name, in any order of its words."""
    wanted = name_of(called)
    keys = {word for word in wanted.content if len(word) >= _SHORTEST_KEY}
    if not keys:
        return []
    numbers = sorted(number for number, hits in world.by_names(keys).items() if hits >= keys)
    return [person for person in map(world.person, numbers) if _bears(person, wanted)]


def person_in_world(person: PersonFile) -> Person:
    """Somebody of the world as the ledger would know them: with name, address, mail and present work."""
    slugs = _values(person, KeyKind.SLUG)
    works = [one for one in person.appearances if one.kind is AppearanceKind.CONNECTION]
    work = max(works, key=lambda one: (one.seen is not None, one.seen), default=None)
    return Person(
        id=0,
        in_world=person.id,
        name=person.label,
        slug=slugs[0] if slugs else "",
        email=next(iter(_values(person, KeyKind.MAIL)), ""),
        company=work.firms[0] if work and work.firms else "",
        position=work.title if work else "",
    )


def ledger_ids(store: Store, world: SqliteWorld, person: PersonFile) -> set[int]:
    """The people of the ledger who are a person of the world: by the world's own knowledge, or by an address."""
    known = world.ledger_people(person.id)  # one of them may have been taken back since the world was put together
    found = {each for each in known if store.one("SELECT 1 FROM person WHERE id = ?", each)}
    for slug in _values(person, KeyKind.SLUG):
        found |= {row["id"] for row in store.all("SELECT id FROM person WHERE slug = ?", slug)}
    return found


def near_names(world: SqliteWorld, called: str) -> list[str]:
    """The names of people of the world that share a word with a name, or a word with one slip in it."""
    wanted = name_of(called)
    keys = {*wide_keys_of(wanted), *(slip for word in wanted.words for slip in slips_of(word))}
    hits = world.by_names(keys)
    likely = sorted(hits, key=lambda number: (-len(hits[number]), number))[:_MOST_NEAR]
    return list(dict.fromkeys(filter(None, (world.person(number).label for number in likely))))


def names_holding(store: Store, words: Iterable[str], besides: Collection[int], most: int) -> dict[int, str]:
    """The people of the world in whose name all these words stand, each with that name; so many at most."""
    wanted = [key for word in words for key in name_of(word).words[:1]]
    if not wanted:
        return {}
    holding = " AND ".join(
        ["EXISTS (SELECT 1 FROM borne AS other WHERE other.person = borne.person AND key = ?)"] * (len(wanted) - 1)
    )
    sql = (
        "SELECT borne.person, json_extract(content, '$.names[0]') AS name FROM borne JOIN appearance ON "
        f"appearance.person = borne.person WHERE borne.key = ? {'AND ' + holding if holding else ''} LIMIT ?"
    )
    rows = store.all(sql, *wanted, most)
    return {row["person"]: row["name"] for row in rows if row["name"] and row["person"] not in besides}


def names_of(people: Iterable[PersonFile]) -> list[str]:
    """Every name under which people appear, as written, each once."""
    found = (name for person in people for one in person.appearances for name in (*one.names, *one.nicknames))
    return list(dict.fromkeys(found))


def _key_in(which: str) -> Key | None:
    """The key of a profile or mail address; None for a name."""
    if "@" in which:
        mail = email_key(which)
        return (KeyKind.MAIL, mail) if mail else None
    key = profile_key(which) if "/" in which else None
    return (KeyKind(key.kind), key.value) if key and key.kind != "urn" else None


def _bears(person: PersonFile, wanted: Name) -> bool:
    return any(name.full == wanted.full for name in names_borne(person.appearances))


def _values(person: PersonFile, kind: KeyKind) -> list[str]:
    return sorted({value for one in person.appearances for each, value in one.keys if each is kind})
