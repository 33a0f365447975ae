"""Tests of `screener.texts.phrase_index`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.texts.folding import fold
from screener.texts.phrase_index import PhraseIndex
from screener.texts.phrases import PhraseSet

PHRASES = ["we met", "we met at", "we", "classmate*", "l'an dernier", "an", "お会いした", "会", "café", "n'*"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met at last", ["we met at"]),
        ("we meter", ["we"]),
        ("my classmates", ["classmate"]),
        ("L’an dernier, an event", ["l'an dernier", "an"]),
        ("昨年お会いした者", ["お会いした"]),
        ("CAFÉ", ["cafe"]),
        ("n'avons", ["n'"]),
        ("wet", []),
    ],
)
def test_the_longest_phrase_is_found_as_whole_words(text: str, found: list[str]) -> None:
    assert [key for key, _, _ in PhraseIndex(PHRASES).spans(fold(text))] == found


@given(st.lists(st.sampled_from(["we", "met", "at", "an", "お会い", "した", "class", "classmates", "l'an", ",", "é"])))
def test_it_finds_where_a_phrase_set_finds(parts: list[str]) -> None:
    text = fold(" ".join(parts))
    assert PhraseIndex(PHRASES).found_in(text) == PhraseSet(PHRASES).found_in_folded(text)


def test_a_phrase_that_begins_with_a_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="begin with a letter"):
        PhraseIndex(["€ 100"])
