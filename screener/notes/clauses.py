"""The clauses of a sentence and how each is meant: asserted, denied, wished, to come, asked, or only heard; and of whom
it speaks. Phrases and the trained reader find what a clause may claim; this decides whether it does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from screener.notes.expressions import ASKS_ALONE
from screener.notes.folded_text import FoldedText
from screener.notes.lexicon import Mark, Vocabulary
from screener.notes.reading import By

_DENIES_BEHIND: Final = frozenset({"de", "nl", "ja"})  # where the word for not stands behind the verb
_OPENING: Final = 25  # letters
_WISH_WORDS: Final = 5  # how far before a claim a wish may stand


class Stance(StrEnum):
    """How a clause is meant."""

    ASSERTED = "asserted"
    DENIED = "denied"
    WISHED = "wished"
    TO_COME = "to come"
    ASKED = "asked"
    HEARSAY = "hearsay"


@dataclass(frozen=True)
class Sentence:
    """A sentence with the classes of its words and the places where its clauses begin."""

    text: FoldedText
    marks: Sequence[Mark]
    breaks: Sequence[int]
    language: str

    @property
    def plain(self) -> str:
        """The folded sentence."""
        return self.text.plain

    @cached_property
    def is_question(self) -> bool:
        """Whether it asks something."""
        return ASKS_ALONE.search(self.plain) is not None

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of all its words."""
        return frozenset(meaning for mark in self.marks for meaning in mark.meanings)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Where the clause around a stretch begins and ends."""
        before = max((place for place in self.breaks if place <= start), default=0)
        after = min((place for place in self.breaks if place >= end), default=len(self.plain))
        return before, after

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether a word of a class stands in a stretch."""
        return any(name in mark.meanings for mark in self.marks if mark.start >= start and mark.end <= end)


def sentence_of(text: FoldedText, vocabulary: Vocabulary) -> Sentence:
    """A sentence with its words looked up."""
    return Sentence(
        text, vocabulary.classes.marks(text.plain), vocabulary.clause_breaks(text.plain), vocabulary.language
    )


def numbered_marks(sentence: Sentence) -> list[tuple[int, Sequence[str]]]:
    """The classes of the words, each with the number of its clause."""
    return [(bisect_right(sentence.breaks, mark.start), mark.meanings) for mark in sentence.marks]


def stance_at(sentence: Sentence, start: int, end: int) -> Stance:
    """How what stands in a stretch of the sentence is meant, by the words of its clause."""
    first, last = sentence.clause(start, end)
    near = max(first, _words_before(sentence.plain, start, _WISH_WORDS))
    if sentence.is_question and not sentence.plain[last:].strip(" ?？。!"):
        return Stance.ASKED
    behind = last if sentence.language in _DENIES_BEHIND else start
    if sentence.has("denial", first, start) or sentence.has("denial", end, behind):
        return Stance.DENIED
    if sentence.has("wish", near, start) or (sentence.language == "ja" and sentence.has("wish", end, last)):
        return Stance.WISHED
    if sentence.has("future", near, start) and not sentence.has("past", first, last):
        return Stance.TO_COME
    if sentence.has("hearsay", 0, start):
        return Stance.HEARSAY
    return Stance.ASSERTED


def opens_with_denial(sentence: Sentence) -> bool:
    """Whether a sentence denies from the start ("We don't know each other, …"): what follows asserts no past."""
    return any("denial" in mark.meanings and mark.start < _OPENING for mark in sentence.marks)


def speaker_at(sentence: Sentence, start: int, end: int) -> By:
    """Of whom a stretch speaks: somebody else if one is named before it in its clause, and the asker not after them."""
    first, _ = sentence.clause(start, end)
    others = [mark.end for mark in sentence.marks if "other" in mark.meanings and first <= mark.start < start]
    if not others:
        return By.ASKER
    is_asker_again = sentence.has("i", others[-1], end) or sentence.has("we", others[-1], end)
    return By.ASKER if is_asker_again and sentence.language != "ja" else By.OTHER


def _words_before(plain: str, place: int, count: int) -> int:
    """Where the last few words before a place begin."""
    for _ in range(count):
        place = plain.rfind(" ", 0, max(place - 1, 0))
        if place < 0:
            return 0
    return place
