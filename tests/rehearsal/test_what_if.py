"""What if: facts supposed to be others, in the words of rule files, and the decision made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from screener.catalogue.values import PartialDate
from screener.errors import UsageError
from screener.evidence.facts import Fact, FactSheet, fact_sheet
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring
from screener.outcomes import Verdict
from screener.policy.loading import load_policy
from screener.rehearsal.why_not import Supposed, supposed, what_if
from tests.decisions.deciding_on import TODAY, exchange, record

POLICY = load_policy()
INFERRING = Inferring(POLICY, vocabulary_for(POLICY, TODAY), EngineKind.COMPILED)
FIRM = record({"name": "Contoso, Ltd: 'big'", "overlap": 700.0, "dates-known": True})


def sheet(known: Mapping[str, Iterable[Fact] | None] | None = None) -> FactSheet:
    return fact_sheet(known or {}, others_unknown=False)


def on(said: str, known: Mapping[str, Iterable[Fact] | None] | None = None) -> Supposed:
    return what_if([said], sheet(known), INFERRING, {})


def test_a_value_stands_for_the_main_field() -> None:
    after = on("mutual-connections: 12", {"mutual-connections": [record({"number": 3})]}).sheet
    assert [one.fields for one in after["mutual-connections"] or ()] == [{"number": 12}]


def test_a_map_changes_the_one_record_that_is_there() -> None:
    answer = on("shared-employer: {staff: 80}", {"shared-employer": [FIRM]})
    assert (answer.before.verdict, answer.after.verdict) == (Verdict.ASK, Verdict.ACCEPT)
    [firm] = answer.sheet["shared-employer"] or ()
    assert firm.fields == {**FIRM.fields, "staff": 80}


def test_how_many_there_are_follows_from_how_many_each_wrote() -> None:
    day = PartialDate(2024, 5, 6)
    theirs = exchange("name", from_me=0, from_them=3, two_way=False, first=day, last=day)
    known = {"messages": [theirs]}
    [changed] = on("messages: {from-me: 2}", known).sheet["messages"] or ()
    assert (changed.fields["count"], changed.fields["two-way"], changed.fields["matched-by"]) == (5, True, "name")


def test_a_note_is_read_anew() -> None:
    answer = on("note: 'We worked together at Contoso on the gripper line in 2015.'")
    assert answer.after.verdict is Verdict.ASK
    assert answer.sheet["claim"]


def test_unknown_and_none_may_be_supposed() -> None:
    after = supposed(["messages: unknown", "mail: []"], sheet({"mail": [exchange()]}), INFERRING)
    assert (after["messages"], after["mail"]) == (None, ())


def test_a_list_replaces_all_records() -> None:
    two = [FIRM, record({"name": "Northwind", "dates-known": True})]
    after = on("shared-employer: [{name: Fabrikam, overlap: 2 years, staff: 9}]", {"shared-employer": two}).sheet
    assert [one.fields["name"] for one in after["shared-employer"] or ()] == ["Fabrikam"]


def test_of_several_records_none_is_changed_by_guess() -> None:
    two = [FIRM, record({"name": "Northwind", "dates-known": True})]
    with pytest.raises(UsageError, match="2 records under `shared-employer`"):
        on("shared-employer: {staff: 80}", {"shared-employer": two})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("mutuals: 3", "unknown subject"),
        ("mutual-connections: many", "a number such as 3"),
        ("messages: absent", "says that there is none"),
        ("shared-employer: {size: 3}", "has no field"),
        ("mutual-connections", "SUBJECT: VALUE"),
        ("others: unknown", "mutual-connections: 12"),
        ("", "SUBJECT: VALUE"),
        ("a: [", "YAML|bracket|closed|ends"),
    ],
)
def test_what_cannot_be_supposed_is_told_with_a_way_out(said: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        on(said)


def test_what_was_known_before_stays_as_it_was() -> None:
    known = {"shared-employer": [FIRM]}
    before = sheet(known)
    on("shared-employer: {staff: 80}", known)
    assert before == sheet(known)
