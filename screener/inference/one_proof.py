"""Several records joined by the same bare name are one proof, not two, also where a group counts its items.

In `at least N of`, the items that a bare name can satisfy are each narrowed to surer joins, and one more item stands
for all that only the bare name satisfies. The rewriting is part of the language, so engine and reference share it.
"""

from __future__ import annotations

from dataclasses import replace

from screener.catalogue.declaring import MATCHED_BY, STRONG_MATCHES
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
    by_name = [item for item in items if _surer(item) != item]
    if formula.kind is not GroupKind.AT_LEAST or len(by_name) < 2:
        return replace(formula, items=items)
    by_name_alone = Group(
        kind=GroupKind.ANY,
        items=tuple(
            Group(kind=GroupKind.ALL, items=(item, Group(kind=GroupKind.NONE, items=(_surer(item),))))
            for item in by_name
        ),
        place=formula.place,
    )
    return replace(formula, items=(*map(_surer, items), by_name_alone))


def _surer(formula: Formula) -> Formula:
    """The same without what only a bare name can satisfy; what stands under `none` is no proof, and stays."""
    if isinstance(formula, Condition) and _takes_a_bare_name(formula):
        return replace(formula, tests=(*formula.tests, _SURE))
    if isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        return replace(formula, items=tuple(map(_surer, formula.items)))
    return formula


def _takes_a_bare_name(condition: Condition) -> bool:
    if _SURE in condition.tests:
        return False
    for test in condition.tests:
        if test.field == "matched-by" and test.op is Op.AT_LEAST:
            return str(test.operand) not in STRONG_MATCHES
        if test.field == "matched-by" and isinstance(test.operand, tuple):
            return any(choice in MATCHED_BY[:2] for choice in test.operand)
    return False
