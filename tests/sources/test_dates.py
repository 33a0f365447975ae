"""Every form of a date in the files."""

from __future__ import annotations

from datetime import date

import pytest

from screener.catalogue.values import PartialDate
from screener.sources.dates import are_day_first, is_open_end, read_date, read_moment, read_partial_date

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    ["4/3/21, 9:41 AM", "04/03/21, 09:41 AM", "03 Apr 2021", "2021-04-03 10:11:12 UTC", "2021/04/03 10:11:12 UTC",
     "3-Apr-21", "Sat Apr 03 10:11:12 UTC 2021", "Apr 3, 2021 06:00 AM", "2021-04-03", "3.4.2021",
     "2021-04-03T23:59:59-08:00", "4/3/2021", " 03 Apr 2021 ", "4/3/21, 9:41\u202fAM"],
)  # fmt: skip
def test_every_form_names_the_day_as_written(text: str) -> None:
    assert read_date(text) == date(2021, 4, 3)


@pytest.mark.parametrize("text", ["", "soon", "31 Feb 2021", "13/13/21", "0000-01-01", "2021-04", "9/99999999999/1"])
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Apr 2009", PartialDate(2009, 4)), ("2009", PartialDate(2009)), ("Apr-09", PartialDate(2009, 4)),
     ("Apr-99", PartialDate(1999, 4)), ("2009-04", PartialDate(2009, 4)), ("04/2009", PartialDate(2009, 4)),
     ("September 2010", PartialDate(2010, 9)), ("2009-04-03", PartialDate(2009, 4, 3)), ("Foo 2009", None),
     ("2009-13", None), ("", None), ("9999", None)],
)  # fmt: skip
def test_a_partial_date_keeps_only_what_is_given(text: str, meant: PartialDate | None) -> None:
    assert read_partial_date(text) == meant


@pytest.mark.parametrize(
    ("text", "day"),
    [("2 weeks ago", date(2026, 2, 16)), ("a month ago", date(2026, 1, 31)), ("3d", date(2026, 2, 27)),
     ("Sent 1 day ago", date(2026, 3, 1)), ("yesterday", date(2026, 3, 1)), ("5 hours ago", TODAY), ("today", TODAY),
     ("1mo", date(2026, 1, 31)), ("1 year ago", date(2025, 3, 2))],
)  # fmt: skip
def test_a_relative_date_counts_from_today_and_is_approximate(text: str, day: date) -> None:
    assert read_moment(text, TODAY) == (day, True)


@pytest.mark.parametrize("text", ["1767225600000", "1767225600", "2026-01-01T00:00:00Z"])
def test_an_epoch_or_iso_moment_is_exact(text: str) -> None:
    assert read_moment(text, TODAY) == (date(2026, 1, 1), False)


@pytest.mark.parametrize("text", ["", "9999 years ago", "whenever", "12345"])
def test_what_names_no_moment_is_none(text: str) -> None:
    assert read_moment(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [("févr. 2013", PartialDate(2013, 2)), ("août 2015", PartialDate(2015, 8)), ("juil. 2014", PartialDate(2014, 7)),
     ("Mai 2013", PartialDate(2013, 5)), ("Dez. 2015", PartialDate(2015, 12)), ("März 2011", PartialDate(2011, 3)),
     ("agosto de 2013", PartialDate(2013, 8)), ("ene. 2015", PartialDate(2015, 1)), ("Mrt 2012", PartialDate(2012, 3)),
     ("out. de 2012", PartialDate(2012, 10)), ("gennaio 2012", PartialDate(2012, 1)),
     ("2013年5月", PartialDate(2013, 5)),
     ("5 de agosto de 2013", PartialDate(2013, 8, 5)), ("1er janvier 2020", PartialDate(2020, 1, 1)),
     ("3. März 2021", PartialDate(2021, 3, 3)), ("2013年5月3日", PartialDate(2013, 5, 3)),
     ("mei 2013", PartialDate(2013, 5)),
     ("Marketing 2013", None), ("juli mai 2013", None), ("jui 2013", None)],
)  # fmt: skip
def test_months_are_read_in_eight_languages(text: str, meant: PartialDate | None) -> None:
    assert read_partial_date(text) == meant
    assert read_partial_date(text.upper()) == meant


@pytest.mark.parametrize("text", ["Present", "heute", "actualidad", "aujourd'hui", "atual", "oggi", "heden", "現在"])
def test_somebody_may_be_there_still_in_eight_languages(text: str) -> None:
    assert is_open_end(text)


@pytest.mark.parametrize(
    ("texts", "otherwise", "day_first"),
    [(["05/03/2024", "25/12/2023"], False, True), (["05/03/2024", "12/25/2023"], True, False),
     (["05/03/2024"], False, False), (["05/03/2024"], True, True), (["4/3/21, 9:41 AM", "25/12/2023"], True, False),
     ([], True, True), (["", "soon", "2024-01-01", "31/1/24"], False, True)],
)  # fmt: skip
def test_a_column_shows_whether_the_day_comes_first(texts: list[str], otherwise: bool, day_first: bool) -> None:
    assert are_day_first(texts, otherwise=otherwise) is day_first


def test_a_date_is_read_as_its_column_is_written() -> None:
    assert read_date("5/3/2024", day_first=True) == date(2024, 3, 5)
    assert read_date("5/3/2024") == date(2024, 5, 3)
    assert read_date("2024-03-05", day_first=True) == date(2024, 3, 5)
