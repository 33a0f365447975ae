"""A file that somebody gave, opened: what it is, what can be read from it, and what was counted while reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from screener.catalogue.subjects import Origin
from screener.catalogue.values import PartialDate
from screener.sources.columns import SHAPES, WHOLE_ARCHIVE, Form
from screener.sources.dates import read_date, read_partial_date
from screener.sources.entries import Entry
from screener.sources.problems import Code, Complaints
from screener.sources.tables import Table, rows


class SourceKind(StrEnum):
    """What sort of source a file is."""

    LINKEDIN_ARCHIVE = "linkedin-archive"
    REQUEST_LIST = "request-list"


class Syntax(StrEnum):
    """How a list that is no table is written."""

    JSON = "JSON"
    YAML = "YAML"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A request list in JSON, JSON lines or YAML."""

    entry: Entry
    syntax: Syntax
    encoding: str


@dataclass(slots=True, kw_only=True)
class Source:
    """One file as given, with its tables. `records` and `counts` are filled while it is read; reading it again sets
    them to the same numbers. `lists` are the tables and documents of a request list."""

    file: str
    kind: SourceKind
    today: date
    complaints: Complaints
    archive_date: date | None = None
    whole_archive: bool = False
    tables: dict[Form, list[Table[Form]]] = field(default_factory=dict)
    lists: list[Table[SourceKind] | Document] = field(default_factory=list)
    lost: set[Form] = field(default_factory=set)
    records: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def looked_into(self) -> frozenset[Origin]:
        """The kinds of archive files this source can speak for: an absence in them means something.

        A whole archive speaks for every kind, because LinkedIn leaves empty files out; a file that could not be read
        to its end does not count.
        """
        present = frozenset(origin for form in self.tables if (origin := SHAPES[form].origin))
        lost = frozenset(origin for form in self.lost if (origin := SHAPES[form].origin))
        return (WHOLE_ARCHIVE | present if self.whole_archive else present) - lost

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
