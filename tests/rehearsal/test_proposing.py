"""What is proposed for a new rule: a priority among its neighbours, and an example in which it holds."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from screener.outcomes import Verdict
from screener.policy.loading import load_policy
from screener.policy.model import Condition, Look, Rule
from screener.rehearsal.rule_proposals import example_for, neighbours_of, priority_for
from tests.policy.writing import check_text

POLICY = """rules:
  - {id: word, decide: decline, priority: 1000, when: [vouch: no], because: x}
  - {id: seller, decide: decline, priority: 405, when: [sales: present], because: x}
  - {id: hirer, decide: decline, priority: 400, when: [recruiter: present], because: x}
  - {id: hint, decide: ask-for-context, priority: 300, when: [shared-school: present], because: x}
  - {id: friend, decide: accept, priority: 600, when: [meeting: present], because: x}
  - {id: known, conclude: known, when: [messages: {from-them: at least 2}], because: x}
  - {id: look, flag: "look: here", when: [mutual-connections: at least 20, note: {mentions: [tea]}], because: x}
otherwise: {decide: decline, because: x}
"""


def policy_of(folder: Path):  # type: ignore[no-untyped-def]
    checked = check_text(folder, POLICY)
    assert checked.policy is not None, checked.errors
    return checked.policy


def test_the_priority_is_free_and_just_above_the_nearest_kin(tmp_path: Path) -> None:
    policy = policy_of(tmp_path)
    assert priority_for(policy, Verdict.DECLINE, {"recruiter"}).priority == 406
    assert priority_for(policy, Verdict.ASK, {"recruiter"}).reason == "just above hirer (400): the same subject"
    assert priority_for(policy, Verdict.ACCEPT, {"headline"}).priority == 605
    assert priority_for(policy, Verdict.DECLINE, {"vouch"}).priority < 900
    assert priority_for(structs.replace(policy, rules=()), Verdict.ACCEPT, {"note"}).priority == 5


def test_the_neighbours_are_two_above_and_two_below(tmp_path: Path) -> None:
    assert [rule.id for rule in neighbours_of(policy_of(tmp_path), 405)] == ["friend", "seller", "hirer", "hint"]


def test_the_example_is_one_in_which_the_rule_holds(tmp_path: Path) -> None:
    policy = policy_of(tmp_path)
    examples = {rule.id: example_for(policy, rule) for rule in policy.rules}
    assert examples["hirer"] == (
        "given: {recruiter: [{text: 'Northwind'}]}",
        "expect: {decide: decline, because: [hirer]}",
    )
    assert examples["known"] is not None
    assert examples["known"][1] == "expect: {decide: decline, conclude: [known]}"
    assert examples["look"] is not None
    assert examples["look"][1] == 'expect: {decide: decline, flags: ["look: here"]}'


def test_a_rule_that_never_holds_has_no_example(tmp_path: Path) -> None:
    policy = policy_of(tmp_path)
    never = Rule(id="never", flag="x", when=Condition(subject="note", look=Look.PRESENT),
                 unless=Condition(subject="note", look=Look.PRESENT), because="x")  # fmt: skip
    assert example_for(structs.replace(policy, rules=(*policy.rules, never)), never) is None


def test_most_shipped_rules_get_an_example() -> None:
    policy = load_policy()
    tried = [rule for rule in policy.rules if rule.runs][::4]
    found = [rule for rule in tried if example_for(policy, rule) is not None]
    assert len(found) >= 0.9 * len(tried)
