"""Tests of `screener.texts.folding`."""

import pytest

from screener.texts.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Quick   CALL\n", "quick call"),
        ("Øystein Łukasz Straße Æon", "oystein lukasz strasse aeon"),
        ("Hélène Zoe\u0308", "helene zoe"),
        ("Ήλιος Ёлка", "ηλιοσ елка"),
        ("We’ve “met” – twice", 'we\'ve "met" - twice'),
        ("de\u200bmo \u202ecall", "demo call"),
        ("a\u00a0b", "a b"),
    ],
)
def test_case_marks_and_spacing_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_the_marks_of_kana_make_another_letter() -> None:
    assert fold("ガイド") == "ガイド"
    assert fold("か\u3099") == "が"
    assert fold("が") != fold("か")


def test_folding_twice_changes_nothing() -> None:
    for text in ("İstanbul", "Straße", "ŁÓDŹ", "ガ", "ﬁn", "Ǆ"):
        assert fold(fold(text)) == fold(text)
