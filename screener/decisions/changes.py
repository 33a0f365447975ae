"""What would change a verdict: the smallest changes of facts that do, re-decided before anybody is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from screener.decisions.change import Alternative, Change, Changes
from screener.decisions.change_words import change_words
from screener.decisions.outlook import Masks
from screener.decisions.searching import Choice, Found, Goal, Limit, Terrain
from screener.decisions.states import is_settled, state_of
from screener.errors import UsageError
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring
from screener.policy.model import Rule, Verdict

MOST_SHOWN: Final = 3
_QUICK: Final = (2, 4_000)  # subjects that change at once, trials: a tenth of a second at the very most
_PATIENT: Final = (3, 60_000)

# Per policy, and gone with it.
_TERRAINS: Final[WeakKeyDictionary[Inferring, Terrain]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, the nearest first, and whether it came to its end."""

    found: tuple[Found, ...]
    is_complete: bool


def would_change(sheet: FactSheet, inferring: Inferring) -> Changes:
    """The nearest changes that lead to another verdict, three at most, about different subjects and with one for each
    verdict. None where the state of the request leaves nothing to decide. Raises EngineError."""
    answer = search(sheet, inferring)
    return _confirmed(_shown(answer.found), answer, sheet, inferring)


def changes_to(sheet: FactSheet, inferring: Inferring, goal: Verdict | str, *, most: int = MOST_SHOWN) -> Changes:
    """The nearest changes that lead to a verdict, or make a rule (by id) win, if it decides, or else hold. None where
    it is so already. Raises UsageError for a rule that does not run, and EngineError."""
    rule = None if isinstance(goal, Verdict) else _rule(goal, inferring)
    terrain = terrain_of(inferring)

    def reached(masks: Masks) -> frozenset[Verdict]:
        verdicts = terrain.outlook.verdicts(masks)
        if rule is None:
            return frozenset(verdicts & {goal})
        return verdicts if terrain.outlook.may_win(rule, masks) else frozenset()

    if is_settled(state_of(sheet)) or reached(terrain.now(sheet)):
        return Changes()
    limit = Limit(*_PATIENT)
    answer = Answer(tuple(terrain.smallest(sheet, reached, limit)), not limit.is_reached)
    return _confirmed(answer.found[:most], answer, sheet, inferring, rule)


def applied(sheet: FactSheet, change: Iterable[Alternative]) -> FactSheet:
    """The fact sheet as it would be after a change."""
    return {**sheet, **{one.subject: one.records for one in change}}


def terrain_of(inferring: Inferring) -> Terrain:
    """A policy made ready to be searched, once."""
    if inferring not in _TERRAINS:
        _TERRAINS[inferring] = Terrain(inferring)
    return _TERRAINS[inferring]


def search(sheet: FactSheet, inferring: Inferring, choice: Choice | None = None) -> Answer:
    """The smallest changes to any other verdict, of all or of the alternatives chosen."""
    if is_settled(state_of(sheet)):
        return Answer((), is_complete=True)
    terrain, limit = terrain_of(inferring), Limit(*_QUICK)
    verdict = inferring.agenda(inferring.situation(sheet)).verdict
    found = terrain.smallest(sheet, _other_than(verdict, terrain), limit, choice or (lambda _: True))
    return Answer(tuple(found), not limit.is_reached)


def _shown(found: Sequence[Found]) -> list[Found]:
    """As many as are shown, in their order: for each verdict one, and as many different subjects as there are."""
    chosen: list[Found] = []
    for wanted in (Verdict.ACCEPT, Verdict.ASK, Verdict.DECLINE, *[None] * MOST_SHOWN):
        left = [one for one in found if one not in chosen and wanted in (None, one[0])]
        fresh = [one for one in left if _subjects([one]).isdisjoint(_subjects(chosen))]
        chosen += (fresh or left)[:1]
    return sorted(chosen[:MOST_SHOWN], key=found.index)


def _subjects(found: Iterable[Found]) -> set[str]:
    return {one.subject for _, change in found for one in change}


def _other_than(verdict: Verdict, terrain: Terrain) -> Goal:
    return lambda masks: terrain.outlook.verdicts(masks) - {verdict}


def _confirmed(
    found: Iterable[Found], answer: Answer, sheet: FactSheet, inferring: Inferring, rule: Rule | None = None
) -> Changes:
    """Those that the policy itself, asked again, agrees with."""
    return Changes(tuple(_agreed(found, sheet, inferring, rule)), answer.is_complete)


def _agreed(found: Iterable[Found], sheet: FactSheet, inferring: Inferring, rule: Rule | None) -> Iterator[Change]:
    for verdict, facts in found:
        agenda = inferring.agenda(inferring.situation(applied(sheet, facts)))
        holding = agenda.fired if rule and not rule.decide else [winner.id for winner in agenda.winners]
        if agenda.verdict == verdict and (rule is None or rule.id in holding):
            yield Change(to=verdict, facts=facts, text=change_words(facts, sheet, inferring.situations.conditions))


def _rule(wanted: str, inferring: Inferring) -> Rule:
    for rule in inferring.policy.rules:
        if rule.id == wanted and rule.runs:
            return rule
    raise UsageError(f"no rule of your policy that runs is called {wanted!r}")
