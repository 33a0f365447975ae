"""The reference evaluator: the rule language by its definition, in plain Python. The oracle that the engine is held to.

It shares nothing with the engine and the compiled policy but the values of the conditions, and decides nothing: tests
and `--verify` hold the others to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import TopologicalSorter

import msgspec

from screener.catalogue.values import NO, UNKNOWN, YES, Truth, negation
from screener.outcomes import Verdict
from screener.policy.model import (
    ConclusionTest,
    Condition,
    Formula,
    Group,
    GroupKind,
    Policy,
    Rule,
    Status,
    conclusions_in,
)


class Evaluation(msgspec.Struct, frozen=True):
    """The value of every rule that runs, by id, and of every conclusion."""

    rules: Mapping[str, Truth]
    conclusions: Mapping[str, Truth]


class Reference:
    """The evaluator of one policy."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._order = _conclusions_first(policy)
        self._rules_of = {name: _active_rules_of(policy, name) for name in self._order}

    def evaluate(self, conditions: Mapping[Condition, Truth]) -> Evaluation:
        """What follows from the values of the conditions."""
        conclusions: dict[str, Truth] = {}
        for name in self._order:
            values = [rule_value(rule, conditions, conclusions) for rule in self._rules_of[name]]
            conclusions[name] = max(values, default=NO)
        rules = {rule.id: rule_value(rule, conditions, conclusions) for rule in self._policy.rules if rule.runs}
        return Evaluation(rules, conclusions)

    def verdict(self, evaluation: Evaluation) -> Verdict:
        """The verdict of the deciding rules whose value is yes."""
        deciding = [
            rule
            for rule in self._policy.rules
            if rule.runs and rule.status is Status.ACTIVE and rule.decide and evaluation.rules[rule.id] == YES
        ]
        highest = max((rule.priority for rule in deciding), default=None)
        verdicts = {rule.decide for rule in deciding if rule.priority == highest and rule.decide}
        if len(verdicts) == 1:
            return verdicts.pop()
        return Verdict.ASK if verdicts else self._policy.otherwise.decide


def rule_value(rule: Rule, conditions: Mapping[Condition, Truth], conclusions: Mapping[str, Truth]) -> Truth:
    """No if its `unless` is yes; otherwise the value of its `when`."""
    if rule.unless is not None and formula_value(rule.unless, conditions, conclusions) == YES:
        return NO
    return formula_value(rule.when, conditions, conclusions)


def formula_value(formula: Formula, conditions: Mapping[Condition, Truth], conclusions: Mapping[str, Truth]) -> Truth:
    """The Kleene value of a formula."""
    if isinstance(formula, Condition):
        return conditions[formula]
    if isinstance(formula, ConclusionTest):
        return _conclusion_value(conclusions[formula.name], formula.value)
    return _group_value(formula, [formula_value(item, conditions, conclusions) for item in formula.items])


def _conclusion_value(value: Truth, wanted: Truth) -> Truth:
    if wanted == UNKNOWN:
        return YES if value == UNKNOWN else NO
    return value if wanted == YES else negation(value)


def _group_value(group: Group, values: list[Truth]) -> Truth:
    yes, no = values.count(YES), values.count(NO)
    if group.kind is GroupKind.ALL:
        return NO if no else YES if yes == len(values) else UNKNOWN
    if group.kind is GroupKind.AT_LEAST:
        possible = len(values) - no
        return YES if yes >= group.least else UNKNOWN if possible >= group.least else NO
    some = YES if yes else NO if no == len(values) else UNKNOWN
    return some if group.kind is GroupKind.ANY else negation(some)


def _active_rules_of(policy: Policy, conclusion: str) -> list[Rule]:
    return [rule for rule in policy.rules if rule.runs and rule.status is Status.ACTIVE and rule.conclude == conclusion]


def _conclusions_first(policy: Policy) -> tuple[str, ...]:
    """Every conclusion that is named, each after those it depends on. The check of the policy leaves no cycles."""
    needs: dict[str, set[str]] = {}
    for rule in policy.rules:
        if rule.runs:
            named = {name for part in (rule.when, rule.unless) if part for name in conclusions_in(part)}
            needs.update((name, needs.get(name, set())) for name in named)
            if rule.conclude:
                needs.setdefault(rule.conclude, set()).update(named)
    return tuple(TopologicalSorter({name: sorted(below) for name, below in sorted(needs.items())}).static_order())
