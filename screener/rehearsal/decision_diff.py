"""What another policy would have decided: every request that is known, decided by both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from screener.decisions.deciding import OTHERWISE
from screener.decisions.states import is_settled, state_of
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring
from screener.ledger.past import PastCase
from screener.policy.model import Verdict


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict with the rules that made it."""

    verdict: Verdict
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A request that the new policy decides otherwise; `by_hand` is what the user decided."""

    number: int
    name: str
    before: Ruling
    after: Ruling
    by_hand: str | None

    @property
    def contradicts(self) -> bool:
        """Whether the user had decided as before, so that the new verdict is not theirs."""
        return self.by_hand == self.before.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDiff:
    """What changes: of how many requests, which are decided otherwise, and how many for another reason alone."""

    total: int
    flips: tuple[Flip, ...]
    other_reasons: int

    @property
    def ways(self) -> Counter[tuple[str, str]]:
        """How many requests go from which verdict to which."""
        return Counter((flip.before.verdict.value, flip.after.verdict.value) for flip in self.flips)


def decision_diff(cases: Iterable[PastCase], old: Inferring, new: Inferring) -> DecisionDiff:
    """Decide every request by both policies. Those whose state leaves nothing to decide do not count."""
    total = other_reasons = 0
    flips = []
    for case in cases:
        if is_settled(state_of(case.sheet)):
            continue
        total += 1
        before, after = ruling_on(case.sheet, old), ruling_on(case.sheet, new)
        other_reasons += before.verdict == after.verdict and before.rules != after.rules
        if before.verdict != after.verdict:
            flips.append(Flip(number=case.number, name=case.name, before=before, after=after, by_hand=case.verdict))
    return DecisionDiff(total=total, flips=tuple(flips), other_reasons=other_reasons)


def ruling_on(sheet: FactSheet, inferring: Inferring) -> Ruling:
    """The verdict on a fact sheet, without its explanation."""
    agenda = inferring.agenda(inferring.situation(sheet))
    return Ruling(agenda.verdict, tuple(rule.id for rule in agenda.winners) or (OTHERWISE,))
