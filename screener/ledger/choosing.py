"""Which request or person the user means by a number, a name, an address or the beginning of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product
from typing import Final

import msgspec
from rapidfuzz import fuzz, process

from screener.errors import UsageError
from screener.ledger.kept import KeptRequest
from screener.ledger.persons import Named, Person, keys_of, person_from, person_of
from screener.ledger.request_queue import request_numbered, requests_of
from screener.ledger.sqlite_store import LONGEST_NUMBER, Store
from screener.ledger.sqlite_world import SqliteWorld
from screener.people.addresses import email_key, profile_key, profile_slug
from screener.people.name_keys import split_former
from screener.people.names import Name, name_of, name_spellings, slips_of, wide_keys_of
from screener.people.nicknames import other_forms
from screener.texts.folding import fold, one_line
from screener.texts.patterns import Expression
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


Words = tuple[str, ...]
_OTHER_SCRIPT: Final = Expression(r"[\p{Cyrillic}\p{Greek}\p{Georgian}\p{Armenian}]")
_UNSPACED: Final = Expression(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}ー]+")
_SHORTEST: Final = 3  # letters of a word that is looked for alone
# A surname is rare if it is as long as common ones seldom are, or if a store of many people has nobody else of it.
_RARE_LETTERS: Final = 10
_RARE_LETTERS_AMONG_MANY: Final = 7
_MANY_PEOPLE: Final = 300
_MOST_BEARERS: Final = 20  # of a word that more bear, every text would be asked about
_MOST_NAMES: Final = 400  # of others with a word, that are held apart in texts
_MOST_SPELLINGS: Final = 32  # five words of two spellings each; every one is looked for in every text


class ShortNames(msgspec.Struct, frozen=True):
    """Sequences of folded words that surely mean a person, and words that may; `others` are the names of other people
    in which such words stand."""

    sure: frozenset[Words] = frozenset()
    doubtful: frozenset[Words] = frozenset()
    others: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """Every word that may stand alone."""
        return frozenset(words[0] for words in self.sure | self.doubtful if len(words) == 1)


def whole_spellings(name: str) -> Iterator[Words]:
    """Every spelling of a whole name: each word with letters spelled out or not, and in Latin letters."""
    now, former = split_former(name)
    for each in (name, now, *former):
        for written in (each, *_in_latin(each)):
            yield from _mixed(name_spellings(written))


def short_names(
    store: Store, ids: Collection[int], in_world: Collection[int], names: Iterable[str], owner: str
) -> ShortNames:
    """How a person of these names may be called for short; `ids` are theirs in the ledger, `in_world` in the world;
    `owner` is the owner of the store."""
    sure: set[Words] = set()
    doubtful: set[Words] = set()
    others: set[str] = set()
    is_large = _people(store) >= _MANY_PEOPLE

    def bearers_of(word: str) -> set[str]:
        return _bearers(store, ids, word, owner) | set(names_holding(store, [word], in_world, _MOST_NAMES).values())

    for spelling in {words for name in names for words in whole_spellings(name)}:
        # A single word, or signs without spaces, has no short form.
        if len(spelling) < 2 or any(map(_UNSPACED.fullmatch, spelling)):
            continue
        given, *surnames = spelling
        for word in (word for word in surnames if len(word) >= _SHORTEST):
            bearers = bearers_of(word)
            others |= bearers  # held apart in texts, so that nothing of them is taken out
            before = {given, given[0], *other_forms(given)}
            (doubtful if bearers else sure).update((each, word) for each in before)
            if len(bearers) <= _MOST_BEARERS:
                (sure if not bearers and _is_rare(word, is_large=is_large) else doubtful).add((word,))
        alone = {given, *other_forms(given)}
        doubtful |= {(word,) for word in alone if len(word) >= _SHORTEST and not bearers_of(word)}
    return ShortNames(frozenset(sure), frozenset(doubtful - sure), tuple(sorted(others)))


def _people(store: Store) -> int:
    """How many people the store knows."""
    row = store.one(
        "SELECT max((SELECT count(*) FROM person), (SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM world "
        "WHERE name = 'people')) AS number"
    )
    return int(row["number"]) if row else 0


def _is_rare(word: str, *, is_large: bool) -> bool:
    return len(word) >= (_RARE_LETTERS_AMONG_MANY if is_large else _RARE_LETTERS)


def _bearers(store: Store, ids: Collection[int], word: str, owner: str) -> set[str]:
    """The names of others in which a word stands: of people of the store, and of its owner."""
    sql = "SELECT person.id, person.name, key FROM name_key JOIN person ON person.id = person WHERE key LIKE ?"
    found = {row["name"] for row in store.all(sql, f"%{word}%") if row["id"] not in ids and word in row["key"].split()}
    own = {each for words in whole_spellings(owner) for each in words}
    return found | ({owner} if word in own else set())


def _mixed(spellings: Iterable[Words]) -> Iterator[Words]:
    """The spellings, and those that spell some words out and others not."""
    of_length: dict[int, list[Words]] = {}
    for words in spellings:
        of_length.setdefault(len(words), []).append(words)
    for alike in of_length.values():
        each = [sorted({words[place] for words in alike}) for place in range(len(alike[0]))]
        yield from list(product(*each))[:_MOST_SPELLINGS]


def _in_latin(name: str) -> Iterator[str]:
    if _OTHER_SCRIPT.search(name):
        latin = latin_letters(name)
        yield latin
        yield from (latin.replace("iy", ending) for ending in ("y", "i") if "iy" in latin)


def latin_letters(text: str) -> str:
    """A text of another script in Latin letters."""
    from anyascii import anyascii  # a large table that most runs never need

    return anyascii(text)


_SHOWN: Final = 6  # lines of a message that a reader takes in
_NEAR: Final = 75  # of 100


def find_request(store: Store, which: str) -> KeptRequest:
    """The request that a number, an address or a name means: an open one, else the last. Raises UsageError if none or
    several may be meant."""
    number = which.removeprefix("#")
    if number.isdecimal():
        found = request_numbered(store, int(number)) if len(number) < LONGEST_NUMBER else None
        if found is None:
            raise UsageError(f"no request has the number {number}; `screener queue` lists the open ones")
        return found
    people = _of_ledger(store, which) or askers_with(store, which)  # a whole name goes before a word of one
    asked = [(person, requests_of(store, person.id)) for person in people]
    candidates = [(person, requests) for person, requests in asked if requests]
    waiting = [(person, requests) for person, requests in candidates if any(each.is_open for each in requests)]
    chosen = waiting or candidates  # an open request is most likely meant
    if len(chosen) == 1:
        requests = chosen[0][1]
        return next((each for each in requests if each.is_open), requests[0])
    if chosen:
        listed = ", ".join(f"{requests[0].number} ({_described(person)})" for person, requests in chosen[:_SHOWN])
        raise UsageError(f"{which!r} may be any of {listed}; give the number")
    raise UsageError(f"nobody called {which!r} asks{_did_you_mean(store, which, asking=True)}")


def find_person(store: Store, which: str) -> Person | None:
    """The one person who bears this very name or address, else the only one in whose name this word stands; None if
    nobody does. Raises UsageError if several do."""
    people = people_called(store, which) or _with_word(store, which)
    if len(people) > 1:
        listed = "; ".join(_told_apart(store, person) for person in people[:_SHOWN])
        raise UsageError(f"several people are called {which!r}: {listed}; give the number or the profile address")
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
    if not any(map(str.isalnum, name)):  # a name of dashes could be found again by nothing
        raise UsageError(f"{which!r} names nobody; give a name, or a profile address")
    return Named(name=name, profile_url=which if slug else "")


def people_called(store: Store, which: str) -> list[Person]:
    """Everybody of that address, that name, or that id of a request: of the ledger, and of the world."""
    people = _of_ledger(store, which)
    # An address means one person, whoever else is called so.
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


def _with_word(store: Store, word: str) -> list[Person]:
    """Everybody in whose name a word stands, such as a first name; those who ask stand for all of that name."""
    wanted = fold(word).split()
    if len(wanted) != 1 or "/" in word or "@" in word:  # no single word of a name
        return []
    sql = "SELECT DISTINCT person.* FROM name_key JOIN person ON person.id = person WHERE key LIKE ? ORDER BY person.id"
    rows = store.all(sql, f"%{wanted[0]}%")
    people = [person for person in map(person_from, rows) if wanted[0] in fold(person.name).split()]
    world = SqliteWorld(store)
    called = [world.person(number) for number in names_holding(store, wanted, (), _MOST_NAMES)]
    return _likely(store, people + _outside_ledger(store, world, called, {person.id for person in people}))


def _told_apart(store: Store, person: Person) -> str:
    """Somebody among others of the name: by the number of their request, else by their address."""
    request = next(iter(requests_of(store, person.id, with_sheets=False)), None) if person.id else None
    by = f"number {request.number}" if request else person.address or "no address"
    return f"{_described(person)}, {by}"


def _of_world(store: Store, which: str, known: Collection[int]) -> list[Person]:
    """Those of the world who are nobody of the ledger; who is, by an address, stands for both."""
    world = SqliteWorld(store)
    return _outside_ledger(store, world, acquaintances_called(world, which), known)


def _outside_ledger(
    store: Store, world: SqliteWorld, called: Iterable[PersonFile], known: Collection[int]
) -> list[Person]:
    found = {}
    for person in called:
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
