"""Rules, subjects and settings for people, as tables and in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from screener.catalogue.declaring import Field, Subject
from screener.catalogue.values import counted
from screener.errors import Place
from screener.folders import SHIPPED
from screener.inference.inferring import in_total_order
from screener.outcomes import Verdict
from screener.policy.about_me import SETTINGS, Settings
from screener.policy.condition_wording import sample_line, sample_test
from screener.policy.model import Policy, Rule, conclusions_in
from screener.policy.rule_reading import BANDS, priority_words
from screener.rehearsal.trials import Line, Outcome
from screener.reports.policy_prose import names_of, rule_prose
from screener.reports.terminal import indented, wrapped
from screener.texts.folding import printable

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
    # The neighbours show what an own rule wins over, and what over it.
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


_HEADINGS: Final = ("id", "does", "priority", "status", "where")


def rules_table(policy: Policy) -> Iterator[str]:
    """Every rule in a line: the deciding ones first, as they are asked, then those that conclude, then those that
    only flag."""
    running = in_total_order(policy)
    ordered = sorted(running, key=lambda rule: (rule.decide is None, rule.decide is None and rule.conclude is None))
    ordered += [rule for rule in policy.rules if not rule.runs]
    rows = [_HEADINGS, *(_row(rule) for rule in ordered)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield printable("  ".join([*cells, row[-1]]))


def settings_table(settings: Settings) -> Iterator[str]:
    """Every setting of about-me.yaml: its value, where that is set, what else may be written, and what it is for."""
    rows = [("setting", "value", "set in", "what it is for")]
    for each in SETTINGS.values():
        place = settings.places.get(each.name)
        where = f"{Path(place.file).name}:{place.line}" if place else "default"
        rows.append((each.name, settings.written.get(each.name, each.default), where, each.sentence))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield printable("  ".join([*cells, row[-1]]))
    yield ""
    yield "A manner of reply is silent, written, or ask (you look each time). To change one, in about-me.yaml:"
    yield "  settings: {recruiters: silent, small-firm: 200}"


def rule_in_full(rule: Rule, policy: Policy, outcomes: Sequence[Outcome], width: int) -> Iterator[str]:
    """One rule: as written, in words, what uses it, and the examples in which it holds."""
    title = f": {rule.title}" if rule.title else ""
    yield from _wrapped(f"{rule.id}{title}", width)
    yield printable(f"  {_does(rule)}; {rule.status}; {_where(rule)}")
    yield from ("", "As written:")
    yield from (printable(line) for line in _as_written(rule.place))
    if rule.changed:
        yield from ("", "which changes the shipped rule:")
        yield from (printable(line) for line in _as_written(rule.shipped_place))
    yield from ("", "In words:")
    yield from (f"  {line}" for line in rule_prose(rule, width - 2, names_of(policy)))
    yield from _section("Used by:", _users(rule, policy), width)
    holding = [outcome.example for outcome in outcomes if _holds(rule, outcome)]
    named = [f"{each.name} ({Path(each.place.file).name}:{each.place.line})" for each in holding]
    yield from _section("Examples in which it holds:", named or ["none; write one"], width)


def fields_of(subject: Subject, width: int) -> Iterator[str]:
    """What a rule may test of a subject: present or absent, or a field with such a test."""
    yield from _wrapped(f"{subject.name}: {subject.sentence}; test `present`, `absent`, or a field:", width, 2)
    for field in subject.fields.values():
        sample = " or ".join(field.choices) or sample_test(field)
        yield from _wrapped(f"{field.name}: {sample} ({field.sentence})", width, 4)


def coverage_report(lines: Sequence[Line], width: int) -> Iterator[str]:
    """The condition lines that no example tried from every side, by place, and how many there are."""
    lacking = [line for line in lines if line.lacks]
    for line in lacking:
        rules = ", ".join(sorted(line.rules))
        where = f"{line.place.file}:{line.place.line}:{line.place.column}"
        yield printable(f"{where}: {', '.join(line.lacks)}")
        yield from _wrapped(f"{line.words} [{rules}]", width, 2)
    yield f"{counted(len(lines), 'condition')}, {len(lines) - len(lacking)} of them seen yes, no and decisive"
    for what in ("never yes", "never no", "never decisive"):
        yield f"  {what}: {sum(what in line.lacks for line in lines)}"


def _row(rule: Rule) -> tuple[str, ...]:
    priority = priority_words(rule.priority) if rule.decide else "-"
    return rule.id, _does(rule), priority, rule.status, _where(rule)


def _does(rule: Rule) -> str:
    if rule.decide:
        return f"decides {rule.decide}"
    return f"concludes {rule.conclude}" if rule.conclude else "flags"


def _where(rule: Rule) -> str:
    place = rule.place
    if rule.changed:
        shipped = rule.shipped_place
        return (
            f"shipped {Path(shipped.file).name}:{shipped.line}, with {', '.join(rule.changed)} changed in "
            f"{place.file}:{place.line}"
        )
    return f"shipped {Path(place.file).name}:{place.line}" if rule.shipped else f"{place.file}:{place.line}"


def _as_written(place: Place) -> Iterator[str]:
    """The lines of a rule in its file: from its dash to where the next thing no further in starts."""
    lines = Path(place.file).read_text(encoding="utf-8-sig").splitlines()
    start, column = place.line - 1, place.column - 1
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or not lines[end][:column].strip()):
        end += 1
    body = lines[start:end]
    # Comments at the end are of the next rule.
    while body and (not body[-1].strip() or body[-1].lstrip().startswith("#")):
        body.pop()
    yield from body


def _users(rule: Rule, policy: Policy) -> list[str]:
    if rule.decide:
        return [f"the verdict, with priority {priority_words(rule.priority)}"]
    if rule.conclude is None:
        return ["nothing; its flag is shown, whatever is decided"]
    users = [other for other in policy.rules if rule.conclude in _tested(other)]
    return [f"{user.id} ({_does(user)})" for user in users] or [f"no rule tests {rule.conclude}"]


def _tested(rule: Rule) -> set[str]:
    return conclusions_in(rule.when) | (conclusions_in(rule.unless) if rule.unless else set())


def _holds(rule: Rule, outcome: Outcome) -> bool:
    return rule.id in outcome.inferring.agenda(outcome.inferring.situation(outcome.sheet)).fired


def _section(heading: str, items: Sequence[str], width: int) -> Iterator[str]:
    yield from ("", heading)
    for item in items:
        yield from _wrapped(f"- {item}", width, 2)


def _wrapped(text: str, width: int, by: int = 0) -> Iterator[str]:
    yield from printable(indented(text, width, by)).split("\n")
