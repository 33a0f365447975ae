"""Whether a line of a pasted text can be a name, or is prose. Nobody is recognised by it: it only finds the lines."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from screener.sources.page_words import folded_line, pattern

_PARTICLES: Final = frozenset({
    "af", "al", "am", "auf", "bin", "bint", "da", "das", "de", "del", "della", "der", "di", "do", "dos", "du",
    "e", "el", "en", "ibn", "la", "las", "le", "los", "of", "och", "ter", "ten", "und", "van", "von", "vom",
    "y", "zu", "zum",
})  # fmt: skip
_NO_NAME: Final = re.compile(r"[\d@|/:;!?…#%&+=<>{}\[\]\"“”。、！？・]|\.{2}|[^.]{4,}\.$")
_PROSE_END: Final = re.compile(r"[.!?。！？…]['\"”)\s]*$")
_TITLES: Final = re.compile(r"\s*\([^)]{1,40}\)")  # (She/Her), (née Berg)
_MOST_LETTERS: Final = 60
_MOST_WORDS: Final = 7
_MOST_SIGNS: Final = 20  # of a name in a script without spaces and capitals


def is_name(text: str) -> bool:
    """Whether a line looks like a name as people write it: few words, capitals where the script has them."""
    if not can_be_name(text):
        return False
    words = _words(text)
    if not any(word.lower() != word.upper() for word in words):
        return sum(map(len, words)) <= _MOST_SIGNS
    return all(word[0].lower() != word[0] or word in _PARTICLES or word.lower() == word.upper() for word in words)


@lru_cache(maxsize=4096)
def can_be_name(text: str) -> bool:
    """Whether a line may be a name at all, though somebody wrote it without capitals."""
    words = _words(text)
    return (
        0 < len(words) <= _MOST_WORDS
        and len(text) <= _MOST_LETTERS
        and not _NO_NAME.search(_TITLES.sub("", text))
        and not pattern("", "greetings", r"(?!\w)").match(folded_line(text))
    )


def is_prose(text: str) -> bool:
    """Whether a text is a sentence rather than a label."""
    return bool(_PROSE_END.search(text)) or len(text.split()) >= 6 or (not text.isascii() and len(text) >= 40)


def is_same_name(one: str, other: str) -> bool:
    """Whether a line says a name again, with credentials perhaps: screen readers are told names twice."""
    short, long = sorted((folded_line(one), folded_line(other)), key=len)
    return can_be_name(one) and long.startswith(short) and long[len(short) : len(short) + 1] in ("", " ", ",", "(")


def _words(text: str) -> list[str]:
    plain = _TITLES.sub("", text).partition(",")[0]
    return [word for part in plain.split() if (word := part.strip(".'’‘\"()-")) and any(map(str.isalpha, word))]
