"""Every form in which the files write a date. Nothing is converted between zones, and no locale is asked."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from screener.catalogue.values import PartialDate
from screener.sources.ages import age_in_days

_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS: Final = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTH: Final = r"(?P<name>[A-Za-z]{3,9})\.?"
_TIME: Final = r"(?:[T,\s].*)?"

# Recipe: a new form is one line here, with the groups y(ear), m(onth) or name, and d(ay).
_DAYS: Final = tuple(
    re.compile(form + _TIME, re.DOTALL)
    for form in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",  # 2021-04-03 10:11:12 UTC, 2021/04/03
        r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d{2})",  # 4/3/21, 9:41 AM
        rf"(?P<d>\d{{1,2}})[-\s]{_MONTH}[-\s](?P<y>\d{{4}}|\d{{2}})",  # 03 Apr 2021, 4-Apr-21
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})",  # 3.4.2021
        rf"{_MONTH}\s(?P<d>\d{{1,2}}),?\s(?P<y>\d{{4}})",  # Apr 3, 2021
        rf"[A-Za-z]{{3}}\s{_MONTH}\s(?P<d>\d{{1,2}})\s[\d:]+\s\w+\s(?P<y>\d{{4}})",  # Tue Jan 05 10:11:12 UTC 2026
    )
)
_PARTS: Final = (
    re.compile(rf"{_MONTH}[-\s](?P<y>\d{{4}}|\d{{2}})"),  # Apr 2009, Apr-09
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})"),  # 2009-04
    re.compile(r"(?P<m>\d{1,2})[/.](?P<y>\d{4})"),  # 04/2009
    re.compile(r"(?P<y>\d{4})"),  # 2009
)
_LONGEST: Final = 100
YEARS: Final = range(1900, 2101)


def read_date(text: str) -> date | None:
    """The day that a text names, as written; None if it names none."""
    text = text.strip()[:_LONGEST]
    if text[4:5] == "-" == text[7:8] and (day := _written_as_iso(text)):
        return day
    for form in _DAYS:
        if found := form.fullmatch(text):
            partial = _partial(found)
            return partial.earliest if partial else None
    return None


def _written_as_iso(text: str) -> date | None:
    """A day in the form that long files have, read without a search; None leaves the text to all other forms."""
    if text[10:11] not in ("", " ", "T", ","):
        return None
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if day.year in YEARS else None


def read_partial_date(text: str) -> PartialDate | None:
    """A year, a month or a day, as written; None if the text is none of them."""
    if whole := read_date(text):
        return PartialDate.of(whole)
    for form in _PARTS:
        if found := form.fullmatch(text.strip()):
            return _partial(found)
    return None


def _partial(found: re.Match[str]) -> PartialDate | None:
    groups = found.groupdict()
    year = int(groups["y"])
    if len(groups["y"]) == 2:
        year += 1900 if year > 68 else 2000
    month = _MONTHS.get(groups["name"][:3].lower(), -1) if groups.get("name") else int(groups.get("m") or 0)
    partial = PartialDate(year, month, int(groups.get("d") or 0))
    try:
        return partial if partial.earliest.year in YEARS else None
    except ValueError:
        return None


def read_moment(text: str, today: date) -> tuple[date, bool] | None:
    """The day that a list gives, and whether it is approximate: a date, an epoch, or words like "2 weeks ago"."""
    text = text.strip()
    if whole := read_date(text):
        return whole, False
    if moment := _epoch(text):
        return moment
    days = age_in_days(text)
    return None if days is None else (today - timedelta(days=days), True)


def _epoch(text: str) -> tuple[date, bool] | None:
    if not re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d*)?", text):
        return None
    seconds = float(text) / (1 if float(text) < 1e11 else 1000)
    return datetime.fromtimestamp(seconds, tz=UTC).date(), False
