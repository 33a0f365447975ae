"""Examples: each key of `expect` is held to, at the place of the example."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.errors import Problem
from screener.inference.inferring import EngineKind
from screener.policy.loading import load_policy
from screener.policy.model import Policy
from screener.rehearsal.trials import failures, outcomes
from tests.policy.writing import check_text

RULES = """
rules:
  - {id: wrote, conclude: knows-them, because: Wrote, when: [{messages: {from-them: at least 1}}]}
  - {id: met, conclude: knows-them, because: Met, when: [{meeting: present}]}
  - id: known
    decide: accept
    priority: 500
    when: [knows-them]
    because: "You know them."
  - id: hint
    decide: ask-for-context
    priority: 300
    when: [shared-school: present]
    ask: where-we-met
    flag: a hint
    because: "The same school."
  - {id: pitch, decide: decline, priority: 200, because: Sells, flag: sells, when: [{note: {mentions: [quick call]}}]}
otherwise: {decide: decline, because: "Nothing links you."}
examples:
  - name: the example
"""
SCHOOL = "{shared-school: {name: Contoso Polytechnic}}"
WROTE = "{messages: {count: 1, from-me: 0, from-them: 1, two-way: no, first: 2020, last: 2020}}"


def policy_of(folder: Path, example: str, rules: str = RULES) -> Policy:
    checked = check_text(folder, rules + f"    {example}\n")
    assert checked.errors == ()
    assert checked.policy is not None
    return checked.policy


def failing(folder: Path, example: str, rules: str = RULES) -> list[Problem]:
    policy = policy_of(folder, example, rules)
    return failures(policy, policy, engine=EngineKind.COMPILED)


@pytest.mark.parametrize(
    ("given", "holds", "fails", "difference"),
    [
        (WROTE, "decide: accept", "decide: decline", "decide: expected decline, found accept"),
        (SCHOOL, "decide: ask-for-context", "decide: accept", "decide: expected accept, found ask-for-context"),
        (WROTE, "conclude: [knows-them]", "conclude: []", "conclude: expected [], found [knows-them]"),
        (SCHOOL, "conclude: []", "conclude: [knows-them]", "conclude: expected [knows-them], found []"),
        (WROTE, "because: [wrote, known]", "because: [known]", "because: expected [known], found [known, wrote]"),
        ("{}", "because: [otherwise]", "because: [pitch]", "because: expected [pitch], found [otherwise]"),
        (WROTE, "also-because: [wrote]", "also-because: [met, wrote]", "also-because: [met] did not hold"),
        (SCHOOL, "flags: [a hint]", "flags: []", "flags: expected [], found [a hint]"),
        ("{}", "flags: []", "flags: [sells]", "flags: expected [sells], found []"),
        ("{request: crossed}", "state: crossed", "state: new", "state: expected new, found crossed"),
        ("{request: withdrawn}", "state: withdrawn", "decide: decline", "decide: expected decline, found nothing"),
        (SCHOOL, "asks: where-we-met", "state: crossed", "state: expected crossed, found new"),
        (WROTE, "decide: accept", "asks: where-we-met", "asks: expected where-we-met, found nothing"),
    ],
)
def test_each_key_of_expect_is_held_to(tmp_path: Path, given: str, holds: str, fails: str, difference: str) -> None:
    (problem,) = failing(tmp_path, f"given: {given}\n    expect: {{{fails}}}")
    assert problem.text == f"example 'the example' fails; {difference}"
    assert failing(tmp_path, f"given: {given}\n    expect: {{{holds}}}") == []


def test_the_problem_stands_at_the_example(tmp_path: Path) -> None:
    (problem,) = failing(tmp_path, "given: {}\n    expect: {decide: accept, flags: [sells]}")
    assert (Path(problem.file).name, problem.line, problem.column, problem.code) == ("rules.yaml", 20, 5, "E001")
    assert "decide: expected accept, found decline; flags: expected [sells], found []" in problem.text


def test_outranked_and_flag_only_rules_are_not_among_the_reasons(tmp_path: Path) -> None:
    flag_only = "rules:\n  - {id: look, flag: look, because: Look, when: [{note: present}]}"
    rules = RULES.replace("rules:", flag_only, 1)
    both = f"given: {{note: quick call, {WROTE[1:-1]}}}\n    expect: {{because: [known, wrote], flags: [look, sells]}}"
    assert failing(tmp_path, both, rules) == []


def test_a_subject_not_named_is_absent_unless_others_are_unknown(tmp_path: Path) -> None:
    rules = RULES.replace("shared-school: present", "shared-school: absent, note: unknown")
    told = "given: {shared-school: [], others: unknown}\n    expect: {decide: ask-for-context}"
    assert failing(tmp_path, told, rules) == []
    assert failing(tmp_path, "given: {}\n    expect: {decide: decline}", rules) == []


def test_what_is_read_off_a_text_is_worked_out_as_on_real_input(tmp_path: Path) -> None:
    rules = RULES.replace("shared-school: present", "note: {length: at least 10, links: at least 1}")
    given = "given: {note: 'see www.example.com'}\n    expect: {decide: ask-for-context}"
    assert failing(tmp_path, given, rules) == []
    named = "given: {note: {text: 'see www.example.com', length: 9}}\n    expect: {decide: decline}"
    assert failing(tmp_path, named, rules) == []


def test_an_example_runs_with_an_empty_about_me_or_with_its_own(tmp_path: Path) -> None:
    rules = RULES.replace("shared-school: present", "headline: {matches: my employers}")
    (tmp_path / "about-me.yaml").write_text("employers: [{name: Contoso}]\n", encoding="utf-8")
    at_contoso = "given: {headline: Engineer at Contoso}\n    "
    assert failing(tmp_path, at_contoso + "expect: {decide: decline}", rules) == []
    own = "about-me: {employers: [{name: Contoso}]}\n    expect: {decide: ask-for-context}"
    assert failing(tmp_path, at_contoso + own, rules) == []


def test_an_example_of_an_unfinished_rule_may_fail(tmp_path: Path) -> None:
    rules = RULES.replace("id: pitch,", "id: pitch, status: unfinished,")
    given = "given: {note: quick call}\n    expect: "
    assert failing(tmp_path, given + "{decide: decline, because: [pitch]}", rules) == []
    assert len(failing(tmp_path, given + "{decide: accept, because: [known]}", rules)) == 1


def test_an_example_that_is_still_to_do_may_fail(tmp_path: Path) -> None:
    given = "given: {note: quick call}\n    "
    assert failing(tmp_path, given + "todo: until the phrases are there\n    expect: {decide: accept}") == []
    policy = policy_of(tmp_path, given + "todo: later\n    expect: {decide: accept}")
    (outcome,) = outcomes(policy, policy, engine=EngineKind.COMPILED)
    assert (outcome.may_fail, outcome.failed, outcome.example.todo) == (True, False, "later")
    assert [str(difference) for difference in outcome.differences] == ["decide: expected accept, found decline"]


def test_a_difference_names_what_is_missing_and_what_is_too_much(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, f"given: {WROTE}\n    expect: {{because: [known, met], also-because: [met]}}")
    (outcome,) = outcomes(policy, policy, engine=EngineKind.COMPILED)
    because, also = outcome.differences
    assert (because.missing, because.surplus) == ({"met"}, {"wrote"})
    assert (also.missing, also.surplus) == ({"met"}, set())


def test_no_rule_and_no_about_me_of_a_users_makes_a_shipped_example_fail(tmp_path: Path) -> None:
    shipped = load_policy()
    rules = """rules:
  - {id: nobody, decide: decline, priority: 2000, because: Nobody, flag: nobody, when: {none: [{meeting: unknown}]}}
  - {id: never-connect, status: retired}
otherwise: {decide: accept, because: "Everybody is welcome."}
examples:
  - {name: anybody, given: {}, expect: {decide: decline, because: [nobody]}}
  - {name: my own that fails, given: {}, expect: {decide: accept}}
"""
    (tmp_path / "my-rules.yaml").write_text(rules, encoding="utf-8")
    about_me = "extends: shipped\ncompetitors: [Contoso]\nemployers: [{name: Northwind}]\n"
    (tmp_path / "about-me.yaml").write_text(about_me, encoding="utf-8")
    policy = load_policy(tmp_path)
    assert sum(example.shipped for example in policy.examples) == len(shipped.examples) > 50
    (problem,) = failures(policy, shipped, engine=EngineKind.COMPILED)
    assert "my own that fails" in problem.text


def test_both_engines_come_to_the_same_on_the_shipped_examples() -> None:
    shipped = load_policy()
    assert failures(shipped, shipped, engine=EngineKind.COMPILED) == []
    assert failures(shipped, shipped, engine=EngineKind.DURABLE) == []
