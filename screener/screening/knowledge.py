"""What is known of each asker: who they are in the world, and the fact sheets that follow, the ledger laid over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial
from typing import Any, Final

import msgspec
from msgspec import structs

from screener.catalogue.declaring import STRONG_MATCHES, Origin
from screener.evidence.case import Background, Case
from screener.evidence.claim_checks import RecordsOnAsker
from screener.evidence.claimed import rows_naming_asker
from screener.evidence.facts import FactSheet
from screener.evidence.found import found_in, joined_people
from screener.evidence.from_ledger import Recalling, with_ledger
from screener.evidence.own_records import own_records
from screener.evidence.remembered import Remembered
from screener.evidence.requests import request_id
from screener.evidence.shared_past import own_past
from screener.evidence.sheets import background_of, fact_sheet_of
from screener.evidence.twins import Twins, twins
from screener.ledger.deeds import question_days
from screener.ledger.kept import Reading
from screener.ledger.request_queue import sheet_of, words_on
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld
from screener.notes.reader import read, read_headline, reread
from screener.notes.reading import ReadBy, Sign
from screener.notes.reading import Reading as TextReading
from screener.outcomes import By, Zone
from screener.people.firms import firm_key
from screener.policy.model import AboutMe, Policy
from screener.screening.noted_world import NotedWorld
from screener.screening.recognitions import Recognised, Recognitions, Told
from screener.sources.records import Request
from screener.world.asker import Owner, asker_of, owner_as_told
from screener.world.introductions import Introduction, introductions_of
from screener.world.mentions import former_names_in, mentions_in
from screener.world.points import Around, OwnFirm
from screener.world.resolution import Candidate, Resolution, resolve

_FRESH_DAYS: Final = 90
_FEW_CONNECTIONS: Final = 30
_MOST_ALTERNATIVES: Final = 5
_MOST_TEXTS: Final = 8  # whose mentions are remembered: a note is read more than once
_ANSWERING_DAYS: Final = 60  # a question and its answer, where no day of the answer is known


class Sheets(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of one request, and what was read in its note. `plain` lacks what the ledger says, `whole` has it.
    `if_nobody` and `if_they` are the same facts as they would be after the user's no, and after a yes to each
    candidate; empty unless a yes or no is wanted of the user."""

    resolution: Resolution
    reading: TextReading | None = None
    plain: FactSheet
    whole: FactSheet
    if_nobody: FactSheet | None = None
    if_they: tuple[FactSheet, ...] = ()


class _Laid(msgspec.Struct, frozen=True, kw_only=True):
    """The facts without and with what the ledger says, and the note as it was read for them."""

    plain: FactSheet
    whole: FactSheet
    reading: TextReading | None


