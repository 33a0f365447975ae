"""A policy as a Horn program says what Kleene's logic says, in every situation there can be."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from itertools import product

import pytest

from screener.catalogue.values import NO, UNKNOWN, YES, Truth
from screener.inference.compiled_policy import Guarded
from screener.inference.horn import RAILS_OF, Inputs, Program, Rail, program_of
from screener.inference.reference import Reference, formula_value
from screener.outcomes import Verdict
from screener.policy.model import (
    ConclusionTest,
    Condition,
    Formula,
    Group,
    GroupKind,
    Look,
    Otherwise,
    Policy,
    Rule,
)

A, B, C = (Condition(subject=subject, look=Look.PRESENT) for subject in ("connection", "messages", "note"))
CONCLUSIONS = ("a", "b", "c", "ab")
CONDITIONS = (A, B, C)
VALUES = (NO, UNKNOWN, YES)


def concluded(name: str, value: Truth = YES) -> ConclusionTest:
    return ConclusionTest(name, value)


def group(kind: GroupKind, *items: Formula, least: int = 0) -> Group:
    return Group(kind=kind, items=items, least=least)


def rules_of(when: Formula, unless: Formula | None = None) -> list[Rule]:
    """The rule to be tried, over conclusions that are as their conditions are; `ab` has two rules, one guarded."""
    pairs = (("a", A), ("b", B), ("c", C), ("ab", A))
    concluding = [Rule(id=f"is-{name}", conclude=name, when=one, because="So.") for name, one in pairs]
    guarded = Rule(id="is-ab-too", conclude="ab", when=B, unless=concluded("c"), because="So.")
    tried = Rule(id="tried", decide=Verdict.ACCEPT, priority=1, when=when, unless=unless, because="So.")
    return [*concluding, guarded, tried]


def program_for(rules: list[Rule]) -> tuple[Inputs, Program]:
    inputs = Inputs(rules)
    return inputs, program_of(rules, inputs.rules, CONCLUSIONS)


def following(program: Program, told: Iterable[int]) -> set[int]:
    """Everything that follows, by the plainest means."""
    known = {*program.axioms, *told}
    while fresh := {clause.head for clause in program.clauses if known.issuperset(clause.body)} - known:
        known |= fresh
    return known


def input_values(inputs: Inputs, of_conditions: Iterable[Truth]) -> list[Truth]:
    """The value of each input, by the definitions."""
    known = dict(zip(CONDITIONS, of_conditions, strict=True))
    return [
        NO
        if isinstance(part, Guarded) and formula_value(part.unless, known, {}) == YES
        else formula_value(part.when if isinstance(part, Guarded) else part, known, {})
        for part in inputs.parts
    ]


def told_in(program: Program, values: Iterable[Truth]) -> Iterator[int]:
    for number, value in enumerate(values):
        yield from (
            program.input_atoms[number, rail] for rail in RAILS_OF[value] if (number, rail) in program.input_atoms
        )


ITEMS = (concluded("a"), concluded("b"), concluded("c"))
FORMULAS: list[tuple[Formula, Formula | None]] = [
    (concluded("a"), None),
    (concluded("a", NO), None),
    (concluded("a", UNKNOWN), None),
    (concluded("ab"), None),
    (concluded("ab", NO), None),
    (concluded("ab", UNKNOWN), None),
    (group(GroupKind.ALL, *ITEMS), None),
    (group(GroupKind.ANY, *ITEMS), None),
    (group(GroupKind.NONE, *ITEMS), None),
    *((group(GroupKind.AT_LEAST, *ITEMS, least=least), None) for least in (1, 2, 3)),
    (group(GroupKind.NONE, group(GroupKind.AT_LEAST, *ITEMS, least=2)), None),
    (group(GroupKind.NONE, group(GroupKind.ALL, *ITEMS)), None),
    (group(GroupKind.NONE, group(GroupKind.NONE, concluded("a"), B)), None),
    (group(GroupKind.AT_LEAST, concluded("a"), concluded("a"), B, least=2), None),
    (group(GroupKind.ALL, concluded("a", UNKNOWN), group(GroupKind.ANY, concluded("b", NO), C)), None),
    (group(GroupKind.NONE, concluded("a", UNKNOWN)), None),
    (concluded("a"), concluded("b")),
    (concluded("a"), concluded("b", UNKNOWN)),
    (concluded("a"), group(GroupKind.NONE, concluded("b"), C)),
    (A, B),
    (group(GroupKind.AT_LEAST, A, B, C, least=2), concluded("ab", NO)),
]


@pytest.mark.parametrize(("when", "unless"), FORMULAS)
def test_the_program_fires_and_concludes_as_the_definitions_say(when: Formula, unless: Formula | None) -> None:
    rules = rules_of(when, unless)
    inputs, program = program_for(rules)
    reference = Reference(Policy(rules=tuple(rules), otherwise=Otherwise(decide=Verdict.DECLINE, because="No.")))
    for values in product(VALUES, repeat=3):
        known = following(program, told_in(program, input_values(inputs, values)))
        expected = reference.evaluate(dict(zip(CONDITIONS, values, strict=True)))
        fired = {rule for rule, atom in program.firing_atoms.items() if atom in known}
        assert fired == {rule for rule, value in expected.rules.items() if value == YES}
        for (name, rail), atom in program.conclusion_atoms.items():
            if name in expected.conclusions:
                assert (atom in known) == (rail in RAILS_OF[expected.conclusions[name]])


@pytest.mark.parametrize(("when", "unless"), FORMULAS)
def test_the_program_has_no_cycle_and_no_clause_without_a_body(when: Formula, unless: Formula | None) -> None:
    _, program = program_for(rules_of(when, unless))
    needs: dict[int, set[int]] = {}
    for clause in program.clauses:
        assert clause.body
        assert len(set(clause.body)) == len(clause.body)
        needs.setdefault(clause.head, set()).update(clause.body)
    assert len([*TopologicalSorter(needs).static_order()]) >= len(needs)


def test_the_rails_of_a_value_are_what_it_claims() -> None:
    assert {value: set(rails) for value, rails in RAILS_OF.items()} == {
        YES: {Rail.YES, Rail.NOT_NO},
        NO: {Rail.NO, Rail.NOT_YES},
        UNKNOWN: {Rail.NOT_YES, Rail.NOT_NO},
    }
    for rail in Rail:
        assert rail.opposite.opposite is rail
        mirrored = [YES - value for value, rails in RAILS_OF.items() if rail in rails]
        assert sorted(mirrored) == sorted(value for value, rails in RAILS_OF.items() if rail.opposite in rails)


def test_what_no_rule_concludes_is_no() -> None:
    inputs, program = program_for(
        [Rule(id="tried", flag="look", when=concluded("nothing", NO), because="So."),
         Rule(id="other", conclude="something", when=A, because="So.")]
    )  # fmt: skip
    given = {atom for (name, rail), atom in program.given_atoms.items() if name == "nothing" and rail in RAILS_OF[NO]}
    known = following(program, {*told_in(program, input_values(inputs, (NO, NO, NO))), *given})
    assert program.firing_atoms["tried"] in known


def test_rules_that_stand_alone_need_one_input_and_one_clause_each() -> None:
    rules = [Rule(id=f"r{place}", flag="look", when=one, unless=C, because="So.") for place, one in enumerate((A, B))]
    inputs, program = program_for(rules)
    assert (len(inputs.parts), len(program.clauses)) == (2, 2)
    assert {rail for _, rail in program.input_atoms} == {Rail.YES}


def test_a_chain_of_conclusions_longer_than_the_stack_is_written() -> None:
    chain = [Rule(id="r0", conclude="c0", when=A, because="So.")]
    chain += [
        Rule(id=f"r{number}", conclude=f"c{number}", when=concluded(f"c{number - 1}"), because="So.")
        for number in range(1, sys.getrecursionlimit() + 10)
    ]
    _, program = program_for(chain)
    assert len(program.firing_atoms) == len(chain)
    assert len(program.clauses) <= 4 * len(chain)  # the firing, and for the conclusion three rails at most
