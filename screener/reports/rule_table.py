"""Rules for people: all of them as a table, and one in full with what uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from screener.catalogue.declaring import FieldType, Subject
from screener.errors import Place
from screener.inference.agenda import in_total_order
from screener.policy.about_me import SETTINGS, Settings
from screener.policy.model import Policy, Rule, conclusions_in
from screener.policy.rule_reading import priority_words
from screener.rehearsal.coverage import Line
from screener.rehearsal.examples import Outcome
from screener.reports.policy_prose import names_of, rule_prose
from screener.reports.terminal import indented
from screener.reports.wording import counted
from screener.texts.cleaning import printable

_HEADINGS: Final = ("id", "does", "priority", "status", "where")
_SAMPLES: Final[Mapping[FieldType, str]] = {
    FieldType.TEXT: "{mentions: [one, two words]}",
    FieldType.NUMBER: "at least 3",
    FieldType.SPAN: "at most 30 days",
    FieldType.DATE: "after 2019",
    FieldType.YES_NO: "yes",
}


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
        sample = _SAMPLES.get(field.type) or " or ".join(field.choices)
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
