"""The engine is held to the reference, and both to the definitions."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.catalogue.values import NO, UNKNOWN, YES
from screener.evidence.facts import FactSheet
from screener.inference.inferring import EngineKind, Inferring
from screener.inference.reference import Reference, formula_value, rule_value
from screener.policy.model import Policy, Status
from tests.inference.random_policies import NO_WORDS, policies, sheets

_MANY_SHEETS = st.lists(sheets(), min_size=1, max_size=12)


def _agree(policy: Policy, facts: list[FactSheet]) -> None:
    engine = Inferring(policy, NO_WORDS, EngineKind.DURABLE)
    reference = Inferring(policy, NO_WORDS, EngineKind.REFERENCE)
    oracle = Reference(engine.policy)
    for sheet in facts:
        situation = engine.situation(sheet)
        by_engine, by_reference = engine.agenda(situation), reference.agenda(situation)
        assert set(by_engine.fired) == set(by_reference.fired)
        assert by_engine.conclusions == by_reference.conclusions
        assert by_engine.verdict == oracle.verdict(engine.evaluation(situation))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(policies(), _MANY_SHEETS)
def test_engine_and_reference_agree_on_random_policies(policy: Policy, facts: list[FactSheet]) -> None:
    _agree(policy, facts)


@pytest.mark.long
@settings(max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(policies(max_rules=20, max_conclusions=8), _MANY_SHEETS)
def test_engine_and_reference_agree_on_many_larger_random_policies(policy: Policy, facts: list[FactSheet]) -> None:
    _agree(policy, facts)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(policies(max_rules=4, max_conclusions=3), sheets())
def test_on_small_policies_brute_force_over_the_definitions_finds_the_same_single_answer(
    policy: Policy, sheet: FactSheet
) -> None:
    inferring = Inferring(policy, NO_WORDS, EngineKind.DURABLE)
    situation = inferring.situation(sheet)
    values = dict(zip(inferring.situations.conditions, inferring.situations.values(situation), strict=True))
    evaluation = inferring.evaluation(situation)
    names = sorted(evaluation.conclusions)
    active = [rule for rule in inferring.policy.rules if rule.status is Status.ACTIVE]

    def fits(guess: dict[str, int]) -> bool:
        return all(
            guess[name]
            == max((rule_value(rule, values, guess) for rule in active if rule.conclude == name), default=NO)
            for name in names
        )

    guesses = (dict(zip(names, guess, strict=True)) for guess in product((NO, UNKNOWN, YES), repeat=len(names)))
    solutions = [guess for guess in guesses if fits(guess)]
    assert solutions == [dict(evaluation.conclusions)]
    firing = {
        rule.id
        for rule in inferring.policy.rules
        if rule.runs
        and formula_value(rule.when, values, solutions[0]) == YES
        and (rule.unless is None or formula_value(rule.unless, values, solutions[0]) != YES)
    }
    assert set(inferring.agenda(situation).fired) == firing
