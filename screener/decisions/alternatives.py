"""What else might be known of one subject: each consistent change of its records, with the values it gives to the
conditions of the policy.

A change looks into a source that was not read, finds a new record (some times over), makes a field of a record known
or another, or takes all records away; what may change and how is the catalogue's to say. Of the changes that the
conditions cannot tell apart the one with the fewest fields stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, product
from typing import Final

from screener.catalogue.changing import Alters
from screener.catalogue.courses import course_of, field_course
from screener.catalogue.declaring import Field, FieldType, Origin, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.truth import Truth
from screener.catalogue.values import PartialDate, Value
from screener.decisions.change import Alternative, Facts, Kind
from screener.decisions.field_values import PLAIN_TEXT, Phrases, telling_values
from screener.evidence.facts import Fact, fact
from screener.inference.conditions import evaluator_of, value_when_absent, value_when_unknown
from screener.inference.vocabulary import Vocabulary
from screener.policy.model import Condition, FieldTest
from screener.sources.records import Provenance

Fields = Mapping[str, Value]

_MOST_FIELDS: Final = 4  # said anew of one record
_MOST_TRIED: Final = 3_000  # records of one subject
_MOST_COPIES: Final = 20
_SEARCHED_IN_VAIN: Final = 2  # as much less likely is what the files that were read do not show
_TOLD_ANEW: Final = frozenset({Origin.REQUEST, Origin.LEDGER, Origin.ABOUT_ME})  # files tell nothing of these
_NOWHERE: Final = Provenance(file="")
_EXCHANGED: Final = frozenset({"from-me", "from-them"})
_FOLLOWING: Final = frozenset({"count", "two-way"})  # from how many each wrote
_PLAIN: Final[Mapping[FieldType, Value]] = {
    FieldType.TEXT: PLAIN_TEXT,
    FieldType.NUMBER: 0,
    FieldType.SPAN: 365.25,
    FieldType.DATE: PartialDate(2020, 5, 4),
    FieldType.YES_NO: False,
}


@dataclass(frozen=True, slots=True)
class _New:
    """A record nobody has seen, and which of its fields had to be said."""

    fact: Fact
    said: tuple[str, ...]


class SubjectAlternatives:
    """The changes of one subject, as far as the conditions of one policy can tell them apart."""

    def __init__(self, subject: str, conditions: Sequence[Condition], vocabulary: Vocabulary, phrases: Phrases) -> None:
        self.subject: Subject = SUBJECTS[subject]
        self.course = course_of(subject)
        self.is_complete = True
        self._conditions = conditions
        self._evaluators = [evaluator_of(condition, vocabulary) for condition in conditions]
        tests = [test for condition in conditions for test in condition.tests]
        self.tested = _changing_fields(self.subject, {test.field for test in tests})
        self._values = {
            name: telling_values(self.subject.fields[name], _tests_of(name, tests), vocabulary.today, phrases)
            for name in self.tested
        }
        self._pool: tuple[_New, ...] | None = None
        self._of_none: dict[Facts, tuple[Alternative, ...]] = {}

    def values(self, facts: Facts) -> tuple[Truth, ...]:
        """The values of the subject's conditions for some records."""
        if facts:
            return tuple([evaluate(facts) for evaluate in self._evaluators])
        of_none = value_when_unknown if facts is None else value_when_absent
        return tuple([of_none(condition) for condition in self._conditions])

    def of(self, facts: Facts) -> tuple[Alternative, ...]:
        """What may come of some records, the fewest fields first."""
        if facts:
            return self._distinct(facts, self._changes(facts))
        if facts not in self._of_none:
            self._of_none[facts] = self._distinct(facts, self._changes(facts))
        return self._of_none[facts]

    def _distinct(self, facts: Facts, changes: Iterable[Alternative]) -> tuple[Alternative, ...]:
        now = self.values(facts)
        kept: dict[object, Alternative] = {}
        for change in sorted(changes, key=lambda one: (one.rarity, one.length)):
            if change.values != now:
                kept.setdefault((change.values, change.told), change)
        return tuple(kept.values())

    def _changes(self, facts: Facts) -> Iterator[Alternative]:
        if self.course.may_go and facts:
            yield self._alternative(Kind.GONE, ())
        if self.course.may_come:
            if facts is None:
                yield self._alternative(Kind.LOOKED, ())
            if not facts or not self.course.once:
                yield from self._found(facts)
        for place in range(len(facts or ())):
            yield from self._altered(facts or (), place)

    def _alternative(self, kind: Kind, records: tuple[Fact, ...]) -> Alternative:
        rarity, values = self.course.rarity, self.values(records)
        return Alternative(subject=self.subject.name, kind=kind, records=records, values=values, rarity=rarity)

    def _found(self, facts: Facts) -> Iterator[Alternative]:
        in_vain = 0 if facts is None or _TOLD_ANEW.issuperset(self.subject.origins) else _SEARCHED_IN_VAIN
        for new in self._new_records():
            for copies in self._copies():
                found = self._alternative(Kind.FOUND, (*(facts or ()), *(new.fact,) * copies))
                told, rarity = self._is_told(new.said), found.rarity + in_vain
                yield replace(found, said=new.said, copies=copies, rarity=rarity, told=told, record=new.fact)

    def _copies(self) -> range:
        bounds = [one.records.operand for one in self._conditions if one.records]
        most = max((int(bound) for bound in bounds if isinstance(bound, int | float)), default=0)
        return range(1, min(most + 1, _MOST_COPIES) + 1) if bounds else range(1, 2)

    def _is_told(self, names: Iterable[str]) -> bool:
        has_question = self.subject.question is not None or bool(self.course.questions)
        told = (field_course(self.subject.name, name).told for name in names)
        return has_question and not self.subject.joined and all(told)

    def _new_records(self) -> tuple[_New, ...]:
        """New records that the conditions can tell apart, each with as few fields as will do."""
        if self._pool is None:
            kept: dict[object, _New] = {}
            for new in self._within_limit(self._said_records()):
                key = (self.values((new.fact,)), new.fact.weak, self._is_told(new.said))
                kept.setdefault(key, new)
            self._pool = tuple(kept.values())
        return self._pool

    def _said_records(self) -> Iterator[_New]:
        base = self._plain_record()
        needed = [name for name in self.tested if _must_be_said(self.subject, self.subject.fields[name])]
        free = [name for name in self.tested if name not in needed]
        for names in _subsets(free, least=0):
            for chosen in self._chosen(
                (*needed, *names), lambda name, value: base.get(name) != value or name in needed
            ):
                record = self._consistent({**base, **chosen}, chosen)
                if record is not None:
                    yield _New(fact(record, _NOWHERE), tuple(chosen))

    def _plain_record(self) -> dict[str, Value]:
        """What a new record says without a word: the fields that every record has, and what goes without saying."""
        fields = self.subject.fields
        usual = {name: field_course(self.subject.name, name).usual for name in fields}
        always = {name: _plain(field) for name, field in fields.items() if field.always}
        return {**always, **{name: value for name, value in usual.items() if value}}

    def _altered(self, facts: tuple[Fact, ...], place: int) -> Iterator[Alternative]:
        before = facts[place]
        names = [*self.tested, *(["matched-by"] if before.weak and "matched-by" not in self.tested else [])]
        alterable = [name for name in names if self._may_alter(name, before)]
        for chosen in self._within_limit(self._alterations(alterable, before)):
            fields = self._consistent({**before.fields, **chosen}, chosen)
            if fields is None:
                continue
            after = fact(fields, before.source, before.text)
            changed = self._alternative(Kind.ALTERED, (*facts[:place], after, *facts[place + 1 :]))
            is_new = all(name not in before.fields for name in chosen)
            told, rarity = is_new and self._is_told(chosen), 1 if is_new else changed.rarity
            yield replace(changed, said=tuple(chosen), rarity=rarity, told=told, record=after, before=before)

    def _alterations(self, names: Sequence[str], before: Fact) -> Iterator[dict[str, Value]]:
        for some in _subsets(names, least=1):
            yield from self._chosen(some, lambda name, value: self._may_become(name, before, value))

    def _chosen(self, names: Sequence[str], suits: Callable[[str, Value], bool]) -> Iterator[dict[str, Value]]:
        values = [[value for value in self._values_for(name) if suits(name, value)] for name in names]
        yield from (dict(zip(names, some, strict=True)) for some in product(*values))

    def _values_for(self, name: str) -> tuple[Value, ...]:
        return self._values.get(name) or self.subject.fields[name].choices

    def _may_alter(self, name: str, before: Fact) -> bool:
        alters = field_course(self.subject.name, name).alters
        if name == "matched-by":
            return before.weak
        return alters in (Alters.GROWS, Alters.FREELY) or (alters is Alters.FILLED and name not in before.fields)

    def _may_become(self, name: str, before: Fact, value: Value) -> bool:
        old = before.fields.get(name)
        if old is None or field_course(self.subject.name, name).alters is Alters.FREELY:
            return value != old
        return _is_more(self.subject.fields[name], value, old)

    def _consistent(self, fields: dict[str, Value], chosen: Mapping[str, Value]) -> Fields | None:
        """The record with what follows from its other fields, or None if there cannot be such a one."""
        if "two-way" not in self.subject.fields or not fields.keys() >= _EXCHANGED:
            return fields
        mine, theirs = int(fields["from-me"]), int(fields["from-them"])  # type: ignore[arg-type]
        if mine + theirs == 0:
            return None
        if "first" in fields and "last" in fields:
            if "first" not in chosen:
                fields["first"] = min(fields["first"], fields["last"])
            elif "last" not in chosen:
                fields["last"] = max(fields["first"], fields["last"])
            elif fields["first"] > fields["last"]:  # type: ignore[operator]
                return None
        return {**fields, "count": mine + theirs, "two-way": mine > 0 and theirs > 0}

    def _within_limit(self, tried: Iterator[object]) -> Iterator:  # type: ignore[type-arg]
        yield from islice(tried, _MOST_TRIED)
        if next(tried, None) is not None:
            self.is_complete = False


