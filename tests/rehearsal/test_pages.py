"""The wrong example on each code's page gives that code and no other, the right one gives nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.located.problem_codes import SUPPRESSIBLE, Code, Page, pages
from screener.policy.loading import check_policy
from screener.rehearsal.checking import check_up
from tests.policy.writing import OTHERWISE, whole_file

TEMPLATES = {"accept": {"thanks"}, "ask-for-context": {"where-we-met"}}
SOUND = ("rules: []\n" + OTHERWISE).encode()
PAGES = pages()


def codes_of(folder: Path, text: str, page: Page) -> set[str]:
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    if page.about_me:
        (folder / "about-me.yaml").write_text(page.about_me, encoding="utf-8")
    found = check_up(folder, None if page.about_me else TEMPLATES)
    return {problem.code for problem in (*found.errors, *found.warnings, *found.failed)}


# What takes more than a piece of a file to show: the files of the wrong and of the right folder.
BY_HAND: dict[Code, tuple[dict[str, bytes], dict[str, bytes]]] = {
    Code.UNREADABLE: ({}, {"a.yaml": SOUND}),
    Code.NOT_TEXT: ({"a.yaml": SOUND.decode().encode("utf-16")}, {"a.yaml": SOUND}),
    Code.TOO_LARGE: ({"a.yaml": b"# \n" * 400_000}, {"a.yaml": SOUND}),
    Code.OTHERWISE: (
        {"a.yaml": PAGES[Code.OTHERWISE].wrong.encode()},
        {"a.yaml": PAGES[Code.OTHERWISE].right.encode()},
    ),
    Code.MOVED: (
        {"a.yaml": SOUND, "about-me.yaml": PAGES[Code.MOVED].wrong.encode()},
        {"a.yaml": SOUND, "about-me.yaml": PAGES[Code.MOVED].right.encode()},
    ),
    Code.IGNORED_FILE: (
        {"a.yaml": SOUND, PAGES[Code.IGNORED_FILE].wrong.strip(): b"rules: []"},
        {"a.yaml": SOUND, PAGES[Code.IGNORED_FILE].right.strip(): b"rules: []"},
    ),
}
OF_TEMPLATES = {code for code in Code if code.is_of_templates}  # tried by tests/replies/test_pages.py
ELSEWHERE = {Code.NOT_SEARCHED} | OF_TEMPLATES


@pytest.mark.parametrize("code", [code for code in Code if code not in ELSEWHERE and code not in BY_HAND])
def test_wrong_gives_the_code_and_right_gives_none(tmp_path: Path, code: Code) -> None:
    page = PAGES[code]
    wrong = whole_file(page.wrong, examples=code is not Code.NO_EXAMPLES)
    assert codes_of(tmp_path, wrong, page) == {code}
    assert codes_of(tmp_path, whole_file(page.right), page) == set()


@pytest.mark.parametrize("code", [*BY_HAND])
def test_wrong_and_right_of_whole_folders(tmp_path: Path, code: Code) -> None:
    for name, files, expected in zip(("wrong", "right"), BY_HAND[code], ({code}, set()), strict=True):
        (tmp_path / name).mkdir()
        for file, data in files.items():
            (tmp_path / name / file).write_bytes(data)
        checked = check_policy(tmp_path / name)
        assert {problem.code for problem in (*checked.errors, *checked.warnings)} == expected


def test_every_code_has_a_page_that_says_something() -> None:
    assert {*PAGES} == {*Code}
    assert all(len(page.why) > 40 and page.wrong.strip() != page.right.strip() for page in PAGES.values())


def test_whatever_is_a_warning_may_be_suppressed(tmp_path: Path) -> None:
    """A code that comes as a warning on its own page is one of those that can be suppressed, and no other."""
    for code in set(Code) - ELSEWHERE - {*BY_HAND} - {Code.LIST}:
        (tmp_path / "rules.yaml").write_text(whole_file(PAGES[code].wrong, examples=code is not Code.NO_EXAMPLES))
        found = check_up(tmp_path, TEMPLATES)
        warned = any(problem.code == code for problem in found.warnings)
        assert warned == (code in {*SUPPRESSIBLE, Code.UNUSED_SUPPRESSION})
