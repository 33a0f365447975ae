"""How long ago something was, in words: `2 weeks ago`, `vor 2 Wochen`, `2週間前`, `3d`."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from screener.catalogue.values import DAYS_IN
from screener.sources.page_words import UNITS, folded_line, pattern, words_for

_LONGEST: Final = 60
_MOST_DAYS: Final = 40_000


def age_in_days(text: str) -> int | None:
    """How many days ago that is; None if the text is no age."""
    line = folded_line(text[:_LONGEST]) if len(text) <= _LONGEST else ""
    if found := _age().fullmatch(line):
        days = _number(found["number"]) * DAYS_IN.get(found.lastgroup or "", 0.0)
        return int(days) if days < _MOST_DAYS else None
    for what, days in (("today", 0), ("yesterday", 1)):
        if pattern("", what).fullmatch(line):
            return days
    return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 1


@cache
def _age() -> re.Pattern[str]:
    ago, sent, ones = words_for("ago"), words_for("sent"), words_for("ones")
    units = "|".join(f"(?P<{unit}>{words})" for unit, words in UNITS.items())
    return re.compile(rf"(?:{sent}:? )?(?:{ago} )?(?P<number>\d{{1,4}}|{ones}) ?(?:{units})\.?(?: ?{ago})?(?: {sent})?")
