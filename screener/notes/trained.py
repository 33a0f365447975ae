"""The trained reader: how much the pieces of a text speak for each thing that a note may claim, be or want. Its weights
are made by `python -m tests.notes.train` and read when the first new note comes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import sqrt
from pathlib import Path
from typing import Any, Final

import msgspec

from screener.errors import InputError
from screener.notes.pieces import CLASS, class_pieces, letter_pieces, pair_pieces, tokens_of, word_piece

FORMAT: Final = "screener-reader/1"
ENVIRONMENT: Final = "SCREENER_READER"
ZERO: Final = 128  # what stands for a weight of nothing in the file
_FIELD: Final = 4  # bytes in which the weights of one head are added up
_LONGEST_TEXT: Final = 20_000  # characters of a sentence that are weighed
_KEPT_WORDS: Final = 20_000

Marks = Sequence[tuple[int, Sequence[str]]]


class Weighed(msgspec.Struct, frozen=True):
    """The weights of the pieces of a text, added up apart for letters, words and classes of words."""

    sums: tuple[int, int, int] = (0, 0, 0)
    numbers: tuple[int, int, int] = (0, 0, 0)

    def __add__(self, other: Weighed) -> Weighed:
        letters, words, classes = (one + two for one, two in zip(self.sums, other.sums, strict=True))
        counts = tuple(one + two for one, two in zip(self.numbers, other.numbers, strict=True))
        return Weighed((letters, words, classes), (counts[0], counts[1], counts[2]))


class TrainedReader:
    """The weights, one row of heads for each piece. A row is one long integer with a field for each head, so that
    Python adds all heads at once."""

    __slots__ = (
        "_added",
        "_rows",
        "_scales",
        "_weights",
        "_words",
        "biases",
        "claims",
        "heads",
        "languages",
        "thresholds",
    )

    def __init__(self, head: Mapping[str, Any], pieces: Sequence[str], weights: bytes) -> None:
        self.heads: tuple[str, ...] = tuple(head["heads"])
        self.biases: list[float] = head["biases"]
        self.thresholds: Mapping[str, float] = head["thresholds"]
        self._scales: list[float] = head["scales"]
        self._weights = weights
        self._added: dict[int, int] = {}
        self._rows = dict(zip(pieces, range(len(pieces)), strict=True))
        self._words: dict[str, Weighed] = {}
        self.claims = self._part("past", "about:")
        self.languages = self._part("language:", "language:")

    def weigh(self, plain: str) -> Weighed:
        """The letters and words of a folded sentence weighed."""
        tokens = tokens_of(plain[:_LONGEST_TEXT])
        letters = words = letter_count = word_count = 0
        for token in tokens:
            kept = self._words.get(token) or self._weigh_word(token)
            letters, letter_count = letters + kept.sums[0], letter_count + kept.numbers[0]
            words, word_count = words + kept.sums[1], word_count + kept.numbers[1]
        pairs, pair_count = self._sum(pair_pieces(tokens))
        return Weighed((letters, words + pairs, 0), (letter_count, word_count + pair_count, 0))

    def weigh_classes(self, marks: Marks) -> Weighed:
        """The classes of the words of a sentence weighed, each with the number of its clause."""
        classes, count = self._sum(class_pieces(marks))
        return Weighed((0, 0, classes), (0, 0, count))

    def scores(self, weighed: Weighed, part: slice = slice(None)) -> dict[str, float]:
        """For each head, or those of one part, how much speaks for it; the thresholds say from where on it is a yes."""
        totals, scales = self.biases[part], self._scales[part]
        for total, number in zip(weighed.sums, weighed.numbers, strict=True):
            if number:
                fields = memoryview(total.to_bytes(len(self.heads) * _FIELD, sys.byteorder)).cast("I")[part]
                zero, length = ZERO * number, 1 / sqrt(number)
                totals = [
                    sofar + (field - zero) * scale * length
                    for sofar, field, scale in zip(totals, fields, scales, strict=True)
                ]
        return dict(zip(self.heads[part], totals, strict=True))

    def _part(self, first: str, last: str) -> slice:
        """The heads from the first that begins so to the last that begins so."""
        starts = [number for number, head in enumerate(self.heads) if head.startswith((first, last))]
        return slice(starts[0], starts[-1] + 1)

    def strongest(self, plain: str, classes: Mapping[str, Collection[str]], head: str, count: int = 3) -> list[str]:
        """The words of a folded text that speak most for a head, the strongest first; `classes` of its words."""
        tokens = tokens_of(plain)
        numbers = self.weigh(plain).numbers
        letters, words = sqrt(numbers[0] or 1), sqrt(numbers[1] or 1)
        speaking = {
            token: self._speaks(letter_pieces(token), head) / letters
            + self._speaks((word_piece(token),), head) / words
            + self._speaks((CLASS + each for each in classes.get(token, ())), head) / sqrt(len(classes) or 1)
            for token in dict.fromkeys(tokens)
            if token.isalpha()
        }
        ranked = sorted(speaking.items(), key=lambda entry: (-entry[1], entry[0]))
        return [token for token, weight in ranked[:count] if weight > 0]

    def _speaks(self, pieces: Iterable[str], head: str) -> int:
        place, size = self.heads.index(head), len(self.heads)
        return sum(self._weights[self._rows[piece] * size + place] - ZERO for piece in pieces if piece in self._rows)

    def _weigh_word(self, token: str) -> Weighed:
        letters, letter_count = self._sum(letter_pieces(token))
        words, word_count = self._sum((word_piece(token),))
        weighed = Weighed((letters, words, 0), (letter_count, word_count, 0))
        if len(self._words) >= _KEPT_WORDS:
            self._words.clear()
        self._words[token] = weighed
        return weighed

    def _sum(self, pieces: Iterable[str]) -> tuple[int, int]:
        """The rows of the known pieces added up, and their number."""
        total = count = 0
        rows, added = self._rows, self._added
        for piece in pieces:
            row = rows.get(piece)
            if row is not None:
                total += added.get(row) or self._as_integer(row)
                count += 1
        return total, count

    def _as_integer(self, row: int) -> int:
        """The weights of a piece as one integer with a field for each head."""
        size = len(self.heads)
        fields = bytearray(size * _FIELD)
        fields[0 if sys.byteorder == "little" else _FIELD - 1 :: _FIELD] = self._weights[row * size : (row + 1) * size]
        self._added[row] = int.from_bytes(fields, sys.byteorder)
        return self._added[row]


@lru_cache(maxsize=4)
def trained_reader(path: str = "") -> TrainedReader:
    """The reader of a file, else of the one that `SCREENER_READER` names, else the shipped one."""
    chosen = path or os.environ.get(ENVIRONMENT, "")
    if not chosen:
        return parsed(files("screener.notes").joinpath("reader.weights").read_bytes(), "reader.weights")
    try:
        return parsed(Path(chosen).read_bytes(), chosen)
    except OSError as error:
        raise InputError(
            f"{chosen}: cannot be read: {error.strerror}; unset {ENVIRONMENT} for the shipped one"
        ) from error


def parsed(content: bytes, name: str) -> TrainedReader:
    """A reader from the content of its file: a line of JSON, the pieces one a line, the rows of weights."""
    first, _, rest = content.partition(b"\n")
    try:
        head = json.loads(first)
        if head["format"] != FORMAT:
            raise ValueError(head["format"])
        pieces = rest[: head["letters"]].decode().split("\n")
        return TrainedReader(head, pieces, rest[head["letters"] :])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{name}: holds no weights of this reader; make them anew or unset {ENVIRONMENT}") from error
