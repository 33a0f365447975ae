"""Invented records that make conditions come out as wished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Final

from screener.catalogue.declaring import FOLLOWING, WRITTEN, Field, FieldType, Subject, whole_exchange
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import YES, PartialDate, Truth, Value
from screener.decisions.witnesses import Phrases, phrases_in, telling_values
from screener.evidence.facts import fact
from screener.inference.condition_values import (
    Check,
    Evaluator,
    Vocabulary,
    check_of,
    evaluator_of,
    value_when_absent,
    value_when_unknown,
)
from screener.policy.model import Condition, FieldTest, Look, Op
from screener.rehearsal.contradictions import ONCE
from screener.rehearsal.ways import Effort, Outcomes, Wish
from screener.sources.records import Provenance

Tests = list[tuple[FieldTest, Outcomes]]

_PHRASES_TRIED: Final = 4  # of each list
_SAYS_NOTHING: Final = "Hello"


def values_for(field: Field, tests: Tests, vocabulary: Vocabulary, phrases: Phrases) -> list[Value | None]:
    """The values to try, most promising first; None, where it may be left out, for unknown."""
    telling: Iterable[Value] = telling_values(field, [test for test, _ in tests], vocabulary.today, phrases)
    if field.type is FieldType.TEXT:
        telling = (*_wanted_texts(tests, phrases), *telling)
    elif field.type is FieldType.CHOICE:
        # What a condition names passes it, and of ordered choices the last passes most.
        telling = (*_named_choices(tests), *reversed(field.choices))
    distinct: list[Value | None] = list(dict.fromkeys(telling))
    return distinct if field.always else [*distinct, None]


def _named_choices(tests: Tests) -> Iterator[str]:
    for test, _ in tests:
        named = test.operand if isinstance(test.operand, tuple) else (test.operand,)
        yield from (choice for choice in named if isinstance(choice, str))


def _wanted_texts(tests: Tests, phrases: Phrases) -> Iterator[str]:
    """All wanted phrases in one text, then each by itself."""
    wanted = [list(phrases_in(test, phrases)) for test, outcomes in tests if outcomes == {YES}]
    # Another condition may rule out the first phrase of a list, so that others have their turn.
    for turn in range(_PHRASES_TRIED):
        if chosen := dict.fromkeys(some[min(turn, len(some) - 1)] for some in wanted if some):
            yield ". ".join(chosen)
    for some in wanted:
        yield from some[:_PHRASES_TRIED]
    yield _SAYS_NOTHING


Fields = Mapping[str, Value]
Records = tuple[Fields, ...]

_MOST_RECORDS: Final = 200  # ways to fill the fields of one record, or to put records together
_MOST_OF_SEVERAL: Final = 4  # for each place in a pair: their number multiplies
_CANDIDATE: Final = 4  # units of effort
_MOST_COPIES: Final = 20  # of one record
_NOWHERE: Final = Provenance(file="")
_PLAIN: Final[Mapping[FieldType, Value]] = {
    FieldType.TEXT: "Northwind",
    FieldType.NUMBER: 1,
    FieldType.SPAN: 365.25,
    FieldType.DATE: PartialDate(2020, 5, 4),
    FieldType.YES_NO: True,
}


@dataclass(frozen=True, slots=True)
class Collection:
    """What records are made of, and how hard they may be searched for."""

    vocabulary: Vocabulary
    phrases: Phrases
    evaluators: dict[Condition, Evaluator] = field(default_factory=dict)

    def given(self, wish: Wish, effort: Effort) -> dict[str, Records | None] | None:
        """Records that make every condition of a wish come out so, or None if none were found."""
        by_subject: dict[str, dict[Condition, Outcomes]] = {}
        for condition, outcomes in wish.items():
            by_subject.setdefault(condition.subject, {})[condition] = outcomes
        given: dict[str, Records | None] = {}
        for subject, wanted in sorted(by_subject.items()):
            is_found, given[subject] = self.records_for(subject, wanted, effort)
            if not is_found:
                return None
        return given

    def records_for(self, subject: str, wish: Wish, effort: Effort) -> tuple[bool, Records | None]:
        """Whether something can be given of a subject that makes each of its conditions come out as wished, and the
        simplest: no record, one, several, or None for unknown."""
        for given in _Specimens(SUBJECTS[subject], wish, self).candidates():
            if not effort.spend(_CANDIDATE):
                break
            if all(self.value(condition, given) in outcomes for condition, outcomes in wish.items()):
                return True, given
        return False, None

    def value(self, condition: Condition, given: Records | None) -> Truth:
        """How a condition comes out."""
        if not given:
            return value_when_unknown(condition) if given is None else value_when_absent(condition)
        if condition not in self.evaluators:
            self.evaluators[condition] = evaluator_of(condition, self.vocabulary)
        return self.evaluators[condition](tuple(fact(record, _NOWHERE) for record in given))


@dataclass(frozen=True, slots=True)
class _Specimens:
    subject: Subject
    wish: Wish
    collection: Collection

    def candidates(self) -> Iterator[Records | None]:
        yield ()
        singles = list(islice(self._singles(), _MOST_RECORDS))
        yield from ((one,) for one in singles)
        if self.subject.name not in ONCE:
            yield from self._several()
            yield from self._alike(singles)
        yield None

    def _singles(self) -> Iterator[Fields]:
        """Records that pass every test that a condition wishes to be passed."""
        tested = self._tested_fields()
        for values in product(*map(self._values_for, tested)):
            chosen = {field.name: value for field, value in zip(tested, values, strict=True) if value is not None}
            if (record := self._filled(chosen)) is not None:
                yield record

    def _values_for(self, field: Field) -> list[Value | None]:
        vocabulary = self.collection.vocabulary
        tests = self._tests_of(field)
        values = values_for(field, tests, vocabulary, self.collection.phrases)
        wished = [test for test, outcomes in tests if outcomes == {YES} and test.field == field.name]
        checks = [check_of(self.subject.name, test, vocabulary) for test in wished if test.op is not Op.IS_UNKNOWN]
        if len(checks) < len(wished):
            return [None]
        return [value for value in values if not checks or _passes(value, checks)]

    def _tested_fields(self) -> list[Field]:
        names = {test.field for condition in self.wish for test in condition.tests}
        if _is_exchange(self.subject):  # how many in all, and whether both wrote, follow from how many each wrote
            names = names - (FOLLOWING - {"grade"}) | (
                WRITTEN if (names - {"grade"}) & (FOLLOWING | WRITTEN) else frozenset()
            )
        return [field for name, field in self.subject.fields.items() if name in names]

    def _tests_of(self, field: Field) -> list[tuple[FieldTest, Outcomes]]:
        same = {field.name, "count"} if field.name in WRITTEN else {field.name}
        return [(test, wanted) for one, wanted in self.wish.items() for test in one.tests if test.field in same]

    def _filled(self, chosen: dict[str, Value]) -> Fields | None:
        """The record with all that every record of the subject has, or None if there cannot be such a one."""
        main = self.subject.fields.get(self.subject.main or "")
        is_text = main is not None and main.type is FieldType.TEXT
        for one, other in (("first", "last"), ("last", "first")):
            if one in self.subject.fields and other in chosen:
                chosen.setdefault(one, chosen[other])
        for declared in self.subject.fields.values():
            follows = _is_exchange(self.subject) and declared.name in FOLLOWING | WRITTEN
            if declared.always and not follows and (not is_text or declared is main):
                chosen.setdefault(declared.name, _plain_value(declared))
        return _summed_up(chosen) if _is_exchange(self.subject) else chosen

    def _several(self) -> Iterator[Records]:
        """One record for each condition that must be yes."""
        wanted = [one for one, outcomes in self.wish.items() if outcomes == {YES} and one.look is Look.TESTS]
        if len(wanted) > 1:
            others = {one: outcomes for one, outcomes in self.wish.items() if one not in wanted}
            alone = [_Specimens(self.subject, {**others, one: frozenset({YES})}, self.collection) for one in wanted]
            yield from islice(product(*(islice(each._singles(), _MOST_OF_SEVERAL) for each in alone)), _MOST_RECORDS)

    def _alike(self, singles: list[Fields]) -> Iterator[Records]:
        """As many records of one kind as a condition counts."""
        bounds = {test.operand for test in (condition.records for condition in self.wish) if test}
        for count in range(2, _MOST_COPIES + 1):
            if not bounds.isdisjoint((count, count - 1)):
                yield from ((one,) * count for one in singles)


def _passes(value: Value | None, checks: list[Check]) -> bool:
    return value is not None and all(check(value) == YES for check in checks)


def _is_exchange(subject: Subject) -> bool:
    return "grade" in subject.fields


def _plain_value(field: Field) -> Value:
    if field.name == "matched-by":
        return field.choices[-1]
    return field.choices[0] if field.choices else _PLAIN[field.type]


def _summed_up(record: dict[str, Value]) -> Fields | None:
    first, last = record["first"], record["last"]
    if not isinstance(first, PartialDate) or not isinstance(last, PartialDate) or first > last:
        return None
    if WRITTEN.isdisjoint(record) and "grade" not in record:
        record["grade"] = "first-contact"
    whole = whole_exchange({"from-me": 0, "from-them": 0, **record} if not WRITTEN.isdisjoint(record) else record)
    return whole if whole and whole["count"] else None
