"""Conflicts and idle rules of small policies, held to every situation that there is.

The conditions ask only whether there is a record, none, or nothing known, of subjects that have nothing to do with each
other. So all situations can be counted up, and the compiled policy decides them at once: which rules meet at the top,
which never hold, and which never decide, is known beforehand.
"""

from __future__ import annotations

import re
from itertools import combinations, product

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from screener.evidence.facts import fact, fact_sheet
from screener.inference.compiled_policy import Columns
from screener.inference.inferring import Inferring
from screener.located.problem_codes import Code
from screener.policy.model import Condition, Look, Policy, Status
from screener.rehearsal.conflicts import CONFLICT, NOT_SEARCHED, conflicts
from screener.rehearsal.idle_rules import idle_rules
from screener.rehearsal.searching import search_in
from tests.inference.random_policies import HERE, policies

SUBJECTS = ("messages", "mail", "meeting", "endorsement-received")
# A record that is sure, one by a bare name, none, nothing known.
STATES = ((fact({"matched-by": "same-profile"}, HERE),), (fact({"matched-by": "name"}, HERE),), (), None)
SHEETS = [fact_sheet(dict(zip(SUBJECTS, states, strict=True))) for states in product(STATES, repeat=len(SUBJECTS))]
CONDITIONS = st.builds(
    lambda subject, look: Condition(subject=subject, look=look),
    st.sampled_from(SUBJECTS),
    st.sampled_from([Look.PRESENT, Look.ABSENT, Look.UNKNOWN]),
)
small_policies = policies(max_rules=8, max_conclusions=3, conditions=CONDITIONS)
thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def in_every_situation(inferring: Inferring) -> Columns:
    return Columns.of([inferring.situations.values(inferring.situation(sheet)) for sheet in SHEETS])


def meeting_at_the_top(policy: Policy) -> set[frozenset[str]]:
    """The pairs of rules of different verdicts that decide together in some situation."""
    inferring = search_in(policy).inferring
    winners = inferring.compiled.winners(in_every_situation(inferring))
    decide = {rule.id: rule.decide for rule in inferring.policy.rules}
    pairs = combinations(winners, 2)
    return {
        frozenset(pair) for pair in pairs if decide[pair[0]] != decide[pair[1]] and winners[pair[0]] & winners[pair[1]]
    }


@thorough
@given(small_policies)
def test_exactly_the_rules_that_meet_at_the_top_are_conflicts(policy: Policy) -> None:
    problems = conflicts(policy)
    found = {frozenset(re.findall(r"`([\w-]+)` says", one.text)) for one in problems if one.code == CONFLICT}
    known = meeting_at_the_top(policy)
    is_all_told = NOT_SEARCHED not in {one.code for one in problems}
    event(f"conflicts: {len(known)}, {'all told' if is_all_told else 'some left open'}")
    assert found == known if is_all_told else found <= known


@thorough
@given(small_policies)
def test_what_never_holds_or_never_decides_does_so_in_no_situation(policy: Policy) -> None:
    idle = {re.findall(r"`([\w-]+)`", one.text)[0]: one.code for one in idle_rules(policy)}
    inferring = search_in(policy).inferring
    columns = in_every_situation(inferring)
    for rule in inferring.policy.rules:
        if not rule.runs:
            continue
        holds, wins = inferring.compiled.goal(rule, columns)
        decides = rule.decide is not None and rule.status is Status.ACTIVE
        known = Code.NEVER_HOLDS if not holds else Code.NEVER_DECIDES if decides and not wins else None
        event(f"{known}, {'said' if rule.id in idle else 'not said'}")
        assert idle.get(rule.id, known) == known  # what is said is so; not all that is so is said
