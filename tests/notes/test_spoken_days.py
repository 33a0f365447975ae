"""Days that texts name, in the grammar of all languages with the words of each."""

from __future__ import annotations

from datetime import date

import pytest

from screener.notes.spoken_days import spoken_days
from screener.texts.folding import fold

SENT = date(2025, 11, 20)  # a Thursday


def span(text: str, language: str) -> tuple[str, str]:
    (spoken,) = spoken_days(fold(text), language, SENT)
    return spoken.first.isoformat(), spoken.last.isoformat()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "am 12. November 2024"), ("de", "am 12.11.2024"), ("en", "on Nov 12th, 2024"),
        ("en", "12 November 2024"),
        ("en", "2024-11-12"), ("fr", "le 12 nov. 2024"), ("es", "el 12 de noviembre de 2024"),
        ("pt", "a 12 de novembro de 2024"),
        ("it", "il 12 novembre 2024"), ("nl", "op 12 november 2024"), ("ja", "2024年11月12日"), ("nl", "12-11-2024"),
    ],
)  # fmt: skip
def test_a_whole_date_is_read_in_each_language(language: str, text: str) -> None:
    assert span(text, language) == ("2024-11-12", "2024-11-12")


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "am 12.11."), ("en", "on Nov 12th"), ("en", "on 12/11"), ("fr", "le 12 nov."), ("ja", "11月12日に")],
)
def test_a_day_without_its_year_is_the_last_such_day(language: str, text: str) -> None:
    assert span(text, language) == ("2025-11-12", "2025-11-12")


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "in March 2019", "2019-03-01", "2019-03-31"),
        ("de", "im Frühjahr 2019", "2019-03-01", "2019-05-31"),
        ("it", "estate 2019", "2019-06-01", "2019-08-31"),
        ("fr", "de 2004 à 2009", "2004-01-01", "2009-12-31"),
        ("ja", "2009年から", "2009-01-01", "2009-12-31"),
        ("en", "back in '98", "1998-01-01", "1998-12-31"),
        ("en", "yesterday", "2025-11-19", "2025-11-19"),
        ("de", "letztes Jahr", "2024-01-01", "2024-12-31"),
        ("es", "la semana pasada", "2025-11-10", "2025-11-16"),
        ("ja", "先月", "2025-10-01", "2025-10-31"),
        ("en", "on Monday", "2025-11-17", "2025-11-17"),
    ],
)
def test_months_seasons_and_what_counts_from_the_day_it_was_sent(
    language: str, text: str, first: str, last: str
) -> None:
    assert span(text, language) == (first, last)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "two weeks ago"), ("de", "vor zwei Wochen"), ("es", "hace dos semanas"), ("fr", "il y a deux semaines"),
     ("pt", "há duas semanas"), ("it", "due settimane fa"), ("nl", "twee weken geleden")],
)  # fmt: skip
def test_two_weeks_ago_is_about_two_weeks_ago(language: str, text: str) -> None:
    (spoken,) = spoken_days(fold(text), language, SENT)
    assert spoken.allows(date(2025, 11, 6))
    assert not spoken.allows(date(2025, 11, 19))


def test_words_of_another_language_name_no_day() -> None:
    assert spoken_days(fold("Kim hier, gestern und mayo"), "nl", SENT) == []
    assert spoken_days("ayer", "es", SENT)
    assert spoken_days("ayer", "de", SENT) == []


@pytest.mark.parametrize("text", ["31.02.2024", "99.99.", "12345", "ISO 9001", "1.5 million"])
def test_numbers_that_are_no_days_are_left_alone(text: str) -> None:
    assert [each for each in spoken_days(text, "en", SENT) if each.precise == "day"] == []


def test_nothing_relative_is_read_without_the_day_it_was_sent() -> None:
    assert spoken_days("yesterday and on 12/11", "en") == []
