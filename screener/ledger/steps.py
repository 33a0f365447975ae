"""Steps of the user's: each is one transaction, written down with every row as it was, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import msgspec

from screener.errors import UsageError
from screener.ledger.shown_queue import carry_back, carry_over
from screener.ledger.sqlite_store import Row, Store

STEP: Final = "step"
UNDO: Final = "undo"
READING: Final = "reading"
# A person stays while anything speaks of them.
_SPEAKING_OF_PERSON: Final = ("request", "decision", "vouch", "expected")


class Logged(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the log; `is_undone`: the step was taken back."""

    number: int
    day: date
    kind: str
    text: str
    is_undone: bool = False


@dataclass(slots=True)
class Step:
    """A step being taken: whom it concerns, and what it changes. `text` says it in the log."""

    store: Store
    text: str = ""
    people: set[int] = field(default_factory=set)
    changes: list[tuple[str, int, str | None]] = field(default_factory=list)

    def insert(self, table: str, values: dict[str, Any]) -> int:
        """Insert a row; its id."""
        number = self.store.insert(table, values)
        self.changes.append((table, number, None))
        return number

    def update(self, table: str, number: int, values: dict[str, Any]) -> None:
        """Change columns of a row."""
        row = self.store.one(f"SELECT * FROM {table} WHERE id = ?", number)
        assert row is not None
        before = {name: row[name] for name in values}
        if before != values:
            self.changes.append((table, number, _json(before)))
            assigned = ", ".join(f"{name} = ?" for name in values)
            self.store.run(f"UPDATE {table} SET {assigned} WHERE id = ?", *values.values(), number)

    def delete(self, table: str, number: int) -> None:
        """Delete a row."""
        row = self.store.one(f"SELECT * FROM {table} WHERE id = ?", number)
        assert row is not None
        self.changes.append((table, number, _json(dict(row))))
        self.store.run(f"DELETE FROM {table} WHERE id = ?", number)


@contextmanager
def step(store: Store, text: str, today: date) -> Iterator[Step]:
    """A step that is done whole or not at all. One that changes nothing leaves no line in the log."""
    with store.writing():
        taken = Step(store, text)
        yield taken
        if taken.changes:
            carry_over(store, _log(STEP, today, taken), taken.changes)


def log_reading(store: Store, text: str, today: date, people: set[int]) -> None:
    """Write down that files were read; it is no step, and cannot be taken back. To be called while writing."""
    _log(READING, today, Step(store, text, people))


def undo(store: Store, number: int, today: date) -> list[Logged]:
    """Take back the last steps, as many as said; which they were, the last first. Raises UsageError if there are
    fewer."""
    with store.writing():
        rows = store.all(
            "SELECT * FROM log WHERE kind = ? AND id NOT IN (SELECT undoes FROM log WHERE undoes IS NOT NULL) "
            "ORDER BY id DESC LIMIT ?",
            STEP,
            number,
        )
        if len(rows) < number:
            there_are = {0: "is no step", 1: "is only 1 step"}.get(len(rows), f"are only {len(rows)} steps")
            raise UsageError(f"there {there_are} to take back; nothing was changed")
        for row in rows:
            _take_back(store, row, today)
        carry_back(store, [row["id"] for row in rows])
    return [_logged(row) for row in rows]


def log_lines(store: Store, *, person: int | None = None, most: int = -1, until: date = date.max) -> list[Logged]:
    """What was done until a day, the newest first; of one person, or of all."""
    undone = "EXISTS (SELECT 1 FROM log AS later WHERE later.undoes = log.id) AS is_undone"
    if person is None:
        rows = store.all(
            f"SELECT *, {undone} FROM log WHERE day <= ? ORDER BY id DESC LIMIT ?", until.isoformat(), most
        )
    else:
        of_person = "JOIN log_person ON log_person.log = log.id AND log_person.person = ?"
        sql = f"SELECT log.*, {undone} FROM log {of_person} WHERE log.day <= ? ORDER BY id DESC LIMIT ?"
        rows = store.all(sql, person, until.isoformat(), most)
    return [_logged(row) for row in rows]


def _take_back(store: Store, row: Row, today: date) -> None:
    for change in store.all("SELECT * FROM change WHERE log = ? ORDER BY id DESC", row["id"]):
        _restore(store, change["in_table"], change["row"], change["before"])
    people = store.all("SELECT person FROM log_person JOIN person ON person.id = person WHERE log = ?", row["id"])
    taken_back = Step(store, f"took back: {row['text']}", {each["person"] for each in people})
    _log(UNDO, today, taken_back, undoes=row["id"])


def _restore(store: Store, table: str, number: int, before: str | None) -> None:
    if before is None and table == "person":
        spoken_of = " OR ".join(
            f"EXISTS (SELECT 1 FROM {name} WHERE {name}.person = person.id)" for name in _SPEAKING_OF_PERSON
        )
        store.run(f"DELETE FROM person WHERE id = ? AND NOT ({spoken_of})", number)
        store.run("DELETE FROM log_person WHERE person NOT IN (SELECT id FROM person)")  # the id may be given anew
    elif before is None:
        store.run(f"DELETE FROM {table} WHERE id = ?", number)
    else:
        values = json.loads(before)
        if "id" in values:
            store.insert(table, values)
        else:
            assigned = ", ".join(f"{name} = ?" for name in values)
            store.run(f"UPDATE {table} SET {assigned} WHERE id = ?", *values.values(), number)


def _log(kind: str, today: date, taken: Step, undoes: int | None = None) -> int:
    store = taken.store
    number = store.insert("log", {"day": today.isoformat(), "kind": kind, "text": taken.text, "undoes": undoes})
    store.run_many("INSERT INTO log_person VALUES (?, ?)", [(number, person) for person in sorted(taken.people)])
    store.run_many(
        "INSERT INTO change (log, in_table, row, before) VALUES (?, ?, ?, ?)",
        [(number, *change) for change in taken.changes],
    )
    return number


def _logged(row: Row) -> Logged:
    return Logged(
        number=row["id"],
        day=date.fromisoformat(row["day"]),
        kind=row["kind"],
        text=row["text"],
        is_undone=bool(row["is_undone"]) if "is_undone" in row.keys() else False,  # noqa: SIM118
    )


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)
