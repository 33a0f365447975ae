"""The files of a run, each read once into the world; one that is known already is not read again."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import BinaryIO, Final

import msgspec

from screener.catalogue.declaring import Origin
from screener.errors import Problem
from screener.folders import digest_of
from screener.ledger.forgetting import ignored_in
from screener.ledger.kept import Reading
from screener.ledger.request_queue import (
    READER,
    KnownSource,
    Told,
    broken,
    keep_source,
    known_sources,
    lost_by,
    note_place,
    searched,
    source_of,
    told_by,
)
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import bring_up_to_date, keep_intake
from screener.screening.answers import Answers
from screener.screening.results import SourceSummary, keep_owner, refuse_other_owner
from screener.sources.opening import open_sources
from screener.sources.records import Party
from screener.sources.source import Source, SourceKind, SourceState
from screener.world.asker import Owner
from screener.world.intake import MOST_RECIPIENTS, Intake

_MOST_YOUNG: Final = 5_000  # objects

# Called with what is being done, how much is done, and of how much (0: not known).
Progress = Callable[[str, int, int], None]


class FilesRead(msgspec.Struct, frozen=True, kw_only=True):
    """What the files of this run were, in their order; `world` are all sources that the world is made of."""

    given: tuple[KnownSource, ...]
    world: tuple[KnownSource, ...]
    problems: tuple[Problem, ...]

    @property
    def is_opened(self) -> bool:
        """Whether any file of this run could be opened at all."""
        return any(source.id for source in self.given)

    @property
    def summaries(self) -> tuple[SourceSummary, ...]:
        """What was read from each file."""
        return tuple(map(_summary, self.given))

    @property
    def told(self) -> frozenset[Origin]:
        """The kinds of evidence that some source was wholly read for."""
        return told_by(self.world)

    @property
    def lost(self) -> frozenset[Origin]:
        """The kinds of evidence that some source could not be wholly read for."""
        return lost_by((*self.world, *self.given))

    @property
    def reading(self) -> Reading:
        """What all sources tell of the user: who they are and where they have been by the newest archive, the rest
        taken together."""
        return reading_of((*self.world, *(source for source in self.given if not source.id)))


def reading_of(sources: Sequence[KnownSource]) -> Reading:
    """What sources tell of the user; `sources` come the newest first."""
    archives = [source for source in sources if source.kind == SourceKind.LINKEDIN_ARCHIVE]
    pending = [source for source in archives if Origin.INVITATIONS.value in source.told.files]
    return Reading(
        archive_day=max((source.day for source in archives), default=None),
        invitations_day=max((source.day for source in pending if source.made or source.told.newest), default=None),
        profiles=next((source.told.profiles for source in archives if source.told.profiles), ()),
        positions=next((source.told.positions for source in archives if source.told.positions), ()),
        schooling=next((source.told.schooling for source in archives if source.told.schooling), ()),
        languages=next((source.told.languages for source in archives if source.told.languages), ()),
        skills=next((source.told.skills for source in archives if source.told.skills), ()),
        searched=searched(sources),
        broken=broken(sources),
    )


def read_files(
    files: Sequence[str],
    store: Store,
    me: Owner,
    answers: Answers,
    *,
    today: date,
    stdin: BinaryIO | None,
    progress: Progress,
    as_requests: bool = False,
) -> FilesRead:
    """Read the files into the world of the store. Raises InputError for an archive of somebody else than the store's
    owner; what else is wrong with them is among the problems."""
    problems: list[Problem] = []
    progress("reading", 0, 0)
    sources = open_sources(files, stdin=stdin, today=today, report=problems.append, as_requests=as_requests)
    owners = [source.told.owner for source in known_sources(store)]
    for owner in owners:
        me = me.joined(owner)
    read: dict[str, KnownSource] = {}
    with without_collecting(), store.writing():
        # An archive tells which addresses are the user's own, and so who wrote a mail of another file.
        for source in sorted(sources, key=lambda each: each.kind is not SourceKind.LINKEDIN_ARCHIVE):
            known = read[source.file] = _read(source, store, me, answers, problems, today)
            me = me.joined(known.told.owner)
        bring_up_to_date(store)
    given = tuple(read[source.file] for source in sources)
    return FilesRead(given=given, world=tuple(known_sources(store)), problems=tuple(dict.fromkeys(problems)))


@contextmanager
def without_collecting() -> Iterator[None]:
    """Without the search for cycles among the objects: reading makes none, and the search takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collecting_young() -> Iterator[None]:
    """With the search for cycles among what is new: what was there before is kept anyhow, and would be searched again
    and again."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_MOST_YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _read(
    source: Source, store: Store, me: Owner, answers: Answers, problems: list[Problem], today: date
) -> KnownSource:
    digest = digest_of(source.file)
    known = source_of(store, digest) if digest else None
    is_as_read = known is not None and known.reader == READER and not known.is_broken
    if known is not None and is_as_read and not answers.are_awaited and not _has_unknown_hands(known, me):
        problems += known.told.problems
        note_place(store, known, source.file)
        return known
    before = len(problems)
    intake = Intake(me, today, source.archive_date)

    def wants_text(sender: Party, recipients: tuple[Party, ...]) -> bool:
        return len(recipients) <= MOST_RECIPIENTS or answers.may_come_from(sender)

    for row in source.rows(wants_text):
        intake.take(row)
        answers.take(row)
    intake.finish()
    if not source.is_opened:
        return _unopened(source, intake, tuple(problems[before:]), today)
    if forgotten := ignored_in(store):
        forgotten.leave_out_of(intake)
    refuse_other_owner(store, intake.told, source)
    told = _told(source, intake, me, tuple(problems[before:]))
    number = keep_source(
        store,
        digest=digest or _digest_of(intake),
        file=source.file,
        kind=source.kind.value,
        made=source.archive_date or (told.newest if source.kind is SourceKind.LINKEDIN_ARCHIVE else None),
        today=today,
        is_broken=source.state is SourceState.BROKEN,
        told=told,
    )
    keep_intake(store, number, intake)
    if source.kind is SourceKind.LINKEDIN_ARCHIVE:
        keep_owner(store, intake.owner)
    return next(each for each in known_sources(store) if each.id == number)


def _has_unknown_hands(known: KnownSource, me: Owner) -> bool:
    """Whether a file was read before an address was known for the user's own, so that it may be misread who wrote."""
    return known.kind in (SourceKind.MAILBOX, SourceKind.CALENDAR) and not me.mails <= frozenset(known.told.own_mails)


