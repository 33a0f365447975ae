"""Times at a place, of two people: how long they were there together, counted in whole months and never too much.

Incomplete dates are taken cautiously: who came in 2010 is sure to be there from December on, who left in 2012 only
until January.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from screener.catalogue.values import DAYS_IN, PartialDate


class Stint(msgspec.Struct, frozen=True):
    """A time at a place; no end means until today, no start that the dates are not known."""

    start: PartialDate | None = None
    end: PartialDate | None = None


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """Two people's times at one place. Spans are in days; None is unknown. `end` is None while both are there;
    `they_came_later` says in which order a gap lies."""

    dates_known: bool = False
    overlap: float | None = None
    gap: float | None = None
    they_came_later: bool = False
    start: PartialDate | None = None
    end: PartialDate | None = None


class _Span(msgspec.Struct, frozen=True):
    start: PartialDate
    end: PartialDate
    is_open: bool


def together(mine: Sequence[Stint], theirs: Sequence[Stint], today: date) -> Together:
    """How long both were there together, or how long apart. Where the dates leave it open, both are unknown."""
    my_spans, their_spans = _spans(mine, today), _spans(theirs, today)
    if not my_spans or not their_spans:
        return Together()
    pairs = [(one, other) for one in my_spans for other in their_spans]
    months = sum(max(_sure_months(*pair), 0) for pair in pairs)
    if months:
        return _overlapping(max(pairs, key=lambda pair: _sure_months(*pair)), months)
    if len(theirs) > len([stint for stint in theirs if stint.start]) or any(
        _possible_months(*pair) > 0 for pair in pairs
    ):
        return Together(dates_known=True)
    mine_then, theirs_then = nearest = max(pairs, key=lambda pair: _sure_months(*pair))
    later = theirs_then.start.latest > mine_then.start.latest
    return Together(
        dates_known=True, overlap=0.0, gap=-_sure_months(*nearest) * DAYS_IN["month"], they_came_later=later
    )


def _overlapping(longest: tuple[_Span, _Span], months: int) -> Together:
    one, other = longest
    start = max(one.start, other.start, key=lambda when: when.latest)
    last = min(one, other, key=lambda span: span.end.earliest)
    end = None if one.is_open and other.is_open else last.end
    return Together(dates_known=True, overlap=months * DAYS_IN["month"], start=start, end=end)


def _spans(stints: Sequence[Stint], today: date) -> list[_Span]:
    """The dated times in order; what follows on without a break, as promotions do, is one."""
    spans: list[_Span] = []
    for span in sorted((_span(stint.start, stint.end, today) for stint in stints if stint.start), key=_order):
        last = spans[-1] if spans else None
        if last is not None and _first_month(span.start) <= _last_month(last.end) + 1:
            later = max(last, span, key=lambda each: (each.is_open, each.end.latest))
            spans[-1] = _Span(last.start, later.end, later.is_open)
        else:
            spans.append(span)
    return spans


def _span(start: PartialDate, end: PartialDate | None, today: date) -> _Span:
    is_open = end is None or end.earliest > today
    return _Span(start, PartialDate(today.year, today.month) if end is None or is_open else end, is_open)


def _order(span: _Span) -> tuple[date, date]:
    return span.start.earliest, span.end.latest


def _sure_months(one: _Span, other: _Span) -> int:
    """The months that both were surely there; how far apart they were if negative."""
    start = max(_last_month(one.start), _last_month(other.start))
    return min(_first_month(one.end), _first_month(other.end)) - start


def _possible_months(one: _Span, other: _Span) -> int:
    start = max(_first_month(one.start), _first_month(other.start))
    return min(_last_month(one.end), _last_month(other.end)) - start


def _first_month(when: PartialDate) -> int:
    return when.year * 12 + (when.month or 1)


def _last_month(when: PartialDate) -> int:
    return when.year * 12 + (when.month or 12)
