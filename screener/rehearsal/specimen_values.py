"""Values of a field that are worth trying, given the tests it must pass or fail: those at the bounds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from screener.catalogue.declaring import Field, FieldType
from screener.catalogue.truth import YES
from screener.catalogue.values import PartialDate, Value
from screener.inference.vocabulary import Vocabulary
from screener.policy.model import FieldTest, Op, PersonName, Policy
from screener.rehearsal.ways import Outcomes

Tests = list[tuple[FieldTest, Outcomes]]
Words = Mapping[str, tuple[str, ...]]  # the members of phrase lists, and of other lists, by name

_PHRASES_TRIED: Final = 4
_PLAIN_TEXTS: Final = ("Hello", "Northwind")


def words_of(policy: Policy) -> Words:
    """What the names of lists and phrase lists stand for, as written."""
    me = policy.about_me
    lists = {**policy.lists, **me.lists, "never-connect": me.never_connect}
    own = {
        "my employers": tuple(firm.name for firm in me.employers),
        "my schools": tuple(school.name for school in me.schools),
        "competitors": me.competitors,
        "goals": me.goals,
    }
    return {**{name: tuple(map(_member, members)) for name, members in lists.items()}, **policy.phrases, **own}


def values_for(field: Field, tests: Tests, vocabulary: Vocabulary, words: Words) -> list[Value | None]:
    """The values to try, most promising first; None, where it may be left out, for unknown."""
    match field.type:
        case FieldType.NUMBER | FieldType.SPAN:
            values: Iterable[Value] = _numbers(tests, field.type)
        case FieldType.DATE:
            values = _dates(tests, vocabulary.today)
        case FieldType.YES_NO:
            values = (True, False)
        case FieldType.CHOICE:
            values = (*_named_choices(tests), *reversed(field.choices))
        case FieldType.TEXT:
            values = _texts(tests, words)
    distinct: list[Value | None] = list(dict.fromkeys(values))
    return distinct if field.always else [*distinct, None]


def _member(member: PersonName | str) -> str:
    return member if isinstance(member, str) else member.name


def _numbers(tests: Tests, type_: FieldType) -> Iterator[Value]:
    for bound in _bounds(tests):
        yield int(bound) if type_ is FieldType.NUMBER and bound == int(bound) else bound
        yield math.floor(bound) + 1
        yield max(math.ceil(bound) - 1, 0)
    yield from (1, 0)


def _bounds(tests: Tests) -> Iterator[float]:
    for test, _ in tests:
        operand = test.operand
        if isinstance(operand, int | float):
            yield operand
        elif isinstance(operand, tuple):
            yield from (number for number in operand if isinstance(number, int | float))


def _dates(tests: Tests, today: date) -> Iterator[Value]:
    for test, _ in tests:
        if isinstance(test.operand, PartialDate):
            bound = test.operand
            days = (bound.earliest, bound.earliest - timedelta(1), bound.latest + timedelta(1))
            yield from map(PartialDate.of, days)
    for age in _bounds(tests):
        if age < 30_000:
            yield from (PartialDate.of(today - timedelta(age + more)) for more in (0, 1, -1))
    yield PartialDate(2020, 5, 4)


def _named_choices(tests: Tests) -> Iterator[str]:
    for test, _ in tests:
        if isinstance(test.operand, str):
            yield test.operand
        elif isinstance(test.operand, tuple):
            yield from (choice for choice in test.operand if isinstance(choice, str))


def _texts(tests: Tests, words: Words) -> Iterator[str]:
    """All wanted phrases in one text, then each by itself. No text is made up for a regular expression."""
    wanted = [list(_phrases(test, words)) for test, outcomes in tests if outcomes == {YES}]
    for turn in range(_PHRASES_TRIED):
        chosen = dict.fromkeys(phrases[min(turn, len(phrases) - 1)] for phrases in wanted if phrases)
        yield ". ".join(chosen) or _PLAIN_TEXTS[0]
    for phrases in wanted:
        yield from phrases[:_PHRASES_TRIED]
    yield from _PLAIN_TEXTS


def _phrases(test: FieldTest, words: Words) -> Iterator[str]:
    match test.op, test.operand:
        case Op.IS, str(text):
            yield text
        case Op.MENTIONS, tuple(mentioned):
            yield from (str(word).removesuffix("*") for word in mentioned)
        case ((Op.MATCHES | Op.IN_LIST), str(name)):
            yield from (word.removesuffix("*") for word in words.get(name, ()))
