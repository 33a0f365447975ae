"""Claims held against the user's own records: contradicted, open, allowed by them (fits), or borne out by a row that
names the asker (confirmed)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from screener.evidence.claims import Claimed
from screener.evidence.named_dates import NamedDate
from screener.evidence.own_records import OwnRecords, Showing
from screener.evidence.shared_past import OwnPlace
from screener.evidence.stints import Stint
from screener.people.companies import company_key
from screener.people.names import name_keys
from screener.sources.records import Provenance
from screener.texts.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the records say to a claim, how many of its details they bear out, the row that decides, and in words."""

    checked: str = "open"
    agrees: int = 0
    source: Provenance | None = None
    name: str = ""
    text: str = "your files neither show nor exclude it"


_AT_FIRMS: Final = frozenset({"worked-together", "same-employer"})
_AT_SCHOOLS: Final = frozenset({"studied-together", "taught"})
_AT_EVENTS: Final = frozenset({"met", "heard-talk", "promised", "acquainted", "worked-together"})
_OF_ANY_PAST: Final = frozenset({"acquainted", "promised"})  # having written to each other bears them out
_OF_PEOPLE: Final = frozenset({"introduced-by", "former-name", "on-behalf-of"})
_MONTH: Final = timedelta(days=31)
_DAYS: Final = timedelta(days=1)  # dates of two sources may be those of two time zones


def checked_claim(claim: Claimed, records: OwnRecords, shown: Sequence[Showing] = ()) -> Checked:
    """A claim held against the records; `shown` are the rows that surely name the asker."""
    if claim.by_asker and (confirmed := _confirmed(claim, shown)):
        return confirmed
    findings = [_at_places(claim, records), _at_event(claim, records), _of_person(claim, records)]
    by_rank = {each.checked: each for each in reversed(findings)}
    return by_rank.get("fits") or by_rank.get("contradicted") or findings[0]


def _confirmed(claim: Claimed, shown: Sequence[Showing]) -> Checked | None:
    """The row that names the asker and bears out the claim best; it must agree with the date if both have one, and
    show this kind of thing by itself or have a name that the claim has."""
    borne_out = []
    for row in shown:
        names = [name for name in claim.names if _has_name(row, name)]
        has_date = row.day is not None and bool(claim.dates)
        if has_date and not _is_on_day(claim.dates, row.day):
            continue
        is_shown = claim.about in row.shows and (not claim.names or has_date or claim.about in _OF_ANY_PAST)
        if names or is_shown:
            borne_out.append(
                Checked(
                    checked="confirmed",
                    agrees=1 + len(names) + has_date,  # the person is a detail, too
                    source=row.source,
                    name=names[0] if names else "",
                    text=row.text,
                )
            )
    return max(borne_out, key=lambda each: each.agrees) if borne_out else None


def _has_name(row: Showing, name: str) -> bool:
    words = fold(name)
    return f" {words} " in f" {row.words} " or not row.people.isdisjoint(name_keys(name))


def _is_on_day(dates: Sequence[NamedDate], day: date | None) -> bool:
    return day is not None and any(named.earliest - _DAYS <= day <= named.latest + _DAYS for named in dates)


def _at_places(claim: Claimed, records: OwnRecords) -> Checked:
    """A claim about a firm or school: whether the user was there, and then."""
    past = records.past
    own = past.firms if claim.about in _AT_FIRMS else past.schools if claim.about == "studied-together" else None
    if claim.about == "taught":
        own = {**past.firms, **past.schools}
    if own is None or claim.own_side:
        return Checked()
    places = {place.key: place for place in own.values()}
    quoted = fold(claim.quote)
    for place in places.values():
        if place.phrases.found_in_folded(quoted):
            return _at_place(claim, place, records)
    if any(_may_be(name, place) for name in claim.names for place in places.values()):
        return Checked(name=claim.names[0])
    return _nowhere(claim, own)


def _at_place(claim: Claimed, place: OwnPlace, records: OwnRecords) -> Checked:
    source = next((at for key in sorted(place.keys) if (at := records.places.get(key))), None)
    found = Checked(source=source, name=place.name)
    dated = [stint for stint in place.stints if stint.start is not None]
    if not claim.dates:
        return replace(found, checked="fits", agrees=1, text=f"you were at {place.name}")
    if any(_was_there(stint, named) for stint in dated for named in claim.dates):
        return replace(found, checked="fits", agrees=2, text=f"you were at {place.name} at that time")
    if len(dated) == len(place.stints):
        return replace(found, checked="contradicted", text=f"you were not at {place.name} at that time")
    return replace(found, agrees=1, text=f"you were at {place.name}; when is not known")


def _was_there(stint: Stint, named: NamedDate) -> bool:
    """Whether the user may have been there on some day that the date may mean, give or take a month."""
    assert stint.start is not None
    begins = stint.start.earliest - _MONTH
    return begins <= named.latest and (stint.end is None or named.earliest <= stint.end.latest + _MONTH)


def _may_be(name: str, place: OwnPlace) -> bool:
    """Whether a name shares a word with the place's: too little to take it for that place, or for another."""
    words = {word for word in company_key(name).split() if len(word) > 3}
    return any(not words.isdisjoint(own.split()) for own in place.keys)


def _nowhere(claim: Claimed, own: Mapping[str, OwnPlace]) -> Checked:
    """A firm or school that the user never was at; a place or a project may be anywhere."""
    if own and claim.firm and claim.about != "taught":
        return Checked(
            checked="contradicted", name=claim.firm, text=f"your files name no time of yours at {claim.firm}"
        )
    return Checked(name=claim.names[0] if claim.names else "")


def _at_event(claim: Claimed, records: OwnRecords) -> Checked:
    """A claim about an event: whether the user was at one of that name or place, and then. Anybody could guess it."""
    if claim.about not in _AT_EVENTS:
        return Checked()
    best = Checked()
    for name in claim.names:
        for event in records.events_with(name):
            if claim.dates and event.day and not _is_on_day(claim.dates, event.day):
                continue
            agrees = sum(_has_name(event, each) for each in claim.names) or 1
            agrees += bool(claim.dates and event.day)
            if agrees > best.agrees:
                best = Checked(checked="fits", agrees=agrees, source=event.source, name=name, text=event.text)
    return best


def _of_person(claim: Claimed, records: OwnRecords) -> Checked:
    """A claim that names a person: whether the user knows one of that name."""
    if claim.about not in _OF_PEOPLE:
        return Checked()
    for name in claim.names:
        if at := records.person(name):
            return Checked(checked="fits", agrees=1, source=at, name=name, text=f"you know a {name}")
    return Checked()
