"""Screening: the files read into the world, every request held against it, then one decision and draft for each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import date
from typing import BinaryIO, Final

from msgspec import structs

from screener.catalogue.declaring import Origin
from screener.evidence.changed import merged
from screener.evidence.requests import merge_requests
from screener.ledger.request_queue import snoozed
from screener.ledger.sqlite_store import Store, temporary_store
from screener.outcomes import OUTCOMES
from screener.people.addresses import profile_key
from screener.people.names import name_of
from screener.screening.answers import Answers
from screener.screening.files import FilesRead, Progress, collecting_young, read_files
from screener.screening.knowledge import Knowledge
from screener.screening.proposing import Proposing, Setting, about_me_with
from screener.screening.remembering import (
    Found,
    Recalled,
    owing,
    recalled_queue,
    remember,
    with_answers,
)
from screener.screening.results import Screening
from screener.screening.shelf import Grounds, OnShelf, Shelf
from screener.sources.limits import makes_unusable
from screener.sources.records import Request
from screener.world.asker import Owner, owner_as_told

# What shows whether somebody is known: without any of it, nothing can be decided.
_TELLING: Final = frozenset({Origin.CONNECTIONS, Origin.MESSAGES, Origin.MAIL, Origin.ADDRESS_BOOK})


def screen(
    files: Sequence[str],
    setting: Setting,
    *,
    store: Store | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda *_: None,
    as_requests: bool = False,
) -> Screening:
    """Decide every request in the files, and keep them in the store if one is given; else in a private temporary file
    that goes at the end. `as_requests`: a table of names is a list of requests, however little else it says. What is
    wrong with the files is among the problems; raises EngineError, and InputError for an archive of somebody else than
    the store's owner or a template that cannot be filled in."""
    with nullcontext(store) if store is not None else temporary_store() as kept:
        screening = screen_in(kept, files, setting, stdin=stdin, progress=progress, as_requests=as_requests)
        return structs.replace(screening, screened=tuple(screening.screened))


def screen_in(
    store: Store,
    files: Sequence[str],
    setting: Setting,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda *_: None,
    as_requests: bool = False,
    most_explained: int = sys.maxsize,
) -> Screening:
    """As `screen`, in a store that stays open: results are taken from the disk when they are looked at, so that many
    need no memory. Up to `most_explained` requests, they say what would change each verdict."""
    me = owner_as_told(setting.policy.about_me)
    answers = Answers(owing(store))
    read = read_files(
        files, store, me, answers, today=setting.today, stdin=stdin, progress=progress, as_requests=as_requests
    )
    queue = _queue(store, read, me, setting.today) if read.is_opened or not files else []
    proposing = Proposing(setting, read.reading)
    owner, engine = _owner(me, read), proposing.inferring.engine_name
    knowledge = _knowledge(store, setting, read, owner, [each.request for each in queue])
    grounds = Grounds(store, setting, read.reading, read.told, read.lost, owner, engine)
    is_explained = len(queue) <= most_explained
    shelf = Shelf(store, with_changes=is_explained, is_fresh=setting.verify)
    found = _all_found(queue, progress, knowledge, proposing, answers, grounds, shelf)
    numbers = remember(store, found, shelf, reading=read.reading, today=setting.today)
    put_off = snoozed(store, setting.today)
    queued = sorted(zip(found, numbers, strict=True), key=lambda one: (one[1] in put_off, one[0].lying.rank, one[1]))
    every = [(one.place, one.recalled.request, None if store.is_temporary else number) for one, number in queued]
    lines = [line for line, (one, _) in zip(every, queued, strict=True) if one.is_shown or not files]
    return Screening(
        today=setting.today,
        policy=proposing.policy,
        engine=engine,
        sources=read.summaries,
        screened=OnShelf(shelf, lines, knowledge.twins, put_off),
        problems=read.problems,
        is_incomplete=any(map(makes_unusable, read.problems)),
        not_read=not_read(read.told),
        numbers={request: number or place for place, (_, request, number) in enumerate(every, start=1)},
        read_on={source.file: source.read_on for source in read.world},
        is_explained=is_explained,
    )


