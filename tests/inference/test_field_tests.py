"""Every test of every type of field, on a value that is known."""

from __future__ import annotations

from datetime import date

import pytest

from screener.catalogue.values import DAYS_IN, NO, UNKNOWN, YES, PartialDate, Truth, Value
from screener.inference.condition_values import Vocabulary, check_of, number_check, vocabulary_for
from screener.outcomes import Verdict
from screener.policy.model import (
    AboutMe,
    Employer,
    FieldTest,
    Op,
    Operand,
    Otherwise,
    PersonName,
    Policy,
    School,
)

TODAY = date(2026, 3, 2)
ME = AboutMe(
    employers=(Employer(name="Northwind Robotics", also=("Northwind Labs",)),),
    schools=(School(name="Contoso Polytechnic"),),
    competitors=("Fabrikam",),
    goals=("industrial robotics",),
    never_connect=(PersonName(name="Sømé Bódy"),),
    lists={"choir": ("Alto", PersonName(name="Mika Sato"))},
)
POLICY = Policy(
    rules=(),
    otherwise=Otherwise(decide=Verdict.DECLINE, because="No."),
    phrases={"sales pitch": ("quick call", "10x your", "lead gen*")},
    lists={"cities": ("Bilbao", "Gdańsk")},
    about_me=ME,
)
VOCABULARY: Vocabulary = vocabulary_for(POLICY, TODAY)


def value_of(subject: str, field: str, op: Op, operand: Operand, value: Value) -> Truth:
    return check_of(subject, FieldTest(field, op, operand), VOCABULARY)(value)


@pytest.mark.parametrize(
    ("op", "operand", "passing", "failing"),
    [
        (Op.AT_LEAST, 3, (3, 4, 3.5), (2, 0, 2.99)),
        (Op.AT_MOST, 3, (3, 0, 2.5), (4, 3.01)),
        (Op.MORE_THAN, 3, (4, 3.01), (3, 2)),
        (Op.FEWER_THAN, 3, (2, 0), (3, 4)),
        (Op.EXACTLY, 3, (3, 3.0), (2, 4)),
        (Op.BETWEEN, (2, 5), (2, 3, 5), (1, 6)),
    ],
)
def test_numbers_and_spans_know_their_bounds(
    op: Op, operand: Operand, passing: tuple[float, ...], failing: tuple[float, ...]
) -> None:
    for subject, field in (("messages", "count"), ("shared-employer", "overlap")):
        assert {value_of(subject, field, op, operand, value) for value in passing} == {YES}
        assert {value_of(subject, field, op, operand, value) for value in failing} == {NO}


def test_spans_of_different_units_compare_as_days() -> None:
    year = 12 * DAYS_IN["month"]
    assert value_of("shared-employer", "overlap", Op.AT_LEAST, DAYS_IN["year"], year) == YES
    assert value_of("shared-employer", "overlap", Op.MORE_THAN, 52 * DAYS_IN["week"], year) == YES


@pytest.mark.parametrize(
    ("op", "bound", "value", "expected"),
    [
        (Op.BEFORE, "2016-05", "2016-04-30", YES),
        (Op.BEFORE, "2016-05", "2016-05-01", NO),
        (Op.BEFORE, "2016-05", "2016", UNKNOWN),
        (Op.BEFORE, "2016-05", "2015", YES),
        (Op.BEFORE, "2016-05", "2016-05", NO),
        (Op.BEFORE, "2016-05-10", "2016-05", UNKNOWN),
        (Op.AFTER, "2019", "2020-01-01", YES),
        (Op.AFTER, "2019", "2019-12-31", NO),
        (Op.AFTER, "2019", "2020", YES),
        (Op.AFTER, "2019", "2019", NO),
        (Op.AFTER, "2019-06", "2019", UNKNOWN),
        (Op.DURING, "2020", "2020-02-29", YES),
        (Op.DURING, "2020", "2020", YES),
        (Op.DURING, "2020", "2020-07", YES),
        (Op.DURING, "2020", "2021", NO),
        (Op.DURING, "2020-07", "2020", UNKNOWN),
        (Op.DURING, "2020-07", "2020-08", NO),
        (Op.DURING, "2020-07-03", "2020-07", UNKNOWN),
        (Op.DURING, "2020-07-03", "2020-07-03", YES),
    ],
)
def test_an_incomplete_date_is_yes_or_no_only_if_every_day_it_may_mean_agrees(
    op: Op, bound: str, value: str, expected: Truth
) -> None:
    def partial(text: str) -> PartialDate:
        return PartialDate(*map(int, text.split("-")))

    assert value_of("messages", "last", op, partial(bound), partial(value)) == expected


