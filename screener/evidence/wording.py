"""Evidence lines: how dates and numbers are said to the user."""

from __future__ import annotations

from datetime import date
from typing import Final

from screener.catalogue.values import PartialDate

_MONTHS: Final = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_words(day: date) -> str:
    """A day as a person writes it: "3 April 2021"."""
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def date_words(when: PartialDate) -> str:
    """A date that may be incomplete: "2021", "April 2021", "3 April 2021"."""
    parts = (str(when.day or ""), _MONTHS[when.month], str(when.year))
    return " ".join(part for part in parts if part)


def counted(number: int, what: str) -> str:
    """A number of things: "1 message", "12 messages"."""
    return f"{number} {what}" + ("" if number == 1 else "s")


def on_day(day: date | None) -> str:
    """ " on 3 April 2021", or nothing."""
    return "" if day is None else f" on {day_words(day)}"
