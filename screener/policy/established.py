"""What is sure to be there whenever a rule holds: the subjects with a witness, and the fields every witness has.

A witness may be any record that passed one of the rule's tests of its subject, so a field is sure only if each of
these tests makes sure of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from screener.catalogue.subjects import SUBJECTS
from screener.policy.model import ConclusionTest, Condition, Formula, Group, GroupKind, Look, Op

OfConclusion = Callable[[ConclusionTest], frozenset[str]]


def witnessed_conditions(formula: Formula) -> Iterator[Condition]:
    """The conditions whose records can be witnesses: those that must be met, not those that must not."""
    if isinstance(formula, Condition):
        if formula.look in (Look.TESTS, Look.PRESENT):
            yield formula
    elif isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        for item in formula.items:
            yield from witnessed_conditions(item)


def established_subjects(formula: Formula, of_conclusion: OfConclusion = lambda _: frozenset()) -> frozenset[str]:
    """The subjects that have a witness on every way the formula can hold, those behind its conclusions among them if it
    is said what these have."""
    match formula:
        case Condition():
            return frozenset({formula.subject} if _needs_a_record(formula) else ())
        case ConclusionTest():
            return of_conclusion(formula)
        case Group(kind=GroupKind.NONE):
            return frozenset()
    counts = Counter(subject for item in formula.items for subject in established_subjects(item, of_conclusion))
    spare = len(formula.items) - _needed(formula)
    return frozenset(subject for subject, count in counts.items() if count > spare)


def established_fields(formula: Formula, subject: str) -> frozenset[str]:
    """The fields that every record has that can be the subject's witness."""
    declared = SUBJECTS[subject].fields.values()
    always = frozenset(field.name for field in declared if field.always)
    tested = [_tested(condition) for condition in witnessed_conditions(formula) if condition.subject == subject]
    return always.union(frozenset.intersection(*tested)) if tested else always


def _needed(group: Group) -> int:
    """How many items of a group hold whenever it does."""
    return {GroupKind.ALL: len(group.items), GroupKind.ANY: 1}.get(group.kind, group.least)


def _needs_a_record(condition: Condition) -> bool:
    if condition.look is Look.TESTS:
        return condition.records is None or excludes_zero(condition.records.op, condition.records.operand)
    return condition.look is Look.PRESENT


def excludes_zero(op: Op, operand: object) -> bool:
    """Whether a count of records cannot be none."""
    low = operand[0] if isinstance(operand, tuple) else operand
    if not isinstance(low, int | float):
        return False
    return op is Op.MORE_THAN or (op in (Op.AT_LEAST, Op.EXACTLY, Op.BETWEEN) and low > 0)


def _tested(condition: Condition) -> frozenset[str]:
    return frozenset(test.field for test in condition.tests if test.op is not Op.IS_UNKNOWN)
