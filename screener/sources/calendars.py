"""The meetings of calendars: one for each entry that took place, and for a recurring one its newest day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from screener.catalogue.declaring import Origin
from screener.sources.calendar_lines import CalendarEntry, entries_in, parameters_and_value
from screener.sources.dates import YEARS
from screener.sources.entries import READ_ERRORS, Entry
from screener.sources.problems import Code
from screener.sources.records import Meeting, Party, Provenance
from screener.sources.recurrence import day_in, days_of, read_rule
from screener.sources.source import Source, SourceKind

# wanted(title, parties): the title, and all organisers and attendees as written.
WantedMeeting = Callable[[str, str], bool]

_PARTIES: Final = (b"ORGANIZER", b"ATTENDEE")
_THINGS: Final = frozenset({"RESOURCE", "ROOM"})
_STAYED_AWAY: Final = frozenset({"DECLINED", "DELEGATED"})
_NO_PEOPLE: Final = "calendar.google.com"  # Google's addresses of calendars, and of organisers it does not know


def _everything(_title: str, _parties: str) -> bool:
    return True


def meetings(source: Source, own_emails: Collection[str], wanted: WantedMeeting = _everything) -> Iterator[Meeting]:
    """The wanted meetings up to today; those that were cancelled or are still to come are counted and make no record.

    `own_emails` are the user's addresses: by them it is known which invitations the user declined.
    """
    if source.kind is not SourceKind.CALENDAR:
        return
    own = frozenset(email.casefold() for email in own_emails)
    source.records["meetings"] = 0
    source.counts |= dict.fromkeys(("cancelled entries", "entries still to come"), 0)
    for file in source.files:
        reading = _Reading(source, file, own)
        try:
            with file.open() as stream:
                yield from reading.single(entries_in(stream, reading.cut_off), wanted)
        except READ_ERRORS as error:
            source.unread.add(Origin.CALENDAR)
            text = f"cannot be read to its end ({error}); export it again; the entries before that were read"
            source.complaints.add(file.file, Code.DAMAGED, text)
        yield from reading.recurring()
        source.records["meetings"] += reading.number


@dataclass(slots=True)
class _Reading:
    """One calendar file while it is read: recurring entries wait for those that move or cancel one of their days."""

    source: Source
    file: Entry
    own: frozenset[str]
    number: int = 0
    waiting: list[tuple[CalendarEntry, date]] = field(default_factory=list)
    moved: dict[str, set[date]] = field(default_factory=lambda: defaultdict(set))

    def single(self, entries: Iterator[CalendarEntry], wanted: WantedMeeting) -> Iterator[Meeting]:
        """The meetings that do not recur."""
        for entry in entries:
            if (instead_of := entry.value(b"RECURRENCE-ID")) and (day := day_in(instead_of)):
                self.moved[entry.value(b"UID")].add(day)
            if entry.value(b"STATUS").strip().upper() == "CANCELLED":
                self.source.counts["cancelled entries"] += 1
                continue
            start = self._start(entry)
            if start is None:
                continue
            if start > self.source.today:
                self.source.counts["entries still to come"] += 1
                continue
            self.number += 1
            if not wanted(entry.text(b"SUMMARY"), " ".join(text for name in _PARTIES for text in entry.all(name))):
                continue
            if b"RRULE" in entry.properties or b"RDATE" in entry.properties:
                self.waiting.append((entry, start))
            else:
                yield self._meeting(entry, start, 1)

    def recurring(self) -> Iterator[Meeting]:
        """The meetings that recur."""
        for entry, start in self.waiting:
            days = self._days(entry, start)
            if days:
                yield self._meeting(entry, max(days), len(days))

    def cut_off(self, line: int) -> None:
        """Report an entry that has no end."""
        text = "this entry has no end, so the file may be cut off; export it again; the entry was left out"
        self.source.complaints.add(self.file.file, Code.CUT_OFF, text, line=line)

    def _start(self, entry: CalendarEntry) -> date | None:
        written = entry.value(b"DTSTART")
        start = day_in(written)
        if start is not None and start.year in YEARS:
            return start
        text = f"{written[:40]!r} is no date that can be read, so the entry was left out; export the calendar again"
        self.source.complaints.add(self.file.file, Code.BAD_DATE, text, line=entry.line)
        return None

    def _days(self, entry: CalendarEntry, start: date) -> set[date]:
        """The days on which something recurring took place."""
        days = {start}
        for written in entry.all(b"RRULE"):
            value = parameters_and_value(written)[1]
            rule = read_rule(value, start)
            if rule:
                days |= set(days_of(rule, start, self.source.today))
                continue
            text = f"recurs by {value[:60]!r}, which is not understood; only its first day counts"
            self.source.complaints.add(self.file.file, Code.BAD_VALUE, text, line=entry.line)
        days |= {day for day in _listed(entry, b"RDATE") if day <= self.source.today}
        return days - _listed(entry, b"EXDATE") - self.moved.get(entry.value(b"UID"), set())

    def _meeting(self, entry: CalendarEntry, day: date, rows: int) -> Meeting:
        parties, people, declined = _took_part(entry, self.own)
        return Meeting(
            title=entry.text(b"SUMMARY"),
            place=entry.text(b"LOCATION"),
            parties=parties,
            people=people,
            declined=declined,
            provenance=Provenance(file=self.file.file, row=entry.line, date=day, rows=rows),
        )


def _listed(entry: CalendarEntry, name: bytes) -> set[date]:
    values = (parameters_and_value(written)[1] for written in entry.all(name))
    return {day for value in values for text in value.split(",") if (day := day_in(text))}


def _took_part(entry: CalendarEntry, own: frozenset[str]) -> tuple[tuple[Party, ...], int | None, bool]:
    """Who took part, how many that were, and whether the user declined. Rooms are nobody, those who declined did not
    take part, and of a group nobody knows how many it is."""
    parties: dict[str, Party] = {}
    declined = has_group = False
    away: set[str] = set()
    for name in _PARTIES:
        for written in entry.all(name):
            parameters, value = parameters_and_value(written)
            party = _party(parameters, value)
            key = party.email.casefold() or party.name
            kind = parameters.get("CUTYPE", "").upper()
            if not key or kind in _THINGS or key.endswith(_NO_PEOPLE):
                continue
            has_group = has_group or kind == "GROUP"
            if parameters.get("PARTSTAT", "").upper() in _STAYED_AWAY:
                away.add(key)
                declined = declined or key in own
            known = parties.setdefault(key, party)
            if party.name and not known.name:
                parties[key] = replace(known, name=party.name)
    took_part = tuple(party for key, party in parties.items() if key not in away)
    is_known = b"ATTENDEE" in entry.properties and not has_group
    return took_part, len(took_part) if is_known else None, declined


def _party(parameters: dict[str, str], value: str) -> Party:
    address = value.strip()
    email = address[7:] if address[:7].lower() == "mailto:" else parameters.get("EMAIL", "") or address
    email = email.strip() if "@" in email else ""
    name = " ".join(parameters.get("CN", "").split()).strip("'")
    return Party(name="" if name.casefold() == email.casefold() else name, email=email)
