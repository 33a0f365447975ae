"""Decisions that came from a file, without a number of the queue: the request they are on, once it is met."""

from __future__ import annotations

import json

from screener.ledger.persons import Named, known_as
from screener.ledger.sqlite_store import Row, Store
from screener.people.addresses import profile_slug
from screener.policy.model import Verdict
from screener.sources.records import Request


def decisions_awaiting(store: Store, request: Request) -> list[Row]:
    """The decisions on the very person who asks that have no request, and were made on the day of this one or later:
    they were made on it. The oldest first."""
    if request.sent is None:
        return []
    url = request.profile_url if profile_slug(request.profile_url) else ""
    person = known_as(store, Named(name=request.name, profile_url=url))
    sql = "SELECT * FROM decision WHERE person = ? AND request IS NULL AND day >= ? ORDER BY day, id"
    return [] if person is None else store.all(sql, person, request.sent.isoformat())


def adopt(store: Store, number: int, request: Request) -> int | None:
    """Give a request the decisions that were made on it; the id of the one that closes it, if any does. To be called
    while writing."""
    closing = None
    for row in decisions_awaiting(store, request):
        store.run("UPDATE decision SET request = ? WHERE id = ?", number, row["id"])
        store.run("UPDATE question SET request = ? WHERE decision = ?", number, row["id"])
        closing = None if row["verdict"] == Verdict.ASK else row["id"]
    return closing


def close(store: Store, number: int, decision: int) -> None:
    """Close a request by a decision that was there before it, as one more change of the step that brought the decision:
    to take that back opens the request again. To be called while writing."""
    row = store.one("SELECT is_open FROM request WHERE id = ?", number)
    if row and row["is_open"]:
        store.run("UPDATE request SET is_open = 0 WHERE id = ?", number)
        sql = (
            "SELECT log FROM change WHERE in_table = 'decision' AND row = ? AND before IS NULL ORDER BY id DESC LIMIT 1"
        )
        if brought := store.one(sql, decision):
            change = {"in_table": "request", "row": number, "before": json.dumps({"is_open": 1})}
            store.insert("change", {"log": brought["log"], **change})
