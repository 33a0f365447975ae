"""Who the user is among senders and recipients, and what their archive adds to `about-me.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from screener.people.addresses import profile_slug
from screener.people.companies import company_key
from screener.people.emails import email_key
from screener.people.names import name_keys
from screener.policy.author import AboutMe, Employer, School
from screener.sources.records import Meeting, OwnProfile, Part, Party, Position, Schooling


@dataclass(frozen=True, slots=True)
class Myself:
    """The slugs, name keys and mail addresses of the user."""

    slugs: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()

    def wrote(self, sender: str, sender_url: str) -> bool:
        """Whether the user is this sender: by address where both are known, else by name."""
        slug = profile_slug(sender_url)
        if slug and self.slugs:
            return slug in self.slugs
        return not self.names.isdisjoint(name_keys(sender))

    def mailed(self, sender: Party) -> bool:
        """Whether the user sent a mail: by address where the user's are known, else by name."""
        if sender.email and self.emails:
            return email_key(sender.email) in self.emails
        return not self.names.isdisjoint(name_keys(sender.name))

    def was_in(self, meeting: Meeting) -> bool:
        """Whether the user took part in a meeting, as far as their calendar says: it was not cancelled, and they did
        not decline it or leave it unanswered. An entry that does not name them is in their calendar all the same."""
        own = {party.part for party in meeting.parties if party.email and email_key(party.email) in self.emails}
        return not meeting.cancelled and (not own or not own <= {Part.DECLINED, Part.UNANSWERED})


def myself(about_me: AboutMe, owners: Iterable[tuple[str, str]] = (), emails: Iterable[str] = ()) -> Myself:
    """The user as `about-me.yaml`, the owners of the archives (name, address) and their mail addresses tell."""
    known = [(about_me.name, about_me.profile_url), *owners]
    return Myself(
        frozenset(slug for _, address in known if (slug := profile_slug(address))),
        frozenset(key for name, _ in known for key in name_keys(name)),
        frozenset(key for email in (*about_me.emails, *emails) if (key := email_key(email))),
    )


def with_archive(
    about_me: AboutMe,
    *,
    profile: OwnProfile | None = None,
    positions: Sequence[Position] = (),
    schooling: Sequence[Schooling] = (),
) -> AboutMe:
    """What the user wrote of themselves, with what their archive says added. Where both name a firm or school, the
    words of the user hold, and the archive fills in dates that they left out."""
    name = about_me.name or (f"{profile.first_name} {profile.last_name}".strip() if profile else "")
    jobs = [Employer(name=job.company, start=job.start, end=job.end, sites=_site(job.location)) for job in positions]
    times = [School(name=time.school, start=time.start, end=time.end) for time in schooling]
    return replace(
        about_me,
        name=name,
        employers=_employers(about_me.employers, jobs),
        schools=_schools(about_me.schools, times),
    )


def _employers(own: tuple[Employer, ...], added: list[Employer]) -> tuple[Employer, ...]:
    every: list[Employer] = []
    covered = {key for firm in own for key in _keys(firm)}
    for firm in own:
        there = [job for job in added if company_key(job.name) in _keys(firm)]
        firm = replace(firm, sites=tuple(dict.fromkeys(chain(firm.sites, *(job.sites for job in there)))))
        stints = there if firm.start is None else []
        every += [replace(firm, start=job.start, end=job.end) for job in stints] or [firm]
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
        every += [replace(school, start=time.start, end=time.end) for time in times] or [school]
    return (*every, *(time for time in added if company_key(time.name) not in covered))


def _keys(place: Employer | School) -> frozenset[str]:
    return frozenset(company_key(name) for name in (place.name, *place.also))
