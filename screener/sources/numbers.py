"""Numbers as lists write them: `1,234`, `500+`, `X and 4 other mutual connections`."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(
    r"(?P<number>\d{1,9}|\d{1,3}(?:[,.\s]\d{3}){1,2})(?:\.0*)?\s*\+?(?:\s+[a-z ]*connections?)?", re.I
)
_OTHERS: Final = re.compile(r"(?P<names>.+?),?\s+and\s+(?P<number>\d{1,6})\s+others?\b.*", re.I | re.DOTALL)
_NAMED: Final = re.compile(r"(?P<names>.+?)\s+(?:is|are)\s+(?:a\s+)?mutual connections?", re.I | re.DOTALL)
_LONGEST: Final = 500  # of a text that speaks of mutual connections


def number_in(text: str) -> int | None:
    """A whole number; `500+` is 500. None if the text is none."""
    found = _NUMBER.fullmatch(text.strip())
    return int(re.sub(r"\D", "", found["number"])) if found else None


def mutual_connections_in(text: str) -> int | None:
    """How many mutual connections a text speaks of, those named in it counted in. None if it speaks of none."""
    text = text.strip()[:_LONGEST]
    if (number := number_in(text)) is not None:
        return number
    if found := _OTHERS.fullmatch(text):
        return int(found["number"]) + len(_people(found["names"]))
    if found := _NAMED.fullmatch(text):
        return len(_people(found["names"]))
    return 0 if re.fullmatch(r"(?:no|none|no mutual connections?)", text, re.I) else None


def _people(names: str) -> list[str]:
    return [name for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", names) if name.strip()]
