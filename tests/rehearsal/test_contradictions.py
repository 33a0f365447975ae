"""Conditions that are said to contradict each other never come out as wished on any records."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.catalogue.declaring import MATCHED_BY
from screener.catalogue.values import NO, UNKNOWN, YES, PartialDate
from screener.evidence.facts import fact
from screener.inference.condition_values import evaluator_of, value_when_absent, value_when_unknown
from screener.policy.model import Condition, FieldTest, Look, Op
from screener.rehearsal.contradictions import ONCE, clash
from tests.inference.random_policies import HERE, NO_WORDS

SPANS = st.sampled_from([0.0, 20.0, 30.0, 40.0, 365.25, 400.0])
SPAN_TESTS = st.one_of(
    st.builds(
        lambda op, days: FieldTest("age", op, days),
        st.sampled_from([Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.FEWER_THAN, Op.EXACTLY]),
        SPANS,
    ),
    st.builds(lambda one, other: FieldTest("age", Op.BETWEEN, (min(one, other), max(one, other))), SPANS, SPANS),
)
MATCH_TESTS = st.one_of(
    st.builds(lambda choice: FieldTest("matched-by", Op.AT_LEAST, choice), st.sampled_from(MATCHED_BY)),
    st.builds(
        lambda choices: FieldTest("matched-by", Op.ONE_OF, tuple(sorted(choices))),
        st.sets(st.sampled_from(MATCHED_BY), min_size=1),
    ),
)
NUMBER_TESTS = st.builds(
    lambda op, number: FieldTest("connections", op, number),
    st.sampled_from([Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.FEWER_THAN, Op.EXACTLY]),
    st.integers(0, 4),
)
WORK_TESTS = st.sampled_from([FieldTest("work-history", op) for op in (Op.IS_YES, Op.IS_NO, Op.IS_UNKNOWN)])
CALENDAR = st.builds(
    lambda op, year, month: FieldTest("last", op, PartialDate(year, month)),
    st.sampled_from([Op.BEFORE, Op.AFTER, Op.DURING]),
    st.integers(2019, 2021),
    st.sampled_from([0, 5]),
)
AGES = SPAN_TESTS.map(lambda test: FieldTest("last", test.op, test.operand))


def conditions(subject: str, *tests: st.SearchStrategy[FieldTest]) -> st.SearchStrategy[Condition]:
    looks = st.sampled_from([look for look in Look if look is not Look.TESTS])
    some = st.lists(st.one_of(tests), min_size=1, max_size=2).map(tuple)
    counts = st.none() | st.sampled_from([FieldTest("records", Op.AT_MOST, 1), FieldTest("records", Op.AT_LEAST, 2)])
    return st.one_of(
        looks.map(lambda look: Condition(subject=subject, look=look)),
        st.builds(lambda chosen, records: Condition(subject=subject, tests=chosen, records=records), some, counts),
    )


DATES = st.sampled_from([PartialDate(2019), PartialDate(2020, 5), PartialDate(2020, 5, 3), PartialDate(2025, 12, 20)])
SUBJECTS = {
    "meeting": (
        conditions("meeting", SPAN_TESTS, MATCH_TESTS),
        st.fixed_dictionaries({"age": SPANS, "matched-by": st.sampled_from(MATCHED_BY)}),
    ),
    "profile": (
        conditions("profile", SPAN_TESTS, NUMBER_TESTS, WORK_TESTS),
        st.fixed_dictionaries(
            {}, optional={"age": SPANS, "connections": st.integers(0, 4), "work-history": st.booleans()}
        ),
    ),
    "messages": (
        conditions("messages", CALENDAR, AGES, MATCH_TESTS),
        st.fixed_dictionaries({"last": DATES, "matched-by": st.sampled_from(MATCHED_BY)}),
    ),
}
WISHED = st.sampled_from([frozenset({YES}), frozenset({NO}), frozenset({UNKNOWN}), frozenset({NO, UNKNOWN})])


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from([*SUBJECTS]))
def test_a_clash_is_one_on_all_records(data: st.DataObject, subject: str) -> None:
    written, fields = SUBJECTS[subject]
    one, other = data.draw(written), data.draw(written)
    wish = {other: data.draw(WISHED)}
    wanted = data.draw(WISHED)
    if one == other or clash(one, wanted, wish) is None:
        return
    most = 1 if subject in ONCE else 3
    for given_fields in [None, *data.draw(st.lists(st.lists(fields, max_size=most), min_size=8, max_size=8))]:
        values = [value(condition, given_fields) for condition in (one, other)]
        assert not (values[0] in wanted and values[1] in wish[other])


def value(condition: Condition, records: list[dict[str, object]] | None) -> int:
    if not records:
        return value_when_unknown(condition) if records is None else value_when_absent(condition)
    facts = tuple(fact(record, HERE) for record in records)  # type: ignore[arg-type]
    return evaluator_of(condition, NO_WORDS)(facts)
