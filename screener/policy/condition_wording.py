"""Conditions as a rule file has them, and a sample line for each field."""

from __future__ import annotations

from typing import Final

from screener.catalogue.declaring import Field, FieldType, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.value_wording import date_words, number_words
from screener.catalogue.values import DAYS_IN, WORDS, PartialDate
from screener.policy.model import ConclusionTest, Condition, FieldTest, Formula, GroupKind, Look, Op

_TESTS: Final = {
    FieldType.NUMBER: "at least 3",
    FieldType.SPAN: "at most 30 days",
    FieldType.DATE: "before 2016-05",
    FieldType.YES_NO: "yes",
    FieldType.TEXT: "{mentions: [Northwind]}",
}
_LISTED: Final = "never-connect"  # a list that everybody has


def sample_test(field: Field) -> str:
    """A test that fits the field."""
    if field.type is FieldType.CHOICE:
        middle = field.choices[len(field.choices) // 2]
        return f"at least {middle}" if field.ordered else field.choices[0]
    return _TESTS[field.type]


def sample_line(subject: Subject, field: Field) -> str:
    """A condition that tests the field, as it stands behind a dash; the main field goes without its name."""
    if field.name == subject.main == "in":
        return f"{subject.name}: {_LISTED}"
    test = sample_test(field)
    return f"{subject.name}: {test}" if field.name == subject.main else f"{subject.name}: {{{field.name}: {test}}}"


_LOOKS: Final = {Look.PRESENT: "at least one", Look.ABSENT: "none", Look.UNKNOWN: "not known"}
_JOINTS: Final = {GroupKind.ALL: "all of", GroupKind.ANY: "any of", GroupKind.NONE: "none of"}
_COUNTED: Final = {"count": "in all", "from-me": "from me", "from-them": "from them"}


def condition_words(condition: Condition) -> str:
    """A condition as one line."""
    subject = condition.subject.replace("-", " ")
    if condition.look is not Look.TESTS:
        return f"{subject}: {_LOOKS[condition.look]}"
    parts = [field_test_words(condition.subject, test) for test in condition.tests]
    if condition.records is not None:
        parts.append(f"{_amount(condition.records, FieldType.NUMBER)} such records")
    return f"{subject}: {', '.join(parts)}"


def field_test_words(subject: str, test: FieldTest) -> str:
    """A test of one field; the main field goes without its name."""
    declared = SUBJECTS[subject]
    type_ = declared.fields[test.field].type
    if test.op is Op.IS_UNKNOWN:
        return f"{_name(test.field)} not known"
    if type_ is FieldType.YES_NO:
        return f"{_name(test.field)} {test.op.value}"
    said = (
        _choices(test)
        if type_ is FieldType.CHOICE
        else _text(test)
        if type_ is FieldType.TEXT
        else _amount(test, type_)
    )
    if test.field in _COUNTED:
        return f"{said} {_COUNTED[test.field]}"
    return said if test.field == declared.main else f"{_name(test.field)} {said}"


def formula_words(formula: Formula) -> str:
    """A formula as one line; groups within groups stand in brackets."""
    match formula:
        case Condition():
            return condition_words(formula)
        case ConclusionTest():
            return f"{formula.name}: {WORDS[formula.value]}"
    joint = f"at least {formula.least} of" if formula.kind is GroupKind.AT_LEAST else _JOINTS[formula.kind]
    return f"{joint} ({'; '.join(formula_words(item) for item in formula.items)})"


def _name(field: str) -> str:
    return field.replace("-", " ")


def _amount(test: FieldTest, type_: FieldType) -> str:
    if isinstance(test.operand, PartialDate):
        return f"{test.op.value} {date_words(test.operand)}"
    words = number_words if type_ is FieldType.NUMBER else _exact_span
    suffix = " ago" if type_ is FieldType.DATE else ""
    match test.operand:
        case (float() | int() as low, float() | int() as high):
            return f"between {words(low)} and {words(high)}{suffix}"
        case float() | int() as amount:
            return f"{test.op.value} {words(amount)}{suffix}"
    return test.op.value


def _exact_span(days: float) -> str:
    """A span as it was written: in the largest unit that leaves nothing over."""
    for unit in ("year", "month", "week"):
        number = days / DAYS_IN[unit]
        if number >= 1 and abs(number - round(number)) < 1e-6:
            return _counted(round(number), unit)
    return _counted(days, "day")


def _counted(number: float, unit: str) -> str:
    return f"{number_words(number)} {unit}" + ("" if number == 1 else "s")


def _choices(test: FieldTest) -> str:
    if test.op is Op.AT_LEAST:
        return f"at least {test.operand}"
    return " or ".join(str(value) for value in test.operand) if isinstance(test.operand, tuple) else ""


def _text(test: FieldTest) -> str:
    match test.op, test.operand:
        case Op.MENTIONS, tuple(words):
            return f"mentions {' or '.join(repr(word) for word in words)}"
        case Op.IN_LIST, name:
            return f"in the list {name!r}"
        case Op.MATCHES, name:
            return f"matches {name!r}"
        case Op.REGEX, pattern:
            return f"matches the expression {pattern!r}"
    return f"is {test.operand!r}"
