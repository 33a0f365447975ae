"""Tests of `screener.evidence.claims`, its phrases, names and dates."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from screener.catalogue.subjects import SUBJECTS
from screener.evidence.claim_phrases import CLAIM_PHRASES
from screener.evidence.claims import claims_in
from screener.evidence.named_dates import dates_named
from screener.texts.folding import fold
from tests.evidence.claim_measures import corpus, measures

SENT = date(2026, 2, 1)


def test_claims_are_read_well_in_every_language() -> None:
    measured = measures()
    assert measured["all"].precision >= 0.97
    assert measured["all"].recall >= 0.97
    for language in CLAIM_PHRASES:
        assert measured[language].precision >= 0.95, measured[language].failures
        assert measured[language].recall >= 0.95, measured[language].failures


def test_the_corpus_is_large_and_full_of_notes_that_claim_nothing() -> None:
    notes = list(corpus())
    assert len(notes) >= 200
    assert sum(not expected for _, expected, _ in notes) >= 60
    assert {language for language, _, _ in notes} == set(CLAIM_PHRASES)


def test_every_language_has_phrases_for_every_claim_of_the_catalogue() -> None:
    for language, phrases in CLAIM_PHRASES.items():
        assert set(phrases.claims) == set(SUBJECTS["claim"].fields["about"].choices), language
        assert set(phrases.relative) == {"yesterday", "last-week", "last-month", "last-year", "this-year"}


def test_a_phrase_stands_once_in_its_language() -> None:
    for language, phrases in CLAIM_PHRASES.items():
        abouts: dict[str, set[str]] = defaultdict(set)
        for about, every in phrases.claims.items():
            for phrase in every:
                abouts[fold(phrase.strip("+*"))].add(about)
        assert {phrase: seen for phrase, seen in abouts.items() if len(seen) > 1} == {}, language


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("We worked together at Northwind Robotics until 2012.", "Northwind Robotics"),
        ("Dr. Kofi Mensah suggested I write to you.", "Kofi Mensah"),
        ("I was introduced by Mika Sato at the fair.", "Mika Sato"),
        ("Wir haben uns auf der Messe in Bilbao kennengelernt.", "Bilbao"),
        ("Nous avons travaillé ensemble chez Northwind Robotics.", "Northwind Robotics"),
        ("We met at the Jupiter Summit in Oslo.", "Jupiter Summit"),
        ("ノースウィンド社で一緒に働いていました。", "ノースウィンド"),
        ("You may know me as Jane Smith, my maiden name.", "Jane Smith"),
    ],
)
def test_the_name_beside_a_claim_is_taken(note: str, name: str) -> None:
    assert claims_in(note)[0].names[0] == name


@pytest.mark.parametrize(
    ("text", "start", "end", "precise"),
    [
        ("we met on 3 may 2019", date(2019, 5, 3), date(2019, 5, 3), "day"),
        ("we met on may 3, 2019", date(2019, 5, 3), date(2019, 5, 3), "day"),
        ("am 03.05.2019", date(2019, 5, 3), date(2019, 5, 3), "day"),
        ("el 3 de mayo de 2019", date(2019, 5, 3), date(2019, 5, 3), "day"),
        ("im marz 2019", date(2019, 3, 1), date(2019, 3, 31), "month"),
        ("2019年5月", date(2019, 5, 1), date(2019, 5, 31), "month"),
        ("from 2009 to 2012", date(2009, 1, 1), date(2012, 12, 31), "year"),
        ("von 2009 bis 2012", date(2009, 1, 1), date(2012, 12, 31), "year"),
        ("l'an dernier", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("gisteren", date(2026, 1, 31), date(2026, 1, 31), "day"),
        ("昨年", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("last month", date(2026, 1, 1), date(2026, 1, 31), "month"),
    ],
)
def test_dates_are_read_in_eight_languages(text: str, start: date, end: date, precise: str) -> None:
    (named,) = dates_named(text, SENT)
    assert (named.earliest, named.latest, named.precise) == (start, end, precise)


@pytest.mark.parametrize("text", ["31.02.2019", "99/99/2019", "room 14", "10x your sales", "call 2019000"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert [named for named in dates_named(text, SENT) if named.precise != "year"] == []


def test_a_mail_merge_claims_nothing() -> None:
    assert claims_in("Hi %FIRSTNAME%, we met at the fair in Bilbao.") == ()


def test_the_sentence_after_may_say_where_and_when() -> None:
    (claim,) = claims_in("We worked together. It was at Northwind Robotics in 2011.")
    assert (claim.names, claim.dates[0].precise) == (("Northwind Robotics",), "year")
