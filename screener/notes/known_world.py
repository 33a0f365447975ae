"""What the reader asks of the user's world, and how a claim comes out against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Protocol

import msgspec

from screener.notes.lexicon import Vocabulary
from screener.notes.reading import About, By, Checked, Claim, Mention, ReadBy, Source, Strength, Thing
from screener.notes.spoken_days import SpokenDay, days_in
from screener.people.companies import company_key


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the user's files that surely names the asker, what kinds of past it shows, and when."""

    abouts: frozenset[About]
    source: Source
    day: date | None = None


class KnownWorld(Protocol):
    """The user's world as the request of one asker sees it."""

    def mentions(self, text: str) -> Sequence[Mention]:
        """What the text names of the user's people, firms, schools, events, projects, subjects and places."""

    def former_names(self, text: str) -> Sequence[Mention]:
        """Words of the text that make, with the asker's given name, the full name of a person in the files."""

    def own_firms(self) -> Sequence[str]:
        """Where the user has worked, with all names of each."""

    def own_schools(self) -> Sequence[str]:
        """Where the user has studied or taught."""

    def shown(self) -> Sequence[Shown]:
        """The rows that surely name the asker."""


_OF_FIRMS: Final = frozenset({About.WORKED_TOGETHER, About.SAME_EMPLOYER})
_OF_SCHOOLS: Final = frozenset(
    {About.STUDIED_TOGETHER, About.SAME_SCHOOL, About.ASKER_TAUGHT_USER, About.USER_TAUGHT_ASKER}
)
_OF_ANY_PAST: Final = frozenset({About.ACQUAINTED, About.PROMISED, About.WROTE})
_OF_PEOPLE: Final = frozenset({About.INTRODUCED_BY, About.FORMER_NAME, About.ON_BEHALF_OF})


def claims_of_records(text: str, mentions: Sequence[Mention], world: KnownWorld | None) -> Iterator[Claim]:
    """The claims that the user's files make out of what a text names, whatever its verbs: a former name that somebody
    in the files has, and a person who stands in one row with the asker."""
    if world is None:
        return
    for mention in world.former_names(text):
        yield _of_mention(About.FORMER_NAME, mention)
    for mention in mentions:
        if mention.kind is Thing.PERSON and mention.with_asker:
            yield _of_mention(About.INTRODUCED_BY, mention)


def _of_mention(about: About, mention: Mention) -> Claim:
    return Claim(
        about=about,
        by=By.ASKER,
        quote=mention.quote,
        span=mention.span,
        read_by=ReadBy.RECORDS,
        checked=Checked.CONFIRMED if mention.with_asker else Checked.FITS,
        person=mention.quote,
        source=mention.source,
    )


def check(
    claim: Claim, vocabulary: Vocabulary, sent: date | None, mentions: Sequence[Mention], world: KnownWorld | None
) -> Claim:
    """The claim held against the world. What only the trained reader says stays open, whatever the files hold."""
    if world is None or claim.read_by is not ReadBy.PHRASE:
        return claim
    days = list(days_in([claim.when] if claim.when else [], vocabulary.language, sent))
    found = (
        _confirmed(claim, days, mentions, world)
        or _at_places(claim, world)
        or _by_mentions(claim, mentions)
        or (Checked.OPEN, None)
    )
    return msgspec.structs.replace(claim, checked=found[0], source=found[1])


Finding = tuple[Checked, Source | None]


def _confirmed(
    claim: Claim, days: Sequence[SpokenDay], mentions: Sequence[Mention], world: KnownWorld
) -> Finding | None:
    """By a row that names both the asker and the thing, or shows this kind of past on that day."""
    if claim.by is not By.ASKER:
        return None
    for mention in mentions:
        if mention.with_asker and _is_within(mention, claim):
            return Checked.CONFIRMED, mention.source
    for row in world.shown():
        fits_day = row.day is not None and any(day.allows(row.day) for day in days)
        if claim.about in row.abouts and (fits_day or (not days and claim.about in _OF_ANY_PAST)):
            return Checked.CONFIRMED, row.source
    return None


def _at_places(claim: Claim, world: KnownWorld) -> Finding | None:
    """By the firm or school that it names, which is one of the user's or none of them."""
    if claim.about in _OF_FIRMS:
        named, own = claim.firm, world.own_firms()
    elif claim.about in _OF_SCHOOLS:
        named, own = claim.school, world.own_schools()
    else:
        return None
    if not named or not own:
        return None
    is_own = company_key(named) in {company_key(each) for each in own}
    return (Checked.FITS if is_own else Checked.CONTRADICTED), None


def _by_mentions(claim: Claim, mentions: Sequence[Mention]) -> Finding | None:
    """By something of the user's that the claim names strongly."""
    for mention in mentions:
        is_fitting = (mention.kind is Thing.PERSON) == (claim.about in _OF_PEOPLE)
        if is_fitting and mention.strength is Strength.STRONG and _is_within(mention, claim):
            return Checked.FITS, mention.source
    return None


def _is_within(mention: Mention, claim: Claim) -> bool:
    return claim.span[0] <= mention.span[0] and mention.span[1] <= claim.span[1]
