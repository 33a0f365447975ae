"""What came of the examples of a policy: want and got, with the conditions that made the difference; and as JUnit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from screener.catalogue.truth import YES
from screener.policy.model import Rule, Status
from screener.rehearsal.examples import Difference, Outcome, Outdated
from screener.rehearsal.ticks import Tick, not_yet, ticks_of
from screener.reports.terminal import wrapped
from screener.texts.cleaning import one_line

_MOST_RULES: Final = 4
_NEAREST: Final = 2


def failed_example(outcome: Outcome, width: int) -> Iterator[str]:
    """One example that came out otherwise: its place, what differs, and the rules behind it, line by line."""
    example = outcome.example
    todo = f" (still to do: {one_line(example.todo)})" if example.todo else ""
    yield f"{example.place.file}:{example.place.line}:{example.place.column}: {one_line(example.name)}{todo}"
    for difference in outcome.differences:
        yield from (f"  {line}" for line in wrapped(str(difference), width - 2))
    situation = outcome.inferring.situation(outcome.sheet)
    for rule in islice(_rules_behind(outcome), _MOST_RULES):
        yield ""
        yield f"  {rule.id} ({_consequence(rule)}){_outranked(rule, outcome)}"
        for tick in ticks_of(rule, outcome.inferring, situation, outcome.sheet):
            yield from tick_lines(tick, width, indent=4)


def outdated_example(outdated: Outdated, width: int) -> Iterator[str]:
    """A shipped example that the user's rules decide otherwise: what differs, and by which rules of theirs."""
    example = outdated.outcome.example
    yield from wrapped(f"{one_line(example.name)} ({Path(example.place.file).name}:{example.place.line})", width)
    for difference in outdated.outcome.differences:
        yield from (f"  {line}" for line in wrapped(str(difference), width - 2))
    for rule in outdated.by:
        place = f"{rule.place.file}:{rule.place.line}" if not rule.shipped else "by a setting of about-me.yaml"
        yield from (f"  {line}" for line in wrapped(f"because of {rule.id}, {place}", width - 2))


def tick_lines(tick: Tick, width: int, *, indent: int = 0) -> Iterator[str]:
    """A line of a rule with its mark, and what is the case behind a dash."""
    before = " " * (indent + 2 * tick.depth)
    text = one_line(tick.words + (f" — {tick.actual}" if tick.actual else ""))
    for place, line in enumerate(wrapped(text, max(width - len(before) - 2, 20))):
        yield f"{before}{tick.mark if place == 0 else ' '} {line}"


def as_junit(outcomes: Sequence[Outcome]) -> str:
    """All examples as a JUnit report in the form of its schema: one suite for each file. An example that may fail and
    does is skipped."""
    root = ElementTree.Element("testsuites", name="screener rules test")
    for file, group in groupby(outcomes, key=lambda outcome: outcome.example.place.file):
        cases = list(group)
        failed = sum(case.failed for case in cases)
        skipped = sum(bool(case.differences) and not case.failed for case in cases)
        counts = {"tests": str(len(cases)), "failures": str(failed), "errors": "0", "skipped": str(skipped)}
        suite = ElementTree.SubElement(root, "testsuite", {"name": one_line(file), **counts})
        for case in cases:
            _junit_case(suite, case)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _junit_case(suite: ElementTree.Element, case: Outcome) -> None:
    place = case.example.place
    names = {"name": one_line(case.example.name), "classname": one_line(place.file)}
    element = ElementTree.SubElement(suite, "testcase", names)
    if case.differences:
        message = one_line("; ".join(map(str, case.differences)))
        difference = ElementTree.SubElement(element, "failure" if case.failed else "skipped", message=message)
        difference.text = f"{one_line(place.file)}:{place.line}:{place.column}"  # the schema has no place for a line


def _rules_behind(outcome: Outcome) -> Iterable[Rule]:
    """The rules that a difference is about: those that hold and should not, and those that should and do not."""
    found: dict[str, Rule] = {}
    for difference in outcome.differences:
        found.update((rule.id, rule) for rule in _rules_of(difference, outcome))
    return found.values()


def _rules_of(difference: Difference, outcome: Outcome) -> Iterator[Rule]:
    inferring = outcome.inferring
    running = [rule for rule in outcome.policy.rules if rule.status is Status.ACTIVE]
    holds = set(inferring.agenda(inferring.situation(outcome.sheet)).fired)
    match difference.key:
        case "because" | "also-because":
            yield from (rule for rule in running if rule.id in difference.missing | difference.surplus)
        case "conclude":
            yield from (rule for rule in running if rule.conclude in difference.surplus and rule.id in holds)
            wanted = [rule for rule in running if rule.conclude in difference.missing]
            yield from _nearest(wanted, outcome)
        case "flags":
            yield from (rule for rule in running if rule.flag in difference.surplus and rule.id in holds)
            yield from _nearest([rule for rule in running if rule.flag in difference.missing], outcome)
        case "decide":
            reasons = {reason.rule for reason in outcome.decision.reasons}
            yield from (rule for rule in running if rule.decide and rule.id in reasons)
            yield from _nearest([rule for rule in running if rule.decide in difference.missing], outcome)


def _nearest(rules: list[Rule], outcome: Outcome) -> list[Rule]:
    """Those that hold, and of the others the ones that the fewest conditions keep from it."""
    situation = outcome.inferring.situation(outcome.sheet)
    return sorted(rules, key=lambda rule: (not_yet(rule, outcome.inferring, situation), -rule.priority, rule.id))[
        :_NEAREST
    ]


def _consequence(rule: Rule) -> str:
    if rule.decide:
        return f"{rule.decide}, priority {rule.priority}"
    return f"concludes {rule.conclude}" if rule.conclude else "flags only"


def _outranked(rule: Rule, outcome: Outcome) -> str:
    is_outranked = any(rule.id == other.rule for other in outcome.decision.outranked)
    value = outcome.inferring.evaluation(outcome.inferring.situation(outcome.sheet)).rules.get(rule.id)
    if is_outranked:
        return " holds, but a rule of a higher priority decides:"
    return " holds:" if value == YES else " does not hold:"
