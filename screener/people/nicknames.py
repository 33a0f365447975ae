"""Short forms of given names, by language, and the endings of diminutives.

`other_forms` names them exactly; `full_sounds` and `short_form_cost` compare sounds.

Recipe: a new name is one more line of `nicknames.txt`, or one more word in a line. A line is a full name and its short
forms; a name may stand in several lines and a short form may belong to several names. Any script will do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from screener.people.name_keys import plain_word, sound
from screener.people.rarity import is_listed
from screener.people.readings import reading_by_letters
from screener.texts.folding import fold

TABLE: Final = Path(__file__).with_name("nicknames.txt")


def other_forms(given_name: str) -> frozenset[str]:
    """The full names that a short form may stand for, the short forms of a full name, and those that share one."""
    short, full = _tables()
    names = full.get(given_name, frozenset())
    shared = (short[name] for name in names)
    return names.union(short.get(given_name, frozenset()), *shared) - {given_name}


@lru_cache(maxsize=1)
def _tables() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    short: dict[str, set[str]] = defaultdict(set)
    full: dict[str, set[str]] = defaultdict(set)
    for name, forms in _listed():
        short[name].update(forms)
        for form in forms:
            full[form].add(name)
    return _frozen(short), _frozen(full)


def _listed() -> Iterator[tuple[str, set[str]]]:
    """The lines of the table: a full name and its short forms."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        name, colon, forms = fold(line).partition(":")
        if colon and not name.startswith("#"):
            yield name, set(forms.split()) - {name}


def short_forms() -> Mapping[str, frozenset[str]]:
    """The full names of the table, each with its short forms."""
    return _tables()[0]


def full_sounds(word: str) -> frozenset[str]:
    """How the full names sound that a plain word is a short form or a diminutive of."""
    listed = _sounds()[1].get(sound(word), _NONE)
    bases = _bases(word)
    return listed.union(map(sound, bases)) if bases else listed


# Portuguese and Spanish diminutives: Teresinha, Paulinho, Juanito.
_DIMINUTIVES: Final = ("zinho", "zinha", "inho", "inha", "cito", "cita", "ito", "ita")


def _bases(word: str) -> tuple[str, ...]:
    """The names a plain word may be the diminutive of."""
    if not word.endswith(_DIMINUTIVES):
        return ()
    ending = next(ending for ending in _DIMINUTIVES if word.endswith(ending))
    stem = word.removesuffix(ending)
    return (stem, stem + ending[-1]) if len(stem) >= 3 else ()


def has_short_forms(word: str) -> bool:
    """Whether a plain word is a full name of the table."""
    return sound(word) in _sounds()[0]


def is_given_name(word: str) -> bool:
    """Whether a plain word is a name of the table, full or short."""
    heard = _heard(word)
    return any(heard in names for names in _sounds())


def short_form_cost(word: str, other: str) -> int | None:
    """1 if one word is a short form or diminutive of the other; 2 if both are short forms of one name and alike.

    Bob and Rob are alike, not Beth and Lisa, nor Krista and Kristy, which many have for a whole name. Two spellings of
    one sound are no short forms.
    """
    word, other = plain_word(word), plain_word(other)
    heard, other_heard = _heard(word), _heard(other)
    if heard == other_heard:
        return None
    short, full = _sounds()
    if other_heard in short.get(heard, _NONE) or heard in short.get(other_heard, _NONE):
        return 1
    if other in _bases(word) or word in _bases(other):
        return 1
    is_like = heard[1:] == other_heard[1:] or (
        heard[:3] == other_heard[:3] and not (is_listed(word) and is_listed(other))
    )
    return 2 if is_like and full.get(heard, _NONE) & full.get(other_heard, _NONE) else None


def _heard(word: str) -> str:
    """How a plain word sounds, by its reading where its script is read letter by letter."""
    if word.isascii() or not (reading := reading_by_letters(word)):
        return sound(word)
    return sound(reading)


_NONE: Final[frozenset[str]] = frozenset()


@lru_cache(maxsize=1)
def _sounds() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    short: dict[str, set[str]] = defaultdict(set)
    full: dict[str, set[str]] = defaultdict(set)
    for name, forms in _listed():
        heard = sound(plain_word(name))
        for form in forms:
            form_heard = sound(plain_word(form))
            short[heard].add(form_heard)
            full[form_heard].add(heard)
    return _frozen(short), _frozen(full)


def _frozen(words: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({word: frozenset(of) for word, of in words.items()})
