"""The words of a text that may name something: no words of every text, of talks and letters, or of every firm."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex

from screener.languages.words import kept_by_language, languages, section
from screener.texts.folding import fold

_SHORTEST: Final = 4  # in letters; scripts without spaces have shorter words
_LONGEST_TEXT: Final = 2_000


@kept_by_language
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    return (
        regex.compile(r"[\p{L}\p{M}\p{N}]+"),
        regex.compile(r"\p{Han}{2,}|[\p{Katakana}ー]{3,}"),
    )


@kept_by_language
def _empty_words() -> frozenset[str]:
    kinds = ("stop", "generic")
    return frozenset(
        fold(word) for code in languages() for kind in kinds for word in section(code, "mentions").get(kind, "").split()
    )


def says_nothing(word: str) -> bool:
    """Whether a word stands in every text, in talks and letters, or in the names of many firms."""
    return fold(word) in _empty_words()


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text in their order; of scripts without spaces the runs that may be words."""
    word, run = _patterns()
    folded = fold(text[:_LONGEST_TEXT])
    if folded.isascii():
        return tuple(word.findall(folded))
    found: list[str] = []
    for each in word.findall(folded):
        runs = run.findall(each)
        found += runs or [each]
    return tuple(found)


@lru_cache(maxsize=4096)
def distinctive_words(text: str) -> frozenset[str]:
    """The words of a text that may name something."""
    empty = _empty_words()
    return frozenset(
        word
        for word in words_of(text)
        if (len(word) >= _SHORTEST or not word.isascii()) and word not in empty and not word.isdigit()
    )
