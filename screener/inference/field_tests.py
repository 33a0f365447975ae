"""One test of one field: from what was written to a function from a value to yes, no or unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, cast

from screener.catalogue.declaring import Field, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.truth import NO, UNKNOWN, YES, Truth
from screener.catalogue.values import PartialDate, Value
from screener.inference.vocabulary import Vocabulary
from screener.policy.model import FieldTest, Op
from screener.texts.folding import fold
from screener.texts.phrases import PhraseSet, compile_regex, regex_found

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
