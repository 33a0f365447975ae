"""What would change a verdict: the smallest changes of facts that do, re-decided before anybody is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakKeyDictionary

from screener.decisions.change import Alternative, Change, Changes
from screener.decisions.change_words import change_words
from screener.decisions.outlook import Masks
from screener.decisions.searching import Found, Limit, Terrain
from screener.decisions.states import is_settled, state_of
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
