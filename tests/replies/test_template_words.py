"""What a template may name is listed, and a new template is one that passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.errors import UsageError
from screener.languages.registers import registers
from screener.outcomes import Verdict
from screener.replies.filling import ALWAYS, CLAIMED, CLAIMED_FIELDS, SAYABLE, SOMETIMES
from screener.replies.template_checks import template_problems
from screener.replies.template_files import read_template, shared_files
from screener.replies.template_words import new_template, template_words
from tests.replies.drafting import SHIPPED, written

FOLDERS = (SHIPPED,)


@pytest.mark.parametrize("language", list(registers()))
def test_every_name_that_a_template_may_use_is_listed_once(language: str) -> None:
    names = [word.name for word in template_words(FOLDERS, language)]
    lines = {line for file in shared_files(FOLDERS, language) for line in file.lines}
    claimed = {f"{CLAIMED}.{field}" for field in CLAIMED_FIELDS}
    facts = {f"{subject}.{field}" for subject, fields in SAYABLE.items() for field in fields}
    assert sorted(names) == sorted({*ALWAYS, *SOMETIMES, *lines, *claimed, *facts})


def test_each_name_says_what_it_holds_and_when_it_is_empty() -> None:
    words = {word.name: word for word in template_words(FOLDERS, "en")}
    assert all(word.holds and word.empty for word in words.values())
    assert words["first_name"].empty == "`name` is empty"
    assert words["thanks"].holds == "the shared line “Thank you for your note.”"
    assert words["shared_employer.overlap"].empty.endswith("or the reply is not in English")


def test_a_shared_line_of_the_users_is_shown_as_theirs(tmp_path: Path) -> None:
    own = written(tmp_path, "shared/en.txt", "[thanks]\nMany thanks.\n\n[motto]\n{% if %}\n")
    words = {word.name: word.holds for word in template_words((own, SHIPPED), "en")}
    assert words["thanks"] == "the shared line “Many thanks.”"
    assert words["motto"] == "the shared line “{% if %}”"  # the check says what is wrong with it
    assert "greeting" in words


@pytest.mark.parametrize("language", list(registers()))
@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_new_template_passes_as_it_is_written(tmp_path: Path, verdict: Verdict, language: str) -> None:
    text = new_template(FOLDERS, f"{verdict}/choir", language)
    own = written(tmp_path, f"{verdict}/choir.{language}.txt", text)
    assert template_problems((own, SHIPPED)) == []
    assert all(f"# {word.name}: " in text for word in template_words(FOLDERS, language))


def test_a_new_template_of_a_shipped_name_begins_with_its_text() -> None:
    text = new_template(FOLDERS, "decline/student", "en")
    mine, shipped = (
        read_template(Path("student.en.txt"), each)
        for each in (text, (SHIPPED / "decline" / "student.en.txt").read_text(encoding="utf-8"))
    )
    assert mine.when == shipped.when
    assert [block.text for block in mine.blocks.values()] == [block.text for block in shipped.blocks.values()]


@pytest.mark.parametrize("name", ["choir", "accept/", "accept/../choir", "accept/Choir", "letters/choir", "no/choir"])
def test_a_name_that_no_template_can_have_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="write it as VERDICT/KIND, such as accept/choir"):
        new_template(FOLDERS, name, "en")


def test_a_language_without_words_for_replies_is_refused() -> None:
    with pytest.raises(UsageError, match="--language 'xx' is none of"):
        new_template(FOLDERS, "accept/choir", "xx")
