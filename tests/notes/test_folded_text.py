"""Folded texts know where each letter stood; and where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.notes.folded_text import sentences_of


def found(text: str, words: str) -> str:
    """What stands in the text where its folded form has some words."""
    (sentence,) = (each for each in sentences_of(text) if words in each.plain)
    start = sentence.plain.index(words)
    return text[slice(*sentence.span(start, start + len(words)))]


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("Straße und Café", "cafe", "Café"),
        ("Wir   saßen\tnebeneinander", "nebeneinander", "nebeneinander"),
        ("Œuvre à Niort", "niort", "Niort"),
        ("Hello there. We met in Łódź!", "lodz", "Łódź"),
        ("👋🏽 hello Zoë", "zoe", "Zoë"),
    ],
)
def test_what_is_found_in_the_folded_form_is_quoted_as_written(text: str, words: str, quoted: str) -> None:
    assert found(text, words) == quoted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Hale met Mr. Moll.", 1),
        ("はじめまして。田中です。", 2),
        ("line one\nline two", 2),
        ("", 0),
        ("   ", 0),
        ("Ask J. Smith. He knows.", 2),
    ],
)
def test_sentences_end_where_people_end_them(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


@given(st.text(max_size=80))
def test_every_letter_of_any_text_has_a_place_inside_it(text: str) -> None:
    for sentence in sentences_of(text):
        assert len(sentence.places) == len(sentence.plain) + 1
        start, end = sentence.span(0, len(sentence.plain))
        assert 0 <= start <= end <= len(text)
        assert list(sentence.places) == sorted(sentence.places)
