"""Firms and schools where both the user and the asker have been."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import msgspec
import regex

from screener.catalogue.value_wording import date_words
from screener.catalogue.values import Value, span_words
from screener.evidence.facts import Fact, fact
from screener.evidence.stints import Stint, Together, together
from screener.people.companies import company_key, firm_names
from screener.people.firms import firms_in_headline
from screener.policy.model import AboutMe, Employer, School
from screener.sources.records import Position, Provenance, Request, Schooling
from screener.texts.folding import folded, shortened
from screener.texts.patterns import Expression
from screener.texts.phrases import PhraseSet

_SUREST_VIA: Final = ("name", "alias", "rename", "acquisition")
_ANYWHERE: Final = Expression(
    r"\b(?:remote|hybrid|homeoffice|home office|remoto|télétravail|thuiswerk\w*)\b", regex.IGNORECASE
)


class OwnPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A firm or school of the user's, with all its names and all the times there."""

    name: str
    key: str
    keys: frozenset[str]
    stints: tuple[Stint, ...]
    phrases: PhraseSet
    sites: PhraseSet | None = None
    staff: int | None = None


class OwnPast(msgspec.Struct, frozen=True):
    """The user's firms and schools, by the keys of all their names."""

    firms: Mapping[str, OwnPlace]
    schools: Mapping[str, OwnPlace]


def own_past(about_me: AboutMe) -> OwnPast:
    """The user's past made ready for comparing."""
    return OwnPast(_places(about_me.employers), _places(about_me.schools))


def shared_employers(request: Request, past: OwnPast, today: date) -> tuple[Fact, ...] | None:
    """The firms that both name, or None where the firms of one of them are not known."""
    jobs = list(request.positions or ())
    told = {company_key(job.company) for job in jobs}
    for firm in (request.company or "", *firms_in_headline(request.headline or "")):
        if firm and company_key(firm) not in told:
            told.add(company_key(firm))
            jobs.append(Position(company=firm))
    if not past.firms or not (jobs or request.positions is not None):
        return None
    shared: dict[str, tuple[OwnPlace, list[tuple[Position, str]]]] = {}
    for job in jobs:
        for key, via in firm_names(job.company):
            if place := past.firms.get(key):
                how = "alias" if via == "name" and key != place.key else via
                shared.setdefault(place.key, (place, []))[1].append((job, how))
                break  # the surest way comes first; the same job is not counted twice
    if not shared and request.positions is None:
        return None  # where they worked before is not known
    return tuple(_employer(place, there, request, today) for _, (place, there) in sorted(shared.items()))


def shared_schools(request: Request, past: OwnPast, today: date) -> tuple[Fact, ...] | None:
    """The schools that both name, as student or staff, or None where the schools of one of them are not known."""
    if not past.schools or (request.education is None and not request.positions):
        return None
    shared: dict[tuple[str, str], tuple[OwnPlace, list[Schooling | Position]]] = {}
    times: list[tuple[str, str, Schooling | Position]] = [
        ("student", each.school, each) for each in request.education or ()
    ]
    times += [("staff", job.company, job) for job in request.positions or ()]
    for role, name, time in times:
        if place := past.schools.get(company_key(name)):
            shared.setdefault((place.key, role), (place, []))[1].append(time)
    facts = [_school(place, role, there, request, today) for (_, role), (place, there) in sorted(shared.items())]
    return tuple(facts) if facts or request.education is not None else None


def _employer(place: OwnPlace, there: Sequence[tuple[Position, str]], request: Request, today: date) -> Fact:
    jobs = [job for job, _ in there]
    times = together(place.stints, _stints(jobs), today)
    fields = _times(times) | {"name": place.name, "dates-known": times.dates_known}
    fields["via"] = min((via for _, via in there), key=_SUREST_VIA.index)
    if times.start is not None:
        fields["from"] = times.start
    if times.end is not None:
        fields["to"] = times.end
    if place.staff is not None:
        fields["staff"] = place.staff
    if request.note is not None:
        fields["claimed"] = place.phrases.found_in_folded(folded(request.note))
    if (is_same_site := _is_same_site(place, jobs)) is not None:
        fields["same-site"] = is_same_site
    return fact(fields, _provenance(jobs, request), _words(place.name, times))


def _is_same_site(place: OwnPlace, jobs: Sequence[Position]) -> bool | None:
    """Whether a job was at one of the user's sites there; not known where either's site is not."""
    locations = [job.location for job in jobs if job.location and not _ANYWHERE.search(job.location)]
    if place.sites is None or not locations:
        return None
    return any(map(place.sites.found_in, locations))


def _school(place: OwnPlace, role: str, there: Sequence[Schooling | Position], request: Request, today: date) -> Fact:
    times = together(place.stints, _stints(there), today)
    fields = _times(times) | {"name": place.name, "as": role}
    return fact(fields, _provenance(there, request), _words(place.name, times))


def _times(times: Together) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    if times.overlap is not None:
        fields["overlap"] = times.overlap
    if times.gap is not None:
        fields["gap"] = times.gap
    return fields


def _words(name: str, times: Together) -> str:
    both = f"both at {shortened(name)}"
    if times.overlap and times.start:
        until = date_words(times.end) if times.end else "today"
        return f"{both}, {span_words(times.overlap)} together ({date_words(times.start)} to {until})"
    if times.gap is not None:
        apart = span_words(times.gap)
        how = f"joined {apart} after you left" if times.they_came_later else f"left {apart} before you joined"
        return f"{both}, but they {how}"
    return f"{both}, perhaps at the same time" if times.dates_known else f"{both}, dates not known"


def _stints(times: Sequence[Position | Schooling]) -> list[Stint]:
    return [Stint(time.start, time.end) for time in times]


def _provenance(times: Sequence[Position | Schooling], request: Request) -> Provenance:
    return next((time.provenance for time in times if time.provenance), request.provenance)


def _places(own: Sequence[Employer] | Sequence[School]) -> dict[str, OwnPlace]:
    """The places by the keys of all their names; several entries of one name are one place."""
    by_name: dict[str, list[Employer | School]] = defaultdict(list)
    for entry in own:
        if key := company_key(entry.name):
            by_name[key].append(entry)
    places: dict[str, OwnPlace] = {}
    for key, entries in by_name.items():
        place = _place(key, entries)
        places |= {other: place for other in sorted(place.keys) if other not in places and other not in by_name}
        places[key] = place
    return places


def _place(key: str, entries: Sequence[Employer | School]) -> OwnPlace:
    names = list(dict.fromkeys(name for entry in entries for name in (entry.name, *entry.also)))
    firms = [entry for entry in entries if isinstance(entry, Employer)]
    sites = [site for firm in firms for site in firm.sites]
    return OwnPlace(
        name=entries[0].name,
        key=key,
        keys=frozenset(filter(None, map(company_key, names))),
        stints=tuple(Stint(entry.start, entry.end) for entry in entries),
        phrases=PhraseSet([*names, *filter(None, map(company_key, names))]),
        sites=PhraseSet(sites) if sites else None,
        staff=next((firm.staff for firm in firms if firm.staff is not None), None),
    )
