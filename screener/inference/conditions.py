"""One condition over the records of its subject: yes, no or unknown; and which records made it yes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from screener.catalogue.declaring import SEEING_WEAK
from screener.catalogue.truth import NO, UNKNOWN, YES, Truth, negation
from screener.evidence.facts import Fact
from screener.inference.field_tests import Check, check_of, number_check
from screener.inference.vocabulary import Vocabulary
from screener.policy.model import Condition, FieldTest, Look, Op

Facts = tuple[Fact, ...]
Evaluator = Callable[[Facts], Truth]
RecordTest = Callable[[Fact], Truth]

_OF_NO_RECORD = {Look.PRESENT: NO, Look.ABSENT: YES, Look.UNKNOWN: NO}
_OF_UNKNOWN = {Look.PRESENT: UNKNOWN, Look.ABSENT: UNKNOWN, Look.UNKNOWN: YES, Look.TESTS: UNKNOWN}


def evaluator_of(condition: Condition, vocabulary: Vocabulary) -> Evaluator:
    """The function from the records of the condition's subject, at least one, to the condition's value."""
    match condition.look:
        case Look.UNKNOWN:
            return _known
        case Look.PRESENT:
            return _presence
        case Look.ABSENT:
            return lambda facts: negation(_presence(facts))
    passes = record_test_of(condition, vocabulary)
    if condition.records is not None:
        return _counting(passes, condition)
    return lambda facts: passes(facts[0]) if len(facts) == 1 else max(map(passes, facts))


def value_when_absent(condition: Condition) -> Truth:
    """The value of a condition whose subject has no records: somebody looked, and there is none."""
    if condition.records is not None:
        return number_check(condition.records)(0)
    return _OF_NO_RECORD.get(condition.look, NO)


def value_when_unknown(condition: Condition) -> Truth:
    """The value of a condition whose subject no source could tell."""
    return _OF_UNKNOWN[condition.look]


def record_test_of(condition: Condition, vocabulary: Vocabulary) -> RecordTest:
    """Whether one record passes all tests of a condition. A record joined by name alone, or read by the trained reader
    alone, is at most unknown, unless the condition asks how it was joined or read."""
    steps = [_step(condition.subject, test, vocabulary) for test in condition.tests]
    sees_weak = any(test.field in SEEING_WEAK for test in condition.tests)
    if len(steps) == 1:
        return steps[0] if sees_weak else _unless_weak(steps[0])

    def passes(fact: Fact) -> Truth:
        value = UNKNOWN if fact.weak and not sees_weak else YES
        for step in steps:
            found = step(fact)
            if found < value:
                if found == NO:
                    return NO
                value = found
        return value

    return passes


def _unless_weak(step: RecordTest) -> RecordTest:
    def passes(fact: Fact) -> Truth:
        value = step(fact)
        return UNKNOWN if value == YES and fact.weak else value

    return passes


def _step(subject: str, test: FieldTest, vocabulary: Vocabulary) -> RecordTest:
    name = test.field
    if test.op is Op.IS_UNKNOWN:
        return lambda fact: NO if name in fact.fields else YES
    check: Check = check_of(subject, test, vocabulary)

    def step(fact: Fact) -> Truth:
        value = fact.fields.get(name)
        return UNKNOWN if value is None else check(value)

    return step


def _known(_facts: Facts) -> Truth:
    return NO


def _presence(facts: Facts) -> Truth:
    return UNKNOWN if all(fact.weak for fact in facts) else YES


def _counting(passes: RecordTest, condition: Condition) -> Evaluator:
    """How many records pass, as an interval: all that do, to all that might. The records joined by one bare name are
    one proof, so they count once."""
    assert condition.records is not None
    enough = number_check(condition.records)

    def evaluate(facts: Facts) -> Truth:
        sure, possible = _interval([passes(fact) for fact in facts if not fact.weak])
        weak_sure, weak_possible = _interval([passes(fact) for fact in facts if fact.weak])
        least, most = sure + min(weak_sure, 1), possible + min(weak_possible, 1)
        answers = {enough(count) for count in range(least, most + 1)}
        return answers.pop() if len(answers) == 1 else UNKNOWN

    return evaluate


def _interval(values: Sequence[Truth]) -> tuple[int, int]:
    return values.count(YES), len(values) - values.count(NO)
