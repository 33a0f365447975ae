"""Whom the user would recommend, whom they expect: entries of the ledger that no file of theirs tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from screener.ledger.persons import Named, Person, kept, known_as, texts_of
from screener.ledger.sqlite_store import Row, Store
from screener.ledger.steps import Step, step


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchEntry:
    """The user's word on a person, with its reason: for the user alone."""

    person: Person
    recommend: str  # yes, no, unsure
    kind: str = ""  # conduct, performance
    context: str = ""
    reason: str = ""
    introduced_by: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedEntry:
    """Somebody whom the user told to ask, and until when that counts."""

    person: Person
    reason: str = ""
    until: date | None = None
    day: date | None = None


def add_person(taken: Step, named: Named) -> int:
    """The id of a person, added by this step if they are not known."""
    number = known_as(taken.store, named)
    if number is None:
        number = kept(taken.store, named)
        taken.changes.append(("person", number, None))
    taken.people.add(number)
    return number


def vouch(store: Store, named: Named, entry: dict[str, str], today: date) -> None:
    """Record the user's word on somebody; the newest word counts. `entry` has the columns of the table."""
    with step(store, f"noted your word on {named.called}", today) as taken:
        person = add_person(taken, named)
        taken.insert("vouch", {"person": person, **entry, "day": today.isoformat()})


def withdraw_vouch(store: Store, person: Person, today: date) -> int:
    """Take the user's words on somebody out of the ledger; how many there were."""
    rows = store.all("SELECT id FROM vouch WHERE person = ? ORDER BY id DESC", person.id)
    with step(store, f"took out your word on {person.called}", today) as taken:
        taken.people.add(person.id)
        for row in rows:
            taken.delete("vouch", row["id"])
    return len(rows)


def expect(store: Store, named: Named, reason: str, until: date | None, today: date) -> None:
    """Record that the user told somebody to ask."""
    with step(store, f"you expect {named.called}", today) as taken:
        person = add_person(taken, named)
        values: dict[str, Any] = {"person": person, "reason": reason, "until": until and until.isoformat()}
        taken.insert("expected", {**values, "day": today.isoformat()})


def newest_vouches(store: Store, person: int | None = None) -> list[VouchEntry]:
    """The word that counts on each person, or on one: the newest, by day and order of entry."""
    sql = (
        "SELECT person.*, vouch.* FROM vouch JOIN person ON person.id = vouch.person WHERE vouch.id = "
        "(SELECT id FROM vouch AS newer WHERE newer.person = vouch.person ORDER BY day DESC, id DESC LIMIT 1)"
    )
    rows = store.all(sql) if person is None else store.all(f"{sql} AND vouch.person = ?", person)
    return sorted((_vouch(row) for row in rows), key=lambda entry: entry.person.name.casefold())


def expected_people(store: Store, person: int | None = None) -> list[ExpectedEntry]:
    """Whom the user expects, or whether they expect one person; also those whose time is over."""
    sql = "SELECT person.*, expected.* FROM expected JOIN person ON person.id = expected.person"
    rows = store.all(sql) if person is None else store.all(f"{sql} WHERE expected.person = ?", person)
    return [_expected(row) for row in rows]


def _person(row: Row) -> Person:
    """The person of a joined row, whose `id` is that of the entry."""
    return Person(id=row["person"], in_world=0, **texts_of(row))


def _vouch(row: Row) -> VouchEntry:
    return VouchEntry(
        person=_person(row),
        **{name: row[name] for name in ("recommend", "kind", "context", "reason", "introduced_by")},
        day=_day(row["day"]),
    )


def _expected(row: Row) -> ExpectedEntry:
    return ExpectedEntry(person=_person(row), reason=row["reason"], until=_day(row["until"]), day=_day(row["day"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
