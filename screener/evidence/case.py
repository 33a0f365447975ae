"""A case: one request with all that the functions of the subjects need to know about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from screener.catalogue.declaring import STRONG_MATCHES, Origin
from screener.catalogue.subjects import SUBJECTS
from screener.evidence.facts import Fact
from screener.evidence.found import Found
from screener.evidence.listed import ListIndex
from screener.evidence.note import OwnWords
from screener.evidence.own_records import OwnRecords
from screener.evidence.shared_past import OwnPast
from screener.evidence.twins import Twins
from screener.notes.reading import Reading
from screener.people.addresses import profile_slug
from screener.policy.model import AboutMe
from screener.sources.records import Request
from screener.world.introductions import Introduction
from screener.world.mentions import Mention
from screener.world.resolution import Resolution

Facts = tuple[Fact, ...] | None
TOLERANCE: Final = timedelta(days=1)  # dates of two sources may be those of two time zones


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for every request: the user, the day, and what a subject is that nothing was found for.

    `nothing` holds every subject of the catalogue: absent if a source that could tell was looked into, else unknown.
    """

    about_me: AboutMe
    today: date
    nothing: Mapping[str, Facts]
    past: OwnPast
    lists: ListIndex
    words: OwnWords
    twins: Twins = msgspec.field(default_factory=Twins)
    own: OwnRecords = msgspec.field(default_factory=OwnRecords)


def nothing_found(looked_into: Iterable[Origin], broken: Collection[Origin] = ()) -> dict[str, Facts]:
    """Every subject of the catalogue as it is when no record was found for it: unknown, too, if one of the files that
    could have told is `broken`."""
    told = {*looked_into, Origin.ABOUT_ME, Origin.QUEUE}  # these are there for every request
    return {
        name: ()
        if subject.in_ledger or not (told.isdisjoint(subject.origins) or any(o in broken for o in subject.origins))
        else None
        for name, subject in SUBJECTS.items()
    }


class Case:
    """One request, who the asker may be, what was found about them, what was read in the note and the headline (None
    where there is none), who introduced them, and the background."""

    def __init__(
        self,
        request: Request,
        resolution: Resolution,
        found: Found,
        background: Background,
        reading: Reading | None = None,
        of_headline: Reading | None = None,
        introductions: Sequence[Introduction] = (),
    ) -> None:
        self.request = request
        self.reading = reading
        self.of_headline = of_headline
        self.introductions = introductions
        self.resolution = resolution
        self.found = found
        self.background = background
        self.slug = profile_slug(request.profile_url)

    @property
    def mentions(self) -> Iterator[tuple[str, Mention]]:
        """What note and headline mention of the user's world, with where it stands."""
        for stands_in, reading in (("note", self.reading), ("headline", self.of_headline)):
            yield from ((stands_in, mention) for mention in (reading.mentions if reading else ()))

    def is_sure(self, match: str) -> bool:
        """Whether a record's join is more than a name."""
        return match in STRONG_MATCHES

    def age(self, day: date) -> int:
        """Days from a day to today."""
        return max((self.background.today - day).days, 0)  # a file of another time zone may be a day ahead
