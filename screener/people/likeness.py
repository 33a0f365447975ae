"""Likeness of names: whether two names, neither equal nor variants, may be one person's spelled differently.

The thresholds come from `python -m tests.benchmarks.likeness`, which measures them over generated pairs. Likeness is
never proof: it is asked only where a second fact agrees already.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

LEAST: Final = 90.0  # over the generated pairs left to it: precision 0.995, recall 0.595


def are_alike(one: str, other: str, least: float = LEAST) -> bool:
    """Whether two name keys may be one name."""
    return likeness(one, other) >= least


def likeness(one: str, other: str) -> float:
    """How alike two name keys are, 0 to 100: every word of the shorter name must find its own word in the longer one,
    and the least alike pair counts."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    if len(shorter) < 2 or len(longer) - len(shorter) > 1:
        return 0.0
    return _least_of_best(shorter, longer)


def _least_of_best(words: Sequence[str], others: Sequence[str]) -> float:
    left = list(others)
    least = 100.0
    for word in sorted(words, key=len, reverse=True):
        similarity, best = max((_words_alike(word, other), other) for other in left)
        left.remove(best)
        least = min(least, similarity)
    return least


def _words_alike(word: str, other: str) -> float:
    """Slips of the finger fall inside a word; another last letter makes another name (Mario, Maria)."""
    if word == other:
        return 100.0
    if word[0] != other[0] or word[-1] != other[-1]:
        return 0.0
    from rapidfuzz.distance import OSA  # with neighbouring letters exchanged as one edit

    return 100.0 * OSA.normalized_similarity(word, other)
