"""What dated archives tell of a connection's career: where they worked on the day of each, and whether the user was
there on that day, too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from screener.catalogue.value_wording import day_words
from screener.catalogue.values import PartialDate, Value
from screener.evidence.facts import Fact, fact
from screener.evidence.found import SAME_PROFILE
from screener.evidence.shared_past import OwnPast, OwnPlace
from screener.people.companies import firm_names
from screener.sources.records import Connection, Provenance
from screener.texts.folding import shortened


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A connection as the archive of one day shows them."""

    row: Connection
    day: date


def career(snapshots: Sequence[Seen]) -> tuple[Fact, ...]:
    """The jobs that the archives show, the newest first; what several show alike is one job."""
    jobs: dict[tuple[str, str], list[Seen]] = {}
    for one in sorted(snapshots, key=lambda each: each.day):
        if one.row.company or one.row.position:
            jobs.setdefault((one.row.company, one.row.position), []).append(one)
    return tuple(_job(company, title, seen) for (company, title), seen in reversed(jobs.items()))


def _job(company: str, title: str, seen: Sequence[Seen]) -> Fact:
    fields: dict[str, Value] = {"matched-by": SAME_PROFILE}
    fields |= {name: text for name, text in (("company", company), ("title", title)) if text}
    fields |= {"from-seen": PartialDate.of(seen[0].day), "to-seen": PartialDate.of(seen[-1].day)}
    what = shortened(" at ".join(part for part in (title, company) if part))
    return fact(fields, seen[-1].row.provenance, f"{what}, by your archive of {day_words(seen[-1].day)}")


def shared_by_archives(snapshots: Sequence[Seen], past: OwnPast) -> tuple[Fact, ...]:
    """The user's firms where archives show the connection: on a day on which the user was there, too (`snapshot`), or
    the two connected while the user was there (`connected-then`). An overlap is told only between two such days."""
    places: dict[str, tuple[OwnPlace, list[Seen]]] = {}
    for one in sorted(snapshots, key=lambda each: each.day):
        if place := _place(one.row.company, past):
            places.setdefault(place.key, (place, []))[1].append(one)
    found = (_shared(place, seen) for _, (place, seen) in sorted(places.items()))
    return tuple(one for one in found if one is not None)


def _place(company: str, past: OwnPast) -> OwnPlace | None:
    if not company or not past.firms:
        return None
    return next((past.firms[key] for key, _ in firm_names(company) if key in past.firms), None)


def _shared(place: OwnPlace, seen: Sequence[Seen]) -> Fact | None:
    together = [one for one in seen if _was_there(place, one.day)]
    if together:
        first, last = together[0], together[-1]
        fields = _fields(place, "snapshot", first.day, last.day)
        if last.day > first.day:
            fields["overlap"] = float((last.day - first.day).days)
        days = " and ".join(day_words(one.day) for one in ((first, last) if last.day > first.day else (first,)))
        at = Provenance(file=last.row.provenance.file, row=last.row.provenance.row, date=last.day)
        return fact(fields, at, f"both at {shortened(place.name)} on {days}, as your archive of that day shows")
    connected = next((one for one in seen if (on := one.row.provenance.date) and _was_there(place, on)), None)
    if connected is None or connected.row.provenance.date is None:
        return None
    day = connected.row.provenance.date
    text = f"they were at {shortened(place.name)}, and you connected on {day_words(day)} while you were there"
    return fact(_fields(place, "connected-then", day, day), connected.row.provenance, text)


def _fields(place: OwnPlace, via: str, first: date, last: date) -> dict[str, Value]:
    fields: dict[str, Value] = {"name": place.name, "via": via, "dates-known": False}
    fields |= {"from": PartialDate.of(first), "to": PartialDate.of(last)}
    return fields if place.staff is None else fields | {"staff": place.staff}


def _was_there(place: OwnPlace, day: date) -> bool:
    """Whether the user surely worked there on a day; incomplete dates are taken cautiously."""
    return any(
        stint.start is not None and stint.start.latest <= day and (stint.end is None or stint.end.earliest >= day)
        for stint in place.stints
    )
