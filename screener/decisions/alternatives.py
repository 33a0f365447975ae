"""What else might be known of one subject: each change of its records that the conditions of a policy can notice.

A change looks into a source that was not read, finds a new record (some times over), makes a field of a record known
or another, or takes all records away. Of the changes that the conditions cannot tell apart, the likeliest and shortest
stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from screener.catalogue.courses import course_of, field_course
from screener.catalogue.declaring import Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.truth import Truth
from screener.decisions.change import Alternative, Facts, Kind
from screener.decisions.field_values import Phrases
from screener.decisions.imagined import Imagined, Imagining
from screener.decisions.outlook import Mask, mask_of
from screener.evidence.facts import Fact
from screener.inference.conditions import evaluator_of, value_when_absent, value_when_unknown
from screener.inference.vocabulary import Vocabulary
from screener.policy.model import Condition, Look

Values = tuple[Truth, ...]

_MOST_COPIES: Final = 20
_LIKELIEST: Final = 1  # what is not known yet of a record that is there
_SEARCHED_IN_VAIN: Final = 2  # as much less likely is what the files that were read do not show
_OF_THE_NAME: Final = 3  # and what would only bear the name of the asker
_TOLD_ANEW: Final = frozenset({Origin.REQUEST, Origin.LEDGER, Origin.ABOUT_ME})  # files tell nothing of these


@dataclass(frozen=True, slots=True)
class Ways:
    """Alternatives of one subject, and for each of its conditions the set of values that some of them give it."""

    every: tuple[Alternative, ...]
    masks: tuple[Mask, ...]

    @staticmethod
    def of(every: Sequence[Alternative]) -> Ways:
        """The alternatives with their values taken together."""
        return Ways(
            tuple(every), tuple(mask_of(set(values)) for values in zip(*(one.values for one in every), strict=True))
        )


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
        self._of_none: dict[Facts, Ways] = {}
        self._last: tuple[tuple[Fact, ...], Ways] | None = None

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

    def of(self, facts: Facts) -> Ways:
        """What may come of some records, the likeliest and shortest first. The last answer is kept: a search asks for
        the same records more than once."""
        if not facts:
            if facts not in self._of_none:
                self._of_none[facts] = Ways.of(self._noticed(facts))
            return self._of_none[facts]
        if self._last is None or self._last[0] is not facts:
            self._last = (facts, Ways.of(self._noticed(facts)))
        return self._last[1]

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
            for copies in self._copies():
                records = (*(facts or ()), *(new.fact,) * copies)
                yield Alternative(
                    subject=self.subject.name,
                    kind=Kind.FOUND,
                    records=records,
                    values=self._with_one_more(now, alone, records) if facts else self.values(records),
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
