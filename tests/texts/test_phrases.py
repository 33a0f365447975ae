"""Tests of `screener.texts.phrases`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.texts.phrases import BadPatternError, PhraseSet, compile_regex, regex_found


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Lead Generation", "we do LEAD  generation!"),
        ("cafe", "au Café central"),
        ("€", "save 500€ now"),
        ("C++", "a C++ developer"),
        ("10x your", "10x your sales"),
        ("recruit*", "Recruiters welcome"),
        ("大学", "東京大学の者です"),
        ("lead generation", "弊社でlead generationを"),
        ("*", "five * hotel"),
    ],
)
def test_a_phrase_is_found_as_whole_words(phrase: str, text: str) -> None:
    assert PhraseSet([phrase]).first_in(text) == phrase


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("lead generation", "misleading generations"),
        ("recruit", "recruiters"),
        ("cruit*", "recruiters"),
        ("10x your", "a10x your"),
        ("か", "が"),
        ("", "anything"),
    ],
)
def test_a_part_of_a_word_is_not_found(phrase: str, text: str) -> None:
    assert not PhraseSet([phrase]).found_in(text)


def test_the_phrase_that_stands_first_is_named_as_written() -> None:
    phrases = PhraseSet(["Book a Demo", "quick call", "quick call today"])
    assert phrases.first_in("A QUICK CALL today, or book a demo?") == "quick call today"
    assert phrases.first_in("a quick call tomorrow") == "quick call"
    assert phrases.first_in_folded("please book a demo") == "Book a Demo"
    assert phrases.found_in_folded("quick call")
    assert not phrases.found_in_folded("nothing of the kind")


def test_no_phrases_find_nothing() -> None:
    assert PhraseSet([]).first_in("anything") is None


def test_a_long_list_with_shared_beginnings_finds_each_of_its_phrases() -> None:
    words = [f"{first}{second}" for first in ("sell", "sell more", "seller", "ö") for second in ("", " now", "s")]
    phrases = PhraseSet(words)
    assert [phrases.first_in(f"we {word} daily") for word in words] == words


def test_a_regular_expression_sees_the_text_as_written() -> None:
    assert regex_found(compile_regex(r"\bROI\b"), "more ROI") is True
    assert regex_found(compile_regex(r"\bROI\b"), "more roi") is False


def test_a_regular_expression_that_runs_out_of_time_is_unknown() -> None:
    endless = compile_regex(r"^(?:a|aa|aaa)*(?:b|a|aa)*(?:a|aa)*\d$")
    assert regex_found(endless, "a" * 3000) is None


def test_a_broken_regular_expression_says_why() -> None:
    with pytest.raises(BadPatternError, match="missing"):
        compile_regex("(a")
    with pytest.raises(BadPatternError, match="longer"):
        compile_regex("a" * 2000)


MARKS = ("€", "-50 %", "#hiring", "...")
WORDS = tuple(
    f"{first} {second}" for first in ("we", "you", "お", "e-mail", "c*") for second in ("met", "sent*", "会", "a")
)


PARTS = ["we met", "you", "sent", "sents", "お 会", "€", "-50 %", "c", "cats", "#hiring", "e-mail a", "filler"]


@given(st.lists(st.sampled_from(PARTS)))
def test_many_phrases_are_found_as_few_are(parts: list[str]) -> None:
    few = PhraseSet((*WORDS, *MARKS))
    many = PhraseSet((*WORDS, *MARKS, *(f"filler {number}" for number in range(40))))
    for text in (" ".join(parts), "".join(parts)):
        assert many.first_in(text) == few.first_in(text)
