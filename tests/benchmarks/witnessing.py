"""From the rules that fired to an answer, for contenders that only tell which rules fire: verdict and witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from screener.evidence.facts import Fact, FactSheet
from screener.outcomes import Verdict
from screener.policy.model import Rule, Status
from tests.benchmarks.generated_function import Answer, Passing, RuleSource, several_witness, supporting

_YES_BITS = 3


class Firing(NamedTuple):
    """A rule as it is reported: its id, what it decides if it does, and its conditions by subject."""

    rule: str
    priority: int
    decides: Verdict | None
    subjects: tuple[tuple[str, tuple[tuple[int, Passing], ...]], ...]


def firings_of(source: RuleSource, rules: Sequence[Rule]) -> list[Firing]:
    """What is made ready once for each rule."""
    return [_firing(source, rule) for rule in rules]


def _firing(source: RuleSource, rule: Rule) -> Firing:
    by_subject: dict[str, list[tuple[int, Passing]]] = {}
    for condition in supporting(rule.when):
        passing = source.namespace[source.passing(condition)]
        by_subject.setdefault(condition.subject, []).append((source.number[condition], passing))
    subjects = tuple((subject, tuple(pairs)) for subject, pairs in by_subject.items())
    decides = rule.decide if rule.status is Status.ACTIVE else None
    return Firing(rule.id, rule.priority, decides, subjects)


def answer_of(firings: Sequence[Firing], values: Sequence[int], sheet: FactSheet, otherwise: Verdict) -> Answer:
    """The answer when these rules fired, in their order, and the conditions have these values."""
    fired = []
    deciding = [firing for firing in firings if firing.decides]
    verdicts = {firing.decides for firing in deciding if firing.priority == deciding[0].priority}
    for firing in firings:
        seen: dict[str, Fact] = {}
        for subject, pairs in firing.subjects:
            facts = sheet[subject]
            if facts:
                several_witness(seen, subject, facts, tuple((values[n] == _YES_BITS, passing) for n, passing in pairs))
        fired.append((firing.rule, seen))
    if len(verdicts) > 1:
        return Verdict.ASK, fired
    return (verdicts.pop() or otherwise) if verdicts else otherwise, fired
