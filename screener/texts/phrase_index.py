"""Finding thousands of phrases with their places: an index that costs next to nothing to make, for lists too long to
compile into one pattern (`phrases.PhraseSet`), which would take a second."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import regex

from screener.texts.folding import fold

_UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD: Final = rf"[\w--[{_UNSPACED}]]"
_STARTS: Final = regex.compile(rf"(?<!{_WORD})\w|[{_UNSPACED}]", regex.V1)
_WORD_CHARACTER: Final = regex.compile(_WORD, regex.V1)
_PREFIX: Final = 4


class PhraseIndex:
    """Phrases by their first letters, found as `PhraseSet` finds them: whole words, but anywhere in scripts without
    spaces; a final `*` takes any ending; where several begin at one place, the longest."""

    __slots__ = ("_by_prefix",)

    def __init__(self, phrases: Iterable[str]) -> None:
        entries: dict[str, dict[str, bool]] = defaultdict(dict)
        for phrase in phrases:
            key = phrase_key(phrase)
            is_open = phrase.endswith("*") or not _is_word_character(key[-1])
            entries[key[:_PREFIX]][key] = is_open or entries[key[:_PREFIX]].get(key, False)
        self._by_prefix = {
            prefix: sorted(keys.items(), key=lambda entry: -len(entry[0])) for prefix, keys in entries.items()
        }

    def spans(self, folded: str) -> Iterator[tuple[str, int, int]]:
        """Every phrase in a folded text, by its key, with its start and end; none overlap."""
        done = 0
        for start in (match.start() for match in _STARTS.finditer(folded)):
            if start >= done and (found := self._at(folded, start)) is not None:
                done = start + len(found)
                yield found, start, done

    def found_in(self, folded: str) -> bool:
        """Whether any of the phrases stands in a folded text."""
        return next(self.spans(folded), None) is not None

    def _at(self, folded: str, start: int) -> str | None:
        for length in range(_PREFIX, 0, -1):
            for key, is_open in self._by_prefix.get(folded[start : start + length], ()):
                end = start + len(key)
                if folded.startswith(key, start) and (is_open or not _is_word_character(folded[end : end + 1])):
                    return key
        return None


def phrase_key(phrase: str) -> str:
    """The folded form of a phrase, without the `*`."""
    return fold(phrase.removesuffix("*"))


def _is_word_character(character: str) -> bool:
    return _WORD_CHARACTER.match(character) is not None
