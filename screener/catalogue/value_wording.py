"""Values in the words of a person."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from screener.catalogue.declaring import Field, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate, Value, span_words
from screener.texts.folding import shortened
from screener.texts.templating import Record

TODAY: Final = "today"
LONGEST_TEXT: Final = 200  # a note or a title may be a whole letter


PRIVATE: Final = "as noted in your ledger"  # what stands for the user's own words on a person


class YesNo(str):
    """The word yes or no, which is true or false under `{% if %}`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return self == "yes"


@lru_cache(maxsize=4096)  # asking for the name of a month takes long
def date_words(value: PartialDate) -> str:
    """A date as a person writes it: "2009", "May 2009", "3 March 2026"."""
    parts = [str(value.day or ""), calendar.month_name[value.month] if value.month else "", str(value.year)]
    return " ".join(part for part in parts if part)


def day_words(day: date) -> str:
    """A day as a person writes it: "3 April 2021"."""
    return date_words(PartialDate.of(day))


def on_day(day: date | None) -> str:
    """ " on 3 April 2021", or nothing."""
    return "" if day is None else f" on {day_words(day)}"


def number_words(value: float) -> str:
    """A number without a needless fraction: "3", "2.5"."""
    return str(int(value)) if value == int(value) else f"{value:g}"


def value_words(field: Field, value: Value) -> str | int:
    """A field's value as a template sees it and a person reads it. Whole numbers stay numbers."""
    if field.private:
        return PRIVATE
    match field.type, value:
        case FieldType.SPAN, int() | float():
            return span_words(value)
        case FieldType.YES_NO, _:
            return YesNo("yes" if value else "no")
        case _, PartialDate():
            return date_words(value)
        case _, int():
            return value
        case _, float():
            return number_words(value)
        case _, tuple():
            return shortened(", ".join(value), LONGEST_TEXT)
    return shortened(str(value), LONGEST_TEXT)


def worded_record(subject: str, fields: Mapping[str, Value]) -> Record:
    """A record of a subject as templates see it. A time that began and has no end ends "today"."""
    declared = SUBJECTS[subject].fields
    worded: dict[str, object] = {name: value_words(declared[name], value) for name, value in fields.items()}
    if "from" in fields and "to" in declared and declared["to"].type is FieldType.DATE:
        worded.setdefault("to", TODAY)
    if "overlap" in fields and (span := _years_together(fields)):
        worded["overlap"] = span
    return Record(worded)


def _years_together(fields: Mapping[str, Value]) -> str:
    """How long two people were somewhere together, where only years are known: the weeks that are sure would sound as
    if they were known."""
    start, end = fields.get("from"), fields.get("to")
    years = [when.year for when in (start, end) if isinstance(when, PartialDate) and not when.month]
    if not years or not isinstance(start, PartialDate):
        return ""
    last = str(end.year) if isinstance(end, PartialDate) else TODAY
    return f"some time in {start.year}" if last == str(start.year) else f"some time from {start.year} to {last}"
