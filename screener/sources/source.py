"""A file that somebody gave, opened: what it is, what can be read from it, and what was counted while reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from screener.catalogue.declaring import Origin
from screener.catalogue.values import PartialDate
from screener.sources.columns import SHAPES, Form, whole_archive
from screener.sources.dates import read_date, read_partial_date
from screener.sources.entries import Entry
from screener.sources.problems import Code, Complaints
from screener.sources.tables import Table, rows


class SourceKind(StrEnum):
    """What sort of source a file is."""

    LINKEDIN_ARCHIVE = "linkedin-archive"
    REQUEST_LIST = "request-list"
    MAILBOX = "mailbox"
    CALENDAR = "calendar"
    ADDRESS_BOOK = "address-book"


_FILES_TELL: Final = {
    SourceKind.MAILBOX: frozenset({Origin.MAIL}),
    SourceKind.CALENDAR: frozenset({Origin.CALENDAR}),
    SourceKind.ADDRESS_BOOK: frozenset({Origin.ADDRESS_BOOK}),
}


class Syntax(StrEnum):
    """How a list that is no table is written."""

    JSON = "JSON"
    YAML = "YAML"
    PAGE = "text of the invitation page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A request list in JSON, JSON lines or YAML, or as text copied from the invitation page."""

    entry: Entry
    syntax: Syntax
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFile:
    """A file of vCards."""

    entry: Entry
    encoding: str

    @property
    def file(self) -> str:
        """The file as it is shown to the user."""
        return self.entry.file


@dataclass(slots=True, kw_only=True)
class Source:
    """One file as given, with its tables. `records` and `counts` are filled while it is read; reading it again sets
    them to the same numbers. `lists` are the tables and documents of a request list, `books` those of an address
    book, `files` those of a mailbox or a calendar; what could not be read to its end is in `lost` and `unread`."""

    file: str
    kind: SourceKind
    today: date
    complaints: Complaints
    archive_date: date | None = None
    whole_archive: bool = False
    tables: dict[Form, list[Table[Form]]] = field(default_factory=dict)
    lists: list[Table[SourceKind] | Document] = field(default_factory=list)
    books: list[Table[SourceKind] | CardFile] = field(default_factory=list)
    files: list[Entry] = field(default_factory=list)
    lost: set[Form] = field(default_factory=set)
    unread: set[Origin] = field(default_factory=set)
    records: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def looked_into(self) -> frozenset[Origin]:
        """The kinds of evidence this source can speak for: an absence in them means something.

        A whole archive speaks for every file of its year, because LinkedIn leaves empty ones out; a file that could
        not be read to its end does not count.
        """
        present = _FILES_TELL.get(self.kind, frozenset()) | frozenset(
            origin for form in self.tables if (origin := SHAPES[form].origin)
        )
        lost = self.unread | {origin for form in self.lost if (origin := SHAPES[form].origin)}
        whole = whole_archive(self.archive_date) if self.whole_archive else frozenset[Origin]()
        return (whole | present) - lost

    def rows_of(self, form: Form) -> Iterator[tuple[Table[Form], dict[str, int], int, list[str]]]:
        """The rows of all tables of a form that are not blank: table, places of its columns, line, cells."""
        for table in self.tables.get(form, ()):
            places = table.places(SHAPES[form].columns)
            for line, row in rows(table, self.complaints, lambda: self.lost.add(form)):
                if any(row):
                    yield table, places, line, row

    def date_in(self, text: str, file: str, line: int) -> date | None:
        """The day that a cell names; what cannot be read is reported and is no date."""
        day = read_date(text)
        if day is None and text.strip():
            self.bad_date(text, file, line)
        return day

    def partial_date_in(self, text: str, file: str, line: int) -> PartialDate | None:
        """The year, month or day that a cell names; what cannot be read is reported and is no date."""
        day = read_partial_date(text)
        if day is None and text.strip():
            self.bad_date(text, file, line)
        return day

    def bad_date(self, text: str, file: str, line: int) -> None:
        """Report a date that cannot be read."""
        said = f"{text.strip()[:40]!r} is no date that can be read; write it as 2026-03-31; the row counts as undated"
        self.complaints.add(file, Code.BAD_DATE, said, line=line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One argument on its way to a source: the file as given, and what every source needs."""

    file: str
    today: date
    complaints: Complaints

    def source(self, kind: SourceKind) -> Source:
        """A source of that kind with nothing in it yet."""
        return Source(file=self.file, kind=kind, today=self.today, complaints=self.complaints)
