"""Every form in which the files write a date, in the languages that are read. Nothing is converted between zones, and
no locale is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from screener.catalogue.values import DAYS_IN, PartialDate
from screener.languages.words import kept_by_language, languages, listed, pattern_of, section
from screener.texts.folding import fold, folded
from screener.texts.patterns import plain_re

_ENGLISH: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                   "november", "december")  # fmt: skip
_MONTHS: Final = {name[:size]: number for number, name in enumerate(_ENGLISH, start=1) for size in range(3, 10)}
_MONTH: Final = r"(?P<name>[^\W\d_]{3,12})\.?"
_OF: Final = r"(?:\s(?i:de|del|di|of))?"
_TIME: Final = r"(?:[T,\s].*)?"

# Recipe: a new form is one line here, with the groups y(ear), m(onth) or name, and d(ay).
_DAYS: Final = tuple(
    plain_re(form + _TIME, re.DOTALL)
    for form in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",  # 2021-04-03 10:11:12 UTC, 2021/04/03
        r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d{2})",  # 4/3/21, 9:41 AM
        rf"(?P<d>\d{{1,2}})(?i:er|[.ºª°])?[-\s]?{_OF}[-\s]?{_MONTH}{_OF}[-\s](?P<y>\d{{4}}|\d{{2}})",  # 03 Apr 2021
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})",  # 3.4.2021
        r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})",  # 03-04-2021, as Dutch spreadsheets write
        rf"{_MONTH}\s(?P<d>\d{{1,2}}),?\s(?P<y>\d{{4}})",  # Apr 3, 2021
        rf"[A-Za-z]{{3}}\s{_MONTH}\s(?P<d>\d{{1,2}})\s[\d:]+\s\w+\s(?P<y>\d{{4}})",  # Tue Jan 05 10:11:12 UTC 2026
        r"(?P<y>\d{4})年\s?(?P<m>\d{1,2})月\s?(?P<d>\d{1,2})日",
    )
)
_SLASHED: Final = plain_re(r"\s*(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})\b(?P<time>.{0,20})")
_PARTS: Final = (
    plain_re(rf"{_MONTH}{_OF}[-\s](?P<y>\d{{4}}|\d{{2}})"),  # Apr 2009, Apr-09, agosto de 2013
    plain_re(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})"),  # 2009-04
    plain_re(r"(?P<m>\d{1,2})[/.](?P<y>\d{4})"),  # 04/2009
    plain_re(r"(?P<y>\d{4})年\s?(?P<m>\d{1,2})月"),
    plain_re(r"(?P<y>\d{4})年?"),  # 2009
)
_LONGEST: Final = 100
_LONGEST_AGE: Final = 60
_MOST_DAYS: Final = 40_000
YEARS: Final = range(1900, 2101)


def read_date(text: str, *, day_first: bool = False) -> date | None:
    """The day that a text names, as written; None if it names none. `3/4/2021` is read as its column is written."""
    text = text.strip()[:_LONGEST]
    if text[4:5] == "-" == text[7:8] and (day := _written_as_iso(text)):
        return day
    for form in _DAYS:
        if found := form.fullmatch(text):
            partial = _partial(found, swapped=day_first and form is _DAYS[1])
            return partial.earliest if partial else None
    return None


def are_day_first(texts: Iterable[str], *, otherwise: bool) -> bool:
    """Whether dates of one column like `3/4/2021` put the day first, as one of them shows; `otherwise` if none does.
    LinkedIn itself puts the month first, and writes the time behind it."""
    for text in texts:
        found = _SLASHED.match(text[:_LONGEST])
        if found is None:
            continue
        if found["time"].strip(" ,").upper().endswith(("AM", "PM")) or int(found[2]) > 12:
            return False
        if int(found[1]) > 12:
            return True
    return otherwise


def is_slashed(text: str) -> bool:
    """Whether it depends on the column how a date is read."""
    found = _SLASHED.match(text[:_LONGEST])
    return found is not None and not found["time"].strip(" ,").upper().endswith(("AM", "PM"))


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
    text = text.strip()[:_LONGEST]
    if whole := read_date(text):
        return PartialDate.of(whole)
    for form in _PARTS:
        if found := form.fullmatch(text):
            return _partial(found)
    return None


def is_open_end(text: str) -> bool:
    """Whether a text stands for "still there" where an end is expected: Present, heute, actualidad."""
    return fold(text[:_LONGEST_AGE]).strip(" .") in _still()


def _partial(found: re.Match[str], *, swapped: bool = False) -> PartialDate | None:
    groups = found.groupdict()
    year = int(groups["y"])
    if len(groups["y"]) == 2:
        year += 1900 if year > 68 else 2000
    month = month_named(groups["name"]) if groups.get("name") else int(groups.get("m") or 0)
    day = int(groups.get("d") or 0)
    partial = PartialDate(year, day, month) if swapped else PartialDate(year, month, day)
    try:
        return partial if partial.earliest.year in YEARS else None
    except ValueError:
        return None


def month_named(word: str) -> int:
    """The month that a word names, whole or cut short, in any of the languages; -1 if it names none."""
    return _MONTHS.get(word.lower()) or _all_months().get(fold(word).rstrip("."), -1)


@kept_by_language
def _all_months() -> dict[str, int]:
    """Every name of a month, and every beginning of three letters and more that no other month of it shares."""
    found: dict[str, int] = {}
    for language in languages():
        listed_months = [str(names).split("|") for names in section(language, "dates").get("months", ())]
        starts: dict[str, set[int]] = {}
        for number, names in enumerate(listed_months, start=1):
            for name in map(fold, names):
                for size in range(min(3, len(name)), len(name) + 1):
                    starts.setdefault(name[:size], set()).add(number)
                found[name] = number
        for start, numbers in starts.items():
            if len(numbers) == 1:
                found.setdefault(start, *numbers)
    return found


@kept_by_language
def _still() -> frozenset[str]:
    return frozenset(map(fold, listed("dates", "still")))


def read_moment(text: str, today: date, *, day_first: bool = False) -> tuple[date, bool] | None:
    """The day that a list gives, and whether it is approximate: a date, an epoch, or words like "2 weeks ago"."""
    text = text.strip()
    if whole := read_date(text, day_first=day_first):
        return whole, False
    if moment := _epoch(text):
        return moment
    days = age_in_days(text)
    return None if days is None else (today - timedelta(days=days), True)


def _epoch(text: str) -> tuple[date, bool] | None:
    if not re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d{0,9})?", text, re.ASCII):
        return None
    seconds = float(text) / (1 if float(text) < 1e11 else 1000)
    return datetime.fromtimestamp(seconds, tz=UTC).date(), False


def age_in_days(text: str) -> int | None:
    """How many days ago something was, in words: `2 weeks ago`, `vor 2 Wochen`, `2週間前`, `3d`. None if the text is no
    age."""
    line = folded(text[:_LONGEST_AGE]).strip(" .") if len(text) <= _LONGEST_AGE else ""
    if found := _age().fullmatch(line):
        number = int(found["number"]) if found["number"].isdecimal() else 1
        days = number * DAYS_IN.get(found.lastgroup or "", 0.0)
        return int(days) if days < _MOST_DAYS else None
    for what, days_ago in (("today", 0), ("yesterday", 1)):
        if _words(what).fullmatch(line):
            return days_ago
    return None


@kept_by_language
def _words(what: str) -> re.Pattern[str]:
    return re.compile(pattern_of("dates", what))


@kept_by_language
def _age() -> re.Pattern[str]:
    ago, sent, ones = (_words(what).pattern for what in ("ago", "sent", "ones"))
    every = [section(language, "dates").get("units", {}) for language in languages()]
    units = "|".join(
        f"(?P<{unit}>{'|'.join(dict.fromkeys(str(units[unit]) for units in every if unit in units))})"
        for unit in dict.fromkeys(unit for units in every for unit in units)
    )
    return re.compile(rf"(?:{sent}:? )?(?:{ago} )?(?P<number>\d{{1,4}}|{ones}) ?(?:{units})\.?(?: ?{ago})?(?: {sent})?")
