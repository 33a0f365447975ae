"""The wrong example on each code's page gives that code and no other, the right one gives nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screener.policy.codes import SUPPRESSIBLE, Code
from screener.policy.loading import check_policy
from screener.policy.pages import Page, pages
from screener.rehearsal.checking import check_up
from tests.policy.writing import EXAMPLES, OTHERWISE

SECTIONS = r"^(?:rules|otherwise|define|examples|suppress)(?=:)"
TEMPLATES = {"accept": {"thanks"}, "ask-for-context": {"where-we-met"}}
SOUND = ("rules: []\n" + OTHERWISE).encode()
PAGES = pages()


def whole_file(piece: str, *, otherwise: bool = True, examples: bool = True) -> str:
    """A rule file around a piece of one: whole sections, whole rules, or some lines of one rule."""
    if not re.search(SECTIONS, piece, re.M):
        piece = piece if piece.startswith("- ") else one_rule(piece)
    if piece.startswith("- "):
        rules, *sections = re.split(rf"(?={SECTIONS})", piece, maxsplit=1, flags=re.M)
        piece = "rules:\n" + "".join(f"  {line}\n" for line in rules.splitlines()) + "".join(sections[:1])
    has = set(re.findall(SECTIONS, piece, re.M))
    piece += OTHERWISE if otherwise and "otherwise" not in has else ""
    return piece + (EXAMPLES if examples and "examples" not in has else "")


def one_rule(lines: str) -> str:
    missing = {"when": "[note: present]", "because": "It holds."}
    if not re.search(r"^(flag|conclude|decide):", lines, re.M) and "priorty" not in lines:
        missing["flag"] = "look here"
    if re.search(r"conclude:.*\n(decide|$)", lines) and not re.search(r"^(conclude|decide)", lines):
        missing["flag"] = "look here"
    added = "".join(f"{key}: {value}\n" for key, value in missing.items() if not re.search(rf"^{key}:", lines, re.M))
    return "- id: one\n" + "".join(f"  {line}\n" for line in (lines + added).splitlines())


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
    Code.IGNORED_FILE: (
        {"a.yaml": SOUND, PAGES[Code.IGNORED_FILE].wrong.strip(): b"rules: []"},
        {"a.yaml": SOUND, PAGES[Code.IGNORED_FILE].right.strip(): b"rules: []"},
    ),
}
ELSEWHERE = {Code.NOT_SEARCHED, Code.NEVER_HOLDS, Code.NEVER_DECIDES}


@pytest.mark.parametrize("code", [code for code in Code if code not in ELSEWHERE and code not in BY_HAND])
def test_wrong_gives_the_code_and_right_gives_none(tmp_path: Path, code: Code) -> None:
    page = PAGES[code]
    is_about_examples = code is Code.NO_EXAMPLES
    assert codes_of(tmp_path, whole_file(page.wrong, examples=not is_about_examples), page) == {code}
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
        assert warned == (code in SUPPRESSIBLE) or code is Code.UNUSED_SUPPRESSION
