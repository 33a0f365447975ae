"""The witnesses of a rule that fired: for each subject it tests, the best of the records that passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from screener.catalogue.declaring import MATCHED_BY
from screener.catalogue.truth import YES
from screener.catalogue.wording import worded_record
from screener.errors import InputError
from screener.evidence.facts import Fact, FactSheet
from screener.inference.situation import Situations
from screener.policy.model import ConclusionTest, Condition, Formula, Group, GroupKind, Rule
from screener.texts.templating import Record, TemplateFaultError, attribute_of, render

Witnesses = Mapping[str, Fact]
_STRENGTH = {name: place for place, name in enumerate(MATCHED_BY)}
_NO_JOIN = len(MATCHED_BY)  # read off the request itself: as sure as can be


def witnesses_of(support: Iterable[Condition], situations: Situations, sheet: FactSheet) -> dict[str, Fact]:
    """The witness of each subject that speaks for a rule, in the order in which the rule tests them."""
    passed: dict[str, tuple[Fact, ...]] = {}
    for condition in support:
        subject = condition.subject
        passing = situations.passing(condition, sheet)
        # The same single record again, which is by far the most common, is no second candidate.
        known = passed.get(subject, passing)
        passed[subject] = passing if known is passing else (*known, *passing)
    return {subject: _best(facts) for subject, facts in passed.items() if facts}


def _best(facts: tuple[Fact, ...]) -> Fact:
    return facts[0] if len(facts) == 1 else max(facts, key=rank)


def conclusions_under(formula: Formula) -> Iterator[str]:
    """The conclusions whose yes supports a formula."""
    if isinstance(formula, ConclusionTest):
        if formula.value == YES:
            yield formula.name
    elif isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        for item in formula.items:
            yield from conclusions_under(item)


def because_of(rule: Rule, witnesses: Witnesses) -> str:
    """The rule's reason with its witnesses filled in. An `InputError` says which rule's cannot be."""
    if "{" not in rule.because:
        return rule.because
    try:
        return render(rule.because, {attribute_of(name): _worded(name, fact) for name, fact in witnesses.items()})
    except TemplateFaultError as fault:
        place = f"{rule.place.file}:{rule.place.line}"
        raise InputError(f"{place}: the `because` of the rule {rule.id} cannot be filled in: {fault}") from fault


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
