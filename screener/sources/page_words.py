"""The words of the invitation page in all languages that are read, and the numbers in them: `1,234`, `500+`,
`X and 4 other mutual connections`. Nothing here knows how the page is laid out.

Texts are compared as `folded` leaves them, so case and accents do not matter; the words are patterns.
"""

from __future__ import annotations

import re
from typing import Final

from screener.languages.words import kept_by_language, languages, pattern_of, section
from screener.texts.folding import folded
from screener.texts.patterns import plain_re

_NUMBER: Final = plain_re(
    r"(?P<number>\d{1,9}|\d{1,3}(?:[,.\s]\d{3}){1,2})(?:\.0*)?\s*\+?(?:\s+[a-z ]{0,40}connections?)?", re.I
)
_COUNT: Final = r"(?P<number>\d{1,3}(?:[,.]\d{3})|\d{1,6})"
_LONGEST: Final = 500  # of a text that speaks of mutual connections


@kept_by_language
def words_for(what: str) -> str:
    """One pattern for what all languages say, `decide` for instance."""
    words = pattern_of("page", what)
    if words == "(?:)":
        raise KeyError(what)
    return words


@kept_by_language
def pattern(before: str, what: str, behind: str = "") -> re.Pattern[str]:
    """What all languages say for something, between two more patterns."""
    return re.compile(before + words_for(what) + behind)


def folded_line(text: str) -> str:
    """A line as it is compared with these words."""
    return folded(text).strip(" .")


def number_in(text: str) -> int | None:
    """A whole number; `500+` is 500. None if the text is none."""
    found = _NUMBER.fullmatch(text.strip()[:_LONGEST])
    return int(re.sub(r"\D", "", found["number"])) if found else None


def mutual_connections_in(text: str) -> int | None:
    """How many mutual connections a text speaks of, those named in it counted in. None if it speaks of none."""
    if (number := number_in(text)) is not None:
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


@kept_by_language
def _forms() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Each way to speak of them, with what stands between two names in that language."""
    return tuple(
        (re.compile(form), re.compile(_between(words["joins"], spaced=language != "ja")))
        for language in languages()
        for words in (section(language, "page"),)
        if words.keys() >= {"mutual", "joins", "others", "are"}
        for form in (_unspaced_forms(words) if language == "ja" else _forms_in(words))
    )


def _between(joins: str, *, spaced: bool) -> str:
    return rf",\s*(?:(?:{joins})\s+)?|\s+(?:{joins})\s+" if spaced else joins


def _forms_in(words: dict[str, str]) -> tuple[str, ...]:
    mutual, joins, more, are = (words[name] for name in ("mutual", "joins", "others", "are"))
    others = rf"(?:(?:{more})\s+)?"
    return (
        rf"{others}{_COUNT}\s*{others}(?:{mutual})",
        rf"(?P<names>.+?),?\s+(?:{joins})\s+{others}{_COUNT}\s+{others}(?:{mutual})",
        rf"(?P<names>.+?),?\s+(?:{joins})\s+{_COUNT}\s+(?:{more})",
        rf"(?P<names>.+?)\s+{are}\s+(?:{mutual})",
    )


def _unspaced_forms(words: dict[str, str]) -> tuple[str, ...]:
    mutual, more, are = (words[name] for name in ("mutual", "others", "are"))
    return (
        rf"(?:{mutual})(?:が)?\s*{_COUNT}[人名]",
        rf"{_COUNT}[人名](?:が|の)(?:{mutual})",
        rf"(?P<names>.+?)(?:さん)?(?:と|、)(?:{more})?{_COUNT}[人名](?:が|の|は)?(?:{mutual})",
        rf"(?P<names>.+?){are}(?:{mutual})",
    )


def _people(names: str, joins: re.Pattern[str]) -> list[str]:
    return [name for name in joins.split(names) if name and name.strip()]
