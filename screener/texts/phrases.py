"""Finding phrases in texts: many at once, as whole words, and regular expressions within a time limit."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any, Final, cast

import regex

from screener.texts.folding import fold
from screener.texts.patterns import Expression
from screener.texts.phrase_index import PhraseIndex

# Scripts that write no spaces between words: there a phrase is found anywhere.
_UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
WORD: Final = rf"[\w--[{_UNSPACED}]]"  # one letter of a word, for expressions of version 1
_WORD_CHARACTER: Final = Expression(WORD, regex.V1)
_NEVER: Final = r"(?!)"
_MANY: Final = 30  # phrases, from which on a pattern takes longer to compile than an index saves
_TIME_LIMIT_SECONDS: Final = 0.2
_LONGEST_PATTERN: Final = 1000


class PhraseSet:
    """Phrases that are looked for together: in one pattern, or, where they are many, by an index. Whole words, but
    anywhere in scripts without spaces and for symbols such as `€`; a final `*` takes any ending. Neither is made before
    something is searched for: a run needs few of the lists."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)

    def first_in(self, text: str) -> str | None:
        """The phrase that stands first in the text, as it was written in the list."""
        return self.first_in_folded(fold(text))

    def found_in(self, text: str) -> bool:
        """Whether any of the phrases stands in the text."""
        return self.found_in_folded(fold(text))

    def first_in_folded(self, folded: str) -> str | None:
        """Like `first_in`, for a text that is folded already."""
        found = self._first(folded)
        return None if found is None else self._listed[found][0]

    def found_in_folded(self, folded: str) -> bool:
        """Like `found_in`, for a text that is folded already."""
        return self._first(folded) is not None

    @cached_property
    def _listed(self) -> dict[str, tuple[str, bool]]:
        """As each folded phrase was written, and whether it takes any ending."""
        listed: dict[str, tuple[str, bool]] = {}
        for word in self._words:
            folded, is_stem = listed_phrase(word)
            if folded and (is_stem or folded not in listed):
                listed[folded] = (word, is_stem)
        return listed

    @cached_property
    def _first(self) -> Callable[[str], str | None]:
        """The function that finds the first phrase in a folded text."""
        words = {phrase: each for phrase, each in self._listed.items() if _is_word_character(phrase[0])}
        if len(words) < _MANY:
            search = _compiled(self._listed).search
            return lambda folded: found.group() if (found := search(folded)) else None
        spans = PhraseIndex(phrase + "*" * is_stem for phrase, (_, is_stem) in words.items()).spans
        others = {phrase: each for phrase, each in self._listed.items() if phrase not in words}
        search = _compiled(others).search

        def first(folded: str) -> str | None:
            found, other = next(spans(folded), None), search(folded)
            if other is not None and (found is None or other.start() < found[1]):
                return cast(str, other.group())
            return found[0] if found else None

        return first


def _compiled(listed: Mapping[str, tuple[str, bool]]) -> Any:
    endings = {
        phrase: "" if is_stem or not _is_word_character(phrase[-1]) else rf"(?!{WORD})"
        for phrase, (_, is_stem) in listed.items()
    }
    return regex.compile(_pattern_of(endings), regex.V1)


def listed_phrase(phrase: str) -> tuple[str, bool]:
    """The folded form of a phrase as it is written, without a final `*`, and whether it takes any ending."""
    is_stem = phrase.rstrip().endswith("*") and bool(phrase.strip("* \t\n"))
    return fold(phrase.rstrip().removesuffix("*") if is_stem else phrase), is_stem


def _is_word_character(character: str) -> bool:
    return _WORD_CHARACTER.match(character) is not None


def _pattern_of(endings: Mapping[str, str]) -> str:
    words = sorted(phrase for phrase in endings if _is_word_character(phrase[0]))
    others = sorted(phrase for phrase in endings if not _is_word_character(phrase[0]))
    parts = [rf"(?<!{WORD}){_tree(words, 0, endings)}"] if words else []
    return "|".join([*parts, _tree(others, 0, endings)] if others else parts) or _NEVER


def any_of(phrases: Collection[str]) -> str:
    """A pattern for any of these folded phrases as they are, wherever they stand."""
    return _tree(sorted(phrases), 0, dict.fromkeys(phrases, "")) if phrases else _NEVER


def _tree(phrases: list[str], start: int, endings: Mapping[str, str]) -> str:
    """The phrases from `start` on as alternatives that share their beginnings, the longest first: ten times as fast
    as a flat list of alternatives."""
    branches = []
    for _, same in groupby((phrase for phrase in phrases if len(phrase) > start), key=lambda phrase: phrase[start]):
        group = list(same)
        end = _shared_length(group[0], group[-1])
        branches.append(regex.escape(group[0][start:end]) + _tree(group, end, endings))
    if len(phrases[0]) == start:
        branches.append(endings[phrases[0]])
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _shared_length(first: str, last: str) -> int:
    """How many letters all of a sorted list begin with, given its two ends."""
    pairs = zip(first, last, strict=False)
    return next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(first), len(last)))


_REPEATS: Final = Expression(r"[{,]\s*(\d+)\s*(?=[,}])")
_MOST_REPEATS: Final = 10_000  # repeats are written out when a pattern is compiled, and no time limit holds there


class BadPatternError(ValueError):
    """A regular expression that cannot be compiled; says why."""


def compile_regex(pattern: str) -> Any:
    """The compiled expression, which sees texts as they were written; `BadPatternError` says what is wrong with it."""
    if len(pattern) > _LONGEST_PATTERN:
        raise BadPatternError(f"longer than {_LONGEST_PATTERN} characters")
    if math.prod(int(count) + 1 for count in _REPEATS.findall(pattern)) > _MOST_REPEATS:
        raise BadPatternError(f"repeats more than {_MOST_REPEATS} times in all")
    try:
        return regex.compile(pattern)
    except (regex.error, OverflowError, RecursionError) as error:
        raise BadPatternError(str(error)) from error


def regex_found(compiled: Any, text: str) -> bool | None:
    """Whether the expression is found in the text, or None when the time ran out."""
    try:
        return compiled.search(text, timeout=_TIME_LIMIT_SECONDS) is not None
    except TimeoutError:
        return None
