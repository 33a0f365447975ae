"""The situation of a request: the value of every condition of the policy, subject by subject.

An absent or unknown subject settles all its conditions in one step. The values of one subject's conditions are one
number in base 3, so that a situation is a short tuple: the key under which an inference is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from screener.catalogue.truth import YES, Truth
from screener.evidence.facts import Fact, FactSheet
from screener.inference.conditions import (
    Evaluator,
    RecordTest,
    evaluator_of,
    record_test_of,
    value_when_absent,
    value_when_unknown,
)
from screener.inference.vocabulary import Vocabulary
from screener.policy.model import Condition, Look, Policy, conditions_in

Situation = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _SubjectPlan:
    subject: str
    when_absent: int
    when_unknown: int
    evaluators: tuple[Evaluator, ...]
    of_one: tuple[RecordTest, ...]  # the same for a subject with a single record


class Situations:
    """The distinct conditions of a policy, bound to a user's words, in a fixed order."""

    def __init__(self, policy: Policy, vocabulary: Vocabulary) -> None:
        self.conditions: tuple[Condition, ...] = distinct_conditions(policy)
        self._vocabulary = vocabulary
        self._record_tests = {
            condition: record_test_of(condition, vocabulary)
            for condition in self.conditions
            if condition.look is Look.TESTS
        }
        self._plans = [
            self._plan(subject, tuple(group)) for subject, group in groupby(self.conditions, lambda c: c.subject)
        ]
        self._steps = [
            (plan.subject, plan.when_absent, plan.when_unknown, plan.evaluators, plan.of_one) for plan in self._plans
        ]

    def of(self, sheet: FactSheet) -> Situation:
        """The situation that a fact sheet describes."""
        codes = []
        for subject, when_absent, when_unknown, evaluators, of_one in self._steps:
            facts = sheet[subject]
            if facts and len(facts) == 1:
                code, fact = 0, facts[0]
                for passes in of_one:
                    code = code * 3 + passes(fact)
                codes.append(code)
            elif facts:
                code = 0
                for evaluate in evaluators:
                    code = code * 3 + evaluate(facts)
                codes.append(code)
            else:
                codes.append(when_unknown if facts is None else when_absent)
        return tuple(codes)

    def values(self, situation: Situation) -> tuple[Truth, ...]:
        """The value of each condition, in the order of `conditions`."""
        values: list[Truth] = []
        for plan, code in zip(self._plans, situation, strict=True):
            values += _digits(code, len(plan.evaluators))
        return tuple(values)

    def passing(self, condition: Condition, sheet: FactSheet) -> tuple[Fact, ...]:
        """The records that made a condition yes; found only when somebody asks why."""
        facts = sheet[condition.subject] or ()
        if len(facts) == 1 and condition.records is None:
            return facts  # what else could have made it yes?
        if condition.look is not Look.TESTS:
            return tuple(fact for fact in facts if not fact.weak)
        passes = self._record_tests[condition]
        return tuple(fact for fact in facts if passes(fact) == YES)

    def _plan(self, subject: str, conditions: tuple[Condition, ...]) -> _SubjectPlan:
        evaluators = tuple(evaluator_of(condition, self._vocabulary) for condition in conditions)
        return _SubjectPlan(
            subject,
            _code(value_when_absent(condition) for condition in conditions),
            _code(value_when_unknown(condition) for condition in conditions),
            evaluators,
            tuple(map(self._of_one, conditions, evaluators)),
        )

    def _of_one(self, condition: Condition, evaluate: Evaluator) -> RecordTest:
        if condition.look is Look.TESTS and condition.records is None:
            return self._record_tests[condition]
        return lambda fact: evaluate((fact,))


def distinct_conditions(policy: Policy) -> tuple[Condition, ...]:
    """Every condition of the rules that run, and of the kinds of asker whom the user answers, once, by subject."""
    formulas = [part for rule in policy.rules if rule.runs for part in (rule.when, rule.unless) if part is not None]
    formulas += [policy.conditions[name] for name in policy.about_me.written_decline_to if name in policy.conditions]
    seen = dict.fromkeys(condition for formula in formulas for condition in conditions_in(formula))
    return tuple(sorted(seen, key=lambda condition: condition.subject))


def _code(values: Iterable[Truth]) -> int:
    code = 0
    for value in values:
        code = code * 3 + value
    return code


@lru_cache(maxsize=20_000)
def _digits(code: int, length: int) -> tuple[Truth, ...]:
    digits = []
    for _ in range(length):
        code, digit = divmod(code, 3)
        digits.append(digit)
    return tuple(reversed(digits))
