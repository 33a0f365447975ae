"""What is new about a person since an earlier day, and what an earlier day's facts are today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.catalogue.declaring import Origin
from screener.catalogue.values import Value
from screener.evidence.changed import as_of, merged, traces_since
from screener.evidence.facts import Fact, FactSheet, fact, fact_sheet
from screener.sources.records import Provenance
from tests.evidence.making import TODAY, asking, at, connected, sheet, written
from tests.ledger.sheets import sheets

BEFORE = TODAY - timedelta(days=40)


def records(*fields: dict[str, object]) -> list[Fact]:
    return [fact(each, at()) for each in fields]  # type: ignore[arg-type]


def since(row: Provenance, subject: str = "mail", **fields: Value) -> tuple[str, ...]:
    """What has come to pass since forty days ago, where a sheet holds one record of that row."""
    one = fact({"matched-by": "same-profile", **fields}, row, f"a row of {row.date}")
    return traces_since(fact_sheet({subject: [one]}), BEFORE)


LATER, EARLIER = at(BEFORE + timedelta(days=1)), at(BEFORE)


def test_what_came_to_pass_after_a_day_is_told_in_the_words_of_its_row() -> None:
    assert since(LATER, grade="exchange") == (f"a row of {LATER.date}",)


@pytest.mark.parametrize("subject", ["messages", "mail", "meeting", "my-note", "my-invitation", "recommendation-given"])
def test_every_trace_between_the_two_is_news(subject: str) -> None:
    assert since(LATER, subject)


@pytest.mark.parametrize("subject", ["connection", "note", "endorsement-received"])
def test_what_the_other_side_may_do_alone_is_no_news(subject: str) -> None:
    assert since(LATER, subject) == ()


def test_what_was_so_on_that_day_is_no_news() -> None:
    assert since(EARLIER, grade="exchange") == ()
    assert since(at(None), grade="exchange") == ()


@pytest.mark.parametrize("grade", ["refused", "none", "one-way"])
def test_that_they_wrote_again_and_got_no_answer_is_no_news(grade: str) -> None:
    assert since(LATER, grade=grade) == ()


def test_what_may_be_of_somebody_else_is_no_news() -> None:
    assert since(LATER, **{"grade": "exchange", "matched-by": "name"}) == ()


@settings(max_examples=30, deadline=None)
@given(sheets())
def test_nothing_has_come_to_pass_after_the_last_day_of_a_sheet(whole: FactSheet) -> None:
    assert traces_since(whole, date.max) == ()


def test_ages_are_counted_to_today() -> None:
    whole = fact_sheet(
        {"request": records({"age": 5, "state": "new"}), "meeting": records({"age": 400, "title": "Fair"})}
    )
    aged = as_of(whole, BEFORE, TODAY)
    assert [one.fields["age"] for name in ("request", "meeting") for one in aged[name] or ()] == [45, 440]
    assert [one.fields["age"] for one in whole["request"] or ()] == [5]


def test_an_age_is_what_it_would_have_been_that_day() -> None:
    asker = asking(sent=date(2026, 1, 20))
    found = sheet(asker)["request"] or ()
    moved = as_of(sheet(asker), TODAY, TODAY + timedelta(days=9))["request"] or ()
    assert [one.fields["age"] for one in moved] == [one.fields["age"] + 9 for one in found]  # type: ignore[operator]


def test_an_age_is_never_below_nothing() -> None:
    whole = fact_sheet({"request": records({"age": 5, "state": "new"})})
    assert [one.fields["age"] for one in as_of(whole, TODAY, BEFORE)["request"] or ()] == [0]


def test_an_unknown_age_stays_unknown_and_other_spans_stand() -> None:
    employer = {"name": "Northwind", "overlap": 500}
    whole = fact_sheet({"shared-employer": records(employer)})
    assert [one.fields for one in as_of(whole, BEFORE, TODAY)["shared-employer"] or ()] == [employer]


def test_on_the_same_day_a_sheet_is_as_it_was() -> None:
    whole = sheet(asking())
    assert as_of(whole, TODAY, TODAY) == whole


@given(st.integers(0, 3000), st.integers(0, 900), st.integers(0, 900))
def test_two_spans_one_after_the_other_are_one(age: int, first: int, second: int) -> None:
    whole = fact_sheet({"meeting": records({"age": age, "title": "Fair"})})
    middle, end = BEFORE + timedelta(days=first), BEFORE + timedelta(days=first + second)
    assert as_of(as_of(whole, BEFORE, middle), middle, end) == as_of(whole, BEFORE, end)


def test_unknown_does_not_take_the_place_of_what_was_known() -> None:
    known = fact_sheet({"messages": records({"count": 3}), "mail": []})
    whole = merged(known, fact_sheet({"messages": None, "mail": None}))
    assert whole["messages"] == known["messages"]
    assert whole["mail"] == ()


def test_what_is_told_anew_takes_the_place_of_what_was_known() -> None:
    known = fact_sheet({"messages": records({"count": 3})})
    assert merged(known, fact_sheet({"messages": []}))["messages"] == ()


def test_who_somebody_is_follows_the_newest_reading() -> None:
    known = sheet(asking(), [connected(slug="jane-doe")])
    new = sheet(asking(), looked_into=[Origin.CONNECTIONS])
    assert new["identity"] not in (None, known["identity"])
    assert merged(known, new)["identity"] == new["identity"]
    assert merged(known, sheet(asking(), looked_into=()))["identity"] == known["identity"]


def test_a_later_file_fills_what_an_earlier_one_could_not_tell() -> None:
    first = sheet(asking(), looked_into=())
    assert first["messages"] is None
    second = sheet(asking(), [written("Jane Doe", "jane-doe", "Ana Ruiz", ["ana-ruiz"], date(2020, 5, 4))])
    assert [one.fields["count"] for one in merged(first, second)["messages"] or ()] == [1]


def test_the_same_reading_again_tells_nothing_new() -> None:
    whole = sheet(asking(note="We met in Bilbao."), [connected(slug="jane-doe")])
    assert merged(whole, whole) == whole
