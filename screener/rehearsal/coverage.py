"""Which conditions of a policy some fact sheets try: whether each was ever yes, ever no, and ever decisive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from screener.catalogue.truth import NO, YES, Truth, at_least, negation
from screener.errors import Place
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring
from screener.inference.reference import formula_value
from screener.policy.condition_wording import formula_words
from screener.policy.model import ConclusionTest, Condition, Formula, Group, GroupKind, Policy, Rule, leaves_of

Leaf = Condition | ConclusionTest


@dataclass(slots=True, kw_only=True)
class Line:
    """One condition line of a policy, the rules that use it, and what was seen of it.

    `was_decisive`: at least once it alone settled whether a rule holds, all else being as it was.
    """

    place: Place
    words: str
    rules: set[str] = field(default_factory=set)
    was_yes: bool = False
    was_no: bool = False
    was_decisive: bool = False

    @property
    def lacks(self) -> tuple[str, ...]:
        """What was never seen."""
        seen = (("never yes", self.was_yes), ("never no", self.was_no), ("never decisive", self.was_decisive))
        return tuple(name for name, was_seen in seen if not was_seen)


def coverage_of(policy: Policy, tried: Iterable[tuple[Inferring, FactSheet]]) -> list[Line]:
    """Every condition line of the rules that run, in the order of the files, with what the fact sheets showed of it.

    Each sheet comes with the policy bound to its user: examples may bring an about-me of their own.
    """
    lines = _lines_of(policy)
    for inferring, sheet in tried:
        situation = inferring.situation(sheet)
        values = _Values(inferring.values(situation), inferring.evaluation(situation).conclusions)
        for rule in inferring.policy.rules:
            if rule.runs:
                _see(rule, values, lines)
    return [lines[place] for place in sorted(lines)]


@dataclass(frozen=True, slots=True)
class _Values:
    conditions: Mapping[Condition, Truth]
    conclusions: Mapping[str, Truth]

    def of(self, formula: Formula) -> Truth:
        return formula_value(formula, self.conditions, self.conclusions)


def _lines_of(policy: Policy) -> dict[Place, Line]:
    lines: dict[Place, Line] = {}
    for rule in policy.rules:
        for leaf in _leaves(rule) if rule.runs else ():
            line = lines.setdefault(leaf.place, Line(place=leaf.place, words=formula_words(leaf)))
            line.rules.add(rule.id)
    return lines


def _leaves(rule: Rule) -> Iterator[Leaf]:
    yield from leaves_of(rule.when)
    yield from leaves_of(rule.unless)


def _see(rule: Rule, values: _Values, lines: dict[Place, Line]) -> None:
    for leaf in _leaves(rule):
        line = lines.get(leaf.place)
        if line is None:
            continue
        value = values.of(leaf)
        line.was_yes = line.was_yes or value == YES
        line.was_no = line.was_no or value == NO
        line.was_decisive = line.was_decisive or _settles(leaf.place, rule, values)


def _settles(place: Place, rule: Rule, values: _Values) -> bool:
    """Whether the rule holds with one answer on this line and not with the other."""
    return len({_holds(rule, place, forced, values) for forced in (YES, NO)}) > 1


def _holds(rule: Rule, place: Place, forced: Truth, values: _Values) -> bool:
    blocked = rule.unless is not None and _forced(rule.unless, place, forced, values) == YES
    return not blocked and _forced(rule.when, place, forced, values) == YES


def _forced(formula: Formula, place: Place, forced: Truth, values: _Values) -> Truth:
    """The value of a formula if the line at a place came to another answer."""
    if not isinstance(formula, Group):
        return forced if formula.place == place else values.of(formula)
    each = [_forced(item, place, forced, values) for item in formula.items]
    match formula.kind:
        case GroupKind.ALL:
            return min(each)
        case GroupKind.ANY:
            return max(each)
        case GroupKind.NONE:
            return negation(max(each))
    return at_least(formula.least, each)
