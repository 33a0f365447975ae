"""Claims held against the user's own records: contradicted, open, allowed by them (fits), or borne out by a row that
names the asker (confirmed)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

import msgspec
import regex
from msgspec import structs

from screener.evidence.own_records import OwnRecords, Showing
from screener.evidence.shared_past import OwnPlace
from screener.evidence.stints import Stint
from screener.notes.expressions import FIRM_END, SCHOOL
from screener.notes.reading import About, By, Checked, Claim
from screener.notes.spoken_days import SpokenDay
from screener.people.companies import company_key
from screener.people.names import name_keys
from screener.sources.records import Provenance
from screener.texts.folding import fold
from screener.texts.patterns import Expression
from screener.world.mentions import Mention, MentionKind, Strength


@dataclass(frozen=True, kw_only=True)
class RecordsOnAsker:
    """The user's world as the reader sees it for one asker. `shown` are the rows that surely name the asker, `theirs`
    the persons whom they surely are, `introducers` those who named them to the user; `named` and `formerly` find what
    a text mentions. Without any of these it holds the user's own past alone."""

    records: OwnRecords
    shown: Sequence[Showing] = ()
    theirs: frozenset[int] = frozenset()
    introducers: frozenset[int] = frozenset()
    named: Callable[[str], Sequence[Mention]] = field(default=lambda _: ())
    formerly: Callable[[str], Sequence[Mention]] = field(default=lambda _: ())

    def mentions(self, text: str) -> Sequence[Mention]:
        """What the text names of the user's world."""
        return self.named(text)

    def former_names(self, text: str) -> Sequence[Mention]:
        """Words of the text that make, with the asker's given name, the name of somebody in the files."""
        return self.formerly(text)

    def is_introducer(self, mention: Mention) -> bool:
        """Whether a mentioned person named the asker to the user."""
        return not self.introducers.isdisjoint(mention.people)

    def checked(self, claim: Claim, said: str, days: Sequence[SpokenDay], mentions: Sequence[Mention]) -> Claim:
        """A claim with what the records say to it."""
        asked = _Asked(claim=claim, said=said, days=days, mentions=mentions, on=self)
        found = (_confirmed(asked, self.shown) if claim.by is By.ASKER else None) or _allowed(asked)
        return msgspec.structs.replace(
            claim, checked=found.checked, agrees=found.agrees, source=found.source, finding=found.text
        )


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its sentence, the days it names and what it mentions."""

    claim: Claim
    said: str
    days: Sequence[SpokenDay]
    mentions: Sequence[Mention]
    on: RecordsOnAsker


class _Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What the records say to a claim, how many of its details they bear out, the row that decides, and in words."""

    checked: Checked = Checked.OPEN
    agrees: int = 0
    source: Provenance | None = None
    text: str = "your files neither show nor exclude it"


_AT_FIRMS: Final = frozenset({About.WORKED_TOGETHER, About.SAME_EMPLOYER})
_AT_SCHOOLS: Final = frozenset({About.STUDIED_TOGETHER, About.SAME_SCHOOL})
_TAUGHT: Final = frozenset({About.ASKER_TAUGHT_USER, About.USER_TAUGHT_ASKER})
_AT_EVENTS: Final = frozenset({About.MET, About.HEARD_TALK, About.PROMISED, About.ACQUAINTED, About.WORKED_TOGETHER})
_OF_ANY_PAST: Final = frozenset({About.ACQUAINTED, About.PROMISED, About.WROTE})  # having written bears them out
_OF_PEOPLE: Final = frozenset({About.INTRODUCED_BY, About.FORMER_NAME, About.ON_BEHALF_OF})
_AT: Final = Expression(r"\b(?:at|for|bei|beim|bij|chez|presso)\s+$", regex.IGNORECASE)
_BEFORE: Final = 16  # how far before a name the word for a school may stand: "the University of …"
_MONTH: Final = timedelta(days=31)  # people round the months in which they came and went


def _allowed(asked: _Asked) -> _Finding:
    """The best that firms, events, people and mentions say: one of them is enough to fit."""
    findings = [_at_places(asked), _at_event(asked), _of_person(asked), _by_mentions(asked)]
    by_rank = {each.checked: each for each in reversed(findings)}
    return by_rank.get(Checked.FITS) or by_rank.get(Checked.CONTRADICTED) or findings[0]


def _confirmed(asked: _Asked, shown: Sequence[Showing]) -> _Finding | None:
    """The row that names the asker and bears out the claim best; it must agree with the date if both have one, and
    show this kind of thing by itself or have a name that the claim has."""
    claim, borne_out = asked.claim, []
    for row in shown:
        names = [name for name in claim.names if _has_name(row, name)]
        has_date = row.day is not None and bool(asked.days)
        if has_date and not _is_on_day(asked.days, row.day):
            continue
        is_shown = claim.about in row.shows and (not claim.names or has_date or claim.about in _OF_ANY_PAST)
        if names or is_shown:
            agrees = 1 + len(names) + has_date  # the person is a detail, too
            borne_out.append(_Finding(checked=Checked.CONFIRMED, agrees=agrees, source=row.source, text=row.text))
    for mention in asked.mentions:
        if mention.strength is Strength.STRONG and _is_row_of_both(mention, asked):
            text = f"your files have {mention.text} with them"
            borne_out.append(_Finding(checked=Checked.CONFIRMED, agrees=2, source=mention.at, text=text))
    return max(borne_out, key=lambda each: each.agrees) if borne_out else None


