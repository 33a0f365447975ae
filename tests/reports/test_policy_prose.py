"""A policy in plain prose: every subject and every kind of test has words, and what is told is what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.catalogue.declaring import FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate
from screener.policy.condition_wording import clause_of
from screener.policy.loading import load_policy
from screener.policy.model import ConclusionTest, Condition, FieldTest, Look, Op
from screener.reports.policy_prose import policy_prose
from tests.policy.writing import check_text

SAMPLES = {
    FieldType.NUMBER: FieldTest("", Op.AT_LEAST, 3),
    FieldType.SPAN: FieldTest("", Op.AT_MOST, 60.875),
    FieldType.DATE: FieldTest("", Op.AFTER, PartialDate(2019)),
    FieldType.TEXT: FieldTest("", Op.MATCHES, "some words"),
    FieldType.YES_NO: FieldTest("", Op.IS_NO),
}


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=lambda subject: subject.name)
def test_every_field_of_every_subject_can_be_told(subject) -> None:  # type: ignore[no-untyped-def]
    for look in (Look.PRESENT, Look.ABSENT, Look.UNKNOWN):
        assert clause_of(Condition(subject=subject.name, look=look))
    for field in subject.fields.values():
        if field.type is FieldType.CHOICE:
            test = FieldTest(field.name, Op.ONE_OF, (field.choices[0],))
        else:
            sample = SAMPLES[field.type]
            test = FieldTest(field.name, sample.op, sample.operand)
        for one in (test, FieldTest(field.name, Op.IS_UNKNOWN)):
            clause = clause_of(Condition(subject=subject.name, tests=(one,)))
            assert "{" not in clause
            assert "the user" not in clause


def condition(subject: str, *tests: FieldTest) -> str:
    return clause_of(Condition(subject=subject, tests=tests))


def test_conditions_read_like_sentences() -> None:
    wrote = condition("messages", FieldTest("from-me", Op.AT_LEAST, 1), FieldTest("from-them", Op.AT_LEAST, 1))
    assert wrote == "there are messages between you and them, at least 1 from you and at least 1 from them"
    assert condition("mutual-connections", FieldTest("number", Op.MORE_THAN, 5)) == (
        "you have more than 5 connections in common"
    )
    assert (
        condition("recruiter", FieldTest("specific", Op.IS_YES)) == "they hire for others, and it names a concrete role"
    )
    assert (
        condition("note", FieldTest("links", Op.AT_LEAST, 1))
        == "they sent a note with the request, and it has at least 1 link"
    )
    claim = condition(
        "claim", FieldTest("about", Op.ONE_OF, ("met", "taught")), FieldTest("checked", Op.AT_LEAST, "open")
    )
    assert claim == (
        "it is claimed that you met or that one of you taught the other, and your records do not contradict it"
    )
    assert clause_of(ConclusionTest("knows-them", 1)) == "“knows them” cannot be told"


POLICY = """
rules:
  - id: seller
    decide: decline
    priority: 20
    reply: silent
    flag: sells something
    when: {any: [{sales: present}, {all: [{note: {matches: pitch}}, {none: [known]}]}]}
    unless: [a link of old]
    because: "They sell{% if sales %} {{ sales.text }}{% endif %}."
  - {id: wrote, conclude: known, when: [{messages: {from-them: at least 1}}], because: They wrote.}
  - {id: tried, status: shadow, flag: tried, when: [note: absent], because: Nothing written.}
  - {id: off, status: retired, flag: gone, when: [note: absent], because: Nothing written.}
otherwise: {decide: ask-for-context, because: Who knows.}
define:
  phrases: {pitch: [buy]}
  conditions:
    a link of old: {all: [{messages: {count: at least 2}}, {mail: present}]}
"""


def test_a_policy_is_told_as_a_letter(tmp_path: Path) -> None:
    checked = check_text(tmp_path, POLICY)
    assert checked.errors == ()
    assert checked.policy is not None
    told = "\n".join(policy_prose(checked.policy, 200))
    assert (
        """\
1.  Decline, without a word, and show “sells something” if at least one of these holds:
      - they sell something
      - all of these hold:
        - their note matches “pitch”
        - it is known that none of these holds:
          - “known” holds
    But not if, as far as is known, “a link of old” holds.
    You read: “They sell ‹text›.” [seller]"""
        in told
    )
    assert "2.  Ask for context whatever is left. You read: “Who knows.” [otherwise]" in told
    assert "It is “known” if there are messages between you and them, at least 1 from them." in told
    assert "“a link of old” holds if all of these hold:" in told
    assert "[tried] (only on trial: it is reported and decides nothing)" in told
    assert "gone" not in told


def test_every_shipped_rule_is_told_once() -> None:
    policy = load_policy()
    told = "\n".join(policy_prose(policy, 10_000))
    for rule in policy.rules:
        assert told.count(f"[{rule.id}]") == 1
