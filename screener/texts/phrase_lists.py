"""Which of many phrase lists a text holds something of: one pass over its words answers for all of them, where a
`phrases.PhraseSet` for each would search the text as often as there are lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

import regex

from screener.texts.folding import fold
from screener.texts.patterns import Expression, plain_re
from screener.texts.phrases import WORD, PhraseSet, listed_phrase

_WORDS: Final = Expression(rf"{WORD}+", regex.V1)
_ASCII_WORDS: Final = plain_re(r"\w+", re.ASCII)  # several times as fast
_WORD_CHARACTER: Final = Expression(WORD, regex.V1)
_PREFIX: Final = 3
_KEPT: Final = 4096  # texts

# A phrase, whether it may end inside a word, and its list.
_Candidate = tuple[str, bool, str]


class PhraseLists:
    """Phrase lists by name, found as `PhraseSet` finds them."""

    __slots__ = ("_any_unworded", "_by_word", "_stems", "_unworded", "named_in")

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._by_word: dict[str, list[_Candidate]] = defaultdict(list)
        self._stems: dict[str, list[tuple[str, str]]] = defaultdict(list)
        unworded: dict[str, list[str]] = defaultdict(list)
        for name, phrases in lists.items():
            for phrase in phrases:
                if not self._index(name, phrase):
                    unworded[name].append(phrase)
        self._unworded = [(name, PhraseSet(phrases)) for name, phrases in unworded.items()]
        self._any_unworded = PhraseSet(phrase for phrases in unworded.values() for phrase in phrases)
        self.named_in = lru_cache(_KEPT)(self._named_in)

    def _index(self, name: str, phrase: str) -> bool:
        """Enter a phrase under its first word, if it begins with one that a short prefix can find."""
        key, is_stem = listed_phrase(phrase)
        word = _WORDS.match(key)
        if word is None:
            return not key
        if not is_stem or word[0] != key:
            self._by_word[word[0]].append((key, is_stem, name))
        elif len(key) >= _PREFIX:
            self._stems[key[:_PREFIX]].append((key, name))
        else:
            return False
        return True

    def _named_in(self, text: str) -> frozenset[str]:
        """The names of the lists of which some phrase stands in a text."""
        folded = fold(text)
        found = set()
        if self._any_unworded.found_in_folded(folded):
            found = {name for name, phrases in self._unworded if phrases.found_in_folded(folded)}
        for match in (_ASCII_WORDS if folded.isascii() else _WORDS).finditer(folded):
            word = match[0]
            for key, is_open, name in self._by_word.get(word, ()):
                if name not in found and _stands_at(folded, match.start(), key, is_open=is_open):
                    found.add(name)
            for stem, name in self._stems.get(word[:_PREFIX], ()):
                if word.startswith(stem):
                    found.add(name)
        return frozenset(found)


def _stands_at(folded: str, start: int, key: str, *, is_open: bool) -> bool:
    if not folded.startswith(key, start):
        return False
    end = start + len(key)
    return is_open or not (_WORD_CHARACTER.match(key[-1]) and _WORD_CHARACTER.match(folded, end))
