"""The meetings of calendars: one for each entry up to today, with who really took part.

This reader is our own because icalendar takes a hundred times as long, and ends with the first entry that is broken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from itertools import islice
from typing import IO, Final

import msgspec
from msgspec import structs

from screener.catalogue.declaring import Origin
from screener.languages.words import listed
from screener.sources import limits
from screener.sources.dates import YEARS
from screener.sources.given_files import READ_ERRORS, Entry
from screener.sources.limits import Code
from screener.sources.mail_heads import plain_text
from screener.sources.records import Meeting, Part, Participant, Provenance, Row
from screener.sources.recurrence import Budget, Days, Rule, TooManyDaysError, day_in, days_in, read_rule
from screener.sources.source import Source, WantsText
from screener.texts.folding import fold
from screener.texts.patterns import plain_re

_READ: Final = frozenset({
    b"UID", b"SUMMARY", b"LOCATION", b"STATUS", b"DTSTART", b"ORGANIZER", b"ATTENDEE", b"RRULE", b"RDATE", b"EXDATE",
    b"RECURRENCE-ID",
})  # fmt: skip
_NAME: Final = plain_re(rb"[A-Za-z-]{1,40}(?=[;:])")
_PARAMETER: Final = plain_re(r';([\w-]{1,60})=((?:"[^"]*"|[^";:])*)')
_ESCAPE: Final = plain_re(r"\\(.)", re.DOTALL)
_ZONE: Final = plain_re(r';TZID="?([^";]{1,200}?)"?(?=;|:[^:]*\Z|\Z)', re.IGNORECASE)
_MOMENT: Final = plain_re(r"(\d{8})(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_OFFSET: Final = plain_re(r"(?:GMT|UTC)?([+-])(\d\d):?(\d\d)", re.IGNORECASE)
_ZONE_NAME: Final = plain_re(r"[A-Za-z0-9_+-]{1,40}(?:/[A-Za-z0-9_+-]{1,40}){0,2}")
_DIRECTORY: Final = plain_re(r"\bCN=([^/,;]{1,300})(?=[/,;]|\Z)", re.IGNORECASE)
_PARTS: Final = {
    "ACCEPTED": Part.ACCEPTED, "TENTATIVE": Part.TENTATIVE, "DECLINED": Part.DECLINED, "DELEGATED": Part.DECLINED,
    "NEEDS-ACTION": Part.UNANSWERED,
}  # fmt: skip
_SURER: Final = tuple(Part)  # where an entry names somebody twice, the first of these counts
_THINGS: Final = frozenset({"RESOURCE", "ROOM"})
_NO_PEOPLE: Final = "calendar.google.com"  # Google's addresses of calendars, and of organisers it does not know
_MOST_DAYS: Final = 300_000  # that are walked in one file
_DAY: Final = timedelta(days=1)


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """A file of calendars, or all those in a folder or zip."""

    file: str
    entries: Sequence[Entry]

    @property
    def speaks_for(self) -> frozenset[Origin]:
        """The user's calendar."""
        return frozenset({Origin.CALENDAR})

    def rows(self, source: Source, _wants_text: WantsText) -> Iterator[Row]:
        """The meetings up to today; those still to come are counted, and those that were cancelled are marked."""
        for what in ("cancelled entries", "entries still to come"):
            source.count(what, 0)
        for entry in self.entries:
            reading = _Reading(source, entry.file)
            try:
                with entry.open() as stream:
                    yield from reading.single(entries_in(stream, reading.cut_off))
            except READ_ERRORS as error:
                source.lose({Origin.CALENDAR})
                text = f"cannot be read to its end ({error}); export it again; the entries before that were read"
                source.complaints.add(entry.file, Code.DAMAGED, text)
            yield from reading.recurring()
            source.record("meetings", reading.number)


@dataclass(slots=True)
class CalendarEntry:
    """One entry: the line where it begins, the method of its calendar, and its properties as written, from their
    parameters on."""

    line: int
    method: str = ""
    properties: dict[bytes, list[bytes]] = field(default_factory=dict)

    def all(self, name: bytes, most: int) -> Iterator[str]:
        """Every property of that name, up to so many."""
        return map(plain_text, islice(self.properties.get(name, ()), most))

    def first(self, name: bytes) -> str:
        """The first property of that name from its parameters on; empty if there is none."""
        return next(self.all(name, 1), "")

    def value(self, name: bytes) -> str:
        """Its value."""
        return parameters_and_value(self.first(name))[1]

    def text(self, name: bytes) -> str:
        """The same, of a text: its escapes undone, on one line."""
        return " ".join(_ESCAPE.sub(lambda sign: " " if sign[1] in "nN" else sign[1], self.value(name)).split())


