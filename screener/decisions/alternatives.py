"""What the facts of one subject might be instead, as its declaration in the catalogue allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, product
from typing import Final, NamedTuple

import msgspec

from screener.catalogue.courses import Alters, course_of, field_course
from screener.catalogue.declaring import FOLLOWING, TYPICAL, WRITTEN, Field, FieldType, Origin, Subject, whole_exchange
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate, Truth, Value
from screener.decisions.change import Alternative, Facts, Kind
from screener.decisions.witnesses import PLAIN_TEXT, Phrases, telling_values
from screener.evidence.facts import Fact, fact
from screener.inference.bit_code import Column
from screener.inference.compiled_policy import Columns
from screener.inference.condition_values import (
    Vocabulary,
    check_of,
    evaluator_of,
    value_when_absent,
    value_when_unknown,
)
from screener.policy.model import Condition, FieldTest, Look, Op
from screener.sources.records import Provenance

_MOST_FIELDS: Final = 4  # said anew of one record
_COUNTED: Final = FOLLOWING - {"grade"}
_MOST_TRIED: Final = 3_000  # records of one subject
_NOWHERE: Final = Provenance(file="")
_BY_NAME_OR_SURELY: Final = ("name", "corroborated")
_OF_MODEL: Final = frozenset({"likely-signs"})  # what the trained reader alone would say is no change to hope for
_PLAIN: Final[Mapping[FieldType, Value]] = {
    FieldType.TEXT: PLAIN_TEXT,
    FieldType.NUMBER: 0,
    FieldType.SPAN: 365.25,  # a year
    FieldType.DATE: PartialDate(2020, 5, 4),
    FieldType.YES_NO: False,
}


class Imagined(msgspec.Struct, frozen=True):
    """A record that might be, and the fields that were said to make it so."""

    fact: Fact
    said: tuple[str, ...]


@dataclass(slots=True)
class Imagining:
    """The records of one subject that some tests can tell apart, those that say least first. Not complete: there were
    more than may be tried. With `texts_grow` a text that is there may say more, where the catalogue words that."""

    subject: Subject
    tests: Sequence[FieldTest]
    vocabulary: Vocabulary
    phrases: Phrases
    texts_grow: bool = False
    is_complete: bool = field(default=True, init=False)
    tested: tuple[str, ...] = field(init=False)
    _checks: dict[str, list[Callable[[Value], object]]] = field(init=False)
    _values: dict[str, tuple[Value, ...]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Find the fields that are tested, in the catalogue's order; of an exchange those that its others follow from.
        How a record was joined is tested always."""
        names = {test.field for test in self.tests} | ({"matched-by"} if self.subject.joined else set())
        ruling_out = {other for name in names for other in field_course(self.subject.name, name).never_with}
        self._checks = {name: self._checks_of(name) for name in sorted(names | ruling_out)}
        if "grade" in self.subject.fields and names & (_COUNTED | WRITTEN):
            self._checks |= {name: self._checks_of(name) for name in sorted(WRITTEN)}
            names = names - _COUNTED | WRITTEN
        self.tested = tuple(name for name in self.subject.fields if name in names)

    def new(self) -> Iterator[Imagined]:
        """Records that were not found so far."""
        plain, tested = self._plain_record(), self.tested
        needed = [name for name in tested if _must_be_said(self.subject, self.subject.fields[name])]
        free = [name for name in tested if name not in needed]

        def is_news(name: str, value: Value) -> bool:
            return name in needed or plain.get(name) != value

        every = (chosen for names in _subsets(free, least=0) for chosen in self._chosen((*needed, *names), is_news))
        yield from self._records(plain, every, _NOWHERE, "")

    def likeness(self, record: Fact) -> tuple[object, ...]:
        """Equal for records of which all tests and all changes make the same: what may change as it is, of the rest
        only what the tests say to it."""
        return (record.weak, *[self._seen_of(name, record) for name in self._checks])

    def _seen_of(self, name: str, record: Fact) -> object:
        value = record.fields.get(name)
        if value is None or self._may_alter(name, record):
            return value
        return tuple([check(value) for check in self._checks[name]])

    def altered(self, before: Fact) -> Iterator[Imagined]:
        """What a record may become."""
        alterable = [name for name in self.tested if self._may_alter(name, before)]

        def is_news(name: str, value: Value) -> bool:
            return self._may_become(name, before.fields.get(name), value)

        every = (
            {name: self._grown(name, before, value) for name, value in chosen.items()}
            for some in _subsets(alterable, least=1)
            for chosen in self._chosen(some, is_news)
        )
        yield from self._records(before.fields, every, before.source, before.text)

    def _records(
        self, base: Mapping[str, Value], every: Iterator[dict[str, Value]], source: Provenance, text: str
    ) -> Iterator[Imagined]:
        for chosen in islice(every, _MOST_TRIED):
            fields = _consistent({**base, **chosen}, chosen)
            if fields is not None and not any(self._is_ruled_out(name, fields) for name in chosen):
                yield Imagined(fact(fields, source, text), tuple(chosen))
        if next(every, None) is not None:
            self.is_complete = False

    def _chosen(self, names: Sequence[str], is_news: Callable[[str, Value], bool]) -> Iterator[dict[str, Value]]:
        values = [[value for value in self._telling(name) if is_news(name, value)] for name in names]
        yield from (dict(zip(names, some, strict=True)) for some in product(*values))

    def _checks_of(self, name: str) -> list[Callable[[Value], object]]:
        """What tells apart the values that the tests do: of phrase lists, those of which a text holds something."""
        tests = [test for test in self.tests if test.field == name and test.op is not Op.IS_UNKNOWN]
        lists = frozenset(str(test.operand) for test in tests if test.op is Op.MATCHES)
        checks: list[Callable[[Value], object]] = [
            check_of(self.subject.name, test, self.vocabulary) for test in tests if test.op is not Op.MATCHES
        ]
        lists_in = self.vocabulary.lists_in
        return [*checks, lambda value: lists & lists_in(value)] if lists else checks

    def _telling(self, name: str) -> tuple[Value, ...]:
        if name not in self._values:
            names = {name, "count"} if name in WRITTEN else {name}
            tests = [test for test in self.tests if test.field in names]
            declared = self.subject.fields[name]
            telling = telling_values(declared, tests, self.vocabulary.today, self.phrases)
            telling = telling if tests or name != "matched-by" else _BY_NAME_OR_SURELY
            self._values[name] = () if name in _OF_MODEL else self._told_apart(name, telling)
        return self._values[name]

    def _told_apart(self, name: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """Of choices without an order, one for each that the tests can tell apart or a question of its own asks for."""
        declared = self.subject.fields[name]
        if declared.type is not FieldType.CHOICE or declared.ordered:
            return values
        questions = course_of(self.subject.name).questions if name == self.subject.main else {}
        checks = self._checks_of(name)
        kept: dict[object, Value] = {}
        for value in values:
            if value != "model":  # what the trained reader alone would read is no change to hope for
                kept.setdefault((questions.get(str(value)), *[check(value) for check in checks]), value)
        return tuple(kept.values())

    def _plain_record(self) -> dict[str, Value]:
        """What a new record says without a word: the fields that every record has, and what goes without saying."""
        fields = self.subject.fields
        usual = {name: field_course(self.subject.name, name).usual for name in fields}
        always = {name: _plain(field) for name, field in fields.items() if field.always}
        if "grade" in fields and (WRITTEN | {"grade"}).isdisjoint(self.tested):
            always |= dict.fromkeys(WRITTEN, 1) | {"grade": "first-contact"}  # nothing asks who wrote, and somebody did
        return {**always, **{name: value for name, value in usual.items() if value}}

    def _may_alter(self, name: str, before: Fact) -> bool:
        if name == "matched-by":
            return before.weak
        if self._may_grow(name):
            return True
        alters = field_course(self.subject.name, name).alters
        return alters in (Alters.GROWS, Alters.FREELY) or (alters is Alters.FILLED and name not in before.fields)

    def _may_grow(self, name: str) -> bool:
        return self.texts_grow and field_course(self.subject.name, name).more

    def _grown(self, name: str, before: Fact, value: Value) -> Value:
        return f"{before.fields[name]} {value}" if self._may_grow(name) and name in before.fields else value

    def _is_ruled_out(self, name: str, fields: Mapping[str, Value]) -> bool:
        return not fields.keys().isdisjoint(field_course(self.subject.name, name).never_with)

    def _may_become(self, name: str, old: Value | None, value: Value) -> bool:
        if old is None or self._may_grow(name) or field_course(self.subject.name, name).alters is Alters.FREELY:
            return value != old
        return _is_more(self.subject.fields[name], value, old)


def _consistent(fields: dict[str, Value], chosen: Mapping[str, Value]) -> Mapping[str, Value] | None:
    """The record with what follows from its other fields, or None if there cannot be such a one."""
    if not fields.keys() >= WRITTEN:
        return fields
    said = dict(fields)
    if "grade" in chosen and WRITTEN.isdisjoint(chosen):
        for name, least in zip(("from-me", "from-them"), TYPICAL[str(said["grade"])], strict=True):
            said[name] = least
    elif "grade" not in chosen:
        said.pop("grade", None)
    whole = whole_exchange(said)
    if whole is None or whole["count"] == 0:  # nobody wrote: no exchange
        return None
    first, last = fields.get("first"), fields.get("last")
    if isinstance(first, PartialDate) and isinstance(last, PartialDate) and first > last:
        if {"first", "last"} <= chosen.keys():
            return None
        first = last = first if "first" in chosen else last
    return {**whole, **{name: day for name, day in (("first", first), ("last", last)) if day is not None}}


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


Values = tuple[Truth, ...]

_MOST_COPIES: Final = 20  # of a new record: where a rule counts to more, that many are not tried
_KEPT: Final = 2_000  # sketches of each subject
_LIKELIEST: Final = 1  # what is not known yet of a record that is there
_SEARCHED_IN_VAIN: Final = 2  # as much less likely is what the files that were read do not show
_OF_THE_NAME: Final = 3  # and what would only bear the name of the asker
_TOLD_ANEW: Final = frozenset({Origin.REQUEST, Origin.LEDGER, Origin.ABOUT_ME})  # files tell nothing of these


class Mark(NamedTuple):
    """How far an alternative is, what asks for it, and where it stands among all of its subject."""

    rarity: int
    length: int
    asks: str
    place: int


class Sketch(msgspec.Struct, frozen=True):
    """What a search needs of the changes of one subject, and nothing of the records: for each condition the columns of
    the alternatives in which it is yes, and those in which it is no; the marks of these alternatives, the nearest
    first; and the columns of those that each question asks for."""

    yes: tuple[Column, ...]
    no: tuple[Column, ...]
    marks: tuple[Mark, ...]
    by_question: Mapping[str, Column]

    @staticmethod
    def of(every: Sequence[Alternative], *, told_only: bool = False) -> Sketch:
        """The sketch of some alternatives, or of those that the asker can tell."""
        kept = [(place, one) for place, one in enumerate(every) if one.asks or not told_only]
        by_question: dict[str, Column] = {}
        for column, (_, one) in enumerate(kept):
            by_question[one.asks] = by_question.get(one.asks, 0) | 1 << column
        columns = Columns.of([one.values for _, one in kept]) if kept else Columns((), (), 0)
        marks = tuple([Mark(one.rarity, one.length, one.asks, place) for place, one in kept])
        return Sketch(tuple(columns.yes), tuple(columns.no), marks, by_question)


class SubjectAlternatives:
    """The changes of one subject, by the conditions that a policy has about it."""

    def __init__(
        self,
        subject: str,
        conditions: Sequence[Condition],
        vocabulary: Vocabulary,
        phrases: Phrases,
        *,
        texts_grow: bool = False,
    ) -> None:
        self.subject, self.course = SUBJECTS[subject], course_of(subject)
        self._conditions = conditions
        self._evaluators = [evaluator_of(condition, vocabulary) for condition in conditions]
        tests = [test for condition in conditions for test in condition.tests]
        self._imagining = Imagining(self.subject, tests, vocabulary, phrases, texts_grow)
        self._new: tuple[tuple[Imagined, Values], ...] | None = None
        self._of_none: dict[Facts, tuple[Alternative, ...]] = {}
        self._last: tuple[tuple[Fact, ...], tuple[Alternative, ...]] | None = None
        self._sketches: dict[object, Sketch] = {}

    @property
    def is_complete(self) -> bool:
        """Whether all changes that there are were looked at so far."""
        return self._imagining.is_complete

    def values(self, facts: Facts) -> Values:
        """The values of the subject's conditions for some records."""
        if facts:
            return tuple([evaluate(facts) for evaluate in self._evaluators])
        of_none = value_when_unknown if facts is None else value_when_absent
        return tuple([of_none(condition) for condition in self._conditions])

    def of(self, facts: Facts) -> tuple[Alternative, ...]:
        """What may come of some records, the likeliest and shortest first. The last answer is kept: a search asks for
        the same records more than once."""
        if not facts:
            if facts not in self._of_none:
                self._of_none[facts] = self._noticed(facts)
            return self._of_none[facts]
        if self._last is None or self._last[0] is not facts:
            self._last = (facts, self._noticed(facts))
        return self._last[1]

    def sketch(self, facts: Facts, signature: object, *, told_only: bool) -> Sketch:
        """What a search needs of what may come of some records; worked out once for all of one signature."""
        key = (told_only, signature)
        if key not in self._sketches:
            if len(self._sketches) >= _KEPT:
                self._sketches.clear()
            self._sketches[key] = Sketch.of(self.of(facts), told_only=told_only)
        return self._sketches[key]

    def signature(self, facts: Facts) -> object:
        """What the changes of some records depend on: equal for records with the same changes."""
        return tuple(map(self._imagining.likeness, facts)) if facts else facts

    def _noticed(self, facts: Facts) -> tuple[Alternative, ...]:
        now = self.values(facts)
        kept: dict[object, Alternative] = {}
        for change in sorted(self._changes(facts, now), key=lambda one: (one.rarity, one.length)):
            if change.values != now:
                kept.setdefault((change.values, change.asks), change)
        return tuple(kept.values())

    def _changes(self, facts: Facts, now: Values) -> Iterator[Alternative]:
        if self.course.may_go and facts:
            yield self._alternative(Kind.GONE, (), self.values(()))
        if self.course.may_come and facts is None:
            yield self._alternative(Kind.LOOKED, (), self.values(()))
        if self.course.may_come and not (facts and self.course.once):
            yield from self._found(facts, now)
        for place in range(len(facts or ())):
            yield from self._altered(facts or (), place)

    def _alternative(self, kind: Kind, records: Facts, values: Values) -> Alternative:
        rarity = self.course.rarity
        return Alternative(subject=self.subject.name, kind=kind, records=records, values=values, rarity=rarity)

    def _found(self, facts: Facts, now: Values) -> Iterator[Alternative]:
        in_vain = 0 if facts is None or _TOLD_ANEW.issuperset(self.subject.origins) else _SEARCHED_IN_VAIN
        for new, alone in self._new_records():
            asks = self._asks(new)
            for copies in self._copies():  # a policy may ask for several records
                records = (*(facts or ()), *(new.fact,) * copies)
                yield Alternative(
                    subject=self.subject.name,
                    kind=Kind.FOUND,
                    records=records,
                    values=self._with_one_more(now, alone, records)
                    if facts
                    else alone
                    if copies == 1
                    else self.values(records),
                    said=new.said,
                    copies=copies,
                    rarity=self.course.rarity + in_vain + (_OF_THE_NAME if new.fact.weak else 0),
                    asks=asks,
                    record=new.fact,
                )

    def _altered(self, facts: tuple[Fact, ...], place: int) -> Iterator[Alternative]:
        before = facts[place]
        for after in self._imagining.altered(before):
            records = (*facts[:place], after.fact, *facts[place + 1 :])
            was_unknown = before.fields.keys().isdisjoint(after.said)
            yield Alternative(
                subject=self.subject.name,
                kind=Kind.ALTERED,
                records=records,
                values=self.values(records),
                said=after.said,
                rarity=_LIKELIEST if was_unknown else self.course.rarity,
                asks=self._asks(after) if was_unknown else "",
                record=after.fact,
                before=before,
            )

    def _new_records(self) -> tuple[tuple[Imagined, Values], ...]:
        """New records that the conditions can tell apart, with the values they give alone."""
        if self._new is None:
            kept: dict[object, tuple[Imagined, Values]] = {}
            for new in self._imagining.new():
                values = self.values((new.fact,))
                kept.setdefault((values, new.fact.weak, self._asks(new)), (new, values))
            self._new = tuple(kept.values())
        return self._new

    def _with_one_more(self, now: Values, alone: Values, records: tuple[Fact, ...]) -> Values:
        """The values with a record added, from those without it and those of it alone."""
        return tuple(
            [
                evaluate(records) if one.records else min(pair) if one.look is Look.ABSENT else max(pair)
                for one, evaluate, pair in zip(
                    self._conditions, self._evaluators, zip(now, alone, strict=True), strict=True
                )
            ]
        )

    def _copies(self) -> range:
        bounds = [one.records.operand for one in self._conditions if one.records]
        most = max((int(bound) for bound in bounds if isinstance(bound, int | float)), default=0)
        return range(1, min(most + 1, _MOST_COPIES) + 1)

    def _asks(self, record: Imagined) -> str:
        """The template that asks for what a record says: by its main field, else by its subject."""
        subject, course = self.subject, self.course
        if subject.joined or not all(field_course(subject.name, name).told for name in record.said):
            return ""
        main = str(record.fact.fields.get(subject.main or ""))
        return course.questions.get(main) or subject.question or ""
