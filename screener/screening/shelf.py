"""What a run finds of each request, laid by on the disk until it is shown, and kept for as long as all that it rests on
is the same: the request, what the ledger says, the world, the rules, the templates, the day and this program."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, overload

import msgspec
from msgspec import structs

from screener.decisions.change import Change, Question
from screener.decisions.decision import Decision
from screener.evidence.facts import Fact, FactSheet
from screener.evidence.remembered import Answer, Remembered
from screener.evidence.requests import request_id
from screener.evidence.twins import Twins
from screener.folders import program_mark, state_of
from screener.languages.words import own_files
from screener.ledger.kept import Reading, decoded, encoded, encoded_sheet
from screener.ledger.sqlite_store import Store
from screener.notes.reading import Reading as TextReading
from screener.replies.drafts import Draft
from screener.screening.proposing import Setting
from screener.screening.results import Rank, Screened, as_snoozed
from screener.sources.records import Provenance, Request
from screener.world.appearance import Appearance, AppearanceKind, KeyKind
from screener.world.lookups import PersonFile
from screener.world.resolution import Candidate, Resolution

_LEDGER: Final = (
    "SELECT id, person, request, verdict, day FROM decision ORDER BY id",
    "SELECT * FROM question ORDER BY id",
    "SELECT * FROM answer ORDER BY id",
    "SELECT * FROM vouch ORDER BY id",
    "SELECT * FROM expected ORDER BY id",
    "SELECT * FROM link ORDER BY id",
    "SELECT value FROM world WHERE name = 'state'",
)
_BYTES: Final = 16


class Grounds:
    """What every result of a run rests on, besides its own request; `more` is what else the results of this run do."""

    def __init__(self, store: Store, setting: Setting, reading: Reading, *more: object) -> None:
        about_me = setting.policy.about_me
        self._hash = hashlib.blake2b(digest_size=_BYTES)
        self._add(program_mark(), setting.today, str(setting.engine), setting.policy.digest, about_me, reading, more)
        self._add(sorted(state_of((*setting.templates, *own_files()))))
        for sql in _LEDGER:
            self._add([tuple(row) for row in store.all(sql)])

    @property
    def mark(self) -> str:
        """A short name for all of it."""
        return self._hash.hexdigest()

    def mark_of(
        self, request: Request, known: Remembered, *, answers: Sequence[Answer] = (), twins: Sequence[Fact] = ()
    ) -> str:
        """A short name for all that the result on one request rests on."""
        decided = known.decided and (known.decided.verdict, known.decided.day)
        ledger = known.withdrawn, decided, known.asked, known.answer, sorted(known.awaiting)
        found = self._hash.copy()
        found.update(_text((request, ledger, answers, [(one.text, one.source) for one in twins])))
        return found.hexdigest()

    def _add(self, *values: object) -> None:
        self._hash.update(_text(values))


def _text(value: object) -> bytes:
    return msgspec.json.encode(value, enc_hook=repr, order="deterministic")


class _Explained(msgspec.Struct, frozen=True):
    """What takes longer than deciding."""

    would_change: tuple[Change, ...]
    changes_are_all: bool
    question: Question | None


class _Content(msgspec.Struct, frozen=True, kw_only=True):
    """A result as it lies on the shelf."""

    decision: Decision
    explained: _Explained | None
    draft: Draft | None
    withheld: str
    resolution: Resolution | None
    reading: TextReading | None


class Lying(msgspec.Struct, frozen=True):
    """What is known of a result without looking at it. `is_kept`: an earlier run found it."""

    outcome: str
    state: str
    rank: Rank
    is_kept: bool = False


class Shelf:
    """The results of a run by their place in it; they lie in a private file of SQLite's own, not in memory.
    `with_changes`: they can be `explained`, which takes longer than deciding; `is_fresh`: what
    an earlier run found is not taken for granted."""

    def __init__(self, store: Store, *, with_changes: bool, is_fresh: bool = False) -> None:
        self._store = store
        self._with_changes = with_changes
        store.run(
            "CREATE TEMP TABLE IF NOT EXISTS shelf (place INTEGER PRIMARY KEY, sheet TEXT, content TEXT NOT NULL)"
        )
        store.run("DELETE FROM shelf")
        self._kept: Mapping[int, tuple[str, str, str, str, bool]] = {
            row["request"]: (row["rests_on"], row["outcome"], row["state"], row["rank"], bool(row["with_changes"]))
            for row in store.all("SELECT request, rests_on, outcome, state, rank, with_changes FROM resolved")
            if not is_fresh
        }

    def recall(self, place: int, number: int | None, rests_on: str) -> Lying | None:
        """Lay out what an earlier run found of the request of that number, if it rests on the same."""
        if number is None or number not in self._kept:
            return None
        rested_on, outcome, state, rank, has_changes = self._kept[number]
        if rested_on != rests_on or (self._with_changes and not has_changes):
            return None
        self._store.run("INSERT INTO shelf SELECT ?, NULL, content FROM resolved WHERE request = ?", place, number)
        return Lying(outcome, state, decoded(rank, Rank), is_kept=True)

    def lay(self, place: int, screened: Screened, sheet: FactSheet) -> Lying:
        """Lay by what was found, and the facts it was found on. Raises EngineError."""
        content = _Content(
            decision=screened.decision,
            explained=_explained(screened.explained()) if self._with_changes else None,
            draft=screened.draft,
            withheld=screened.withheld,
            resolution=screened.resolution and _without_records(screened.resolution),
            reading=screened.reading,
        )
        self._store.run("INSERT INTO shelf VALUES (?, ?, ?)", place, encoded_sheet(sheet), encoded(content))
        return Lying(screened.outcome, screened.decision.state, screened.rank)

    def sheet(self, place: int) -> str:
        """The facts that a result was found on, as the store keeps them."""
        return str(self._row(place)["sheet"])

    def keep(self, place: int, number: int, rests_on: str, lying: Lying) -> None:
        """Keep a result for the next run, under the number of its request. To be called while writing."""
        self._store.run(
            "INSERT OR REPLACE INTO resolved SELECT ?, ?, ?, ?, ?, ?, content FROM shelf WHERE place = ?",
            number, rests_on, lying.outcome, lying.state, encoded(lying.rank), self._with_changes, place,
        )  # fmt: skip

    def take(self, place: int, request: Request, number: int | None, twins: tuple[Request, ...]) -> Screened:
        """The result that lies at a place."""
        content = decoded(self._row(place)["content"], _Content)
        return Screened(
            id=request_id(request),
            request=request,
            decision=content.decision,
            draft=content.draft,
            withheld=content.withheld,
            number=number,
            twins=twins,
            resolution=content.resolution,
            reading=content.reading,
            explain=partial(_with, content.decision, content.explained),
        )

    def _row(self, place: int) -> Any:
        return self._store.one("SELECT sheet, content FROM shelf WHERE place = ?", place)


class OnShelf(Sequence[Screened]):
    """The results of a run in the order in which they are shown, each taken from the shelf when it is looked at: for as
    long as the store is open, and no other run lays its own there."""

    def __init__(
        self,
        shelf: Shelf,
        lines: Sequence[tuple[int, Request, int | None]],
        twins: Twins,
        put_off: Mapping[int, date | None],
    ) -> None:
        self._shelf = shelf
        self._lines = lines
        self._twins = twins
        self._put_off = put_off

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Screened: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Screened]: ...

    def __getitem__(self, at: int | slice) -> Screened | Sequence[Screened]:
        if isinstance(at, slice):
            return OnShelf(self._shelf, self._lines[at], self._twins, self._put_off)
        place, request, number = self._lines[at]
        taken = self._shelf.take(place, request, number, self._twins.others(request))
        return as_snoozed(taken, self._put_off[number]) if number and number in self._put_off else taken


def _explained(decision: Decision) -> _Explained:
    changes = tuple(structs.replace(one, facts=()) for one in decision.would_change)  # their words are what is shown
    return _Explained(changes, decision.changes_are_all, decision.question)


def _with(decision: Decision, explained: _Explained | None) -> Decision:
    return structs.replace(decision, **structs.asdict(explained)) if explained else decision


def _without_records(resolution: Resolution) -> Resolution:
    """Who the asker is, with the names of the candidates and their points, without all that the files hold on them."""
    return structs.replace(resolution, candidates=tuple(map(_called, resolution.candidates)))


def _called(candidate: Candidate) -> Candidate:
    label = candidate.person.label
    names, keys = ((), ((KeyKind.MAIL, label),)) if "@" in label else ((label,), ())
    one = Appearance(kind=AppearanceKind.LEDGER, names=names, keys=keys, at=Provenance(file=""))
    return structs.replace(candidate, person=PersonFile(id=candidate.person.id, appearances=(one,)))
