"""Reading numbers, spans of time and dates as people write them."""

from __future__ import annotations

import re
from typing import Final

from screener.catalogue.values import DAYS_IN, PartialDate

_NUMBER: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")
_SPAN: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?) (day|week|month|year)s?")
_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def number_of(text: str) -> float | None:
    """A number such as `3` or `2.5`."""
    return None if _NUMBER.fullmatch(text) is None else float(text) if "." in text else int(text)


def span_of(text: str) -> float | None:
    """A span such as `19 months`, in days."""
    found = _SPAN.fullmatch(" ".join(text.split()))
    return None if found is None else float(found[1]) * DAYS_IN[found[2]]


def date_of(text: str) -> PartialDate | None:
    """A date such as `2016`, `2016-05` or `2016-05-30`."""
    found = _DATE.fullmatch(text)
    if found is None or "00" in (found[2], found[3]):
        return None
    date = PartialDate(*(int(part or 0) for part in found.groups()))
    try:
        date.earliest  # noqa: B018  whether there is such a day
    except ValueError:
        return None
    return date
