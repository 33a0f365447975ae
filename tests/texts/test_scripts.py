"""Tests of `screener.texts.folding`."""

import pytest

from screener.texts.folding import has_look_alike_letters


@pytest.mark.parametrize("text", ["b\u043e\u043ek a call", "\u0397ello", "Cli\u0435nts"])
def test_letters_of_another_script_inside_a_word_are_seen(text: str) -> None:
    assert has_look_alike_letters(text)


@pytest.mark.parametrize("text", ["book a call", "Здравствуйте Ana", "Ελένη from Contoso", "Zoë Łukasz"])
def test_whole_words_of_another_script_are_honest(text: str) -> None:
    assert not has_look_alike_letters(text)
