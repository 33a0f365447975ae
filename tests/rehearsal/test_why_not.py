"""Why not: the rules that come nearest, and what would let them decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from screener.catalogue.values import NO, UNKNOWN, YES
from screener.decisions.change_search import applied
from screener.errors import UsageError
from screener.evidence.facts import Fact, FactSheet, fact_sheet
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring
from screener.outcomes import Verdict
from screener.policy.loading import load_policy
from screener.policy.model import Policy, Rule
from screener.rehearsal.trials import EXAMPLE_DAY, sheet_of
from screener.rehearsal.why_not import WhyNot, goal_named, why_not
from tests.decisions.deciding_on import TODAY, exchange, policy_of, record


def rule(name: str, decide: str, priority: int, *when: str) -> str:
    return f"  - {{id: {name}, decide: {decide}, priority: {priority}, when: [{', '.join(when)}], because: So.}}\n"


RULES = (
    rule("wrote", "accept", 20, "messages: {from-me: at least 1}")
    + rule("both", "accept", 30, "my-note: present", "endorsement-given: present")
    + rule("common", "ask-for-context", 10, "mutual-connections: at least 12")
    + "  - {id: told, conclude: knows-them, when: [vouch: present], because: So.}\n"
)


def inferring_of(policy: Policy) -> Inferring:
    return Inferring(policy, vocabulary_for(policy, TODAY), EngineKind.COMPILED)


def asked(goal: str, known: Mapping[str, Iterable[Fact] | None]) -> WhyNot:
    inferring = inferring_of(policy_of(RULES))
    return why_not(fact_sheet(known, others_unknown=False), inferring, goal_named(goal, inferring.policy))


def test_the_rule_that_takes_fewer_facts_is_nearer() -> None:
    answer = asked("accept", {})
    assert [(near.rule.id, near.value) for near in answer.rules] == [("wrote", NO), ("both", NO)]
    assert [change.text for change in answer.changes.found] == ["there were messages from you to them"]
    assert (answer.is_so, answer.verdict, answer.deciding) == (False, Verdict.DECLINE, ())


def test_half_of_a_rule_is_told_by_what_is_missing() -> None:
    answer = asked("both", {"my-note": [record({"text": "x"}, by="same-profile")], "endorsement-given": None})
    [near] = answer.rules
    assert near.value == UNKNOWN
    [change] = near.changes.found
    assert change.text == "you had endorsed a skill of theirs (Endorsement_Given_Info.csv was not read)"


def test_a_rule_that_holds_may_be_outranked() -> None:
    answer = asked("common", {"mutual-connections": [record({"number": 30})], "messages": [exchange()]})
    [near] = answer.rules
    assert (near.value, near.is_outranked, answer.deciding) == (YES, True, ("wrote",))
    assert near.changes.found == ()


@pytest.mark.parametrize("goal", ["accept", "wrote"])
def test_what_is_so_already_needs_nothing(goal: str) -> None:
    answer = asked(goal, {"messages": [exchange()]})
    assert (answer.is_so, answer.rules, answer.changes.found) == (True, (), ())


def test_a_concluding_rule_is_asked_to_hold() -> None:
    [near] = asked("told", {}).rules
    assert [one.subject for one in near.changes.found[0].facts] == ["vouch"]


def test_where_nothing_is_to_be_decided_nothing_stands_between() -> None:
    answer = asked("accept", {"request": [record({"state": "withdrawn", "times-asked": 1})]})
    assert (answer.verdict, answer.rules) == (None, ())


def test_ask_is_short_for_ask_for_context() -> None:
    assert goal_named("ask", policy_of(RULES)) is Verdict.ASK


def test_a_goal_that_is_misspelt_is_told_what_was_meant() -> None:
    with pytest.raises(UsageError, match="did you mean 'common'"):
        goal_named("comon", policy_of(RULES))


def shipped_sheets() -> list[tuple[str, FactSheet]]:
    return [(example.name, sheet_of(example)) for example in load_policy().examples[::4]]


def test_every_way_to_be_accepted_is_one() -> None:
    policy = load_policy()
    inferring = Inferring(policy, vocabulary_for(policy, EXAMPLE_DAY), EngineKind.COMPILED)
    for name, sheet in shipped_sheets():
        answer = why_not(sheet, inferring, Verdict.ACCEPT)
        for near in answer.rules:
            for change in near.changes.found:
                agenda = inferring.agenda(inferring.situation(applied(sheet, change.facts)))
                assert near.rule.id in [winner.id for winner in agenda.winners], name
        for change in answer.changes.found:
            assert change.to is Verdict.ACCEPT, name


def test_a_rule_is_named_by_its_id() -> None:
    goal = goal_named("both", policy_of(RULES))
    assert isinstance(goal, Rule) and goal.id == "both"
