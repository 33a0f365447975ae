"""The situation of a request: the value of every condition of the policy, subject by subject.

An absent or unknown subject settles all its conditions in one step, a record like one met before, too. The values of
one subject's conditions are one number in base 3, so that a situation is a short tuple: the key under which an
inference is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, groupby
from typing import Final

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
_KEPT: Final = 10_000  # records alike, of each subject


@dataclass(frozen=True, slots=True)
class _SubjectPlan:
    """How to work out the values of one subject's conditions. A single record is worked out once for all records that
    are alike in the fields that are tested: most are."""

    subject: str
    when_absent: int
    when_unknown: int
    evaluators: tuple[Evaluator, ...]
    of_one: tuple[RecordTest, ...]  # the same for a subject with a single record
    tested: tuple[str, ...]  # fields
    met: dict[tuple[object, ...], int] = field(default_factory=dict)

    def code_of_one(self, fact: Fact) -> int:
        """The values for a single record."""
        alike = (fact.weak, *map(fact.fields.get, self.tested))
        code = self.met.get(alike)
        if code is None:
            if len(self.met) >= _KEPT:
                self.met.clear()
            code = self.met[alike] = _code(passes(fact) for passes in self.of_one)
        return code


class Situations:
    """The distinct conditions of a policy, bound to a user's words, in a fixed order."""

    def __init__(self, policy: Policy, vocabulary: Vocabulary) -> None:
        self.conditions: tuple[Condition, ...] = distinct_conditions(policy)
        self.vocabulary = vocabulary
        self._record_tests = {
            condition: record_test_of(condition, vocabulary)
            for condition in self.conditions
            if condition.look is Look.TESTS
        }
        self._plans = [
            self._plan(subject, tuple(group)) for subject, group in groupby(self.conditions, lambda c: c.subject)
        ]
        self.subjects = tuple(plan.subject for plan in self._plans)
        self._lengths = [len(plan.evaluators) for plan in self._plans]

    def of(self, sheet: FactSheet) -> Situation:
        """The situation that a fact sheet describes."""
        codes = []
        for plan in self._plans:
            facts = sheet[plan.subject]
            if not facts:
                codes.append(plan.when_unknown if facts is None else plan.when_absent)
            elif len(facts) == 1:
                codes.append(plan.code_of_one(facts[0]))
            else:
                codes.append(_code(evaluate(facts) for evaluate in plan.evaluators))
        return tuple(codes)

    def values(self, situation: Situation) -> tuple[Truth, ...]:
        """The value of each condition, in the order of `conditions`."""
        return tuple(chain.from_iterable(map(_digits, situation, self._lengths)))

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
        evaluators = tuple(evaluator_of(condition, self.vocabulary) for condition in conditions)
        return _SubjectPlan(
            subject,
            _code(value_when_absent(condition) for condition in conditions),
            _code(value_when_unknown(condition) for condition in conditions),
            evaluators,
            tuple(map(self._of_one, conditions, evaluators)),
            tuple(dict.fromkeys(test.field for condition in conditions for test in condition.tests)),
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
