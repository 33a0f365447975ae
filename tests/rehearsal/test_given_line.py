"""What is written as one line is read back as it was."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from screener.catalogue.values import DAYS_IN, PartialDate, Value
from screener.rehearsal.recording import given_line, read_back


@pytest.mark.parametrize(
    ("subject", "record", "written"),
    [
        ("note", {"text": 'it\'s: "me" # {1}, [2]'}, "{text: 'it''s: \"me\" # {1}, [2]'}"),
        ("note", {"text": "no", "length": 2}, "{text: 'no', length: 2}"),
        ("request", {"state": "new", "times-asked": 1, "age": 14.0}, "{state: new, times-asked: 1, age: 2 weeks}"),
        ("profile", {"age": 5 * DAYS_IN["month"], "work-history": False}, "{age: 5 months, work-history: no}"),
        ("profile", {"age": 1.0, "connections": 2.5}, "{age: 1 day, connections: 2.5}"),
        ("profile", {"age": 0.0}, "{age: 0 days}"),
        ("expected", {"until": PartialDate(2026, 4), "matched-by": "name"}, "{until: 2026-04, matched-by: name}"),
        ("vouch", {"recommend": "no", "matched-by": "same-profile"}, "{recommend: no, matched-by: same-profile}"),
    ],
)
def test_every_type_of_value_is_read_back(subject: str, record: Mapping[str, Value], written: str) -> None:
    line = given_line({subject: (record,)})
    assert line == f"given: {{{subject}: [{written}]}}"
    assert read_back(line) == {subject: (record,)}


def test_nothing_several_and_not_known_are_told_apart() -> None:
    hello = {"text": "hello"}
    given = {"note": (), "headline": None, "sales": (hello, hello)}
    assert read_back(given_line(given)) == given


def test_a_line_that_would_not_pass_the_check_is_not_read() -> None:
    assert read_back("given: {note: [{lenght: 3}]}") is None
    assert read_back("given: {note: [") is None
