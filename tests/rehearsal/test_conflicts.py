"""Pairs of rules that conflict are found, and every request that is shown for one really ends in that conflict."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from screener.catalogue.values import YES
from screener.decisions.deciding import decide
from screener.decisions.standing import CONFLICT_FLAG
from screener.errors import Problem
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring
from screener.outcomes import Verdict
from screener.policy.loading import load_policy
from screener.policy.model import (
    ConclusionTest,
    Condition,
    Example,
    FieldTest,
    Group,
    GroupKind,
    Op,
    Otherwise,
    Policy,
    Rule,
)
from screener.rehearsal.conflicts import CONFLICT, NOT_SEARCHED, conflicts
from screener.rehearsal.recording import read_back
from screener.rehearsal.trials import EXAMPLE_DAY, sheet_of
from tests.hanging import ends_soon
from tests.inference.random_policies import policies
from tests.policy.writing import EXAMPLES, OTHERWISE, check_text

KNOWN = "  - {{id: known, decide: accept, priority: 500, because: You know them, when: [{}]}}\n"
PITCH = "  - {{id: pitch, decide: decline, priority: 500, because: It sells, when: [{}]}}\n"


def policy_of(folder: Path, rules: str, rest: str = "", **others: str) -> Policy:
    checked = check_text(folder, "rules:\n" + rules + rest + OTHERWISE + EXAMPLES, **others)
    assert checked.errors == ()
    assert checked.policy is not None
    return checked.policy


def pair(folder: Path, known: str, pitch: str, rest: str = "", **others: str) -> Policy:
    return policy_of(folder, KNOWN.format(known) + PITCH.format(pitch), rest, **others)


def line_in(problem: Problem) -> str:
    found = re.search(r"`(given: \{.*\})`", problem.text)
    assert found is not None
    return found[1]


def decision_on(policy: Policy, line: str) -> tuple[Verdict | None, tuple[str, ...], set[str]]:
    """The verdict, the flags and the winning rules on a request written as in an example."""
    records = read_back(line)
    assert records is not None
    inferring = Inferring(policy, vocabulary_for(policy, EXAMPLE_DAY), EngineKind.COMPILED)
    decision = decide(sheet_of(Example(name="shown", given=records)), inferring, {})
    return decision.verdict, decision.flags, {reason.rule for reason in decision.reasons}


def assert_conflict(policy: Policy, *rules: str) -> str:
    (problem,) = conflicts(policy)
    assert problem.code == CONFLICT
    verdict, flags, reasons = decision_on(policy, line_in(problem))
    assert verdict is Verdict.ASK
    assert CONFLICT_FLAG in flags
    assert reasons >= set(rules)
    return line_in(problem)


CONDITIONS = [
    "messages: {from-them: at least 3}",
    "messages: {count: exactly 5, two-way: no}",
    "messages: {last: at most 60 days, first: before 2019}",
    "messages: {last: in 2016, matched-by: name}",
    "mutual-connections: between 2 and 5",
    "shared-employer: {overlap: more than 19 months, staff: fewer than 50}",
    "shared-employer: {claimed: unknown, dates-known: no}",
    "my-invitation: {records: at least 3, age: at most 1 year}",
    "identity: [corroborated, same-email]",
    "claim: {about: met, checked: at least fits, who: asker}",
    "headline: {is: Baker}",
    "listed: {in: {is: choir}}",
    "connection: unknown",
    "note: absent",
    "recruiter: {specific: yes}",
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_request_is_made_up_for_every_kind_of_condition(tmp_path: Path, condition: str) -> None:
    policy = pair(tmp_path, f"{{{condition}}}", "{meeting: present}")
    line = assert_conflict(policy, "known", "pitch")
    assert f"{condition.split(':')[0]}: " in line or condition == "note: absent"


def test_the_problem_stands_at_the_later_rule_and_says_all_that_is_needed(tmp_path: Path) -> None:
    policy = pair(tmp_path, "{messages: present}", "{note: {matches: sales pitch}}", PHRASES)
    (problem,) = conflicts(policy)
    assert (Path(problem.file).name, problem.line, problem.code) == ("rules.yaml", 3, "E002")
    assert "`pitch` says decline and `known` says accept, both with priority 500" in problem.text
    assert "note: [{text: 'quick call'}]" in problem.text
    assert problem.text.endswith("give one of them the higher priority")


PHRASES = "define:\n  phrases: {sales pitch: [quick call, book a demo], greeting: [it's me]}\n"


def test_two_wishes_about_one_text_are_met_by_one_text(tmp_path: Path) -> None:
    policy = pair(tmp_path, "{note: {matches: greeting}}", "{note: {mentions: [lead gen*]}}", PHRASES)
    assert "it''s me. lead gen" in assert_conflict(policy, "known", "pitch")


def test_the_way_leads_through_conclusions_groups_and_exceptions(tmp_path: Path) -> None:
    rules = """
  - {id: known, decide: accept, priority: 500, because: Known, when: [knows-them], unless: [{vouch: {recommend: no}}]}
  - {id: pitch, decide: decline, priority: 500, because: Sells, when: {none: [{note: present}], any: [busy, stranger]}}
  - {id: two, conclude: knows-them, because: Two, when: {at least 2 of: [wrote, {note: present}, {meeting: present}]}}
  - {id: wrote, conclude: wrote, because: Wrote, when: [{messages: {from-them: at least 2}}]}
  - {id: busy, conclude: busy, because: Busy, when: [{vouch: {recommend: no}}]}
  - {id: stranger, conclude: stranger, because: Stranger, when: [wrote: yes, headline: unknown]}
