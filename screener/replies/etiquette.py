"""The etiquette that every draft keeps: what would break a rule of a good reply is found here, by machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import regex

from screener.languages.language_guess import language_of
from screener.policy.model import Verdict
from screener.replies.codes import Code
from screener.replies.etiquette_phrases import FORBIDDEN
from screener.replies.template_files import LONGEST_REPLY
from screener.texts.cleaning import printable
from screener.texts.phrases import PhraseSet

# In Japanese a polite question needs no question mark.
_QUESTION: Final = regex.compile(r"[?？]|か。")
_MARKUP: Final = regex.compile(r"[<>{}\[\]|\\`*_#@^~=]|://|\bwww\.|\p{Emoji_Presentation}|\p{So}")
_LINK: Final = regex.compile(r"\p{Ll}\.(?:com|org|net|io|de|ly)\b|\d{5,}|\d[\d ()/-]{7,}\d")
_UNFILLED: Final = regex.compile(r"\b(?:None|undefined|null|NaN)\b|\$\w|%\(\w|\b(?:first|last|company) ?name\b|XXX")

Fault = tuple[Code, str]


def faults_in(
    text: str,
    *,
    asks: bool,
    language: str,
    values: Iterable[str] = (),
    private: tuple[str, ...] = (),
    longest: int = LONGEST_REPLY,
) -> list[Fault]:
    """What keeps a text from being a good reply, worst first.

    `asks`: it is meant to ask, and must ask exactly once. `values`: what was filled in (names, a fact); it was looked
    at then, so that no phrase or language is found in it. `private`: names that no reply may hold.
    """
    return list(_faults(text, _without(text, values), asks, language, private, longest))


def asks_for_context(verdict: str) -> bool:
    """Whether replies under this verdict ask something."""
    return verdict == Verdict.ASK


def _faults(text: str, own: str, asks: bool, language: str, private: tuple[str, ...], longest: int) -> Iterator[Fault]:
    if phrase := FORBIDDEN.first_in(own):
        yield Code.PHRASE, f"it says “{phrase.removesuffix('*')}”, which no reply says"
    if name := _private(private).first_in(own):
        yield Code.PRIVATE, f"it names “{name}”, which is private"
    if sign := _UNFILLED.search(text):
        yield Code.BROKEN, f"“{sign[0]}” looks like a field that was not filled in"
    if sign := _MARKUP.search(text):
        yield Code.MARKUP, f"“{sign[0]}” is markup, a link or a picture"
    if sign := _LINK.search(own):
        yield Code.MARKUP, f"“{sign[0]}” is an address or a number to call"
    if printable(text) != text:
        yield Code.MARKUP, "it holds characters that nobody sees"
    number = len(_QUESTION.findall(text))
    if number > 1 or number < asks:
        wanted = "exactly one" if asks else "at most one"
        yield Code.QUESTIONS, f"it asks {number or 'no'} question{'' if number == 1 else 's'} instead of {wanted}"
    if len(text) > longest:
        yield Code.TOO_LONG, f"it has {len(text)} characters, more than {longest}"
    if language_of(own) not in (None, language):
        yield Code.LANGUAGE, f"it reads as `{language_of(own)}`, not as `{language}`"


def _without(text: str, values: Iterable[str]) -> str:
    """The words of the template alone: the longest values go first, so that no half of one is left."""
    for value in sorted((value for value in values if len(value) > 1), key=len, reverse=True):
        text = text.replace(value, "–")
    return text


@lru_cache(maxsize=8)
def _private(names: tuple[str, ...]) -> PhraseSet:
    return PhraseSet(names)
