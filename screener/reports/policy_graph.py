"""What concludes what: a policy as an indented tree, and as the text of a drawing (Mermaid)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from screener.inference.inferring import in_total_order
from screener.outcomes import Verdict
from screener.policy.model import Condition, Formula, Group, GroupKind, Policy, Rule, leaves_of

SHOWN: Final = "shown to you"
_COLOURS: Final[dict[str, str]] = {Verdict.ACCEPT: "#d9f2dd", Verdict.DECLINE: "#f8dcdc", Verdict.ASK: "#fdf0cc"}


def as_tree(policy: Policy) -> Iterator[str]:
    """The verdicts, under each its rules from the first that is asked, under these the conclusions that they test."""
    rules = in_total_order(policy)
    told: set[str] = set()
    for goal in (*Verdict, SHOWN):
        under = [rule for rule in rules if goal in _goals(rule) and not rule.conclude]
        if under:
            yield goal
            yield from _branches([(_rule_label(rule), rule) for rule in under], policy, "", told)


def _branches(rules: list[tuple[str, Rule]], policy: Policy, before: str, told: set[str]) -> Iterator[str]:
    for place, (label, rule) in enumerate(rules):
        is_last = place == len(rules) - 1
        yield f"{before}{'└─' if is_last else '├─'} {label}"
        yield from _conclusions(rule, policy, before + ("   " if is_last else "│  "), told)


def _conclusions(rule: Rule, policy: Policy, before: str, told: set[str]) -> Iterator[str]:
    tested = [*_conclusions_tested(rule).items()]
    for place, (name, is_for) in enumerate(tested):
        is_last = place == len(tested) - 1
        concluding = [each for each in policy.rules if each.runs and each.conclude == name]
        against = "" if is_for else "not "
        # A conclusion is drawn once: many rules test the same.
        seen = " (see above)" if name in told and concluding else ""
        yield f"{before}{'└─' if is_last else '├─'} {against}{name}{seen}"
        if name not in told:
            told.add(name)
            inner = before + ("   " if is_last else "│  ")
            yield from _branches([(_rule_label(each), each) for each in concluding], policy, inner, told)


def _rule_label(rule: Rule) -> str:
    priority = f" {rule.priority}" if rule.decide else ""
    subjects = ", ".join(_subjects(rule))
    return f"{rule.id}{priority}" + (f"  [{subjects}]" if subjects else "")


def _subjects(rule: Rule) -> list[str]:
    leaves = [*leaves_of(rule.when), *leaves_of(rule.unless)]
    return list(dict.fromkeys(leaf.subject for leaf in leaves if isinstance(leaf, Condition)))


def _goals(rule: Rule) -> list[str]:
    """What a rule leads to: its verdict, its conclusion, or only its flag."""
    if rule.decide:
        return [rule.decide]
    return [rule.conclude] if rule.conclude else [SHOWN]


def _conclusions_tested(rule: Rule) -> dict[str, bool]:
    """The conclusions that a rule tests, and whether each speaks for it."""
    found = dict(_polarities(rule.when, is_for=True))
    if rule.unless is not None:
        # Tested on both sides, it speaks for the rule.
        found = {**dict(_polarities(rule.unless, is_for=False)), **found}
    return found


def _polarities(formula: Formula, *, is_for: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(formula, Group):
        for item in formula.items:
            yield from _polarities(item, is_for=is_for != (formula.kind is GroupKind.NONE))
    elif not isinstance(formula, Condition):
        yield formula.name, is_for and formula.value != 0


def as_mermaid(policy: Policy) -> Iterator[str]:
    """The policy as a Mermaid flowchart, which GitHub and many editors draw: rules as boxes, conclusions round,
    verdicts in their colours; a dotted arrow speaks against. Names need no quoting: they are small letters, digits and
    hyphens."""
    rules = in_total_order(policy)
    goals = dict.fromkeys(goal for rule in rules for goal in _goals(rule))
    tested = dict.fromkeys(name for rule in rules for name in _conclusions_tested(rule))
    # Mermaid takes some names, such as `end`, for its own words, so boxes go by marks.
    marks = {name: f"c{number}" for number, name in enumerate({**goals, **tested}, 1)}
    yield "flowchart LR"
    for number, rule in enumerate(rules, 1):
        yield f'  r{number}["{_rule_label(rule)}"]'
    for name, mark in marks.items():
        yield f'  {mark}(["{name}"])' + (f":::{name}" if name in _COLOURS else "")
    for number, rule in enumerate(rules, 1):
        for name, is_for in _conclusions_tested(rule).items():
            yield f"  {marks[name]} {'-->' if is_for else '-.->|not|'} r{number}"
        for goal in _goals(rule):
            yield f"  r{number} --> {marks[goal]}"
    for verdict, colour in _COLOURS.items():
        yield f"  classDef {verdict} fill:{colour}"
