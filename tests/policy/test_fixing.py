"""Mending: each change names its code, is what the message says, and is made only if it helps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.policy.fixing import Fixed, fix_folder
from screener.policy.loading import check_policy
from tests.policy.test_loading import TEN_MISTAKES
from tests.policy.writing import EXAMPLES, OTHERWISE, rule

TEMPLATES = {"accept": {"thanks"}, "ask-for-context": {"where-we-met"}}


def fixed(folder: Path, text: str, *, unsafe: bool = False) -> tuple[str, Fixed]:
    """The text after mending, and what came of it; the file itself stays as it was."""
    file = folder / "rules.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    done = fix_folder(folder, templates=TEMPLATES, unsafe=unsafe)
    assert file.read_bytes() == text.encode()
    return done.files[file][1] if done.files else text, done


def flag(line: str) -> str:
    return f"rules:\n  - id: one\n    when: [note: present]\n    because: It holds.\n{line}" + OTHERWISE + EXAMPLES


PHRASES = "\ndefine:\n  phrases:\n    pitch:\n      - buy\n      - #1 offer\n"
SAFE = [
    ("R006", rule("- mutual-connections: > 3"), "> 3", "more than 3"),
    ("R006", rule("- mutual-connections: '<=3'"), "'<=3'", "at most 3"),
    ("R006", rule("- shared-employer: {overlap: >= 2 months, staff: at most 5}"), ">= 2 months", "at least 2 months"),
    ("R007", rule("- note: {matches: pitch}", rest=PHRASES), "- #1 offer", '- "#1 offer"'),
    ("R008", rule('- note: {regex: "\\d+ it\'s"}'), '"\\d+ it\'s"', "'\\d+ it''s'"),
    ("R009", flag("    flag: {{ note.text }} is\n"), "{{ note.text }} is", '"{{ note.text }} is"'),
    ("R010", flag('    flag: know: "them"\n'), 'know: "them"', "'know: \"them\"'"),
    ("R011", flag("    flag: @them\n"), "@them", '"@them"'),
    ("R013", flag("    flag: !look here\n"), "!look here", '"!look here"'),
    ("R014", rule("- mutual-conections: at least 3"), "mutual-conections", "mutual-connections"),
    ("R016", flag("    flag: x\n    flag: x\n"), "    flag: x\n    flag: x\n", "    flag: x\n"),
    ("R018", flag("    flag: x\n    titel: y\n"), "titel", "title"),
    ("R025", flag("    decide: declin\n    priority: 1\n"), "declin\n", "decline\n"),
    ("R026", rule("- note: {lenght: at least 9}"), "lenght", "length"),
    ("R027", rule("- note: {urgent: True}"), "True", "yes"),
    ("R027", rule("- mutual-connections: less than 3"), "less than", "fewer than"),
    ("R029", rule("- messages"), "- messages", "- messages: present"),
    ("R059", rule("- note: {mentions: [tea, Téa, desk]}"), "tea, Téa, desk", "tea, desk"),
    ("R059", rule("- note: {mentions: [tea, 'desk', \"Desk\"]}"), ", \"Desk\"", ""),
    ("R059", rule("- note: {mentions: [tea,\n    tea, desk]}"), "tea, desk", "desk"),
    ("R059", rule("- note:\n    mentions:\n      - tea\n      - tea"), "            - tea\n", ""),
    ("R046", flag("    flag: x\n    priority: 5  # why\n"), "    priority: 5  # why\n", ""),
    ("R046", rule("- note: present").replace("flag: seen", "reply: thanks\n    flag: seen"), "reply: thanks\n    ", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "wrong", "right"), SAFE)
def test_safe_changes_are_what_the_message_says(tmp_path: Path, code: str, text: str, wrong: str, right: str) -> None:
    after, done = fixed(tmp_path, text)
    assert after == text.replace(wrong, right, 1)
    assert done.errors_left == ()
    assert [fix.problem.code for fix in done.fixes] == [code]
    assert done.fixes[0].problem.file == str(tmp_path / "rules.yaml")


UNSAFE = [
    ("R005", rule("- note: present").replace("    flag", "\tflag"), "\t", "    flag"),
    ("R008", rule('- note: {regex: "\\bx\\d"}'), '"\\bx\\d"', "'\\bx\\d'"),
    ("R014", rule("- recommendation: present"), "- recommendation:", "- recommendation-given:"),
    ("R015", flag("    flag: x\n").replace("\nexamples", "---\nexamples"), "---\n", ""),
    ("R022", flag("    conclude: Known To Me\n"), "Known To Me", "known-to-me"),
    ("R027", rule("- mutual-connections: 3"), ": 3", ": exactly 3"),
    ("R027", rule("- headline: recruiter"), ": recruiter", ": {mentions: [recruiter]}"),
]


@pytest.mark.parametrize(("code", "text", "wrong", "right"), UNSAFE)
def test_what_may_be_meant_otherwise_needs_to_be_asked_for(
    tmp_path: Path, code: str, text: str, wrong: str, right: str
) -> None:
    after, done = fixed(tmp_path, text)
    assert (after, done.fixes) == (text, ())
    after, done = fixed(tmp_path, text, unsafe=True)
    assert right in after
    assert code in {fix.problem.code for fix in done.fixes}
    assert wrong not in after or wrong in right


def test_several_mistakes_are_mended_and_what_they_hid_as_well(tmp_path: Path) -> None:
    text = rule("- mutual-conections: > 3\n- note: {lenght: less than 9}\n- mail")
    after, done = fixed(tmp_path, text)
    assert done.errors_left == ()
    assert "- mutual-connections: more than 3\n      - note: {length: fewer than 9}\n      - mail: present\n" in after
    assert sorted(fix.problem.code for fix in done.fixes) == ["R006", "R014", "R026", "R027", "R029"]


@pytest.mark.parametrize(
    "text",
    [
        flag("    flag: x\n    tags: [a]\n    tag: [b]\n"),  # the key that is meant is there already
        rule("- note: present\n- #opentowork"),  # no condition is named so
        rule("- mesages: {sparkle: yes}"),  # the subject that is meant has no such field
    ],
)
def test_a_change_that_only_swaps_one_problem_for_another_is_not_made(tmp_path: Path, text: str) -> None:
    after, done = fixed(tmp_path, text, unsafe=True)
    assert (after, done.fixes) == (text, ())
    assert len(done.errors_left) >= 1


def test_what_a_broken_text_hid_comes_to_light(tmp_path: Path) -> None:
    _, done = fixed(tmp_path, flag("    flag: x\n").replace("because: It holds.", "because: Note: {{ mail.count }}"))
    assert [fix.problem.code for fix in done.fixes] == ["R010"]
    assert [problem.code for problem in done.errors_left] == ["R040"]


def test_line_ends_and_comments_stay(tmp_path: Path) -> None:
    text = rule("- mutual-connections: > 3  # a few").replace("\n", "\r\n")
    after, _ = fixed(tmp_path, text)
    assert after == text.replace("> 3", "more than 3")


def test_a_sound_policy_stays_as_it_is(tmp_path: Path) -> None:
    text = rule("- note: present")
    assert fixed(tmp_path, text) == (text, Fixed(files={}, fixes=(), unsafe_left=0, errors_left=()))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["", "> ", "x", "{{", '"', ": ", "\t", "#"])), max_size=4)
)
def test_mending_never_leaves_more_mistakes_than_there_were(tmp_path: Path, changes: list[tuple[int, str]]) -> None:
    text = TEN_MISTAKES
    for where, piece in changes:
        text = text[: where % len(text)] + piece + text[where % len(text) :]
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8", newline="")
    before = check_policy(tmp_path, templates=TEMPLATES)
    done = fix_folder(tmp_path, templates=TEMPLATES, unsafe=True)
    for path, (_, after) in done.files.items():
        path.write_text(after, encoding="utf-8", newline="")
    now = check_policy(tmp_path, templates=TEMPLATES)
    assert len(now.errors) + len(now.warnings) <= len(before.errors) + len(before.warnings)
    assert len(now.errors) == len(done.errors_left)
