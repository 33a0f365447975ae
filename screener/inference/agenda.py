"""The agenda: what fired, in the total order of the policy, and which verdict that leaves standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from screener.policy.model import Condition, Formula, Group, GroupKind, Look, Policy, Rule, Status, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The answer of one inference. It depends on the situation alone, so it is shared by all requests in it.

    `winners` are the rules of the highest priority that decide; with a conflict they disagree and the verdict is
    ask-for-context. No winners: `otherwise` decides. `concluding` holds the rules that fired with a conclusion, and
    `support` for every rule that fired the conditions that speak for it.
    """

    fired: tuple[str, ...]
    conclusions: frozenset[str]
    verdict: Verdict
    winners: tuple[Rule, ...]
    outranked: tuple[Rule, ...]
    concluding: tuple[Rule, ...]
    flagging: tuple[Rule, ...]
    shadow: tuple[Rule, ...]
    support: Mapping[str, tuple[Condition, ...]]

    @property
    def conflict(self) -> bool:
        """Whether rules of one priority disagree."""
        return len({rule.decide for rule in self.winners}) > 1


def in_total_order(policy: Policy) -> tuple[Rule, ...]:
    """The rules that run: deciding ones by priority, highest first, then by id; then all others by id.

    The engine's own order holds only within one rule set and one round, so firings are put in this one.
    """
    running = (rule for rule in policy.rules if rule.runs)
    return tuple(sorted(running, key=lambda rule: (rule.decide is None, -rule.priority, rule.id)))


def supporting(formula: Formula) -> Iterator[Condition]:
    """The conditions whose records speak for a formula when they are yes: not those under `none`, nor such as no
    record makes yes."""
    if isinstance(formula, Condition):
        if formula.look not in (Look.ABSENT, Look.UNKNOWN):
            yield formula
    elif isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        for item in formula.items:
            yield from supporting(item)


def agenda_of(
    policy: Policy, fired: Iterable[Rule], conclusions: Iterable[str], support: Mapping[str, tuple[Condition, ...]]
) -> Agenda:
    """The agenda of the rules that fired, given in their total order."""
    every = tuple(fired)
    active = [rule for rule in every if rule.status is Status.ACTIVE]
    deciding = [rule for rule in active if rule.decide is not None]
    winners = tuple(rule for rule in deciding if rule.priority == deciding[0].priority)
    verdicts = {rule.decide for rule in winners if rule.decide}
    return Agenda(
        fired=tuple(rule.id for rule in every),
        conclusions=frozenset(conclusions),
        verdict=_single(verdicts, policy.otherwise.decide),
        winners=winners,
        outranked=tuple(deciding[len(winners) :]),
        concluding=tuple(rule for rule in active if rule.conclude),
        flagging=tuple(rule for rule in active if rule.flag),
        shadow=tuple(rule for rule in every if rule.status is Status.SHADOW),
        support=support,
    )


def _single(verdicts: set[Verdict], otherwise: Verdict) -> Verdict:
    if len(verdicts) > 1:
        return Verdict.ASK
    return verdicts.pop() if verdicts else otherwise
