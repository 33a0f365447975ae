"""The queue that was shown last, through what the user does: a step touches the requests that rest on what it changes,
and no others.

A request rests on what was looked up for it, named in short words: `b` and a key of names, `f` and a firm, `w` and a
word of the user's texts, `p` and a person of the world, `l` and one of the ledger, a kind and an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from screener.ledger.sqlite_store import Store

QUEUE: Final = "queue"
Change = tuple[str, int, str | None]  # table, row, and the row as it was


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """What was `looked_up` for a request, and what of that is otherwise for others once the user has decided it; None
    where that cannot be told."""

    looked_up: frozenset[str]
    changes: frozenset[str] | None


class _Deed(msgspec.Struct, frozen=True):
    """What a step is about: requests, of them those that were decided, and people of the ledger."""

    requests: set[int]
    decided: set[int]
    people: set[int]


_reach: Final = msgspec.json.Decoder(Reach).decode


def carry_over(store: Store, log: int, changes: Sequence[Change]) -> None:
    """Let what was shown hold after the step in that line of the log, but for what it touches. To be called while
    writing."""
    row = store.one("SELECT token FROM shown WHERE name = ?", QUEUE)
    if row is None or row["token"] != store.token:
        return
    deed = _deed_of(store, changes)
    touched, left = _met(store, deed)
    if deed is None and not touched:  # an empty queue, which this may have filled
        return
    for column, numbers in (("touched_by", touched), ("left_by", left)):
        sql = f"UPDATE shown_request SET {column} = ? WHERE shown = ? AND number = ? AND {column} IS NULL"
        store.run_many(sql, [(log, QUEUE, number) for number in numbers])
    store.run("UPDATE shown SET token = ? WHERE name = ?", store.next_token, QUEUE)


def carry_back(store: Store, logs: Sequence[int]) -> None:
    """Let what was shown hold again as it did before the steps in these lines of the log, if it was made before them.
    To be called while writing."""
    row = store.one("SELECT token, since FROM shown WHERE name = ?", QUEUE)
    if row is None or row["token"] != store.token or row["since"] >= min(logs):
        return
    for column in ("touched_by", "left_by"):
        sql = f"UPDATE shown_request SET {column} = NULL WHERE shown = ? AND {column} >= ?"
        store.run(sql, QUEUE, min(logs))
    store.run("UPDATE shown SET token = ? WHERE name = ?", store.next_token, QUEUE)


def _deed_of(store: Store, changes: Sequence[Change]) -> _Deed | None:
    """What a step is about; None for one that may change anything, such as a word on somebody."""
    deed = _Deed(set(), set(), set())
    for table, number, before in changes:
        if table == "policy":
            continue
        if table == "request":
            deed.requests.add(number)
            continue
        row = store.one(_ROWS[table], number) if table in _ROWS and before is None else None
        if row is None or row["request"] is None:
            return None
        deed.requests.add(row["request"])
        if table == "decision":
            deed.decided.add(row["request"])
            deed.people.add(row["person"])
    return deed


_ROWS: Final = {
    "decision": "SELECT request, person FROM decision WHERE id = ?",
    "question": "SELECT request FROM question WHERE id = ?",
    "answer": "SELECT request FROM answer JOIN question ON question.id = question WHERE answer.id = ?",
}


def _met(store: Store, deed: _Deed | None) -> tuple[set[int], set[int]]:
    """The requests of the queue that are to be decided anew after a deed, and those that it closed."""
    rows = store.all(
        "SELECT number, proposal, touched_by FROM shown_request WHERE shown = ? AND left_by IS NULL", QUEUE
    )
    every = {row["number"] for row in rows}
    if deed is None:
        return every, set()
    reaches = {row["number"]: _reach(row["proposal"]) for row in rows if row["proposal"]}
    unclear = {row["number"] for row in rows if row["touched_by"] is not None}
    closed = {number for number in deed.requests & every if not _is_open(store, number)}
    changed = {f"l{person}" for person in deed.people}
    for number in deed.decided:
        reach = reaches.get(number)
        if number in unclear or reach is None or reach.changes is None:
            return every, closed
        changed |= reach.changes
    spared = {number for number, reach in reaches.items() if reach.looked_up.isdisjoint(changed)} if changed else every
    return (every - spared | deed.requests & every) - closed, closed


def _is_open(store: Store, number: int) -> bool:
    row = store.one("SELECT is_open FROM request WHERE id = ?", number)
    return row is not None and bool(row["is_open"])
