"""Each condition of a policy held against a fact sheet: yes, no or unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, cast

import msgspec
from msgspec import structs

from screener.catalogue.declaring import MATCHED_BY, SEEING_WEAK, STRONG_MATCHES, Field, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import NO, UNKNOWN, YES, PartialDate, Truth, Value, negation
from screener.evidence.facts import Fact
from screener.policy.model import (
    Condition,
    FieldTest,
    Formula,
    Group,
    GroupKind,
    Look,
    Op,
    PersonName,
    Policy,
    Rule,
)
from screener.texts.folding import fold
from screener.texts.phrase_lists import PhraseLists
from screener.texts.phrases import PhraseSet, compile_regex, regex_found


class Vocabulary(msgspec.Struct, frozen=True):
    """The day that ages are counted to, the phrase lists, and the folded members of each list."""

    today: date
    phrases: PhraseLists
    lists: Mapping[str, frozenset[str]]

    def lists_in(self, text: Value) -> frozenset[str]:
        """The phrase lists of which a text, or one of several, holds something: all that is asked of most texts."""
        if isinstance(text, tuple):
            return frozenset[str]().union(*map(self.phrases.named_in, text))
        return self.phrases.named_in(str(text))


def vocabulary_for(policy: Policy, today: date) -> Vocabulary:
    """The names a policy may use, bound to this user. A name that the user's file lacks stands for an empty list."""
    about_me = policy.about_me
    phrases = {
        **policy.phrases,
        "my employers": [written for firm in about_me.employers for written in (firm.name, *firm.also)],
        "my schools": [written for school in about_me.schools for written in (school.name, *school.also)],
        "competitors": about_me.competitors,
        "goals": about_me.goals,
    }
    lists = {**policy.lists, **about_me.lists, "never-connect": about_me.never_connect}
    return Vocabulary(today, PhraseLists(phrases), {name: _folded_words(members) for name, members in lists.items()})


def _folded_words(members: tuple[PersonName | str, ...]) -> frozenset[str]:
    return frozenset(fold(member if isinstance(member, str) else member.name) for member in members)


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


Check = Callable[[Value], Truth]
_folded = lru_cache(maxsize=4096)(fold)  # a note meets every phrase list of the policy

# For each comparison, the closed interval of numbers that pass; `more than` and `fewer than` leave their end out.
_INCLUSIVE: Final = {Op.AT_LEAST, Op.AT_MOST, Op.EXACTLY, Op.BETWEEN}


def check_of(subject: str, test: FieldTest, vocabulary: Vocabulary) -> Check:
    """The function that decides a test for a known value; the test was checked against the catalogue before."""
    field = SUBJECTS[subject].fields[test.field]
    match field.type:
        case FieldType.NUMBER | FieldType.SPAN:
            return number_check(test)
        case FieldType.DATE:
            return _date_check(test, vocabulary.today)
        case FieldType.YES_NO:
            wanted = test.op is Op.IS_YES
            return lambda value: YES if value is wanted else NO
        case FieldType.CHOICE:
            passing = frozenset(_passing_choices(field, test))
            return _for_each(lambda value: YES if value in passing else NO)
        case FieldType.TEXT:
            return _for_each(_text_check(test, vocabulary))


def _number_interval(test: FieldTest) -> tuple[float, float]:
    if test.op is Op.BETWEEN:
        return cast(tuple[float, float], test.operand)
    number = cast(float, test.operand)
    low = number if test.op in (Op.AT_LEAST, Op.MORE_THAN, Op.EXACTLY) else float("-inf")
    high = number if test.op in (Op.AT_MOST, Op.FEWER_THAN, Op.EXACTLY) else float("inf")
    return low, high


def number_check(test: FieldTest) -> Check:
    """A number or a span against one of the six comparisons."""
    low, high = _number_interval(test)
    if test.op in _INCLUSIVE:
        return lambda value: YES if low <= cast(float, value) <= high else NO
    return lambda value: YES if low < cast(float, value) < high else NO


def _date_check(test: FieldTest, today: date) -> Check:
    """A date, which may be incomplete: yes when every day it may mean passes, no when none does."""
    if isinstance(test.operand, PartialDate):
        return _calendar_check(test.op, test.operand)
    age_passes = number_check(test)
    low, high = _number_interval(test)

    def check(value: Value) -> Truth:
        when = cast(PartialDate, value)
        most, least = (today - when.earliest).days, (today - when.latest).days
        if least < low and high < most:  # neither end may pass, yet a day between them
            return UNKNOWN
        ends = {age_passes(most), age_passes(least)}
        return ends.pop() if len(ends) == 1 else UNKNOWN

    return check


