"""A situation is the value of every condition, and only that."""

from __future__ import annotations

from hypothesis import given, settings

from screener.catalogue.values import NO, UNKNOWN, YES
from screener.evidence.facts import FactSheet, fact, fact_sheet
from screener.inference.condition_values import evaluator_of, record_test_of, value_when_absent, value_when_unknown
from screener.inference.inferring import Situations, distinct_conditions
from screener.outcomes import Verdict
from screener.policy.model import (
    AboutMe,
    Condition,
    FieldTest,
    Look,
    Op,
    Otherwise,
    Policy,
    Rule,
    Status,
)
from tests.inference.random_policies import HERE, NO_WORDS, sheets

WROTE = Condition(subject="messages", tests=(FieldTest("from-them", Op.AT_LEAST, 1),))
NOTE = Condition(subject="note", look=Look.PRESENT)
CALENDAR = Condition(subject="meeting", look=Look.PRESENT)


def policy_of(*rules: Rule, **more: object) -> Policy:
    return Policy(rules=rules, otherwise=Otherwise(decide=Verdict.DECLINE, because="No."), **more)  # type: ignore[arg-type]


def rule(identity: str, when: Condition, unless: Condition | None = None, status: Status = Status.ACTIVE) -> Rule:
    return Rule(id=identity, flag="look", when=when, unless=unless, because="So.", status=status)


LOOKS = (Look.PRESENT, Look.ABSENT, Look.UNKNOWN)
BY_NAME = FieldTest("matched-by", Op.AT_LEAST, "name")
MANY = FieldTest("records", Op.AT_LEAST, 2)
OF_EVERY_KIND = (
    *(Condition(subject=subject, look=look) for subject in ("messages", "note", "my-invitation") for look in LOOKS),
    *(
        Condition(subject="messages", tests=tests, records=records)
        for tests in ((FieldTest("count", Op.AT_LEAST, 2),), (FieldTest("two-way", Op.IS_YES), BY_NAME))
        for records in (None, MANY)
    ),
    Condition(subject="note", tests=(FieldTest("text", Op.MENTIONS, ("tea", "desk")),)),
)
EVERY = Situations(policy_of(*(rule(f"r{n}", one) for n, one in enumerate(OF_EVERY_KIND))), NO_WORDS)


@settings(max_examples=200, deadline=None)
@given(sheets())
def test_the_situation_holds_the_value_of_every_condition(sheet: FactSheet) -> None:
    for condition, value in zip(EVERY.conditions, EVERY.values(EVERY.of(sheet)), strict=True):
        facts = sheet[condition.subject]
        if facts:
            assert value == evaluator_of(condition, NO_WORDS)(facts)
        else:
            assert value == (value_when_unknown(condition) if facts is None else value_when_absent(condition))


@settings(max_examples=200, deadline=None)
@given(sheets())
def test_what_made_a_condition_yes_are_the_records_that_pass_it(sheet: FactSheet) -> None:
    for condition, value in zip(EVERY.conditions, EVERY.values(EVERY.of(sheet)), strict=True):
        if value == YES and condition.look is Look.TESTS:
            passes = record_test_of(condition, NO_WORDS)
            facts = sheet[condition.subject] or ()
            assert EVERY.passing(condition, sheet) == tuple(one for one in facts if passes(one) == YES)
        elif value == YES and condition.look is Look.PRESENT:
            facts = sheet[condition.subject] or ()
            assert EVERY.passing(condition, sheet) == tuple(one for one in facts if not one.weak) != ()


def test_a_condition_that_stands_in_several_rules_is_one() -> None:
    policy = policy_of(rule("one", WROTE, unless=NOTE), rule("two", NOTE), rule("three", WROTE))
    assert set(distinct_conditions(policy)) == {WROTE, NOTE}
    assert len(distinct_conditions(policy)) == 2


def test_rules_that_do_not_run_add_no_conditions_but_shadow_rules_do() -> None:
    off = (rule("off", WROTE, status=Status.RETIRED), rule("later", NOTE, status=Status.UNFINISHED))
    assert distinct_conditions(policy_of(*off, rule("shadow", CALENDAR, status=Status.SHADOW))) == (CALENDAR,)


def test_the_kinds_of_asker_who_are_answered_are_evaluated_too() -> None:
    about_me = AboutMe(written_decline_to=("met", "a-conclusion"))
    policy = policy_of(rule("one", NOTE), conditions={"met": CALENDAR, "unused": WROTE}, about_me=about_me)
    assert set(distinct_conditions(policy)) == {NOTE, CALENDAR}


def test_equal_situations_are_equal_whatever_the_records() -> None:
    situations = Situations(policy_of(rule("one", WROTE), rule("two", NOTE)), NO_WORDS)

    def situation(from_them: int, text: str) -> object:
        messages = fact({"from-them": from_them, "matched-by": "same-profile"}, HERE)
        return situations.of(fact_sheet({"messages": [messages], "note": [fact({"text": text}, HERE)]}))

    assert situation(1, "hello") == situation(7, "goodbye") != situation(0, "hello")
    assert hash(situation(1, "hello")) == hash(situation(7, "goodbye"))


def test_unknown_absent_and_present_are_three_situations() -> None:
    situations = Situations(policy_of(rule("one", NOTE)), NO_WORDS)
    notes = (None, (), (fact({"text": "hello"}, HERE),))
    values = [situations.values(situations.of(fact_sheet({"note": note}))) for note in notes]
    assert [tuple(found) for found in values] == [(UNKNOWN,), (NO,), (YES,)]
