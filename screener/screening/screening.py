"""Screening: requests first, then everything else streamed against them, then one decision and draft for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import BinaryIO

from screener.catalogue.declaring import Origin
from screener.errors import Problem
from screener.evidence.changed import as_of, merged
from screener.evidence.facts import FactSheet
from screener.evidence.from_ledger import Recalling, with_ledger
from screener.evidence.myself import myself
from screener.evidence.own_records import OwnRows
from screener.evidence.remembered import NOTHING_REMEMBERED, Answer
from screener.evidence.requests import merge_requests
from screener.evidence.sheets import background_of, claim_check_of, fact_sheet_of
from screener.ledger.kept import Reading
from screener.ledger.sqlite_store import Store
from screener.policy.author import AboutMe
from screener.screening.answers import Answers
from screener.screening.indexing import keep_named_people, newest_day
from screener.screening.proposing import Proposing, Setting
from screener.screening.remembering import (
    Found,
    Recalled,
    day_of_invitations,
    reading_before,
    reading_with,
    recalled_queue,
    refuse_other_owner,
    remember,
    with_answers,
)
from screener.screening.results import OUTCOMES, Screening
from screener.screening.searching import gather, searched_in, summaries
from screener.sources.archives import own_profile, positions, schooling, volunteering
from screener.sources.opening import open_sources
from screener.sources.owners import Owner, owner
from screener.sources.problems import makes_unusable
from screener.sources.records import Request
from screener.sources.requests import requests
from screener.sources.source import Source

# Called with what is being done, how much is done, and of how much (0: not known).
Progress = Callable[[str, int, int], None]
# Facts without the ledger's, as they are kept; and with them, as they are decided on.
Sheets = tuple[FactSheet, FactSheet]


def screen(
    files: Sequence[str],
    setting: Setting,
    *,
    store: Store | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda *_: None,
) -> Screening:
    """Decide every request in the files, and keep them in the store if one is given. What is wrong with the files is
    among the problems; raises EngineError, and InputError for an archive of somebody else than the store's owner or a
    template that cannot be filled in."""
    problems: list[Problem] = []
    progress("reading", 0, 0)
    sources = open_sources(files, stdin=stdin, today=setting.today, report=problems.append)
    owners = [owner(source) for source in sources]
    queue = _queue(store, sources, owners, setting.today)
    reading = reading_with(reading_before(store), _reading(sources))
    answers = Answers([each.request for each in queue], _asked(queue))
    proposing = Proposing(setting, reading)
    found, screened = [], []
    sheets = _sheets(queue, sources, owners, answers, reading, proposing.about_me, setting)
    for recalled, (plain, whole) in zip(queue, sheets, strict=True):
        one = proposing.proposal(recalled.request, whole)
        found.append(Found(recalled=recalled, sheet=plain, state=one.decision.state))
        screened.append(one)
        progress("deciding", len(screened), len(queue))
    order = sorted(range(len(queue)), key=lambda place: OUTCOMES.index(screened[place].outcome))
    screened, found = [screened[place] for place in order], [found[place] for place in order]
    if store:
        brought = [answers.to(place) for place in order]
        numbers = _keep(store, sources, owners, found, brought, reading, setting.today)
        screened = [replace(one, number=number) for one, number in zip(screened, numbers, strict=True)]
    return Screening(
        today=setting.today,
        policy=proposing.policy,
        engine=proposing.inferring.engine_name,
        sources=summaries(sources, problems),
        screened=tuple(one for one, each in zip(screened, found, strict=True) if each.is_shown),
        problems=tuple(problems),
        is_incomplete=any(map(makes_unusable, problems)),
    )


def _queue(store: Store | None, sources: Sequence[Source], owners: Sequence[Owner], today: date) -> list[Recalled]:
    """The requests of the files, each once, and what the store knows of them and beside them."""
    given = merge_requests(chain.from_iterable(map(requests, sources)))
    if store is None:
        return recalled_queue(None, [(request, today) for request in given], None)
    for each in owners:
        refuse_other_owner(store, each)
    days = {source.file: source.archive_date or newest_day(source) for source in sources}
    seen = [(request, _seen(request, days) or today) for request in given]
    return recalled_queue(store, seen, day_of_invitations(sources, days))


def _seen(request: Request, days: dict[str, date | None]) -> date | None:
    """The day of the archive in which a request stands; None where it stands in a list of today."""
    place = request.provenance.file
    return next((day for file, day in days.items() if day and (place == file or place.startswith(f"{file}/"))), None)


def _asked(queue: Sequence[Recalled]) -> dict[int, date]:
    """When a question was sent about the request at each place of the queue."""
    return {
        number: each.remembered.asked.day
        for number, each in enumerate(queue)
        if each.remembered.asked is not None and each.remembered.decided is None
    }


def _reading(sources: Sequence[Source]) -> Reading:
    """What the files tell of the user, and where they were searched."""
    return Reading(
        profiles=tuple(profile for source in sources if (profile := own_profile(source))),
        positions=tuple(job for source in sources for job in (*positions(source), *volunteering(source))),
        schooling=tuple(time for source in sources for time in schooling(source)),
        searched=searched_in(sources),
    )


def _sheets(
    queue: Sequence[Recalled],
    sources: Sequence[Source],
    owners: Sequence[Owner],
    answers: Answers,
    reading: Reading,
    about_me: AboutMe,
    setting: Setting,
) -> Iterator[Sheets]:
    """The fact sheets of each request: what all files tell, and what was known before where they tell nothing."""
    asked = [each.request for each in queue]
    own = OwnRows(_texts(queue))
    me = myself(about_me, [(each.name, each.profile_url) for each in owners])
    gathering = gather(asked, sources, me, own, answers)
    looked_into = frozenset[Origin]().union(*(source.looked_into for source in sources))
    background = background_of(
        about_me,
        today=setting.today,
        looked_into=looked_into,
        lists=setting.policy.lists,
        queue=asked,
        own=own.records(reading.positions, reading.schooling),
    )
    for number, recalled in enumerate(queue):
        found = gathering.found(number)
        plain = fact_sheet_of(recalled.request, found, background)
        if kept := recalled.kept:
            before = as_of(kept.sheet, kept.sheet_day, setting.today)
            plain = merged(before, plain, reads_people=Origin.CONNECTIONS in looked_into)
        known = with_answers(recalled.remembered, answers.to(number))
        if known == NOTHING_REMEMBERED:
            yield plain, plain
            continue
        check = claim_check_of(recalled.request, found, background)
        recalling = Recalling(today=setting.today, waiting_days=about_me.waiting_days, check=check)
        whole = with_ledger(plain, known, recalling)
        # What an answer claims can be held against all files only now, so it is kept with the facts.
        yield {**plain, "answer": whole["answer"], "claim": whole["claim"]}, whole


def _texts(queue: Sequence[Recalled]) -> Iterator[str | None]:
    """The texts that may name people whom the user knows."""
    for each in queue:
        yield each.request.note
        yield each.remembered.answer.text if each.remembered.answer else None


def _keep(
    store: Store,
    sources: Sequence[Source],
    owners: Sequence[Owner],
    found: Sequence[Found],
    answers: Sequence[Sequence[Answer]],
    reading: Reading,
    today: date,
) -> list[int]:
    """Keep what was found; the number of each request."""
    mine = next((each for each in owners if each.name or each.profile_url), Owner())
    numbers = remember(store, found, answers, reading=reading, owner=mine, today=today)
    keep_named_people(store, sources, found)
    return numbers