def entries_in(stream: IO[bytes], cut_off: Callable[[int], None]) -> Iterator[CalendarEntry]:
    """The entries (VEVENT) in a stream, with or without a calendar around them; one without an end is told to
    `cut_off` by its line."""
    entry: CalendarEntry | None = None
    depth = 0  # of what has begun within the entry, an alarm for instance
    method = ""
    for number, line in _unfolded(stream):
        start = line[:6].upper()
        if start == b"BEGIN:":
            what = line[6:].strip().upper()
            if what == b"VEVENT":
                if entry:
                    cut_off(entry.line)
                entry, depth = CalendarEntry(number, method), 0
            elif entry:
                depth += 1
            elif what == b"VCALENDAR":
                method = ""
        elif entry is None:
            if line[:7].upper() == b"METHOD:":
                method = plain_text(line[7:40]).strip().upper()
        elif start[:4] == b"END:":
            if line[4:].strip().upper() != b"VEVENT":
                depth = max(0, depth - 1)
                continue
            yield entry
            entry = None
        elif not depth:
            _keep(entry, line)
    if entry:
        cut_off(entry.line)


def _unfolded(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers, folded ones made whole; of an endless one, only the beginning."""
    current, place, parts, size = b"", 0, [], 0
    for number, line in _lines(stream):
        if line[:1] in (b" ", b"\t"):
            if size < limits.CALENDAR_PROPERTY:
                parts.append(line[1:])
                size += len(line)
            continue
        if place:
            yield place, b"".join([current, *parts]) if parts else current
        current, place, parts, size = line, number, [], len(line)
    if place:
        yield place, b"".join([current, *parts]) if parts else current


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers; of a line without end, only the first piece."""
    number, is_start = 0, True
    while line := stream.readline(limits.CALENDAR_LINE):
        if is_start:
            number += 1
            yield number, line.rstrip(b"\r\n")
        is_start = line.endswith(b"\n")


def _keep(entry: CalendarEntry, line: bytes) -> None:
    name = _NAME.match(line)
    if name is not None and (key := name[0].upper()) in _READ:
        entry.properties.setdefault(key, []).append(line[name.end() : limits.CALENDAR_PROPERTY])


def parameters_and_value(written: str) -> tuple[dict[str, str], str]:
    """The parameters of a property, by upper-case name, and its value."""
    parameters, place = {}, 0
    while found := _PARAMETER.match(written, place):
        text = found[2].replace('"', "").replace("^'", '"').replace("^n", " ").replace("^^", "^")
        parameters[found[1].upper()] = text
        place = found.end()
    value = written[place:]
    # Whoever forgets the quotes around a colon in a name still writes the address last.
    return parameters, value[1:] if value.startswith(":") else value.rpartition(":")[2]


class _Moment(msgspec.Struct, frozen=True):
    """A day, with a time and a zone where they are written: `Z` is UTC, empty is wherever the calendar is."""

    day: date
    time: timedelta | None = None
    zone: str = ""

    def seen_from(self, other: _Moment) -> date:
        """The day that this is where the other one is."""
        return self._shifted(other).day

    def _shifted(self, other: _Moment) -> _Moment:
        if self.time is None or other.time is None or self.zone == other.zone or not self.zone:
            return self
        here, there = _zone(self.zone), _zone(other.zone)
        if here is not None and there is not None:
            at = datetime(self.day.year, self.day.month, self.day.day, tzinfo=here) + self.time
            moved = at.astimezone(there)
            return _Moment(moved.date(), timedelta(hours=moved.hour, minutes=moved.minute, seconds=moved.second))
        # A zone that nobody knows: both times of day tell how far apart they are, to half a day.
        apart = (other.time - self.time + _DAY / 2) % _DAY - _DAY / 2
        whole = self.time + apart
        return _Moment(self.day + timedelta(days=whole // _DAY), whole % _DAY)

    def last_day(self, start: _Moment) -> date:
        """The last day of something that goes on until this moment."""
        shifted = self._shifted(start)
        is_before = shifted.time is not None and start.time is not None and shifted.time < start.time
        return shifted.day - _DAY if is_before else shifted.day


@lru_cache(maxsize=500)
def _zone(name: str) -> tzinfo | None:
    """The zone of that name; None where it is not known."""
    if name == "Z":
        return UTC
    if offset := _OFFSET.fullmatch(name):
        apart = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(apart if offset[1] == "+" else -apart) if apart < _DAY else None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name) if _ZONE_NAME.fullmatch(name) else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _moments(written: str) -> Iterator[_Moment]:
    """The moments in a property from its parameters on. Their value begins behind the last colon: zones have colons,
    and nobody quotes them."""
    zone = _ZONE.search(written)
    for text in written.rpartition(":")[2].split(",", limits.EXTRA_DAYS):
        found, day = _MOMENT.match(text.strip()), day_in(text)
        if found is None or day is None or day.year not in YEARS:
            continue
        time = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0)) if found[2] else None
        yield _Moment(day, time, "Z" if found[5] else zone[1] if zone else "")


