"""The engine and the compiled policy are held to the reference, and all to the definitions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.catalogue.values import NO, UNKNOWN, YES
from screener.errors import EngineError
from screener.evidence.facts import FactSheet
from screener.inference.compiled_policy import Columns
from screener.inference.durable_engine import DurableEngine, engine_for
from screener.inference.inferring import EngineKind, Inferring
from screener.inference.reference import Reference, formula_value, rule_value
from screener.outcomes import Verdict
from screener.policy.model import Condition, Formula, Group, Look, Otherwise, Policy, Rule, Status
from tests.inference.random_policies import NO_WORDS, policies, sheets

_MANY_SHEETS = st.lists(sheets(), min_size=1, max_size=12)


def _agree(policy: Policy, facts: list[FactSheet]) -> None:
    engine = Inferring(policy, NO_WORDS, EngineKind.DURABLE)
    compiled = Inferring(policy, NO_WORDS, EngineKind.COMPILED)
    oracle = Reference(engine.policy)
    situations = [engine.situation(sheet) for sheet in facts]
    columns = Columns.of([engine.situations.values(one) for one in situations])
    winners = compiled.compiled.winners(columns)
    at_once = compiled.compiled.verdicts(columns)
    for column, situation in enumerate(situations):
        expected = oracle.evaluate(engine.values(situation))
        by_engine, by_compiled = engine.agenda(situation), compiled.agenda(situation)
        assert by_engine == by_compiled
        assert set(by_engine.fired) == {name for name, value in expected.rules.items() if value == YES}
        assert by_engine.conclusions == {name for name, value in expected.conclusions.items() if value == YES}
        assert by_engine.verdict == oracle.verdict(expected)
        assert [verdict for verdict, bits in at_once.items() if bits >> column & 1] == [by_engine.verdict]
        assert [name for name, bits in winners.items() if bits >> column & 1] == [one.id for one in by_engine.winners]
        evaluation = compiled.evaluation(situation)
        assert (evaluation.rules, evaluation.conclusions) == (expected.rules, expected.conclusions)
        for formula in (part for rule in compiled.policy.rules if rule.runs for part in parts_in(rule)):
            assert evaluation.of(formula) == formula_value(formula, engine.values(situation), expected.conclusions)


def parts_in(rule: Rule) -> Iterator[Formula]:
    """All formulas of a rule, groups before their items."""
    frontier = [part for part in (rule.when, rule.unless) if part is not None]
    while frontier:
        part = frontier.pop()
        yield part
        frontier += part.items if isinstance(part, Group) else ()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(policies(), _MANY_SHEETS)
def test_engine_compiled_policy_and_reference_agree_on_random_policies(policy: Policy, facts: list[FactSheet]) -> None:
    _agree(policy, facts)


@pytest.mark.long
@settings(max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(policies(max_rules=20, max_conclusions=8), _MANY_SHEETS)
def test_engine_compiled_policy_and_reference_agree_on_many_larger_random_policies(
    policy: Policy, facts: list[FactSheet]
) -> None:
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


def test_an_engine_that_answers_otherwise_than_the_compiled_policy_is_an_error_that_names_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    present = Condition(subject="note", look=Look.PRESENT)
    rule = Rule(id="has-a-note", decide=Verdict.ACCEPT, priority=1, when=present, because="So.")
    policy = Policy(rules=(rule,), otherwise=Otherwise(decide=Verdict.DECLINE, because="No."))
    inferring = Inferring(policy, NO_WORDS, EngineKind.DURABLE)
    monkeypatch.setattr(DurableEngine, "consequences", lambda _, atoms: set(atoms))
    with pytest.raises(EngineError, match=r"durable-rules .* compiled policy disagree on has-a-note"):
        inferring.agenda((YES,))


def test_policies_of_one_shape_share_an_engine() -> None:
    """durable-rules frees no rule set, so a process that decides for many users must not load one for each."""
    engine_for.cache_clear()
    for number in range(5):
        rule = Rule(id=f"rule-{number}", when=_NOTE, decide=Verdict.ACCEPT, because=f"The note says {number}.")
        policy = Policy(rules=(rule,), otherwise=Otherwise(decide=Verdict.DECLINE, because="Nothing holds."))
        inferring = Inferring(policy, NO_WORDS, EngineKind.DURABLE)
        agenda = inferring.agenda(inferring.situation({"note": ()}))
        assert agenda.verdict is Verdict.DECLINE
    assert engine_for.cache_info().misses == 1


_NOTE = Condition(subject="note", look=Look.PRESENT)
