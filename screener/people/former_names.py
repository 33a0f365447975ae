"""Former surnames that a name as it is written tells of."""

from __future__ import annotations

from typing import Final

import regex

_SURNAME: Final = r"(\p{Lu}[\p{L}'’-]+|[\p{Han}\p{Hiragana}\p{Katakana}]+)"
_FORMERLY: Final = regex.compile(
    r"[(（,]?\s*(?:\b(?i:née|nee|né|formerly|previously|geb|geborene?|ehem|ehemals|vormals|früher|antes|de soltera|nata"
    rf"|nascida|geboren|voorheen|anciennement|già)\b\.?|旧姓)[\s:：]*{_SURNAME}\s*[)）]?"
)


def split_former(name: str) -> tuple[str, tuple[str, ...]]:
    """A name as written without what it tells of former surnames, and the former names: "Jane Doe (née Roe)" is Jane
    Doe and was Jane Roe."""
    former = _FORMERLY.findall(name)
    now = " ".join(_FORMERLY.sub(" ", name).split()) if former else name
    return now, tuple(_with_surname(now, surname) for surname in former if now)


def _with_surname(name: str, former: str) -> str:
    """The name with another surname; one of several words is a whole name already."""
    words = name.split()
    if len(former.split()) > 1 or len(words) < 2:
        return former
    if not former[0].isupper():  # a script without capitals, where the family name comes first
        return " ".join((former, *words[1:]))
    return " ".join((*words[:-1], former))
