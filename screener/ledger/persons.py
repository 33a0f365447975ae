"""Everybody of the ledger, who asked or of whom the user spoke: kept once, and found by address or name."""

from __future__ import annotations

from typing import Final

import msgspec

from screener.ledger.sqlite_store import Row, Store
from screener.people.addresses import profile_slug, written_slug
from screener.people.names import name_keys
from screener.texts.folding import one_line

COLUMNS: Final = ("name", "slug", "written", "email", "company", "position")


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as a file or the user names them. The name may be empty where there is a profile address."""

    name: str
    profile_url: str = ""
    email: str = ""
    company: str = ""
    position: str = ""

    @property
    def called(self) -> str:
        """What to call them: the name, else the address."""
        return one_line(self.name) or self.profile_url


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the store knows. Without a slug they are known by name alone, without a name by the slug alone;
    `written` is the slug as it was given, where it was given otherwise. `id` is 0 for somebody of the world who is no
    person of the ledger, whose number there is `in_world`."""

    id: int
    name: str
    slug: str = ""
    written: str = ""
    email: str = ""
    company: str = ""
    position: str = ""
    in_world: int = 0

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
    return Person(id=row["id"], in_world=0, **texts_of(row))


def texts_of(row: Row) -> dict[str, str]:
    """What a row tells of a person."""
    return {name: row[name] or "" for name in COLUMNS}


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


def called_alike(store: Store, named: Named) -> set[int]:
    """The people of the ledger whose name is equal, but for those who bear another address."""
    sql = "SELECT person.id, slug FROM name_key JOIN person ON person.id = person WHERE key = ?"
    has_slug = bool(profile_slug(named.profile_url))
    rows = [row for key in keys_of(named.name) for row in store.all(sql, key)]
    return {row["id"] for row in rows if not (has_slug and row["slug"])}


def _add_keys(store: Store, number: int, named: Named) -> None:
    store.run_many("INSERT OR IGNORE INTO name_key VALUES (?, ?)", [(key, number) for key in keys_of(named.name)])


def values_of(named: Named, slug: str) -> tuple[str | None, ...]:
    """The values of `COLUMNS`; the name alone is never missing, and empty where nothing of it is to be seen."""
    name = named.name if one_line(named.name) else ""
    told = (slug, _written(named, slug), named.email, named.company, named.position)
    return (name, *(text or None for text in told))


def _written(named: Named, slug: str) -> str | None:
    """How the slug is written, if not as it is compared."""
    written = written_slug(named.profile_url) if slug else ""
    return written if written != slug else None
