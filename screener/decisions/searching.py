"""The search for the smallest changes that lead somewhere else.

First every subject alone, then every two of them, and so on; the first size that leads to the goal is the smallest.
Before the alternatives of some subjects are tried one by one, all of them are tried at once, with every value they
allow: where even that does not reach the goal, none of them can.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby

from screener.decisions.alternatives import SubjectAlternatives, Ways
from screener.decisions.change import Alternative
from screener.decisions.field_values import phrases_of
from screener.decisions.outlook import Mask, Masks, Outlook
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring
from screener.policy.model import Verdict

# The verdicts that masks may lead to and that are wanted.
Goal = Callable[[Masks], Collection[Verdict]]
Change = tuple[Alternative, ...]
Found = tuple[Verdict, Change]


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

    def _reaching(self, masks: Masks, subjects: tuple[str, ...], chosen: Change) -> Iterator[Found]:
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
