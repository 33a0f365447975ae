"""How much an exchange of words shows, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

import regex

from screener.catalogue.declaring import grade_by_numbers
from screener.languages.words import kept_by_language, languages, section
from screener.texts.folding import fold
from screener.texts.phrases import any_of
from screener.world.appearance import Exchange

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


_LONGEST_REFUSAL: Final = 400  # characters; who writes more is in conversation


class Grade(StrEnum):
    """From least to most; only what hands wrote counts."""

    REFUSED = "refused"
    NONE = "none"
    ONE_WAY = "one-way"
    FIRST_CONTACT = "first-contact"
    EXCHANGE = "exchange"
    CORRESPONDENCE = "correspondence"


def grade_of(exchanges: Sequence[Exchange]) -> Grade:
    """The grade of what two people wrote to each other, by one medium, before the day that matters."""
    by_hand = [one for one in exchanges if not one.by_program]
    mine = sum(one.number for one in by_hand if one.from_me)
    theirs = sum(one.number for one in by_hand if not one.from_me)
    if _is_refused(by_hand):
        return Grade.REFUSED
    return Grade(grade_by_numbers(mine, theirs, threads=len({one.thread for one in by_hand})))


def _is_refused(by_hand: Iterable[Exchange]) -> bool:
    """Whether the last words of the user's are a refusal; on one day, any that is none counts as later."""
    mine = [one for one in by_hand if one.from_me]
    if not mine:
        return False
    last: date = max(one.day for one in mine)
    return all(one.is_refusal for one in mine if one.day == last)


def is_refusal(text: str) -> bool:
    """Whether a short text of the user's turns somebody away: no interest, unsubscribe, "who are you?"."""
    if not text or len(text) > _LONGEST_REFUSAL:
        return False
    folded = fold(text)
    spaced, unspaced = _refusals()
    return spaced.search(f" {folded}") is not None or (
        not folded.isascii() and unspaced.search(folded) is not None  # what is ASCII holds no Japanese
    )


@kept_by_language
def _refusals() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns that every text of the user's is held to: of phrases from the start of a word on, each behind the one
    character that the search can leap to, and of the Japanese ones anywhere."""
    phrases = [(code, fold(phrase)) for code in languages() for phrase in section(code, "exchange").get("refusals", ())]
    spaced = any_of({phrase for code, phrase in phrases if code != "ja"})
    return re.compile(f" {spaced}"), re.compile(any_of({phrase for code, phrase in phrases if code == "ja"}))
