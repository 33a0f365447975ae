"""What may follow of several possible values: held to the reference evaluator, which knows only single ones."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from screener.catalogue.values import NO, UNKNOWN, YES
from screener.decisions.outlook import Outlook, mask_of
from screener.evidence.facts import FactSheet
from screener.inference.inferring import EngineKind, Inferring
from screener.inference.reference import Reference
from screener.policy.model import Policy, Status
from tests.inference.random_policies import NO_WORDS, policies, sheets

VALUES = (NO, UNKNOWN, YES)


@given(policies(), sheets())
@settings(max_examples=40, deadline=None)
def test_single_values_lead_where_the_reference_says(policy: Policy, sheet: FactSheet) -> None:
    inferring = Inferring(policy, NO_WORDS, EngineKind.COMPILED)
    outlook = Outlook(inferring.policy, inferring.situations.conditions)
    situation = inferring.situation(sheet)
    agenda, masks = inferring.agenda(situation), outlook.now(inferring.values(situation).values())
    assert outlook.verdicts(masks) == {agenda.verdict}
    winners = {rule.id for rule in agenda.winners}
    for rule in policy.rules:
        if rule.runs and rule.decide and rule.status is Status.ACTIVE:
            assert outlook.may_win(rule, masks) == (rule.id in winners)
        elif rule.runs:
            assert outlook.may_win(rule, masks) == (rule.id in agenda.fired)


@given(policies(), sheets(), st.data())
@settings(max_examples=30, deadline=None)
def test_no_verdict_is_left_out_that_some_choice_of_values_leads_to(
    policy: Policy, sheet: FactSheet, data: st.DataObject
) -> None:
    inferring = Inferring(policy, NO_WORDS, EngineKind.COMPILED)
    conditions = inferring.situations.conditions
    outlook = Outlook(inferring.policy, conditions)
    values = inferring.values(inferring.situation(sheet))
    subject = data.draw(st.sampled_from(sorted({condition.subject for condition in conditions}) or [""]))
    places = [place for place, condition in enumerate(conditions) if condition.subject == subject][:4]
    several = {place: data.draw(st.sets(st.sampled_from(VALUES), min_size=1), label=str(place)) for place in places}
    changed = {place: mask_of(some) for place, some in several.items()}
    masks = outlook.after(outlook.now(values.values()), changed, frozenset({subject}))
    for chosen in product(*several.values()):
        settled = {**values, **{conditions[place]: value for place, value in zip(places, chosen, strict=True)}}
        assert Reference(inferring.policy).verdict(Reference(inferring.policy).evaluate(settled)) in outlook.verdicts(
            masks
        )