"""
    line = assert_conflict(policy_of(tmp_path, rules), "known", "pitch")
    assert "vouch" not in line
    assert "headline: unknown" in line


def test_rules_that_would_outrank_both_are_kept_from_holding(tmp_path: Path) -> None:
    outranking = """
  - {id: few, decide: decline, priority: 900, because: Few, when: [{messages: {count: at most 7}}]}
  - {id: bare, decide: accept, priority: 800, because: Bare, when: {none: [{headline: present}]}}
"""
    policy = policy_of(
        tmp_path, KNOWN.format("{messages: present}") + PITCH.format("{note: {mentions: [offer]}}") + outranking
    )
    line = assert_conflict(policy, "known", "pitch")
    assert "headline: [" in line
    assert int(re.findall(r"count: (\d+)", line)[0]) > 7


@pytest.mark.parametrize(
    ("known", "pitch"),
    [
        ("{messages: present}", "{messages: absent}"),
        ("{mutual-connections: at least 3}", "{mutual-connections: fewer than 3}"),
        ("{identity: same-profile}", "{identity: none}"),
        ("{request: withdrawn}", "{note: present}"),  # nothing is decided in that state
        ("c", "{c: no}"),
        ("c", "{c: unknown}"),
    ],
)
def test_rules_that_cannot_both_hold_are_not_reported(tmp_path: Path, known: str, pitch: str) -> None:
    concluding = "  - {id: c, conclude: c, because: C, when: [{mail: present}]}\n"
    policy = policy_of(tmp_path, KNOWN.format(known) + PITCH.format(pitch) + concluding)
    assert conflicts(policy) == []


def test_an_own_conflict_that_is_always_outranked_is_none(tmp_path: Path) -> None:
    rules = KNOWN.format("{messages: present}") + PITCH.format("{note: present}")
    above = "  - {id: above, decide: accept, priority: 501, because: Above, when: [{messages: present}]}\n"
    assert conflicts(policy_of(tmp_path, rules + above)) == []


def test_equal_verdicts_other_priorities_and_rules_that_decide_nothing_are_no_conflict(tmp_path: Path) -> None:
    rules = """
  - {id: one, decide: accept, priority: 5, because: One, when: [{note: present}]}
  - {id: same-verdict, decide: accept, priority: 5, because: Same, when: [{note: present}]}
  - {id: lower, decide: decline, priority: 4, because: Lower, when: [{note: present}]}
  - {id: shadow, decide: decline, priority: 5, status: shadow, because: Shadow, when: [{note: present}]}
  - {id: retired, decide: decline, priority: 5, status: retired, because: Retired, when: [{note: present}]}
  - {id: unfinished, decide: decline, priority: 5, status: unfinished, because: No, when: [{note: present}]}
