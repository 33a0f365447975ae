"""Screening: requests first, then everything else streamed against them, then one decision and draft for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from screener.catalogue.declaring import Origin
from screener.decisions.deciding import Searched, decide
from screener.decisions.decision import Decision
from screener.errors import Problem
from screener.evidence.facts import FactSheet
from screener.evidence.former_names import former_names
from screener.evidence.gathering import Gathering
from screener.evidence.myself import Myself, myself, with_archive
from screener.evidence.own_records import OwnRows
from screener.evidence.requests import merge_requests, request_id
from screener.evidence.sheets import background_of, fact_sheet_of
from screener.evidence.wanted import Wanted
from screener.inference.inferring import EngineKind, Inferring
from screener.inference.vocabulary import vocabulary_for
from screener.policy.author import AboutMe
from screener.policy.model import Policy
from screener.replies.drafts import Draft, draft_reply
from screener.screening.results import OUTCOMES, Screened, Screening, SourceSummary
from screener.sources.address_books import contacts
from screener.sources.archives import (
    endorsements,
    invitations,
    own_profile,
    positions,
    recommendations,
    schooling,
    volunteering,
)
from screener.sources.calendars import meetings
from screener.sources.columns import SHAPES
from screener.sources.long_tables import connections, messages
from screener.sources.mailboxes import mails
from screener.sources.notes_and_events import events, own_notes
from screener.sources.opening import open_sources
from screener.sources.owners import owner
from screener.sources.problems import makes_unusable
from screener.sources.records import Provenance, Request, Row
from screener.sources.requests import requests
from screener.sources.source import Source

# Called with what is being done, how much is done, and of how much (0: not known).
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a screening goes by: the policy with its about-me, folders of templates (the user's first), the day."""

    policy: Policy
    templates: tuple[Path, ...]
    today: date
    engine: EngineKind = EngineKind.DURABLE
    verify: bool = False


def screen(
    files: Sequence[str], setting: Setting, *, stdin: BinaryIO | None = None, progress: Progress = lambda *_: None
) -> Screening:
    """Decide every request in the files. What is wrong with them is among the problems; raises EngineError, and
    InputError for a template that cannot be filled in."""
    problems: list[Problem] = []
    progress("reading", 0, 0)
    sources = open_sources(files, stdin=stdin, today=setting.today, report=problems.append)
    queue = merge_requests(chain.from_iterable(map(requests, sources)))
    about_me = _about_me(setting.policy.about_me, sources)
    own = OwnRows(request.note for request in queue)
    gathering = _gather(queue, sources, _myself(about_me, sources), own)
    sheets = _sheets(queue, gathering, own, about_me, setting, sources)
    policy = replace(setting.policy, about_me=about_me)
    inferring = Inferring(policy, vocabulary_for(policy, setting.today), setting.engine, verify=setting.verify)
    searched = _searched(sources)
    screened = []
    for request, sheet in zip(queue, sheets, strict=True):
        decision = decide(sheet, inferring, searched)
        draft = _draft(request, decision, about_me, setting.templates)
        screened.append(Screened(id=request_id(request), request=request, decision=decision, draft=draft))
        progress("deciding", len(screened), len(queue))
    return Screening(
        today=setting.today,
        policy=policy,
        engine=inferring.engine_name,
        sources=_summaries(sources, problems),
        screened=tuple(sorted(screened, key=lambda one: OUTCOMES.index(one.outcome))),
        problems=tuple(problems),
        is_incomplete=any(map(makes_unusable, problems)),
    )


def _about_me(about_me: AboutMe, sources: Sequence[Source]) -> AboutMe:
    """What the user wrote of themselves, and what their archives add."""
    for source in sources:
        about_me = with_archive(
            about_me,
            profile=own_profile(source),
            positions=(*positions(source), *volunteering(source)),
            schooling=tuple(schooling(source)),
        )
    return about_me


def _myself(about_me: AboutMe, sources: Sequence[Source]) -> Myself:
    owners = [owner(source) for source in sources]
    return myself(about_me, [(one.name, one.profile_url) for one in owners])


def _gather(queue: Sequence[Request], sources: Sequence[Source], me: Myself, own: OwnRows) -> Gathering:
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
        for late in _rows_by_address(source, wanted, me):
            gathering.add(late)
            own.add(late)
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


def _rows_by_address(source: Source, wanted: Wanted, me: Myself) -> Iterator[Row]:
    """The records of what passed between people, as far as they may concern an asker."""
    yield from messages(source, wanted.message)
    yield from mails(source, wanted.mail)
    yield from meetings(source, me.emails)


def _sheets(
    queue: Sequence[Request],
    gathering: Gathering,
    own: OwnRows,
    about_me: AboutMe,
    setting: Setting,
    sources: Sequence[Source],
) -> Iterator[FactSheet]:
    looked_into = frozenset[Origin]().union(*(source.looked_into for source in sources))
    lists = setting.policy.lists
    records = own.records(
        [job for source in sources for job in positions(source)],
        [time for source in sources for time in schooling(source)],
    )
    background = background_of(
        about_me, today=setting.today, looked_into=looked_into, lists=lists, queue=queue, own=records
    )
    return (fact_sheet_of(request, gathering.found(number), background) for number, request in enumerate(queue))


def _searched(sources: Iterable[Source]) -> Searched:
    """The files that each kind of fact was looked for in; a whole archive stands for the files it left out."""
    places: dict[Origin, list[Provenance]] = defaultdict(list)
    for source in sources:
        for origin in source.looked_into:
            files = [table.file for form, tables in source.tables.items() if SHAPES[form].origin is origin
                     for table in tables]  # fmt: skip
            places[origin] += [Provenance(file=file) for file in files or [source.file]]
    return {origin: tuple(found) for origin, found in places.items()}


def _draft(request: Request, decision: Decision, about_me: AboutMe, templates: tuple[Path, ...]) -> Draft | None:
    if decision.verdict is None:
        return None
    return draft_reply(
        verdict=decision.verdict,
        reply=decision.reply,
        ask=decision.ask,
        fact=decision.told,
        name=request.name,
        note=request.note,
        about_me=about_me,
        is_written_decline_kind=decision.is_written_kind,
        folders=templates,
    )


def _summaries(sources: Sequence[Source], problems: Sequence[Problem]) -> tuple[SourceSummary, ...]:
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
