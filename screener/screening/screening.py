"""Screening: requests first, then everything else streamed against them, then one decision and draft for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import BinaryIO, Final

from screener.catalogue.declaring import Origin
from screener.errors import Problem
from screener.evidence.requests import merge_requests
from screener.ledger.kept import Reading
from screener.ledger.requests import newest_reading
from screener.ledger.sqlite_store import Store
from screener.people.addresses import ProfileKey, profile_key, profile_slug
from screener.policy.author import AboutMe
from screener.screening.answers import Answers
from screener.screening.indexing import keep_named_people
from screener.screening.looking import Look, Sheets, sheets_of
from screener.screening.owning import refuse_other_owner
from screener.screening.proposing import Proposing, Setting, about_me_with
from screener.screening.remembering import (
    Found,
    Recalled,
    day_of_invitations,
    is_older,
    reading_with,
    recalled_queue,
    remember,
)
from screener.screening.results import OUTCOMES, Screening
from screener.screening.searching import SourcePass, begun, broken_in, searched_in, summaries
from screener.sources.opening import open_sources
from screener.sources.owner import Owner
from screener.sources.problems import makes_unusable
from screener.sources.records import OwnProfile, Position, Request, Schooling
from screener.texts.folding import fold

# What shows whether somebody is known: without any of it, nothing can be decided.
_TELLING: Final = frozenset({Origin.CONNECTIONS, Origin.MESSAGES, Origin.MAIL, Origin.ADDRESS_BOOK})
# Called with what is being done, how much is done, and of how much (0: not known).
Progress = Callable[[str, int, int], None]
# The day of each archive: the one in its name, else its newest row.
Days = Mapping[str, date | None]


def screen(
    files: Sequence[str],
    setting: Setting,
    *,
    store: Store | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda *_: None,
    as_requests: bool = False,
) -> Screening:
    """Decide every request in the files, and keep them in the store if one is given. `as_requests`: a table of names
    is a list of requests, however little else it says. What is wrong with the files is
    among the problems; raises EngineError, and InputError for an archive of somebody else than the store's owner or a
    template that cannot be filled in."""
    problems: list[Problem] = []
    progress("reading", 0, 0)
    sources = open_sources(files, stdin=stdin, today=setting.today, report=problems.append, as_requests=as_requests)
    passes = [begun(source) for source in sources]
    before = newest_reading(store) if store else None
    needs_days = store is not None or len(sources) > 1  # an archive alone is neither older nor newer
    days = {each.source.file: each.newest_day if needs_days else None for each in passes}
    new = _reading(passes, days)
    own = _own_keys(passes, setting.policy.about_me)
    queue = _queue(store, passes, own, days, reading_with(before, new).invitations_day, setting.today)
    reading = reading_with(before, new)
    answers = Answers([each.request for each in queue], _asked(queue))
    look = Look(
        passes=passes,
        reading=reading,
        only_fills_gaps=is_older(new, before),
        store=store,
        today=setting.today,
    )
    sheets = sheets_of(queue, look, answers, setting.policy, about_me_with(setting.policy.about_me, reading))
    reading = reading_with(
        before, replace(new, searched=searched_in(sources), broken=broken_in(sources))
    )  # known now that all has been read
    proposing = Proposing(setting, reading)
    found = _decided(queue, sheets, answers, proposing, progress)
    is_read = any(source.is_opened for source in sources)
    numbers = (
        _keep(store, passes, found, reading, setting.today) if store is not None and is_read else [None] * len(found)
    )
    screened = [replace(one.proposed, number=number) for one, number in zip(found, numbers, strict=True)]
    return Screening(
        today=setting.today,
        policy=proposing.policy,
        engine=proposing.inferring.engine_name,
        sources=summaries(sources, problems),
        screened=tuple(one for one, each in zip(screened, found, strict=True) if each.is_shown),
        problems=tuple(problems),
        is_incomplete=any(map(makes_unusable, problems)),
        not_looked_up=_not_looked_up(found, look, before),
    )


def _decided(
    queue: Sequence[Recalled], sheets: Iterator[Sheets], answers: Answers, proposing: Proposing, progress: Progress
) -> list[Found]:
    """What is proposed for each request, in the order of the outcomes."""
    found = []
    for place, (recalled, (plain, whole)) in enumerate(zip(queue, sheets, strict=True)):
        proposed = proposing.proposal(recalled.request, whole)
        found.append(Found(recalled=recalled, sheet=plain, proposed=proposed, answers=answers.to(place)))
        progress("deciding", len(found), len(queue))
    return sorted(found, key=lambda one: OUTCOMES.index(one.proposed.outcome))


def _not_looked_up(found: Sequence[Found], look: Look, before: Reading | None) -> int:
    """How many new requests no file was given for, although earlier ones were held against such files."""
    if before is None or not before.searched or look.looked_into & _TELLING:
        return 0
    return sum(each.recalled.kept is None for each in found)


def _queue(
    store: Store | None,
    passes: Sequence[SourcePass],
    own: frozenset[ProfileKey],
    days: Days,
    gone: date | None,
    today: date,
) -> list[Recalled]:
    """The requests of the files, each once, and what the store knows of them and beside them. Nobody asks from one of
    the user's own profiles."""
    for each in passes if store else ():
        refuse_other_owner(store, each.owner)  # type: ignore[arg-type]
    given = [
        (request, days[each.source.file] or today)
        for each in passes
        for request in each.short_rows(Request)
        if profile_key(request.profile_url) not in own
    ]
    seen: dict[str, date] = {}
    for request, day in given:
        for key in _keys(request):
            seen[key] = max(day, seen.get(key, day))
    merged = merge_requests(request for request, _ in given)
    queue = [(request, max(seen[key] for key in _keys(request))) for request in merged]
    return recalled_queue(store, queue, gone) if any(each.source.is_opened for each in passes) else []


def _keys(request: Request) -> list[str]:
    """By what a request is known in several files: its address, and its name."""
    return [*filter(None, [profile_slug(request.profile_url)]), f"name {fold(request.name)}"]


def _asked(queue: Sequence[Recalled]) -> dict[int, date]:
    """When a question was sent about the request at each place of the queue."""
    return {
        number: each.remembered.asked.day
        for number, each in enumerate(queue)
        if each.remembered.asked is not None and each.remembered.decided is None
    }


def _own_keys(passes: Sequence[SourcePass], about_me: AboutMe) -> frozenset[ProfileKey]:
    addresses = [about_me.profile_url, *(each.owner.profile_url for each in passes)]
    return frozenset(key for address in addresses if (key := profile_key(address)))


def _reading(passes: Sequence[SourcePass], days: Days) -> Reading:
    """What the files tell of the user, and where they were searched."""
    return Reading(
        archive_day=max((day for day in days.values() if day), default=None),
        invitations_day=day_of_invitations([each.source for each in passes], days),
        profiles=tuple(row for each in passes for row in each.short_rows(OwnProfile)),
        positions=tuple(row for each in passes for row in each.short_rows(Position)),
        schooling=tuple(row for each in passes for row in each.short_rows(Schooling)),
    )


def _keep(
    store: Store,
    passes: Sequence[SourcePass],
    found: Sequence[Found],
    reading: Reading,
    today: date,
) -> list[int]:
    """Keep what was found; the number of each request."""
    owners = (each.owner for each in passes)
    mine = next((owner for owner in owners if owner.name or owner.profile_url), Owner())
    numbers = remember(store, found, reading=reading, owner=mine, today=today)
    keep_named_people(store, passes, found)
    return numbers