"""
    assert conflicts(policy_of(tmp_path, rules)) == []


def test_a_conflict_that_needs_the_users_own_words_says_so(tmp_path: Path) -> None:
    about_me = "employers: [{name: Contoso}]\n"
    policy = pair(tmp_path, "{headline: {matches: my employers}}", "{note: present}", about_me=about_me)
    (problem,) = conflicts(policy)
    assert "text: 'Contoso'" in problem.text
    assert "with your about-me.yaml" in problem.text


def test_a_users_rule_is_the_one_to_change_when_it_meets_a_shipped_one(tmp_path: Path) -> None:
    shipped = {rule.id: rule for rule in load_policy().rules}
    proof = shipped["somebody-you-know"]
    rules = f"""rules:
  - id: no-beekeepers
    decide: decline
    priority: {proof.priority}
    when: [headline: {{mentions: [beekeeper]}}]
    because: "No bees."
examples:
  - {{name: bees, given: {{headline: beekeeper}}, expect: {{decide: decline}}}}
"""
    (tmp_path / "my-rules.yaml").write_text(rules, encoding="utf-8")
    (tmp_path / "about-me.yaml").write_text("extends: shipped\n", encoding="utf-8")
    found = conflicts(load_policy(tmp_path))
    assert {Path(problem.file).name for problem in found} == {"my-rules.yaml"}
    assert any("`somebody-you-know` says accept" in problem.text for problem in found)


def test_the_shipped_policy_has_no_conflict() -> None:
    assert conflicts(load_policy()) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(policies(max_rules=6, max_conclusions=3))
def test_what_is_reported_of_random_policies_is_so(policy: Policy) -> None:
    for problem in conflicts(policy):
        if problem.code == NOT_SEARCHED:
            continue
        verdict, flags, reasons = decision_on(policy, line_in(problem))
        assert verdict is Verdict.ASK
        assert CONFLICT_FLAG in flags
        one, other = re.findall(r"`(\w+)` says", problem.text)
        assert {one, other} <= reasons


def test_a_request_that_was_invented_for_one_pair_shows_others_that_were_not_come_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdicts = ("accept", "decline", "ask-for-context")
    rules = "".join(
        f"  - {{id: r{number}, decide: {verdict}, priority: 5, when: [messages: present], because: So.}}\n"
        for number, verdict in enumerate(verdicts)
    )
    policy = policy_of(tmp_path, rules)
    monkeypatch.setattr("screener.rehearsal.conflicts._EFFORT_IN_ALL", 30)  # enough for the first pair
    assert [re.findall(r"`(\w+)` says", problem.text) for problem in conflicts(policy)] == [
        ["r1", "r0"],
        ["r2", "r0"],
        ["r2", "r1"],
    ]


def dense_policy(size: int) -> Policy:
    """Rules of one priority over large counting groups and long chains of conclusions: the worst there can be."""

    def condition(number: int) -> Condition:
        subject = ("messages", "mail")[number % 2]
        return Condition(
            subject=subject, tests=(FieldTest("from-me", (Op.AT_LEAST, Op.AT_MOST)[number % 3 > 0], number % 17),)
        )

    def rule(number: int) -> Rule:
        items = (*(condition(number * 7 + more) for more in range(12)), ConclusionTest(f"c{number % (size // 2)}", YES))
        group = Group(kind=GroupKind.AT_LEAST, items=items, least=6)
        if number < size // 2:
            below = (ConclusionTest(f"c{number - 1}", YES),) if number else ()
            when = Group(kind=GroupKind.ANY, items=(condition(number), *below))
            return Rule(id=f"r{number}", conclude=f"c{number}", when=when, because="So.")
        return Rule(
            id=f"r{number}", decide=list(Verdict)[number % 3], priority=1, when=group, unless=group, because="So."
        )

    return Policy(rules=tuple(map(rule, range(size))), otherwise=Otherwise(decide=Verdict.DECLINE, because="No."))


def test_a_policy_of_two_hundred_rules_is_searched_and_what_was_left_out_is_said() -> None:
    with ends_soon():
        found = conflicts(dense_policy(200))
    assert found[-1].code == NOT_SEARCHED
    assert re.match(r"[\d,]+ (more )?pairs of rules with one priority", found[-1].text)
