"""On which days something recurring took place: counted where its days come round in a cycle, else walked, and never
more than a budget allows, so that no entry of a calendar can keep the reader busy."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Final, Protocol

import msgspec
from msgspec import structs

from screener.texts.patterns import plain_re

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ON: Final = plain_re(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNDERSTOOD: Final = frozenset({
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY", "BYSETPOS",
    "BYHOUR", "BYMINUTE", "BYSECOND",
})  # fmt: skip
_MOST_NUMBERS: Final = 400  # of one part of a rule: there are no more days in a year
Numbers = tuple[int, ...]


class TooManyDaysError(Exception):
    """The days of a rule are more than may be looked at."""


@dataclass(slots=True)
class Budget:
    """How many days may still be looked at, over all entries of a file."""

    left: int

    def spend(self, days: int) -> None:
        """Raises TooManyDaysError when nothing is left."""
        self.left -= days
        if self.left < 0:
            raise TooManyDaysError


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A recurrence rule (RFC 5545) as far as days go: times of day are left out."""

    every: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    week_starts: int = 0
    months: Numbers = ()
    month_days: Numbers = ()
    year_days: Numbers = ()
    weekdays: tuple[tuple[int, int], ...] = ()  # which of its kind (0: each), and the weekday
    positions: Numbers = ()


class Days(Protocol):
    """The days of a rule up to a last one."""

    @property
    def count(self) -> int:
        """How many there are."""

    def __contains__(self, day: date) -> bool:
        """Whether a day is one of them."""

    def latest(self, last: date) -> date | None:
        """The latest one up to a day."""

    def earliest(self, first: date) -> date | None:
        """The earliest one from a day on."""


def read_rule(text: str, start: date) -> Rule | None:
    """The rule of something that started on a day; None if it is not understood."""
    parts = {
        name.strip(): value.strip() for name, _, value in (part.partition("=") for part in text.upper().split(";"))
    }
    parts.pop("", None)
    every, until = parts.get("FREQ", ""), day_in(parts.get("UNTIL", ""))
    if not parts.keys() <= _UNDERSTOOD or every not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        return None
    try:
        on = [_ON.fullmatch(day.strip()) for day in _split(parts.get("BYDAY", "")) if day.strip()]
        rule = Rule(
            every=every,
            interval=_number(parts.get("INTERVAL", "1")),
            count=_number(parts["COUNT"]) if "COUNT" in parts else None,
            until=until,
            week_starts=_WEEKDAYS.index(parts.get("WKST", "MO")),
            months=_numbers(parts, "BYMONTH"),
            month_days=_numbers(parts, "BYMONTHDAY"),
            year_days=_numbers(parts, "BYYEARDAY"),
            weekdays=tuple(dict.fromkeys((int(day[1] or 0), _WEEKDAYS.index(day[2])) for day in on if day)),
            positions=_numbers(parts, "BYSETPOS"),
        )
    except ValueError:
        return None
    if rule.interval < 1 or None in on or ("UNTIL" in parts and until is None):
        return None
    return _completed(rule, start)


