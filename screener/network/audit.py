"""The audit: every connection in exactly one class, and what that says of the network, by figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from screener.catalogue.declaring import Origin
from screener.errors import InputError, Problem
from screener.ledger.kept import Reading
from screener.ledger.request_queue import KnownSource, known_sources
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import catch_up
from screener.ledger.ties import connection_rows, exports
from screener.network.connections import Connections, connections_of
from screener.network.figures import Figure, figures_of
from screener.network.judgement import Acquaintance, Class, Judgement
from screener.policy.model import AboutMe, Policy
from screener.screening.answers import Answers
from screener.screening.files import FilesRead, Progress, read_files, without_collecting
from screener.screening.proposing import Setting, about_me_with
from screener.screening.remembering import owing
from screener.screening.results import SourceSummary
from screener.screening.screening import not_read
from screener.sources.limits import makes_unusable
from screener.texts.folding import fold, one_line
from screener.world.asker import owner_named

_HIDDEN: Final = "hidden connections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The user's connections as far as files were read, and the policy that judges them."""

    today: date
    policy: Policy
    about_me: AboutMe
    headline: str
    engine: str
    source: int
    nameless: int
    connections: Connections
    judgement: Judgement
    sources: tuple[SourceSummary, ...]
    problems: tuple[Problem, ...]
    not_read: tuple[str, ...]

    @property
    def is_incomplete(self) -> bool:
        """Whether a whole file could not be used."""
        return any(map(makes_unusable, self.problems))

    def judged(self, persons: Collection[int] | None = None) -> list[Acquaintance]:
        """Everybody, or these persons of the world, by name."""
        with without_collecting():
            found = list(self.judgement.judged(self.connections, self.source, persons))
        found.sort(key=lambda one: (fold(one.linked.name), one.linked.id))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What the network is made of on one day. `number` and `classes` count everybody; `is_list`: the people are only
    those who were asked for."""

    network: Network
    people: tuple[Acquaintance, ...]
    number: int
    classes: Mapping[str, int]
    figures: tuple[Figure, ...]
    is_list: bool = False


def network_of(
    files: Sequence[str],
    setting: Setting,
    store: Store,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda *_: None,
    with_vouches: bool = False,
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
    about_me = about_me_with(own, read.reading)
    made = exports(store)
    if not made:
        raise InputError(_without_connections(read.problems))
    judgement = Judgement(
        store, setting.policy, about_me, today=setting.today, told=read.told, lost=read.lost, engine=setting.engine,
        with_vouches=with_vouches,
    )  # fmt: skip
    newest = next((source for source in read.world if source.id == made[0].source), None)
    with without_collecting():
        connections = connections_of(connection_rows(store), made, about_me)
    return Network(
        today=setting.today,
        policy=judgement.policy,
        about_me=about_me,
        headline=_headline(read.reading),
        engine=judgement.inferring.engine_name,
        source=made[0].source,
        nameless=_nameless(newest),
        connections=connections,
        judgement=judgement,
        sources=read.summaries,
        problems=read.problems,
        not_read=not_read_of(read.told, number_of_archives=len(made)),
    )


def not_read_of(told: frozenset[Origin], *, number_of_archives: int) -> tuple[str, ...]:
    """The kinds of files that were never read; without an older archive nobody's past is known."""
    return (*not_read(told), *(() if number_of_archives > 1 else ("older-archive",)))


def _headline(reading: Reading) -> str:
    return next((profile.headline for profile in reading.profiles), "")


def _nameless(source: KnownSource | None) -> int:
    return source.told.counts.get(_HIDDEN, 0) if source else 0


def audit_of(network: Network) -> Audit:
    """Everybody judged, and the figures."""
    people = tuple(network.judged())
    counts = Counter(one.kind for one in people)
    return Audit(
        network=network,
        people=people,
        number=len(people),
        classes={kind.value: counts[kind] for kind in Class},
        figures=figures_of(people, network.connections, network.about_me, network.headline, network.nameless),
    )


def _without_connections(problems: Sequence[Problem]) -> str:
    lost = "".join(f"{one_line(each.file)}: {each.text}; " for each in problems if makes_unusable(each))
    return f"{lost}no file has told who your connections are; give the archive of your network, with Connections.csv"