class Knowledge:
    """The world of a store as one policy's user sees it, on one day."""

    def __init__(
        self,
        store: Store,
        policy: Policy,
        about_me: AboutMe,
        reading: Reading,
        *,
        today: date,
        told: Iterable[Origin],
        lost: Iterable[Origin] = (),
        owner: Owner,
        queue: Sequence[Request] = (),
        known_twins: Twins | None = None,
        world: SqliteWorld | NotedWorld | None = None,
        is_fresh: bool = False,
    ) -> None:
        self._store = store
        self._policy = policy
        self._about_me = about_me
        self._reading = reading
        self._today = today
        self._told = frozenset(told)
        self._lost = frozenset(lost)
        self._queue = queue
        self._known_twins = known_twins
        self.world = world or SqliteWorld(store)
        me = owner_as_told(about_me)
        self._around = Around(lookups=self.world, owner=me.joined(owner), firms=tuple(_own_firms(about_me, today)))
        self._recognitions = Recognitions(
            store, self.world, today, self._around.owner, about_me, reading, is_fresh=is_fresh
        )
        self._recognised: dict[str, Recognised] = {}
        self._mentions_in = lru_cache(maxsize=_MOST_TEXTS)(partial(mentions_in, around=self._around))

    @cached_property
    def twins(self) -> Twins:
        """What the queue as a whole says of each request."""
        return twins(self._queue, self._about_me) if self._known_twins is None else self._known_twins

    def look_anew(self) -> None:
        """Take nothing for granted that was found for the last request."""
        self._recognised = {}
        self._mentions_in.cache_clear()

    def kept_sheet(self, number: int) -> FactSheet:
        """The facts that were found of a request when it was last seen."""
        return sheet_of(self._store, number)

    @cached_property
    def background(self) -> Background:
        """What is the same for every request."""
        own = own_records(
            own_past(self._about_me),
            meetings=self.world.meetings(),
            person=self.world.person_named,
            positions=self._reading.positions,
            schooling=self._reading.schooling,
        )
        return background_of(
            self._about_me,
            today=self._today,
            looked_into=self._told,
            broken=self._lost,
            lists=self._policy.lists,
            twins=self.twins,
            own=own,
        )

    def resolution_of(self, request: Request) -> Resolution:
        """Who the asker is among the people of the world."""
        return self._recognised_in(request).resolution

    def keep(self) -> None:
        """Keep who the askers so far are and what they say, for as long as it rests on the same."""
        self._recognitions.keep()

    def _recognised_in(self, request: Request) -> Recognised:
        key = request_id(request)
        if key not in self._recognised:
            noted = self.world.looked_up if isinstance(self.world, NotedWorld) else None
            found = self._recognitions.recall(request)
            if found is None or (noted is not None and found.looked_up is None):
                told = self._told_by(request)
                asker = asker_of(request, told.danger)
                resolution = resolve(asker, self._around, self.world.links_of(key))
                looked_up = None if noted is None else frozenset(noted)
                found = Recognised(told=told, resolution=resolution, looked_up=looked_up)
                self._recognitions.lay(request, found)
            elif noted is not None and found.looked_up is not None:
                noted |= found.looked_up
            self._recognised = {key: found}  # of the others none is asked for again
        return self._recognised[key]

    def sheets(self, request: Request, known: Remembered, resolution: Resolution) -> Sheets:
        """The facts of one request, and as they would be after a yes or no of the user's."""
        now = self._sheet(request, resolution, known)
        sheets = Sheets(resolution=resolution, reading=now.reading, plain=now.plain, whole=now.whole)
        if resolution.zone is not Zone.CONFIRM:
            return sheets
        nobody = Resolution(zone=Zone.NOBODY, denied=resolution.denied + 1)
        they = [_if_same(candidate) for candidate in resolution.candidates[:_MOST_ALTERNATIVES]]
        return structs.replace(
            sheets,
            if_nobody=self._sheet(request, nobody, known).whole,
            if_they=tuple(self._sheet(request, each, known).whole for each in they),
        )

    def ledger_people(self, resolution: Resolution) -> list[tuple[str, int]]:
        """The people of the ledger who may be the asker, and how each is joined."""
        return [
            (match, number)
            for match, person in joined_people(resolution)
            for number in self.world.ledger_people(person.id)
        ]

    def _sheet(self, request: Request, resolution: Resolution, known: Remembered) -> _Laid:
        """The facts without and with what the ledger says, the asker being who the resolution says."""
        besides = self._asked_spans(resolution, known)
        told = self._recognised_in(request).told
        found = found_in(resolution, before=request.sent, besides=besides)
        case = Case(request, resolution, found, self.background, told.note, told.headline, told.introductions)
        world = self._world_of(request, told.introductions, case)
        if told.note:
            case.reading = reread(told.note, request.note or "", request.sent, world)
        plain = fact_sheet_of(case)
        joined = structs.replace(known, **self.word_of(resolution, known))
        recalling = Recalling(
            today=self._today, waiting_days=self._about_me.waiting_days, read=partial(read, world=world)
        )
        return _Laid(plain=plain, whole=with_ledger(plain, joined, recalling), reading=case.reading)

    def word_of(self, resolution: Resolution, known: Remembered) -> dict[str, Any]:
        """What the ledger says of the persons whom the asker may be, each with how they are joined. What stands under
        the asker's own address holds whoever they turn out to be."""
        joined = {number: match for match, number in self.ledger_people(resolution)}
        joined |= {number: match for match, number in known.people if match in STRONG_MATCHES}
        return words_on(self._store, [(match, number) for number, match in joined.items()], known)

    def _told_by(self, request: Request) -> Told:
        """What note and headline say. Who introduced the asker follows from whom the note mentions."""
        introductions = self._introductions_of(request)
        note = self._note_of(request, introductions)
        danger = self._danger_of(request, note)
        if danger and introductions:  # what proves an introduction proves less of somebody who may be a copy
            introductions = self._introductions_of(request, danger)
            note = self._note_of(request, introductions)
        world = self._world_of(request, introductions)
        return Told(
            note=note,
            headline=read_headline(request.headline, world) if request.headline else None,
            introductions=introductions,
            danger=danger,
        )

    def _introductions_of(self, request: Request, danger: str = "") -> tuple[Introduction, ...]:
        asker = asker_of(request, danger)
        return tuple(introductions_of(asker, self._mentions_in(request.note or "", asker=asker), self._around))

    def _note_of(self, request: Request, introductions: Sequence[Introduction]) -> TextReading | None:
        if not request.note:
            return None
        return read(request.note, request.sent, world=self._world_of(request, introductions))

    def _world_of(
        self, request: Request, introductions: Sequence[Introduction], case: Case | None = None
    ) -> RecordsOnAsker:
        """The user's world as the reader sees it for the asker of a request; with a case, also the rows that are theirs
        if they are who the case takes them for."""
        asker = asker_of(request)
        theirs = [person.id for match, person in joined_people(case.resolution) if case.is_sure(match)] if case else ()
        return RecordsOnAsker(
            records=self.background.own,
            shown=tuple(rows_naming_asker(case)) if case else (),
            theirs=frozenset(theirs),
            introducers=frozenset(one.by.id for one in introductions if one.in_note),
            named=partial(self._mentions_in, asker=asker),
            formerly=partial(former_names_in, asker=asker, around=self._around),
        )

    def _asked_spans(self, resolution: Resolution, known: Remembered) -> list[tuple[date, date]]:
        """The days between a question of the tool's and its answer: they show no acquaintance."""
        spans = []
        if known.asked is not None:
            spans.append((known.asked.day, self._today))
        for _, number in self.ledger_people(resolution):
            for day in question_days(self._store, number):
                spans.append((day, day + timedelta(days=_ANSWERING_DAYS)))
        return spans

    def _danger_of(self, request: Request, note: TextReading | None) -> str:
        """What copies of other people's profiles are known by, in words; empty if nothing of that kind is seen."""
        signs = []
        created, sent = request.profile_created, request.sent or self._today
        if created is not None and (sent - created.earliest).days < _FRESH_DAYS:
            signs.append("the profile is new")
        if request.connections is not None and request.connections < _FEW_CONNECTIONS:
            signs.append("it has few connections")
        if note and _presses(note):
            signs.append("the note presses for time, money or secrecy")
        return " and ".join(signs)


def _presses(note: TextReading) -> bool:
    return Sign.URGENT in note.signs and note.read_from[Sign.URGENT].read_by is not ReadBy.MODEL


def _if_same(candidate: Candidate) -> Resolution:
    return Resolution(zone=Zone.SAME, candidates=(candidate,), by=By.YOUR_WORD)


def _own_firms(about_me: AboutMe, today: date) -> Iterator[OwnFirm]:
    for firm in about_me.employers:
        keys = frozenset(filter(None, (firm_key(name) for name in (firm.name, *firm.also))))
        is_present = firm.end is None or firm.end.latest >= today
        if keys:
            yield OwnFirm(name=firm.name, keys=keys, staff=firm.staff, is_present=is_present)
    for school in about_me.schools:
        keys = frozenset(filter(None, (firm_key(name) for name in (school.name, *school.also))))
        if keys:
            yield OwnFirm(name=school.name, keys=keys, is_school=True)
