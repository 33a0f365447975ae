"""A file that somebody gave, opened: what it is, what it speaks for, its rows, and how reading them went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

import msgspec

from screener.catalogue.declaring import Origin
from screener.catalogue.values import PartialDate
from screener.sources.dates import read_partial_date
from screener.sources.limits import LISTED, Code, Complaints
from screener.sources.records import Party, Row

# wants_text(sender, recipients): whether the text of a mail that a hand wrote is to be decoded.
WantsText = Callable[[Party, tuple[Party, ...]], bool]


class SourceKind(StrEnum):
    """What sort of source a file is."""

    LINKEDIN_ARCHIVE = "linkedin-archive"
    REQUEST_LIST = "request-list"
    MAILBOX = "mailbox"
    CALENDAR = "calendar"
    ADDRESS_BOOK = "address-book"


class SourceState(StrEnum):
    """How reading a source went."""

    READ = "read"
    BROKEN = "broken"  # given, and not or not wholly readable


class Content(Protocol):
    """One file or table of a source: a reader of one sort of file, with what it says something about."""

    @property
    def file(self) -> str:
        """The file as it is shown to the user."""

    @property
    def speaks_for(self) -> frozenset[Origin]:
        """The kinds of evidence in it; listed one by one, so that a new kind is unknown until it is listed."""

    def rows(self, source: Source, wants_text: WantsText) -> Iterator[Row]:
        """Its records, each once. What gave no record is counted, and what could not be read is reported, with the
        source; `wants_text` concerns mails alone."""


def no_text(_sender: Party, _recipients: tuple[Party, ...]) -> bool:
    """Wants the text of no mail."""
    return False


@dataclass(slots=True, kw_only=True)
class Source:
    """One file as given. `noted` is counted at opening; `records`, `counts` (of what gave no record), `lost` and
    `state` tell of the pass that ended last, and are complete only at its end."""

    file: str
    kind: SourceKind
    today: date
    complaints: Complaints
    contents: list[Content] = field(default_factory=list)
    archive_date: date | None = None
    left_out_empty: frozenset[Origin] = frozenset()
    noted: dict[str, int] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    lost: set[Origin] = field(default_factory=set)
    is_broken: bool = False

    def rows(self, wants_text: WantsText = no_text) -> Iterator[Row]:
        """Every record once, the short files first: own profile and addresses, positions, schooling, invitations of
        both directions, connections, recommendations, endorsements, contacts, notes, events; then messages, mails
        (and the requests that LinkedIn's mails tell of) and meetings."""
        self.records, self.counts = {}, dict(self.noted)
        for content in self.contents:
            yield from content.rows(self, wants_text)

    def note(self, what: str, number: int) -> None:
        """Count something that is known at opening already."""
        self.noted[what] = self.counts[what] = number

    @property
    def speaks_for(self) -> frozenset[Origin]:
        """The kinds of evidence that were looked into. An absence in them means something, unless they are `lost`.

        A whole archive speaks for every file that archives of its year have, because LinkedIn leaves empty ones out.
        """
        return self.left_out_empty.union(*(content.speaks_for for content in self.contents), self.lost)

    @property
    def told(self) -> frozenset[Origin]:
        """The kinds of evidence of which an absence means something."""
        return self.speaks_for - self.lost

    @property
    def is_opened(self) -> bool:
        """Whether anything of it can be read at all."""
        return bool(self.contents or self.noted)

    @property
    def state(self) -> SourceState:
        """Whether all of it could be read."""
        return SourceState.BROKEN if self.is_broken else SourceState.READ

    def files_for(self, origin: Origin) -> tuple[str, ...]:
        """The files in it that hold one kind of evidence; none if a whole archive has left an empty one out."""
        return tuple(dict.fromkeys(content.file for content in self.contents if origin in content.speaks_for))

    def lose(self, origins: Iterable[Origin] = ()) -> None:
        """Note that something could not be read, and which kinds of evidence are no longer whole by that."""
        self.is_broken = True
        self.lost.update(origins)

    def record(self, what: str, number: int) -> None:
        """Add to the number of records of a sort."""
        self.records[what] = self.records.get(what, 0) + number

    def count(self, what: str, number: int = 1) -> None:
        """Add to the number of things of a sort that gave no record, or of records of which that is to be told."""
        self.counts[what] = self.counts.get(what, 0) + number

    def cut(self, text: str, longest: int, file: str, line: int = 0) -> str:
        """The text, cut where it is longer than any real one; told once a file."""
        if len(text) <= longest:
            return text
        self.complain_of_length(file, line)
        return text[:longest]

    def cut_list(self, texts: tuple[str, ...], longest: int, file: str, line: int = 0) -> tuple[str, ...]:
        """The same of a list of texts, which also may not be endless."""
        if len(texts) > LISTED:
            self.complain_of_length(file, line)
        return tuple([self.cut(text, longest, file, line) for text in texts[:LISTED]])

    def complain_of_length(self, file: str, line: int) -> None:
        """Report that something was cut, for the first thing in a file."""
        said = "holds a text or a list that is longer than any real one; it was cut, and the rest of it was not read"
        self.complaints.add_once(file, Code.TOO_LONG, said, line=line)

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


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One argument on its way to a source: the file as given, and what every source needs."""

    file: str
    today: date
    complaints: Complaints
    as_requests: bool = False  # the user says that it is a list of requests

    def source(self, kind: SourceKind, *contents: Content) -> Source:
        """A source of that kind with these contents."""
        return Source(file=self.file, kind=kind, today=self.today, complaints=self.complaints, contents=list(contents))
