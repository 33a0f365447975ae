"""A request as a list writes it, and what is meant by it: one way for CSV, JSON and YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from screener.catalogue.values import PartialDate
from screener.sources.dates import read_moment
from screener.sources.numbers import mutual_connections_in, number_in
from screener.sources.problems import Code
from screener.sources.records import Position, Provenance, Request, Schooling
from screener.sources.source import Source

Cells = Mapping[str, str]

_OPEN_ENDS: Final = frozenset({
    "present", "now", "today", "current", "heute", "actualidad", "aujourd'hui", "présent", "presente", "o momento",
    "oggi", "heden", "現在",
})  # fmt: skip
_EMAIL: Final = re.compile(r"[^\s<>;,:\"'()@]+@[^\s<>;,\"'()@]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One request as written: our word for a column to its text; absent columns are not in it.

    `positions` and `education` are None if the list has no such columns.
    """

    file: str
    line: int
    cells: Cells
    positions: Sequence[Cells] | None = None
    education: Sequence[Cells] | None = None


def request_of(written: Written, source: Source) -> Request | None:
    """The request that is meant; None, and a problem, if it names nobody."""
    cells = written.cells
    name = cells.get("name", "") or f"{cells.get('first', '')} {cells.get('last', '')}".strip()
    if not name:
        text = "nobody is named in this row; give it a name; the row was left out"
        source.complaints.add(written.file, Code.NO_NAME, text, line=written.line)
        return None
    sent, approximate = _sent(written, source)
    return Request(
        name=name,
        profile_url=_address(cells),
        email=_email(written, source),
        headline=cells.get("headline"),
        company=cells.get("company"),
        location=cells.get("location"),
        note=cells.get("note"),
        sent=sent,
        approximate=approximate,
        mutual_connections=_number("mutual_connections", mutual_connections_in, written, source),
        connections=_number("connections", number_in, written, source),
        profile_created=_partial_date(cells.get("profile_created", ""), written, source),
        positions=None if written.positions is None else _positions(written.positions, written, source),
        education=None if written.education is None else _education(written.education, written, source),
        provenance=Provenance(file=written.file, row=written.line, date=sent),
    )


def _address(cells: Cells) -> str:
    address = cells.get("profile_url", "") or cells.get("slug", "")
    if not address or address.startswith("urn:"):
        return ""
    return address if "/" in address else f"https://www.linkedin.com/in/{address}"


def _email(written: Written, source: Source) -> str:
    """The first address in the cell; some tools write `Get Email` where they have none."""
    text = written.cells.get("email", "")
    found = _EMAIL.search(text)
    if text and not found:
        said = f"{text[:40]!r} is no e-mail address; it counts as not given"
        source.complaints.add(written.file, Code.BAD_VALUE, said, line=written.line)
    return found[0] if found else ""


def _sent(written: Written, source: Source) -> tuple[date | None, bool]:
    text = written.cells.get("sent_at", "")
    moment = read_moment(text, source.today)
    if moment is None and text:
        source.bad_date(text, written.file, written.line)
    if moment is None:
        return None, False
    # Where the tool also gives the words of the page ("2 weeks ago"), it made the date from them.
    words = read_moment(written.cells.get("sent_words", ""), source.today)
    return moment[0], moment[1] or (words is not None and words[1])


def _partial_date(text: str, written: Written, source: Source) -> PartialDate | None:
    if text.lower() in _OPEN_ENDS:
        return None
    return source.partial_date_in(text, written.file, written.line)


def _positions(listed: Sequence[Cells], written: Written, source: Source) -> tuple[Position, ...]:
    return tuple(
        Position(
            company=cells["company"],
            title=cells.get("title", ""),
            location=cells.get("location", ""),
            start=_partial_date(cells.get("start", ""), written, source),
            end=_partial_date(cells.get("end", ""), written, source),
            provenance=Provenance(file=written.file, row=written.line),
        )
        for cells in _named("company", listed, written, source)
    )


def _education(listed: Sequence[Cells], written: Written, source: Source) -> tuple[Schooling, ...]:
    return tuple(
        Schooling(
            school=cells["school"],
            degree=cells.get("degree", ""),
            start=_partial_date(cells.get("start", ""), written, source),
            end=_partial_date(cells.get("end", ""), written, source),
            provenance=Provenance(file=written.file, row=written.line),
        )
        for cells in _named("school", listed, written, source)
    )


def _named(column: str, listed: Sequence[Cells], written: Written, source: Source) -> Iterator[Cells]:
    for cells in listed:
        if cells.get(column):
            yield cells
        elif any(cells.values()):
            text = f"one entry of the past has no {column}; that entry was left out"
            source.complaints.add(written.file, Code.BAD_VALUE, text, line=written.line)


def _number(name: str, read: Callable[[str], int | None], written: Written, source: Source) -> int | None:
    text = written.cells.get(name, "")
    number = read(text)
    if number is None and text:
        said = f"{text[:40]!r} is no number that can be read; it counts as not given"
        source.complaints.add(written.file, Code.BAD_NUMBER, said, line=written.line)
    return number
