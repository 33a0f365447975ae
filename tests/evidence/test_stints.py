"""Tests of `screener.evidence.stints`."""

from __future__ import annotations

from datetime import date

import pytest

from screener.catalogue.values import DAYS_IN, PartialDate
from screener.evidence.stints import Stint, together

TODAY = date(2026, 3, 2)


def when(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(*(int(part) for part in text.split("-")))


def stint(start: str | None, end: str | None = None) -> Stint:
    return Stint(when(start), when(end))


@pytest.mark.parametrize(
    ("mine", "theirs", "months"),
    [
        (("2009-05", "2013-02"), ("2011-07", "2020-01"), 19),
        (("2009", "2013"), ("2011", "2012"), 1),
        (("2025-01", None), ("2025-12", None), 3),
        (("2009-05-20", "2013-02-03"), ("2008-01", "2009-08"), 3),
    ],
)
def test_whole_months_together_are_counted_cautiously(
    mine: tuple[str, str | None], theirs: tuple[str, str | None], months: int
) -> None:
    times = together([stint(*mine)], [stint(*theirs)], TODAY)
    assert times.overlap == months * DAYS_IN["month"]
    assert times.dates_known


def test_years_that_may_or_may_not_meet_are_unknown() -> None:
    times = together([stint("2010", "2010")], [stint("2010", "2010")], TODAY)
    assert (times.dates_known, times.overlap, times.gap) == (True, None, None)


def test_one_who_left_before_the_other_came_was_apart() -> None:
    times = together([stint("2010-01", "2011-03")], [stint("2011-06", "2012-01")], TODAY)
    assert (times.overlap, times.gap) == (0.0, 3 * DAYS_IN["month"])


def test_promotions_that_follow_each_other_are_one_time() -> None:
    mine = [stint("2010-01", "2011-01"), stint("2011-02", "2012-01"), stint("2015-01", "2015-03")]
    times = together(mine, [stint("2010-01", "2012-01")], TODAY)
    assert times.overlap == 24 * DAYS_IN["month"]
    assert (times.start, times.end) == (PartialDate(2010, 1), PartialDate(2012, 1))


def test_without_a_start_the_dates_are_not_known() -> None:
    times = together([stint("2010-01", None)], [stint(None, None)], TODAY)
    assert (times.dates_known, times.overlap) == (False, None)


def test_while_both_are_there_the_end_is_open() -> None:
    assert together([stint("2010-01")], [stint("2011-01")], TODAY).end is None
    assert together([stint("2010-01")], [stint("2011-01", "2012-01")], TODAY).end == PartialDate(2012, 1)
