"""A folder of rule files becomes a policy, or every mistake in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.errors import PolicyError
from screener.outcomes import Verdict
from screener.policy.loading import check_policy, load_policy
from screener.policy.model import (
    ConclusionTest,
    Condition,
    FieldTest,
    Group,
    GroupKind,
    Look,
    Op,
    PersonName,
    Status,
)
from tests.policy.writing import EXAMPLES, OTHERWISE, check_text, found

SPECIMEN = """
rules:
  - id: overlapping-small-employer
    title: Same small employer at the same time
    conclude: worked-together
    when:
      - shared-employer: {overlap: at least 1 month, staff: at most 500}
    because: "You were both at {{ shared_employer.name }} for {{ shared_employer.overlap }}."
    say: [shared-employer.name]

  - id: somebody-i-know
    decide: accept
    priority: 500
    when:
      any:
        - knows-them
        - worked-together
    unless:
      - vouch: {recommend: no, kind: conduct}
    because: "You know them."
    reply: thanks

  - id: several-faint-traces
    conclude: knows-them
    when:
      at least 2 of:
        - messages: {from-them: at least 1}
        - my-invitation: present
        - address-book: {matched-by: at least name}
    because: "Several faint traces agree."

  - id: cold-pitch
    decide: decline
    priority: 200
    when:
      any:
        - note: {matches: sales pitch}
        - headline: {mentions: [lead generation, appointment setting]}
    because: "The text sells something."

  - id: asks-for-a-call
    flag: asks for a sales call
    when:
      - note: {matches: sales pitch}
    because: "The note asks for a call."

otherwise: {decide: decline, because: "Nothing in your files links you."}

define:
  phrases:
    sales pitch: [quick call, book a demo, "10x your"]

examples:
  - name: a colleague from a small firm
    given:
      shared-employer: [{name: Northwind, overlap: 19 months, staff: 85}]
    expect: {decide: accept, conclude: [worked-together], because: [overlapping-small-employer, somebody-i-know]}
"""

TEN_MISTAKES = r"""rules:
  - id: one
    conclude: worked-together
    when:
      - mutuals: {count: at least 3}
      - messages: {count: > 3}
    because: You know them: well
  - id: two
    decide: accept
    when:
      - note: {lenght: at least 3}
      - note: {regex: "\d+"}
      - #hashtag
    because: {{ messages.count }} messages
  - id: Three Of Them
    decide: perhaps
    priority: 10
    when: [worked-together]
    because: "All is well."
otherwise: {decide: decline, because: "Nothing links you."}
"""


def test_the_specimen_of_the_language_loads(tmp_path: Path) -> None:
    checked = check_text(tmp_path, SPECIMEN)
    assert checked.errors == ()
    assert checked.warnings == ()
    policy = checked.policy
    assert policy is not None
    rules = {rule.id: rule for rule in policy.rules}
    assert [*rules] == sorted(rules)
    assert rules["overlapping-small-employer"].when == Condition(
        subject="shared-employer",
        tests=(FieldTest("overlap", Op.AT_LEAST, 30.4375), FieldTest("staff", Op.AT_MOST, 500)),
    )
    assert rules["overlapping-small-employer"].say == (("shared-employer", "name"),)
    traces = rules["several-faint-traces"].when
    assert isinstance(traces, Group)
    assert (traces.kind, traces.least, len(traces.items)) == (GroupKind.AT_LEAST, 2, 3)
    assert traces.items[1] == Condition(subject="my-invitation", look=Look.PRESENT)
    assert rules["somebody-i-know"].when == Group(
        kind=GroupKind.ANY, items=(ConclusionTest("knows-them", 2), ConclusionTest("worked-together", 2))
    )
    assert rules["somebody-i-know"].priority == 500
    assert policy.phrases == {"sales pitch": ("quick call", "book a demo", "10x your")}
    (record,) = policy.examples[0].given["shared-employer"] or ()
    assert record["overlap"] == pytest.approx(19 * 30.4375)
    assert policy.examples[0].decide is Verdict.ACCEPT


def test_ten_mistakes_are_ten_messages_at_their_places(tmp_path: Path) -> None:
    checked = check_text(tmp_path, TEN_MISTAKES)
    assert checked.policy is None
    assert found(checked.errors) == [
        ("R014", 5, 9),
        ("R006", 6, 27),
        ("R010", 7, 14),
        ("R021", 8, 5),
        ("R026", 11, 16),
        ("R008", 12, 23),
        ("R007", 13, 9),
        ("R009", 14, 14),
        ("R022", 15, 9),
        ("R025", 16, 13),
    ]
    first = str(checked.errors[0])
    assert first.endswith("rules.yaml:5:9: unknown subject 'mutuals'; did you mean 'mutual-connections'? (R014)")


def test_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rulez: []\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("examples: {a: b}\n", encoding="utf-8")
    with pytest.raises(PolicyError) as raised:
        load_policy(tmp_path)
    assert {Path(problem.file).name for problem in raised.value.problems} >= {"a.yaml", "b.yaml"}
    assert raised.value.exit_code == 3


def test_the_shipped_policy_loads() -> None:
    checked = check_policy()
    assert checked.errors == ()
    assert checked.policy is not None
    assert checked.policy.origin == "shipped"
    assert all(rule.shipped for rule in checked.policy.rules)


def test_a_user_adds_to_the_shipped_rules_replaces_and_switches_off(tmp_path: Path) -> None:
    shipped = load_policy()
    replaced, retired = [rule for rule in shipped.rules if rule.decide][:2]
    text = f"""rules:
  - {{id: {retired.id}, status: retired}}
  - id: {replaced.id}
    flag: my own
    when: [note: present]
    because: "Mine."
  - id: my-own-rule
    flag: mine, too
    when: [note: present]
    because: "Mine."