def _knowledge(store: Store, setting: Setting, read: FilesRead, owner: Owner, queue: Sequence[Request]) -> Knowledge:
    """What the world of the store tells of askers, to the user of the policy."""
    return Knowledge(
        store,
        setting.policy,
        about_me_with(setting.policy.about_me, read.reading),
        read.reading,
        today=setting.today,
        told=read.told,
        lost=read.lost,
        owner=owner,
        queue=queue,
        is_fresh=setting.verify,
    )


def _all_found(
    queue: Sequence[Recalled],
    progress: Progress,
    knowledge: Knowledge,
    proposing: Proposing,
    answers: Answers,
    grounds: Grounds,
    shelf: Shelf,
) -> list[Found]:
    """What is known and proposed of each request, by outcome; who the askers are is kept."""
    found = []
    with collecting_young():
        for place, recalled in enumerate(queue, start=1):
            found.append(_found(place, recalled, knowledge, proposing, answers, grounds, shelf))
            progress("deciding", place, len(queue))
    knowledge.keep()
    return sorted(found, key=lambda one: OUTCOMES.index(one.lying.outcome))


def _found(
    place: int,
    recalled: Recalled,
    knowledge: Knowledge,
    proposing: Proposing,
    answers: Answers,
    grounds: Grounds,
    shelf: Shelf,
) -> Found:
    """What is known and proposed of one request: what an earlier run found, if all that it rests on is the same."""
    request, kept, brought = recalled.request, recalled.kept, answers.of(recalled.person)
    rests_on = grounds.mark_of(request, recalled.remembered, answers=brought, twins=knowledge.twins.facts_of(request))
    lying = shelf.recall(place, kept.number if kept else None, rests_on)
    if lying is None:
        known = with_answers(recalled.remembered, brought)
        sheets = knowledge.sheets(request, known, knowledge.resolution_of(request))
        if kept:
            sheets = structs.replace(sheets, plain=merged(knowledge.kept_sheet(kept.number), sheets.plain))
        lying = shelf.lay(place, proposing.proposal(request, sheets), sheets.plain)
    return Found(recalled=recalled, place=place, rests_on=rests_on, lying=lying, answers=brought)


def _owner(me: Owner, read: FilesRead) -> Owner:
    for source in read.world:
        me = me.joined(source.told.owner)
    return me


def not_read(told: Iterable[Origin]) -> tuple[str, ...]:
    """The kinds of files that were never read."""
    kinds = {
        "mailbox": Origin.MAIL,
        "calendar": Origin.CALENDAR,
        "address-book": Origin.ADDRESS_BOOK,
        "archive": Origin.CONNECTIONS,
    }
    known = frozenset(told)
    return tuple(kind for kind, origin in kinds.items() if origin not in known)


def _queue(store: Store, read: FilesRead, me: Owner, today: date) -> list[Recalled]:
    """The requests of the files, each once, and what the store knows of them and beside them. Nobody asks from the
    user's own address."""
    owner = _owner(me, read)
    given = [
        (request, source.made or source.told.newest or today if source.kind == "linkedin-archive" else today)
        for source in read.given
        for request in source.told.requests
        if not _is_own(request, owner)
    ]
    seen: dict[object, date] = {}
    for request, day in given:
        for key in _keys(request):
            seen[key] = max(day, seen.get(key, day))
    merged_requests = merge_requests(request for request, _ in given)
    queue = [(request, max(seen[key] for key in _keys(request))) for request in merged_requests]
    return recalled_queue(store, queue, read.reading.invitations_day)


def _is_own(request: Request, owner: Owner) -> bool:
    key = profile_key(request.profile_url)
    return key is not None and key in owner.profiles


def _keys(request: Request) -> list[object]:
    """By what a request is known in several files: its address, and its name."""
    key = profile_key(request.profile_url)
    return [*([key] if key else []), name_of(request.name).full]
