"""Folding: every largest part of a rule that holds no conclusion becomes one value, an input of the engine.

The engine's cost grows with its rules, and different situations fold into the same inputs, so fewer inferences are
needed. The reference evaluator does not use this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from screener.catalogue.truth import NO, YES, Truth, at_least, negation
from screener.policy.model import ConclusionTest, Condition, Formula, Group, GroupKind, Rule


@dataclass(frozen=True, slots=True)
class Input:
    """The engine's name for a value that is worked out before it runs."""

    number: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A group that holds a conclusion, over inputs, conclusions and other such groups."""

    kind: GroupKind
    items: tuple[FoldedFormula, ...]
    least: int = 0


FoldedFormula = Input | ConclusionTest | Folded


@dataclass(frozen=True, slots=True)
class FoldedRule:
    """A rule as the engine is given it; a rule without any conclusion is one input."""

    id: str
    when: FoldedFormula
    unless: FoldedFormula | None


@dataclass(frozen=True, slots=True)
class _Guarded:
    """The value of a whole rule: its `when`, made no by a yes of its `unless`."""

    when: Formula
    unless: Formula


Values = Sequence[Truth]
Valuer = Callable[[Values], Truth]


class Inputs:
    """The folded form of some rules, and how to work out the value of each input from those of the conditions."""

    def __init__(self, rules: Iterable[Rule], position: Mapping[Condition, int]) -> None:
        self._numbers: dict[Formula | _Guarded, int] = {}
        self.rules: Mapping[str, FoldedRule] = {rule.id: self._folded_rule(rule) for rule in rules}
        self._valuers = [_valuer(part, position) for part in self._numbers]

    @property
    def count(self) -> int:
        """How many inputs there are."""
        return len(self._valuers)

    def values(self, of_conditions: Values) -> tuple[Truth, ...]:
        """The value of each input in a situation."""
        return tuple([valuer(of_conditions) for valuer in self._valuers])

    def _folded_rule(self, rule: Rule) -> FoldedRule:
        if rule.unless is not None and not _has_conclusion(rule.when) and not _has_conclusion(rule.unless):
            return FoldedRule(rule.id, self._input(_Guarded(rule.when, rule.unless)), None)
        unless = None if rule.unless is None else self._folded(rule.unless)
        return FoldedRule(rule.id, self._folded(rule.when), unless)

    def _folded(self, formula: Formula) -> FoldedFormula:
        if isinstance(formula, ConclusionTest):
            return formula
        if isinstance(formula, Condition) or not _has_conclusion(formula):
            return self._input(formula)
        if formula.kind is GroupKind.AT_LEAST:
            return Folded(formula.kind, tuple(map(self._folded, formula.items)), formula.least)
        plain = tuple(item for item in formula.items if not _has_conclusion(item))
        inner = GroupKind.ALL if formula.kind is GroupKind.ALL else GroupKind.ANY
        together = (self._input(Group(kind=inner, items=plain)),) if plain else ()
        others = tuple(self._folded(item) for item in formula.items if _has_conclusion(item))
        return Folded(formula.kind, (*together, *others))

    def _input(self, part: Formula | _Guarded) -> Input:
        return Input(self._numbers.setdefault(part, len(self._numbers)))


def _valuer(part: Formula | _Guarded, position: Mapping[Condition, int]) -> Valuer:
    """The function from the values of the conditions to that of a part."""
    if isinstance(part, Condition):
        return itemgetter(position[part])
    if isinstance(part, _Guarded):
        when, unless = _valuer(part.when, position), _valuer(part.unless, position)
        return lambda values: NO if unless(values) == YES else when(values)
    assert isinstance(part, Group)
    items = [_valuer(item, position) for item in part.items]
    least = part.least
    match part.kind:
        case GroupKind.ALL:
            return lambda values: min([item(values) for item in items])
        case GroupKind.ANY:
            return lambda values: max([item(values) for item in items])
        case GroupKind.NONE:
            return lambda values: negation(max([item(values) for item in items]))
        case GroupKind.AT_LEAST:
            return lambda values: at_least(least, [item(values) for item in items])


def _has_conclusion(formula: Formula) -> bool:
    if isinstance(formula, Group):
        return any(map(_has_conclusion, formula.items))
    return isinstance(formula, ConclusionTest)
