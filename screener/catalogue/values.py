"""What the fields of records may hold, and the three values of a condition."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

import msgspec

Truth = int

NO: Final[Truth] = 0
UNKNOWN: Final[Truth] = 1
YES: Final[Truth] = 2

WORDS: Final = ("no", "unknown", "yes")


def negation(value: Truth) -> Truth:
    """Yes for no, no for yes, unknown for unknown."""
    return YES - value


# A span is a number of days; a month is a twelfth of 365.25 days, so that 12 months are exactly 1 year.
DAYS_IN: Final = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}


class PartialDate(msgspec.Struct, frozen=True, order=True):
    """A date as people write it: a year, a year and month (1 to 12), or a whole date. Zero means not given."""

    year: int
    month: int = 0
    day: int = 0

    @staticmethod
    def of(whole: date) -> PartialDate:
        """The same day as a partial date."""
        return PartialDate(whole.year, whole.month, whole.day)

    @property
    def earliest(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(parts[: 1 + bool(self.month) + bool(self.day)])


# Numbers and spans (days) are numbers; texts and members of closed sets are strings; several texts are a tuple.
Value = str | int | float | bool | PartialDate | tuple[str, ...]


def span_words(days: float) -> str:
    """A span as a person says it: "3 days", "19 months", "4 years"."""
    for unit, least in (("year", 24 * DAYS_IN["month"]), ("month", 2 * DAYS_IN["month"]), ("week", 14.0)):
        if days >= least:
            return _counted(days, unit)
    return _counted(days, "day")


def _counted(days: float, unit: str) -> str:
    # Half a day of tolerance: 19 calendar months may be a fraction short of 19 average ones.
    return counted(int((days + 0.5) / DAYS_IN[unit]), unit)


def counted(number: int, what: str) -> str:
    """A number of things: "1 message", "1,200 messages"."""
    return f"{number:,} {what}" + ("" if number == 1 else "s")
