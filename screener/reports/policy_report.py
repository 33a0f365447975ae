"""What `screener rules` prints: what a check found, the order of the deciding rules, and the table of subjects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from screener.catalogue.declaring import Field, Subject
from screener.inference.agenda import in_total_order
from screener.policy.condition_wording import sample_line
from screener.policy.loading import SHIPPED
from screener.policy.model import Policy, Rule, Verdict
from screener.policy.rule_reading import BANDS, priority_words
from screener.reports.terminal import wrapped

_WIDTH: Final = max(len(f"{band.name} {band.high}") for band in BANDS)


def order_of_rules(policy: Policy, *, every: bool = False) -> Iterator[str]:
    """The deciding rules, the one that wins first: the user's own, each between its neighbours; every one on request,
    and of a policy that is all shipped or all the user's."""
    rules = [rule for rule in in_total_order(policy) if rule.decide]
    own = [place for place, rule in enumerate(rules) if not rule.shipped]
    is_whole = every or len(own) == len(rules) or policy.origin == SHIPPED
    if not is_whole and not own:
        yield "No rule of yours decides; --all shows the order of those that do."
        return
    beside = {place + step for place in own for step in (-1, 0, 1)}
    shown = [place for place in range(len(rules)) if is_whole or place in beside]
    width = max(map(len, Verdict))
    marks = "" if is_whole else " (* yours; the rest with --all)"
    yield f"Deciding rules, the first that holds wins{marks}:"
    last = -1
    for place in shown:
        if place > last + 1:
            yield f"  {'…':>{_WIDTH}}"
        yield _in_order(rules[place], width, is_marked=not is_whole and place in own)
        last = place
    if last + 1 < len(rules):
        yield f"  {'…':>{_WIDTH}}"
    yield f"  {'-':>{_WIDTH}}  {policy.otherwise.decide:<{width}}  otherwise"


def _in_order(rule: Rule, width: int, *, is_marked: bool) -> str:
    status = "" if rule.status == "active" else f" ({rule.status})"
    mark = "*" if is_marked else " "
    return f"{mark} {priority_words(rule.priority):>{_WIDTH}}  {rule.decide:<{width}}  {rule.id}{status}"


def table_of_subjects(width: int, subjects: Iterable[Subject]) -> Iterator[str]:
    """Subjects with what makes them known, and their fields, each with a line that tests it."""
    for subject in subjects:
        yield ""
        yield from wrapped(f"{subject.name}: {subject.sentence}", width)
        yield from (f"    {line}" for line in wrapped(_knowledge(subject), width - 4))
        for field in subject.fields.values():
            lines = wrapped(_field(field, is_main=field.name == subject.main), width - 6)
            yield from ("  " + ("- " if place == 0 else "    ") + line for place, line in enumerate(lines))
            yield f"      {sample_line(subject, field)}"


def _knowledge(subject: Subject) -> str:
    known = " or ".join(subject.origins)
    if subject.in_ledger:
        return f"known from {known}; absent while it says nothing"
    return f"known from {known}"


def _field(field: Field, *, is_main: bool) -> str:
    choices = ", ".join(field.choices)
    kind = f" (in this order: {choices})" if field.ordered else f" (one of {choices})" if choices else ""
    known = (("main", is_main), ("may be said", field.sayable), ("said only if they say it", field.quotable))
    marks = [mark for mark, is_so in known if is_so]
    return f"{field.name}: {field.sentence}{kind}" + (f" [{', '.join(marks)}]" if marks else "")
