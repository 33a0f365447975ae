"""The user's own records as claims are held against them: their firms and schools, the events they went to, whom they
know; and, of one asker, the rows that show this very person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

import msgspec

from screener.evidence.shared_past import OwnPast
from screener.people.companies import company_key
from screener.people.names import name_keys
from screener.sources.records import Meeting, Position, Provenance, Schooling
from screener.texts.folding import fold
from screener.texts.patterns import Expression

_WORDS: Final = Expression(r"[\p{L}\p{M}\p{N}]+")


class Showing(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the user's that may bear out a claim: its words (title, place, note, firm), its day, the keys of the
    names in it, and the claims it bears out by itself because it names the asker."""

    words: str
    source: Provenance
    text: str
    day: date | None = None
    people: frozenset[str] = frozenset()
    shows: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class OwnRecords:
    """What the user's files say whoever asks. `person` says where somebody of a name stands among the people of the
    user's life; `places` where the user's own past stands."""

    past: OwnPast = field(default_factory=lambda: OwnPast({}, {}))
    events: Sequence[Showing] = ()
    person: Callable[[str], Provenance | None] = lambda _: None
    places: Mapping[str, Provenance] = field(default_factory=dict)

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        by_word: dict[str, list[int]] = defaultdict(list)
        for number, event in enumerate(self.events):
            for word in dict.fromkeys(_WORDS.findall(event.words)):
                by_word[word].append(number)
        return by_word

    def events_with(self, name: str) -> Iterable[Showing]:
        """The events whose title or place has all words of a name."""
        numbers = [set(self._by_word.get(word, ())) for word in _WORDS.findall(fold(name))]
        return [self.events[number] for number in sorted(set.intersection(*numbers))] if numbers else []


def own_records(
    past: OwnPast,
    *,
    meetings: Iterable[Meeting] = (),
    person: Callable[[str], Provenance | None] = lambda _: None,
    positions: Iterable[Position] = (),
    schooling: Iterable[Schooling] = (),
) -> OwnRecords:
    """The user's records made ready for checking claims."""
    places: dict[str, Provenance] = {}
    rows = [(job.company, job.provenance) for job in positions]
    rows += [(time.school, time.provenance) for time in schooling]
    for name, at in rows:
        if at is not None:
            places.setdefault(company_key(name), at)
    return OwnRecords(
        past=past,
        events=tuple(meeting_shown(meeting) for meeting in meetings if not meeting.cancelled),  # nobody met there
        person=person,
        places=places,
    )


def meeting_shown(meeting: Meeting, shows: frozenset[str] = frozenset()) -> Showing:
    """A meeting or event as something to hold claims against."""
    names = (key for party in meeting.parties if party.name for key in name_keys(party.name))
    return Showing(
        words=fold(f"{meeting.title} {meeting.place}"),
        source=meeting.provenance,
        text=f"your calendar: {meeting.title}",
        day=meeting.provenance.date,
        people=frozenset(names),
        shows=shows,
    )
