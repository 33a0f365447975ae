"""The sentences of a note, each with its folded form, whose words are those of the text one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from screener.texts.cleaning import printable
from screener.texts.folding import fold

_ABBREVIATIONS: Final = (
    r"\b(?:dr|dra|drs|prof|mr|mrs|ms|sr|sra|hr|fr|st|ing|ir|geb|nr|no|ca|bzw|z\.b|dipl|dott|avv|mme|mlle|vs|\p{Lu})\."
)
_ENDS: Final = regex.compile(
    rf"(?<!{_ABBREVIATIONS})(?<=[.!?])\s+(?!-)|(?<=[。！？])|\n+|(?<=[\p{{L}}])\s*[\p{{So}}]+\s*", regex.IGNORECASE
)
_QUESTION_MARK: Final = regex.compile(r"[?？]\W*$|(?:です|ます|ません|でしょう|ました|おられ)か[。\s]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written and folded; `words` are those of `text`, one for each of `folded`."""

    text: str
    folded: str
    words: tuple[str, ...]

    @property
    def is_question(self) -> bool:
        """Whether it asks something."""
        return _QUESTION_MARK.search(self.text) is not None


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text, none of them empty."""
    sentences = []
    for part in _ENDS.split(printable(text)):
        if part and part.isascii():
            if words := tuple(part.split()):
                sentences.append(Sentence(" ".join(words), fold(part), words))
            continue
        pairs = [(word, plain) for word in (part or "").split() if (plain := fold(word))]
        if pairs:
            words = tuple(word for word, _ in pairs)
            sentences.append(Sentence(" ".join(words), " ".join(plain for _, plain in pairs), words))
    return sentences
