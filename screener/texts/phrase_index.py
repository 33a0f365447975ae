"""Finding thousands of phrases with their places: an index that costs next to nothing to make, for lists too long to
compile into one pattern (`phrases.PhraseSet`), which would take a second."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from screener.texts.folding import fold
from screener.texts.patterns import Expression, plain_re

_UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_HAS_UNSPACED: Final = Expression(rf"[{_UNSPACED}]")
_PARTS: Final = Expression(rf"[\w--[{_UNSPACED}]]+|[{_UNSPACED}]", regex.V1)
_WORDS: Final = plain_re(r"\w+")
_PREFIX: Final = 3


_Keys = list[tuple[str, bool]]


class PhraseIndex:
    """Phrases by their first word and the letters behind it, found as `PhraseSet` finds them: whole words, but
    anywhere in scripts without spaces; a final `*` takes any ending; where several begin at one place, the longest."""

    __slots__ = ("_by_word", "_stems")

    def __init__(self, phrases: Iterable[str]) -> None:
        by_start: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
        stems: dict[str, dict[str, bool]] = defaultdict(dict)
        for phrase in phrases:
            key = phrase_key(phrase)
            word = _PARTS.match(key)
            if word is None:
                raise ValueError(f"a phrase must begin with a letter: {phrase!r}")
            is_open = phrase.endswith("*") or not _is_in_word(key, len(key) - 1)
            first = word[0]
            if is_open and first == key:
                stems[key[:_PREFIX]][key] = True
            else:
                rest = key[len(first) : len(first) + _PREFIX]
                same = by_start[first, rest if len(rest) == _PREFIX else ""]
                same[key] = is_open or same.get(key, False)
        self._by_word: dict[str, dict[str, _Keys]] = defaultdict(dict)
        for (word, rest), keys in by_start.items():
            self._by_word[word][rest] = _longest_first(keys)
        self._stems = {prefix: _longest_first(keys) for prefix, keys in stems.items()}

    def spans(self, folded: str) -> Iterator[tuple[str, int, int]]:
        """Every phrase in a folded text, by its key, with its start and end; none overlap."""
        by_word, stems, done = self._by_word, self._stems, 0
        parts = _parts_of(folded)
        if by_word.keys().isdisjoint(parts.words) and stems.keys().isdisjoint(parts.starts):
            return
        for word, start, after in parts.placed:
            if start < done:
                continue
            behind = by_word.get(word)
            if behind is None and not stems:
                continue
            for keys in (
                behind and behind.get(folded[after : after + _PREFIX]),
                behind and behind.get(""),
                stems and _of_prefix(stems, word),
            ):
                if keys and (found := _longest_at(folded, start, keys)):
                    done = start + len(found)
                    yield found, start, done
                    break

    def found_in(self, folded: str) -> bool:
        """Whether any of the phrases stands in a folded text."""
        return next(self.spans(folded), None) is not None


class _Parts(NamedTuple):
    """The words of a text with their places, each word, and the letters that words begin with."""

    placed: Sequence[tuple[str, int, int]]
    words: frozenset[str]
    starts: frozenset[str]


@lru_cache(maxsize=64)  # a sentence is searched for the phrases of many indexes, one after the other
def _parts_of(folded: str) -> _Parts:
    # Python's own expressions are several times as fast, and know nothing of scripts.
    pattern = _WORDS if folded.isascii() or not _HAS_UNSPACED.search(folded) else _PARTS
    placed = [(part[0], part.start(), part.end()) for part in pattern.finditer(folded)]
    words = frozenset([word for word, _, _ in placed])
    return _Parts(placed, words, frozenset([word[:length] for word in words for length in range(1, _PREFIX + 1)]))


def _longest_first(keys: dict[str, bool]) -> _Keys:
    return sorted(keys.items(), key=lambda entry: -len(entry[0]))


def _of_prefix(stems: dict[str, _Keys], word: str) -> _Keys | None:
    return stems.get(word[:_PREFIX]) or stems.get(word[:2]) or stems.get(word[:1])


def _longest_at(folded: str, start: int, keys: _Keys) -> str | None:
    for key, is_open in keys:
        end = start + len(key)
        if folded.startswith(key, start) and (is_open or not _is_in_word(folded, end)):
            return key
    return None


def _is_in_word(folded: str, end: int) -> bool:
    """Whether a word goes on there; where scripts change, one ends."""
    following = folded[end : end + 1]
    return following.isalnum() and (following.isascii() or _HAS_UNSPACED.match(following) is None)


def phrase_key(phrase: str) -> str:
    """The folded form of a phrase, without the `*`."""
    return fold(phrase.removesuffix("*"))
