"""What the reader asks of the user's world, and the claims that the user's files make out of what a text names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Protocol

import msgspec

from screener.notes.lexicon import Vocabulary
from screener.notes.reading import About, By, Checked, Claim, ReadBy, Reading
from screener.notes.spoken_days import SpokenDay, days_in
from screener.world.mentions import Mention, MentionKind

_ENDS: Final = ".!?\n。！？"
_PRECISION: Final = ("year", "month", "day")


class KnownWorld(Protocol):
    """The user's world as the request of one asker sees it."""

    def mentions(self, text: str) -> Sequence[Mention]:
        """What the text names of the user's people, firms, schools, events, subjects and places."""

    def former_names(self, text: str) -> Sequence[Mention]:
        """Words of the text that make, with the asker's given name, the full name of a person in the files."""

    def is_introducer(self, mention: Mention) -> bool:
        """Whether a mentioned person named the asker to the user, or wrote with both."""

    def checked(self, claim: Claim, said: str, days: Sequence[SpokenDay], mentions: Sequence[Mention]) -> Claim:
        """A claim held against the user's records; `said` is its whole sentence, `days` are those it names."""


def claims_of_records(text: str, mentions: Sequence[Mention], world: KnownWorld | None) -> Iterator[Claim]:
    """The claims that the user's files make out of what a text names, whatever its verbs: a former name that somebody
    in the files has, and a person who named the asker to the user."""
    if world is None:
        return
    for mention in world.former_names(text):
        yield _of_mention(About.FORMER_NAME, mention, Checked.FITS)
    for mention in mentions:
        if mention.kind is MentionKind.PERSON and world.is_introducer(mention):
            yield _of_mention(About.INTRODUCED_BY, mention, Checked.CONFIRMED)


def _of_mention(about: About, mention: Mention, checked: Checked) -> Claim:
    return Claim(
        about=about,
        by=By.ASKER,
        quote=mention.quote,
        span=mention.span,
        read_by=ReadBy.RECORDS,
        checked=checked,
        agrees=1,
        person=mention.quote,
        finding=f"your files have {mention.text}",
        source=mention.at,
    )


def check(
    claim: Claim,
    text: str,
    vocabulary: Vocabulary,
    sent: date | None,
    mentions: Sequence[Mention],
    world: KnownWorld | None,
) -> Claim:
    """The claim held against the world. What only the trained reader says stays open, whatever the files hold."""
    days = list(days_in([claim.when] if claim.when else [], vocabulary.language, sent))
    if days:
        claim = msgspec.structs.replace(claim, precise=max((day.precise for day in days), key=_PRECISION.index))
    if world is None or claim.read_by is not ReadBy.PHRASE:
        return claim
    within = [mention for mention in mentions if _is_within(mention, claim)]
    return world.checked(claim, _sentence_around(text, claim), days, within)


def checked_again(reading: Reading, text: str, vocabulary: Vocabulary, sent: date | None, world: KnownWorld) -> Reading:
    """A reading with its claims held against another world: who the asker is taken for changes which rows are theirs,
    and nothing else of what was read."""
    claims = tuple(check(claim, text, vocabulary, sent, reading.mentions, world) for claim in reading.claims)
    return msgspec.structs.replace(reading, claims=claims)


def _sentence_around(text: str, claim: Claim) -> str:
    first = max(text.rfind(mark, 0, claim.span[0]) for mark in _ENDS) + 1
    ends = [place for mark in _ENDS if (place := text.find(mark, claim.span[1] - 1)) >= 0]
    return text[first : min(ends, default=len(text))]


def _is_within(mention: Mention, claim: Claim) -> bool:
    return claim.span[0] <= mention.span[0] and mention.span[1] <= claim.span[1]
