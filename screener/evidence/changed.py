"""What has changed between two fact sheets of one person, and a sheet of an earlier day as of today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from screener.catalogue.declaring import FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.evidence.facts import Fact, FactSheet

# What everybody's profile changes in time, and what is about the queue or the ledger, tells nothing new of a person; an
# answer belongs to the request about which they were asked.
_NO_NEWS: Final = frozenset(
    {"headline", "company", "location", "mutual-connections", "request", "profile", "twin", "vouch"}
    | {"earlier-decision", "question-asked", "answer", "expected", "listed"}
)


def changes_between(then: FactSheet, now: FactSheet) -> tuple[str, ...]:
    """The subjects whose facts have changed, in the order of the catalogue. What nobody looked into this time has not
    changed, nor has a span of time that only went on."""
    return tuple(
        name
        for name in SUBJECTS
        if name not in _NO_NEWS
        and now.get(name) is not None
        and not (then.get(name) is None and not now[name])
        and _content(name, then.get(name)) != _content(name, now[name])
    )


def _content(subject: str, facts: tuple[Fact, ...] | None) -> frozenset[tuple[tuple[str, str], ...]]:
    fields = SUBJECTS[subject].fields
    return frozenset(
        tuple(sorted((name, str(value)) for name, value in one.fields.items() if fields[name].type != FieldType.SPAN))
        for one in facts or ()
        if one.fields.get("from") != "answer"
    )


def as_of(sheet: FactSheet, taken_on: date, today: date) -> FactSheet:
    """A sheet of an earlier day with every age counted to today."""
    days = (today - taken_on).days
    return {name: facts and tuple(_aged(facts, days)) for name, facts in sheet.items()} if days else sheet


def _aged(facts: tuple[Fact, ...], days: int) -> Iterator[Fact]:
    for one in facts:
        age = one.fields.get("age")
        is_counted = isinstance(age, int | float)
        yield replace(one, fields={**one.fields, "age": max(age + days, 0)}) if is_counted else one  # type: ignore[operator]


def merged(known: FactSheet, new: FactSheet) -> FactSheet:
    """What was known of a request, and what is known of it now: unknown never takes the place of what was known."""
    return {name: known.get(name) if facts is None else facts for name, facts in new.items()}
