"""A folded policy as an acyclic Horn program: three-valued logic without negation.

Each value carries four *rails*, the claims yes, no, not-yes and not-no. A value that is yes asserts yes and not-no; no
asserts no and not-yes; unknown asserts not-yes and not-no. Over rails all of Kleene's logic is monotone: nothing is
ever taken back, and the order of assertion cannot matter. Only the rails that some firing needs are written down.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple

import msgspec

from screener.catalogue.values import NO, UNKNOWN, YES, Truth
from screener.inference.compiled_policy import Guarded
from screener.policy.model import ConclusionTest, Condition, Formula, Group, GroupKind, Rule, Status

Atom = int


class Rail(IntEnum):
    """One of the four claims about a value."""

    YES = 0
    NO = 1
    NOT_YES = 2
    NOT_NO = 3

    @property
    def opposite(self) -> Rail:
        """The claim about the negated value."""
        return Rail(self ^ 1)


RAILS_OF: dict[Truth, tuple[Rail, ...]] = {
    YES: (Rail.YES, Rail.NOT_NO),
    NO: (Rail.NO, Rail.NOT_YES),
    UNKNOWN: (Rail.NOT_YES, Rail.NOT_NO),
}
_POSITIVE = (Rail.YES, Rail.NOT_NO)  # for these, `all` needs every item; for the others, some item is enough


class Input(msgspec.Struct, frozen=True):
    """The engine's name for a value that is worked out before it runs."""

    number: int


class Folded(msgspec.Struct, frozen=True):
    """A group that holds a conclusion, over inputs, conclusions and other such groups."""

    kind: GroupKind
    items: tuple[FoldedFormula, ...]
    least: int = 0


FoldedFormula = Input | ConclusionTest | Folded


class FoldedRule(msgspec.Struct, frozen=True):
    """A rule as the engine is given it; a rule without any conclusion is one input."""

    id: str
    when: FoldedFormula
    unless: FoldedFormula | None


