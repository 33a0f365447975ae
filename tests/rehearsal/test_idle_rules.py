"""Rules that never hold or never decide are found, and what is reported is so on every request."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.decisions.standing import is_settled, state_of
from screener.evidence.facts import FactSheet
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring
from screener.located.problem_codes import Code
from screener.policy.loading import load_policy
from screener.policy.model import Example, Policy
from screener.rehearsal.idle_rules import idle_rules
from screener.rehearsal.recording import read_back
from screener.rehearsal.trials import EXAMPLE_DAY, sheet_of
from tests.inference.random_policies import policies, sheets
from tests.policy.writing import EXAMPLES, OTHERWISE, check_text

HIGH = "  - {{id: high, decide: accept, priority: 500, because: High, when: [{}]}}\n"
LOW = "  - {{id: low, decide: decline, priority: 400, because: Low, when: [{}]}}\n"
CONCLUDING = "  - {id: c, conclude: c, because: C, when: [{mail: present}]}\n"


def policy_of(folder: Path, rules: str) -> Policy:
    checked = check_text(folder, "rules:\n" + rules + OTHERWISE + EXAMPLES)
    assert checked.errors == ()
    assert checked.policy is not None
    return checked.policy


def inferring_of(policy: Policy) -> Inferring:
    return Inferring(policy, vocabulary_for(policy, EXAMPLE_DAY), EngineKind.COMPILED)


IMPOSSIBLE = [
    "[{mutual-connections: at least 5}, {mutual-connections: fewer than 3}]",
    "[{messages: present}, {messages: absent}]",
    "[{messages: {count: at least 5}}, {messages: unknown}]",
    "{all: [{identity: none}, {identity: [same-profile, same-email]}]}",
    "{all: [{profile: {age: at least 1 year}}, {profile: {age: at most 30 days}}]}",
    "{all: [{headline: {is: Baker}}, {headline: {is: Cook}}]}",
    "{all: [{mail: present}], none: [{mail: present}]}",
    "{any: [{all: [{note: present}, {note: absent}]}, {all: [{note: absent}, {note: unknown}]}]}",
    "[c, {c: no}]",
    "[{request: withdrawn}]",
    "[{meeting: {people: at least 5}}, {none: [{meeting: {people: at least 3}}]}]",
]


@pytest.mark.parametrize("when", IMPOSSIBLE)
def test_a_rule_that_contradicts_itself_never_holds(tmp_path: Path, when: str) -> None:
    policy = policy_of(tmp_path, f"  - {{id: one, flag: x, because: X, when: {when}}}\n" + CONCLUDING)
    (problem,) = idle_rules(policy)
    assert problem.code == Code.NEVER_HOLDS
    assert "`one` can never hold" in problem.text
    assert problem.line == 2


def test_an_exception_that_always_holds_leaves_nothing(tmp_path: Path) -> None:
    rule = "  - {id: one, flag: x, because: X, when: [{messages: {count: at least 3}}], unless: [messages: present]}\n"
    (problem,) = idle_rules(policy_of(tmp_path, rule))
    assert "whenever `messages: at least 3 in all` is so, `messages: at least one` is so, too" in problem.text


POSSIBLE = [
    "[{messages: {count: at least 5}}, {messages: {count: fewer than 3}}]",  # two people of one name may have both
    "[{meeting: {age: at least 1 year}}, {meeting: {age: at most 30 days}}]",  # two meetings
    "[{messages: {matched-by: at least name}}, {none: [{messages: {matched-by: at least corroborated}}]}]",
    "[{mutual-connections: at least 3}, {mutual-connections: at most 3}]",
    "{all: [{messages: {records: at most 2, count: at least 1}}, {messages: absent}]}",
    "[{note: {regex: 'a'}}]",
]


@pytest.mark.parametrize("when", POSSIBLE)
def test_what_is_only_unusual_is_not_reported(tmp_path: Path, when: str) -> None:
    assert idle_rules(policy_of(tmp_path, f"  - {{id: one, flag: x, because: X, when: {when}}}\n")) == []


OUTRANKED = [
    ("{messages: present}", "{messages: {count: at least 9}}"),
    ("{messages: {count: at least 3}}", "{messages: {count: between 5 and 7, two-way: yes}}"),
    ("{meeting: {age: at most 1 year}}", "{meeting: {age: fewer than 30 days}}"),
    ("{note: {mentions: [offer, deal]}}", "{note: {mentions: [deal]}}"),
    ("{identity: [none, name-only]}", "{identity: none}"),
    ("{messages: {matched-by: at least name}}", "{messages: {matched-by: at least same-email}}"),
    ("{messages: {last: after 2015}}", "{messages: {last: in 2020}}"),
    ("c", "{mail: present}"),
    ("{any: [{note: present}, {mail: present}]}", "{mail: {from-me: at least 1}}"),
]


@pytest.mark.parametrize(("high", "low"), OUTRANKED)
def test_a_rule_that_is_always_outranked_is_shown_with_a_request(tmp_path: Path, high: str, low: str) -> None:
    policy = policy_of(tmp_path, HIGH.format(high) + LOW.format(low) + CONCLUDING)
    (problem,) = idle_rules(policy)
    assert problem.code == Code.NEVER_DECIDES
    assert "`low` never decides" in problem.text
    assert_shown(policy, problem.text, "low", "high")


def assert_shown(policy: Policy, text: str, low: str, high: str) -> None:
    line = re.search(r"`(given: \{.*\})`", text)
    assert line is not None
    given_records = read_back(line[1])
    assert given_records is not None
    inferring = inferring_of(policy)
    agenda = inferring.agenda(inferring.situation(sheet_of(Example(name="shown", given=given_records))))
    assert low in {rule.id for rule in agenda.outranked}
    assert high in {rule.id for rule in agenda.winners}


@pytest.mark.parametrize(
    ("high", "low"),
    [
        ("{messages: {count: at least 9}}", "{messages: present}"),
        ("{messages: present}", "{messages: {count: at least 3, matched-by: at least name}}"),  # by name alone
        ("{messages: {two-way: yes}}", "{messages: {count: at least 9}}"),
        ("{headline: {mentions: [deal]}}", "{note: {mentions: [deal]}}"),
        ("{messages: {last: at most 30 days}}", "{messages: {last: in 2025}}"),
    ],
)
def test_a_rule_that_sometimes_decides_is_not_reported(tmp_path: Path, high: str, low: str) -> None:
    assert idle_rules(policy_of(tmp_path, HIGH.format(high) + LOW.format(low))) == []


def test_several_rules_together_may_outrank_one(tmp_path: Path) -> None:
    rules = """
  - {id: few, decide: accept, priority: 500, because: Few, when: [{messages: {count: at most 5}}]}
  - {id: many, decide: accept, priority: 490, because: Many, when: [{messages: {count: at least 3}}]}
  - {id: one, decide: decline, priority: 400, because: One, when: [{messages: {count: exactly 4, two-way: yes}}]}
  - {id: other, decide: decline, priority: 300, because: Other, when: [{note: present}, {messages: present}]}