def _is_row_of_both(mention: Mention, asked: _Asked) -> bool:
    """Whether an event or a subject of the user's that the claim names has the asker in it."""
    is_thing = mention.kind in (MentionKind.EVENT, MentionKind.SUBJECT)
    return is_thing and not asked.on.theirs.isdisjoint(mention.people)


def _has_name(row: Showing, name: str) -> bool:
    words = fold(name)
    return f" {words} " in f" {row.words} " or not row.people.isdisjoint(name_keys(name))


def _is_on_day(days: Sequence[SpokenDay], day: date | None) -> bool:
    return day is not None and any(named.allows(day) for named in days)


def _at_places(asked: _Asked) -> _Finding:
    """A claim about a firm or school: whether the user was there, and then."""
    claim, past = asked.claim, asked.on.records.past
    own = past.firms if claim.about in _AT_FIRMS else past.schools if claim.about in _AT_SCHOOLS else None
    if claim.about in _TAUGHT:
        own = {**past.firms, **past.schools}
    if own is None:
        return _Finding()
    places = {place.key: place for place in own.values()}
    said = fold(asked.said)
    for place in places.values():
        if place.phrases.found_in_folded(said):
            return _at_place(asked, place)
    if any(_may_be(name, place) for name in claim.names for place in places.values()):
        return _Finding()
    return _nowhere(asked, own)


def _at_place(asked: _Asked, place: OwnPlace) -> _Finding:
    at_places = asked.on.records.places
    source = next((at for key in sorted(place.keys) if (at := at_places.get(key))), None)
    found = _Finding(source=source)
    dated = [stint for stint in place.stints if stint.start is not None]
    if not asked.days:
        return structs.replace(found, checked=Checked.FITS, agrees=1, text=f"you were at {place.name}")
    if any(_was_there(stint, named) for stint in dated for named in asked.days):
        return structs.replace(found, checked=Checked.FITS, agrees=2, text=f"you were at {place.name} at that time")
    if len(dated) == len(place.stints):
        return structs.replace(found, checked=Checked.CONTRADICTED, text=f"you were not at {place.name} at that time")
    return structs.replace(found, agrees=1, text=f"you were at {place.name}; when is not known")


def _was_there(stint: Stint, named: SpokenDay) -> bool:
    """Whether the user may have been there on some day that the date may mean, give or take a month."""
    assert stint.start is not None
    begins = stint.start.earliest - _MONTH
    return begins <= named.last and (stint.end is None or named.first <= stint.end.latest + _MONTH)


def _may_be(name: str, place: OwnPlace) -> bool:
    """Whether a name shares a word with the place's: too little to take it for that place, or for another."""
    words = {word for word in company_key(name).split() if len(word) > 3}  # shorter ones, as AG and the, are in many
    return any(not words.isdisjoint(own.split()) for own in place.keys)


def _nowhere(asked: _Asked, own: Mapping[str, OwnPlace]) -> _Finding:
    """A firm or school that the user never was at; a place or a project may be anywhere."""
    claim = asked.claim
    named = claim.firm if claim.about in _AT_FIRMS else claim.school if claim.about in _AT_SCHOOLS else None
    if own and named and named in claim.quote and is_surely_place(named, claim.quote):
        text = f"your files name no time of yours at {named}"
        return _Finding(checked=Checked.CONTRADICTED, text=text)
    return _Finding()


def is_surely_place(name: str, clause: str) -> bool:
    """Whether a name can only be that of a firm or a school, by its end or by the word right before it."""
    before = clause.partition(name)[0]
    return bool(FIRM_END.search(name) or SCHOOL.search(name) or SCHOOL.search(before[-_BEFORE:]) or _AT.search(before))


def _at_event(asked: _Asked) -> _Finding:
    """A claim about an event: whether the user was at one of that name or place, and then. Anybody could guess it."""
    claim = asked.claim
    if claim.about not in _AT_EVENTS:
        return _Finding()
    best = _Finding()
    for name in claim.names:
        for event in asked.on.records.events_with(name):
            if asked.days and event.day and not _is_on_day(asked.days, event.day):
                continue
            agrees = sum(_has_name(event, each) for each in claim.names) or 1
            agrees += bool(asked.days and event.day)
            if agrees > best.agrees:
                best = _Finding(checked=Checked.FITS, agrees=agrees, source=event.source, text=event.text)
    return best


def _of_person(asked: _Asked) -> _Finding:
    """A claim that names a person: whether the user knows one of that name."""
    person = asked.claim.person
    if asked.claim.about in _OF_PEOPLE and person and (at := asked.on.records.person(person)):
        return _Finding(checked=Checked.FITS, agrees=1, source=at, text=f"you know a {person}")
    return _Finding()


def _by_mentions(asked: _Asked) -> _Finding:
    """Something of the user's that the claim names strongly: a person where it is about one, else a thing."""
    for mention in asked.mentions:
        is_fitting = (mention.kind is MentionKind.PERSON) == (asked.claim.about in _OF_PEOPLE)
        is_place = mention.kind in (MentionKind.FIRM, MentionKind.SCHOOL)  # whose years `_at_places` compares
        if is_fitting and not is_place and mention.strength is Strength.STRONG:
            return _Finding(checked=Checked.FITS, agrees=1, source=mention.at, text=f"your files have {mention.text}")
    return _Finding()
