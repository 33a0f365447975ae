"""The search for the smallest changes of the facts that lead to another verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final
from weakref import WeakKeyDictionary

import msgspec

from screener.decisions.alternatives import Sketch, SubjectAlternatives
from screener.decisions.change import Alternative, Change, Changes, change_words
from screener.decisions.standing import is_settled, state_of
from screener.decisions.witnesses import phrases_of
from screener.errors import UsageError
from screener.evidence.facts import FactSheet
from screener.inference.bit_code import Column
from screener.inference.compiled_policy import Columns
from screener.inference.inferring import Inferring
from screener.outcomes import Verdict
from screener.policy.model import Rule, Status

MOST_SHOWN: Final = 3  # one for each verdict
_QUICK: Final = (2, 2_000_000)  # subjects that change at once, changes tried: a fifth of a second at the very most
_PATIENT: Final = (3, 20_000_000)  # where the user asked for it, and waits
_COLUMNS: Final = 100_000  # at once
_KEPT: Final = 5_000

# A change as it is kept: its verdict, and of each subject it touches which of the alternatives.
_Places = tuple[tuple[str, int], ...]
Kept = tuple[Verdict, _Places]
# What a search depends on, of each subject.
Signature = tuple[object, ...]


class _Searched(msgspec.Struct, frozen=True):
    """A policy made ready to be searched, and what was found in it by what the search depended on. The records of one
    person are not kept for the next."""

    terrain: Terrain
    answers: dict[object, tuple[tuple[Kept, ...], bool]] = msgspec.field(default_factory=dict)


# Per policy, and gone with it.
_SEARCHED: Final[WeakKeyDictionary[Inferring, _Searched]] = WeakKeyDictionary()
_WIDER: Final[WeakKeyDictionary[Inferring, Terrain]] = WeakKeyDictionary()  # in which notes and headlines say more


def would_change(sheet: FactSheet, inferring: Inferring) -> Changes:
    """The nearest changes that lead to another verdict, three at most, about different subjects and with one for each
    verdict. None where the state of the request leaves nothing to decide. Raises EngineError."""
    kept, is_complete = _nearest(sheet, inferring)
    shown = _known(inferring).found(_shown_of(kept), sheet)
    return Changes(tuple(confirmed(shown, sheet, inferring)), is_complete)


def changes_to(
    sheet: FactSheet, inferring: Inferring, goal: Verdict | str, *, most: int = MOST_SHOWN, outranked: bool = False
) -> Changes:
    """The nearest changes that lead to a verdict, or make a rule (by id) win, if it decides, or else hold; `outranked`:
    it need but hold. Where none is found, notes and headlines may say more than they do. None where it is so already.
    Raises UsageError for a rule that does not run, and EngineError."""
    rule = None if isinstance(goal, Verdict) else _rule(goal, inferring)
    compiled = inferring.compiled

    def reached(columns: Columns) -> dict[Verdict, Column]:
        verdicts = compiled.verdicts(columns)
        if rule is None:
            return {verdict: bits for verdict, bits in verdicts.items() if verdict == goal}
        holds, wins = compiled.goal(rule, columns)
        so = holds if outranked or not rule.decide or rule.status is not Status.ACTIVE else wins
        return {verdict: bits & so for verdict, bits in verdicts.items()}

    if is_settled(state_of(sheet)) or any(reached(_known(inferring).now(sheet)).values()):
        return Changes()
    is_complete = True
    for build in (_known, _wider):
        terrain = build(inferring)
        limit = Limit(*_PATIENT)
        nearest_ones = terrain.found(terrain.smallest(sheet, terrain.signature(sheet), reached, limit)[:most], sheet)
        found = tuple(confirmed(nearest_ones, sheet, inferring, rule, outranked=outranked))
        is_complete = is_complete and terrain.is_complete and not limit.is_reached
        if found:
            return Changes(found, is_complete)
    return Changes((), is_complete)


def nearest(sheet: FactSheet, inferring: Inferring, *, told_only: bool = False) -> tuple[list[Found], bool]:
    """The smallest changes to any other verdict, nearest first and at least as many as are shown, and whether the
    search came to its end; with `told_only` those that the asker can tell."""
    kept, is_complete = _nearest(sheet, inferring, told_only=told_only)
    return _known(inferring).found(kept, sheet), is_complete


def _nearest(sheet: FactSheet, inferring: Inferring, *, told_only: bool = False) -> tuple[Sequence[Kept], bool]:
    """The same without the records of the sheet. Worked out once for all requests that stand alike."""
    if is_settled(state_of(sheet)):
        return (), True
    searched = _searched(inferring)
    signature = searched.terrain.signature(sheet)
    key = (told_only, signature)
    if key not in searched.answers:
        if len(searched.answers) >= _KEPT:
            searched.answers.clear()
        searched.answers[key] = _search(sheet, signature, inferring, searched.terrain, told_only=told_only)
    return searched.answers[key]


def confirmed(
    found: Iterable[Found],
    sheet: FactSheet,
    inferring: Inferring,
    rule: Rule | None = None,
    *,
    outranked: bool = False,
) -> Iterator[Change]:
    """Those changes that the policy itself, asked again, agrees with."""
    now = inferring.situation(sheet)
    for verdict, facts in found:
        agenda = inferring.agenda(inferring.situations.changed(now, {one.subject: one.records for one in facts}))
        need_but_hold = outranked or (rule is not None and not rule.decide)
        holding = agenda.fired if need_but_hold else [winner.id for winner in agenda.winners]
        if agenda.verdict == verdict and (rule is None or rule.id in holding):
            yield Change(to=verdict, facts=facts, text=_worded(facts, sheet, inferring))


def _worded(facts: Iterable[Alternative], sheet: FactSheet, inferring: Inferring) -> str:
    me = inferring.policy.about_me
    own_sides = {"shared-employer": bool(me.employers), "shared-school": bool(me.schools)}
    known = frozenset(subject for subject, is_known in own_sides.items() if is_known)
    return change_words(facts, sheet, inferring.situations.conditions, known)


def applied(sheet: FactSheet, change: Iterable[Alternative]) -> FactSheet:
    """The fact sheet as it would be after a change."""
    return {**sheet, **{one.subject: one.records for one in change}}


def _searched(inferring: Inferring) -> _Searched:
    if inferring not in _SEARCHED:
        _SEARCHED[inferring] = _Searched(Terrain(inferring))
    return _SEARCHED[inferring]


def _known(inferring: Inferring) -> Terrain:
    return _searched(inferring).terrain


def _wider(inferring: Inferring) -> Terrain:
    if inferring not in _WIDER:
        _WIDER[inferring] = Terrain(inferring, texts_grow=True)
    return _WIDER[inferring]


def _search(
    sheet: FactSheet, signature: Signature, inferring: Inferring, terrain: Terrain, *, told_only: bool
) -> tuple[tuple[Kept, ...], bool]:
    now, limit = inferring.agenda(inferring.situation(sheet)).verdict, Limit(*_QUICK)

    def others(columns: Columns) -> dict[Verdict, Column]:
        return {verdict: bits for verdict, bits in inferring.compiled.verdicts(columns).items() if verdict != now}

    kept = tuple(terrain.smallest(sheet, signature, others, limit, told_only=told_only))
    return kept, terrain.is_complete and not limit.is_reached


def _shown_of(found: Sequence[Kept]) -> list[Kept]:
    """As many as are shown, in their order: for each verdict one, and as many different subjects as there are."""
    chosen: list[Kept] = []
    for wanted in (Verdict.ACCEPT, Verdict.ASK, Verdict.DECLINE, *[None] * MOST_SHOWN):
        # Two changes of one subject tell less than those of two.
        taken = {subject for _, places in chosen for subject, _ in places}
        left = [one for one in found if one not in chosen and wanted in (None, one[0])]
        fresh = next((one for one in left if taken.isdisjoint([subject for subject, _ in one[1]])), None)
        chosen += [fresh] if fresh else left[:1]
    return sorted(chosen[:MOST_SHOWN], key=found.index)


def _rule(wanted: str, inferring: Inferring) -> Rule:
    for rule in inferring.policy.rules:
        if rule.id == wanted and rule.runs:
            return rule
    raise UsageError(f"no rule of your policy that runs is called {wanted!r}")


# The columns that lead to what is wanted, by verdict.
Goal = Callable[[Columns], Mapping[Verdict, Column]]
Facts = tuple[Alternative, ...]
Found = tuple[Verdict, Facts]


@dataclass(slots=True)
class Limit:
    """How many subjects may change at once, and how many changes may still be tried."""

    most_subjects: int
    trials_left: int
    is_reached: bool = field(default=False, init=False)

    def spend(self, trials: int) -> bool:
        """Take away so many trials, and say whether there were as many left."""
        self.trials_left -= trials
        self.is_reached = self.is_reached or self.trials_left < 0
        return not self.is_reached


class Terrain:
    """A policy bound to its user, made ready to be searched; with `texts_grow` also for what a note or headline that
    is there would have to say besides."""

    def __init__(self, inferring: Inferring, *, texts_grow: bool = False) -> None:
        conditions, vocabulary = inferring.situations.conditions, inferring.situations.vocabulary
        phrases = phrases_of(inferring.policy)
        self._situations = inferring.situations
        self.compiled = inferring.compiled
        self.subjects: dict[str, SubjectAlternatives] = {}
        self._starts: dict[str, int] = {}
        start = 0
        for subject, group in groupby(conditions, lambda condition: condition.subject):
            own = tuple(group)
            self.subjects[subject] = SubjectAlternatives(subject, own, vocabulary, phrases, texts_grow=texts_grow)
            self._starts[subject] = start
            start += len(own)

    @property
    def is_complete(self) -> bool:
        """Whether the changes of every subject were looked at that there are."""
        return all(subject.is_complete for subject in self.subjects.values())

    def signature(self, sheet: FactSheet) -> Signature:
        """What a search depends on: equal for fact sheets that have the same changes."""
        return tuple([one.signature(sheet[name]) for name, one in self.subjects.items()])

    def now(self, sheet: FactSheet) -> Columns:
        """A fact sheet as it is, as one column."""
        return Columns.of([self._situations.values(self._situations.of(sheet))])

    def smallest(
        self, sheet: FactSheet, signature: Signature, goal: Goal, limit: Limit, *, told_only: bool = False
    ) -> list[Kept]:
        """The changes of the fewest subjects that reach the goal: for each set of subjects and each verdict the
        nearest, the nearest of all first. With `told_only` those that the asker can tell, for each question one."""
        signed = sorted(zip(self.subjects.items(), signature, strict=True), key=lambda one: one[0][0])
        sketches = {name: one.sketch(sheet[name], own, told_only=told_only) for (name, one), own in signed}
        search = _Search(self, goal, limit, {name: one for name, one in sketches.items() if one.marks}, told_only)
        now = self.now(sheet)
        for size in range(1, limit.most_subjects + 1):
            search.look(now, tuple(search.sketches), size)
            if search.best or limit.is_reached:  # more subjects are farther than any of these
                break
        return [kept for _, kept in sorted(search.best.values(), key=lambda one: (one[0], one[1][1], one[1][0]))]

    def found(self, kept: Iterable[Kept], sheet: FactSheet) -> list[Found]:
        """Changes with the records of a fact sheet."""
        return [
            (verdict, tuple([self.subjects[subject].of(sheet[subject])[place] for subject, place in places]))
            for verdict, places in kept
        ]

    def start(self, subject: str) -> int:
        """Where the values of a subject's conditions start."""
        return self._starts[subject]


