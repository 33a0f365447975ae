"""Invented records of one subject that make its conditions come out as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from screener.catalogue.subjects import SUBJECTS, Field, FieldType, Subject
from screener.catalogue.truth import YES, Truth
from screener.catalogue.values import PartialDate, Value
from screener.evidence.facts import Fact, fact
from screener.inference.conditions import evaluator_of, record_test_of, value_when_absent, value_when_unknown
from screener.inference.vocabulary import Vocabulary
from screener.policy.model import Condition, FieldTest, Look
from screener.rehearsal.specimen_values import Words, values_for
from screener.rehearsal.ways import Outcomes, Wish
from screener.sources.records import Provenance

Fields = Mapping[str, Value]
Records = tuple[Fields, ...]

_MOST_RECORDS: Final = 300  # ways to fill the fields of one record that are tried
_MOST_COPIES: Final = 20
# What a request has only one of; of all other subjects there may be several records.
_ONCE: Final = frozenset(
    {"note", "headline", "company", "location", "mutual-connections", "request", "identity", "profile", "answer"}
)
_NOWHERE: Final = Provenance(file="")
_PLAIN: Final[Mapping[FieldType, Value]] = {
    FieldType.TEXT: "Northwind",
    FieldType.NUMBER: 1,
    FieldType.SPAN: 365.25,
    FieldType.DATE: PartialDate(2020, 5, 4),
    FieldType.YES_NO: True,
}


def records_for(subject: str, wish: Wish, vocabulary: Vocabulary, words: Words) -> Iterator[Records | None]:
    """What may be given of a subject so that each of its conditions comes out as wished, simplest first: none, one
    record, several, or None for unknown."""
    specimens = _Specimens(SUBJECTS[subject], wish, vocabulary, words)
    return (given for given in specimens.candidates() if specimens.comes_out(given))


@dataclass(frozen=True, slots=True)
class _Specimens:
    subject: Subject
    wish: Wish
    vocabulary: Vocabulary
    words: Words

    def candidates(self) -> Iterator[Records | None]:
        yield ()
        singles = list(islice(self._singles(), _MOST_RECORDS))
        yield from ((one,) for one in singles)
        if self.subject.name not in _ONCE:
            yield from self._several(singles)
        yield None

    def comes_out(self, given: Records | None) -> bool:
        return all(self._value(condition, given) in outcomes for condition, outcomes in self.wish.items())

    def _value(self, condition: Condition, given: Records | None) -> Truth:
        if not given:
            return value_when_unknown(condition) if given is None else value_when_absent(condition)
        return evaluator_of(condition, self.vocabulary)(tuple(map(_fact, given)))

    def _singles(self) -> Iterator[Fields]:
        tested = self._tested_fields()
        choices = [values_for(field, self._tests_of(field), self.vocabulary, self.words) for field in tested]
        for values in product(*choices):
            chosen = {field.name: value for field, value in zip(tested, values, strict=True) if value is not None}
            if (record := self._filled(chosen)) is not None:
                yield record

    def _tested_fields(self) -> list[Field]:
        names = {test.field for condition in self.wish for test in condition.tests}
        if _is_exchange(self.subject):  # how many in all, and whether both wrote, follow from how many each wrote
            names = names - {"count", "two-way"} | {"from-me", "from-them"}
        return [field for name, field in self.subject.fields.items() if name in names]

    def _tests_of(self, field: Field) -> list[tuple[FieldTest, Outcomes]]:
        same = {field.name, "count"} if field.name in ("from-me", "from-them") else {field.name}
        return [(test, wanted) for one, wanted in self.wish.items() for test in one.tests if test.field in same]

    def _filled(self, chosen: dict[str, Value]) -> Fields | None:
        """The record with all that every record of the subject has, or None if there cannot be such a one."""
        main = self.subject.fields.get(self.subject.main or "")
        is_text = main is not None and main.type is FieldType.TEXT
        needed = [field for field in self.subject.fields.values() if field.always and (not is_text or field is main)]
        for field in needed:
            chosen.setdefault(field.name, _plain_value(field))
        return _summed_up(chosen) if _is_exchange(self.subject) else chosen

    def _several(self, singles: list[Fields]) -> Iterator[Records]:
        """One record for each condition that must be yes; then as many alike as a condition counts."""
        wanted = [one for one, outcomes in self.wish.items() if outcomes == {YES} and one.look is Look.TESTS]
        passing = [self._passing(condition, singles) for condition in wanted]
        if len(wanted) > 1 and all(passing):
            yield from islice(product(*passing), _MOST_RECORDS)
        bounds = {test.operand for test in (condition.records for condition in self.wish) if test}
        for count in range(2, _MOST_COPIES + 1):
            if not bounds.isdisjoint((count, count - 1)):
                yield from ((one,) * count for one in singles)

    def _passing(self, condition: Condition, singles: list[Fields]) -> list[Fields]:
        passes = record_test_of(condition, self.vocabulary)
        return [one for one in singles if passes(_fact(one)) == YES]


def _fact(fields: Fields) -> Fact:
    return fact(fields, _NOWHERE)


def _is_exchange(subject: Subject) -> bool:
    return "two-way" in subject.fields


def _plain_value(field: Field) -> Value:
    if field.name == "matched-by":
        return field.choices[-1]
    return field.choices[0] if field.choices else _PLAIN[field.type]


def _summed_up(record: dict[str, Value]) -> Fields | None:
    mine, theirs = int(record["from-me"]), int(record["from-them"])  # type: ignore[arg-type]
    first, last = record["first"], record["last"]
    if mine + theirs == 0 or not isinstance(first, PartialDate) or not isinstance(last, PartialDate) or first > last:
        return None
    return {**record, "count": mine + theirs, "two-way": mine > 0 and theirs > 0}
