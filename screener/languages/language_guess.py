"""Which language a text is written in: by its script, then by frequent small words; None when that is not sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import regex

from screener.languages.words import kept_by_language, languages, section
from screener.texts.patterns import plain_re

_LEAST_WORDS: Final = 3
_LEAST_SCORE: Final = 2.0
_LEAST_LEAD: Final = 1.0
_OF_A_LETTER: Final = 0.5  # that one language alone has
# Up to here all letters but the micro sign are Latin, and Python's own expressions are several times as fast.
_BEHIND_LATIN: Final = "\u02b0"
_LATIN_WORDS: Final = plain_re("[a-zªº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af]+")


@kept_by_language  # a note is asked for its language wherever that counts
def language_of(text: str) -> str | None:
    """The code of one of the languages that have a file, or None for a short text, another language, or a tie."""
    if not text or max(text) < _BEHIND_LATIN:
        return _by_small_words(_LATIN_WORDS.findall(text.lower()), text.lower())
    letters = len(_signs()["letter"].findall(text))
    if not letters:
        return None
    if len(_signs()["kana"].findall(text)) * 5 >= letters:
        return "ja"
    if len(_signs()["latin"].findall(text)) * 2 < letters:
        return None
    return _by_small_words(_signs()["word"].findall(text.lower()), text.lower())


def _by_small_words(words: Sequence[str], lowered: str) -> str | None:
    if len(words) < _LEAST_WORDS:
        return None
    weights, letters_of, scores = *_known(), dict.fromkeys(languages(), 0.0)
    for found in filter(None, map(weights.get, words)):
        for language, weight in found.items():
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
