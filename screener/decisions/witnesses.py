"""The witnesses of a rule that fired: for each subject it tests, the best of the records that passed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from screener.catalogue.subjects import MATCHED_BY
from screener.catalogue.truth import YES, Truth
from screener.catalogue.wording import worded_record
from screener.evidence.facts import Fact, FactSheet
from screener.inference.situation import Situations
from screener.policy.model import ConclusionTest, Condition, Formula, Group, GroupKind, Look, Rule
from screener.texts.templating import Record, attribute_of, render

Witnesses = Mapping[str, Fact]
_STRENGTH = {name: place for place, name in enumerate(MATCHED_BY)}
_NO_JOIN = len(MATCHED_BY)  # read off the request itself: as sure as can be


def witnesses_of(
    rule: Rule, values: Mapping[Condition, Truth], situations: Situations, sheet: FactSheet
) -> dict[str, Fact]:
    """The witness of each subject, in the order in which the rule tests them."""
    passed: dict[str, list[Fact]] = {}
    for condition in _supporting(rule.when):
        if values[condition] == YES and condition.look not in (Look.ABSENT, Look.UNKNOWN):
            passed.setdefault(condition.subject, []).extend(situations.passing(condition, sheet))
    return {subject: max(facts, key=rank) for subject, facts in passed.items() if facts}


def conclusions_under(formula: Formula) -> Iterator[str]:
    """The conclusions whose yes supports a formula."""
    if isinstance(formula, ConclusionTest):
        if formula.value == YES:
            yield formula.name
    elif isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        for item in formula.items:
            yield from conclusions_under(item)


def because_of(rule: Rule, witnesses: Witnesses) -> str:
    """The rule's reason with its witnesses filled in."""
    if "{" not in rule.because:
        return rule.because
    return render(rule.because, {attribute_of(name): _worded(name, fact) for name, fact in witnesses.items()})


def surest(fact: Fact) -> tuple[int, date]:
    """How good a witness is: best joined first, then newest."""
    return _STRENGTH.get(str(fact.fields.get("matched-by")), _NO_JOIN), fact.source.date or date.min


def rank(fact: Fact) -> tuple[object, ...]:
    """The order of witnesses, the best last: `surest`, then by file and row."""
    return (*surest(fact), _Reversed(fact.source.file), -fact.source.row)


class _Reversed(str):
    """A text that sorts the other way round: of equal witnesses the first by file and row is taken."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)

    def __gt__(self, other: str) -> bool:
        return str.__lt__(self, other)


def _worded(subject: str, fact: Fact) -> Record:
    return worded_record(subject, fact.fields)


def _supporting(formula: Formula) -> Iterator[Condition]:
    """The conditions whose yes supports a formula: all but those under `none`."""
    if isinstance(formula, Condition):
        yield formula
    elif isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        for item in formula.items:
            yield from _supporting(item)
