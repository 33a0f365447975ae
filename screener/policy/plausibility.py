"""What is allowed and can hardly be meant: tests that nothing or everything passes, double negatives, equal titles."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from typing import Final

from screener.catalogue.declaring import Field, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.truth import NO
from screener.policy.codes import Code
from screener.policy.findings import Findings, quoted
from screener.policy.model import (
    ConclusionTest,
    Condition,
    FieldTest,
    Formula,
    Group,
    GroupKind,
    Look,
    Op,
    Rule,
    Status,
)
from screener.policy.walking import leaves_of
from screener.policy.wording import field_test_words
from screener.texts.folding import fold

_NEGATIVES: Final = "two negatives are easily misread"


def check_plausible(rules: Collection[Rule], findings: Findings) -> None:
    """Warn of whatever the rules say that can hardly be meant."""
    live = [rule for rule in rules if rule.status is not Status.RETIRED]
    _warn_of_equal_titles(live, findings)
    for rule in live:
        for leaf in (*leaves_of(rule.when), *leaves_of(rule.unless)):
            if isinstance(leaf, Condition):
                _warn_of_constant_tests(leaf, findings)
        _warn_of_double_negatives(rule.when, findings)
        if rule.unless is not None:
            _warn_of_negated_unless(rule.unless, findings)


def _warn_of_equal_titles(rules: list[Rule], findings: Findings) -> None:
    first: dict[str, Rule] = {}
    for rule in sorted(rules, key=lambda rule: (not rule.shipped, rule.place)):
        other = first.setdefault(fold(rule.title), rule) if rule.title else rule
        if other is not rule:
            text = f"the title {quoted(rule.title)} is that of `{other.id}` as well; tell them apart"
            findings.warn(rule.place, Code.DUPLICATE_TITLE, text)


def _warn_of_constant_tests(condition: Condition, findings: Findings) -> None:
    for test, field in _tests_of(condition):
        said = field_test_words(condition.subject, test) if test is not condition.records else f"records: {test.op}"
        if _never_passes(test, field):
            text = f"nothing can pass `{said}`, so `{condition.subject}` never holds here; write another bound"
            findings.warn(condition.place, Code.NEVER_TRUE, text)
        elif _always_passes(test, field):
            text = f"everything passes `{said}`; write another bound, or `{condition.subject}: present`"
            findings.warn(condition.place, Code.ALWAYS_TRUE, text)


def _tests_of(condition: Condition) -> Iterator[tuple[FieldTest, Field]]:
    declared = SUBJECTS[condition.subject].fields
    yield from ((test, declared[test.field]) for test in condition.tests)
    if condition.records is not None:
        yield condition.records, Field(name="records", type=FieldType.NUMBER, sentence="", always=True)


def _never_passes(test: FieldTest, field: Field) -> bool:
    if field.type not in (FieldType.NUMBER, FieldType.SPAN):
        return False
    if test.op is Op.FEWER_THAN:
        return test.operand == 0
    if field.type is FieldType.SPAN:
        return False
    low, high = test.operand if isinstance(test.operand, tuple) else (test.operand, test.operand)
    if test.op not in (Op.EXACTLY, Op.BETWEEN) or not isinstance(low, int | float) or not isinstance(high, int | float):
        return False
    return math.ceil(low) > high  # no whole number lies between them


def _always_passes(test: FieldTest, field: Field) -> bool:
    """Whether every value passes, of a field that every record has: elsewhere such a test asks whether it is known."""
    if not field.always or field.name == "matched-by":  # which also says that records joined by name are seen
        return False
    if field.type in (FieldType.NUMBER, FieldType.SPAN):
        return test.op is Op.AT_LEAST and test.operand == 0
    if field.type is FieldType.CHOICE:
        return set(field.choices) == (set(test.operand) if isinstance(test.operand, tuple) else ())
    return False


def _warn_of_double_negatives(formula: Formula, findings: Findings) -> None:
    for group in _groups_in(formula):
        for item in group.items if group.kind is GroupKind.NONE else ():
            if positive := _positive_of(item):
                findings.warn(item.place, Code.DOUBLE_NEGATIVE, f"under `none`, {_NEGATIVES}; write {positive}")


def _warn_of_negated_unless(unless: Formula, findings: Findings) -> None:
    _warn_of_double_negatives(unless, findings)
    is_any = isinstance(unless, Group) and unless.kind is GroupKind.ANY
    for item in unless.items if isinstance(unless, Group) and is_any else (unless,):
        is_none = isinstance(item, Group) and item.kind is GroupKind.NONE
        if is_none or (isinstance(item, ConclusionTest) and item.value == NO):
            text = f"under `unless`, {_NEGATIVES}; write what must be so under `when`"
            findings.warn(item.place, Code.DOUBLE_NEGATIVE, text)


def _groups_in(formula: Formula) -> Iterator[Group]:
    if isinstance(formula, Group):
        yield formula
        for item in formula.items:
            yield from _groups_in(item)


def _positive_of(item: Formula) -> str | None:
    """What to write instead of an item that is a negative itself."""
    match item:
        case Group(kind=GroupKind.NONE):
            return "`any` with what stands there"
        case ConclusionTest(value=value, name=name) if value == NO:
            return f"`{name}` outside it"
        case Condition(look=Look.ABSENT, subject=subject):
            return f"`{subject}: present` outside it"
    return None
