"""Tests of `screener.texts.phrase_lists`: the lists named are those of which a `PhraseSet` finds a phrase."""

from __future__ import annotations

import random

import pytest

from screener.texts.phrase_lists import PhraseLists
from screener.texts.phrases import PhraseSet

LISTS = {
    "calls": ("quick call", "call", "book a demo*"),
    "robots": ("robot*", "ai*", "株式"),
    "money": ("€", "$ 100", "100 k"),
    "none": (),
}
_LETTERS = ["a", "b", "é", "я", "न", "स्", " ", " ", "-", "'", "_", "€", "株", "カ", "1", "\u0301", "ß", ".", "\u200b"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A Quick Call?", {"calls"}),
        ("recall", set()),
        ("book a demonstration with robots", {"calls", "robots"}),
        ("AIs for 100 k €", {"robots", "money"}),
        ("a stair", set()),
        ("トヨタ株式会社", {"robots"}),
        ("", set()),
    ],
)
def test_a_text_names_every_list_it_holds_something_of(text: str, named: set[str]) -> None:
    assert PhraseLists(LISTS).named_in(text) == named


def test_random_phrases_are_found_as_each_list_alone_finds_them() -> None:
    chance = random.Random(4)
    for _ in range(150):
        phrases = ["".join(chance.choices(_LETTERS, k=chance.randrange(5))) + chance.choice("  *") for _ in range(9)]
        lists = {"first": phrases[:3], "second": phrases[3:6], "third": phrases[6:]}
        found, alone = PhraseLists(lists), {name: PhraseSet(some) for name, some in lists.items()}
        for _ in range(10):
            text = "".join(chance.choices(_LETTERS, k=chance.randrange(14)))
            assert found.named_in(text) == {name for name, some in alone.items() if some.found_in(text)}, (text, lists)
