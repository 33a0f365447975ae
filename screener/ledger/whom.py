"""Who is meant to be forgotten: everybody in the store who surely is that person, and how they may be written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from screener.errors import UsageError
from screener.ledger.choosing import known_person, names_near, people_called
from screener.ledger.encoding import decoded
from screener.ledger.persons import Person, person_from
from screener.ledger.short_names import short_names
from screener.ledger.sqlite_store import Row, Store
from screener.ledger.written_forms import WrittenForms, written_forms
from screener.people.addresses import profile_slug
from screener.people.emails import email_key
from screener.people.names import name_keys, name_spellings
from screener.sources.records import Request
from screener.texts.cleaning import one_line

_LONGEST: Final = 500  # characters of a name or address


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """One person: the ids they have in the store (none for somebody whom only texts name), and their written forms.

    `namesakes` are others of the same name; where there are any, `forms` has no names, and `doubtful` has them: a text
    with the name may mean another. So may one with a part of the name that others bear, or that is no rare surname.
    """

    called: str
    address: str = ""
    ids: frozenset[int] = frozenset()
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
    if owner and _is_owner(owner, person, which):
        raise UsageError(f"{one_line(which)} is you; to forget everything, delete {store.path} itself")
    return _known(store, person, owner) if person else _nobody_known(store, which)


def _known(store: Store, person: Person, owner: Row | None) -> Whom:
    ids = frozenset({person.id, *_same_without_address(store, person), *_same_by_email(store, person)})
    requests = _requests(store, ids)
    names = [row["name"] for row in _rows(store, "person", "id", ids)] + [each.name for each in requests]
    others = [each for each in _bearers(store, names) if each.id not in ids]
    namesakes = tuple(f"{each.called}, {each.address or 'no address'}" for each in others)
    namesakes += ("you yourself",) if owner and _share_key(names, owner["name"]) else ()
    slugs = {profile_slug(each.profile_url) for each in requests} | {person.slug}
    others_near = _others(store, ids, names)
    short = short_names(store, ids, names, owner["name"] if owner else "")
    relatives = [other for other in short.others if not _share_key(names, other)]
    sure, doubtful = ((), short.sure | short.doubtful) if namesakes else (short.sure, short.doubtful)
    return Whom(
        called=person.called,
        address=person.address,
        ids=ids,
        namesakes=namesakes,
        namesake_ids=frozenset(each.id for each in others),
        forms=written_forms([] if namesakes else names, slugs, _emails(store, ids, requests), others_near, short=sure),
        doubtful=written_forms(
            names if namesakes else [], others=[*others_near, *relatives], short=doubtful, foreign=short.words
        ),
    )


def _meant(store: Store, which: str) -> Person | None:
    if which.removeprefix("#").isdecimal():
        return known_person(store, which)
    if "@" in which:
        rows = store.all("SELECT person FROM email_key WHERE key = ?", email_key(which))
        people = [person_from(row) for row in _rows(store, "person", "id", {row["person"] for row in rows})]
    else:
        people = people_called(store, which)
    if len(people) > 1:
        listed = "; ".join(f"{each.called}, {each.address or 'no address'}" for each in people)
        raise UsageError(f"{which!r} may be any of: {listed}; give the profile address, or the number of the request")
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
    short = short_names(store, frozenset(), names, owner["name"] if owner else "")
    others = _others(store, frozenset(), names)
    forms = written_forms(names, [slug], [email], others, short.sure)
    if not (forms.names or forms.slugs or forms.emails):
        near = names_near(store, which)
        meant = ", ".join(map(one_line, near[:3]))
        advice = f"did you mean {meant}?" if meant else "give the whole name, or the address"
        raise UsageError(f"nobody called {which!r} is known, and one word may mean anybody; {advice}")
    doubtful = written_forms([], others=[*others, *short.others], short=short.doubtful, foreign=short.words)
    return Whom(called=called, forms=forms, doubtful=doubtful)


def _same_without_address(store: Store, person: Person) -> set[int]:
    """The entries of the very name without an address: the same person, if only one of that name has an address."""
    bearers = _bearers(store, [person.name])
    addressed = {each.id for each in bearers if each.slug}
    return {each.id for each in bearers if not each.slug} if addressed == {person.id} else set()


def _same_by_email(store: Store, person: Person) -> set[int]:
    keys = [row["key"] for row in store.all("SELECT key FROM email_key WHERE person = ?", person.id)]
    sql = "SELECT person.* FROM email_key JOIN person ON person.id = person WHERE key = ?"
    return {row["id"] for key in keys for row in store.all(sql, key) if not row["slug"]}


def _bearers(store: Store, names: Iterable[str]) -> list[Person]:
    """Everybody with a name that is equal to one of these."""
    sql = "SELECT person.* FROM name_key JOIN person ON person.id = person WHERE key = ? ORDER BY person.id"
    keys = dict.fromkeys(key for name in names for key in name_keys(name))
    return list({row["id"]: person_from(row) for key in keys for row in store.all(sql, key)}.values())


def _others(store: Store, ids: Collection[int], names: Iterable[str]) -> list[str]:
    """The names of other people in which one of these names stands, as Ana Ruiz does in Ana Ruiz Ortega."""
    found: dict[int, str] = {}
    for words in {words for name in names for words in name_spellings(name)}:
        holding = " AND ".join(["key LIKE ?"] * len(words))
        sql = f"SELECT person.id, person.name FROM name_key JOIN person ON person.id = person WHERE {holding}"
        for row in store.all(sql, *(f"%{word}%" for word in words)):
            if len(words) < max(map(len, name_spellings(row["name"])), default=0):
                found[row["id"]] = row["name"]
    return [name for number, name in found.items() if number not in ids]


def _emails(store: Store, ids: Collection[int], requests: Iterable[Request]) -> set[str]:
    """Their mail addresses, but for those that somebody else has as well."""
    keys = {row["key"] for row in _rows(store, "email_key", "person", ids)}
    keys |= {email_key(each.email) for each in requests}
    shared = {row["key"] for key in keys for row in store.all("SELECT * FROM email_key WHERE key = ?", key)
              if row["person"] not in ids}  # fmt: skip
    return keys - shared


def _requests(store: Store, ids: Collection[int]) -> list[Request]:
    return [decoded(row["content"], Request) for row in _rows(store, "request", "person", ids)]


def _rows(store: Store, table: str, column: str, numbers: Collection[int]) -> list[Row]:
    return store.all(f"SELECT * FROM {table} WHERE {column} IN ({', '.join(map(str, sorted(numbers)))})")
