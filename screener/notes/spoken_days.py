"""The days that a text names, in one grammar for all languages; the words in it are those of the text's language."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

import msgspec
import regex

from screener.notes.expressions import FIGURE
from screener.notes.lexicon import vocabulary_of
from screener.texts.folding import fold
from screener.texts.patterns import Expression

_YEAR: Final = r"(?:19[5-9]\d|20[0-4]\d)(?!\d)"
_SHORT_YEAR: Final = r"['’](?P<{0}>\d\d)(?!\d)"
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_PRECISE: Final = ("year", "month", "day")
_UNIT_DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}


class SpokenDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day, month, year or span as a text names it; `start` and `end` stand in the folded text, `precise` is year,
    month or day."""

    start: int
    end: int
    first: date
    last: date
    precise: str

    def allows(self, day: date, tolerance: timedelta = timedelta(days=1)) -> bool:
        """Whether that day may be meant; dates of two sources may be those of two time zones."""
        return self.first - tolerance <= day <= self.last + tolerance


@dataclass(frozen=True)
class _Grammar:
    """The expressions of one language; `months` are the folded names with their numbers."""

    written: Any
    relative: Any
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, str]
    phrases: Mapping[str, str]


def spoken_days(plain: str, language: str, sent: date | None = None) -> list[SpokenDay]:
    """The days named in a folded text, in its order. What counts from the day it was written ("last year", a weekday,
    a day without its year) is only understood with `sent`."""
    grammar = _grammar(language)
    written = grammar.written.finditer(plain) if FIGURE.search(plain) else ()
    found = [each for match in written if (each := _written(match, grammar, sent))]
    if sent and grammar.relative:
        for match in grammar.relative.finditer(plain):
            relative = _relative(match, grammar, sent)
            if relative and all(relative.end <= each.start or relative.start >= each.end for each in found):
                found.append(relative)
    return sorted(found, key=lambda each: each.start)


@lru_cache(maxsize=16)
def _grammar(language: str) -> _Grammar:
    words = {
        str(key): [fold(word) for word in str(text).split(", ")] for key, text in vocabulary_of(language).dates.items()
    }
    months = {name: number for number in range(1, 13) for name in words.get(str(number), ())}
    weekdays = {name: number for number, name in enumerate(words.get("weekdays", ()))}
    numbers = {name: int(value) for name, _, value in (each.partition("=") for each in words.get("numbers", ()))}
    units = {name: unit for unit in _UNIT_DAYS for name in words.get(unit, ())}
    seasons = {name: season for season in _SEASONS for name in words.get(season, ())}
    kinds = ("yesterday", "last-week", "last-month", "last-year", "this-year")
    phrases = {phrase: kind for kind in kinds for phrase in words.get(kind, ())}
    return _Grammar(
        written=Expression(_written_form(months, seasons, words.get("until", ()))),
        relative=_relative_form(words, weekdays, numbers, units, phrases),
        months=months,
        weekdays=weekdays,
        numbers=numbers,
        units=units,
        seasons=seasons,
        phrases=phrases,
    )


def _any_of(words: Any) -> str:
    return "(?:" + "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _written_form(months: Mapping[str, int], seasons: Mapping[str, str], until: Any) -> str:
    forms = [
        rf"(?<!\d)(?P<y1>{_YEAR})-(?P<m1>\d\d)(?:-(?P<d1>\d\d))?(?!\d)",
        rf"(?<!\d)(?P<d2>\d\d?)[./-](?P<m2>\d\d?)[./-](?P<y2>{_YEAR}|\d\d(?!\d))",
        rf"(?<![\w/])(?P<m3>\d\d?)/(?P<y3>{_YEAR})",
        rf"(?:(?P<y4>{_YEAR})年)?(?P<m4>\d\d?)月(?:(?P<d4>\d\d?)日)?|(?P<yj>{_YEAR})年",
        rf"(?<![\d/.-])(?P<from>{_YEAR}) ?(?:[-~〜]|から|{_any_of(until or ['-'])}) ?(?:el |la |l')?(?P<to>{_YEAR})",
        r"(?<![\d./])(?P<d8>\d\d?)/(?P<m8>\d\d?)(?![\d./%])|(?<![\d./])(?P<d9>\d\d?)\.(?P<m9>\d\d?)\.(?!\d)",
    ]
    if months:
        month = _any_of(months) + r"(?!\w)\.?"
        year = rf"(?:,? ?(?:de |del |do )?(?P<{{0}}>{_YEAR})|,? ?{_SHORT_YEAR.format('{1}')})?"
        forms[:0] = [
            rf"\b(?P<d5>\d\d?)(?:st|nd|rd|th|er|º|°|\.)?(?: (?:of|de))? ?(?P<n5>{month})" + year.format("y5", "s5"),
            rf"\b(?P<n6>{month}) (?P<d6>\d\d?)(?:st|nd|rd|th)?(?!\d)" + year.format("y6", "s6"),
            rf"\b(?P<n7>{month}) ?(?:de |del |of )?(?:(?P<y7>{_YEAR})|{_SHORT_YEAR.format('s7')})",
        ]
    if seasons:
        forms.insert(0, rf"(?P<season>{_any_of(seasons)})(?: (?:de |del |of |do |dell')?|の)?(?P<y0>{_YEAR})")
    return "|".join([*forms, rf"(?<![\d/.#-])(?P<yy>{_YEAR})", rf"(?<!\w){_SHORT_YEAR.format('sy')}"])


