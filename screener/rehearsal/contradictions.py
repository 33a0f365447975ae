"""Conditions of one subject that cannot come out as wished together, whatever the records are.

What is found is proven; not everything is found. So a rule whose every way holds such a pair can never hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from screener.catalogue.declaring import SEEING_WEAK, STRONG_MATCHES, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import NO, UNKNOWN, YES, PartialDate
from screener.decisions.standing import is_settled
from screener.policy.model import Condition, FieldTest, Look, Op
from screener.policy.rule_reading import excludes_zero
from screener.texts.folding import fold

_ENDLESS: Final = float("inf")
_STEP: Final = 1e-9  # what `more than` leaves out; spans and numbers are written with six digits at most
Interval = tuple[float, float]  # both ends in


def is_within(subject: str, inner: FieldTest, outer: FieldTest) -> bool:
    """Whether whatever passes the one test of a field passes the other; False where that is not sure."""
    if inner == outer:
        return True
    one, other = _choices(subject, inner), _choices(subject, outer)
    if one is not None and other is not None:
        return one <= other
    if (range_ := _interval(inner)) and (wider := _interval(outer)) and _same_kind(inner, outer):
        return wider[0] <= range_[0] and range_[1] <= wider[1]
    return _words(inner) <= _words(outer) if inner.op is outer.op is Op.MENTIONS else False


def are_apart(subject: str, one: FieldTest, other: FieldTest) -> bool:
    """Whether no single value passes both tests of a field; False where that is not sure."""
    if Op.IS_UNKNOWN in (one.op, other.op):
        return one.op is not other.op
    choices, others = _choices(subject, one), _choices(subject, other)
    if choices is not None and others is not None:
        return choices.isdisjoint(others)
    if (first := _interval(one)) and (second := _interval(other)) and _same_kind(one, other):
        return first[1] < second[0] or second[1] < first[0]
    return one.op is other.op is Op.IS and fold(str(one.operand)) != fold(str(other.operand))


def _choices(subject: str, test: FieldTest) -> frozenset[str] | None:
    field = SUBJECTS[subject].fields[test.field]
    match test.op:
        case Op.IS_YES | Op.IS_NO:
            return frozenset({test.op.value})
        case Op.ONE_OF if isinstance(test.operand, tuple):
            return frozenset(map(str, test.operand))
        case Op.AT_LEAST if field.type is FieldType.CHOICE:
            return frozenset(field.choices[field.choices.index(str(test.operand)) :])
    return None


def _same_kind(one: FieldTest, other: FieldTest) -> bool:
    """A date is compared with dates or by its age, and an age says nothing of the calendar without a day."""
    return isinstance(one.operand, PartialDate) is isinstance(other.operand, PartialDate)


def _interval(test: FieldTest) -> Interval | None:
    match test.op, test.operand:
        case Op.BEFORE, PartialDate() as date:
            return -_ENDLESS, date.earliest.toordinal() - 1
        case Op.AFTER, PartialDate() as date:
            return date.latest.toordinal() + 1, _ENDLESS
        case Op.DURING, PartialDate() as date:
            return date.earliest.toordinal(), date.latest.toordinal()
        case Op.BETWEEN, (int() | float() as low, int() | float() as high):
            return low, high
        case Op.AT_LEAST, int() | float() as low:
            return low, _ENDLESS
        case Op.AT_MOST, int() | float() as high:
            return -_ENDLESS, high
        case Op.MORE_THAN, int() | float() as low:
            return low + _STEP, _ENDLESS
        case Op.FEWER_THAN, int() | float() as high:
            return -_ENDLESS, high - _STEP
        case Op.EXACTLY, int() | float() as number:
            return number, number
    return None


def _words(test: FieldTest) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in test.operand) if isinstance(test.operand, tuple) else frozenset()


Outcomes = frozenset[int]
_YES: Final = frozenset({YES})
_NOT_YES: Final = frozenset({NO, UNKNOWN})
# What a request has only one of; of all other subjects there may be several records.
ONCE: Final = frozenset(
    {"note", "headline", "company", "location", "mutual-connections", "request", "identity", "profile", "answer"}
)
_RUNNING: Final = tuple(state for state in SUBJECTS["request"].fields["state"].choices if not is_settled(state))

_SURELY_READ: Final = FieldTest("read-by", Op.ONE_OF, ("phrase", "records"))
_STRONG: Final = FieldTest("matched-by", Op.ONE_OF, tuple(sorted(STRONG_MATCHES)))


def clash(condition: Condition, outcomes: Outcomes, wish: Mapping[Condition, Outcomes]) -> Condition | None:
    """A condition of the wish that cannot come out as wished if this one comes out so; the condition itself, if it asks
    for a state in which no rule runs."""
    is_yes = outcomes == _YES
    if is_yes and _only_when_settled(condition):
        return condition
    if not is_yes and not outcomes <= _NOT_YES:
        return None
    for other, wanted in wish.items():
        if other.subject != condition.subject or other == condition:
            continue
        if is_yes and wanted == _YES:
            if exclude_each_other(condition, other):
                return other
        elif is_yes and wanted <= _NOT_YES:
            if implies(condition, other):
                return other
        elif not is_yes and wanted == _YES and implies(other, condition):
            return other
    return None


def _only_when_settled(condition: Condition) -> bool:
    """Whether it holds only in states that leave nothing to decide."""
    if condition.subject != "request":
        return False
    running = FieldTest("state", Op.ONE_OF, _RUNNING)
    return any(test.field == "state" and are_apart("request", test, running) for test in condition.tests)


def exclude_each_other(one: Condition, other: Condition) -> bool:
    """Whether both cannot be yes."""
    asked = {_asks(one), _asks(other)}
    if Look.UNKNOWN in asked:
        return len(asked) == 2
    if asked >= {Look.ABSENT, Look.PRESENT}:
        return True
    if one.subject not in ONCE or one.records is not None or other.records is not None:
        return False
    return any(
        are_apart(one.subject, test, another)
        for test in one.tests
        for another in other.tests
        if test.field == another.field
    )


def _asks(condition: Condition) -> Look:
    """What a condition needs of its subject in order to be yes: `TESTS` if it may be with and without records."""
    if condition.look is not Look.TESTS:
        return condition.look
    counts = condition.records
    return Look.PRESENT if counts is None or excludes_zero(counts.op, counts.operand) else Look.TESTS


def implies(one: Condition, other: Condition) -> bool:
    """Whether the other condition is yes whenever the one is."""
    if one.records is not None or other.records is not None or _asks(one) is not Look.PRESENT:
        return False
    if other.look not in (Look.TESTS, Look.PRESENT):
        return False
    return all(
        any(test.field == needed.field and is_within(one.subject, test, needed) for test in _tests(one))
        for needed in _tests(other)
    )


def _tests(condition: Condition) -> tuple[FieldTest, ...]:
    """The tests of a condition, with the one that goes without saying: only records that are well matched, and were
    not read by the trained reader alone, make it yes."""
    if any(test.field in SEEING_WEAK for test in condition.tests):
        return condition.tests
    unsaid = [test for test in (_STRONG, _SURELY_READ) if test.field in SUBJECTS[condition.subject].fields]
    return (*condition.tests, *unsaid)
