"""Why a request is not decided otherwise: the nearest rules, and the smallest changes that would let them decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from screener.catalogue.truth import YES, Truth
from screener.decisions.change import Changes
from screener.decisions.changes import changes_to
from screener.decisions.states import is_settled, state_of
from screener.errors import UsageError
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring
from screener.policy.findings import suggestion
from screener.policy.model import Policy, Rule, Status, Verdict

Goal = Verdict | Rule

_MOST_RULES: Final = 5
_SHORT: Final = {"ask": Verdict.ASK}


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRule:
    """A rule that did not decide (or, if it decides nothing, did not hold), its value, and the smallest change that
    would make it."""

    rule: Rule
    value: Truth
    changes: Changes

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
    return WhyNot(
        goal=goal,
        is_so=False,
        verdict=agenda.verdict,
        deciding=deciding,
        rules=_nearest_rules(sheet, inferring, _towards(goal, inferring.policy)),
        changes=changes_to(sheet, inferring, goal.id if isinstance(goal, Rule) else goal),
    )


def _towards(goal: Goal, policy: Policy) -> list[Rule]:
    if isinstance(goal, Rule):
        return [goal]
    return [rule for rule in policy.rules if rule.decide == goal and rule.status is Status.ACTIVE]


def _nearest_rules(sheet: FactSheet, inferring: Inferring, rules: Sequence[Rule]) -> tuple[NearRule, ...]:
    """Those that take the fewest facts first, then the higher priority; those that no change was found for, last."""
    values = inferring.evaluation(inferring.situation(sheet)).rules
    near = [
        NearRule(rule=rule, value=values[rule.id], changes=changes_to(sheet, inferring, rule.id, most=1))
        for rule in rules
    ]
    return tuple(sorted(near, key=_farness)[:_MOST_RULES])


def _farness(near: NearRule) -> tuple[object, ...]:
    facts = [one for change in near.changes.found for one in change.facts]
    return (
        not facts,
        len(facts),
        sum(one.rarity for one in facts),
        sum(one.length for one in facts),
        -near.rule.priority,
        near.rule.id,
    )
