"""The audit: every connection in exactly one class, and what that says of the network, by figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import BinaryIO, Final

from msgspec import structs

from screener.catalogue.declaring import Origin
from screener.errors import InputError, Problem
from screener.ledger.kept import Reading
from screener.ledger.request_queue import KnownSource, known_sources
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import catch_up
from screener.ledger.ties import Export, connection_rows, exports
from screener.network.connections import Connections, Linked, connections_of
from screener.network.entries import entry_of, text_of
from screener.network.figures import figures_of
from screener.network.judged_people import (
    People,
    Summary,
    flags_text,
    keep_people,
    keep_summary,
    keeping,
    kept_summary,
)
from screener.network.judgement import VOUCHED_AGAINST, Acquaintance, Class, Judgement, judging_connections
from screener.policy.model import AboutMe, Policy
from screener.screening.answers import Answers
from screener.screening.files import FilesRead, Progress, read_files, without_collecting
from screener.screening.proposing import Setting, about_me_with
from screener.screening.remembering import owing
from screener.screening.results import SourceSummary
from screener.screening.screening import not_read
from screener.screening.shelf import Grounds
from screener.sources.limits import makes_unusable
from screener.texts.folding import one_line
from screener.world.asker import owner_named

_HIDDEN: Final = "hidden connections"


@dataclass(frozen=True, kw_only=True)
class Network:
    """The user's connections as far as files were read, and the policy that judges them."""

    store: Store
    setting: Setting
    today: date
    policy: Policy
    about_me: AboutMe
    exports: Sequence[Export]
    nameless: int
    reading: Reading
    told: frozenset[Origin]
    lost: frozenset[Origin]
    sources: tuple[SourceSummary, ...]
    problems: tuple[Problem, ...]
    not_read: tuple[str, ...]

    @property
    def is_incomplete(self) -> bool:
        """Whether a whole file could not be used."""
        return any(map(makes_unusable, self.problems))

    @property
    def source(self) -> int:
        """The newest archive, which says who is a connection."""
        return self.exports[0].source

    @cached_property
    def connections(self) -> Connections:
        """Everybody whom the archives show."""
        with without_collecting():
            return connections_of(connection_rows(self.store), self.exports, self.about_me)

    @cached_property
    def judgement(self) -> Judgement:
        """What judges them. Raises EngineError."""
        return Judgement(
            self.store, self.policy, today=self.today, told=self.told, lost=self.lost, engine=self.setting.engine
        )

    @property
    def rests_on(self) -> str:
        """A short name for all that a judgement rests on."""
        places = [(rule.id, rule.place) for rule in self.policy.rules]
        grounds = Grounds(
            self.store, self.setting, self.reading, sorted(self.told), sorted(self.lost), self.nameless, places
        )
        return grounds.mark

    def judged(self, persons: Collection[int]) -> list[Acquaintance]:
        """These persons of the world, by name."""
        with without_collecting():
            found = list(self.judgement.judged(self.connections, self.source, persons))
        return sorted(found, key=lambda one: one.linked.order())


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What the network is made of on one day. The summary counts everybody; the people are those who were asked
    for."""

    network: Network
    summary: Summary
    people: People

    @property
    def vouched_against(self) -> list[str]:
        """The names of those, if they were asked for."""
        return (
            [one.name for one in People(self.network.store, flag=VOUCHED_AGAINST)] if self.people.with_vouches else []
        )


def network_of(
    files: Sequence[str],
    setting: Setting,
    store: Store,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda *_: None,
) -> Network:
    """Read the files into the world of the store, and see who is a connection. Raises InputError where no archive has
    told that, or for an archive of somebody else than the store's owner."""
    own = setting.policy.about_me
    if files:
        me = owner_named(own.name, [own.profile_url], own.emails)
        answers = Answers(owing(store))
        read = read_files(files, store, me, answers, today=setting.today, stdin=stdin, progress=progress)
    else:
        catch_up(store)
        read = FilesRead(given=(), world=tuple(known_sources(store)), problems=())
    made = exports(store)
    if not made:
        raise InputError(_without_connections(read.problems))
    about_me = about_me_with(own, read.reading)
    newest = next((source for source in read.world if source.id == made[0].source), None)
    return Network(
        store=store,
        setting=setting,
        today=setting.today,
        policy=structs.replace(judging_connections(setting.policy), about_me=about_me),
        about_me=about_me,
        exports=made,
        nameless=_nameless(newest),
        reading=read.reading,
        told=read.told,
        lost=read.lost,
        sources=read.summaries,
        problems=read.problems,
        not_read=not_read_of(read.told, number_of_archives=len(made)),
    )


def not_read_of(told: frozenset[Origin], *, number_of_archives: int) -> tuple[str, ...]:
    """The kinds of files that were never read; without an older archive nobody's past is known."""
    return (*not_read(told), *(() if number_of_archives > 1 else ("older-archive",)))


def _nameless(source: KnownSource | None) -> int:
    return source.told.counts.get(_HIDDEN, 0) if source else 0


def audit_of(network: Network, *, with_vouches: bool = False) -> Audit:
    """Everybody judged, and the figures; as the store holds them, if all is as it was. `with_vouches`: those whom the
    user vouched against are named."""
    store, rests_on = network.store, network.rests_on
    summary = kept_summary(store, rests_on)
    if summary is None:
        with without_collecting(), keeping(store):
            summary = _judge_everybody(network)
            keep_summary(store, rests_on, summary)
    return Audit(network=network, summary=summary, people=People(store, with_vouches))


def _judge_everybody(network: Network) -> Summary:
    places = {id(one): place for place, one in enumerate(sorted(network.connections.everyone, key=Linked.order))}
    rules = {rule.id: rule for rule in network.policy.rules}
    counted: list[Acquaintance] = []

    def lines() -> Iterator[tuple[int, str, str, str]]:
        for one in network.judgement.judged(network.connections, network.source):
            counted.append(replace(one, reasons=()))  # their texts take most of the memory
            flags = flags_text((*one.flags, VOUCHED_AGAINST) if one.vouch == "no" else one.flags)
            yield places[id(one.linked)], one.kind.value, flags, text_of(entry_of(one, rules))

    keep_people(network.store, lines())
    counted.sort(key=lambda one: places[id(one.linked)])
    counts = Counter(one.kind for one in counted)
    return Summary(
        engine=network.judgement.inferring.engine_name,
        number=len(counted),
        classes={kind.value: counts[kind] for kind in Class},
        figures=figures_of(counted, network.connections, network.policy, network.reading, network.nameless),
    )


def _without_connections(problems: Sequence[Problem]) -> str:
    lost = "".join(f"{one_line(each.file)}: {each.text}; " for each in problems if makes_unusable(each))
    return f"{lost}no file has told who your connections are; give the archive of your network, with Connections.csv"
