"""One condition over the records of its subject: yes, no or unknown, by the definitions of the language."""

from __future__ import annotations

from datetime import date

import pytest

from screener.catalogue.values import NO, UNKNOWN, YES, Truth, Value
from screener.evidence.facts import Fact, fact
from screener.inference.condition_values import (
    Vocabulary,
    evaluator_of,
    record_test_of,
    value_when_absent,
    value_when_unknown,
)
from screener.policy.model import Condition, FieldTest, Look, Op
from screener.sources.records import Provenance

NO_WORDS = Vocabulary(date(2026, 3, 2), {}, {})
WROTE = FieldTest("from-them", Op.AT_LEAST, 2)
BOTH_WROTE = FieldTest("two-way", Op.IS_YES)
BY_NAME = FieldTest("matched-by", Op.AT_LEAST, "name")
BY_ANYTHING = FieldTest("matched-by", Op.AT_LEAST, "similar-name")


def messages(by: str = "same-profile", **fields: Value) -> Fact:
    known = {name.replace("_", "-"): value for name, value in fields.items()}
    return fact({**known, "matched-by": by}, Provenance(file="messages.csv"))


def condition(*tests: FieldTest, records: FieldTest | None = None, look: Look = Look.TESTS) -> Condition:
    return Condition(subject="messages", look=look, tests=tests, records=records)


def value(asked: Condition, facts: tuple[Fact, ...] | None) -> Truth:
    if not facts:
        return value_when_unknown(asked) if facts is None else value_when_absent(asked)
    return evaluator_of(asked, NO_WORDS)(facts)


def at_least(number: int) -> FieldTest:
    return FieldTest("records", Op.AT_LEAST, number)


SURE = (messages(from_them=3),)
WEAK = (messages("name", from_them=3),)


@pytest.mark.parametrize(
    ("look", "of_unknown", "of_none", "of_weak", "of_sure", "of_both"),
    [
        (Look.PRESENT, UNKNOWN, NO, UNKNOWN, YES, YES),
        (Look.ABSENT, UNKNOWN, YES, UNKNOWN, NO, NO),
        (Look.UNKNOWN, YES, NO, NO, NO, NO),
    ],
)
def test_present_absent_and_unknown(
    look: Look, of_unknown: Truth, of_none: Truth, of_weak: Truth, of_sure: Truth, of_both: Truth
) -> None:
    asked = condition(look=look)
    found = [value(asked, facts) for facts in (None, (), WEAK, SURE, (*WEAK, *SURE))]
    assert found == [of_unknown, of_none, of_weak, of_sure, of_both]


def test_a_test_is_unknown_of_an_unknown_subject_and_no_of_an_absent_one() -> None:
    assert value(condition(WROTE), None) == UNKNOWN
    assert value(condition(WROTE), ()) == NO
    assert value(condition(FieldTest("two-way", Op.IS_UNKNOWN)), ()) == NO


def test_all_tests_must_hold_on_one_and_the_same_record() -> None:
    asked = condition(WROTE, BOTH_WROTE)
    apart = (messages(from_them=3, two_way=False), messages(from_them=1, two_way=True))
    assert value(asked, apart) == NO
    assert value(asked, (*apart, messages(from_them=2, two_way=True))) == YES


def test_a_field_that_is_not_known_makes_it_unknown_unless_another_test_fails() -> None:
    asked = condition(WROTE, BOTH_WROTE)
    assert value(asked, (messages(from_them=3),)) == UNKNOWN
    assert value(asked, (messages(from_them=1),)) == NO
    assert value(asked, (messages(two_way=False),)) == NO
    assert value(asked, (messages(from_them=1), messages(two_way=True))) == UNKNOWN


def test_not_knowing_a_field_can_itself_be_tested() -> None:
    asked = condition(FieldTest("two-way", Op.IS_UNKNOWN), WROTE)
    assert value(asked, (messages(from_them=2),)) == YES
    assert value(asked, (messages(from_them=2, two_way=False),)) == NO


def test_a_record_joined_by_name_alone_is_unknown_where_it_would_pass_and_no_where_it_would_not() -> None:
    assert value(condition(WROTE), WEAK) == UNKNOWN
    assert value(condition(WROTE), (messages("similar-name", from_them=9),)) == UNKNOWN
    assert value(condition(WROTE), (messages("name", from_them=1),)) == NO
    assert value(condition(FieldTest("two-way", Op.IS_UNKNOWN)), WEAK) == UNKNOWN