def _changing_fields(subject: Subject, tested: set[str]) -> tuple[str, ...]:
    """The fields that are tested, in the catalogue's order; of an exchange those that its other fields follow from."""
    if "two-way" in subject.fields and tested & (_FOLLOWING | _EXCHANGED):
        tested = tested - _FOLLOWING | _EXCHANGED
    return tuple(name for name in subject.fields if name in tested)


def _tests_of(name: str, tests: Iterable[FieldTest]) -> list[FieldTest]:
    names = {name, "count"} if name in _EXCHANGED else {name}
    return [test for test in tests if test.field in names]


def _must_be_said(subject: Subject, field: Field) -> bool:
    """Whether a record without a word on this field would say something all the same: a choice has no plain value."""
    if not field.always or field.name == "matched-by":
        return False
    return field.type is FieldType.CHOICE or (field.name == subject.main and field.type is not FieldType.TEXT)


def _plain(field: Field) -> Value:
    if field.name == "matched-by":
        return field.choices[-1]
    return field.choices[0] if field.choices else _PLAIN[field.type]


def _subsets(names: Sequence[str], *, least: int) -> Iterator[tuple[str, ...]]:
    for number in range(least, min(len(names), _MOST_FIELDS) + 1):
        yield from combinations(names, number)


def _is_more(field: Field, value: Value, old: Value) -> bool:
    if field.choices:
        return field.choices.index(str(value)) > field.choices.index(str(old))
    if isinstance(value, PartialDate) and isinstance(old, PartialDate):
        return value > old
    return isinstance(value, int | float) and isinstance(old, int | float) and value > old