def day_in(text: str) -> date | None:
    """The day in a date or date with time as calendars write them, as written."""
    found = re.match(r"(\d{4})(\d\d)(\d\d)(?:T|\Z|/)", text.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _split(text: str) -> list[str]:
    found = text.split(",")
    if len(found) > _MOST_NUMBERS:
        raise ValueError(text[:40])
    return found


def _numbers(parts: dict[str, str], name: str) -> Numbers:
    return tuple(dict.fromkeys(_number(number) for number in _split(parts[name]))) if name in parts else ()


def _number(text: str) -> int:
    if len(text) > 6:
        raise ValueError(text)
    return int(text)


def _completed(rule: Rule, start: date) -> Rule:
    """What a rule leaves open is as on the first day."""
    if rule.weekdays or rule.month_days or rule.year_days or rule.every == "DAILY":
        return rule
    if rule.every == "WEEKLY":
        return structs.replace(rule, weekdays=((0, start.weekday()),))
    months = rule.months or ((start.month,) if rule.every == "YEARLY" else ())
    return structs.replace(rule, months=months, month_days=(start.day,))


def days_in(rule: Rule, start: date, last: date, budget: Budget) -> Days:
    """The days of a rule from the first one up to the last that is asked for. Raises TooManyDaysError."""
    end = min(last, rule.until or last)
    if _comes_round(rule):
        return _Cycle.of(rule, start, end)
    return _Listed(list(_walked(rule, start, end, budget)))


def _comes_round(rule: Rule) -> bool:
    """Whether the same days come again every few weeks, whatever the month."""
    is_plain = not (rule.months or rule.month_days or rule.year_days or rule.positions)
    return is_plain and rule.every in ("DAILY", "WEEKLY") and all(not number for number, _ in rule.weekdays)


class _Cycle(msgspec.Struct, frozen=True):
    """Days that come round: some days behind a base, and the same again after each period; all as ordinals."""

    base: int
    offsets: Numbers
    period: int
    start: int
    end: int

    @classmethod
    def of(cls, rule: Rule, start: date, end: date) -> _Cycle:
        wanted = {weekday for _, weekday in rule.weekdays}
        first = start.toordinal()
        if rule.every == "WEEKLY":
            base, period = first - (start.weekday() - rule.week_starts) % 7, 7 * rule.interval
            offsets = tuple(day for day in range(7) if (rule.week_starts + day) % 7 in wanted)
        else:
            # After seven steps of any length the weekdays come round.
            base, period = first, 7 * rule.interval
            steps = (step * rule.interval for step in range(7))
            offsets = tuple(step for step in steps if not wanted or (start.weekday() + step) % 7 in wanted)
        whole = cls(base, offsets, period, first, end.toordinal())
        return whole if rule.count is None else whole._cut(rule.count)

    def _cut(self, number: int) -> _Cycle:
        """The first so many of the days."""
        if self._up_to(self.end) <= number:
            return self
        low, high = self.start - 1, self.end
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._up_to(middle) >= number else (middle, high)
        return structs.replace(self, end=high if number else self.start - 1)

    def _up_to(self, end: int) -> int:
        return sum(max(0, (end - at) // self.period + 1) for at in self._firsts())

    def _firsts(self) -> Iterator[int]:
        """The first day of each that comes round: not before the start."""
        for offset in self.offsets:
            at = self.base + offset
            yield at if at >= self.start else at + self.period

    @property
    def count(self) -> int:
        return self._up_to(self.end)

    def __contains__(self, day: date) -> bool:
        at = day.toordinal()
        return self.start <= at <= self.end and (at - self.base) % self.period in self.offsets

    def latest(self, last: date) -> date | None:
        end = min(self.end, last.toordinal())
        found = [at + (end - at) // self.period * self.period for at in self._firsts() if at <= end]
        return date.fromordinal(max(found)) if found else None

    def earliest(self, first: date) -> date | None:
        from_day = first.toordinal()
        found = [at + max(0, -((at - from_day) // self.period)) * self.period for at in self._firsts()]
        next_one = min((at for at in found if at <= self.end), default=None)
        return None if next_one is None else date.fromordinal(next_one)


class _Listed(msgspec.Struct, frozen=True):
    """Days that were walked, in order."""

    days: list[date]

    @property
    def count(self) -> int:
        return len(self.days)

    def __contains__(self, day: date) -> bool:
        at = bisect_right(self.days, day)
        return at > 0 and self.days[at - 1] == day

    def latest(self, last: date) -> date | None:
        at = bisect_right(self.days, last)
        return self.days[at - 1] if at else None

    def earliest(self, first: date) -> date | None:
        at = bisect_left(self.days, first)
        return self.days[at] if at < len(self.days) else None


def _walked(rule: Rule, start: date, end: date, budget: Budget) -> Iterator[date]:
    """The days of a rule, in order, period by period."""
    left = rule.count
    for number in count():
        period = _period(rule, start, number * rule.interval, end)
        if period is None:
            return
        budget.spend(len(period) + 1)
        days = [day for day in period if _is_on(rule, day)]
        for day in _at_positions(days, rule.positions):
            if day < start:
                continue
            if day > end or left == 0:
                return
            left = None if left is None else left - 1
            yield day


def _period(rule: Rule, start: date, steps: int, end: date) -> list[date] | None:
    """The days that may be meant in the day, week, month or year so many steps from the start; None behind the end."""
    if rule.every in ("DAILY", "WEEKLY"):
        back = (start.weekday() - rule.week_starts) % 7 if rule.every == "WEEKLY" else 0
        first = start.toordinal() - back + steps * (7 if rule.every == "WEEKLY" else 1)
        if first > end.toordinal():
            return None
        return [date.fromordinal(first + more) for more in range(7 if rule.every == "WEEKLY" else 1)]
    if rule.every == "MONTHLY":
        year, month = divmod(start.year * 12 + start.month - 1 + steps, 12)
        months: Numbers = (month + 1,)
    else:
        year, months = start.year + steps, tuple(sorted(set(rule.months) & set(range(1, 13)))) or tuple(range(1, 13))
    if (year, months[0]) > (end.year, end.month):
        return None
    return [day for month in months for day in _days_of_month(rule, year, month)]


def _days_of_month(rule: Rule, year: int, month: int) -> list[date]:
    size = monthrange(year, month)[1]
    if not rule.month_days:
        return [date(year, month, day) for day in range(1, size + 1)]
    meant = {day if day > 0 else size + 1 + day for day in rule.month_days}
    return [date(year, month, day) for day in sorted(meant) if 1 <= day <= size]


def _is_on(rule: Rule, day: date) -> bool:
    if rule.weekdays and not _is_weekday(rule, day):
        return False
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not _counts(*_place_in_month(day), rule.month_days):
        return False
    return not rule.year_days or _counts(*_place_in_year(day), rule.year_days)


def _is_weekday(rule: Rule, day: date) -> bool:
    wanted = [number for number, weekday in rule.weekdays if weekday == day.weekday()]
    if not wanted or 0 in wanted:
        return bool(wanted)
    in_year = rule.every == "YEARLY" and not rule.months
    place, size = _place_in_year(day) if in_year else _place_in_month(day)
    return (place - 1) // 7 + 1 in wanted or -((size - place) // 7 + 1) in wanted


def _place_in_month(day: date) -> tuple[int, int]:
    return day.day, monthrange(day.year, day.month)[1]


def _place_in_year(day: date) -> tuple[int, int]:
    first = date(day.year, 1, 1)
    return (day - first).days + 1, (date(day.year, 12, 31) - first) // timedelta(days=1) + 1


def _counts(place: int, size: int, wanted: Numbers) -> bool:
    return place in wanted or place - size - 1 in wanted


def _at_positions(days: list[date], positions: Numbers) -> list[date]:
    if not positions:
        return days
    return sorted({days[at - 1 if at > 0 else at] for at in positions if at and -len(days) <= at <= len(days)})