class Inputs:
    """The folded form of some rules: whatever holds no conclusion is one input of the engine."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._numbers: dict[Formula | Guarded, int] = {}
        self.rules: Mapping[str, FoldedRule] = {rule.id: self._folded_rule(rule) for rule in rules}

    @property
    def parts(self) -> tuple[Formula | Guarded, ...]:
        """What each input stands for, in the order of their numbers."""
        return tuple(self._numbers)

    def _folded_rule(self, rule: Rule) -> FoldedRule:
        if rule.unless is None:
            return FoldedRule(rule.id, self._folded(rule.when), None)
        if _has_conclusion(rule.unless):
            return FoldedRule(rule.id, self._folded(rule.when), self._folded(rule.unless))
        if not _has_conclusion(rule.when):
            return FoldedRule(rule.id, self._input(Guarded(rule.when, rule.unless)), None)
        return self._guarded_among(rule.when, rule.unless, rule.id)

    def _guarded_among(self, when: Formula, unless: Formula, rule: str) -> FoldedRule:
        """Of an `all`, an exception without conclusions may as well guard the items without any."""
        plain = _plain_items(when)
        if not isinstance(when, Group) or when.kind is not GroupKind.ALL or not plain:
            return FoldedRule(rule, self._folded(when), self._folded(unless))
        own = self._input(Guarded(Group(kind=GroupKind.ALL, items=plain), unless))
        others = tuple(self._folded(item) for item in when.items if _has_conclusion(item))
        return FoldedRule(rule, Folded(GroupKind.ALL, (own, *others)), None)

    def _folded(self, formula: Formula) -> FoldedFormula:
        if isinstance(formula, ConclusionTest):
            return formula
        if isinstance(formula, Condition) or not _has_conclusion(formula):
            return self._input(formula)
        if formula.kind is GroupKind.AT_LEAST:
            return Folded(formula.kind, tuple(map(self._folded, formula.items)), formula.least)
        plain = _plain_items(formula)
        inner = GroupKind.ALL if formula.kind is GroupKind.ALL else GroupKind.ANY
        together = (self._input(Group(kind=inner, items=plain)),) if plain else ()
        others = tuple(self._folded(item) for item in formula.items if _has_conclusion(item))
        return Folded(formula.kind, (*together, *others))

    def _input(self, part: Formula | Guarded) -> Input:
        return Input(self._numbers.setdefault(part, len(self._numbers)))


def _plain_items(formula: Formula) -> tuple[Formula, ...]:
    return tuple(item for item in formula.items if not _has_conclusion(item)) if isinstance(formula, Group) else ()


def _has_conclusion(formula: Formula) -> bool:
    if isinstance(formula, Group):
        return any(map(_has_conclusion, formula.items))
    return isinstance(formula, ConclusionTest)


class Clause(NamedTuple):
    """`head` holds when every atom of `body` does. A clause with a rule's id is that rule's firing."""

    head: Atom
    body: tuple[Atom, ...]
    rule: str | None = None


class Program(msgspec.Struct, frozen=True):
    """The clauses, and what their atoms stand for: what always holds, the rails of inputs and of conclusions drawn
    elsewhere that are asserted, the yes and no of the conclusions drawn here, and the firings of rules."""

    clauses: tuple[Clause, ...]
    axioms: frozenset[Atom]
    input_atoms: Mapping[tuple[int, Rail], Atom]
    given_atoms: Mapping[tuple[str, Rail], Atom]
    conclusion_atoms: Mapping[tuple[str, Rail], Atom]
    firing_atoms: Mapping[str, Atom]

    @property
    def nameless(self) -> tuple[Clause, ...]:
        """The clauses without the rules that they are of: the same for every policy of the same shape."""
        return tuple(clause._replace(rule=None) for clause in self.clauses)


def program_of(rules: Sequence[Rule], folded: Mapping[str, FoldedRule], noes: Collection[str]) -> Program:
    """The Horn program of rules that run. What they conclude is drawn here, of the conclusions `noes` also whether they
    are no; other conclusions they test are given."""
    return _Writer(rules, folded, noes).program()


Bodies = Iterable[Sequence[Atom]]


@dataclass(slots=True)
class _Writer:
    """Writes the clauses of an atom when the atom is first asked for; a queue instead of recursion, because chains
    of conclusions may be long."""

    running: Sequence[Rule]
    folded: Mapping[str, FoldedRule]
    noes: Collection[str]
    atoms: dict[object, Atom] = field(default_factory=dict)
    clauses: list[Clause] = field(default_factory=list)
    queue: deque[tuple[Atom, Callable[[], Bodies]]] = field(default_factory=deque)

    def program(self) -> Program:
        for rule in self.running:
            fires = self._atom(("fires", rule.id))
            self.clauses += [Clause(fires, body, rule.id) for body in self._ways(self.folded[rule.id], Rail.YES)]
        own = sorted({rule.conclude for rule in self._concluding() if rule.conclude})
        claims = [(name, rail) for name in own for rail in (Rail.YES, Rail.NO) if rail is Rail.YES or name in self.noes]
        drawn = {claim: self._conclusion(*claim) for claim in claims}
        while self.queue:
            head, bodies = self.queue.popleft()
            self.clauses += [Clause(head, tuple(dict.fromkeys(body))) for body in bodies()]
        return Program(
            clauses=tuple(clause for clause in self.clauses if clause.body),
            axioms=frozenset(clause.head for clause in self.clauses if not clause.body),
            input_atoms=self._atoms_of("input"),
            given_atoms=self._atoms_of("given"),
            conclusion_atoms=drawn,
            firing_atoms={rule.id: self.atoms["fires", rule.id] for rule in self.running},
        )

    def _atoms_of(self, kind: str) -> dict[tuple[Any, Rail], Atom]:
        keys = (key for key in self.atoms if isinstance(key, tuple) and key[0] == kind)
        return {(which, rail): self.atoms[kind, which, rail] for _, which, rail in keys}

    def _concluding(self, name: str | None = None) -> list[Rule]:
        concluding = (rule for rule in self.running if rule.status is Status.ACTIVE and rule.conclude)
        return [rule for rule in concluding if name in (None, rule.conclude)]

    def _atom(self, key: object) -> Atom:
        return self.atoms.setdefault(key, len(self.atoms))

    def _derived(self, key: object, bodies: Callable[[], Bodies]) -> Atom:
        if key not in self.atoms:
            self.queue.append((self._atom(key), bodies))
        return self.atoms[key]

    def _rail(self, formula: FoldedFormula, rail: Rail) -> Atom:
        match formula:
            case Input(number):
                return self._atom(("input", number, rail))
            case ConclusionTest(name, value):
                return self._conclusion_test(name, value, rail)
            case Folded():
                return self._group(formula, rail)

    def _group(self, group: Folded, rail: Rail) -> Atom:
        if group.kind is GroupKind.NONE:
            return self._group(Folded(GroupKind.ANY, group.items), rail.opposite)
        items = tuple(self._rail(item, rail) for item in group.items)
        if group.kind is GroupKind.AT_LEAST:
            # Yes needs N items that are yes; no needs all but N-1 that are no.
            return self._count(items, group.least if rail in _POSITIVE else len(items) - group.least + 1)
        if (group.kind is GroupKind.ALL) == (rail in _POSITIVE):
            return self._derived(("all", items), lambda: [items])
        return self._derived(("any", items), lambda: ((item,) for item in items))

    def _count(self, items: tuple[Atom, ...], needed: int) -> Atom:
        """At least `needed` of the items: all but the last hold as many, or the last makes it so."""
        fewer, last = items[:-1], items[-1]

        def bodies() -> Bodies:
            if needed == len(items):
                return [items]
            with_last = (last,) if needed == 1 else (self._count(fewer, needed - 1), last)
            return [(self._count(fewer, needed),), with_last]

        return self._derived(("count", items, needed), bodies)

    def _conclusion_test(self, name: str, value: Truth, rail: Rail) -> Atom:
        if value == YES:
            return self._conclusion(name, rail)
        if value == NO:
            return self._conclusion(name, rail.opposite)
        if rail in _POSITIVE:  # "is it unknown?" is itself never unknown
            both = (self._conclusion(name, Rail.NOT_YES), self._conclusion(name, Rail.NOT_NO))
            return self._derived(("is unknown", name), lambda: [both])
        either = ((self._conclusion(name, Rail.YES),), (self._conclusion(name, Rail.NO),))
        return self._derived(("is known", name), lambda: either)

    def _conclusion(self, name: str, rail: Rail) -> Atom:
        rules = [self.folded[rule.id] for rule in self._concluding(name)]
        if not rules:
            return self._atom(("given", name, rail))

        def bodies() -> Bodies:
            if rail in _POSITIVE:  # some rule holds
                return [way for rule in rules for way in self._ways(rule, rail)]
            return [tuple(self._rule(rule, rail) for rule in rules)]

        return self._derived(("conclusion", name, rail), bodies)

    def _rule(self, rule: FoldedRule, rail: Rail) -> Atom:
        return self._derived(("rule", rule.id, rail), lambda: self._ways(rule, rail))

    def _ways(self, rule: FoldedRule, rail: Rail) -> list[tuple[Atom, ...]]:
        """The ways in which a claim about a rule's value holds: no `when`, or a yes of `unless`, makes it no."""
        when = self._rail(rule.when, rail)
        if rule.unless is None:
            return [(when,)]
        if rail in _POSITIVE:
            return [(when, self._rail(rule.unless, Rail.NOT_YES))]
        return [(when,), (self._rail(rule.unless, Rail.YES),)]
