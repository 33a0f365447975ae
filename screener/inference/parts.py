"""A policy in parts of a few rules, each with an engine of its own and the answers kept that it gave.

The engine's cost grows with the rules of a rule set, and what a part answers depends on its own conditions and on the
conclusions it tests alone. So a situation that is new as a whole is mostly known in its parts. Exact: a part is asked
once for each distinct set of claims that it can use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from operator import itemgetter
from typing import Any, Final, TypeVar

from screener.catalogue.values import NO, UNKNOWN, YES, Truth
from screener.inference.condition_values import Inputs
from screener.inference.durable_engine import DurableEngine
from screener.inference.horn import RAILS_OF, Atom, Rail, program_of
from screener.policy.model import Condition, Formula, Policy, Rule, Status, conclusions_in, conditions_in

RULES_IN_A_PART: Final = 4  # a rule set takes 57 kB, however small
KEPT: Final = 10_000  # answers of each part

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids of the rules of a part that fire, and the values of the conclusions it draws."""

    fired: tuple[str, ...]
    conclusions: Mapping[str, Truth]


class Parts:
    """The engine for a whole policy: its parts, asked one after the other."""

    def __init__(self, policy: Policy, conditions: Sequence[Condition]) -> None:
        position = {condition: number for number, condition in enumerate(conditions)}
        self._parts = [_Part(rules, position) for rules in parts_of(policy)]
        tested = (name for rule in policy.rules if rule.runs for name in _tested(rule))
        self._without_rules = dict.fromkeys(tested, NO)  # what no rule concludes is not so

    def answer(self, values: Sequence[Truth]) -> tuple[frozenset[str], frozenset[str]]:
        """The ids of the rules that fire, and the conclusions that are yes, from the values of the conditions."""
        fired: list[str] = []
        conclusions = self._without_rules.copy()
        for part in self._parts:
            answer = part.answer(values, conclusions)
            fired += answer.fired
            conclusions.update(answer.conclusions)
        return frozenset(fired), frozenset(name for name, value in conclusions.items() if value == YES)


def parts_of(policy: Policy) -> Iterator[tuple[Rule, ...]]:
    """The rules that run, those of a conclusion together and before all that test it."""
    part: list[Rule] = []
    for rules in _conclusions_first([rule for rule in policy.rules if rule.runs]):
        part += rules
        if len(part) >= RULES_IN_A_PART:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _conclusions_first(running: Iterable[Rule]) -> Iterator[list[Rule]]:
    others: list[Rule] = []
    concluding: dict[str, list[Rule]] = defaultdict(list)
    for rule in running:
        (concluding[rule.conclude] if rule.conclude and rule.status is Status.ACTIVE else others).append(rule)
    needs = {name: sorted(name for rule in rules for name in _tested(rule)) for name, rules in concluding.items()}
    yield from (concluding[name] for name in TopologicalSorter(needs).static_order() if name in concluding)
    yield from ([rule] for rule in others)


class _Part:
    def __init__(self, rules: Sequence[Rule], position: Mapping[Condition, int]) -> None:
        self._inputs = Inputs(rules, position)
        self._program = program_of(rules, self._inputs.rules)
        self._engine = DurableEngine(self._program.clauses)
        own = {condition for rule in rules for formula in _formulas(rule) for condition in conditions_in(formula)}
        self._own_values = _picker(sorted(position[condition] for condition in own))
        self._given_names = sorted({name for name, _ in self._program.given_atoms})
        self._given_values = _picker(self._given_names)
        self._told = [_claims(number, self._program.input_atoms) for number in range(self._inputs.count)]
        self._told_of_given = [_claims(name, self._program.given_atoms) for name in self._given_names]
        self._by_conditions: dict[object, Answer] = {}
        self._by_atoms: dict[tuple[Atom, ...], Answer] = {}

    def answer(self, values: Sequence[Truth], conclusions: Mapping[str, Truth]) -> Answer:
        """What follows from the conditions and from the conclusions of the parts before."""
        given = self._given_values(conclusions)
        key = (self._own_values(values), given)
        answer = self._by_conditions.get(key)
        if answer is None:
            atoms = self._atoms(values, conclusions)
            answer = self._by_atoms.get(atoms)
            if answer is None:
                answer = _keep(self._by_atoms, atoms, self._ask(atoms))
            _keep(self._by_conditions, key, answer)
        return answer

    def _atoms(self, values: Sequence[Truth], conclusions: Mapping[str, Truth]) -> tuple[Atom, ...]:
        """What the engine is told. Vectors of inputs that differ in what no rule of the part needs are told alike."""
        atoms = [*self._program.axioms]
        for claims, value in zip(self._told, self._inputs.values(values), strict=True):
            atoms += claims[value]
        for claims, name in zip(self._told_of_given, self._given_names, strict=True):
            atoms += claims[conclusions[name]]
        return tuple(atoms)

    def _ask(self, atoms: Iterable[Atom]) -> Answer:
        program, following = self._program, self._engine.consequences(atoms)
        holding = {claim for claim, atom in program.conclusion_atoms.items() if atom in following}
        return Answer(
            tuple(rule for rule, atom in program.firing_atoms.items() if atom in following),
            {name: _value(name, holding) for name, _ in program.conclusion_atoms},
        )


def _claims(which: Key, atoms: Mapping[tuple[Key, Rail], Atom]) -> tuple[tuple[Atom, ...], ...]:
    """For each truth value the atoms of what it claims, as far as some rule needs them."""
    return tuple(
        tuple(atoms[which, rail] for rail in RAILS_OF[value] if (which, rail) in atoms) for value in (NO, UNKNOWN, YES)
    )


def _value(name: str, holding: set[tuple[str, Rail]]) -> Truth:
    return YES if (name, Rail.YES) in holding else NO if (name, Rail.NO) in holding else UNKNOWN


def _keep(answers: MutableMapping[Key, Answer], key: Key, answer: Answer) -> Answer:
    if len(answers) >= KEPT:
        answers.clear()
    answers[key] = answer
    return answer


def _picker(keys: Sequence[object]) -> Callable[[Any], object]:
    return itemgetter(*keys) if keys else lambda _: ()


def _formulas(rule: Rule) -> Iterator[Formula]:
    yield from (formula for formula in (rule.when, rule.unless) if formula is not None)


def _tested(rule: Rule) -> set[str]:
    return {name for formula in _formulas(rule) for name in conclusions_in(formula)}