"""
    assert [re.findall(r"`(\w+)`", problem.text)[0] for problem in idle_rules(policy_of(tmp_path, rules))] == ["one"]


def test_the_shipped_rules_all_hold_and_decide_sometimes() -> None:
    assert idle_rules(load_policy()) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(policies(max_rules=6, max_conclusions=3), st.lists(sheets(), min_size=20, max_size=20))
def test_what_is_reported_is_so_on_every_request(policy: Policy, requests: list[FactSheet]) -> None:
    problems = idle_rules(policy)
    idle = {re.findall(r"`([\w-]+)`", problem.text)[0]: problem for problem in problems}
    inferring = inferring_of(policy)
    for sheet in requests if idle else ():
        if is_settled(state_of(sheet)):
            continue
        agenda = inferring.agenda(inferring.situation(sheet))
        for id_, problem in idle.items():
            assert id_ not in {rule.id for rule in agenda.winners}, problem.text
            if problem.code == Code.NEVER_HOLDS:
                assert id_ not in agenda.fired, problem.text
    for id_, problem in idle.items():
        if problem.code == Code.NEVER_DECIDES:
            above = re.search(r"whenever it holds, `([\w-]+)`", problem.text)
            assert above is not None
            assert_shown(policy, problem.text, id_, above[1])
