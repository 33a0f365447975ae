"""Days of recurring things, compared with dateutil."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr

from screener.sources.recurrence import Budget, TooManyDaysError, days_in, read_rule
from tests.hanging import ends_soon

TODAY = date(2026, 3, 2)
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def random_rule(chance: random.Random) -> str:
    every = chance.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    nth = chance.choice([[""], ["1", "2", "-1"]]) if every in ("MONTHLY", "YEARLY") else [""]

    def some(values: list[str]) -> str:
        return ",".join(chance.sample(values, chance.randint(1, 3)))

    parts = {
        "INTERVAL": str(chance.randint(1, 5)),
        "BYMONTH": some([str(month) for month in range(1, 13)]),
        "BYDAY": some([number + day for number in nth for day in WEEKDAYS]),
        "WKST": chance.choice(WEEKDAYS),
    }
    if every in ("MONTHLY", "YEARLY"):
        parts["BYMONTHDAY"] = some([str(day) for day in (*range(1, 32), -1, -2)])
        parts["BYSETPOS"] = some(["1", "2", "-1"])
    chosen = chance.sample(sorted(parts), chance.randint(0, 3))
    # A position is one among what the others choose, and means nothing without them.
    if "BYSETPOS" in chosen and not {"BYDAY", "BYMONTHDAY", "BYMONTH"} & set(chosen):
        chosen.remove("BYSETPOS")
    end = chance.choice([f"COUNT={chance.randint(1, 40)}", "UNTIL=20250601T120000"])
    return ";".join([f"FREQ={every}", *(f"{name}={parts[name]}" for name in chosen), end])


def test_the_days_are_those_of_dateutil() -> None:
    chance = random.Random(5)
    for _ in range(150):
        start = date(2019, 1, 1) + timedelta(days=chance.randint(0, 2000))
        written = random_rule(chance)
        rule = read_rule(written, start)
        assert rule is not None, written
        theirs = takewhile(lambda day: day <= TODAY, (found.date() for found in rrulestr(written, dtstart=_at(start))))
        expected = list(theirs)
        found = days_in(rule, start, TODAY, Budget(1_000_000))
        assert found.count == len(expected), (written, start)
        every_day = [start + timedelta(days=number) for number in range(-40, 2_700)]
        assert [day for day in every_day if day in found] == [day for day in expected if day <= every_day[-1]]
        for last in (TODAY, start, start + timedelta(days=200)):
            assert found.latest(last) == max((day for day in expected if day <= last), default=None)
            assert found.earliest(last) == min((day for day in expected if day >= last), default=None)


def _at(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


@pytest.mark.parametrize(
    "rule",
    ["", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=x", "FREQ=DAILY;INTERVAL=99999999999",
     "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;UNTIL=never", "FREQ=YEARLY;BYWEEKNO=1", "FREQ=DAILY;WKST=?", "D1 #10"],
)  # fmt: skip
def test_a_rule_that_is_not_understood_is_none(rule: str) -> None:
    assert read_rule(rule, TODAY) is None


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=999999", "FREQ=YEARLY;INTERVAL=999999",
     "FREQ=MONTHLY;BYSETPOS=0", "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYYEARDAY=400", "FREQ=WEEKLY;BYDAY=53MO"],
)  # fmt: skip
def test_every_rule_ends_soon(rule: str) -> None:
    with ends_soon():
        read = read_rule(rule, date(1900, 1, 1))
        assert read is not None
        assert days_in(read, date(1900, 1, 1), TODAY, Budget(300_000)).count < 50_000


def test_what_comes_round_is_counted_without_walking() -> None:
    for written in (
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3;BYDAY=MO,FR",
        "FREQ=WEEKLY;BYDAY=TU,TH;WKST=SU",
        "FREQ=DAILY;COUNT=9999",
    ):
        rule = read_rule(written, date(1900, 1, 1))
        assert rule is not None
        assert days_in(rule, date(1900, 1, 1), TODAY, Budget(0)).count > 0


def test_walking_ends_with_the_budget() -> None:
    rule = read_rule("FREQ=DAILY;BYMONTH=2", date(1900, 1, 1))
    assert rule is not None
    with pytest.raises(TooManyDaysError):
        days_in(rule, date(1900, 1, 1), TODAY, Budget(1_000))
