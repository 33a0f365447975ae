"""Reading the files of a screening: everything that may concern an asker, streamed once; and what was read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from screener.catalogue.declaring import Origin
from screener.errors import Problem
from screener.evidence.former_names import former_names
from screener.evidence.gathering import Gathering
from screener.evidence.myself import Myself
from screener.evidence.own_records import OwnRows
from screener.evidence.wanted import Wanted
from screener.screening.answers import Answers
from screener.screening.results import SourceSummary
from screener.sources.address_books import contacts
from screener.sources.archives import endorsements, invitations, recommendations
from screener.sources.calendars import meetings
from screener.sources.columns import SHAPES
from screener.sources.long_tables import connections, messages
from screener.sources.mailboxes import mails
from screener.sources.notes_and_events import events, own_notes
from screener.sources.records import Mail, Message, Provenance, Request, Row
from screener.sources.source import Source


def gather(
    queue: Sequence[Request], sources: Sequence[Source], me: Myself, own: OwnRows, answers: Answers
) -> Gathering:
    """Everything that may concern an asker: first what tells the mail addresses of people, then what is known by
    them, so that the long files are read once."""
    wanted = Wanted(queue, me, former_names(queue))
    gathering = Gathering(wanted, me)
    entries = [entry for source in sources for entry in contacts(source)]
    gathering.learn(entries)
    for source in sources:
        for row in _rows_on_people(source, wanted, own):
            gathering.add(row)
            own.add(row)
    gathering.learn(entries)  # with the addresses that connections told
    for row in entries:
        gathering.add(row)
        own.add(row)
    for source in sources:
        for late in _rows_by_address(source, wanted, me, answers):
            gathering.add(late)
            own.add(late)
            if isinstance(late, Message | Mail):
                answers.add(late, gathering)
        for event in events(source):
            own.add(event)
    return gathering


def _rows_on_people(source: Source, wanted: Wanted, own: OwnRows) -> Iterator[Row]:
    """The records that say who somebody is, as far as they may concern an asker, or somebody whom a note names."""
    yield from invitations(source)
    yield from recommendations(source)
    yield from endorsements(source)
    yield from own_notes(source)
    yield from connections(source, lambda *cells: wanted.person(*cells) or own.wants(*cells[:2]))


def _rows_by_address(source: Source, wanted: Wanted, me: Myself, answers: Answers) -> Iterator[Row]:
    """The records of what passed between people, as far as they may concern an asker."""
    yield from messages(source, wanted.message)
    yield from mails(source, wanted.mail, *answers.wants_texts_of(wanted))
    yield from meetings(source, me.emails)


def searched_in(sources: Iterable[Source]) -> dict[Origin, tuple[Provenance, ...]]:
    """The files that each kind of fact was looked for in; a whole archive stands for the files it left out."""
    places: dict[Origin, list[Provenance]] = defaultdict(list)
    for source in sources:
        for origin in source.looked_into:
            files = [table.file for form, tables in source.tables.items() if SHAPES[form].origin is origin
                     for table in tables]  # fmt: skip
            places[origin] += [Provenance(file=file) for file in files or [source.file]]
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