@pytest.mark.parametrize("by", ["corroborated", "same-email", "same-profile"])
def test_a_surer_join_is_seen_without_asking(by: str) -> None:
    assert value(condition(WROTE), (messages(by, from_them=2),)) == YES


def test_a_test_that_says_how_it_was_joined_sees_weak_records() -> None:
    assert value(condition(WROTE, BY_NAME), WEAK) == YES
    assert value(condition(BY_NAME), WEAK) == YES
    assert value(condition(WROTE, BY_NAME), (messages("similar-name", from_them=3),)) == NO
    assert value(condition(BY_ANYTHING), (messages("similar-name"),)) == YES
    only = FieldTest("matched-by", Op.ONE_OF, ("name",))
    assert [value(condition(only), facts) for facts in (WEAK, SURE)] == [YES, NO]


def test_counting_takes_only_records_that_pass_the_other_tests() -> None:
    asked = condition(WROTE, records=at_least(2))
    assert value(asked, (messages(from_them=2), messages(from_them=1))) == NO
    assert value(asked, (messages(from_them=2), messages(from_them=5))) == YES
    assert value(condition(records=at_least(2)), (messages(), messages())) == YES


@pytest.mark.parametrize(
    ("op", "bound", "expected"),
    [
        (Op.AT_LEAST, 1, YES),  # one passes for sure, up to three might
        (Op.AT_LEAST, 2, UNKNOWN),
        (Op.AT_LEAST, 3, UNKNOWN),
        (Op.AT_LEAST, 4, NO),
        (Op.AT_MOST, 3, YES),
        (Op.AT_MOST, 1, UNKNOWN),
        (Op.AT_MOST, 0, NO),
        (Op.EXACTLY, 2, UNKNOWN),
        (Op.BETWEEN, (1, 3), YES),
        (Op.BETWEEN, (2, 2), UNKNOWN),
        (Op.FEWER_THAN, 1, NO),
    ],
)
def test_a_count_is_as_sure_as_every_number_it_may_be(
    op: Op, bound: int | tuple[float, float], expected: Truth
) -> None:
    asked = condition(WROTE, records=FieldTest("records", op, bound))
    assert value(asked, (messages(from_them=2), messages(), messages(two_way=True), messages(from_them=1))) == expected


def test_several_records_of_one_bare_name_count_once() -> None:
    several = tuple(messages("name", from_them=number) for number in (2, 3, 4))
    asked = condition(WROTE, BY_NAME, records=at_least(2))
    assert value(asked, several) == NO
    assert value(asked, (*several, *SURE)) == YES
    assert value(condition(WROTE, BY_NAME, records=FieldTest("records", Op.EXACTLY, 1)), several) == YES


def test_without_asking_for_the_join_weak_records_may_count_once() -> None:
    several = tuple(messages("name", from_them=number) for number in (2, 3, 4))
    assert value(condition(WROTE, records=at_least(1)), several) == UNKNOWN
    assert value(condition(WROTE, records=at_least(2)), several) == NO
    assert value(condition(WROTE, records=at_least(2)), (*several, *SURE)) == UNKNOWN


def test_counts_of_an_absent_subject_are_counts_of_none() -> None:
    assert value(condition(WROTE, records=at_least(1)), ()) == NO
    assert value(condition(WROTE, records=FieldTest("records", Op.AT_MOST, 2)), ()) == YES
    assert value(condition(WROTE, records=FieldTest("records", Op.AT_MOST, 2)), None) == UNKNOWN


def test_a_subject_that_is_not_joined_has_no_weak_records() -> None:
    headline = fact({"text": "Baker"}, Provenance(file="list.csv"))
    asked = Condition(subject="headline", tests=(FieldTest("text", Op.IS, "baker"),))
    assert evaluator_of(asked, NO_WORDS)((headline,)) == YES
    assert evaluator_of(Condition(subject="headline", look=Look.PRESENT), NO_WORDS)((headline,)) == YES


def test_each_record_is_judged_by_itself() -> None:
    passes = record_test_of(condition(WROTE), NO_WORDS)
    assert [passes(one) for one in (*SURE, *WEAK, messages(), messages(from_them=0))] == [YES, UNKNOWN, UNKNOWN, NO]
