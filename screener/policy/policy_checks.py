"""Checks of a policy as a whole: conclusions in a circle, and what is allowed and can hardly be meant."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from screener.catalogue.declaring import Field, FieldType, Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import NO
from screener.located.findings import Findings, listed, quoted
from screener.located.problem_codes import Code
from screener.outcomes import Verdict
from screener.policy.condition_wording import field_test_words
from screener.policy.model import (
    ConclusionTest,
    Condition,
    FieldTest,
    Formula,
    Group,
    GroupKind,
    Look,
    Op,
    Rule,
    Status,
    leaves_of,
)
from screener.policy.rule_reading import DETAILS
from screener.texts.folding import fold

# Files that few people give: what only they can tell is unknown in most runs.
_RARE: Final = frozenset({Origin.MAIL, Origin.CALENDAR, Origin.ADDRESS_BOOK})


def check_whole(rules: Collection[Rule], findings: Findings) -> None:
    """Every check that needs all rules."""
    live = [rule for rule in rules if rule.status is not Status.RETIRED]
    _check_cycles(live, findings)
    _refuse_model_as_proof(live, findings)
    _warn_of_never_concluded(rules, findings)
    _warn_of_what_helps_a_decline(live, findings)
    _warn_of_rarely_known(live, findings)


def _conclusions_in(rule: Rule) -> list[ConclusionTest]:
    leaves = [*leaves_of(rule.when), *leaves_of(rule.unless)]
    return [leaf for leaf in leaves if isinstance(leaf, ConclusionTest)]


def _check_cycles(rules: Iterable[Rule], findings: Findings) -> None:
    uses: dict[str, dict[str, ConclusionTest]] = {}
    for rule in rules:
        if rule.conclude:
            # Backwards, so that the first test is the one that is named.
            uses.setdefault(rule.conclude, {}).update({test.name: test for test in reversed(_conclusions_in(rule))})
    done: set[str] = set()
    for start in sorted(uses):
        if start not in done:
            _walk(start, uses, done, findings)


def _walk(start: str, uses: Mapping[str, Mapping[str, ConclusionTest]], done: set[str], findings: Findings) -> None:
    """Depth first, without recursion: a policy may chain more conclusions than Python can nest calls."""
    path = [start]
    pending = [iter(sorted(uses.get(start, {})))]
    while pending:
        name = next(pending[-1], None)
        if name is None:
            pending.pop()
            done.add(path.pop())
        elif name in path:
            circle = " → ".join([*path[path.index(name) :], name])
            place = uses[path[-1]][name].place
            findings.error(
                place, Code.CYCLE, f"conclusions that rest on each other: {circle}; take one of these tests out"
            )
        elif name not in done:
            path.append(name)
            pending.append(iter(sorted(uses.get(name, {}))))


def _refuse_model_as_proof(rules: Iterable[Rule], findings: Findings) -> None:
    """What the trained reader alone reads may ask, or decline where nothing else speaks for somebody; no more."""
    for rule in rules:
        is_late_decline = rule.decide is Verdict.DECLINE and rule.priority in DETAILS
        if rule.decide is Verdict.ASK or is_late_decline:
            continue
        for leaf in (*leaves_of(rule.when), *leaves_of(rule.unless)):
            if isinstance(leaf, Condition) and any(map(_sees_model, leaf.tests)):
                text = (
                    f"the rule `{rule.id}` rests on what the trained reader alone reads; only a rule that decides "
                    "`ask-for-context`, or declines in the band `details`, may"
                )
                findings.error(leaf.place, Code.MODEL_AS_PROOF, text)


def _sees_model(test: FieldTest) -> bool:
    choices = test.operand if isinstance(test.operand, tuple) else ()
    return test.field == "likely-signs" or (test.field == "read-by" and "model" in choices)


def _warn_of_never_concluded(rules: Iterable[Rule], findings: Findings) -> None:
    rules = [*rules]
    concluded = {rule.conclude for rule in rules if rule.runs}
    for rule in rules:
        for test in _conclusions_in(rule) if rule.runs else ():
            if test.name not in concluded:
                text = (
                    f"no running rule concludes `{test.name}`, so it is always no; its rules are retired or unfinished"
                )
                findings.warn(test.place, Code.NEVER_CONCLUDED, text)


def _warn_of_what_helps_a_decline(rules: list[Rule], findings: Findings) -> None:
    for rule in rules:
        for leaf in _helping_a_decline(rule, _conclusions_behind_declines(rules)):
            what = _where_or_language(leaf)
            if what:
                text = f"`{what}` helps to decline in the rule `{rule.id}`; it says nothing about the asker"
                findings.warn(leaf.place, Code.HELPS_DECLINE, text)


def _helping_a_decline(rule: Rule, behind: Collection[str]) -> Iterator[Condition | ConclusionTest]:
    if rule.decide is Verdict.DECLINE or rule.conclude in behind:
        yield from leaves_of(rule.when)
    elif rule.decide is Verdict.ACCEPT:
        yield from leaves_of(rule.unless)  # what keeps an accept away helps to decline


def _conclusions_behind_declines(rules: list[Rule]) -> set[str]:
    behind: set[str] = set()
    while True:
        found = {
            leaf.name
            for rule in rules
            if rule.decide is Verdict.DECLINE or rule.conclude in behind
            for leaf in leaves_of(rule.when)
            if isinstance(leaf, ConclusionTest) and leaf.value != NO
        }
        if found <= behind:
            return behind
        behind |= found


def _where_or_language(leaf: Condition | ConclusionTest) -> str | None:
    if not isinstance(leaf, Condition):
        return None
    if leaf.subject == "location":
        return "location"
    tests_language = any(test.field == "language" for test in leaf.tests)
    return "note: language" if leaf.subject == "note" and tests_language else None


def _warn_of_rarely_known(rules: list[Rule], findings: Findings) -> None:
    for rule in rules:
        for test in (*_under_none(rule.when), *_under_none(rule.unless)):
            files = sorted(_rare_files_for(test.name, rules))
            if files:
                text = (
                    f"`{test.name}` can be no only where it is known from {listed(files)}, which few runs have; "
                    f"`unless: [{test.name}]` means *not as far as I know*"
                )
                findings.warn(test.place, Code.RARELY_KNOWN, text)


def _under_none(formula: Formula | None, *, denied: bool = False) -> Iterator[ConclusionTest]:
    if isinstance(formula, Group):
        for item in formula.items:
            yield from _under_none(item, denied=denied != (formula.kind is GroupKind.NONE))
    elif isinstance(formula, ConclusionTest) and denied != (formula.value == NO):
        yield formula


def _rare_files_for(conclusion: str, rules: list[Rule]) -> set[str]:
    """The rare files without which the conclusion stays unknown, when nothing else speaks for it."""
    files: set[str] = set()
    seen: set[str] = set()
    pending = [conclusion]
    while pending:
        name = pending.pop()
        seen.add(name)
        for rule in rules:
            if rule.conclude == name and rule.runs:
                leaves = [*leaves_of(rule.when)]
                subjects = [SUBJECTS[leaf.subject] for leaf in leaves if isinstance(leaf, Condition)]
                files |= {str(origin) for each in subjects if _RARE.issuperset(each.origins) for origin in each.origins}
                pending += [leaf.name for leaf in leaves if isinstance(leaf, ConclusionTest) and leaf.name not in seen]
    return files


_NEGATIVES: Final = "two negatives are easily misread"


def check_plausible(rules: Collection[Rule], findings: Findings) -> None:
    """Warn of whatever the rules say that can hardly be meant."""
    live = [rule for rule in rules if rule.status is not Status.RETIRED]
    _warn_of_equal_titles(live, findings)
    for rule in live:
        for leaf in (*leaves_of(rule.when), *leaves_of(rule.unless)):
            if isinstance(leaf, Condition):
                _warn_of_constant_tests(leaf, findings)
        _warn_of_double_negatives(rule.when, findings)
        if rule.unless is not None:
            _warn_of_negated_unless(rule.unless, findings)


def _warn_of_equal_titles(rules: list[Rule], findings: Findings) -> None:
    first: dict[str, Rule] = {}
    # The user's title is told, not the shipped one.
    for rule in sorted(rules, key=lambda rule: (not rule.shipped, rule.place)):
        other = first.setdefault(fold(rule.title), rule) if rule.title else rule
        if other is not rule:
            text = f"the title {quoted(rule.title)} is that of `{other.id}` as well; tell them apart"
            findings.warn(rule.place, Code.DUPLICATE_TITLE, text)


def _warn_of_constant_tests(condition: Condition, findings: Findings) -> None:
    for test, field in _tests_of(condition):
        said = field_test_words(condition.subject, test) if test is not condition.records else f"records: {test.op}"
        if _never_passes(test, field):
            text = f"nothing can pass `{said}`, so `{condition.subject}` never holds here; write another bound"
            findings.warn(condition.place, Code.NEVER_TRUE, text)
        elif _always_passes(test, field):
            text = f"everything passes `{said}`; write another bound, or `{condition.subject}: present`"
            findings.warn(condition.place, Code.ALWAYS_TRUE, text)


def _tests_of(condition: Condition) -> Iterator[tuple[FieldTest, Field]]:
    declared = SUBJECTS[condition.subject].fields
    yield from ((test, declared[test.field]) for test in condition.tests)
    if condition.records is not None:
        yield condition.records, Field(name="records", type=FieldType.NUMBER, sentence="", always=True)


def _never_passes(test: FieldTest, field: Field) -> bool:
    if field.type not in (FieldType.NUMBER, FieldType.SPAN):
        return False
    if test.op is Op.FEWER_THAN:
        return test.operand == 0
    if field.type is FieldType.SPAN:  # a span may be a fraction of a day
        return False
    low, high = test.operand if isinstance(test.operand, tuple) else (test.operand, test.operand)
    if test.op not in (Op.EXACTLY, Op.BETWEEN) or not isinstance(low, int | float) or not isinstance(high, int | float):
        return False
    return math.ceil(low) > high  # no whole number lies between them


def _always_passes(test: FieldTest, field: Field) -> bool:
    """Whether every value passes, of a field that every record has: elsewhere such a test asks whether it is known."""
    if not field.always or field.name == "matched-by":  # which also says that records joined by name are seen
        return False
    if field.type in (FieldType.NUMBER, FieldType.SPAN):
        return test.op is Op.AT_LEAST and test.operand == 0
    if field.type is FieldType.CHOICE:
        return set(field.choices) == (set(test.operand) if isinstance(test.operand, tuple) else ())
    return False


def _warn_of_double_negatives(formula: Formula, findings: Findings) -> None:
    for group in _groups_in(formula):
        for item in group.items if group.kind is GroupKind.NONE else ():
            if positive := _positive_of(item):
                findings.warn(item.place, Code.DOUBLE_NEGATIVE, f"under `none`, {_NEGATIVES}; write {positive}")


def _warn_of_negated_unless(unless: Formula, findings: Findings) -> None:
    _warn_of_double_negatives(unless, findings)
    is_any = isinstance(unless, Group) and unless.kind is GroupKind.ANY  # a list under `unless` is one
    for item in unless.items if isinstance(unless, Group) and is_any else (unless,):
        is_none = isinstance(item, Group) and item.kind is GroupKind.NONE
        if is_none or (isinstance(item, ConclusionTest) and item.value == NO):
            text = f"under `unless`, {_NEGATIVES}; write what must be so under `when`"
            findings.warn(item.place, Code.DOUBLE_NEGATIVE, text)


def _groups_in(formula: Formula) -> Iterator[Group]:
    if isinstance(formula, Group):
        yield formula
        for item in formula.items:
            yield from _groups_in(item)


def _positive_of(item: Formula) -> str | None:
    """What to write instead of an item that is a negative itself."""
    match item:
        case Group(kind=GroupKind.NONE):
            return "`any` with what stands there"
        case ConclusionTest(value=value, name=name) if value == NO:
            return f"`{name}` outside it"
        case Condition(look=Look.ABSENT, subject=subject):
            return f"`{subject}: present` outside it"
    return None
