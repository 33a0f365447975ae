"""Who is meant to be forgotten: everybody in the store who surely is that person, and how they may be written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from screener.errors import UsageError
from screener.evidence.requests import request_id
from screener.ledger.choosing import (
    acquaintances_named,
    known_person,
    ledger_ids,
    names_holding,
    names_near,
    names_of,
    people_called,
    person_in_world,
    short_names,
)
from screener.ledger.kept import decoded
from screener.ledger.persons import Person, person_from
from screener.ledger.sqlite_store import Row, Store
from screener.ledger.sqlite_world import SqliteWorld
from screener.ledger.written_forms import WrittenForms, written_forms
from screener.people.addresses import email_key, profile_slug
from screener.people.names import name_keys, name_spellings
from screener.sources.records import Request
from screener.texts.folding import one_line
from screener.world.appearance import Key, KeyKind
from screener.world.lookups import PersonFile

_MOST_OTHERS: Final = 2_000  # people of a common name, who are held apart
_LONGEST: Final = 500  # characters of a name or address


class Whom(msgspec.Struct, frozen=True, kw_only=True):
    """One person: the ids they have in the ledger and in the world (none for somebody whom only texts name), and their
    written forms; `shared_keys` are keys that others have, too, each with a name under which it is theirs.

    `namesakes` are others of the same name; where there are any, `forms` has no names, and `doubtful` has them: a text
    with the name may mean another. So may one with a part of the name that others bear, or that is no rare surname.
    """

    called: str
    address: str = ""
    ids: frozenset[int] = frozenset()
    in_world: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    keys: frozenset[Key] = frozenset()
    shared_keys: frozenset[tuple[Key, str]] = frozenset()
    namesakes: tuple[str, ...] = ()
    namesake_ids: frozenset[int] = frozenset()
    forms: WrittenForms
    doubtful: WrittenForms


def whom(store: Store, which: str) -> Whom:
    """Who is meant by a number of the queue, a name, a profile address or a mail address. Raises UsageError for more
    than one person, for the owner of the store, and for one word that no person in it bears."""
    if len(which) > _LONGEST:
        raise UsageError(f"{which[:20]!r}… is longer than any name or address; give one of them")
    person = _meant(store, which)
    owner = store.one("SELECT * FROM owner")
    if owner and _is_owner(owner, person, which):  # they stand in every message: nothing would be left
        raise UsageError(f"{one_line(which)} is you; to forget everything, delete {store.path} itself")
    return _known(store, person, owner) if person else _nobody_known(store, which)


def _known(store: Store, person: Person, owner: Row | None) -> Whom:
    world = SqliteWorld(store)
    known = {person.id} - {0}  # 0: of the world alone
    known |= _same_without_address(store, world, person) | _same_by_email(store, person.email)
    files = _files_of(store, world, person, known)
    ids = frozenset(known.union(*(ledger_ids(store, world, each) for each in files)))
    requests = _requests(store, ids)
    names = _names(store, ids, requests, files)
    own = frozenset(each.id for each in files)
    keys = _keys(store, ids, requests, files)
    others = [each for each in _bearers(store, names) if each.id not in ids]
    alike = _alike_in_world(store, world, names, own, {each.id for each in others})
    namesakes = tuple(f"{each.called}, {each.address or each.email or 'no address'}" for each in (*others, *alike))
    namesakes += ("you yourself",) if owner and _share_key(names, owner["name"]) else ()
    shared = frozenset(key for key in keys if _is_shared(store, world, key, ids, own))
    others_near = _others(store, ids, own, names)
    short = short_names(store, ids, own, names, owner["name"] if owner else "")
    relatives = [other for other in short.others if not _share_key(names, other)]
    sure, doubtful = ((), short.sure | short.doubtful) if namesakes else (short.sure, short.doubtful)
    slugs = {profile_slug(f"in/{value}") for kind, value in keys - shared if kind is not KeyKind.MAIL}
    mails = {value for kind, value in keys - shared if kind is KeyKind.MAIL}
    return Whom(
        called=person.called,
        address=person.address,
        ids=ids,
        in_world=own,
        names=tuple(names),
        keys=keys - shared,
        shared_keys=frozenset((key, name) for key in shared for name in names),
        namesakes=namesakes,
        namesake_ids=frozenset(each.id for each in others),
        forms=written_forms([] if namesakes else names, slugs, mails, others_near, short=sure),
        doubtful=written_forms(
            names if namesakes else [], others=[*others_near, *relatives], short=doubtful, foreign=short.words
        ),
    )


def _meant(store: Store, which: str) -> Person | None:
    if which.removeprefix("#").isdecimal():
        return known_person(store, which)
    people = people_called(store, which)
    if "@" in which:
        found = _same_by_email(store, which)
        people = [person_from(row) for row in _rows(store, "person", "id", found)] if found else people
    if len(people) > 1:
        listed = "; ".join(f"{each.called}, {each.address or each.email or 'no address'}" for each in people)
        raise UsageError(
            f"{which!r} may be any of: {listed}; give the profile or mail address, or the number of the request"
        )
    return people[0] if people else None


def _is_owner(owner: Row, person: Person | None, which: str) -> bool:
    if person is not None:
        return bool(owner["slug"]) and person.slug == owner["slug"]
    is_address = bool(owner["slug"]) and profile_slug(which) == owner["slug"]
    return is_address or _share_key([which], owner["name"])


def _share_key(names: Iterable[str], other: str) -> bool:
    return any(not set(name_keys(name)).isdisjoint(name_keys(other)) for name in names)


def _nobody_known(store: Store, which: str) -> Whom:
    """Somebody who is no person of the store, but may be named in its texts."""
    called, email = one_line(which), email_key(which)
    slug = profile_slug(which) if "/" in which else ""
    names = [] if slug or email else [called]
    owner = store.one("SELECT * FROM owner")
    short = short_names(store, frozenset(), frozenset(), names, owner["name"] if owner else "")
    others = _others(store, frozenset(), frozenset(), names)
    forms = written_forms(names, [slug], [email], others, short.sure)
    if not (forms.names or forms.slugs or forms.emails):
        near = names_near(store, which)
        meant = ", ".join(map(one_line, near[:3]))
        advice = f"did you mean {meant}?" if meant else "give the whole name, or the address"
        raise UsageError(f"nobody called {which!r} is known, and one word may mean anybody; {advice}")
    doubtful = written_forms([], others=[*others, *short.others], short=short.doubtful, foreign=short.words)
    keys = {(KeyKind.SLUG, slug), (KeyKind.MAIL, email)}
    return Whom(
        called=called,
        names=tuple(names),
        keys=frozenset(key for key in keys if key[1]),
        forms=forms,
        doubtful=doubtful,
    )


def _files_of(store: Store, world: SqliteWorld, person: Person, ids: Collection[int]) -> list[PersonFile]:
    """The people of the world who surely are a person: by the world's own knowledge, by an address, by the user's word,
    or by a name without any address that nobody else with an address bears."""
    numbers = {person.in_world} - {0}
    numbers |= {number for each in ids if (number := world.person_of_ledger(each)) is not None}
    keys = [(KeyKind.SLUG, row["slug"]) for row in _rows(store, "person", "id", ids)]
    keys += [(KeyKind.MAIL, email_key(row["email"] or "")) for row in _rows(store, "person", "id", ids)]
    for request in _requests(store, ids):
        keys.append((KeyKind.MAIL, email_key(request.email)))
        numbers |= world.links_of(request_id(request)).same
    numbers |= {number for key in keys if key[1] and (number := world.by_key(key)) is not None}
    bearers = acquaintances_named(world, person.name)
    if not {each.id for each in bearers if any(one.keys for one in each.appearances)} - numbers:
        addressed = {each.id for each in _bearers(store, [person.name]) if each.slug}
        if addressed <= set(ids):
            numbers |= {each.id for each in bearers}
    return [world.person(number) for number in sorted(numbers)]


def _names(store: Store, ids: Collection[int], requests: Iterable[Request], files: Iterable[PersonFile]) -> list[str]:
    names = [row["name"] for row in _rows(store, "person", "id", ids)] + [each.name for each in requests]
    return list(dict.fromkeys(name for name in (*names, *names_of(files)) if "@" not in name))


def _keys(
    store: Store, ids: Collection[int], requests: Iterable[Request], files: Iterable[PersonFile]
) -> frozenset[Key]:
    people = _rows(store, "person", "id", ids)
    slugs = {row["slug"] or "" for row in people} | {profile_slug(each.profile_url) for each in requests}
    mails = {email_key(row["email"] or "") for row in people} | {email_key(each.email) for each in requests}
    known = {key for each in files for one in each.appearances for key in one.keys}
    known |= {(KeyKind.SLUG, slug) for slug in slugs} | {(KeyKind.MAIL, mail) for mail in mails}
    return frozenset(key for key in known if key[1])


def _is_shared(store: Store, world: SqliteWorld, key: Key, ids: Collection[int], own: Collection[int]) -> bool:
    """Whether somebody else has a key as well: such a mail address says nothing."""
    if key[0] is not KeyKind.MAIL:  # a profile is one person's
        return False
    if not _same_by_email(store, key[1], with_slug=True) <= set(ids):
        return True
    return bool(own) and world.by_key(key) is None and _is_in_world(store, key, own)


def _is_in_world(store: Store, key: Key, own: Collection[int]) -> bool:
    """Whether an appearance of somebody else bears a key."""
    sql = (
        "SELECT 1 FROM appearance, json_each(content, '$.keys') AS key WHERE person NOT IN "
        f"({', '.join(map(str, sorted(own)))}) AND json_extract(key.value, '$[1]') = ? LIMIT 1"
    )
    return store.one(sql, key[1]) is not None


def _alike_in_world(
    store: Store, world: SqliteWorld, names: Iterable[str], own: Collection[int], told: Collection[int]
) -> list[Person]:
    """Others of the world of one of these names, but for those told already."""
    found = {each.id: each for name in names for each in acquaintances_named(world, name)}
    return [
        person_in_world(each)
        for number, each in found.items()
        if number not in own and ledger_ids(store, world, each).isdisjoint(told)
    ]


def _same_without_address(store: Store, world: SqliteWorld, person: Person) -> set[int]:
    """The entries of the very name without an address: the same person, if only one of that name has an address."""
    bearers = _bearers(store, [person.name])
    slugs = {each.slug for each in bearers if each.slug}
    alike = acquaintances_named(world, person.name)
    slugs |= {value for each in alike for one in each.appearances for kind, value in one.keys if kind is KeyKind.SLUG}
    return {each.id for each in bearers if not each.slug} if person.slug and slugs <= {person.slug} else set()


def _same_by_email(store: Store, mail: str, *, with_slug: bool = False) -> set[int]:
    """The people of the ledger with that mail address; those without a profile address, or all."""
    key = email_key(mail)
    rows = store.all("SELECT id, slug, email FROM person WHERE email IS NOT NULL") if key else []
    return {row["id"] for row in rows if email_key(row["email"]) == key and (with_slug or not row["slug"])}


def _bearers(store: Store, names: Iterable[str]) -> list[Person]:
    """Everybody of the ledger with a name that is equal to one of these."""
    sql = "SELECT person.* FROM name_key JOIN person ON person.id = person WHERE key = ? ORDER BY person.id"
    keys = dict.fromkeys(key for name in names for key in name_keys(name))
    return list({row["id"]: person_from(row) for key in keys for row in store.all(sql, key)}.values())


def _others(store: Store, ids: Collection[int], own: Collection[int], names: Iterable[str]) -> list[str]:
    """The names of other people in which one of these names stands, as Ana Ruiz does in Ana Ruiz Ortega."""
    found: dict[str, None] = {}
    for words in {words for name in names for words in name_spellings(name)}:
        holding = " AND ".join(["key LIKE ?"] * len(words))
        sql = f"SELECT person.id, person.name FROM name_key JOIN person ON person.id = person WHERE {holding}"
        known = [row["name"] for row in store.all(sql, *(f"%{word}%" for word in words)) if row["id"] not in ids]
        for name in (*known, *names_holding(store, words, own, _MOST_OTHERS).values()):
            if len(words) < max(map(len, name_spellings(name)), default=0):  # one of as many words is the same name
                found[name] = None
    return list(found)


def _requests(store: Store, ids: Collection[int]) -> list[Request]:
    return [decoded(row["content"], Request) for row in _rows(store, "request", "person", ids)]


def _rows(store: Store, table: str, column: str, numbers: Collection[int]) -> list[Row]:
    return store.all(f"SELECT * FROM {table} WHERE {column} IN ({', '.join(map(str, sorted(numbers)))})")
