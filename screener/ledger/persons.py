"""Everybody whom the user's files or the user have named: kept once, and found by address, mail address or name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from screener.evidence.found import NAME, SAME_EMAIL, SAME_PROFILE
from screener.ledger.sqlite_store import Row, Store
from screener.people.addresses import profile_slug, written_slug
from screener.people.emails import email_key
from screener.people.names import name_keys
from screener.sources.records import Connection, Provenance
from screener.texts.cleaning import one_line

READ_BEFORE: Final = "an archive read before"  # how its rows are cited where only the index of people is left
_TEXTS: Final = ("name", "slug", "written", "email", "company", "position")
COLUMNS: Final = (*_TEXTS, "connected_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody as a file or the user names them; `ties` are the kinds of what passed between them (with its day). The
    name may be empty where there is a profile address."""

    name: str
    profile_url: str = ""
    email: str = ""
    company: str = ""
    position: str = ""
    connected_on: date | None = None
    ties: tuple[tuple[str, date | None], ...] = ()

    @property
    def called(self) -> str:
        """What to call them: the name, else the address."""
        return one_line(self.name) or self.profile_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the store knows. Without a slug they are known by name alone, without a name by the slug alone;
    `written` is the slug as it was given, where it was given otherwise."""

    id: int
    name: str
    slug: str = ""
    written: str = ""
    email: str = ""
    company: str = ""
    position: str = ""

    @property
    def called(self) -> str:
        """What to call them: the name, else the address."""
        return one_line(self.name) or self.address

    @property
    def address(self) -> str:
        """The profile address as it was given; empty if it is not known."""
        return f"https://www.linkedin.com/in/{self.written or self.slug}" if self.slug else ""


def person_from(row: Row) -> Person:
    """The person in a row of the table."""
    return Person(id=row["id"], **texts_of(row))


def texts_of(row: Row) -> dict[str, str]:
    """What a row tells of a person."""
    return {name: row[name] or "" for name in _TEXTS}


def person_of(store: Store, number: int) -> Person:
    """The person of that id."""
    row = store.one("SELECT * FROM person WHERE id = ?", number)
    assert row is not None
    return person_from(row)


def keys_of(name: str) -> tuple[str, ...]:
    """What a name is found by, the main key first; a name without letters is its own, and nothing to be seen has no
    key: it would make one person of all who lack a name."""
    shown = one_line(name)
    return (name_keys(shown) or (shown.lower(),)) if shown else ()


def main_key(name: str) -> str:
    """The first key of a name; empty for a name in which nothing is to be seen."""
    return next(iter(keys_of(name)), "")


def connection_known(store: Store, slug: str) -> Connection | None:
    """The connection of that address in an archive that was read before; None if none held it."""
    row = store.one("SELECT * FROM person WHERE slug = ? AND connected_on IS NOT NULL", slug) if slug else None
    if row is None:
        return None
    first, _, last = row["name"].partition(" ")
    return Connection(
        first_name=first,
        last_name=last,
        url=person_from(row).address,
        company=row["company"] or "",
        position=row["position"] or "",
        provenance=Provenance(file=READ_BEFORE, date=date.fromisoformat(row["connected_on"])),
    )


def known_as(store: Store, named: Named) -> int | None:
    """The id of this very person: by address, else, for somebody without one, by name among those without."""
    slug = profile_slug(named.profile_url)
    if slug:
        row = store.one("SELECT id FROM person WHERE slug = ?", slug)
    else:
        # CROSS keeps the order of the tables: SQLite would look through everybody without an address otherwise.
        row = store.one(
            "SELECT person.id FROM name_key CROSS JOIN person ON person.id = person WHERE key = ? AND slug IS NULL",
            main_key(named.name),
        )
    return row["id"] if row else None


def kept(store: Store, named: Named) -> int:
    """The id of a person, who is added if they are not known; they are found by this name from now on. To be called
    while writing."""
    number = known_as(store, named)
    if number is None:
        values = values_of(named, profile_slug(named.profile_url))
        number = store.insert("person", dict(zip(COLUMNS, values, strict=True)))
    _add_keys(store, number, named)
    return number


def kept_since(store: Store, number: int, named: Named) -> int:
    """The id of somebody who was kept under another name, or without an address, and is now named so. Who bears the
    address already is the one who is meant. To be called while writing."""
    slug = profile_slug(named.profile_url)
    if slug and person_of(store, number).slug == "":
        row = store.one("SELECT id FROM person WHERE slug = ?", slug)
        if row is None:
            store.run("UPDATE person SET slug = ?, written = ? WHERE id = ?", slug, _written(named, slug), number)
        else:
            number = row["id"]
    _add_keys(store, number, named)
    return number


def joined_to(store: Store, name: str, profile_url: str, emails: Iterable[str] = ()) -> Iterator[tuple[str, int]]:
    """Who in the store a party may be, and how that is known: by profile, by mail address, or by a name beside which
    no other address stands."""
    slug = profile_slug(profile_url)
    found: dict[int, str] = {}
    if slug and (row := store.one("SELECT id FROM person WHERE slug = ?", slug)):
        found[row["id"]] = SAME_PROFILE
    for key in {key for email in emails if (key := email_key(email))}:
        for row in store.all("SELECT person FROM email_key WHERE key = ?", key):
            found.setdefault(row["person"], SAME_EMAIL)
    for key in keys_of(name):
        sql = "SELECT person.id, slug FROM name_key JOIN person ON person.id = person WHERE key = ?"
        for row in store.all(sql, key):
            if not (slug and row["slug"]):
                found.setdefault(row["id"], NAME)
    yield from ((match, number) for number, match in found.items())


def _add_keys(store: Store, number: int, named: Named) -> None:
    store.run_many("INSERT OR IGNORE INTO name_key VALUES (?, ?)", [(key, number) for key in keys_of(named.name)])
    if key := email_key(named.email):
        store.run("INSERT OR IGNORE INTO email_key VALUES (?, ?)", key, number)


def values_of(named: Named, slug: str) -> tuple[str | None, ...]:
    """The values of `COLUMNS`; the name alone is never missing, and empty where nothing of it is to be seen."""
    connected = named.connected_on.isoformat() if named.connected_on else None
    name = named.name if one_line(named.name) else ""
    told = (slug, _written(named, slug), named.email, named.company, named.position)
    return (name, *(text or None for text in told), connected)


def _written(named: Named, slug: str) -> str | None:
    """How the slug is written, if not as it is compared."""
    written = written_slug(named.profile_url) if slug else ""
    return written if written != slug else None
