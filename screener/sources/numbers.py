"""Numbers as lists and pages write them: `1,234`, `500+`, `X and 4 other mutual connections`, in several languages."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from screener.sources.page_words import PAGE_WORDS, PageWords, folded_line

_NUMBER: Final = re.compile(
    r"(?P<number>\d{1,9}|\d{1,3}(?:[,.\s]\d{3}){1,2})(?:\.0*)?\s*\+?(?:\s+[a-z ]*connections?)?", re.I
)
_COUNT: Final = r"(?P<number>\d{1,3}(?:[,.]\d{3})|\d{1,6})"
_LONGEST: Final = 500  # of a text that speaks of mutual connections


def number_in(text: str) -> int | None:
    """A whole number; `500+` is 500. None if the text is none."""
    found = _NUMBER.fullmatch(text.strip())
    return int(re.sub(r"\D", "", found["number"])) if found else None


def mutual_connections_in(text: str) -> int | None:
    """How many mutual connections a text speaks of, those named in it counted in. None if it speaks of none."""
    if (number := number_in(text[:_LONGEST])) is not None:
        return number
    line = folded_line(text[:_LONGEST])
    if re.fullmatch(r"(?:no|none|no mutual connections?)", line):
        return 0
    for form, joins in _forms():
        if found := form.fullmatch(line):
            said = found.groupdict()
            named = len(_people(said.get("names") or "", joins))
            return named + int(re.sub(r"\D", "", said.get("number") or "0"))
    return None


@cache
def _forms() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Each way to speak of them, with what stands between two names in that language."""
    return tuple(
        (re.compile(form), re.compile(_between(words, spaced=language != "ja")))
        for language, words in PAGE_WORDS.items()
        for form in (_JAPANESE if language == "ja" else _forms_in(words))
    )


def _between(words: PageWords, *, spaced: bool) -> str:
    return rf",\s*(?:(?:{words.joins})\s+)?|\s+(?:{words.joins})\s+" if spaced else words.joins


def _forms_in(words: PageWords) -> tuple[str, ...]:
    others = rf"(?:(?:{words.others})\s+)?"
    return (
        rf"{others}{_COUNT}\s*{others}(?:{words.mutual})",
        rf"(?P<names>.+?),?\s+(?:{words.joins})\s+{others}{_COUNT}\s+{others}(?:{words.mutual})",
        rf"(?P<names>.+?),?\s+(?:{words.joins})\s+{_COUNT}\s+(?:{words.others})",
        rf"(?P<names>.+?)\s+{words.are}\s+(?:{words.mutual})",
    )


_OF_JAPAN: Final = PAGE_WORDS["ja"]
_JAPANESE: Final = (
    rf"(?:{_OF_JAPAN.mutual})(?:が)?\s*{_COUNT}[人名]",
    rf"{_COUNT}[人名](?:が|の)(?:{_OF_JAPAN.mutual})",
    rf"(?P<names>.+?)(?:さん)?(?:と|、)(?:{_OF_JAPAN.others})?{_COUNT}[人名](?:が|の|は)?(?:{_OF_JAPAN.mutual})",
    rf"(?P<names>.+?){_OF_JAPAN.are}(?:{_OF_JAPAN.mutual})",
)


def _people(names: str, joins: re.Pattern[str]) -> list[str]:
    return [name for name in joins.split(names) if name and name.strip()]
