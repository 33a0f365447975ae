"""A policy told in plain prose, made from its conditions: what is decided, and what the words in it mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from screener.catalogue.wordings import Voice
from screener.inference.inferring import in_total_order
from screener.outcomes import Verdict
from screener.policy.condition_wording import clause_of, joint_words
from screener.policy.model import (
    Condition,
    Formula,
    Group,
    GroupKind,
    Policy,
    Rule,
    Status,
)
from screener.reports.terminal import wrapped
from screener.texts.folding import one_line

_VERDICTS: Final = {Verdict.ACCEPT: "Accept", Verdict.DECLINE: "Decline", Verdict.ASK: "Ask for context"}
_STATUSES: Final = {
    Status.ACTIVE: "",
    Status.SHADOW: " (only on trial: it is reported and decides nothing)",
    Status.UNFINISHED: " (not finished: it does not run)",
    Status.RETIRED: " (switched off)",
}
_INDENT: Final = 3

Names = Mapping[Formula, str]


def policy_prose(policy: Policy, width: int) -> Iterator[str]:
    """The whole policy as a letter to its user."""
    rules = [rule for rule in policy.rules if rule.status is not Status.RETIRED]
    names = names_of(policy)
    deciding = [rule for rule in in_total_order(policy) if rule.decide]
    deciding += [rule for rule in rules if rule.decide and not rule.runs]
    yield "HOW YOUR REQUESTS ARE DECIDED"
    yield ""
    yield from wrapped(
        "Each request is held against the rules below, from the first to the last, and the first that holds decides. "
        "Rules that share a number count alike. What your files cannot tell is unknown, and unknown is never taken "
        "for no.",
        width,
    )
    number, priority = 0, -1
    for rule in deciding:
        number += rule.priority != priority  # rules of one priority share a number
        priority = rule.priority
        yield ""
        yield from _hanging(f"{number}. ", rule_prose(rule, width - _INDENT - 1, names), _INDENT + 1)
    yield ""
    last = f"{_VERDICTS[policy.otherwise.decide]} whatever is left. {_reason(policy.otherwise.because)} [otherwise]"
    yield from _hanging(f"{number + 1}. ", wrapped(last, width - _INDENT - 1), _INDENT + 1)
    yield from _concluding(rules, width, names)
    yield from _named(rules, width, names)
    yield from _flagging(rules, width, names)


def names_of(policy: Policy) -> Names:
    """The conditions under `define` that are long enough to go by their names."""
    return {formula: name for name, formula in policy.conditions.items() if _is_long(formula)}


def rule_prose(rule: Rule, width: int, names: Names) -> Iterator[str]:
    """One rule in plain prose, in lines of at most so many cells."""
    yield from _sentence(f"{_consequence(rule)} if", rule.when, width, names)
    if rule.unless is not None:
        yield from _sentence("But not if, as far as is known,", rule.unless, width, names)
    yield from wrapped(f"{_reason(rule.because)} [{rule.id}]{_STATUSES[rule.status]}", width)


def _concluding(rules: list[Rule], width: int, names: Names) -> Iterator[str]:
    concluded = sorted({rule.conclude for rule in rules if rule.conclude})
    if concluded:
        yield from ("", "", "WHAT THE WORDS IN QUOTES MEAN")
    for name in concluded:
        yield ""
        yield from wrapped(f"“{name.replace('-', ' ')}” holds as soon as one of these does:", width)
        for rule in rules:
            if rule.conclude == name:
                yield from _hanging("-", rule_prose(rule, width - _INDENT, names), _INDENT)


def _flagging(rules: list[Rule], width: int, names: Names) -> Iterator[str]:
    flagging = [rule for rule in rules if not rule.decide and not rule.conclude]
    if flagging:
        yield from ("", "", "WHAT YOU ARE SHOWN, WHATEVER IS DECIDED")
    for rule in flagging:
        yield ""
        yield from _hanging("-", rule_prose(rule, width - _INDENT, names), _INDENT)


def _named(rules: list[Rule], width: int, names: Names) -> Iterator[str]:
    """The conditions under `define` that were told by their names."""
    told = {part for rule in rules for whole in (rule.when, rule.unless) if whole for part in _parts(whole, names)}
    for formula, name in sorted(names.items(), key=lambda pair: pair[1]):
        if formula in told:
            others = {other: called for other, called in names.items() if other != formula}
            yield ""
            yield from _sentence(f"“{one_line(name)}” holds if", formula, width, others)


def _parts(formula: Formula, names: Names) -> Iterator[Formula]:
    if formula in names:
        yield formula
    if isinstance(formula, Group):
        for item in formula.items:
            yield from _parts(item, names)


def _consequence(rule: Rule) -> str:
    flag = f"“{one_line(rule.flag)}”" if rule.flag else ""
    if rule.decide:
        how = ", without a word," if rule.reply == "silent" else ", in writing," if rule.reply else ""
        # An accept or a question is in writing anyway.
        how = how if rule.decide is Verdict.DECLINE or rule.reply == "silent" else ""
        return f"{_VERDICTS[rule.decide]}{how}" + (f" and show {flag}" if flag else "")
    if rule.conclude:
        return f"It is “{rule.conclude.replace('-', ' ')}”" + (f", and {flag} is shown," if flag else "")
    return f"You are shown {flag}"


def _sentence(start: str, formula: Formula, width: int, names: Names) -> Iterator[str]:
    """A sentence over one condition, or a list behind a colon."""
    if not isinstance(formula, Group) or formula in names:
        yield from wrapped(f"{start} {_clause(formula, names)}.", width)
        return
    yield from wrapped(f"{start} {joint_words(formula, Voice.CLAUSE)}:", width)
    yield from _items(formula, width, names)


def _items(group: Group, width: int, names: Names) -> Iterator[str]:
    for item in _flat(group, names):
        if isinstance(item, Group) and item not in names:
            yield from _hanging("  -", wrapped(f"{joint_words(item, Voice.CLAUSE)}:", width - 4), 4)
            yield from (f"  {line}" for line in _items(item, width - 2, names))
        else:
            yield from _hanging("  -", wrapped(_clause(item, names), width - 4), 4)


def _flat(group: Group, names: Names) -> Iterator[Formula]:
    """The items of a group; those of a group of the same kind within it are its own."""
    for item in group.items:
        is_same = isinstance(item, Group) and item.kind is group.kind in (GroupKind.ALL, GroupKind.ANY)
        if isinstance(item, Group) and is_same and item not in names:
            yield from _flat(item, names)
        else:
            yield item


def _clause(formula: Formula, names: Names) -> str:
    if formula in names:
        return f"“{one_line(names[formula])}” holds"
    return "" if isinstance(formula, Group) else one_line(clause_of(formula))


def _is_long(formula: Formula) -> bool:
    return isinstance(formula, Group) or (isinstance(formula, Condition) and len(formula.tests) > 1)


def _reason(because: str) -> str:
    """The reason with the places that records fill: "the last on ‹last›"."""
    said = re.sub(r"\{%.*?%\}", "", because)
    said = re.sub(r"\{\{\s*(?:\w+\.)*(\w+).*?\}\}", lambda found: f"‹{found[1].replace('_', ' ')}›", said)
    return f"You read: “{one_line(said)}”"


def _hanging(mark: str, lines: Iterator[str] | list[str], by: int) -> Iterator[str]:
    for place, line in enumerate(lines):
        yield (mark.ljust(by) if place == 0 else " " * by) + line
