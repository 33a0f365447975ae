"""Which of many phrase lists a text holds something of: one pass over its words answers for all of them, where a
`phrases.PhraseSet` for each would search the text as often as there are lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import regex

from screener.texts.folding import fold
from screener.texts.patterns import Expression
from screener.texts.phrases import WORD, PhraseSet, listed_phrase

_WORDS: Final = Expression(rf"{WORD}+", regex.V1)
_SPACED: Final = {place: " " for place in range(128) if not (chr(place).isalnum() or chr(place) == "_")}
_WORD_CHARACTER: Final = Expression(WORD, regex.V1)
_PREFIX: Final = 3
_KEPT: Final = 10_000  # texts


class PhraseLists:
    """Phrase lists by name, found as `PhraseSet` finds them."""

    __slots__ = ("_any_unworded", "_by_word", "_found", "_stems", "_unworded")

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        # Phrases by their first word, with whether they may end inside a word; single words of any ending by their
        # first letters. Behind each the names of its lists.
        self._by_word: dict[str, dict[tuple[str, bool], set[str]]] = defaultdict(lambda: defaultdict(set))
        self._stems: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        unworded: dict[str, list[str]] = defaultdict(list)
        for name, phrases in lists.items():
            for phrase in phrases:
                if not self._index(name, phrase):
                    unworded[name].append(phrase)
        self._unworded = [(name, PhraseSet(phrases)) for name, phrases in unworded.items()]
        self._any_unworded = PhraseSet(phrase for phrases in unworded.values() for phrase in phrases)
        self._found: dict[str, frozenset[str]] = {}  # a cache of a method would keep all this alive

    def _index(self, name: str, phrase: str) -> bool:
        """Enter a phrase under its first word, if it begins with one that a short prefix can find."""
        key, is_stem = listed_phrase(phrase)
        word = _WORDS.match(key)
        if word is None:
            return not key
        if not is_stem or word[0] != key:
            self._by_word[word[0]][key, is_stem].add(name)
        elif len(key) >= _PREFIX:
            self._stems[key[:_PREFIX]][key].add(name)
        else:
            return False
        return True

    def named_in(self, text: str) -> frozenset[str]:
        """The names of the lists of which some phrase stands in a text."""
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[text] = self._named_in(text)
        return found

    def _named_in(self, text: str) -> frozenset[str]:
        folded = fold(text)
        found = set()
        if self._unworded and self._any_unworded.found_in_folded(folded):
            found = {name for name, phrases in self._unworded if phrases.found_in_folded(folded)}
        words = folded.translate(_SPACED).split() if folded.isascii() else _WORDS.findall(folded)
        for prefix in self._stems.keys() & {word[:_PREFIX] for word in words}:
            for stem, names in self._stems[prefix].items():
                if any(word.startswith(stem) for word in words):
                    found |= names
        for word in self._by_word.keys() & words:
            for (key, is_open), names in self._by_word[word].items():
                if key == word or (key in folded and _stands_in(folded, key, is_open=is_open)):
                    found |= names
        return frozenset(found)


def _stands_in(folded: str, key: str, *, is_open: bool) -> bool:
    """Whether a phrase that a text holds begins there with a word, and ends with one if it must."""
    is_open = is_open or not _WORD_CHARACTER.match(key[-1])
    starts = (match.start() for match in _WORDS.finditer(folded))
    return any(
        folded.startswith(key, start) and (is_open or not _WORD_CHARACTER.match(folded, start + len(key)))
        for start in starts
    )
