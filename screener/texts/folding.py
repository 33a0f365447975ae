"""Scripts of letters, texts folded for comparing, and texts cleaned for a terminal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import regex

from screener.texts.patterns import Expression

_LOOK_ALIKES: Final = "асеорхуіјѕһԁԛԝкнмтвгАВЕКМНОРСТХУІЈЅοανικρτυχεωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_MIXED_WORD: Final = Expression(rf"\p{{Latin}}[\p{{Latin}}\p{{Mn}}]*[{_LOOK_ALIKES}]|[{_LOOK_ALIKES}]\p{{Latin}}")


def has_look_alike_letters(text: str) -> bool:
    """Whether a word mixes Latin letters with Cyrillic or Greek ones that look the same."""
    return not text.isascii() and _MIXED_WORD.search(text) is not None


_MARKED: Final = Expression(r"([\p{Latin}\p{Greek}\p{Cyrillic}])\p{Mn}+")
_INVISIBLE: Final = Expression(r"\p{Cf}+")
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
        return text.lower() if text.isalpha() else " ".join(text.lower().replace("`", "'").split())
    # Most words are plain, and those with marks come again and again.
    words = [word if word.isascii() else _folded_word(word) for word in text.lower().split()]
    return " ".join(filter(None, words)).replace("`", "'")


@lru_cache(maxsize=8192)
def _folded_word(word: str) -> str:
    """A word that is not all ASCII; empty if nothing of it can be seen."""
    seen = word if word.isprintable() else _INVISIBLE.sub("", word)
    plain = unicodedata.normalize("NFC", seen).casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = _MARKED.sub(r"\1", unicodedata.normalize("NFD", plain))
        plain = unicodedata.normalize("NFC", plain)
    return plain


# For texts that meet many phrase lists one after the other.
folded = lru_cache(maxsize=4096)(fold)


# Whole escape sequences go, so that no remains such as "[31m" are left; whatever else is not printable follows.
_ESCAPES: Final = Expression(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]P_^X]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_LINE_ENDS: Final = Expression(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_SPACES: Final = Expression(r"\t|[^\S\n]")
# Hangul fillers and the braille blank count as letters, but nobody sees them.
_UNSEEN: Final = Expression(r"[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u115f\u1160\u3164\uffa0\u2800\u034f--\n]+", regex.V1)

# What a spreadsheet takes for the start of a formula, also behind blanks, and in full width.
_FORMULA: Final = Expression(r"[ \n\u00a0\u3000\ufeff]*[=+\-@\t\r|%＝＋－＠｜％﹦﹢﹣﹫−]")


def printable(text: str) -> str:
    """The text with nothing in it that a terminal would obey, line breaks kept."""
    if text.isascii() and text.isprintable():
        return text
    lines: str = _LINE_ENDS.sub("\n", _ESCAPES.sub("", text))
    seen: str = _UNSEEN.sub("", _SPACES.sub(" ", lines))
    return seen


def one_line(text: str) -> str:
    """The printable text on one line, white space collapsed."""
    return " ".join(printable(text).split())


def shortened(text: str, width: int = 80) -> str:
    """The text on one line, cut at a word with an ellipsis if it is longer than `width` characters."""
    line = one_line(text)
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > width // 2 else cut).rstrip(" ,;:.-") + "…"


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may take a cell of a table for a formula: it is then written behind an apostrophe."""
    return _FORMULA.match(cell) is not None
