"""Folding: the form in which texts are compared, whoever wrote them and on whatever keyboard."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import regex

_MARKED: Final = regex.compile(r"([\p{Latin}\p{Greek}\p{Cyrillic}])\p{Mn}+")
_INVISIBLE: Final = regex.compile(r"\p{Cf}+")
_LETTERS: Final = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ı": "i",
        "ŀ": "l", "ŋ": "n", "ĸ": "k", "ɨ": "i", "ƒ": "f",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text without case, without marks on Latin, Greek and Cyrillic letters, white space collapsed.

    Typographic quotes and dashes become plain ones and invisible characters go. Kana and all other scripts keep
    their marks: there they make another letter.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    seen = text if text.isprintable() else _INVISIBLE.sub("", text)
    plain = unicodedata.normalize("NFC", seen).casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = _MARKED.sub(r"\1", unicodedata.normalize("NFD", plain))
        plain = unicodedata.normalize("NFC", plain)
    return " ".join(plain.split())


# For texts that meet many phrase lists one after the other.
folded = lru_cache(maxsize=4096)(fold)
