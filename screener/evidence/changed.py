"""What has come to pass since an earlier day, and a sheet of an earlier day as of today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import structs

from screener.evidence.facts import Fact, FactSheet

_TRACES: Final = (
    "messages",
    "mail",
    "meeting",
    "my-note",
    "my-invitation",
    "address-book",
    "recommendation-given",
    "recommendation-received",
    "endorsement-given",
)
_ONE_SIDED: Final = frozenset({"refused", "none", "one-way"})


def traces_since(sheet: FactSheet, day: date) -> tuple[str, ...]:
    """What came to pass between the user and somebody after a day, in words. That they wrote again, and got no answer,
    is nothing new."""
    return tuple(
        one.text
        for subject in _TRACES
        for one in sheet.get(subject) or ()
        if one.source.date is not None
        and one.source.date > day
        and not one.weak  # a namesake's mail is no news of them
        and str(one.fields.get("grade", "")) not in _ONE_SIDED
    )


def as_of(sheet: FactSheet, taken_on: date, today: date) -> FactSheet:
    """A sheet of an earlier day with every age counted to today."""
    days = (today - taken_on).days
    return {name: facts and tuple(_aged(facts, days)) for name, facts in sheet.items()} if days else sheet


def _aged(facts: tuple[Fact, ...], days: int) -> Iterator[Fact]:
    for one in facts:
        age = one.fields.get("age")
        is_counted = isinstance(age, int | float)
        yield structs.replace(one, fields={**one.fields, "age": max(age + days, 0)}) if is_counted else one  # type: ignore[operator]


def merged(known: FactSheet, new: FactSheet) -> FactSheet:
    """What was known of a request, and what is known of it now: unknown never takes the place of what was known."""
    return {name: known.get(name) if facts is None else facts for name, facts in new.items()}
