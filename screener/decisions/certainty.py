"""How sure a verdict is: which of the unknown facts could still change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Final

from screener.catalogue.truth import NO, UNKNOWN, YES, Truth
from screener.decisions.decision import Certainty
from screener.evidence.facts import Fact, FactSheet
from screener.inference.agenda import Agenda
from screener.inference.inferring import Inferring
from screener.inference.reference import Evaluation, Reference
from screener.inference.situation import Situation
from screener.policy.model import Condition, Rule, Status, Verdict

_MOST_TRIED: Final = 7  # 128 ways; with more open conditions the verdict counts as open


def certainty_of(
    agenda: Agenda,
    inferring: Inferring,
    situation: Situation,
    sheet: FactSheet,
    *,
    is_past_exception: bool,
    proof: Iterable[Fact],
) -> Certainty:
    """High, medium or low, as `Certainty` defines them; `proof` are the witnesses of the rules that decided."""
    joined = [fact for fact in proof if "matched-by" in fact.fields]
    if is_past_exception or (joined and all(fact.weak for fact in joined)):
        return Certainty.LOW
    rivals = _rivals(agenda, inferring.evaluation(situation), inferring)
    values = inferring.values(situation) if rivals else {}
    unsettled = frozenset(
        condition for condition, value in values.items() if value == UNKNOWN and sheet[condition.subject] is not None
    )
    may_change = any(_may_change(agenda.verdict, rival, unsettled, values, inferring.reference) for rival in rivals)
    return Certainty.MEDIUM if may_change else Certainty.HIGH


def _rivals(agenda: Agenda, evaluation: Evaluation, inferring: Inferring) -> list[Rule]:
    """The rules that could change the verdict: those not known to fail that decide otherwise, and those that rest on
    a conclusion not being known, which more knowledge may turn either way."""
    bar = agenda.winners[0].priority if agenda.winners else None
    either_way = inferring.reference.resting_on_unknown
    return [
        rule
        for rule in inferring.policy.rules
        if rule.status is Status.ACTIVE
        and rule.decide is not None
        and (bar is None or rule.priority >= bar)
        and (rule.id in either_way or (rule.decide != agenda.verdict and evaluation.rules[rule.id] == UNKNOWN))
    ]


def _may_change(
    verdict: Verdict,
    rival: Rule,
    unsettled: frozenset[Condition],
    values: Mapping[Condition, Truth],
    reference: Reference,
) -> bool:
    """Whether some way of settling the conditions that the rival depends on leads to another verdict."""
    open_to_it = unsettled & reference.conditions_under(rival)
    if len(open_to_it) > _MOST_TRIED:
        return True
    ways = product((NO, YES), repeat=len(open_to_it)) if open_to_it else ()
    return any(
        reference.verdict(reference.evaluate({**values, **dict(zip(open_to_it, way, strict=True))})) != verdict
        for way in ways
    )
