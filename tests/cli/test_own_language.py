"""A language that the user adds: one file beside the rules, and its templates."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.subjects import SUBJECTS
from screener.errors import InputError
from screener.languages.language_guess import language_of
from screener.languages.words import SHIPPED, lacking_of, languages, use_languages_of
from screener.notes.reader import read
from screener.policy.loading import check_policy
from screener.replies.filling import when_words
from tests.cli.running import Run

SWEDISH = Path(__file__).parent.parent / "languages" / "swedish"
NOTE = "Hej Mara! Vi arbetade tillsammans hos er. Tack för allt!"
RULES = """\
rules:
  - id: swedish-notes
    flag: written in Swedish
    when: [{note: {language: sv}}]
    because: "The note is in Swedish."
examples:
  - {name: a Swedish note, given: {note: [{text: "Hej, jag skulle gärna vilja ha kontakt med dig och ditt team."}]},
     expect: {flags: [written in Swedish]}}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "rules"
    (folder / "languages").mkdir(parents=True)
    shutil.copy(SWEDISH / "sv.yaml", folder / "languages" / "sv.yaml")
    (folder / "about-me.yaml").write_text("extends: shipped\nme: {name: Mara Lindqvist, languages: [sv, en]}\n")
    (folder / "my-rules.yaml").write_text(RULES)
    yield folder
    use_languages_of(None)


def test_a_file_beside_the_rules_is_one_language_more(rules: Path) -> None:
    assert language_of(NOTE) != "sv"
    use_languages_of(rules)
    assert languages() == (*SHIPPED, "sv")
    assert language_of(NOTE) == "sv"
    assert "sv" in SUBJECTS["note"].fields["language"].choices
    assert when_words(date(2026, 3, 1), date(2026, 6, 1), "sv") == "i mars 2026"
    use_languages_of(None)
    assert languages() == SHIPPED


def test_what_it_says_of_notes_is_read(rules: Path) -> None:
    use_languages_of(rules)
    reading = read(NOTE)
    assert reading.language == "sv"
    assert {claim.about for claim in reading.claims} >= {"worked-together"}


def test_rules_may_test_it_and_its_file_is_no_rule_file(rules: Path) -> None:
    use_languages_of(rules)
    assert check_policy(rules).errors == ()


def test_what_a_file_leaves_out_is_told(rules: Path) -> None:
    use_languages_of(rules)
    lacking = lacking_of("sv")
    assert "page" in lacking
    assert "telling.small" not in lacking


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("de.yaml", "telling: {small: a}\n", "de is a language that is shipped"),
        ("swedish.yaml", "telling: {small: a}\n", "is named by its code, such as sv.yaml"),
        ("sv.yaml", "- a\n", "has sections such as"),
        ("sv.yaml", "telling: [\n", "cannot be read as a language's file"),
    ],
)
def test_a_file_that_is_none_is_an_error_with_a_way_out(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / name).write_text(text)
    with pytest.raises(InputError, match=words):
        use_languages_of(tmp_path)
    use_languages_of(None)


@pytest.mark.usefixtures("rules")
def test_a_swedish_request_is_answered_in_swedish(run: Run, tmp_path: Path) -> None:
    shutil.copytree(SWEDISH, tmp_path / "words", ignore=shutil.ignore_patterns("*.yaml"))
    listed = tmp_path / "list.csv"
    listed.write_text(f'name,profile_url,note\nBo Ek,https://www.linkedin.com/in/bo-ek-x,"{NOTE}"\n')
    own = ("--rules", "rules", "--templates", "words", "--today", "2026-03-10", "--store", "store.sqlite")
    done = run("triage", str(listed), *own)
    assert done.code == 0, done.err
    assert "written in Swedish" in done.out
    assert run("accept", "1", "--rules", "rules", "--today", "2026-03-10", "--store", "store.sqlite").code == 0
    reply = run("reply", "1", *own)
    assert reply.code == 0, reply.err
    assert "Hej Bo," in reply.out
    assert "Vänliga hälsningar\nMara Lindqvist" in reply.out


@pytest.mark.usefixtures("rules")
def test_templates_of_the_language_are_checked_with_it(run: Run, tmp_path: Path) -> None:
    shutil.copytree(SWEDISH, tmp_path / "words", ignore=shutil.ignore_patterns("*.yaml"))
    done = run("templates", "check", "words", "--rules", "rules")
    assert "no language" not in done.out + done.err


@pytest.mark.usefixtures("rules")
def test_what_its_phrases_say_of_a_text_is_shown(run: Run) -> None:
    told = run("rules", "read", NOTE, "--rules", "rules").out
    assert re.search(r"^language +sv$", told, re.MULTILINE)
    assert "worked-together" in told
    assert re.search(r"^language +not told$", run("rules", "read", NOTE, "--rules", "shipped").out, re.MULTILINE)


@pytest.mark.usefixtures("rules")
def test_templates_of_the_language_are_listed_and_previewed(run: Run, tmp_path: Path) -> None:
    shutil.copytree(SWEDISH, tmp_path / "words", ignore=shutil.ignore_patterns("*.yaml"))
    own = ("words", "--rules", "rules", "--language", "sv")
    assert "Vänliga hälsningar" in run("templates", "preview", *own).out
    assert run("templates", "names", *own).code == 0
    refused = run("templates", "preview", "words", "--rules", "shipped", "--language", "sv")
    assert (refused.code, refused.out) == (2, "")
