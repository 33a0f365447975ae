"""What `screener rules` prints: what a check found, the order of the deciding rules, and the table of subjects."""

from __future__ import annotations

from collections.abc import Iterator

from screener.catalogue.declaring import Field, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.inference.agenda import in_total_order
from screener.policy.model import Policy, Verdict
from screener.policy.sample_lines import sample_line
from screener.reports.terminal import wrapped


def order_of_rules(policy: Policy) -> Iterator[str]:
    """The deciding rules, the one that wins first."""
    width = max(map(len, Verdict))
    yield "Deciding rules, the first that holds wins:"
    for rule in in_total_order(policy):
        if rule.decide:
            yield f"  {rule.priority:>5}  {rule.decide:<{width}}  {rule.id}" + (
                "" if rule.status == "active" else f" ({rule.status})"
            )
    yield f"  {'-':>5}  {policy.otherwise.decide:<{width}}  otherwise"


def table_of_subjects(width: int) -> Iterator[str]:
    """Every subject of the catalogue with what makes it known, and its fields, each with a line that tests it."""
    for subject in SUBJECTS.values():
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
    marks = [mark for mark, is_so in (("main", is_main), ("may be said", field.sayable)) if is_so]
    return f"{field.name}: {field.sentence}{kind}" + (f" [{', '.join(marks)}]" if marks else "")