def _unopened(source: Source, intake: Intake, problems: tuple[Problem, ...], today: date) -> KnownSource:
    """A file that could not be opened: it is told of, and leaves no trace in the world."""
    told = _told(source, intake, Owner(), problems)
    return KnownSource(
        id=0, digest="", file=source.file, kind=source.kind.value, made=None, read_on=today, reader=READER,
        is_broken=True, told=told,
    )  # fmt: skip


def _told(source: Source, intake: Intake, me: Owner, problems: tuple[Problem, ...]) -> Told:
    days = [one.at.date for one in intake.appearances if one.at.date]
    days += [request.sent for request in intake.requests if request.sent and not request.approximate]
    return Told(
        owner=intake.owner,
        own_mails=tuple(sorted(me.mails)),
        profiles=tuple(intake.own.profiles),
        positions=tuple(intake.own.positions),
        schooling=tuple(intake.own.schooling),
        languages=tuple(intake.own.languages),
        skills=tuple(intake.own.skills),
        requests=tuple(intake.requests),
        records=dict(source.records),
        counts={what: number for what, number in source.counts.items() if number},
        files={origin.value: source.files_for(origin) for origin in sorted(source.told)},
        lost=tuple(sorted(origin.value for origin in source.lost)),
        newest=max(days, default=None),
        problems=problems,
    )


def _summary(source: KnownSource) -> SourceSummary:
    return SourceSummary(
        file=source.file,
        kind=source.kind,
        state="broken" if source.is_broken else "read",
        owner=source.told.owner.called if source.kind == SourceKind.LINKEDIN_ARCHIVE else "",
        newest=source.told.newest,
        records=source.told.records,
        counts=source.told.counts,
        problems=len(source.told.problems),
    )


def _digest_of(intake: Intake) -> str:
    told = repr((intake.appearances, list(intake.strands()), intake.meetings, intake.requests))
    return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()
