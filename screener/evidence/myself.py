"""What the user's archive adds to `about-me.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import Final

from msgspec import structs

from screener.languages.words import language_called
from screener.people.companies import company_key
from screener.policy.model import AboutMe, Employer, School
from screener.sources.records import OwnLanguage, OwnProfile, Position, Schooling

# What LinkedIn calls how well somebody speaks a language, the best first.
_LEVELS: Final = ("native", "full", "professional", "limited", "elementary")


def with_archive(
    about_me: AboutMe,
    *,
    profile: OwnProfile | None = None,
    positions: Sequence[Position] = (),
    schooling: Sequence[Schooling] = (),
    languages: tuple[str, ...] = (),
) -> AboutMe:
    """What the user wrote of themselves, with what their archive says added. Where both name a firm or school, the
    words of the user hold, and the archive fills in dates that they left out."""
    name = about_me.name or (f"{profile.first_name} {profile.last_name}".strip() if profile else "")
    jobs = [Employer(name=job.company, start=job.start, end=job.end, sites=_site(job.location)) for job in positions]
    times = [School(name=time.school, start=time.start, end=time.end) for time in schooling]
    return structs.replace(
        about_me,
        name=name,
        languages=about_me.languages or languages,
        employers=_employers(about_me.employers, jobs),
        schools=_schools(about_me.schools, times),
    )


def spoken(languages: Iterable[OwnLanguage]) -> tuple[str, ...]:
    """The codes of the languages that the user says they speak, of those there are: the one they speak best first.
    Those of which they know a little are left out."""
    known = [(_level(one.level), code) for one in languages if (code := language_called(one.name))]
    return tuple(dict.fromkeys(code for level, code in sorted(known, key=itemgetter(0)) if level < len(_LEVELS) - 1))


def _level(written: str) -> int:
    """The place of a proficiency among those that LinkedIn offers; what says none is good enough to read."""
    return next((place for place, word in enumerate(_LEVELS) if word in written.casefold()), _LEVELS.index("limited"))


def _employers(own: tuple[Employer, ...], added: list[Employer]) -> tuple[Employer, ...]:
    every: list[Employer] = []
    covered = {key for firm in own for key in _keys(firm)}
    for firm in own:
        there = [job for job in added if company_key(job.name) in _keys(firm)]
        firm = structs.replace(firm, sites=tuple(dict.fromkeys(chain(firm.sites, *(job.sites for job in there)))))
        stints = there if firm.start is None else []
        every += [structs.replace(firm, start=job.start, end=job.end) for job in stints] or [firm]
    return (*every, *(job for job in added if company_key(job.name) not in covered))


def _site(location: str) -> tuple[str, ...]:
    """The town of a place as an archive writes it: "Bilbao, Basque Country, Spain". A place of one part may be a
    whole country and is no site."""
    town, comma, _ = location.partition(",")
    return (town.strip(),) if comma and town.strip() else ()


def _schools(own: tuple[School, ...], added: list[School]) -> tuple[School, ...]:
    every: list[School] = []
    covered = {key for school in own for key in _keys(school)}
    for school in own:
        times = [time for time in added if company_key(time.name) in _keys(school)] if school.start is None else []
        every += [structs.replace(school, start=time.start, end=time.end) for time in times] or [school]
    return (*every, *(time for time in added if company_key(time.name) not in covered))


def _keys(place: Employer | School) -> frozenset[str]:
    return frozenset(company_key(name) for name in (place.name, *place.also))
