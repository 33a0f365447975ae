"""Which language a text is written in: by its script, then by frequent small words; None when that is not sure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import regex

from screener.languages.words import kept_by_language, languages, section

_LEAST_WORDS: Final = 3
_LEAST_SCORE: Final = 2.0
_LEAST_LEAD: Final = 1.0
_OF_A_LETTER: Final = 0.5  # that one language alone has


def language_of(text: str) -> str | None:
    """The code of one of the languages that have a file, or None for a short text, another language, or a tie."""
    letters = len(_signs()["letter"].findall(text)) if not text.isascii() else len(text)
    if not letters:
        return None
    if len(_signs()["kana"].findall(text)) * 5 >= letters:
        return "ja"
    if not text.isascii() and len(_signs()["latin"].findall(text)) * 2 < letters:
        return None
    return _by_small_words(text.lower())


def _by_small_words(lowered: str) -> str | None:
    words = _signs()["word"].findall(lowered)
    if len(words) < _LEAST_WORDS:
        return None
    weights, letters_of, scores = *_known(), dict.fromkeys(languages(), 0.0)
    for word in words:
        for language, weight in weights.get(word, {}).items():
            scores[language] += weight
    for letter, language in letters_of.items():
        if letter in lowered:
            scores[language] += _OF_A_LETTER
    first, second = sorted(scores, key=lambda language: -scores[language])[:2]
    sure = scores[first] >= _LEAST_SCORE and scores[first] - scores[second] >= _LEAST_LEAD
    return first if sure else None


@kept_by_language
def _known() -> tuple[Mapping[str, Mapping[str, float]], Mapping[str, str]]:
    """For each small word, what one occurrence says for each language: less when several share it. And the letters
    that one language alone has."""
    telling = {code: section(code, "telling") for code in languages()}
    lists = {code: frozenset(str(told.get("small") or "").split()) for code, told in telling.items()}
    weights = {
        word: {code: 1.0 / sum(word in words for words in lists.values()) for code in lists if word in lists[code]}
        for word in frozenset[str]().union(*lists.values())
    }
    return weights, {str(letter): code for code, told in telling.items() for letter in told.get("letters") or ()}


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, regex.Pattern[str]]:
    return {
        "kana": regex.compile(r"[\p{Hiragana}\p{Katakana}]"),
        "letter": regex.compile(r"\p{L}"),
        "latin": regex.compile(r"\p{Latin}"),
        "word": regex.compile(r"\p{Latin}+"),
    }
