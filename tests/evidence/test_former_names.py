"""Tests of `screener.evidence.former_names`."""

from __future__ import annotations

from screener.evidence.former_names import former_names

from tests.evidence.making import asking


def test_a_surname_or_a_whole_name_told_in_a_note_is_a_former_name() -> None:
    queue = [
        asking(note="You knew me as Jane Roe back then"),
        asking(note="Hello from the fair"),
        asking(note=None),
    ]
    assert former_names(queue) == {0: ("Jane Roe",)}


def test_a_name_of_somebody_else_is_none() -> None:
    assert former_names([asking(note="Theo Grant gave me your name")]) == {}
