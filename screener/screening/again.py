"""Kept requests decided again without the files: by the rules, the ledger and the day as they are now."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from msgspec import structs

from screener.evidence.changed import as_of, merged
from screener.evidence.facts import FactSheet
from screener.evidence.sheets import OF_ABOUT_ME, OF_OWN_WORDS, told_anew
from screener.evidence.twins import Twins
from screener.ledger.kept import KeptRequest
from screener.ledger.request_queue import (
    known_sources,
    lost_by,
    open_askers,
    open_requests,
    remembered,
    snoozed,
    told_by,
)
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld, catch_up
from screener.outcomes import Certainty, Verdict
from screener.screening.files import reading_of
from screener.screening.knowledge import Knowledge, Sheets
from screener.screening.noted_world import NotedWorld
from screener.screening.proposing import Proposing, Setting
from screener.screening.results import Screened, Screening, as_snoozed
from screener.screening.screening import not_read
from screener.sources.records import Request
from screener.world.asker import owner_as_told


class Again:
    """The queue of a store, decided by a setting. What rests on about-me.yaml and the request alone holds as it is
    today also for old facts; with `reads_notes` also what makes a note specific. Up to `most_noted` open requests, it
    is noted what was looked up for each. Raises EngineError if the engine cannot be had."""

    def __init__(
        self,
        store: Store,
        setting: Setting,
        *,
        reads_notes: bool = False,
        known_twins: Twins | None = None,
        most_noted: int = 0,
    ) -> None:
        self.known_twins = known_twins
        self._reads_notes = reads_notes
        self._most_noted = most_noted
        catch_up(store)
        self.store = store
        self.setting = setting
        self._sources = known_sources(store)
        self._reading = reading_of(self._sources)
        self._numbers = {request: number for number, request in open_askers(store).items()}

    @cached_property
    def proposing(self) -> Proposing:
        """The policy bound to the user as all their files told."""
        return Proposing(self.setting, self._reading)

    @property
    def askers(self) -> list[Request]:
        """Every open request, without what is known of it."""
        return list(self._numbers)

    @cached_property
    def noted(self) -> NotedWorld | None:
        """The world, if it is noted what is looked up in it."""
        return NotedWorld(SqliteWorld(self.store)) if len(self.askers) <= self._most_noted else None

    @cached_property
    def knowledge(self) -> Knowledge:
        """What is known of askers."""
        me = owner_as_told(self.setting.policy.about_me)
        for source in self._sources:
            me = me.joined(source.told.owner)
        return Knowledge(
            self.store,
            self.setting.policy,
            self.proposing.about_me,
            self._reading,
            today=self.setting.today,
            told=told_by(self._sources),
            lost=lost_by(self._sources),
            owner=me,
            queue=self.askers,
            known_twins=self.known_twins,
            world=self.noted,
            is_fresh=self.setting.verify,
        )

    def proposal(self, kept: KeptRequest, *, undecided: bool = False) -> Screened:
        """What is proposed for one request today; `undecided`: as if the user had neither decided nor asked."""
        if self.noted:
            self.noted.looked_up.clear()
            self.knowledge.look_anew()
        proposal = self.proposing.proposal(kept.request, self.sheets(kept, undecided=undecided), kept.number)
        return replace(
            proposal,
            twins=self.knowledge.background.twins.others(kept.request),
            looked_up=frozenset(self.noted.looked_up) if self.noted else frozenset(),
        )

    def sheet(self, kept: KeptRequest, *, undecided: bool = False) -> FactSheet:
        """The facts of one request today, with what the ledger says."""
        return self.proposing.effective(self.sheets(kept, undecided=undecided))

    def sheets(self, kept: KeptRequest, *, undecided: bool = False) -> Sheets:
        """The facts of one request today, and as they would be after a yes or no of the user's. What was known of it
        from files that no world holds (of the first edition) still counts."""
        known = remembered(self.store, kept.request, kept)
        if self.noted:
            self.noted.looked_up.update(f"l{person}" for person in (kept.person, *(each for _, each in known.people)))
        if undecided:
            known = structs.replace(known, decided=None, asked=known.asked if known.answer else None)
        sheets = self.knowledge.sheets(kept.request, known, self.knowledge.resolution_of(kept.request))
        before = as_of(kept.sheet, kept.sheet_day, self.setting.today)
        return structs.replace(sheets, whole=merged(before, sheets.whole))

    def told_anew(self, request: Request, sheet: FactSheet, day: date) -> FactSheet:
        """A sheet of that day with what about-me.yaml, as it is now, makes of the request."""
        subjects = (*OF_ABOUT_ME, OF_OWN_WORDS) if self._reads_notes else OF_ABOUT_ME
        return {**sheet, **told_anew(request, structs.replace(self.knowledge.background, today=day), subjects)}

    def queue(self, besides: Container[int] = ()) -> Screening:
        """Every open request, but for those `besides`, in the order of the queue: who is to be confirmed, what was
        answered, accepts, questions, declines by their reason; in each what is flagged, what is sure, what is new."""
        put_off = snoozed(self.store, self.setting.today)
        proposals = [self.proposal(kept) for kept in open_requests(self.store, besides)]
        self.knowledge.keep()
        shown = [as_snoozed(one, put_off[one.number]) if one.number in put_off else one for one in proposals]
        return self.screening(sorted(shown, key=lambda one: (one.rank, one.number or 0)))

    def screening(self, screened: Sequence[Screened]) -> Screening:
        """Proposals as a screening of today."""
        return Screening(
            today=self.setting.today,
            policy=self.proposing.policy,
            engine=self.proposing.inferring.engine_name,
            sources=(),
            screened=tuple(screened),
            problems=(),
            not_read=not_read(told_by(self._sources)),
            numbers=self._numbers,
            read_on={source.file: source.read_on for source in self._sources},
        )


def obvious_declines(queue: Iterable[Screened]) -> list[Screened]:
    """The requests whose decline needs no second look: sure, silent, and contested by no other rule."""
    return [
        one
        for one in queue
        if one.decision.verdict is Verdict.DECLINE
        and one.decision.certainty is Certainty.HIGH
        and one.draft is None
        and not any(other.verdict is not Verdict.DECLINE for other in one.decision.outranked)
    ]
