"""In whatever order files are read, how often, and however their rows are split: the same facts and the same zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from screener.evidence.remembered import NOTHING_REMEMBERED
from screener.ledger.sqlite_store import temporary_store
from screener.sources.records import Party, Row
from tests.evidence.making import (
    SENT,
    asking,
    connected,
    endorsed,
    in_book,
    invited,
    keep_world,
    knowledge_of,
    mailed,
    met,
    recommended,
    url,
    written,
)

ANA = Party(name="Ana Ruiz", email="ana@ruiz.example")
JANE = Party(name="Jane Doe", email="jane@contoso.example")
MARIA = Party(name="Maria Garcia", email="maria@a.example")
ROWS: tuple[Row, ...] = (
    mailed(JANE, ANA),
    mailed(ANA, JANE, day=SENT - timedelta(days=9), thread="a"),
    met(ANA, JANE),
    recommended(company="Contoso"),
    in_book("Jane Doe", "jane@contoso.example", companies=("Contoso",)),
    connected("Maria Garcia", "maria-garcia-1", "Contoso", row=3),
    in_book("Maria Garcia", "maria@a.example"),
    in_book("Maria Garcia", "maria@b.example", note="the gripper stand"),
    mailed(MARIA, ANA, day=SENT - timedelta(days=40), thread="b"),
    endorsed("Bob Featherstone", "bob"),
    invited("Robert Featherstone", "robert-f"),
    written("Theo Grant", "theo", "Ana Ruiz", ["ana-ruiz"], SENT - timedelta(days=5)),
    in_book("Theo Grant", profile_urls=(url("theo"),)),
)
ASKERS = (
    asking(company="Contoso"),
    asking("Maria Garcia", "maria-garcia", note="We spoke at the gripper stand."),
    asking("Robert Featherstone", "", sent=None),
    asking("Theo Grant", "theo"),
)
# How the rows are dealt out to files, in what order these are read, and which of them once more.
DEALS = st.tuples(
    st.lists(st.integers(0, 3), min_size=len(ROWS), max_size=len(ROWS)),
    st.permutations(range(4)),
    st.lists(st.integers(0, 3), max_size=2),
)


def told(files: Sequence[tuple[str, Sequence[Row]]]) -> list[Any]:
    """What comes of each asker: zone, candidates with their totals, and all facts."""
    with temporary_store() as store:
        for digest, rows in files:
            keep_world(store, rows, digest=digest)
        knowledge = knowledge_of(store, ASKERS)
        results = []
        for asker in ASKERS:
            resolution = knowledge.resolution_of(asker)
            facts = knowledge.sheets(asker, NOTHING_REMEMBERED, resolution).plain
            candidates = [(one.person.label, one.total) for one in resolution.candidates]
            results.append((resolution.zone, resolution.by, candidates, facts))
        return results


@settings(max_examples=40, deadline=None)
@given(deal=DEALS)
def test_order_repetition_and_splitting_change_nothing(deal: tuple[list[int], list[int], list[int]]) -> None:
    of_row, order, again = deal
    files = {number: [row for row, place in zip(ROWS, of_row, strict=True) if place == number] for number in range(4)}
    dealt = [(f"file {number}", files[number]) for number in (*order, *again)]
    assert told(dealt) == told([("all", ROWS)])


@settings(max_examples=20, deadline=None)
@given(rows=st.permutations(ROWS))
def test_the_order_of_rows_in_a_file_changes_nothing(rows: list[Row]) -> None:
    assert told([("all", rows)]) == told([("all", ROWS)])


def test_what_two_versions_of_a_file_hold_alike_counts_once() -> None:
    assert told([("older", ROWS), ("newer", ROWS)]) == told([("all", ROWS)])
