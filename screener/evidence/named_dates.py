"""Dates that a text names, in the languages of notes: days, months, years, spans of years, and "last year"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import regex

from screener.catalogue.values import PartialDate
from screener.evidence.claim_phrases import CLAIM_PHRASES
from screener.texts.phrase_index import PhraseIndex


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date or span that a text names; `precise` is year, month or day."""

    start: PartialDate
    end: PartialDate
    precise: str

    @property
    def earliest(self) -> date:
        """The first day it may mean."""
        return self.start.earliest

    @property
    def latest(self) -> date:
        """The last day it may mean."""
        return self.end.latest


# The names of the months in the languages that have them, folded; some months are alike in several.
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january januar januari enero janvier janeiro gennaio jan",
            "february februar februari febrero fevrier fevereiro febbraio feb",
            "march marz maart marzo mars marco maerz mar",
            "april abril avril aprile apr",
            "may mai mei mayo maio maggio",
            "june juni junio juin junho giugno jun",
            "july juli julio juillet julho luglio jul",
            "august augustus agosto aout aug",
            "september septiembre septembre setembro settembre sept sep",
            "october oktober octubre octobre outubro ottobre oct okt",
            "november noviembre novembre novembro nov",
            "december dezember diciembre decembre dezembro dicembre dec dez",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR: Final = r"(?:19[5-9]\d|20[0-4]\d)(?!\d)"
_DATES: Final = regex.compile(
    rf"(?<!\d)(?P<y1>{_YEAR})-(?P<m1>\d\d)(?:-(?P<d1>\d\d))?(?!\d)"
    rf"|(?<!\d)(?P<d2>\d\d?)[./](?P<m2>\d\d?)[./](?P<y2>{_YEAR})"
    rf"|(?<![\w/])(?P<m3>\d\d?)/(?P<y3>{_YEAR})"
    rf"|(?P<y4>{_YEAR})年(?:(?P<m4>\d\d?)月(?:(?P<d4>\d\d?)日)?)?"
    rf"|\b(?P<d5>\d\d?)(?:st|nd|rd|th|er|º|\.)?(?: (?:of|de))? (?P<n5>{_MONTH})(?:,? (?:de |del )?(?P<y5>{_YEAR}))"
    rf"|\b(?P<n6>{_MONTH}) (?P<d6>\d\d?)(?:st|nd|rd|th)?,? (?P<y6>{_YEAR})"
    rf"|\b(?P<n7>{_MONTH}) (?:de |del |of )?(?P<y7>{_YEAR})"
    rf"|(?<![\d/.-])(?P<from>{_YEAR}) ?(?:-|to|until|till|bis|und|and|hasta|y|a|au|et|ate|al|e|tot|en|から|~|〜)"
    rf" ?(?:el |la |l')?(?P<to>{_YEAR})"
    rf"|(?<![\d/.#-])(?P<y8>{_YEAR})"
)
_RELATIVE: Final = {
    what: PhraseIndex(phrase for each in CLAIM_PHRASES.values() for phrase in each.relative.get(what, ()))
    for what in ("yesterday", "last-month", "last-year", "this-year")
}


def dates_named(folded: str, sent: date | None = None) -> tuple[NamedDate, ...]:
    """The dates in a folded text, in order; those that count from today ("last year") by the day it was `sent`."""
    return (*_written(folded), *(_relative(folded, sent) if sent else ()))


def _written(folded: str) -> Iterator[NamedDate]:
    for match in _DATES.finditer(folded):
        named = {name: value for name, value in match.groupdict().items() if value is not None}
        if "from" in named:
            first, last = sorted((int(named["from"]), int(named["to"])))
            yield NamedDate(PartialDate(first), PartialDate(last), "year")
        elif when := _partial_date({name[0]: value for name, value in named.items()}):
            yield NamedDate(when, when, "day" if when.day else "month" if when.month else "year")


def _partial_date(parts: dict[str, str]) -> PartialDate | None:
    """A date from its parts: y, m or n (the name of a month), d. None if there is no such day."""
    month = int(parts["m"]) if "m" in parts else _MONTHS[parts["n"].rstrip(".")] if "n" in parts else 0
    day = int(parts.get("d", "0"))
    if month > 12 >= day > 0:  # written the American way round
        month, day = day, month
    when = PartialDate(int(parts["y"]), month, day)
    try:
        _ = when.earliest, when.latest
    except ValueError:
        return None
    return when


def _relative(folded: str, sent: date) -> Iterator[NamedDate]:
    day = timedelta(days=1)
    for what, phrases in _RELATIVE.items():
        if not phrases.found_in(folded):
            continue
        if what == "yesterday":
            when, precise = PartialDate.of(sent - day), "day"
        elif what == "last-month":
            before = sent.replace(day=1) - day
            when, precise = PartialDate(before.year, before.month), "month"
        else:
            when, precise = PartialDate(sent.year - (what == "last-year")), "year"
        yield NamedDate(when, when, precise)
