"""Evidence lines: how dates and numbers are said to the user."""

from __future__ import annotations

from datetime import date

from screener.catalogue.value_wording import date_words
from screener.catalogue.values import PartialDate


def day_words(day: date) -> str:
    """A day as a person writes it: "3 April 2021"."""
    return date_words(PartialDate.of(day))


def counted(number: int, what: str) -> str:
    """A number of things: "1 message", "12 messages"."""
    return f"{number} {what}" + ("" if number == 1 else "s")


def on_day(day: date | None) -> str:
    """ " on 3 April 2021", or nothing."""
    return "" if day is None else f" on {day_words(day)}"
