"""Which verdicts are possible when some conditions may have any of several values.

Each condition, conclusion and rule has a *mask*: the set of truth values it may have, a bit for each. With one bit
everywhere this is what the policy decides; with more it leaves out nothing that some choice of values leads to, so
that a search can pass over whole groups of changes. Only what rests on the changed subjects is worked out again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from graphlib import TopologicalSorter
from itertools import groupby, product
from operator import itemgetter
from typing import Final

from screener.catalogue.values import NO, UNKNOWN, YES, Truth, negation
from screener.policy.model import (
    ConclusionTest,
    Condition,
    Formula,
    Group,
    GroupKind,
    Policy,
    Rule,
    Status,
    Verdict,
    conclusions_in,
    conditions_in,
)

Mask = int
Masks = list[Mask]
_Valuer = Callable[[Masks], Mask]

_VALUES_IN: Final = tuple(tuple(value for value in (NO, UNKNOWN, YES) if mask >> value & 1) for mask in range(8))
_ONLY_YES: Final = 1 << YES
_ONLY_NO: Final = 1 << NO


def mask_of(values: Iterable[Truth]) -> Mask:
    """The set of some truth values."""
    return reduce(lambda mask, value: mask | 1 << value, values, 0)


def _table(of_values: Callable[[Truth, Truth], Truth]) -> tuple[tuple[Mask, ...], ...]:
    return tuple(
        tuple(
            mask_of(of_values(one, other) for one, other in product(_VALUES_IN[left], _VALUES_IN[right]))
            for right in range(8)
        )
        for left in range(8)
    )


_BOTH: Final = _table(min)
_EITHER: Final = _table(max)
_NOT: Final = tuple(mask_of(map(negation, values)) for values in _VALUES_IN)
_IS_UNKNOWN: Final = tuple(mask_of(YES if value == UNKNOWN else NO for value in values) for values in _VALUES_IN)
_UNLESS: Final = _table(lambda when, unless: NO if unless == YES else when)


@dataclass(frozen=True, slots=True)
class _Step:
    """How one conclusion or rule is worked out from the masks before it, and where it stands among them."""

    place: int
    valuer: _Valuer


class Outlook:
    """A policy made ready for many questions of what would follow."""

    def __init__(self, policy: Policy, conditions: Sequence[Condition]) -> None:
        self._places: dict[object, int] = {condition: place for place, condition in enumerate(conditions)}
        self._count = len(conditions)
        self._otherwise = policy.otherwise.decide
        rules = [rule for rule in policy.rules if rule.runs]
        self._steps: list[_Step] = []
        self._subjects_under: dict[int, frozenset[str]] = {}
        self._conclude(rules)
        for rule in rules:
            self._add(rule, _rule_valuer(rule, self._place_of), _parts(rule))
        deciding = sorted(
            (rule for rule in rules if rule.runs and rule.decide and rule.status is Status.ACTIVE),
            key=lambda rule: -rule.priority,
        )
        self._deciding = [
            [(self._places[rule.id], rule.decide) for rule in same if rule.decide]
            for _, same in groupby(deciding, key=lambda rule: rule.priority)
        ]
        self._above = {
            rule.id: [self._places[other.id] for other in deciding if other.priority > rule.priority]
            for rule in deciding
        }
        self._affected: dict[frozenset[str], list[_Step]] = {}

    def now(self, values: Iterable[Truth]) -> Masks:
        """All masks, from the value of every condition."""
        masks = [1 << value for value in values]
        for step in self._steps:
            masks.append(step.valuer(masks))
        return masks

    def after(self, masks: Masks, changed: Mapping[int, Mask], subjects: frozenset[str]) -> Masks:
        """All masks when some conditions, by place, have others; `subjects` are those that they are about."""
        after = masks.copy()
        for place, mask in changed.items():
            after[place] = mask
        steps = self._affected.get(subjects)
        if steps is None:
            steps = [step for step in self._steps if not subjects.isdisjoint(self._subjects_under[step.place])]
            self._affected[subjects] = steps
        for step in steps:
            after[step.place] = step.valuer(after)
        return after

    def verdicts(self, masks: Masks) -> frozenset[Verdict]:
        """The verdicts that may come of the masks."""
        found: set[Verdict] = set()
        for same in self._deciding:
            maybe = {verdict for place, verdict in same if masks[place] & _ONLY_YES}
            if not maybe:
                continue
            sure = {verdict for place, verdict in same if masks[place] == _ONLY_YES}
            found.update(maybe if not sure else sure if len(sure) == 1 else ())
            if len(maybe) > 1:
                found.add(Verdict.ASK)
            if sure:
                return frozenset(found)
        return frozenset({*found, self._otherwise})

    def may_win(self, rule: Rule, masks: Masks) -> bool:
        """Whether a rule may hold, and no rule of a higher priority surely does."""
        return bool(masks[self._places[rule.id]] & _ONLY_YES) and all(
            masks[place] != _ONLY_YES for place in self._above.get(rule.id, ())
        )

    def may_hold(self, rule: Rule, masks: Masks) -> bool:
        """Whether a rule may hold, whatever ranks above it."""
        return bool(masks[self._places[rule.id]] & _ONLY_YES)

    def _conclude(self, rules: Sequence[Rule]) -> None:
        of: dict[str, list[Rule]] = defaultdict(list)
        needs: dict[str, set[str]] = defaultdict(set)
        for rule in rules:
            tested = {name for part in _parts(rule) for name in conclusions_in(part)}
            for name in tested:
                needs[name] |= set()
            if rule.runs and rule.conclude and rule.status is Status.ACTIVE:
                of[rule.conclude].append(rule)
                needs[rule.conclude] |= tested
        for name in TopologicalSorter({name: sorted(below) for name, below in sorted(needs.items())}).static_order():
            valuers = [_rule_valuer(rule, self._place_of) for rule in of[name]]
            self._add(("concluded", name), _any_of(valuers), [part for rule in of[name] for part in _parts(rule)])

    def _add(self, key: object, valuer: _Valuer, parts: Iterable[Formula]) -> None:
        place = self._count + len(self._steps)
        self._places[key.id if isinstance(key, Rule) else key] = place
        self._steps.append(_Step(place, valuer))
        parts = list(parts)
        own = {condition.subject for part in parts for condition in conditions_in(part)}
        names = {name for part in parts for name in conclusions_in(part)}
        self._subjects_under[place] = frozenset(own).union(
            *(self._subjects_under[self._place_of(("concluded", name))] for name in names)
        )

    def _place_of(self, key: object) -> int:
        return self._places[key]


def _parts(rule: Rule) -> list[Formula]:
    return [part for part in (rule.when, rule.unless) if part is not None]


def _rule_valuer(rule: Rule, place_of: Callable[[object], int]) -> _Valuer:
    when = _valuer(rule.when, place_of)
    if rule.unless is None:
        return when
    unless = _valuer(rule.unless, place_of)
    return lambda masks: _UNLESS[when(masks)][unless(masks)]


def _valuer(formula: Formula, place_of: Callable[[object], int]) -> _Valuer:
    if isinstance(formula, Condition):
        return itemgetter(place_of(formula))
    if isinstance(formula, ConclusionTest):
        return _conclusion(itemgetter(place_of(("concluded", formula.name))), formula.value)
    return _group(formula, [_valuer(item, place_of) for item in formula.items])


def _conclusion(valuer: _Valuer, wanted: Truth) -> _Valuer:
    if wanted == YES:
        return valuer
    table = _NOT if wanted == NO else _IS_UNKNOWN
    return lambda masks: table[valuer(masks)]


def _group(group: Group, items: Sequence[_Valuer]) -> _Valuer:
    match group.kind:
        case GroupKind.ALL:
            return _all_of(items)
        case GroupKind.ANY:
            return _any_of(items)
        case GroupKind.NONE:
            some = _any_of(items)
            return lambda masks: _NOT[some(masks)]
        case GroupKind.AT_LEAST:
            return lambda masks: _counted(group.least, [item(masks) for item in items])


def _all_of(items: Sequence[_Valuer]) -> _Valuer:
    def value(masks: Masks) -> Mask:
        mask = _ONLY_YES
        for item in items:
            mask = _BOTH[mask][item(masks)]
            if mask == _ONLY_NO:
                break
        return mask

    return value


def _any_of(items: Sequence[_Valuer]) -> _Valuer:
    def value(masks: Masks) -> Mask:
        mask = _ONLY_NO
        for item in items:
            mask = _EITHER[mask][item(masks)]
            if mask == _ONLY_YES:
                break
        return mask

    return value


def _counted(least: int, masks: Sequence[Mask]) -> Mask:
    """At least so many: by the fewest and the most that may be yes, and that may be yes or unknown."""
    fewest_sure, most_sure = masks.count(_ONLY_YES), sum(mask >> YES & 1 for mask in masks)
    fewest_open, most_open = sum(not mask >> NO & 1 for mask in masks), sum(mask != _ONLY_NO for mask in masks)
    yes, no = most_sure >= least, fewest_open < least
    unknown = fewest_sure < least <= most_open
    return yes << YES | no << NO | unknown << UNKNOWN
