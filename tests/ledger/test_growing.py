"""However much is kept, what is asked for every day is found by an index."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest

from screener.ledger.choosing import find_request
from screener.ledger.deeds import vouch
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld, bring_up_to_date
from screener.outcomes import Verdict
from screener.screening.again import Again
from tests.evidence.making import TODAY, url
from tests.ledger.keeping import do, jane, keep, kept, named, word
from tests.screening.deciding import setting


def plans(store: Store, work: Callable[[], object]) -> list[str]:
    """How SQLite goes through the tables for each different query that some work makes."""
    queries: dict[str, None] = {}
    store.connection.set_trace_callback(queries.setdefault)
    work()
    store.connection.set_trace_callback(None)
    asked = [query for query in queries if query.startswith("SELECT")]
    assert asked
    return [row["detail"] for query in asked for row in store.all(f"EXPLAIN QUERY PLAN {query}")]


# The open requests have an index of their own, and no more rows than somebody looks at; few files, words of the user's
# on who somebody is, and meetings are kept; and people of the ledger are those on whom the user acted. Words looked for
# together are handed over as one list.
_SMALL = tuple(
    f"SCAN {table}"
    for table in ("request USING INDEX request_open", "source", "link", "meeting", "person", "world", "json_each")
)

WORK: dict[str, Callable[[Store], object]] = {
    "queue": lambda store: Again(store, setting()).queue(),
    "show number": lambda store: Again(store, setting()).proposal(find_request(store, "2")),
    "show name": lambda store: find_request(store, "Kim Poe"),
    "show address": lambda store: find_request(store, url("kim-poe")),
    "accept": lambda store: do(store, Verdict.ACCEPT, 2),
    "triage": lambda store: keep(store, jane("Kim Poe", "kim-poe"), jane("Max Moe", "max-moe")),
    "vouch": lambda store: vouch(store, named("Kim Poe", "kim-poe"), word(), TODAY),
}


@pytest.mark.parametrize("what", WORK)
def test_no_table_is_read_from_end_to_end(store: Store, what: str) -> None:
    keep(store, jane(), jane("Kim Poe", "kim-poe"), jane("Lou Roe", "lou-roe"))
    do(store, Verdict.DECLINE, 1)
    do(store, Verdict.ASK, 3)
    vouch(store, named("Kim Poe", "kim-poe"), word(), TODAY)
    with store.writing():
        bring_up_to_date(store)
    found = plans(store, lambda: WORK[what](store))
    assert {plan for plan in found if plan.startswith("SCAN") and not plan.startswith(_SMALL)} == set()


def test_the_open_requests_are_found_without_the_closed_ones(store: Store) -> None:
    (number,) = keep(store, jane())
    assert kept(store, number).is_open
    assert plans(store, lambda: store.all("SELECT id FROM request WHERE is_open ORDER BY id")) == [
        "SCAN request USING INDEX request_open"
    ]


def test_somebody_without_an_address_is_found_by_name_and_not_among_all_without_one(store: Store) -> None:
    found = plans(store, lambda: vouch(store, named("Kim Poe"), word(), TODAY))
    assert [plan for plan in found if "slug=?" in plan] == []


def test_a_world_that_was_asked_goes_with_its_last_use_for_it_takes_megabytes(store: Store) -> None:
    numbers = keep(store, jane())
    do(store, Verdict.ACCEPT, numbers[0])
    with store.writing():
        bring_up_to_date(store)
    world = SqliteWorld(store)
    assert world.names([world.person_of_ledger(1) or 0])
    assert (world.bearers("jane"), world.at_firm("nobody's"), list(world.known_among(["jane", "ghost"]))) == (
        1,
        0,
        ["jane"],
    )
    gone = weakref.ref(world)
    gc.disable()
    try:
        del world
        assert gone() is None
    finally:
        gc.enable()
