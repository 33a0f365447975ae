"""Why a request is not decided otherwise: the nearest rules, and the smallest changes that would let them decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from screener.catalogue.truth import YES, Truth
from screener.decisions.change import Changes
from screener.decisions.changes import MOST_SHOWN, applied, changes_to
from screener.decisions.states import is_settled, state_of
from screener.errors import UsageError
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring
from screener.located.findings import suggestion
from screener.policy.model import Policy, Rule, Status, Verdict
from screener.rehearsal.ticks import not_yet

Goal = Verdict | Rule

_MOST_RULES: Final = 3
_MOST_CHANGES: Final = 12  # that are looked through for the rules that decide then
_SHORT: Final = {"ask": Verdict.ASK}


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRule:
    """A rule that did not decide (or, if it decides nothing, did not hold), its value, and the smallest change that
    would make it; where there is none, what would make it hold although a rule of priority `bar` decides."""

    rule: Rule
    value: Truth
    changes: Changes
    bar: int | None = None

    @property
    def is_outranked(self) -> bool:
        """Whether it holds, and a rule of a higher priority decides."""
        return self.value == YES


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """What stands between a request and a goal. `is_so`: it is so already; `deciding` are the ids of the rules that
    decide now, none for `otherwise`."""

    goal: Goal
    is_so: bool
    verdict: Verdict | None
    deciding: tuple[str, ...] = ()
    rules: tuple[NearRule, ...] = ()
    changes: Changes = field(default_factory=Changes)


def goal_named(word: str, policy: Policy) -> Goal:
    """The verdict or the rule that a word names. Raises UsageError, with the likely meaning."""
    if word in _SHORT or word in list(Verdict):
        return _SHORT.get(word) or Verdict(word)
    running = {rule.id: rule for rule in policy.rules if rule.runs}
    if word in running:
        return running[word]
    known = [*Verdict, *running]
    raise UsageError(f"{word!r} is neither a verdict nor a rule of yours that runs{suggestion(word, known)}")


def why_not(sheet: FactSheet, inferring: Inferring, goal: Goal) -> WhyNot:
    """The rules nearest to the goal, each with its smallest change, and the smallest changes of all. A request whose
    state leaves nothing to decide has neither. Raises EngineError."""
    if is_settled(state_of(sheet)):
        return WhyNot(goal=goal, is_so=False, verdict=None)
    agenda = inferring.agenda(inferring.situation(sheet))
    deciding = tuple(rule.id for rule in agenda.winners)
    if isinstance(goal, Rule):
        is_so = goal.id in (deciding if goal.decide and goal.status is Status.ACTIVE else agenda.fired)
    else:
        is_so = goal == agenda.verdict
    if is_so:
        return WhyNot(goal=goal, is_so=True, verdict=agenda.verdict, deciding=deciding)
    changes = changes_to(sheet, inferring, goal.id if isinstance(goal, Rule) else goal, most=_MOST_CHANGES)
    values = inferring.evaluation(inferring.situation(sheet)).rules
    if isinstance(goal, Rule):
        near = [_own(goal, values[goal.id], changes, sheet, inferring)]
    else:
        near = list({each.rule.id: each for each in _deciding_then(changes, sheet, inferring)}.values())
        near += _others(goal, near, sheet, inferring)
    return WhyNot(
        goal=goal,
        is_so=False,
        verdict=agenda.verdict,
        deciding=deciding,
        rules=tuple(near[:_MOST_RULES]),
        changes=Changes(changes.found[:MOST_SHOWN], changes.is_complete),
    )


def _own(rule: Rule, value: Truth, changes: Changes, sheet: FactSheet, inferring: Inferring) -> NearRule:
    """The rule that was asked for; if no change lets it decide, with those that would make it hold and be outranked."""
    winners = inferring.agenda(inferring.situation(sheet)).winners
    is_below = bool(winners and rule.decide and winners[0].priority >= rule.priority)
    if not is_below or rule.status is not Status.ACTIVE or (changes.found and value != YES):
        return NearRule(rule=rule, value=value, changes=changes)
    if value != YES:
        changes = changes_to(sheet, inferring, rule.id, outranked=True)
    return NearRule(rule=rule, value=value, changes=changes, bar=winners[0].priority)


def _deciding_then(changes: Changes, sheet: FactSheet, inferring: Inferring) -> Iterator[NearRule]:
    """The rules that decide after each of the smallest changes, the nearest first: no other rule is nearer."""
    values = inferring.evaluation(inferring.situation(sheet)).rules
    for change in changes.found:
        agenda = inferring.agenda(inferring.situation(applied(sheet, change.facts)))
        for rule in agenda.winners[:1]:
            yield NearRule(rule=rule, value=values[rule.id], changes=Changes((change,), changes.is_complete))


def _others(goal: Verdict, near: Sequence[NearRule], sheet: FactSheet, inferring: Inferring) -> Iterator[NearRule]:
    """More rules towards a verdict where few were found: those that hold first, then those that the fewest conditions
    keep from it, each with the smallest change that would let it decide."""
    situation = inferring.situation(sheet)
    values = inferring.evaluation(situation).rules
    known = {each.rule.id for each in near}
    left = [
        rule
        for rule in inferring.policy.rules
        if rule.decide == goal and rule.status is Status.ACTIVE and rule.id not in known
    ]
    left.sort(key=lambda rule: (-values[rule.id], not_yet(rule, inferring, situation), -rule.priority, rule.id))
    for rule in left[: _MOST_RULES - len(near)]:
        yield NearRule(rule=rule, value=values[rule.id], changes=changes_to(sheet, inferring, rule.id, most=1))