def _relative_form(
    words: Mapping[str, Any], weekdays: Mapping[str, int], numbers: Mapping[str, int], units: Any, phrases: Any
) -> Any:
    if not phrases:
        return None
    count = rf"(?:\d\d?|{_any_of(numbers)})"
    forms = [rf"(?<!\w)(?P<phrase>{_any_of(phrases)})"]
    if "ago" in words:
        ago = _any_of(words["ago"])
        forms.append(rf"(?P<count1>{count}) ?(?P<unit1>{_any_of(units)}) ?{ago}")
    if "ago-before" in words:
        forms.append(rf"\b{_any_of(words['ago-before'])} (?P<count2>{count}) (?P<unit2>{_any_of(units)})(?!\w)")
    if weekdays:
        forms.append(rf"(?<!\w)(?P<weekday>{_any_of(weekdays)})")
    return Expression("|".join(forms))


def _written(match: Any, grammar: _Grammar, sent: date | None) -> SpokenDay | None:
    named = {key: value for key, value in match.groupdict().items() if value is not None}
    if "from" in named:
        years = sorted((int(named["from"]), int(named["to"])))
        return _spoken(match, date(years[0], 1, 1), date(years[1], 12, 31), "year")
    if "season" in named:
        return _season(match, _SEASONS[grammar.seasons[named["season"]]], int(named["y0"]))
    parts = {key[0]: value for key, value in named.items()}
    if "sy" in named:
        parts = {"s": named["sy"]}
    year = _year_of(parts)
    month = grammar.months[parts["n"].rstrip(".")] if "n" in parts else int(parts.get("m", 0))
    day = int(parts.get("d", 0))
    if month > 12 >= day > 0:  # written the American way round
        month, day = day, month
    if year is None:
        return _without_year(match, month, day, sent)
    return _whole(match, year, month, day)


def _year_of(parts: Mapping[str, str]) -> int | None:
    """The year in four figures, or in the two that people write."""
    short = parts.get("s") or (parts["y"] if len(parts.get("y", "")) == 2 else None)
    if short:
        return int(short) + (2000 if int(short) < 50 else 1900)
    return int(parts["y"]) if "y" in parts else None


def _without_year(match: Any, month: int, day: int, sent: date | None) -> SpokenDay | None:
    """The nearest such day up to when the text was sent; both orders of day and month are tried."""
    if sent is None or not day:
        return None
    pairs = {(month, day), (day, month)} if match.lastgroup == "m8" else {(month, day)}
    spoken = (_whole(match, year, *pair) for pair in sorted(pairs) for year in (sent.year, sent.year - 1))
    past = [each for each in spoken if each and each.first <= sent]
    return max(past, key=lambda each: each.first, default=None)


def _whole(match: Any, year: int, month: int, day: int) -> SpokenDay | None:
    if month > 12 or (day and not month) or (month and day > calendar.monthrange(year, month)[1]):
        return None
    last_month = month or 12
    first = date(year, month or 1, day or 1)
    last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return _spoken(match, first, last, _PRECISE[bool(month) + bool(day)])


def _season(match: Any, months: tuple[int, int], year: int) -> SpokenDay:
    last_year = year + (months[1] < months[0])
    last = date(last_year, months[1], calendar.monthrange(last_year, months[1])[1])
    return _spoken(match, date(year, months[0], 1), last, "month")


def _relative(match: Any, grammar: _Grammar, sent: date) -> SpokenDay | None:
    named = match.groupdict()
    if named.get("phrase"):
        return _spoken(match, *_of_phrase(grammar.phrases[named["phrase"]], sent))
    if named.get("weekday"):
        day = sent - timedelta(days=(sent.weekday() - grammar.weekdays[named["weekday"]]) % 7 or 7)
        return _spoken(match, day, day, "day")
    count, unit = named.get("count1") or named.get("count2"), named.get("unit1") or named.get("unit2")
    if not count or not unit:
        return None
    step = _UNIT_DAYS[grammar.units[unit]]
    about = sent - timedelta(days=(int(count) if count.isdigit() else grammar.numbers[count]) * step)
    slack = timedelta(days=0 if step == 1 else step // 2 + 1)
    return _spoken(match, about - slack, about + slack, "day" if step == 1 else "month" if step < 365 else "year")


def _of_phrase(kind: str, sent: date) -> tuple[date, date, str]:
    day = timedelta(days=1)
    if kind == "yesterday":
        return sent - day, sent - day, "day"
    if kind == "last-week":
        monday = sent - timedelta(days=sent.weekday() + 7)
        return monday, monday + 6 * day, "day"
    if kind == "last-month":
        last = sent.replace(day=1) - day
        return last.replace(day=1), last, "month"
    year = sent.year - (kind == "last-year")
    return date(year, 1, 1), date(year, 12, 31), "year"


def _spoken(match: Any, first: date, last: date, precise: str) -> SpokenDay:
    return SpokenDay(start=match.start(), end=match.end(), first=first, last=last, precise=precise)


def days_in(texts: list[str], language: str, sent: date | None) -> Iterator[SpokenDay]:
    """The days named in several texts, one after the other."""
    for text in texts:
        yield from spoken_days(fold(text), language, sent)
