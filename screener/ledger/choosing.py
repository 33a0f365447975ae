"""Whom or which request a user means by a number of the queue, a profile address or a name; never a guess."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from screener.errors import UsageError
from screener.ledger.acquaintances import acquaintances_called, ledger_ids, near_names, person_in_world
from screener.ledger.kept import KeptRequest
from screener.ledger.persons import Named, Person, keys_of, person_from, person_of
from screener.ledger.requests import request_numbered, requests_of
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld
from screener.people.addresses import profile_slug
from screener.texts.cleaning import one_line
from screener.texts.folding import fold

_SHOWN: Final = 6
_NEAR: Final = 75  # of 100
_LONGEST_NUMBER: Final = 18  # digits that SQLite can hold


def find_request(store: Store, which: str) -> KeptRequest:
    """The request that a number, an address or a name means: an open one, else the last. Raises UsageError if none or
    several may be meant."""
    number = which.removeprefix("#")
    if number.isdecimal():
        found = request_numbered(store, int(number)) if len(number) < _LONGEST_NUMBER else None
        if found is None:
            raise UsageError(f"no request has the number {number}; `screener queue` lists the open ones")
        return found
    people = _of_ledger(store, which) or askers_with(store, which)
    asked = [(person, requests_of(store, person.id)) for person in people]
    candidates = [(person, requests) for person, requests in asked if requests]
    waiting = [(person, requests) for person, requests in candidates if any(each.is_open for each in requests)]
    chosen = waiting or candidates
    if len(chosen) == 1:
        requests = chosen[0][1]
        return next((each for each in requests if each.is_open), requests[0])
    if chosen:
        listed = ", ".join(f"{requests[0].number} ({_described(person)})" for person, requests in chosen[:_SHOWN])
        raise UsageError(f"{which!r} may be any of {listed}; give the number")
    raise UsageError(f"nobody called {which!r} asks{_did_you_mean(store, which, asking=True)}")


def find_person(store: Store, which: str) -> Person | None:
    """The one person who bears this very name or address; None if nobody does. Raises UsageError if several do."""
    people = people_called(store, which)
    if len(people) > 1:
        listed = "; ".join(_described(person) + f", {person.address or 'no address'}" for person in people[:_SHOWN])
        raise UsageError(f"several people are called {which!r}: {listed}; give the profile address")
    return people[0] if people else None


def known_person(store: Store, which: str) -> Person:
    """The one person who is meant. Raises UsageError, with the likely ones, if nobody or several are."""
    if which.removeprefix("#").isdecimal():
        number = find_request(store, which).person
        row = store.one("SELECT * FROM person WHERE id = ?", number)
        assert row is not None
        return person_from(row)
    person = find_person(store, which)
    if person is None:
        raise UsageError(f"nobody called {which!r} is known{_did_you_mean(store, which)}")
    return person


def named_person(store: Store, which: str, *, is_new: bool) -> Named:
    """Somebody known, or somebody new whom no file names. Raises UsageError if several are meant, or if a known name is
    so near that a slip is likely and `is_new` does not exclude it."""
    if which.removeprefix("#").isdecimal():
        return _as_named(known_person(store, which))
    person = find_person(store, which)
    if person:
        return _as_named(person)
    if near := [] if is_new else names_near(store, which):
        raise UsageError(
            f"nobody called {which!r} is known; did you mean {_listed(near)}? "
            "For somebody whom no file names, add --new"
        )
    slug = profile_slug(which) if "/" in which else ""
    name = one_line(slug or which)
    if not any(map(str.isalnum, name)):
        raise UsageError(f"{which!r} names nobody; give a name, or a profile address")
    return Named(name=name, profile_url=which if slug else "")


def people_called(store: Store, which: str) -> list[Person]:
    """Everybody of that address, that name, or that id of a request: of the ledger, and of the world."""
    people = _of_ledger(store, which)
    if [person for person in people if person.slug and person.slug == profile_slug(which)]:
        return people
    people += _of_world(store, which, {person.id for person in people})
    return _likely(store, people)


def _of_ledger(store: Store, which: str) -> list[Person]:
    """Everybody of the ledger of that address, that name, or that id of a request."""
    slug = profile_slug(which)
    if slug and (row := store.one("SELECT * FROM person WHERE slug = ?", slug)):
        return [person_from(row)]
    sql = "SELECT DISTINCT person.* FROM name_key JOIN person ON person.id = person WHERE key = ? ORDER BY person.id"
    found = {row["id"]: person_from(row) for key in keys_of(which) for row in store.all(sql, key)}
    if not found:
        sql = "SELECT person.* FROM request JOIN person ON person.id = person WHERE called = ?"
        found = {row["id"]: person_from(row) for row in store.all(sql, which)}
    return _likely(store, list(found.values()))


def _likely(store: Store, people: list[Person]) -> list[Person]:
    """Those of a name who are likely meant, where some have an address and some have none."""
    if any(person.slug for person in people):
        # A name in an address book or under a recommendation is most likely that of somebody with an address.
        return [person for person in people if person.slug or _is_spoken_of(store, person.id)]
    return people


def _of_world(store: Store, which: str, known: Collection[int]) -> list[Person]:
    """Those of the world who are nobody of the ledger; who is, by an address, stands for both."""
    world = SqliteWorld(store)
    found = {}
    for person in acquaintances_called(world, which):
        ids = ledger_ids(store, world, person)
        if ids.isdisjoint(known):
            found[person.id] = person_of(store, min(ids)) if ids else person_in_world(person)
    return list(found.values())


def askers_with(store: Store, words: str) -> list[Person]:
    """Those with an open request, else with any, in whose name all these words stand."""
    wanted = set(fold(words).split())
    for some in ("WHERE is_open", ""):
        sql = f"SELECT DISTINCT person.* FROM request JOIN person ON person.id = person {some} ORDER BY person.id"
        people = map(person_from, store.all(sql))
        if found := [person for person in people if wanted and wanted <= set(fold(person.name).split())]:
            return found
    return []


def names_near(store: Store, which: str, *, asking: bool = False) -> list[str]:
    """The known names that are spelled nearly so, or hold the word given; the nearest first."""
    sql = "SELECT DISTINCT name FROM person" + (" JOIN request ON request.person = person.id" if asking else "")
    names = [row["name"] for row in store.all(sql) if row["name"]]
    if not asking:
        names = list(dict.fromkeys([*names, *near_names(SqliteWorld(store), which)]))
    found = process.extract(which, names, scorer=fuzz.WRatio, processor=fold, limit=_SHOWN, score_cutoff=_NEAR)
    return [name for name, _, _ in found]


def _is_spoken_of(store: Store, person: int) -> bool:
    tables = ("request", "decision", "vouch", "expected")
    return any(store.one(f"SELECT 1 FROM {table} WHERE person = ? LIMIT 1", person) for table in tables)


def _did_you_mean(store: Store, which: str, *, asking: bool = False) -> str:
    near = names_near(store, which, asking=asking)
    return f"; did you mean {_listed(near)}?" if near else "; give the whole name, or the profile address"


def _listed(names: Sequence[str]) -> str:
    shown = [one_line(name) for name in names[:3]]
    return " or ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _described(person: Person) -> str:
    work = ", ".join(filter(None, (person.position, person.company)))
    return one_line(f"{person.called}, {work}" if work else person.called)


def _as_named(person: Person) -> Named:
    return Named(
        name=person.name,
        profile_url=person.address,
        email=person.email,
        company=person.company,
        position=person.position,
    )
