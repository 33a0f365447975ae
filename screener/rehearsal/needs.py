"""What rules are about, and what they need: the subjects under them, through conclusions too."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from screener.catalogue.truth import YES
from screener.policy.model import ConclusionTest, Formula, Policy, Rule, Status, leaves_of
from screener.policy.rule_reading import established_subjects

Subjects = frozenset[str]


class Needs:
    """The subjects of one policy's rules, each worked out once."""

    def __init__(self, policy: Policy) -> None:
        self._active = [rule for rule in policy.rules if rule.status is Status.ACTIVE]
        self._under: dict[str, Subjects] = {}
        self._needed: dict[str, Subjects] = {}
        self._needed_by: dict[str, Subjects] = {}

    @cached_property
    def deciding(self) -> list[Rule]:
        """The rules whose verdict counts."""
        return [rule for rule in self._active if rule.decide]

    def subjects_under(self, rule: Rule) -> Subjects:
        """Every subject that the rule's value may depend on."""
        parts = [part for part in (rule.when, rule.unless) if part is not None]
        return frozenset[str]().union(*map(self._of_formula, parts))

    def needed_by(self, rule: Rule) -> Subjects:
        """The subjects without which the rule does not hold."""
        if rule.id not in self._needed_by:
            self._needed_by[rule.id] = established_subjects(rule.when, self._needed_for)
        return self._needed_by[rule.id]

    def _of_formula(self, formula: Formula) -> Subjects:
        leaves = leaves_of(formula)
        found = (self._behind(leaf) if isinstance(leaf, ConclusionTest) else {leaf.subject} for leaf in leaves)
        return frozenset[str]().union(*found)

    def _behind(self, test: ConclusionTest) -> Subjects:
        if test.name not in self._under:
            self._under[test.name] = frozenset[str]().union(*self._of_each(test.name, self.subjects_under))
        return self._under[test.name]

    def _needed_for(self, test: ConclusionTest) -> Subjects:
        if test.value != YES:
            return frozenset()
        if test.name not in self._needed:
            needed = self._of_each(test.name, self.needed_by)
            self._needed[test.name] = frozenset.intersection(*needed) if needed else frozenset()
        return self._needed[test.name]

    def _of_each(self, conclusion: str, work: Callable[[Rule], Subjects]) -> list[Subjects]:
        return [work(rule) for rule in self._active if rule.conclude == conclusion]