class _Reading:
    """One calendar file while it is read: recurring entries wait for those that move or cancel one of their days."""

    def __init__(self, source: Source, file: str) -> None:
        self._source, self._file = source, file
        self._waiting: list[tuple[CalendarEntry, _Moment]] = []
        self._moved: dict[str, set[_Moment]] = defaultdict(set)
        self._budget = Budget(_MOST_DAYS)
        self.number = 0

    def single(self, entries: Iterator[CalendarEntry]) -> Iterator[Meeting]:
        """The meetings that do not recur."""
        for entry in entries:
            for moment in islice(_moments(entry.first(b"RECURRENCE-ID")), 1):
                self._moved[entry.value(b"UID")].add(moment)
            start = self._start(entry)
            if start is None:
                continue
            if start.day > self._source.today:
                self._source.count("entries still to come")
            elif b"RRULE" in entry.properties or b"RDATE" in entry.properties:
                self._waiting.append((entry, start))
            else:
                yield self._meeting(entry, start.day, start.day, 1)

    def recurring(self) -> Iterator[Meeting]:
        """The meetings that recur."""
        for entry, start in self._waiting:
            if (days := self._days(entry, start)) is not None:
                yield self._meeting(entry, *days)

    def cut_off(self, line: int) -> None:
        """Report an entry that has no end."""
        text = "this entry has no end, so the file may be cut off; export it again; the entry was left out"
        self._lose(Code.CUT_OFF, text, line)

    def _lose(self, code: Code, text: str, line: int) -> None:
        self._source.complaints.add(self._file, code, text, line=line)
        self._source.lose({Origin.CALENDAR})

    def _start(self, entry: CalendarEntry) -> _Moment | None:
        written = entry.first(b"DTSTART")
        start = next(_moments(written), None)
        if start is None:
            text = f"{written.rpartition(':')[2][:40]!r} is no date that can be read, so the entry was left out; "
            self._lose(Code.BAD_DATE, text + "export the calendar again", entry.line)
        return start

    def _days(self, entry: CalendarEntry, start: _Moment) -> tuple[date, date, int] | None:
        """The newest and the first day of something recurring, and how many there are; None if none is left."""
        rule_days = self._of_rule(entry, start)
        today = self._source.today
        more = {moment.seen_from(start) for name in (b"RDATE",) for moment in self._listed(entry, name)}
        more = {day for day in (start.day, *more) if day <= today and (rule_days is None or day not in rule_days)}
        away = {moment.seen_from(start) for moment in self._listed(entry, b"EXDATE")}
        away |= {moment.seen_from(start) for moment in self._moved.get(entry.value(b"UID"), ())}
        number = len(more - away)
        newest = max(more - away, default=None)
        if rule_days is not None:
            number += rule_days.count - sum(day in rule_days for day in away)
            found = rule_days.latest(today)
            while found is not None and found in away:
                found = rule_days.latest(found - _DAY)
            newest = max(filter(None, (newest, found)), default=None)
        if newest is None:
            return None
        found = rule_days.earliest(start.day) if rule_days is not None else None
        while rule_days is not None and found is not None and found in away:
            found = rule_days.earliest(found + _DAY)
        return newest, min(filter(None, (*(more - away), found)), default=newest), number

    def _listed(self, entry: CalendarEntry, name: bytes) -> Iterator[_Moment]:
        every = (moment for written in entry.all(name, limits.EXTRA_DAYS) for moment in _moments(written))
        return islice(every, limits.EXTRA_DAYS)

    def _of_rule(self, entry: CalendarEntry, start: _Moment) -> Days | None:
        """The days of the rule; None, and a problem, if there is none that can be followed."""
        written = entry.value(b"RRULE")
        if not written:
            return None
        rule = read_rule(written, start.day)
        try:
            if rule is not None:
                return days_in(_until_there(rule, written, start), start.day, self._source.today, self._budget)
            said = "which is not understood; only its first day counts"
        except TooManyDaysError:
            said = "which has more days than are looked at; only its first day counts"
        text = f"recurs by {written[:60]!r}, {said}"
        self._source.complaints.add(self._file, Code.BAD_VALUE, text, line=entry.line)
        return None

    def _meeting(self, entry: CalendarEntry, day: date, first: date, days: int) -> Meeting:
        parties, people = _took_part(entry)
        title = entry.text(b"SUMMARY")
        cancelled = _is_cancelled(entry, title)
        self.number += not cancelled
        if cancelled:
            self._source.count("cancelled entries")
        if len(entry.properties.get(b"ATTENDEE", ())) > limits.PARTIES:
            self._source.complain_of_length(self._file, entry.line)
        return Meeting(
            title=self._source.cut(title, limits.HEADLINE, self._file, entry.line),
            place=self._source.cut(entry.text(b"LOCATION"), limits.HEADLINE, self._file, entry.line),
            parties=parties,
            people=people,
            cancelled=cancelled,
            days=days,
            first=first,
            provenance=Provenance(file=self._file, row=entry.line, date=day, rows=days),
        )