# What changes are put in order by: how many subjects, how seldom such things are, how delicate, how much is said.
_Farness = tuple[int, int, int, int, tuple[str, ...]]


class _Search:
    """One search from one fact sheet, a column for each change that is tried."""

    def __init__(
        self, terrain: Terrain, goal: Goal, limit: Limit, sketches: Mapping[str, Sketch], by_question: bool
    ) -> None:
        self._terrain, self._goal, self._limit, self._by_question = terrain, goal, limit, by_question
        self.sketches = sketches
        self.best: dict[tuple[Verdict, tuple[str, ...], str], tuple[_Farness, Kept]] = {}

    def look(self, base: Columns, names: Sequence[str], size: int, chosen: _Places = ()) -> None:
        """Keep for each set of so many subjects, for each verdict that is wanted, the nearest change of one column."""
        if size == 1 and names:
            self._grid(base, None, names, chosen)
        for number, name in enumerate(names):
            later = names[number + 1 :]
            if later and size == 2:
                self._grid(base, name, later, chosen)
            elif later and size > 2:
                for place in range(len(self.sketches[name].marks)):
                    if self._limit.is_reached:
                        return
                    self.look(self._with(base, name, place), later, size - 1, (*chosen, (name, place)))

    def _with(self, base: Columns, name: str, place: int) -> Columns:
        yes, no, start = list(base.yes), list(base.no), self._terrain.start(name)
        sketch = self.sketches[name]
        yes[start : start + len(sketch.yes)] = [bits >> place & 1 for bits in sketch.yes]
        no[start : start + len(sketch.no)] = [bits >> place & 1 for bits in sketch.no]
        return Columns(yes, no, 1)

    def _grid(self, base: Columns, outer: str | None, inner: Sequence[str], chosen: _Places) -> None:
        """Try every alternative of the inner subjects, for each alternative of the outer one if there is one: a row of
        columns for each of these."""
        width = sum(len(self.sketches[name].marks) for name in inner)
        rows = len(self.sketches[outer].marks) if outer else 1
        at_once = max(_COLUMNS // width, 1)
        for first in range(0, rows, at_once):
            number = min(at_once, rows - first)
            if not self._limit.spend(number * width):
                return
            columns = self._columns(base, outer, inner, (first, number, width))
            for verdict, bits in self._goal(columns).items():  # bits of all rows at once; most verdicts have none
                for row in range(number) if bits else ():
                    before = (*chosen, (outer, first + row)) if outer else chosen
                    self._keep(verdict, before, inner, bits >> row * width & ((1 << width) - 1))

    def _columns(self, base: Columns, outer: str | None, inner: Sequence[str], shape: tuple[int, int, int]) -> Columns:
        first, number, width = shape
        row = (1 << width) - 1
        every_row = ((1 << width * number) - 1) // row  # the first column of each
        full = row * every_row
        yes, no = [bit * full for bit in base.yes], [bit * full for bit in base.no]
        column = 0
        for name in inner:
            sketch, start = self.sketches[name], self._terrain.start(name)
            others = row ^ ((1 << len(sketch.marks)) - 1 << column)
            for place, (is_yes, is_no) in enumerate(zip(sketch.yes, sketch.no, strict=True), start):
                yes[place] = (base.yes[place] * others | is_yes << column) * every_row
                no[place] = (base.no[place] * others | is_no << column) * every_row
            column += len(sketch.marks)
        if outer:
            sketch, start = self.sketches[outer], self._terrain.start(outer)
            rows = [row << width * place for place in range(number)]
            for place, (is_yes, is_no) in enumerate(zip(sketch.yes, sketch.no, strict=True), start):
                yes[place] = sum(bits for each, bits in enumerate(rows, first) if is_yes >> each & 1)
                no[place] = sum(bits for each, bits in enumerate(rows, first) if is_no >> each & 1)
        return Columns(yes, no, full)

    def _keep(self, verdict: Verdict, before: _Places, inner: Sequence[str], row: Column) -> None:
        """Keep the nearest of each inner subject: its alternatives stand in their order."""
        for name in inner if row else ():
            sketch = self.sketches[name]
            own, row = row & ((1 << len(sketch.marks)) - 1), row >> len(sketch.marks)
            by_question = self._by_question and not before
            for bits in [own & each for each in sketch.by_question.values()] if by_question else [own]:
                if bits:
                    self._offer(verdict, (*before, (name, (bits & -bits).bit_length() - 1)))

    def _offer(self, verdict: Verdict, change: _Places) -> None:
        marks = [self.sketches[name].marks[place] for name, place in change]
        names = tuple([name for name, _ in change])
        delicacy = sum(self._terrain.subjects[name].course.delicacy for name in names)
        rarity, length = sum(mark.rarity for mark in marks), sum(mark.length for mark in marks)
        farness = (len(change), rarity, delicacy, length, names)
        key = (verdict, names, marks[0].asks if self._by_question else "")
        if key not in self.best or farness < self.best[key][0]:
            self.best[key] = (farness, (verdict, tuple([(name, self._place(name, place)) for name, place in change])))

    def _place(self, name: str, place: int) -> int:
        """Where an alternative stands among all of its subject."""
        return self.sketches[name].marks[place].place
