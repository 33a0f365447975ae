"""The user's own records as claims are held against them: their firms and schools, the events they went to, whom they
know; and, of one asker, the rows that show this very person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

import regex

from screener.evidence.claims import claims_in
from screener.evidence.shared_past import OwnPast
from screener.people.companies import company_key
from screener.people.names import name_keys
from screener.sources.records import Connection, Contact, Meeting, Position, Provenance, Row, Schooling
from screener.texts.folding import fold

_WORDS: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
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
    """What the user's files say whoever asks. `known` holds the people in them (connections, contacts) by the keys of
    their names; `positions` and `schooling` say where the user's own past stands."""

    past: OwnPast = field(default_factory=lambda: OwnPast({}, {}))
    events: Sequence[Showing] = ()
    known: Mapping[str, Provenance] = field(default_factory=dict)
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

    def person(self, name: str) -> Provenance | None:
        """Where somebody of this name stands among the people the user knows."""
        return next((at for key in name_keys(name) if (at := self.known.get(key)) is not None), None)


def own_records(
    past: OwnPast,
    *,
    meetings: Iterable[Meeting] = (),
    known: Iterable[tuple[str, Provenance]] = (),
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
        events=tuple(meeting_shown(meeting) for meeting in meetings),
        known={key: at for name, at in known for key in name_keys(name)},
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


class OwnRows:
    """Takes in what claims are held against while the sources are streamed: events, contacts, and those connections
    that a note of the queue names."""

    def __init__(self, notes: Iterable[str | None]) -> None:
        names = {name for note in notes if note for claim in claims_in(note) for name in claim.names}
        self._mentioned = {key for name in names for key in name_keys(name)}
        self._meetings: list[Meeting] = []
        self._known: list[tuple[str, Provenance]] = []

    def wants(self, first: str, last: str) -> bool:
        """Whether a note names somebody of this name."""
        return bool(self._mentioned) and not self._mentioned.isdisjoint(name_keys(f"{first} {last}"))

    def add(self, row: Row) -> None:
        """Take in one record; those that no claim is held against leave no trace."""
        match row:
            case Meeting():
                self._meetings.append(row)
            case Contact():
                self._known += [(name, row.provenance) for name in (row.name, *row.other_names)]
            case Connection() if self.wants(row.first_name, row.last_name):
                self._known.append((f"{row.first_name} {row.last_name}", row.provenance))
            case _:
                pass

    def records(self, positions: Iterable[Position] = (), schooling: Iterable[Schooling] = ()) -> OwnRecords:
        """What was taken in, with the user's own positions and schools, made ready."""
        return own_records(
            OwnPast({}, {}), meetings=self._meetings, known=self._known, positions=positions, schooling=schooling
        )
