"""The pieces that the trained reader weighs: letters inside words, words and their pairs, and pairs of word classes.
Training and reading cut a text by this one module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from screener.notes.expressions import TOKENS, UNSPACED

WORD, CLASS = "\x01", "\x02"  # what pieces of a kind begin with; letters begin with themselves

_DIGITS: Final = str.maketrans("123456789１２３４５６７８９０", "0000000000000000000")
_SHORTEST, _LONGEST = 2, 5
_LONGEST_UNSPACED: Final = 4
_NEAR: Final = 6  # how many marks apart two word classes still say something together
_FAR: Final = 60  # the same inside one clause; no note has more, and a long text must not cost its square
_LONGEST_WORD: Final = 200  # letters of a run that are looked at


def tokens_of(plain: str) -> list[str]:
    """The words and telling signs of a folded text; figures are all one."""
    found: list[str] = TOKENS.findall(plain.translate(_DIGITS))
    return found


def letter_pieces(token: str) -> Iterator[str]:
    """The runs of letters inside a word with its ends; in scripts without spaces those of the whole run."""
    token = token[:_LONGEST_WORD]
    if not token[0].isascii() and UNSPACED.match(token):
        padded, shortest, longest = token, 1, _LONGEST_UNSPACED
    else:
        padded, shortest, longest = f" {token} ", _SHORTEST, _LONGEST
    for length in range(shortest, min(longest, len(padded)) + 1):
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def word_piece(token: str) -> str:
    """A word as a piece."""
    return WORD + token


def pair_pieces(tokens: Sequence[str]) -> Iterator[str]:
    """Each word with the next."""
    for first, second in pairwise(tokens):
        yield f"{WORD}{first} {second}"


def class_pieces(marks: Sequence[tuple[int, Sequence[str]]]) -> set[str]:
    """The classes of words in a sentence and their pairs, in order inside a clause, without order near each other.
    `marks`: the number of the clause and the classes of each known word, in the order of the text."""
    found: set[str] = set()
    for number, (clause, classes) in enumerate(marks):
        found.update(CLASS + each for each in classes)
        for apart, (other_clause, others) in enumerate(marks[number + 1 :], start=1):
            is_same = other_clause == clause
            if apart > (_FAR if is_same else _NEAR):
                break
            for first in classes:
                for second in others:
                    if is_same:
                        found.add(f"{CLASS}{first}+{second}")
                    found.add(f"{CLASS}{first}&{second}" if first < second else f"{CLASS}{second}&{first}")
    return found
