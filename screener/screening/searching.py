"""Reading the files of a screening in one pass: first the short files, which tell who asks and who the user is, then
the long ones, streamed against the askers; and what was read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TypeVar

from screener.catalogue.declaring import Origin
from screener.errors import Problem
from screener.evidence.former_names import former_names
from screener.evidence.gathering import Gathering
from screener.evidence.myself import Myself
from screener.evidence.own_records import OwnRows
from screener.evidence.wanted import Wanted
from screener.screening.answers import Answers
from screener.screening.results import SourceSummary
from screener.sources.owner import Owner, OwnerSearch
from screener.sources.records import (
    Connection,
    Contact,
    Invitation,
    Mail,
    Meeting,
    Message,
    OwnAddress,
    Provenance,
    Request,
    Row,
)
from screener.sources.source import Source, SourceKind

_OneRow = TypeVar("_OneRow")


@dataclass(slots=True, kw_only=True)
class SourcePass:
    """A source on its way through a screening: the records of its short files, its owner, and the pass that goes on
    with the long ones."""

    source: Source
    short: Sequence[Row]
    owner: Owner
    long: Iterator[Row] = field(default_factory=lambda: iter(()))

    def short_rows(self, kind: type[_OneRow]) -> Iterator[_OneRow]:
        """The short files' records of a kind."""
        return (row for row in self.short if isinstance(row, kind))

    @property
    def newest_day(self) -> date | None:
        """The day in an archive's name, else the newest day of its invitations and connections; None for any other
        source."""
        if self.source.kind is not SourceKind.LINKEDIN_ARCHIVE:
            return None
        dated = (row for row in self.short if isinstance(row, Request | Invitation | Connection))
        days = (row.provenance.date for row in dated)
        return self.source.archive_date or max((day for day in days if day), default=None)


def begun(source: Source) -> SourcePass:
    """The pass over a source, begun with its short files. A mailbox is passed over twice, because the texts that are
    wanted of its mails are known only when its requests are."""
    if source.kind is SourceKind.MAILBOX:
        requests = [row for row in source.rows() if isinstance(row, Request)]
        return SourcePass(source=source, short=requests, owner=Owner())
    rows = source.rows()
    search = OwnerSearch()
    short: list[Row] = []
    long: list[Row] = []
    for row in rows:
        search.add(row)
        if isinstance(row, Message | Meeting):
            long.append(row)
            if not (isinstance(row, Message) and search.wants_messages):
                break
        else:
            short.append(row)
    owner = search.found() if source.kind is SourceKind.LINKEDIN_ARCHIVE else Owner()
    return SourcePass(source=source, short=short, owner=owner, long=chain(long, rows))


def gather(
    queue: Sequence[Request], passes: Sequence[SourcePass], me: Myself, own: OwnRows, answers: Answers
) -> Gathering:
    """Everything that may concern an asker: first what tells the mail addresses of people, then what is known by
    them, so that the long files are read once."""
    wanted = Wanted(queue, me, former_names(queue))
    gathering = Gathering(wanted, me)
    entries = [entry for each in passes for entry in each.short_rows(Contact)]
    gathering.learn(entries)
    for row in (row for each in passes for row in each.short if not isinstance(row, Contact)):
        if not isinstance(row, Connection) or _is_wanted(row, wanted, own):
            gathering.add(row)
            own.add(row)
    gathering.learn(entries)  # with the addresses that connections told
    for entry in entries:
        gathering.add(entry)
        own.add(entry)
    for each in passes:
        for late in _late_rows(each, wanted, me, answers):
            gathering.add(late)
            own.add(late)
            if isinstance(late, Message | Mail):
                answers.add(late, gathering)
    return gathering


def _is_wanted(row: Connection, wanted: Wanted, own: OwnRows) -> bool:
    cells = row.first_name, row.last_name, row.url, row.email, row.company
    return wanted.person(*cells) or own.wants(row.first_name, row.last_name)


def _late_rows(each: SourcePass, wanted: Wanted, me: Myself, answers: Answers) -> Iterator[Row]:
    """The records of what passed between people, as far as they may concern an asker."""
    rows = each.long
    if each.source.kind is SourceKind.MAILBOX:
        rows = each.source.rows(answers.wants_texts_of(wanted))
    for row in rows:
        match row:
            case Message():
                if wanted.message(row.sender, row.sender_url, row.recipients, row.recipient_urls):
                    yield row
            case Mail():
                if wanted.mail(row):
                    yield row
            case Meeting():
                if me.was_in(row):
                    yield row
            case _:
                pass


def own_addresses(passes: Iterable[SourcePass]) -> list[str]:
    """The user's mail addresses, as their archives tell them."""
    return [row.email for each in passes for row in each.short_rows(OwnAddress)]


def searched_in(sources: Iterable[Source]) -> dict[Origin, tuple[Provenance, ...]]:
    """The files that each kind of fact was looked for in; a whole archive stands for the files it left out."""
    return _places(sources, lambda source: source.told)


def broken_in(sources: Iterable[Source]) -> dict[Origin, tuple[Provenance, ...]]:
    """The files that could not be wholly read, by the kind of fact that they might tell."""
    return _places(sources, lambda source: frozenset(source.lost))


def _places(
    sources: Iterable[Source], origins_of: Callable[[Source], frozenset[Origin]]
) -> dict[Origin, tuple[Provenance, ...]]:
    places: dict[Origin, list[Provenance]] = defaultdict(list)
    for source in sources:
        for origin in origins_of(source):
            is_archive = source.kind is SourceKind.LINKEDIN_ARCHIVE
            files = (source.files_for(origin) if is_archive else ()) or (source.file,)
            places[origin] += [Provenance(file=file) for file in files]
    return {origin: tuple(found) for origin, found in places.items()}


def summaries(sources: Sequence[Source], problems: Sequence[Problem]) -> tuple[SourceSummary, ...]:
    """What was read from each file."""
    # A problem names a file inside its source, `export.zip/messages.csv`, or the source itself.
    of_source = Counter(
        source.file
        for problem in problems
        for source in sources
        if problem.file == source.file or problem.file.startswith(f"{source.file}/")
    )
    return tuple(
        SourceSummary(
            file=source.file,
            kind=source.kind.value,
            records=dict(source.records),
            counts={what: number for what, number in source.counts.items() if number},
            problems=of_source[source.file],
        )
        for source in sources
    )
