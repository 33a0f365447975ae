"""Everybody whom an archive or address book names, indexed at once: tens of thousands of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from screener.ledger.persons import COLUMNS, Named, keys_of, main_key, values_of
from screener.ledger.sqlite_store import Store
from screener.people.addresses import profile_slug
from screener.people.emails import email_key


def keep_all(store: Store, people: Iterable[Named]) -> None:
    """Everybody whom an archive names, with their ties anew. To be called while writing."""
    kept_people = _Kept(store)
    with_slugs = [(profile_slug(named.profile_url), named) for named in people]
    for slug, named in sorted(with_slugs, key=lambda each: not each[0]):  # those with an address first
        kept_people.take_in(slug, named)
    kept_people.write()


@dataclass(slots=True)
class _Kept:
    """People taken in one after the other against all that are known, and written at once."""

    store: Store
    by_slug: dict[str, int] = field(init=False)
    by_name: dict[str, int] = field(init=False)
    bearers: dict[str, set[int]] = field(init=False, default_factory=lambda: defaultdict(set))
    rows: dict[int, tuple[str | None, ...]] = field(init=False)  # the columns of `COLUMNS`
    next_id: int = field(init=False)
    met: set[int] = field(init=False, default_factory=set)
    touched: set[int] = field(init=False, default_factory=set)
    names: set[tuple[str, int]] = field(init=False, default_factory=set)
    emails: set[tuple[str, int]] = field(init=False, default_factory=set)
    ties: dict[tuple[int, str], list[str]] = field(init=False, default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        people = self.store.all(f"SELECT {', '.join(COLUMNS)}, id FROM person")
        self.rows = {row["id"]: tuple(row)[:-1] for row in people}
        self.by_slug = {row["slug"]: row["id"] for row in people if row["slug"]}
        self.by_name = {main_key(row["name"]): row["id"] for row in people if not row["slug"]}
        self.next_id = max(self.rows, default=0) + 1
        for row in people:
            if row["slug"]:
                self.bearers[main_key(row["name"])].add(row["id"])

    def take_in(self, slug: str, named: Named) -> None:
        """Somebody whom a file names; what it tells anew takes the place of what was known. One named without an
        address is the only one of that name who has one, if there is one: recommendations never have addresses."""
        keys = keys_of(named.name)
        bearers = self.bearers.get(keys[0], ()) if keys else ()
        if slug or keys:
            number = next(iter(bearers)) if not slug and len(bearers) == 1 else self._number(named, slug, keys)
            self.met.add(number)
            for kind, day in named.ties:
                self.ties[number, kind].append(day.isoformat() if day else "")

    def _number(self, named: Named, slug: str, keys: tuple[str, ...]) -> int:
        numbers, key = (self.by_slug, slug) if slug else (self.by_name, keys[0])
        number, told = numbers.get(key), values_of(named, slug)
        if number is None:
            number = numbers[key] = self.next_id
            self.next_id += 1
            if slug and keys:
                self.bearers[keys[0]].add(number)
        else:
            known = self.rows[number]
            told = tuple(new or old for new, old in zip(told, known, strict=True))
            if told == known:
                return number
        self.rows[number] = told
        self.touched.add(number)
        self.names.update((key, number) for key in keys)
        if key := email_key(named.email):
            self.emails.add((key, number))
        return number

    def write(self) -> None:
        updated = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS)
        self.store.run_many(
            f"INSERT INTO person (id, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            f"ON CONFLICT (id) DO UPDATE SET {updated}",
            [(number, *self.rows[number]) for number in sorted(self.touched)],
        )
        # In the order of the tables, which is quicker than any other.
        self.store.run_many("INSERT OR IGNORE INTO name_key VALUES (?, ?)", sorted(self.names))
        self.store.run_many("INSERT OR IGNORE INTO email_key VALUES (?, ?)", sorted(self.emails))
        self.store.run_many(
            "INSERT INTO tie VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET number = excluded.number, last = excluded.last",
            [(number, kind, len(days), max(days) or None) for (number, kind), days in self.ties.items()],
        )
        # A file names them now, so taking back the step that first did no longer takes them away.
        added = {row["row"] for row in self.store.all("SELECT row FROM change WHERE in_table = 'person'")}
        self.store.run_many(
            "DELETE FROM change WHERE in_table = 'person' AND row = ?", [(number,) for number in added & self.met]
        )
