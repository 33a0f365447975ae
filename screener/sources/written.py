"""A request as a list writes it, and what is meant by it: one way for CSV, JSON and YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

_OPEN_ENDS: Final = frozenset({"present", "now", "today", "current"})


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


def _sent(written: Written, source: Source) -> tuple[date | None, bool]:
    text = written.cells.get("sent_at", "")
    moment = read_moment(text, source.today)
    if moment is None and text:
        source.bad_date(text, written.file, written.line)
    return moment or (None, False)


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
        for cells in listed
        if cells.get("company")
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
        for cells in listed
        if cells.get("school")
    )


def _number(name: str, read: Callable[[str], int | None], written: Written, source: Source) -> int | None:
    text = written.cells.get(name, "")
    number = read(text)
    if number is None and text:
        said = f"{text[:40]!r} is no number that can be read; it counts as not given"
        source.complaints.add(written.file, Code.BAD_NUMBER, said, line=written.line)
    return number
