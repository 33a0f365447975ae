"""What is new about a person since an earlier day, and what an earlier day's facts are today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.catalogue.declaring import Origin
from screener.catalogue.values import PartialDate
from screener.evidence.changed import as_of, changes_between, merged
from screener.evidence.facts import Fact, FactSheet, fact, fact_sheet
from tests.evidence.making import TODAY, asking, at, connected, sheet, written
from tests.ledger.sheets import sheets

BEFORE = TODAY - timedelta(days=40)


def records(*fields: dict[str, object]) -> list[Fact]:
    return [fact(each, at()) for each in fields]  # type: ignore[arg-type]


def changes(then: dict[str, list[Fact] | None], now: dict[str, list[Fact] | None]) -> tuple[str, ...]:
    return changes_between(fact_sheet(then), fact_sheet(now))


def test_the_same_facts_are_no_change() -> None:
    facts = {"messages": records({"count": 3, "last": PartialDate(2020, 5)}), "connection": []}
    assert changes(facts, facts) == ()


@settings(max_examples=30, deadline=None)
@given(sheets())
def test_no_sheet_has_changed_against_itself(whole: FactSheet) -> None:
    assert changes_between(whole, whole) == ()


@settings(max_examples=30, deadline=None)
@given(sheets(), st.integers(1, 2000))
def test_time_alone_changes_nothing(whole: FactSheet, days: int) -> None:
    assert changes_between(whole, as_of(whole, TODAY, TODAY + timedelta(days=days))) == ()


def test_what_is_told_anew_is_a_change_in_the_order_of_the_catalogue() -> None:
    then = {"connection": [], "messages": records({"count": 1})}
    now = {"messages": records({"count": 2}), "connection": records({"company": "Northwind"})}
    assert changes(then, now) == ("connection", "messages")


def test_what_is_gone_is_a_change() -> None:
    assert changes({"messages": records({"count": 1})}, {"messages": []}) == ("messages",)


def test_what_nobody_looked_into_this_time_has_not_changed() -> None:
    assert changes({"messages": records({"count": 1})}, {"messages": None}) == ()


def test_what_was_first_looked_into_now_is_a_change_only_if_something_was_found() -> None:
    assert changes({"messages": None}, {"messages": []}) == ()
    assert changes({"messages": None}, {"messages": records({"count": 1})}) == ("messages",)


def test_another_row_that_says_the_same_is_no_change() -> None:
    then, now = (
        fact({"count": 1}, at(row=2)),
        fact({"count": 1}, at(row=90, file="newer.zip/messages.csv"), "other words"),
    )
    assert changes({"messages": [then]}, {"messages": [now]}) == ()


def test_what_every_profile_changes_in_time_is_no_news() -> None:
    then = {"headline": records({"text": "Engineer"}), "mutual-connections": records({"number": 3})}
    now = {"headline": records({"text": "Head of Sales"}), "mutual-connections": records({"number": 5})}
    assert changes(then, now) == ()


def test_an_answer_to_the_earlier_question_and_what_it_claimed_is_no_news_when_it_is_not_given_again() -> None:
    claimed = {"about": "met", "from": "answer"}
    then = {
        "answer": records({"text": "We met in Bilbao."}),
        "claim": records(claimed),
        "note": records({"text": "Hi"}),
    }
    now: dict[str, list[Fact] | None] = {"answer": [], "claim": [], "note": records({"text": "Hi"})}
    assert changes(then, now) == ()


def test_a_new_claim_of_the_note_is_news() -> None:
    assert changes({"claim": []}, {"claim": records({"about": "met", "from": "note"})}) == ("claim",)


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
    whole = merged(known, fact_sheet({"messages": None, "mail": None}), reads_people=True)
    assert whole["messages"] == known["messages"]
    assert whole["mail"] == ()


def test_what_is_told_anew_takes_the_place_of_what_was_known() -> None:
    known = fact_sheet({"messages": records({"count": 3})})
    assert merged(known, fact_sheet({"messages": []}), reads_people=True)["messages"] == ()


def test_who_somebody_is_holds_until_connections_are_read_again() -> None:
    known = sheet(asking(), [connected(slug="jane-doe")])
    new = sheet(asking(), looked_into=[Origin.CONNECTIONS])
    assert new["identity"] not in (None, known["identity"])
    assert merged(known, new, reads_people=False)["identity"] == known["identity"]
    assert merged(known, new, reads_people=True)["identity"] == new["identity"]


def test_a_later_file_fills_what_an_earlier_one_could_not_tell() -> None:
    first = sheet(asking(), looked_into=())
    assert first["messages"] is None
    second = sheet(asking(), [written("Jane Doe", "jane-doe", "Ana Ruiz", ["ana-ruiz"], date(2020, 5, 4))])
    whole = merged(first, second, reads_people=True)
    assert [one.fields["count"] for one in whole["messages"] or ()] == [1]


@pytest.mark.parametrize("reads_people", [False, True])
def test_the_same_reading_again_tells_nothing_new(reads_people: bool) -> None:
    whole = sheet(asking(note="We met in Bilbao."), [connected(slug="jane-doe")])
    assert merged(whole, whole, reads_people=reads_people) == whole
