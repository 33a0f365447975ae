"""A new rule in a rule file: behind those that are there, and all else as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.errors import UsageError
from screener.policy.formatting import formatted
from screener.policy.writing import (
    MY_RULES,
    RuleDraft,
    check_with,
    example_lines,
    kebab,
    rule_lines,
    start_own,
    with_item,
)

DRAFT = RuleDraft(
    id="salary",
    title="Salaries: named",
    decide="accept",
    priority=415,
    reply="thanks",
    when=["recruiter: present", "note: {mentions: [salary]}"],
    unless=["knows-them"],
    because='They say "money".',
)
WRITTEN = """\
  - id: salary
    title: "Salaries: named"
    decide: accept
    priority: 415
    reply: thanks
    when:
      - recruiter: present
      - note: {mentions: [salary]}
    unless:
      - knows-them
    because: 'They say "money".'
"""


def test_a_rule_goes_behind_the_last_and_an_example_behind_the_last(tmp_path: Path) -> None:
    text = with_item(MY_RULES, "rules", rule_lines(DRAFT))
    text = with_item(text, "examples", example_lines("a salary", "given: {}", "expect: {decide: decline}"))
    before, after = MY_RULES.split("\nexamples:")
    assert text == (
        f"{before}\n{WRITTEN}\nexamples:{after}  - name: a salary\n    given: {{}}\n    expect: {{decide: decline}}\n"
    )
    assert formatted("my-rules.yaml", text.encode()) == text
    start_own(tmp_path)
    written = (tmp_path / "my-rules.yaml").read_text(encoding="utf-8")
    checked = check_with(tmp_path, "my-rules.yaml", text, None)
    assert checked.errors == ()
    assert checked.policy is not None
    assert "salary" in {rule.id for rule in checked.policy.rules}
    assert (tmp_path / "my-rules.yaml").read_text(encoding="utf-8") == written


@pytest.mark.parametrize("text", ["", "\n\n", "rules:\n", "rules: []\n", "rules: [ ]"])
def test_an_empty_file_or_section_gets_its_first_rule(text: str) -> None:
    assert with_item(text, "rules", rule_lines(DRAFT)) == "rules:\n" + WRITTEN


def test_comments_other_steps_and_line_ends_stay() -> None:
    rule = "- id: one # first\n  because: |\n    two\n    lines\n"
    text = f"# mine\nrules:\n{rule}# the end of it\notherwise: {{decide: decline}}\n"
    after = with_item(text.replace("\n", "\r\n"), "rules", ["- id: two", "  flag: x"])
    assert after == text.replace("    lines\n", "    lines\n\n- id: two\n  flag: x\n\n").replace("\n", "\r\n")


def test_rules_in_brackets_are_not_written_into() -> None:
    with pytest.raises(UsageError, match="with dashes"):
        with_item("rules: [{id: one}]\n", "rules", ["- id: two"])


def test_what_is_wrong_with_a_rule_is_told_at_its_place_in_the_folder(tmp_path: Path) -> None:
    start_own(tmp_path)
    wrong = RuleDraft(id="salary", flag="x", when=["recruter: present"], because="x")
    checked = check_with(tmp_path, "my-rules.yaml", with_item(MY_RULES, "rules", rule_lines(wrong)), None)
    assert checked.policy is None
    (problem,) = checked.errors
    assert problem.file == str(tmp_path / "my-rules.yaml")
    assert "did you mean 'recruiter'?" in problem.text


def test_a_purpose_becomes_an_id() -> None:
    assert kebab("Recruiters, who name a salary!") == "recruiters-who-name-a-salary"
