"""Other ways to write one name: short forms of the given name, Latin letters for another script, a former surname.

Of the first edition: `names` and `likeness` replace it once the world replaces `evidence`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from screener.people.name_keys import name_keys
from screener.people.nicknames import other_forms

_OTHER_SCRIPT: Final = regex.compile(r"[[\p{L}]--[\p{Latin}]]", regex.V1)
# Scripts whose names have one reading in Latin letters. (Han is read as Chinese; a Japanese name then equals nobody.)
_READABLE: Final = regex.compile(r"[\p{Cyrillic}\p{Greek}\p{Han}\p{Katakana}\p{Hiragana}\p{Georgian}\p{Armenian}ー]")
_NOT_A_LETTER: Final = regex.compile(r"[^a-z ]+")
_SURNAME: Final = r"(\p{Lu}[\p{L}'’-]+|[\p{Han}\p{Hiragana}\p{Katakana}]+)"
_FORMERLY: Final = regex.compile(
    r"[(（,]?\s*(?:\b(?i:née|nee|né|formerly|previously|geb|geborene?|ehem|ehemals|vormals|früher|antes|de soltera|nata"
    rf"|nascida|geboren|voorheen|anciennement|già)\b\.?|旧姓)[\s:：]*{_SURNAME}\s*[)）]?"
)


def variant_keys(name: str) -> frozenset[str]:
    """Keys under which the name may stand besides its own: with another form of the given name, or in Latin letters
    where it is written in another script."""
    own = name_keys(name)
    others = {key for one in own for key in _with_other_forms(one)}
    for one in latin_keys(name):
        others |= {one, *_with_other_forms(one)}
    return frozenset(others.difference(own))


def latin_keys(name: str) -> tuple[str, ...]:
    """The keys of a name of another script when it is written in Latin letters; none for a Latin name, and none
    where the reading is not sure."""
    if name.isascii() or not _OTHER_SCRIPT.search(name) or not _READABLE.search(name):
        return ()
    from anyascii import anyascii  # a large table that most runs never need

    latin = anyascii(name.replace("ου", "ou").replace("ού", "ou"))
    keys = [_NOT_A_LETTER.sub("", key) for key in name_keys(latin)]
    keys += [key.replace("iy", ending) for key in keys if "iy" in key for ending in ("y", "i")]
    # A Chinese given name of two characters comes out as one word and is written as one or as two.
    return tuple(dict.fromkeys(key for key in (*keys, *_parted(latin)) if " " in key))


def _parted(latin: str) -> list[str]:
    """The keys of a name run together, `WangXiaoming`, with surname and given name apart and every syllable apart."""
    syllables = regex.findall(r"\p{Lu}\p{Ll}+", latin)
    if not 2 <= len(syllables) <= 4 or "".join(syllables) != latin.replace(" ", ""):
        return []
    surname, *given = (syllable.lower() for syllable in syllables)
    return [" ".join(sorted((surname, "".join(given)))), " ".join(sorted((surname, *given)))]


def _with_other_forms(key: str) -> list[str]:
    words = key.split()
    if len(words) < 2:
        return []
    return [
        " ".join(sorted((*words[:place], form, *words[place + 1 :])))
        for place, word in enumerate(words)
        for form in sorted(other_forms(word))
    ]


def split_former(name: str) -> tuple[str, tuple[str, ...]]:
    """A name as written without what it tells of former surnames, and the former names: "Jane Doe (née Roe)" is Jane
    Doe and was Jane Roe."""
    former = _FORMERLY.findall(name)
    now = " ".join(_FORMERLY.sub(" ", name).split()) if former else name
    return now, tuple(with_surname(now, surname) for surname in former if now)


def with_surname(name: str, former: str) -> str:
    """The name with another surname; one of several words is a whole name already."""
    words = name.split()
    if len(former.split()) > 1 or len(words) < 2:
        return former
    if not former[0].isupper():  # a script without capitals, where the family name comes first
        return " ".join((former, *words[1:]))
    return " ".join((*words[:-1], former))


# How alike two name keys are that are neither equal nor variants. Never proof: asked where a second fact agrees.
# The threshold comes from `python -m tests.benchmarks.likeness`.

LEAST: Final = 90.0  # over the generated pairs left to it: precision 0.995, recall 0.595


def are_alike(one: str, other: str, least: float = LEAST) -> bool:
    """Whether two name keys may be one name."""
    return key_likeness(one, other) >= least


def key_likeness(one: str, other: str) -> float:
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
