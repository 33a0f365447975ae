"""Values of a field that tell its tests apart: at each bound and beside it, each choice, a text for each phrase."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from screener.catalogue.declaring import Field, FieldType
from screener.catalogue.values import PartialDate, Value
from screener.policy.model import FieldTest, Op, Policy

Phrases = Mapping[str, Sequence[str]]  # a member or two of each list, by name

PLAIN_TEXT: Final = "Northwind"
_OLDEST_DAYS: Final = 36_500
_COMBINED: Final = 4  # with more phrases than that, each is tried by itself


def phrases_of(policy: Policy) -> Phrases:
    """What the names of lists and phrase lists stand for, as written."""
    me = policy.about_me
    lists = {**policy.lists, **me.lists, "never-connect": me.never_connect}
    return {
        **{name: [one if isinstance(one, str) else one.name for one in members] for name, members in lists.items()},
        **policy.phrases,
        "my employers": [firm.name for firm in me.employers],
        "my schools": [school.name for school in me.schools],
        "competitors": me.competitors,
        "goals": me.goals,
    }


def telling_values(field: Field, tests: Iterable[FieldTest], today: date, phrases: Phrases) -> tuple[Value, ...]:
    """Values of which every way that the tests may come out has one, as far as there is one. Of texts: one that none
    matches, one for each phrase, and, of few phrases, each of their combinations; none for a regular expression."""
    match field.type:
        case FieldType.NUMBER:
            values: Iterable[Value] = (int(number) for number in _numbers(tests) if number == int(number))
        case FieldType.SPAN:
            values = _numbers(tests)
        case FieldType.DATE:
            values = _dates(tests, today)
        case FieldType.YES_NO:
            values = (True, False)
        case FieldType.CHOICE:
            values = field.choices
        case FieldType.TEXT:
            values = _texts(tests, phrases)
    return tuple(dict.fromkeys(values))


def _numbers(tests: Iterable[FieldTest]) -> Iterator[float]:
    for bound in _bounds(tests):
        yield from (bound, math.floor(bound) + 1, max(math.ceil(bound) - 1, 0))
    yield from (0, 1)


def _bounds(tests: Iterable[FieldTest]) -> Iterator[float]:
    for test in tests:
        numbers = test.operand if isinstance(test.operand, tuple) else (test.operand,)
        yield from (number for number in numbers if isinstance(number, int | float))


def _dates(tests: Iterable[FieldTest], today: date) -> Iterator[Value]:
    tests = tuple(tests)
    for bound in (test.operand for test in tests if isinstance(test.operand, PartialDate)):
        days = (bound.earliest, bound.earliest - timedelta(1), bound.latest, bound.latest + timedelta(1))
        yield from map(PartialDate.of, days)
    for age in _numbers(tests):
        if age < _OLDEST_DAYS:
            yield PartialDate.of(today - timedelta(age))


def _texts(tests: Iterable[FieldTest], phrases: Phrases) -> Iterator[str]:
    yield PLAIN_TEXT
    found = tuple(dict.fromkeys(phrase for test in tests for phrase in _phrases_in(test, phrases)))
    yield from found
    if len(found) <= _COMBINED:
        for number in range(2, len(found) + 1):
            yield from (". ".join(some) for some in combinations(found, number))


def _phrases_in(test: FieldTest, phrases: Phrases) -> Iterator[str]:
    match test.op, test.operand:
        case Op.IS, str(text):
            yield text
        case Op.MENTIONS, tuple(mentioned):
            yield from (str(word).removesuffix("*") for word in mentioned)
        case ((Op.MATCHES | Op.IN_LIST), str(name)):
            yield from (word.removesuffix("*") for word in phrases.get(name, ())[:1])
