"""A rule held against one fact sheet, condition by condition: what each line came to, and what it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from screener.catalogue.declaring import SEEING_WEAK
from screener.catalogue.truth import NO, WORDS, YES, Truth
from screener.catalogue.wording import worded_record
from screener.errors import Place
from screener.evidence.facts import Fact, FactSheet
from screener.inference.inferring import Inferring
from screener.inference.reference import formula_value
from screener.inference.situation import Situation
from screener.policy.condition_wording import condition_words
from screener.policy.model import ConclusionTest, Condition, Formula, Group, GroupKind, Rule
from screener.sources.records import Provenance
from screener.texts.templating import attribute_of

_MOST_RECORDS: Final = 3
_MARKS: Final = {NO: "✗", YES: "✓"}
_JOINTS: Final = {GroupKind.ALL: "all of", GroupKind.ANY: "any of", GroupKind.NONE: "none of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One line: how deep it stands, its value, what it asks, what is the case, where it is written, and the rows that
    it looked at."""

    depth: int
    value: Truth
    words: str
    actual: str = ""
    place: Place
    sources: tuple[Provenance, ...] = ()

    @property
    def mark(self) -> str:
        """A tick for yes, a cross for no, a question mark for unknown."""
        return _MARKS.get(self.value, "?")


def ticks_of(rule: Rule, inferring: Inferring, situation: Situation, sheet: FactSheet) -> Iterator[Tick]:
    """Every line of a rule that runs, `when` first, then `unless`."""
    ticking = _Ticking(inferring, situation, sheet)
    run = next(each for each in inferring.policy.rules if each.id == rule.id)
    yield from ticking.of(rule.when, run.when, 0)
    if rule.unless is not None and run.unless is not None:
        free = NO if ticking.value(run.unless) == YES else YES
        yield Tick(depth=0, value=free, words="no exception holds, as far as is known", place=rule.unless.place)
        yield from ticking.of(rule.unless, run.unless, 1)


def not_yet(rule: Rule, inferring: Inferring, situation: Situation) -> int:
    """How many conditions keep a rule from holding, at the least: how near it came."""
    run = next(each for each in inferring.policy.rules if each.id == rule.id)
    ticking = _Ticking(inferring, situation, {})
    blocked = run.unless is not None and ticking.value(run.unless) == YES
    return ticking.lacking(run.when) + blocked


@dataclass(frozen=True, slots=True)
class _Ticking:
    inferring: Inferring
    situation: Situation
    sheet: FactSheet

    def value(self, formula: Formula) -> Truth:
        values = self.inferring.values(self.situation)
        return formula_value(formula, values, self.inferring.evaluation(self.situation).conclusions)

    def of(self, written: Formula, run: Formula, depth: int) -> Iterator[Tick]:
        """The lines of a formula as it was written; its value is that of the one that runs, in which several records
        joined by one bare name are one proof."""
        value, place = self.value(run), written.place
        match written:
            case Condition():
                words, actual = condition_words(written), self._actual(written)
                sources = self._sources(written)
                yield Tick(depth=depth, value=value, words=words, actual=actual, place=place, sources=sources)
            case ConclusionTest():
                words = written.name if written.value == YES else f"{written.name}: {WORDS[written.value]}"
                concluded = self.inferring.evaluation(self.situation).conclusions.get(written.name, NO)
                yield Tick(depth=depth, value=value, words=words, actual=WORDS[concluded], place=place)
            case Group():
                yield Tick(depth=depth, value=value, words=_joint(written), place=place)
                parts = run.items if isinstance(run, Group) else ()
                for item, part in zip(written.items, parts, strict=False):
                    yield from self.of(item, part, depth + 1)

    def lacking(self, formula: Formula) -> int:
        """How many conditions have to come out otherwise, at the least, for a formula to be yes."""
        if self.value(formula) == YES:
            return 0
        if not isinstance(formula, Group) or formula.kind is GroupKind.NONE:
            return 1
        each = sorted(self.lacking(item) for item in formula.items)
        needed = {GroupKind.ALL: len(each), GroupKind.ANY: 1}.get(formula.kind, formula.least)
        return sum(each[:needed])

    def _actual(self, condition: Condition) -> str:
        facts = self.sheet.get(condition.subject)
        if not facts:
            return "not known" if facts is None else "there is none"
        told = dict.fromkeys(_told(fact, condition) for fact in islice(facts, _MOST_RECORDS))
        more = len(facts) - _MOST_RECORDS
        return "; ".join(told) + (f"; {more} more" if more > 0 else "")

    def _sources(self, condition: Condition) -> tuple[Provenance, ...]:
        """The rows that made a condition so, else those of the records that did not."""
        facts = self.sheet.get(condition.subject) or ()
        sources = [fact.source for fact in facts[:_MOST_RECORDS]]
        return tuple(dict.fromkeys(source for source in sources if source.file))


def _told(fact: Fact, condition: Condition) -> str:
    """The fields of a record that a condition tests; one that was matched by name alone says so."""
    fields = [test.field for test in condition.tests]
    record = worded_record(condition.subject, fact.fields)
    said = [f"{name} {getattr(record, attribute_of(name), 'not known')}" for name in fields] or ["there is one"]
    if not fact.weak or not SEEING_WEAK.isdisjoint(fields):
        return ", ".join(said)
    how = f"matched by {fact.fields['matched-by']} alone" if "matched-by" in fact.fields else "read by the model alone"
    return ", ".join([*said, how])


def _joint(group: Group) -> str:
    return f"at least {group.least} of" if group.kind is GroupKind.AT_LEAST else _JOINTS[group.kind]
