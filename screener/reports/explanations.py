"""Why a rule holds or does not, line by line; examples that fail; and what another policy decides otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from screener.catalogue.values import NO, WORDS, YES, counted
from screener.decisions.change import Changes
from screener.decisions.decision import Decision
from screener.decisions.standing import is_settled, standing_in
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring
from screener.outcomes import NOTHING_TO_DO
from screener.policy.condition_wording import formula_words
from screener.policy.model import Rule, Status
from screener.rehearsal.decision_diff import DecisionDiff, Flip, RuleCount, is_shadow
from screener.rehearsal.trials import Difference, Outcome, Outdated, Tick, not_yet, ticks_of
from screener.rehearsal.why_not import NearRule, Supposed, WhyNot
from screener.reports.lists import Rows
from screener.reports.plain_words import HEADINGS, place_words
from screener.reports.terminal import indented, wrapped
from screener.screening.results import Screened
from screener.texts.folding import one_line

_MOST_RULES: Final = 4  # behind one failed example
_NEAREST: Final = 2  # of those that were expected and did not hold


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


_NEAREST_RULES: Final = 2  # rules shown where none held


def why_lines(screened: Screened, inferring: Inferring, sheet: FactSheet, width: int) -> Iterator[str]:
    """The sentence; the rules that decided and those they rest on, each line ticked, with what is the case and where
    it stands; what else held; and for `otherwise` the rules that came nearest."""
    decision = screened.decision
    yield from wrapped(f"{one_line(screened.request.name)}: {_sentence(decision)}", width)
    if is_settled(decision.state):
        yield from (indented(f"[{place_words(e.source)}]", width, 2) for r in decision.reasons for e in r.evidence)
        return
    standing = standing_in(inferring.situation(sheet), inferring)
    for rule in (*standing.agenda.winners, *standing.under):
        yield from _rule(rule, inferring, sheet, width, "")
    if not standing.agenda.winners:
        yield ""
        yield from wrapped("No deciding rule holds. These came nearest:", width)
        for rule in _nearest_rules(inferring, sheet):
            yield from _rule(rule, inferring, sheet, width, " does not hold")
    if decision.outranked:
        yield ""
        yield "Also held, but rank lower:"
        for other in decision.outranked:
            yield indented(f"{other.verdict}: {one_line(other.text)} [{other.rule}]", width, 2)


def why_not_lines(found: WhyNot, inferring: Inferring, sheet: FactSheet, width: int) -> Iterator[str]:
    """What stands between a request and a verdict or rule, the nearest first; a rule with each of its conditions."""
    goal = found.goal.id if isinstance(found.goal, Rule) else str(found.goal)
    if found.is_so:
        yield from wrapped(f"It is so: {goal}, by {', '.join(found.deciding) or 'otherwise'}.", width)
        return
    if found.verdict is None:
        yield "Nothing is to be decided on this request, so no change of facts would decide it otherwise."
        return
    yield from wrapped(f"It is {found.verdict}, by {', '.join(found.deciding) or 'otherwise'}.", width)
    if isinstance(found.goal, Rule):
        yield from _asked_rule(found, found.goal, inferring, sheet, width)
        return
    yield from _changes(f"It would be {goal}", found.changes, width)
    for near in found.rules:
        yield ""
        yield from _near_rule(near, width)


def what_if_lines(supposed: Supposed, width: int) -> Iterator[str]:
    """The decision before and after."""
    before, after = supposed.before, supposed.after
    yield from wrapped(f"before: {_sentence(before)}", width)
    yield from wrapped(f"then: {_sentence(after)}", width)
    for reason in after.reasons[1:]:
        yield indented(f"{one_line(reason.text)} [{reason.rule}]", width, 8)
    yield from (indented(f"! {one_line(flag)}", width, 8) for flag in after.flags if flag not in before.flags)


def _sentence(decision: Decision) -> str:
    certainty = f" ({decision.certainty} certainty)" if decision.certainty else ""
    first = decision.reasons[0]
    heading = HEADINGS[decision.verdict.value if decision.verdict else NOTHING_TO_DO].lower()
    return f"{heading}{certainty}. {one_line(first.text)} [{first.rule}]"


def _rule(rule: Rule, inferring: Inferring, sheet: FactSheet, width: int, comment: str) -> Iterator[str]:
    # Of the policy that runs, whose conditions have values.
    written = next(each for each in inferring.policy.rules if each.id == rule.id)
    yield ""
    yield from wrapped(f"{rule.id} ({_consequence(rule)}){comment}", width)
    cited: tuple[object, ...] = ()
    for tick in ticks_of(written, inferring, inferring.situation(sheet), sheet):
        yield from tick_lines(tick, width, indent=2)
        if tick.sources and tick.sources != cited:  # several tests of one record cite it once
            where = "; ".join(place_words(source) for source in tick.sources)
            yield indented(f"[{where}]", width, 6 + 2 * tick.depth)
        cited = tick.sources


def _nearest_rules(inferring: Inferring, sheet: FactSheet) -> list[Rule]:
    """Those that may hold before those that do not, then those that the fewest conditions keep from it."""
    situation = inferring.situation(sheet)
    values = inferring.evaluation(situation).rules
    verdict = inferring.policy.otherwise.decide
    rules = [rule for rule in inferring.policy.rules if rule.runs and rule.decide and rule.decide != verdict]

    def farness(rule: Rule) -> tuple[bool, int, int, str]:
        return values[rule.id] == NO, not_yet(rule, inferring, situation), -rule.priority, rule.id

    return sorted(rules, key=farness)[:_NEAREST_RULES]


def _asked_rule(found: WhyNot, rule: Rule, inferring: Inferring, sheet: FactSheet, width: int) -> Iterator[str]:
    """One rule, line by line; what would make it decide, and which priority keeps it from it."""
    (near,) = found.rules
    yield from _rule(rule, inferring, sheet, width, " holds" if near.is_outranked else f" is {WORDS[near.value]}")
    yield ""
    above = f"{', '.join(found.deciding)} (priority {near.bar})"
    way_out = f"with a priority above {near.bar} it would decide"
    if near.bar is None:
        start = f"It would be {rule.id}" if rule.decide else f"{rule.id} would hold"
        yield from _changes(start, found.changes, width)
    elif near.is_outranked:
        yield from wrapped(f"It holds, but {above} ranks above it: {way_out}.", width)
        yield from _changes(f"It would be {rule.id}", found.changes, width) if found.changes.found else ()
    else:
        yield from _changes(f"{rule.id} would hold", near.changes, width)
        yield from wrapped(f"Then too {above} would rank above it: {way_out}.", width) if near.changes.found else ()


def _near_rule(near: NearRule, width: int) -> Iterator[str]:
    rule = near.rule
    state = "holds, but is outranked" if near.is_outranked else f"is {WORDS[near.value]}"
    yield from wrapped(f"{rule.id} (priority {rule.priority}) {state}: {_in_words(rule)}", width)
    for change in near.changes.found[:1]:
        yield indented(f"it would decide if {one_line(change.text)}", width, 2)


def _in_words(rule: Rule) -> str:
    """What a rule is about: its title, its reason if no record has to fill it, else its conditions."""
    is_plain = "{" not in rule.because
    return one_line(rule.title or (rule.because if is_plain else formula_words(rule.when)))


def _changes(start: str, changes: Changes, width: int) -> Iterator[str]:
    for change in changes.found:
        yield indented(f"{start} if {one_line(change.text)}.", width, 2)
    if not changes.found:
        limit = "" if changes.is_complete else " within the limit of the search"
        yield from wrapped(f"No change was found{limit} by which {start[0].lower()}{start[1:]}.", width)
    elif not changes.is_complete:
        yield from wrapped("The search came to its limit; there may be other ways.", width)


_SHORT: Final = {"accept": "accept", "decline": "decline", "ask-for-context": "ask"}


def diff_lines(diff: DecisionDiff, width: int, most: int) -> Iterator[str]:
    """The sum first; then each request that is decided otherwise, those that the user had decided themselves first."""
    yield from wrapped(diff_sentence(diff), width)
    # Those that go against the user's own decision first.
    flips = sorted(diff.flips, key=lambda flip: (not flip.contradicts, flip.number))
    for flip in islice(flips, most):
        yield from _flip(flip, width)
    if len(flips) > most:
        yield f"  and {len(flips) - most} more"


def resting_lines(diff: DecisionDiff, files: Sequence[str], width: int) -> Iterator[str]:
    """How many requests have facts that only the files can tell anew, and which files these are."""
    if diff.resting:
        rest = "rests" if diff.resting == 1 else "rest"
        named = ", ".join(map(one_line, files)) or "the files they came from"
        text = f"{counted(diff.resting, 'request')} also {rest} on {diff.why_files}, which only your files tell anew"
        yield from wrapped(f"{text}: save the edit and run `screener triage` with {named}.", width)


def diff_sentence(diff: DecisionDiff) -> str:
    """How many requests flip, in which ways, and how many of them the user had decided by hand."""
    get = "gets" if diff.other_reasons == 1 else "get"
    reasons = f" {diff.other_reasons:,} {get} the same verdict for another reason." if diff.other_reasons else ""
    if not diff.flips:
        return f"Flips none of {counted(diff.total, 'request')}.{reasons}"
    ways = ", ".join(f"{number:,} {_SHORT[old]} → {_SHORT[new]}" for (old, new), number in diff.ways.most_common())
    against = sum(flip.contradicts for flip in diff.flips)
    by_hand = f"; {against:,} of these you had decided so by hand" if against else ""
    return f"Flips {len(diff.flips):,} of {counted(diff.total, 'request')}: {ways}{by_hand}.{reasons}"


def count_rows(counts: Sequence[RuleCount]) -> Rows:
    """What each rule has done. A shadow rule decided nothing: what it would have."""
    return [
        {
            "rule": count.rule.id,
            "does": _does(count),
            "held": count.held,
            "decided": count.decided,
            "overruled": count.overruled,
            "last": count.last.isoformat() if count.last else "",
        }
        for count in counts
    ]


def _does(count: RuleCount) -> str:
    rule = count.rule
    effect = f"{_SHORT[rule.decide]} {rule.priority}" if rule.decide else rule.conclude or "flag"
    return f"{effect} (shadow)" if is_shadow(count) else effect


def _flip(flip: Flip, width: int) -> Iterator[str]:
    hand = f" (you: {_SHORT[flip.by_hand]})" if flip.by_hand else ""
    yield indented(
        f"{flip.number}. {one_line(flip.name)}: {flip.before.verdict} → {flip.after.verdict}{hand}", width, 2
    )
    yield indented(f"{', '.join(flip.before.rules)} → {', '.join(flip.after.rules)}", width, 6)
