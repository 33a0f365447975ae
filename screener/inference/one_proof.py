"""Several records joined by the same bare name are one proof, not two, also where a group counts its items.

In `at least N of`, the items that a bare name can satisfy are each narrowed to surer joins, and one more item stands
for all that only the bare name satisfies. The rewriting is part of the language, so engine and reference share it.
"""

from __future__ import annotations

from dataclasses import replace

from screener.catalogue.subjects import MATCHED_BY, STRONG_MATCHES
from screener.policy.model import Condition, FieldTest, Formula, Group, GroupKind, Op, Policy, Rule

_SURE = FieldTest("matched-by", Op.AT_LEAST, "corroborated")


def with_one_proof_per_name(policy: Policy) -> Policy:
    """The same policy with its counting groups rewritten."""
    return replace(policy, rules=tuple(_rewritten_rule(rule) for rule in policy.rules))


def _rewritten_rule(rule: Rule) -> Rule:
    unless = None if rule.unless is None else _rewritten(rule.unless)
    return replace(rule, when=_rewritten(rule.when), unless=unless)


def _rewritten(formula: Formula) -> Formula:
    if not isinstance(formula, Group):
        return formula
    items = tuple(_rewritten(item) for item in formula.items)
    by_name = [item for item in items if isinstance(item, Condition) and _takes_a_bare_name(item)]
    if formula.kind is not GroupKind.AT_LEAST or len(by_name) < 2:
        return replace(formula, items=items)
    surer = tuple(_surer(item) if item in by_name else item for item in items)
    by_name_alone = Group(
        kind=GroupKind.ANY,
        items=tuple(
            Group(kind=GroupKind.ALL, items=(item, Group(kind=GroupKind.NONE, items=(_surer(item),))))
            for item in by_name
        ),
        place=formula.place,
    )
    return replace(formula, items=(*surer, by_name_alone))


def _surer(condition: Formula) -> Condition:
    assert isinstance(condition, Condition)
    return replace(condition, tests=(*condition.tests, _SURE))


def _takes_a_bare_name(condition: Condition) -> bool:
    for test in condition.tests:
        if test.field == "matched-by" and test.op is Op.AT_LEAST:
            return str(test.operand) not in STRONG_MATCHES
        if test.field == "matched-by" and isinstance(test.operand, tuple):
            return any(choice in MATCHED_BY[:2] for choice in test.operand)
    return False
