"""The ways in which a rule may hold, and what each needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice
from math import comb
from typing import Final, NamedTuple

from screener.catalogue.values import NO, UNKNOWN, YES, Truth
from screener.inference.horn import Rail
from screener.policy.model import ConclusionTest, Condition, Formula, Group, GroupKind, Policy, Rule, Status, leaves_of
from screener.policy.rule_reading import established_subjects
from screener.rehearsal.contradictions import clash


class Effort:
    """A number of units of work, counted rather than timed, so that a search always gives up at the same place.
    `skipped`: ways were left out, so that what was not found may be there all the same."""

    __slots__ = ("left", "skipped")

    def __init__(self, units: int) -> None:
        self.left = units
        self.skipped = False

    @property
    def was_enough(self) -> bool:
        """Whether everything was looked at."""
        return self.left >= 0 and not self.skipped

    def spend(self, units: int = 1) -> bool:
        """Take away what a step costs, and say whether it may be taken."""
        self.left -= units
        return self.left >= 0


Subjects = frozenset[str]


class Needs:
    """The subjects of one policy's rules, each worked out once."""

    def __init__(self, policy: Policy) -> None:
        self._active = [rule for rule in policy.rules if rule.runs and rule.status is Status.ACTIVE]
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


Outcomes = frozenset[Truth]
Wish = Mapping[Condition, Outcomes]  # the values that each condition may have

Clash = tuple[Condition, Condition]  # two that contradict each other, or one twice that contradicts itself

_ALLOWED: Final[Mapping[Rail, Outcomes]] = {
    Rail.YES: frozenset({YES}),
    Rail.NO: frozenset({NO}),
    Rail.NOT_YES: frozenset({NO, UNKNOWN}),
    Rail.NOT_NO: frozenset({UNKNOWN, YES}),
}
_ANY_VALUE: Final = frozenset({NO, UNKNOWN, YES})
_POSITIVE: Final = (Rail.YES, Rail.NOT_NO)
_MOST_CHOICES: Final = 60  # of the ways to choose some items of one counting group


class Goal(NamedTuple):
    """What is to be claimed of a formula or of a whole rule."""

    what: Formula | Rule
    claim: Rail


Option = tuple[Goal, ...]  # goals that together bring about another


@dataclass(frozen=True, slots=True)
class Ways:
    """Takes goals apart, down to the conditions of one policy."""

    policy: Policy

    def wishes(self, goals: Sequence[Goal], effort: Effort, clashes: list[Clash] | None = None) -> Iterator[Wish]:
        """The ways to reach all goals, those that contradict themselves left out, while the effort lasts. The pairs of
        conditions that contradict each other are added to `clashes`."""
        open_branches: list[tuple[Option, Wish]] = [(_conditions_first(tuple(goals)), {})]
        while open_branches and effort.spend():
            (first, *others), wish = open_branches.pop()
            if isinstance(first.what, Condition):
                branches = [(tuple(others), narrower) for narrower in _narrowed(wish, first.what, first.claim, clashes)]
            else:
                effort.skipped = effort.skipped or _has_too_many(first)
                branches = [((*_conditions_first(option), *others), wish) for option in self._options(first)]
            for rest, narrowed in reversed(branches):  # a stack: the first branch is looked at first
                if rest:
                    open_branches.append((rest, narrowed))
                else:
                    yield narrowed

    def _options(self, goal: Goal) -> list[Option]:
        what, claim = goal
        match what:
            case Rule():
                return _of_rule(what, claim)
            case ConclusionTest():
                return self._of_conclusion(what, claim)
            case Group():
                return _of_group(what, claim)
        return []

    def _of_conclusion(self, test: ConclusionTest, claim: Rail) -> list[Option]:
        concluded = ConclusionTest(test.name, YES)
        if test.value == UNKNOWN:
            if claim in _POSITIVE:
                return [(Goal(concluded, Rail.NOT_YES), Goal(concluded, Rail.NOT_NO))]
            return [(Goal(concluded, Rail.YES),), (Goal(concluded, Rail.NO),)]
        wanted = claim if test.value == YES else claim.opposite
        goals = [Goal(rule, wanted) for rule in self._concluding(test.name)]
        return [(goal,) for goal in goals] if wanted in _POSITIVE else [tuple(goals)]

    def _concluding(self, name: str) -> list[Rule]:
        return [
            rule for rule in self.policy.rules if rule.conclude == name and rule.runs and rule.status is Status.ACTIVE
        ]


def _narrowed(wish: Wish, condition: Condition, claim: Rail, clashes: list[Clash] | None) -> Iterator[Wish]:
    """The wish with this claim of a condition as well, if that does not contradict it."""
    allowed = wish.get(condition, _ANY_VALUE) & _ALLOWED[claim]
    against = clash(condition, allowed, wish) if allowed else condition
    if against is None:
        yield {**wish, condition: allowed}
    elif clashes is not None:
        clashes.append((condition, against))


def _has_too_many(goal: Goal) -> bool:
    """Whether a group has more choices than are looked at."""
    group = goal.what
    return isinstance(group, Group) and comb(len(group.items), _needed(group, goal.claim)) > _MOST_CHOICES


def _of_rule(rule: Rule, claim: Rail) -> list[Option]:
    when = Goal(rule.when, claim)
    if rule.unless is None:
        return [(when,)]
    if claim in _POSITIVE:
        return [(when, Goal(rule.unless, Rail.NOT_YES))]
    return [(when,), (Goal(rule.unless, Rail.YES),)]


def _of_group(group: Group, claim: Rail) -> list[Option]:
    if group.kind is GroupKind.NONE:
        return _of_group(Group(kind=GroupKind.ANY, items=group.items), claim.opposite)
    goals = [Goal(item, claim) for item in group.items]
    return list(islice(combinations(goals, _needed(group, claim)), _MOST_CHOICES))


def _needed(group: Group, claim: Rail) -> int:
    """Of how many items a claim must be made for it to be true of the group."""
    if group.kind is GroupKind.NONE:
        return _needed(Group(kind=GroupKind.ANY, items=group.items), claim.opposite)
    needed = {GroupKind.ALL: len(group.items), GroupKind.ANY: 1}.get(group.kind, group.least)
    return needed if claim in _POSITIVE else len(group.items) - needed + 1


def _conditions_first(goals: Option) -> Option:
    """Contradictions show in the conditions, so they are looked at before anything branches again. What stands behind a
    goal that is no condition has none in front any more, so only its own parts need to be put in order."""
    return tuple(sorted(goals, key=lambda goal: not isinstance(goal.what, Condition)))