def _until_there(rule: Rule, written: str, start: _Moment) -> Rule:
    """The rule with its last day as it is where the entry is."""
    until = re.search(r"UNTIL=([\dTZ]{8,20})", written.upper())
    moment = next(_moments(f":{until[1]}"), None) if until else None
    return rule if moment is None else structs.replace(rule, until=moment.last_day(start))


def _is_cancelled(entry: CalendarEntry, title: str) -> bool:
    return (
        entry.value(b"STATUS").strip().upper() == "CANCELLED"
        or entry.method == "CANCEL"
        or _says_cancelled().search(fold(title[:200])) is not None
    )


@cache
def _says_cancelled() -> re.Pattern[str]:
    """At the beginning of a title before a sign, or at its end in brackets or behind a dash."""
    words = "|".join(re.escape(fold(word)) for word in listed("calendar", "cancelled"))
    return re.compile(
        rf"^[\[(【]?(?:{words})[\])】]?\s?(?:[:：!\])】]|-\s|\Z)|^[\[(【](?:{words})[\])】]"
        rf"|[\[(【](?:{words})[\])】]\Z|\s-\s(?:{words})\Z"
    )


def _took_part(entry: CalendarEntry) -> tuple[tuple[Participant, ...], int | None]:
    """Organiser and attendees, each once, and how many took part. Rooms are nobody, those who declined did not take
    part, and of a group nobody knows how many it is."""
    parties: dict[str, Participant] = {}
    has_group = False
    for name in (b"ORGANIZER", b"ATTENDEE"):
        for written in entry.all(name, limits.PARTIES):
            parameters, value = parameters_and_value(written)
            party = _participant(parameters, value, is_organiser=name == b"ORGANIZER")
            key = party.email.casefold() or party.name
            kind = parameters.get("CUTYPE", "").upper()
            if not key or kind in _THINGS or key.endswith(_NO_PEOPLE):
                continue
            has_group = has_group or kind == "GROUP"
            known = parties.setdefault(key, party)
            if known is not party:
                parties[key] = _both(known, party)
    took_part = tuple(parties.values())
    is_known = b"ATTENDEE" in entry.properties and not has_group
    return took_part, sum(party.part is not Part.DECLINED for party in took_part) if is_known else None


def _participant(parameters: dict[str, str], value: str, *, is_organiser: bool) -> Participant:
    address = value.strip()
    email = address[7:] if address[:7].lower() == "mailto:" else parameters.get("EMAIL", "") or address
    email = email.strip()[: limits.ADDRESS] if "@" in email else ""
    name = " ".join(parameters.get("CN", "").split()).strip("'")[: limits.NAME]
    if found := _DIRECTORY.search(name):
        name = found[1].strip()
    part = Part.ORGANISER if is_organiser else _PARTS.get(parameters.get("PARTSTAT", "").upper(), Part.LISTED)
    # Google writes the address where it knows no name.
    return Participant(name="" if "@" in name and " " not in name else name, email=email, part=part)


def _both(one: Participant, other: Participant) -> Participant:
    """Somebody who is named twice, as organiser and attendee mostly. Whoever declined did, organiser or not."""
    part = Part.DECLINED if Part.DECLINED in (one.part, other.part) else min(one.part, other.part, key=_SURER.index)
    return msgspec.structs.replace(one, name=one.name or other.name, part=part)
