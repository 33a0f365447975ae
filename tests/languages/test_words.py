"""The words of each language: none lacks what another has, and those of the sources mean one thing."""

from __future__ import annotations

import re

import pytest

from screener.languages.words import SHIPPED as LANGUAGES
from screener.languages.words import lacking, language_called, listed, pattern_of, section
from screener.texts.folding import fold

SECTIONS = ("dates", "page", "mail", "calendar")


@pytest.mark.parametrize("name", (*SECTIONS, "replies"))
def test_no_language_lacks_what_another_has(name: str) -> None:
    assert list(lacking(name)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_twelve_months_and_seven_days(language: str) -> None:
    dates = section(language, "dates")
    assert (len(dates["months"]), len(dates["weekdays"])) == (12, 7)


@pytest.mark.parametrize("name", ["months", "weekdays"])
def test_no_name_of_a_day_or_month_means_two(name: str) -> None:
    meant: dict[str, int] = {}
    for language in LANGUAGES:
        for number, words in enumerate(section(language, "dates")[name]):
            for word in str(words).split("|"):
                assert meant.setdefault(fold(word), number) == number, (language, word)


@pytest.mark.parametrize("name", (*SECTIONS, "replies"))
def test_every_pattern_can_be_compiled_and_matches_not_nothing(name: str) -> None:
    for language in LANGUAGES:
        for key, value in section(language, name).items():
            if isinstance(value, str) and value and key not in ("between",):
                assert re.compile(f"(?:{value})").fullmatch("") is None, (language, key)


def test_words_of_all_languages_stand_together() -> None:
    assert {"drafts", "entwurfe"} <= set(map(fold, listed("mail", "drafts")))
    assert re.fullmatch(pattern_of("dates", "today"), "heute")


def test_a_section_that_nobody_has_is_empty() -> None:
    assert section("en", "no such section") == {}


@pytest.mark.parametrize(
    ("name", "code"),
    [("English", "en"), ("Deutsch (Schweiz)", "de"), ("español", "es"), ("Italienisch", "it"), ("日本語", "ja"),
     ("Norsk", ""), ("", "")],
)  # fmt: skip
def test_a_language_is_known_by_what_people_call_it(name: str, code: str) -> None:
    assert language_called(name) == code
