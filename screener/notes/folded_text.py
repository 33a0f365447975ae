"""A text beside its folded form, letter by letter, so that whatever is found in one can be quoted from the other; and
its sentences."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from screener.notes.expressions import SENTENCE_END
from screener.texts.folding import fold


class FoldedText(msgspec.Struct, frozen=True):
    """A stretch of a text: `plain` is its folded form, and `places[i]` where its letter i stands in the whole text;
    the last of `places` is the end."""

    plain: str
    places: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded form stands in the whole text."""
        first = self.places[start]
        return first, max(first, self.places[end - 1] + 1 if end > start else first)


def sentences_of(text: str) -> list[FoldedText]:
    """The sentences of a text, none of them empty."""
    cuts = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    folded = (_folded(text, start, end) for start, end in pairwise(cuts) if start < end)
    return [sentence for sentence in folded if sentence.plain.strip()]


def _folded(text: str, start: int, end: int) -> FoldedText:
    part = text[start:end]
    plain = "".join(map(_folded_letter, part))
    if len(plain) == len(part) and "  " not in plain:
        lead = len(plain) - len(plain.lstrip())
        return FoldedText(plain.strip(), range(start + lead, start + lead + len(plain.strip()) + 1))
    letters = list(_letters(part, start))
    return FoldedText("".join(letter for letter, _ in letters), (*(place for _, place in letters), end))


def _letters(part: str, start: int) -> Iterator[tuple[str, int]]:
    """The folded letters with their places; white space is one space, and none begins the text."""
    after_space = True
    for place, letter in enumerate(part, start):
        for each in _folded_letter(letter):
            if each != " " or not after_space:
                yield each, place
            after_space = each == " "


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Mn", "Cf", "Cc"):
        return ""
    return fold(letter)
