"""A case: one request with all that the functions of the subjects need to know about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from screener.catalogue.declaring import STRONG_MATCHES, Origin
from screener.catalogue.subjects import SUBJECTS
from screener.evidence.facts import Fact
from screener.evidence.found import NAME, SAME_EMAIL, SIMILAR_NAME, SURE, VARIANT, Found
from screener.evidence.listed import ListIndex
from screener.evidence.note import OwnWords
from screener.evidence.own_records import OwnRecords
from screener.evidence.second_facts import domain_agrees, firm_agrees, firms_of, groups_of, places_of, text_agrees
from screener.evidence.shared_past import OwnPast
from screener.people.addresses import profile_slug
from screener.people.companies import company_key
from screener.policy.author import AboutMe
from screener.sources.records import Connection, Request

Facts = tuple[Fact, ...] | None
TOLERANCE: Final = timedelta(days=1)  # dates of two sources may be those of two time zones


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is the same for every request: the user, the day, and what a subject is that nothing was found for.

    `nothing` holds every subject of the catalogue: absent if a source that could tell was looked into, else unknown.
    """

    about_me: AboutMe
    today: date
    nothing: Mapping[str, Facts]
    past: OwnPast
    lists: ListIndex
    words: OwnWords
    twins: Mapping[Request, tuple[Fact, ...]] = field(default_factory=dict)
    own: OwnRecords = field(default_factory=OwnRecords)


def nothing_found(looked_into: Iterable[Origin], broken: Collection[Origin] = ()) -> dict[str, Facts]:
    """Every subject of the catalogue as it is when no record was found for it: unknown, too, if one of the files that
    could have told is `broken`."""
    told = {*looked_into, Origin.ABOUT_ME, Origin.QUEUE}
    return {
        name: ()
        if subject.in_ledger or not (told.isdisjoint(subject.origins) or any(o in broken for o in subject.origins))
        else None
        for name, subject in SUBJECTS.items()
    }


class Case:
    """One request, what was found about its asker, and the background."""

    def __init__(self, request: Request, found: Found, background: Background) -> None:
        self.request = request
        self.found = found
        self.background = background
        self.slug = profile_slug(request.profile_url)

    @cached_property
    def is_name_unique(self) -> bool:
        """Whether only one person of the asker's name is known, as far as the files tell."""
        others = len(self.found.other_slugs) - (0 if self.slug else 1)
        days = {row.provenance.date for match, row in self.found.connections if match == NAME}
        people = groups_of([row for match, row in self.found.contacts if match == NAME])
        return not self.found.shares_name and others <= 0 and len(days) <= 1 and people <= 1

    @cached_property
    def firms(self) -> frozenset[str]:
        """The keys of the firms that the request names for the asker (positions, company, parts of the headline), and
        of those that surely joined records name."""
        known = [row.company for match, row in self.found.connections if match in SURE]
        known += [firm for match, row in self.found.contacts if match in SURE for firm in row.companies]
        return firms_of(self.request).union(key for firm in known if (key := company_key(firm)))

    @cached_property
    def is_corroborated(self) -> bool:
        """Whether a record joined by name also agrees in a second fact, and nobody else of that name is known."""
        return self._second_fact_for(NAME) is not None

    @cached_property
    def corroboration(self) -> str:
        """The second fact that agrees, in words; empty if none does."""
        return self._second_fact_for(NAME) or self._second_fact_for(VARIANT) or ""

    def _second_fact_for(self, match: str) -> str | None:
        if not self.is_name_unique:
            return None
        found, places = self.found, places_of(self.request)
        contacts = [row for how, row in found.contacts if how == match]
        named = [row.company for how, row in found.connections if how == match]
        named += [row.company for how, row in found.recommendations if how == match]
        if firm_agrees([*named, *(firm for row in contacts for firm in row.companies)], self.firms):
            return "the firm"
        emails = [email for row in contacts for email in row.emails]
        if domain_agrees([*emails, *(found.mailed_from if match == NAME else ())], self.firms):
            return "the firm behind the mail address"
        noted = [text for row in contacts for text in (row.note, *row.tags)]
        noted += [row.text for how, row in found.notes if how == match]
        return "what you noted" if text_agrees(noted, places) else None

    @cached_property
    def _is_variant_corroborated(self) -> bool:
        return self._second_fact_for(VARIANT) is not None

    @cached_property
    def earlier_connection(self) -> Connection | None:
        """A connection of the asker's name that stood before the request: nobody asks again from that profile."""
        sent = self.request.sent
        for match, row in self.found.connections:
            is_undecided = match in (NAME, SAME_EMAIL) and not (self.slug and profile_slug(row.url))
            if is_undecided and sent and row.provenance.date and row.provenance.date < sent - TOLERANCE:
                return row
        return None

    def matched_by(self, match: str) -> str:
        """How sure a record's join is, seen together with the others, as the catalogue words it."""
        if match == NAME:
            return "corroborated" if self.is_corroborated else NAME
        if match == VARIANT:
            return "corroborated" if self._is_variant_corroborated else SIMILAR_NAME
        return match

    def is_sure(self, match: str) -> bool:
        """Whether a record's join is more than a bare name."""
        return self.matched_by(match) in STRONG_MATCHES

    def age(self, day: date) -> int:
        """Days from a day to today."""
        return max((self.background.today - day).days, 0)
