"""What the rules of a policy have done: how often each held and decided, and how often the user decided otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from screener.decisions.states import is_settled, state_of
from screener.inference.inferring import Inferring
from screener.ledger.past import PastCase
from screener.policy.model import Rule, Status


@dataclass(slots=True, kw_only=True)
class RuleCount:
    """How often a rule held; decided (a shadow rule: would have, had it ruled); was overruled by the user's own
    verdict; and when it held last."""

    rule: Rule
    held: int = 0
    decided: int = 0
    overruled: int = 0
    last: date | None = None


def rule_counts(cases: Iterable[PastCase], inferring: Inferring, today: date) -> list[RuleCount]:
    """The counts of every rule that runs, over all requests known, in the order in which they decide."""
    counts = {rule.id: RuleCount(rule=rule) for rule in inferring.policy.rules if rule.runs}
    for case in cases:
        if is_settled(state_of(case.sheet)):
            continue
        agenda = inferring.agenda(inferring.situation(case.sheet))
        bar = agenda.winners[0].priority if agenda.winners else None
        decisive = {rule.id for rule in agenda.winners}
        decisive |= {rule.id for rule in agenda.shadow if rule.decide and (bar is None or rule.priority >= bar)}
        for name in {*agenda.fired, *(rule.id for rule in agenda.shadow)}:
            count = counts[name]
            count.held += 1
            count.last = max(count.last or date.min, case.day or today)
            if name in decisive:
                count.decided += 1
                count.overruled += case.verdict is not None and case.verdict != count.rule.decide
    return sorted(counts.values(), key=lambda count: (-count.rule.priority, count.rule.id))


def is_shadow(count: RuleCount) -> bool:
    """Whether the rule only watches."""
    return count.rule.status is Status.SHADOW
