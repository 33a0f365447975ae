"""`because` may only print what is there on every way the rule can hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hanging import ends_soon
from tests.policy.writing import check_text, rule

ALL = "- messages: {count: at least 1}\n- shared-employer: {overlap: at least 1 month}"
EITHER = "any:\n  - note: present\n  - shared-employer: {overlap: at least 1 month}\n  - shared-school: present"


@pytest.mark.parametrize(
    ("when", "because"),
    [
        (ALL, "{{ messages.last }} {{ shared_employer.name }} {{ shared_employer.overlap }}"),
        (ALL, "{{ messages['last'] }}"),
        (EITHER, "{% if shared_employer %}{{ shared_employer.name }}{% endif %}"),
        (EITHER, "{% if shared_employer.overlap %}{{ shared_employer.overlap }}{% endif %}"),
        (EITHER, "{% if not shared_school %}none{% else %}{{ shared_school.name }}{% endif %}"),
        (EITHER, "{{ shared_school.name if shared_school else 'no school' }}"),
        (EITHER, "{% if shared_school and shared_school.name != 'A' %}{{ shared_school.name }}{% endif %}"),
        (EITHER, "{{ shared_school.overlap or 'some time' }}"),
        ("any:\n  - messages: {count: at least 1}\n  - messages: {last: after 2019}", "{{ messages.count }}"),
        ("at least 2 of: [note: present, messages: present, note: {length: at least 3}]", "{{ note.text }}"),
        ("at least 2 of:\n  - note: present\n  - mail: present", "{{ note.text }} {{ mail.count }}"),
        ("- shared-employer: {overlap: at least 1 day, records: at least 1}", "{{ shared_employer.overlap }}"),
    ],
)
def test_what_is_sure_to_be_there_may_be_printed(tmp_path: Path, when: str, because: str) -> None:
    assert check_text(tmp_path, rule(when, because=because)).errors == ()


@pytest.mark.parametrize(
    ("when", "because", "advice"),
    [
        (EITHER, "{{ shared_employer.name }}", "{% if shared_employer %}"),
        (EITHER, "{% if shared_school %}{{ shared_employer.name }}{% endif %}", "{% if shared_employer %}"),
        (
            EITHER,
            "{% if shared_school or shared_employer %}{{ shared_school.name }}{% endif %}",
            "{% if shared_school %}",
        ),
        (EITHER, "{% if shared_school %}{{ shared_school.overlap }}{% endif %}", "{% if shared_school.overlap %}"),
        ("- shared-employer: present", "{{ shared_employer.overlap }}", "{% if shared_employer.overlap %}"),
        ("- shared-employer: {claimed: unknown}", "{{ shared_employer.claimed }}", "{% if shared_employer.claimed %}"),
        ("- note: absent\n- none: [messages: present]", "{{ messages.count }}", "does not test `messages`"),
        ("at least 1 of: [note: present, messages: present]", "{{ note.text }}", "{% if note %}"),
        ("- messages: {count: at least 1, records: at most 2}", "{{ messages.count }}", "{% if messages %}"),
        (
            "- shared-employer: {overlap: at least 1 day}\n- shared-employer: {staff: at most 9}",
            "{{ shared_employer.staff }}",  # the witness may be the record that passed the first test
            "{% if shared_employer.staff %}",
        ),
    ],
)
def test_what_may_be_missing_needs_an_if(tmp_path: Path, when: str, because: str, advice: str) -> None:
    errors = check_text(tmp_path, rule(when, because=because)).errors
    assert len(errors) == 1
    assert advice in errors[0].text


def test_otherwise_has_no_witnesses(tmp_path: Path) -> None:
    text = rule("- note: present").replace("Nothing links you.", "{{ note.text }}")
    assert [problem.code for problem in check_text(tmp_path, text).errors] == ["R040"]


@pytest.mark.parametrize(
    "because",
    [
        "{{ 'aaaaaaaaaa'" + f"|replace('a','{'a' * 40}')" * 5 + "|length }}",
        "{% set x = note.text %}" + "{% set x=x~x %}" * 25 + "x",
        "{% for i in note.text %}{% for j in note.text %}{% if i %}{% endif %}{% endfor %}{% endfor %}x",
    ],
)
def test_a_text_that_would_not_end_is_refused_at_its_place(tmp_path: Path, because: str) -> None:
    text = rule("- note: present", because=because)
    with ends_soon():
        errors = check_text(tmp_path, text).errors
    assert [(problem.code, problem.line) for problem in errors] == [
        ("R039", text[: text.index(because)].count("\n") + 1)
    ]
