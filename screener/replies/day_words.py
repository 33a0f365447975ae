"""When something was, as a person says it in each language: "last week", "in March 2024"; never to the day, as a reply
is no diary. The words stand in `replies` of a language's file, `month` with its `{month}` and `{year}`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from screener.languages.words import section

_FEW_WEEKS: Final = 35  # days
_NEAR_BY: Final = ("today", "yesterday", "this_week", "last_week", "weeks_ago")


def when_words(day: date, today: date, language: str) -> str:
    """When a day was, as of today, in one of the languages of replies."""
    words = section(language, "replies")
    monday = today - timedelta(days=today.weekday())
    if day >= today:
        return str(words["today"])
    if day == today - timedelta(days=1):
        return str(words["yesterday"])
    if day >= monday:
        return str(words["this_week"])
    if day >= monday - timedelta(days=7):
        return str(words["last_week"])
    return str(words["weeks_ago"]) if day > today - timedelta(days=_FEW_WEEKS) else _month(day, words)


def longest_words(language: str) -> str:
    """The longest that `when_words` may say in a language."""
    words = section(language, "replies")
    months = (_month(date(2024, number, 1), words) for number in range(1, 13))
    return max(*(str(words[when]) for when in _NEAR_BY), *months, key=len)


def _month(day: date, words: Mapping[str, Any]) -> str:
    return str(words["month"]).format(month=words["months"][day.month - 1], year=day.year)
