"""What somebody writes who does not program: one message at its place with the cure, and the cure is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.errors import Problem
from screener.located.problem_codes import Code
from screener.policy.fixing import fix_folder
from screener.policy.loading import check_policy
from screener.policy.slips import (
    OTHER_GROUPS,
    OTHER_KEYS,
    OTHER_SUBJECTS,
    OTHER_TEXT_TESTS,
    OTHER_VERDICTS,
    meant_comparison,
)
from screener.replies.template_files import template_names
from screener.shipped import shipped_folder
from tests.policy.writing import EXAMPLES, OTHERWISE, rule

TEMPLATES = template_names((shipped_folder("templates"),))


def checked(folder: Path, text: str) -> tuple[Problem, ...]:
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    found = check_policy(folder, templates=TEMPLATES)
    return (*found.errors, *found.warnings)


def mended(folder: Path) -> str:
    """The text once every edit is made that a finding carries."""
    done = fix_folder(folder, templates=TEMPLATES, unsafe=True)
    assert done.errors_left == ()
    return next(after for _, after in done.files.values())


def deciding(lines: str) -> str:
    return f"rules:\n  - id: one\n    when: [note: present]\n    because: It holds.\n{lines}{OTHERWISE}{EXAMPLES}"


def line_of(condition: str) -> str:
    return rule(f"- {condition}")


# What is written, the code that it is answered with, words of the answer, and what stands there once it is followed.
SLIPS = [
    (deciding("    decide: Decline\n    priority: kinds\n"), Code.VALUE, "'decline'", "decide: decline"),
    (deciding("    decide: ASK_FOR_CONTEXT\n    priority: hints\n"), Code.VALUE, "ask", "decide: ask-for-context"),
    (deciding("    decide: reject\n    priority: kinds\n"), Code.VALUE, "'decline'", "decide: decline"),
    (deciding("    decide: ask\n    priority: hints\n"), Code.VALUE, "'ask-for-context'", "decide: ask-for-context"),
    (deciding("    decide: decline\n"), Code.MISSING, "`priority: kinds`", "decide: decline\n    priority: kinds\n"),
    (deciding("    decide: accept\n"), Code.MISSING, "`priority: proof`", "priority: proof"),
    (deciding("    decide: accept\n    priority: prof\n"), Code.AMOUNT, "'proof'", "priority: proof"),
    (deciding("    verdict: accept\n    priority: proof\n"), Code.UNKNOWN_KEY, "'decide'", "decide: accept"),
    (deciding("    flag: x\n").replace("    when:", "    if:"), Code.UNKNOWN_KEY, "'when'", "    when: ["),
    (deciding("    flag: x\n").replace("because:", "reason:", 1), Code.UNKNOWN_KEY, "'because'", "    because: It"),
    (deciding("    flag: x\n    except: [mail: present]\n"), Code.UNKNOWN_KEY, "'unless'", "    unless: ["),
    (deciding("    flag: x\n").replace("- id:", "- name:"), Code.UNKNOWN_KEY, "'id'", "- id: one"),
    (deciding("    flag: x\n").replace("id: one", "id: My Rule"), Code.NAME, "`my-rule`", "id: my-rule"),
    (deciding("    flag: x\n").replace("id: one", "id:one"), Code.NO_SPACE, "`id: one`", "- id: one"),
    (deciding("    flag:x\n"), Code.NO_SPACE, "`flag: x`", "    flag: x\n"),
    (deciding("    Flag: x\n"), Code.UNKNOWN_KEY, "'flag'", "    flag: x\n"),
    (line_of("note:present"), Code.NO_SPACE, "`note: present`", "- note: present"),
    (line_of("note:\u00a0present"), Code.LOOK_ALIKE, "U+00A0", "- note: present"),
    (line_of("note：present"), Code.LOOK_ALIKE, "no colon", "- note: present"),
    (deciding("    flag:\u00a0x\n"), Code.LOOK_ALIKE, "U+00A0", "    flag: x\n"),
    (line_of("note: {mentions: [“quick chat”]}"), Code.TYPOGRAPHIC, '"quick chat"', '["quick chat"]'),
    (line_of("note: {mentions: [„kurz reden“]}"), Code.TYPOGRAPHIC, '"kurz reden"', '["kurz reden"]'),
    (line_of("note: {mentions: ['a', !now]}"), Code.FIRST_CHARACTER, "`!`", None),
    (line_of("company: {is: Fjordbyte, Inc.}"), Code.COMMA, '"Fjordbyte, Inc."', 'is: "Fjordbyte, Inc."'),
    (line_of("note: {mentions: quick call}"), None, "", None),
    (rule("- note:\n    mentions: call, demo"), Code.COMMA, "[call, demo]", "mentions: [call, demo]"),
    (line_of("or: [{note: present}, {headline: present}]"), Code.SUBJECT, "'any'", "- any: ["),
    (line_of("and: [{note: present}, {headline: present}]"), Code.SUBJECT, "'all'", "- all: ["),
    (line_of("not: [{note: present}]"), Code.SUBJECT, "'none'", "- none: ["),
    (line_of("email: present"), Code.SUBJECT, "'mail'", "- mail: present"),
    (line_of("Note: present"), Code.SUBJECT, "'note'", "- note: present"),
    (line_of("message: present"), Code.SUBJECT, "'messages'", "- messages: present"),
    (line_of("note: {contains: [rate]}"), Code.FIELD, "'mentions'", "note: {mentions: [rate]}"),
    (line_of("headline: {includes: [rate]}"), Code.FIELD, "'mentions'", "headline: {mentions: [rate]}"),
    (line_of("company: {equals: Fjordbyte}"), Code.FIELD, "'is'", "company: {is: Fjordbyte}"),
    (line_of("headline: recruiter"), Code.TEST, "`{mentions: [recruiter]}`", "headline: {mentions: [recruiter]}"),
    (line_of("note: yes"), Code.TEST, "`present`", "- note: present"),
    (line_of("note: Present"), Code.TEST, "'present'", "- note: present"),
    (line_of("note: {urgent: true}"), Code.TEST, "`yes`", "urgent: yes"),
    (line_of("asker: Recruiter"), Code.VALUE, "'recruiter'", "asker: recruiter"),
    (line_of("messages: {last: less than 30 days ago}"), Code.TEST, "`fewer than 30 days`", "fewer than 30 days}"),
    (line_of("messages: {last: within 2 weeks}"), Code.TEST, "`at most 2 weeks`", "at most 2 weeks"),
    (line_of("messages: {last: older than 3 yrs}"), Code.TEST, "`more than 3 years`", "more than 3 years"),
    (line_of("messages: {last: last 30 days}"), Code.TEST, "`at most 30 days`", "at most 30 days"),
    (line_of("shared-employer: {overlap: at least one year}"), Code.AMOUNT, "`at least 1 year`", "at least 1 year"),
    (line_of("shared-employer: {overlap: at least 6mo}"), Code.AMOUNT, "`at least 6 months`", "at least 6 months"),
    (line_of("shared-employer: {staff: up to 200}"), Code.TEST, "`at most 200`", "at most 200"),
    (line_of("mutual-connections: 3+"), Code.TEST, "`at least 3`", "- mutual-connections: at least 3"),
    (line_of("mutual-connections: 3 or more"), Code.TEST, "`at least 3`", "at least 3"),
    (line_of("mutual-connections: 2-5"), Code.TEST, "`between 2 and 5`", "between 2 and 5"),
    (line_of("mutual-connections: '>= 3'"), Code.SIGN, "at least 3", "at least 3"),
    (line_of("mutual-connections: more than ten"), Code.AMOUNT, "`more than 10`", "more than 10"),
    (line_of("shared-employer: {staff: at most smal-firm}"), Code.AMOUNT, "'small-firm'", "at most small-firm"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "words", "right"), SLIPS, ids=range(len(SLIPS)))
def test_a_slip_is_one_message_whose_advice_is_accepted(
    tmp_path: Path, text: str, code: Code | None, words: str, right: str | None
) -> None:
    problems = checked(tmp_path, text)
    assert [each.code for each in problems] == ([] if code is None else [code])
    assert words in "".join(each.text for each in problems)
    if right is not None:
        assert right in mended(tmp_path)


def test_a_rule_below_the_examples_is_told_once(tmp_path: Path) -> None:
    text = deciding("    flag: x\n") + "  - id: two\n    decide: decline\n    when: [asker: seller]\n    because: No.\n"
    (problem,) = checked(tmp_path, text)
    assert (problem.code, problem.line) == (Code.MISPLACED, 11)
    assert "move it up, under `rules:`" in problem.text


def test_an_example_among_the_rules_is_told_once(tmp_path: Path) -> None:
    text = deciding("    flag: x\n").replace(
        "rules:\n", "rules:\n  - {name: a, given: {}, expect: {decide: decline}}\n"
    )
    (problem,) = checked(tmp_path, text)
    assert (problem.code, problem.line) == (Code.MISPLACED, 2)


@pytest.mark.parametrize(
    "text",
    [
        "- id: one\n  flag: x\n  when: [note: present]\n  because: x\n",
        "id: one\nflag: x\nwhen: [note: present]\nbecause: x\n",
    ],
)
def test_rules_without_the_key_above_them_are_told_to_want_it(tmp_path: Path, text: str) -> None:
    (problem,) = checked(tmp_path, text)
    assert problem.code == Code.SHAPE
    assert "write `rules:` on a line of its own first" in problem.text


def test_a_rule_without_its_dash_is_read_on_and_told(tmp_path: Path) -> None:
    text = deciding("    flag: x\n").replace("  - id", "    id")
    (problem,) = checked(tmp_path, text)
    assert problem.code == Code.SHAPE
    assert "`- ` before the first key" in problem.text


def test_a_condition_in_plain_english_is_shown_how_one_is_written(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, rule('- note mentions "crane"'))
    assert problem.code == Code.NAMELESS
    assert "`note: {mentions: [Northwind]}`" in problem.text


@pytest.mark.parametrize("table", [OTHER_KEYS, OTHER_VERDICTS, OTHER_GROUPS, OTHER_SUBJECTS, OTHER_TEXT_TESTS])
def test_no_other_word_is_one_of_the_language_itself(table: dict[str, str]) -> None:
    assert {*table}.isdisjoint(table.values())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no more than 5", "at most 5"),
        ("minimum 3", "at least 3"),
        ("from 2 to 5 years", "between 2 and 5 years"),
        ("over a year ago", "more than 1 year"),
        ("30d or less", "at most 30 days"),
        ("a few", None),
        ("soon", None),
    ],
)
def test_comparisons_in_other_words(text: str, meant: str | None) -> None:
    assert meant_comparison(text) == meant


@pytest.mark.parametrize(
    ("text", "right", "words"),
    [
        (deciding("    flag: x\n").replace("  - id: one", "   - id: one"), "  - id: one\n", "moved"),
        (deciding("    flag:x\n"), "    flag: x\n", "a space added"),
        (deciding("    flag: x\n").replace(EXAMPLES, "").replace("when:", "if:"), "when: [note", "`if` → `when`"),
        (deciding("    decide: Ask\n"), "decide: ask-for-context\n    priority: hints\n", "`priority: hints` added"),
    ],
)
def test_what_is_mended_is_said_in_words(tmp_path: Path, text: str, right: str, words: str) -> None:
    checked(tmp_path, text)
    done = fix_folder(tmp_path, templates=TEMPLATES, unsafe=True)
    assert done.errors_left == ()
    assert right in next(after for _, after in done.files.values())
    assert any(words in str(fix) for fix in done.fixes)


def test_a_verdict_in_other_letters_is_told_as_it_is_written(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, deciding("    decide: Accept\n    priority: proof\n"))
    assert problem.text == "'Accept' is no verdict; did you mean 'accept'?"