def _calendar_check(op: Op, bound: PartialDate) -> Check:
    def check(value: Value) -> Truth:
        first, last = cast(PartialDate, value).earliest, cast(PartialDate, value).latest
        if op is Op.BEFORE:
            return _of_span(all_pass=last < bound.earliest, none_passes=first >= bound.earliest)
        if op is Op.AFTER:
            return _of_span(all_pass=first > bound.latest, none_passes=last <= bound.latest)
        inside = bound.earliest <= first and last <= bound.latest
        return _of_span(all_pass=inside, none_passes=last < bound.earliest or first > bound.latest)

    return check


def _of_span(*, all_pass: bool, none_passes: bool) -> Truth:
    return YES if all_pass else NO if none_passes else UNKNOWN


def _passing_choices(field: Field, test: FieldTest) -> tuple[str, ...]:
    if test.op is Op.AT_LEAST:
        return field.choices[field.choices.index(cast(str, test.operand)) :]
    named = cast(tuple[str, ...], test.operand)
    return (*named, *(each for name in named for each in field.includes.get(name, ())))


def _text_check(test: FieldTest, vocabulary: Vocabulary) -> Callable[[str], Truth]:
    match test.op:
        case Op.IS:
            wanted = fold(cast(str, test.operand))
            return lambda text: YES if _folded(text) == wanted else NO
        case Op.IN_LIST:
            members: frozenset[str] = vocabulary.lists.get(cast(str, test.operand), frozenset())
            return lambda text: YES if _folded(text) in members else NO
        case Op.REGEX:
            pattern = compile_regex(cast(str, test.operand))
            truth: Mapping[bool | None, Truth] = {True: YES, False: NO, None: UNKNOWN}
            return lambda text: truth[regex_found(pattern, text)]
        case Op.MENTIONS:
            phrases = PhraseSet(cast(tuple[str, ...], test.operand))
            return lambda text: YES if phrases.found_in_folded(_folded(text)) else NO
        case _:
            name, named_in = cast(str, test.operand), vocabulary.phrases.named_in
            return lambda text: YES if name in named_in(text) else NO


def _for_each(check: Callable[[str], Truth]) -> Check:
    """A field may hold several texts (tags) or choices (signs): one that passes is enough."""

    def check_all(value: Value) -> Truth:
        if isinstance(value, tuple):
            return max(map(check, value), default=NO)
        return check(cast(str, value))

    return check_all


_SURE = FieldTest("matched-by", Op.AT_LEAST, "corroborated")


def with_one_proof_per_name(policy: Policy) -> Policy:
    """The same policy with its counting groups rewritten."""
    return structs.replace(policy, rules=tuple(_rewritten_rule(rule) for rule in policy.rules))


def _rewritten_rule(rule: Rule) -> Rule:
    unless = None if rule.unless is None else _rewritten(rule.unless)
    return structs.replace(rule, when=_rewritten(rule.when), unless=unless)


def _rewritten(formula: Formula) -> Formula:
    if not isinstance(formula, Group):
        return formula
    items = tuple(_rewritten(item) for item in formula.items)
    by_name = [item for item in items if _surer(item) != item]
    if formula.kind is not GroupKind.AT_LEAST or len(by_name) < 2:
        return structs.replace(formula, items=items)
    by_name_alone = Group(
        kind=GroupKind.ANY,
        items=tuple(
            Group(kind=GroupKind.ALL, items=(item, Group(kind=GroupKind.NONE, items=(_surer(item),))))
            for item in by_name
        ),
        place=formula.place,
    )
    return structs.replace(formula, items=(*map(_surer, items), by_name_alone))


def _surer(formula: Formula) -> Formula:
    """The same without what only a bare name can satisfy; what stands under `none` is no proof, and stays."""
    if isinstance(formula, Condition) and _takes_a_bare_name(formula):
        return structs.replace(formula, tests=(*formula.tests, _SURE))
    if isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        return structs.replace(formula, items=tuple(map(_surer, formula.items)))
    return formula


def _takes_a_bare_name(condition: Condition) -> bool:
    if _SURE in condition.tests:
        return False
    for test in condition.tests:
        if test.field == "matched-by" and test.op is Op.AT_LEAST:
            return str(test.operand) not in STRONG_MATCHES
        if test.field == "matched-by" and isinstance(test.operand, tuple):
            return any(choice in MATCHED_BY[:2] for choice in test.operand)
    return False