otherwise: {{decide: ask-for-context, because: "I look myself.", reply: silent}}
examples:
  - {{name: nobody, given: {{}}, expect: {{decide: ask-for-context}}}}
"""
    (tmp_path / "my-rules.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "about-me.yaml").write_text("extends: shipped\n", encoding="utf-8")
    policy = load_policy(tmp_path)
    rules = {rule.id: rule for rule in policy.rules}
    assert len(rules) == len(shipped.rules) + 1
    assert rules[replaced.id].flag == "my own"
    assert not rules[replaced.id].shipped
    assert rules[retired.id].status is Status.RETIRED
    assert policy.otherwise.decide is Verdict.ASK
    assert sum(not example.shipped for example in policy.examples) == 1
    assert sum(example.shipped for example in policy.examples) == len(shipped.examples)


def test_a_policy_that_extends_nothing_stands_alone(tmp_path: Path) -> None:
    checked = check_text(tmp_path, SPECIMEN, about_me="competitors: [Fabrikam]\n")
    assert checked.policy is not None
    assert len(checked.policy.rules) == 5
    assert checked.policy.about_me.competitors == ("Fabrikam",)


def test_about_me_is_read_whole(tmp_path: Path) -> None:
    about_me = """
me: {name: Ana Ruiz, profile_url: "https://www.linkedin.com/in/ana-ruiz", languages: [en, es]}
employers:
  - {name: Northwind Robotics, also: [Northwind Labs], staff: 85, sites: [Bilbao], from: 2009-05, to: 2013-02}
schools: [{name: Contoso Polytechnic, from: 2001, to: 2006}]
never-connect: [{name: Some Body, profile_url: "https://www.linkedin.com/in/some-body"}, Other Body]
lists: {trusted circle: [{name: Mika Sato}, Northwind]}
goals: [industrial robotics]
waiting: 2 weeks
written-decline: {languages: [ja], to: [worked-together]}
"""
    checked = check_text(tmp_path, SPECIMEN, about_me=about_me)
    assert checked.errors == ()
    assert checked.policy is not None
    about = checked.policy.about_me
    assert (about.name, about.languages, about.waiting_days) == ("Ana Ruiz", ("en", "es"), 14.0)
    assert (about.employers[0].staff, str(about.employers[0].start), about.employers[0].also) == (
        85,
        "2009-05",
        ("Northwind Labs",),
    )
    assert about.never_connect[1] == PersonName(name="Other Body")
    assert about.lists["trusted circle"] == (PersonName(name="Mika Sato"), "Northwind")
    assert about.written_decline_to == ("worked-together",)


def test_the_digest_does_not_depend_on_layout_order_or_comments(tmp_path: Path) -> None:
    one, other, third = tmp_path / "one", tmp_path / "other", tmp_path / "third"
    for folder in (one, other, third):
        folder.mkdir()
    head, tail = SPECIMEN.split("  - id: several-faint-traces")
    tail_rules, rest = tail.split("\notherwise")
    (other / "z.yaml").write_text(head + "\n# a comment\notherwise" + rest, encoding="utf-8")
    (other / "a.yaml").write_text("rules:\n  - id: several-faint-traces" + tail_rules, encoding="utf-8")
    first = check_text(one, SPECIMEN).policy
    second = check_policy(other).policy
    changed = check_text(third, SPECIMEN.replace("at least 2 of", "at least 3 of")).policy
    assert first and second and changed
    assert first.digest == second.digest != changed.digest
    assert len(first.digest) == 16


def test_hidden_files_and_folders_are_not_read(tmp_path: Path) -> None:
    (tmp_path / ".hidden.yaml").write_text("nonsense: yes\n", encoding="utf-8")
    (tmp_path / "sub.yaml").mkdir()
    assert check_text(tmp_path, "rules: []" + OTHERWISE + EXAMPLES).errors == ()


def test_definitions_may_stand_for_conditions_and_lists_of_them(tmp_path: Path) -> None:
    text = """rules:
  - id: one
    flag: seen
    when:
      any: traces
      at least 2 of: traces
    unless: [wrote]
    because: "It holds."
define:
  conditions:
    wrote: {messages: {from-them: at least 1}, note: present}
  condition-lists:
    traces: [wrote, {my-invitation: present}]
"""
    policy = check_text(tmp_path, text + OTHERWISE + EXAMPLES).policy
    assert policy is not None
    when = policy.rules[0].when
    assert isinstance(when, Group)
    assert when.kind is GroupKind.ALL
    assert [item.kind for item in when.items if isinstance(item, Group)] == [GroupKind.ANY, GroupKind.AT_LEAST]
    assert policy.rules[0].unless == policy.conditions["wrote"]
    assert isinstance(policy.conditions["wrote"], Group)
    assert policy.conditions["wrote"].kind is GroupKind.ALL


def test_a_name_given_to_a_condition_twice_over_does_not_grow_without_end(tmp_path: Path) -> None:
    doubled = "".join(f"    c{number + 1}: {{all: [c{number}, c{number}]}}\n" for number in range(18))
    text = "rules: []\ndefine:\n  conditions:\n    c0: {note: present}\n" + doubled
    codes = {problem.code for problem in check_text(tmp_path, text + OTHERWISE).errors}
    assert codes == {"R003"}
