"""The search for the smallest changes of the facts that lead to another verdict."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby
from typing import Final
from weakref import WeakKeyDictionary

from screener.decisions.alternatives import SubjectAlternatives, Ways
from screener.decisions.change import Alternative, Change, Changes, change_words
from screener.decisions.outlook import Mask, Masks, Outlook
from screener.decisions.standing import is_settled, state_of
from screener.decisions.witnesses import phrases_of
from screener.errors import UsageError
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring
from screener.policy.model import Rule, Verdict

MOST_SHOWN: Final = 3
_QUICK: Final = (2, 4_000)  # subjects that change at once, trials: a fifth of a second at the very most
_PATIENT: Final = (3, 60_000)
_KEPT: Final = 5_000

# A change as it is kept: its verdict, and of each subject it touches which of the alternatives.
_Kept = tuple[Verdict, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class _Searched:
    """A policy made ready to be searched, and what was found in it by what the search depended on. The records of one
    person are not kept for the next."""

    terrain: Terrain
    answers: dict[object, tuple[tuple[_Kept, ...], bool]] = field(default_factory=dict)


# Per policy, and gone with it.
_SEARCHED: Final[WeakKeyDictionary[Inferring, _Searched]] = WeakKeyDictionary()
_WIDER: Final[WeakKeyDictionary[Inferring, Terrain]] = WeakKeyDictionary()  # in which notes and headlines say more


def would_change(sheet: FactSheet, inferring: Inferring) -> Changes:
    """The nearest changes that lead to another verdict, three at most, about different subjects and with one for each
    verdict. None where the state of the request leaves nothing to decide. Raises EngineError."""
    found, is_complete = nearest(sheet, inferring)
    return Changes(tuple(confirmed(shown_of(found), sheet, inferring)), is_complete)


def changes_to(
    sheet: FactSheet, inferring: Inferring, goal: Verdict | str, *, most: int = MOST_SHOWN, outranked: bool = False
) -> Changes:
    """The nearest changes that lead to a verdict, or make a rule (by id) win, if it decides, or else hold; `outranked`:
    it need but hold. Where none is found, notes and headlines may say more than they do. None where it is so already.
    Raises UsageError for a rule that does not run, and EngineError."""
    rule = None if isinstance(goal, Verdict) else _rule(goal, inferring)
    outlook = _known(inferring).outlook

    def reached(masks: Masks) -> frozenset[Verdict]:
        verdicts = outlook.verdicts(masks)
        if rule is None:
            return frozenset(verdicts & {goal})
        is_reached = outlook.may_hold(rule, masks) if outranked else outlook.may_win(rule, masks)
        return verdicts if is_reached else frozenset()

    if is_settled(state_of(sheet)) or reached(_known(inferring).now(sheet)):
        return Changes()
    is_complete = True
    for build in (_known, _wider):
        terrain = build(inferring)
        limit = Limit(*_PATIENT)
        nearest_ones = terrain.smallest(sheet, reached, limit)[:most]
        found = tuple(confirmed(nearest_ones, sheet, inferring, rule, outranked=outranked))
        is_complete = is_complete and terrain.is_complete and not limit.is_reached
        if found:
            return Changes(found, is_complete)
    return Changes((), is_complete)


def nearest(sheet: FactSheet, inferring: Inferring, *, told_only: bool = False) -> tuple[list[Found], bool]:
    """The smallest changes to any other verdict, nearest first and at least as many as are shown, and whether the
    search came to its end; with `told_only` those that the asker can tell. Worked out once for all requests that stand
    alike."""
    if is_settled(state_of(sheet)):
        return [], True
    searched = _searched(inferring)
    key = (told_only, searched.terrain.signature(sheet))
    if key not in searched.answers:
        if len(searched.answers) >= _KEPT:
            searched.answers.clear()
        searched.answers[key] = _search(sheet, inferring, searched.terrain, told_only=told_only)
    kept, is_complete = searched.answers[key]
    subjects = searched.terrain.subjects
    found = [
        (to, tuple(subjects[subject].of(sheet[subject]).every[place] for subject, place in places))
        for to, places in kept
    ]
    return found, is_complete


def confirmed(
    found: Iterable[Found],
    sheet: FactSheet,
    inferring: Inferring,
    rule: Rule | None = None,
    *,
    outranked: bool = False,
) -> Iterator[Change]:
    """Those changes that the policy itself, asked again, agrees with."""
    for verdict, facts in found:
        agenda = inferring.agenda(inferring.situation(applied(sheet, facts)))
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
    sheet: FactSheet, inferring: Inferring, terrain: Terrain, *, told_only: bool
) -> tuple[tuple[_Kept, ...], bool]:
    verdict, limit = inferring.agenda(inferring.situation(sheet)).verdict, Limit(*_QUICK)
    others = terrain.outlook.verdicts
    found = terrain.smallest(
        sheet, lambda masks: others(masks) - {verdict}, limit, told_only=told_only, are_enough=_are_enough
    )
    ways = terrain.subjects
    kept = tuple(
        (to, tuple((one.subject, ways[one.subject].of(sheet[one.subject]).every.index(one)) for one in change))
        for to, change in found
    )
    return kept, terrain.is_complete and not limit.is_reached


def shown_of(found: Sequence[Found]) -> list[Found]:
    """As many as are shown, in their order: for each verdict one, and as many different subjects as there are."""
    chosen: list[Found] = []
    for wanted in (Verdict.ACCEPT, Verdict.ASK, Verdict.DECLINE, *[None] * MOST_SHOWN):
        left = [one for one in found if one not in chosen and wanted in (None, one[0])]
        fresh = [one for one in left if _subjects([one]).isdisjoint(_subjects(chosen))]
        chosen += (fresh or left)[:1]
    return sorted(chosen[:MOST_SHOWN], key=found.index)


def _are_enough(found: Sequence[Found], hoped_for: Collection[Verdict]) -> bool:
    """Whether what is shown of them would not change if there were more that are less near."""
    shown = shown_of(found)
    subjects = [one.subject for _, change in shown for one in change]
    is_various = len(set(subjects)) == len(subjects) and {verdict for verdict, _ in shown} >= set(hoped_for)
    return len(shown) == MOST_SHOWN and is_various


def _subjects(found: Iterable[Found]) -> set[str]:
    return {one.subject for _, change in found for one in change}


def _rule(wanted: str, inferring: Inferring) -> Rule:
    for rule in inferring.policy.rules:
        if rule.id == wanted and rule.runs:
            return rule
    raise UsageError(f"no rule of your policy that runs is called {wanted!r}")


# The verdicts that masks may lead to and that are wanted.
Goal = Callable[[Masks], Collection[Verdict]]
Facts = tuple[Alternative, ...]
Found = tuple[Verdict, Facts]


@dataclass(slots=True)
class Limit:
    """How many subjects may change at once, and how often the policy may still be tried."""

    most_subjects: int
    trials_left: int
    is_reached: bool = field(default=False, init=False)

    def spend(self) -> bool:
        """Take one trial, and say whether there was one left."""
        self.trials_left -= 1
        self.is_reached = self.is_reached or self.trials_left < 0
        return not self.is_reached


class Terrain:
    """A policy bound to its user, made ready to be searched; with `texts_grow` also for what a note or headline that
    is there would have to say besides."""

    def __init__(self, inferring: Inferring, *, texts_grow: bool = False) -> None:
        conditions, vocabulary = inferring.situations.conditions, inferring.situations.vocabulary
        phrases = phrases_of(inferring.policy)
        self.outlook = Outlook(inferring.policy, conditions)
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

    def signature(self, sheet: FactSheet) -> tuple[object, ...]:
        """What a search depends on: equal for fact sheets that have the same changes."""
        return tuple([one.signature(sheet[name]) for name, one in self.subjects.items()])

    def now(self, sheet: FactSheet) -> Masks:
        """The masks of a fact sheet as it is."""
        return self.outlook.now(value for name, one in self.subjects.items() for value in one.values(sheet[name]))

    def smallest(
        self,
        sheet: FactSheet,
        goal: Goal,
        limit: Limit,
        *,
        told_only: bool = False,
        are_enough: Callable[[Sequence[Found], Collection[Verdict]], bool] = lambda *_: False,
    ) -> list[Found]:
        """The changes of the fewest subjects that reach the goal: for each set of subjects and each verdict the
        nearest, the nearest of all first. With `told_only` those that the asker can tell, for each question one. The
        search ends before those that are rarer than all it found if these `are_enough`, for what may be reached."""
        ways = self._ways(sheet, told_only=told_only)
        search = _Search(terrain=self, now=self.now(sheet), goal=goal, limit=limit, ways=ways, by_question=told_only)
        hoped_for = search.hoped_for()
        for size in range(1, limit.most_subjects + 1 if hoped_for else 1):
            found: list[Found] = []
            for rarity, sets in groupby(search.sets(size), key=search.rarity):
                found.sort(key=lambda one: self.farness(one[1]))
                if are_enough([one for one in found if sum(each.rarity for each in one[1]) < rarity], hoped_for):
                    break
                found += [one for subjects in sets for one in search.changes_of(subjects)]
            if found or limit.is_reached:
                return sorted(found, key=lambda one: self.farness(one[1]))
        return []

    def farness(self, change: Sequence[Alternative]) -> tuple[object, ...]:
        """What changes are put in order by: how many subjects, how seldom such things are, how much is said."""
        courses = [self.subjects[one.subject].course for one in change]
        return (
            len(change),
            sum(one.rarity for one in change),
            sum(course.delicacy for course in courses),
            sum(one.length for one in change),
            [one.subject for one in change],
        )

    def place(self, subject: str) -> int:
        """Where the values of a subject's conditions start."""
        return self._starts[subject]

    def _ways(self, sheet: FactSheet, *, told_only: bool) -> dict[str, Ways]:
        ways = {name: subject.of(sheet[name]) for name, subject in self.subjects.items()}
        if told_only:
            ways = {name: Ways.of([one for one in found.every if one.asks]) for name, found in ways.items()}
        return {name: found for name, found in ways.items() if found.every}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """One search from one fact sheet."""

    terrain: Terrain
    now: Masks
    goal: Goal
    limit: Limit
    ways: Mapping[str, Ways]
    by_question: bool

    def hoped_for(self) -> Collection[Verdict]:
        """What of the goal may be reached if everything changes that can."""
        own = {}
        for subject, ways in self.ways.items():
            start = self.terrain.place(subject)
            own[subject] = [mask | self.now[start + offset] for offset, mask in enumerate(ways.masks)]
        return self.goal(self._with(self.now, own))

    def sets(self, size: int) -> Iterator[tuple[str, ...]]:
        """So many subjects at a time, the most plausible first, while the limit lasts."""
        every = sorted(combinations(sorted(self.ways), size), key=self.rarity)
        return (names for names in every if not self.limit.is_reached)

    def rarity(self, subjects: Sequence[str]) -> int:
        """How seldom the likeliest change of some subjects is."""
        return sum(self.ways[subject].every[0].rarity for subject in subjects)

    def changes_of(self, subjects: tuple[str, ...]) -> list[Found]:
        """For each verdict wanted the change of exactly these subjects that is the nearest."""
        best: dict[tuple[Verdict, str], Found] = {}
        open_to = set(self.goal(self._with_any(self.now, subjects)) if self.limit.spend() else ())
        for verdict, change in self._reaching(self.now, subjects, ()) if open_to else ():
            key = (verdict, change[0].asks if self.by_question else "")
            if key not in best or self.terrain.farness(change) < self.terrain.farness(best[key][1]):
                best[key] = (verdict, change)
            if len(subjects) == 1 and not self.by_question and len(best) == len(open_to):
                break  # the ways of one subject come in their order
        return list(best.values())

    def _reaching(self, masks: Masks, subjects: tuple[str, ...], chosen: Facts) -> Iterator[Found]:
        """The ways of all subjects together, wherever those of the others may still reach the goal."""
        first, *others = subjects
        for one in self.ways[first].every:
            if not self.limit.spend():
                return
            after = self._with(masks, {first: [1 << value for value in one.values]})
            if not others:
                yield from ((verdict, (*chosen, one)) for verdict in self.goal(after))
            elif self.limit.spend() and self.goal(self._with_any(after, others)):
                yield from self._reaching(after, tuple(others), (*chosen, one))

    def _with_any(self, masks: Masks, subjects: Sequence[str]) -> Masks:
        return self._with(masks, {subject: self.ways[subject].masks for subject in subjects})

    def _with(self, masks: Masks, own: Mapping[str, Sequence[Mask]]) -> Masks:
        changed = {
            self.terrain.place(subject) + offset: mask
            for subject, some in own.items()
            for offset, mask in enumerate(some)
        }
        return self.terrain.outlook.after(masks, changed, frozenset(own))
