"""How rare the words of a name are, and what a likeness of names is worth.

A grade is twice the decimal logarithm of one person in so many: 2 for one in ten, 8 for one in ten thousand.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from screener.people.readings import readings_of

if TYPE_CHECKING:
    from screener.people.likeness import Agreement, Likeness

TABLE: Final = Path(__file__).with_name("rarity.txt")
COMMON: Final = range(2, 6)  # the grades that the shipped table lists
_SHARES: Final = ((1 / 10, 2), (1 / 30, 3), (1 / 100, 4), (1 / 300, 5), (1 / 1000, 6), (1 / 3000, 7))
_RAREST: Final = 8
_RAREST_OF_SHORT: Final = 7  # below five letters
_FEWEST_BEARERS: Final = 3
# Points for the chance that one of so many strangers bears a name of this rarity.
_CHANCES: Final = ((100, 5), (300, 6), (1000, 7), (3000, 8), (10000, 9))
_GREATEST_CHANCE: Final = 10
_MOST_POINTS: Final = 8
_INITIAL: Final = 2
# What words are worth at most that agree in another way than letter for letter.
_CAPS: Final = MappingProxyType({"short-form": 5, "cut": 4, "slip": 6})
_CONSONANTS_CAP: Final = 5


class Rarity:
    """Grades by the larger share of the shipped table and of the user's own world, there from three bearers on."""

    __slots__ = ("_bearers", "_grades", "_people")

    def __init__(self, counts: Mapping[str, int] | Callable[[str], int], people: int) -> None:
        """`counts` tells how many of the `people` of the world bear a plain word."""
        self._bearers: Callable[[str], int] = counts if callable(counts) else lambda word: counts.get(word, 0)
        self._people = max(people, 100)
        self._grades: dict[str, int] = {}

    def grade(self, word: str) -> int:
        """2 for a word that one in ten bears, up to 8 for less than one in 3,000."""
        if word not in self._grades:
            shipped, bearers = shipped_grade(word), self._bearers(word)
            is_few = bearers < _FEWEST_BEARERS
            self._grades[word] = shipped if is_few else min(shipped, grade_of_share(bearers / self._people))
        return self._grades[word]


def grade_of_share(share: float) -> int:
    """The grade of a word that this share of people bears."""
    return next((grade for least, grade in _SHARES if share >= least), _RAREST)


def is_listed(word: str) -> bool:
    """Whether the shipped table knows the word as a name that many bear."""
    return word in _table()


def name_points(likeness: Likeness, rarity: Rarity, strangers: int) -> int:
    """What the likeness is worth: the rarities of the words that agree, less its costs and the chance that one of so
    many people the user is not connected with bears the name too; at most 8."""
    most = _CONSONANTS_CAP if likeness.kind == "weak" else _RAREST
    rarities = sum(_worth(agreement, rarity, most) for agreement in likeness.agreed)
    return min(rarities - likeness.cost - chance_points(strangers), _MOST_POINTS)


def chance_points(strangers: int) -> int:
    """The points that the number of people the user is not connected with takes off every name."""
    return next((points for most, points in _CHANCES if strangers <= most), _GREATEST_CHANCE)


def _worth(agreement: Agreement, rarity: Rarity, most_by_shape: int) -> int:
    """The rarity of the words that agree; less where they agree in another way than letter for letter."""
    if agreement.how == "initial":
        return _INITIAL
    if agreement.how == "particle" and agreement.asker_word == agreement.person_word:
        return 0
    worth = min(rarity.grade(agreement.asker_word), rarity.grade(agreement.person_word))
    most = most_by_shape if agreement.how == "other-script" else _CAPS.get(agreement.how, _RAREST)
    return min(worth, most)


@lru_cache(maxsize=8192)
def shipped_grade(word: str) -> int:
    """The grade by the shipped table alone; a word of another script is as common as its reading."""
    table = _table()
    if found := table.get(word):
        return found
    if not word.isascii():
        readings = (reading.words for reading in readings_of((word,)))
        return min((table.get(words[0], _RAREST) for words in readings if len(words) == 1), default=_RAREST_OF_SHORT)
    return _RAREST if len(word) >= 5 else _RAREST_OF_SHORT


@lru_cache(maxsize=1)
def _table() -> Mapping[str, int]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    packed = "".join(line for line in lines if not line.startswith("# "))
    lists = zlib.decompress(base64.b85decode(packed)).decode().split("\n\n")
    return MappingProxyType(
        {word: grade for grade, words in zip(COMMON, lists, strict=True) for word in words.split("\n")}
    )
