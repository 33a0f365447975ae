"""The values that pass a test of a field, as far as two tests of one field need to be compared."""

from __future__ import annotations

from typing import Final

from screener.catalogue.declaring import FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate
from screener.policy.model import FieldTest, Op
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
