"""A case: one request with all that the functions of the subjects need to know about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import regex

from screener.catalogue.subjects import SUBJECTS, Origin
from screener.evidence.facts import Fact
from screener.evidence.gathering import NAME, SAME_PROFILE, Found
from screener.evidence.listed import ListIndex
from screener.evidence.note import OwnWords
from screener.evidence.shared_past import OwnPast
from screener.people.addresses import profile_slug
from screener.people.companies import company_key
from screener.policy.model import AboutMe
from screener.sources.records import Connection, Request

Facts = tuple[Fact, ...] | None
TOLERANCE: Final = timedelta(days=1)  # dates of two sources may be those of two time zones
_BETWEEN_PARTS: Final = regex.compile(
    r"\s+(?:at|bei|chez|en|em|presso|bij|of|for|by|de|von|und|and)\s+|[|•·,;@/–—()]|\s-\s"
)


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


def nothing_found(looked_into: Iterable[Origin]) -> dict[str, Facts]:
    """Every subject of the catalogue as it is when no record was found for it."""
    told = {*looked_into, Origin.ABOUT_ME}
    return {
        name: () if subject.in_ledger or (subject.filled and not told.isdisjoint(subject.origins)) else None
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
        return not self.found.shares_name and others <= 0 and len(days) <= 1

    @cached_property
    def firms(self) -> frozenset[str]:
        """The keys of the firms that the request names for the asker: positions, company, parts of the headline."""
        request = self.request
        names = [position.company for position in request.positions or ()]
        names += [request.company or "", *_BETWEEN_PARTS.split(request.headline or "")]
        return frozenset(key for name in names if name and (key := company_key(name)))

    @cached_property
    def is_corroborated(self) -> bool:
        """Whether a record joined by name also agrees in the firm, and nobody else of that name is known."""
        found = self.found
        named = [row.company for match, row in found.connections if match == NAME]
        named += [row.company for match, row in found.recommendations if match == NAME]
        return self.is_name_unique and any(company_key(firm) in self.firms for firm in named if firm)

    @cached_property
    def earlier_connection(self) -> Connection | None:
        """A connection of the asker's name that stood before the request: nobody asks again from that profile."""
        sent = self.request.sent
        for match, row in self.found.connections:
            if match == NAME and sent and row.provenance.date and row.provenance.date < sent - TOLERANCE:
                return row
        return None

    def matched_by(self, match: str) -> str:
        """How sure a record's join is, seen together with the others."""
        return "corroborated" if match == NAME and self.is_corroborated else match

    def is_sure(self, match: str) -> bool:
        """Whether a record's join is more than a bare name."""
        return match == SAME_PROFILE or self.is_corroborated

    def age(self, day: date) -> int:
        """Days from a day to today."""
        return max((self.background.today - day).days, 0)