@pytest.mark.parametrize(
    ("op", "days", "value", "expected"),
    [
        (Op.AT_MOST, 60, PartialDate(2026, 1, 1), YES),  # 60 days before the day of these tests
        (Op.AT_MOST, 60, PartialDate(2025, 12, 31), NO),
        (Op.FEWER_THAN, 60, PartialDate(2026, 1, 1), NO),
        (Op.AT_LEAST, 60, PartialDate(2026, 1, 1), YES),
        (Op.MORE_THAN, 1, PartialDate(2026, 3, 1), NO),
        (Op.AT_MOST, 60, PartialDate(2026), YES),
        (Op.AT_MOST, 30, PartialDate(2026), UNKNOWN),
        (Op.EXACTLY, 10, PartialDate(2026, 2), UNKNOWN),
        (Op.AT_MOST, 60, PartialDate(2026, 2), YES),
        (Op.AT_LEAST, 365.25, PartialDate(2024), YES),
        (Op.AT_LEAST, 365.25, PartialDate(2025), UNKNOWN),
        (Op.MORE_THAN, 1, PartialDate(2026, 4, 1), NO),  # in the future
        (Op.BETWEEN, (10, 20), PartialDate(2026, 2, 15), YES),
        (Op.BETWEEN, (10, 20), PartialDate(2026, 2), UNKNOWN),
        (Op.BETWEEN, (10, 20), PartialDate(2026, 1), NO),
        (Op.EXACTLY, 1, PartialDate(2026, 3, 1), YES),
    ],
)
def test_a_span_asked_of_a_date_is_its_age_today(op: Op, days: Operand, value: PartialDate, expected: Truth) -> None:
    assert value_of("messages", "last", op, days, value) == expected


def test_yes_and_no_are_what_they_say() -> None:
    answers = [
        value_of("messages", "two-way", op, None, value) for op in (Op.IS_YES, Op.IS_NO) for value in (True, False)
    ]
    assert answers == [YES, NO, NO, YES]


def test_a_member_of_a_closed_set_is_one_of_those_named() -> None:
    for status in ("corroborated", "same-email"):
        assert value_of("identity", "status", Op.ONE_OF, ("corroborated", "same-email"), status) == YES
    assert value_of("identity", "status", Op.ONE_OF, ("corroborated", "same-email"), "none") == NO


def test_an_ordered_set_knows_what_is_at_least_as_much() -> None:
    def checked(value: str) -> Truth:
        return value_of("claim", "checked", Op.AT_LEAST, "fits", value)

    assert [checked(value) for value in ("contradicted", "open", "fits", "confirmed")] == [NO, NO, YES, YES]
    joins = ("similar-name", "name", "corroborated", "same-email", "same-profile")
    values = [value_of("messages", "matched-by", Op.AT_LEAST, "corroborated", join) for join in joins]
    assert values == [NO, NO, YES, YES, YES]


@pytest.mark.parametrize(
    ("op", "operand", "text", "expected"),
    [
        (Op.IS, "søren Ørsted", "Soren  Orsted", YES),
        (Op.IS, "Straße", "STRASSE", YES),
        (Op.IS, "Łódź", "lodz", YES),
        (Op.IS, "Baker", "Bakers", NO),
        (Op.IS, "は", "ば", NO),  # marks on kana make another letter
        (Op.IN_LIST, "cities", "gdansk", YES),
        (Op.IN_LIST, "cities", "Gdańsk Wrzeszcz", NO),
        (Op.IN_LIST, "choir", "mika sato", YES),
        (Op.IN_LIST, "choir", "ALTO", YES),
        (Op.IN_LIST, "never-connect", "some body", YES),
        (Op.IN_LIST, "no such list", "anything", NO),
        (Op.MENTIONS, ("lead generation", "AI"), "Lead   Generation expert", YES),
        (Op.MENTIONS, ("AI",), "I paid for it", NO),
        (Op.MENTIONS, ("recruit*",), "Recruiting for robots", YES),
        (Op.MENTIONS, ("recruit",), "Recruiting for robots", NO),
        (Op.MENTIONS, ("€",), "only 500€ a month", YES),
        (Op.MENTIONS, ("採用",), "新卒採用担当", YES),
        (Op.MENTIONS, ("café",), "the CAFE on the corner", YES),
        (Op.MATCHES, "sales pitch", "We can 10x your sales", YES),
        (Op.MATCHES, "sales pitch", "I do lead generation", YES),
        (Op.MATCHES, "sales pitch", "hello there", NO),
        (Op.MATCHES, "my employers", "Formerly at northwind labs", YES),
        (Op.MATCHES, "my schools", "Contoso Polytechnic, 2001", YES),
        (Op.MATCHES, "competitors", "CTO, Fabrikam", YES),
        (Op.MATCHES, "goals", "Industrial Robotics for all", YES),
        (Op.MATCHES, "no such phrases", "anything", NO),
        (Op.REGEX, r"\b\d{4}\b", "class of 2006", YES),
        (Op.REGEX, r"\b\d{4}\b", "class of 20061", NO),
        (Op.REGEX, r"baker", "Baker", NO),  # sees the text as it was written
    ],
)
def test_texts(op: Op, operand: Operand, text: str, expected: Truth) -> None:
    assert value_of("note", "text", op, operand, text) == expected


def test_of_several_texts_one_that_passes_is_enough() -> None:
    assert value_of("address-book", "tags", Op.IS, "climbing", ("work", "Climbing")) == YES
    assert value_of("address-book", "tags", Op.IS, "climbing", ("work", "family")) == NO
    assert value_of("address-book", "tags", Op.IS, "climbing", ()) == NO


def test_an_expression_that_takes_too_long_is_unknown() -> None:
    assert value_of("note", "text", Op.REGEX, r"(?:a+)+(?:b+a+)+$", "ab" * 40_000 + "c") == UNKNOWN


def test_counts_of_records_are_tested_like_numbers() -> None:
    assert [number_check(FieldTest("records", Op.AT_LEAST, 2))(count) for count in (1, 2)] == [NO, YES]
