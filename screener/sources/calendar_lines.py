"""The entries of a calendar as its lines have them: unfolded, and only the properties that are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from screener.sources import limits
from screener.sources.mail_heads import plain_text

_READ: Final = frozenset({
    b"UID", b"SUMMARY", b"LOCATION", b"STATUS", b"DTSTART", b"ORGANIZER", b"ATTENDEE", b"RRULE", b"RDATE", b"EXDATE",
    b"RECURRENCE-ID",
})  # fmt: skip
_NAME: Final = re.compile(rb"[A-Za-z-]{1,40}(?=[;:])")
_PARAMETER: Final = re.compile(r';([\w-]+)=((?:"[^"]*"|[^";:])*)')
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)


@dataclass(slots=True)
class CalendarEntry:
    """One entry: the line where it begins, and its properties as written, from their parameters on."""

    line: int
    properties: dict[bytes, list[bytes]] = field(default_factory=dict)

    def all(self, name: bytes) -> list[str]:
        """Every property of that name."""
        return [plain_text(text) for text in self.properties.get(name, ())]

    def value(self, name: bytes) -> str:
        """The value of the first property of that name; empty if there is none."""
        first = self.properties.get(name)
        return parameters_and_value(plain_text(first[0]))[1] if first else ""

    def text(self, name: bytes) -> str:
        """The same, of a text: its escapes undone, on one line."""
        return " ".join(_ESCAPE.sub(lambda sign: " " if sign[1] in "nN" else sign[1], self.value(name)).split())


def entries_in(stream: IO[bytes], cut_off: Callable[[int], None]) -> Iterator[CalendarEntry]:
    """The entries (VEVENT) of all calendars in a stream; one without an end is told to `cut_off` by its line."""
    entry: CalendarEntry | None = None
    depth = 0  # of what has begun within the entry, an alarm for instance
    last: list[bytes] | None = None
    for number, line in _lines(stream):
        if line[:1] in (b" ", b"\t"):
            if last is not None and len(last[-1]) < limits.CALENDAR_PROPERTY:
                last[-1] += line[1:]
            continue
        last = None
        start = line[:6].upper()
        if start == b"BEGIN:":
            if line[6:].strip().upper() == b"VEVENT":
                if entry:
                    cut_off(entry.line)
                entry, depth = CalendarEntry(number), 0
            elif entry:
                depth += 1
        elif entry is None:
            continue
        elif start[:4] == b"END:":
            if line[4:].strip().upper() != b"VEVENT":
                depth = max(0, depth - 1)
                continue
            yield entry
            entry = None
        elif not depth:
            last = _kept(entry, line)
    if entry:
        cut_off(entry.line)


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers; of a line without end, only the first piece."""
    number, is_start = 0, True
    while line := stream.readline(limits.CALENDAR_LINE):
        if is_start:
            number += 1
            yield number, line.rstrip(b"\r\n")
        is_start = line.endswith(b"\n")


def _kept(entry: CalendarEntry, line: bytes) -> list[bytes] | None:
    name = _NAME.match(line)
    if name is None or (key := name[0].upper()) not in _READ:
        return None
    of_name = entry.properties.setdefault(key, [])
    of_name.append(line[name.end() :])
    return of_name


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
