"""Why, why not, and what if: a decision told as a sentence first, then line by line, with the rows behind each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from screener.catalogue.truth import NO, WORDS
from screener.decisions.change import Changes
from screener.decisions.decision import Decision
from screener.decisions.standing import standing_in
from screener.decisions.states import is_settled
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring
from screener.policy.condition_wording import formula_words
from screener.policy.model import Rule
from screener.rehearsal.ticks import not_yet, ticks_of
from screener.rehearsal.what_if import Supposed
from screener.rehearsal.why_not import NearRule, WhyNot
from screener.reports.example_report import tick_lines
from screener.reports.terminal import indented, wrapped
from screener.reports.wording import HEADINGS, place_words
from screener.screening.results import NOTHING_TO_DO, Screened
from screener.texts.cleaning import one_line

_NEAREST: Final = 2  # rules shown where none held


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
        for rule in _nearest(inferring, sheet):
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
    written = next(each for each in inferring.policy.rules if each.id == rule.id)
    effect = f"concludes {rule.conclude}" if rule.conclude else "flags only"
    effect = f"{rule.decide}, priority {rule.priority}" if rule.decide else effect
    yield ""
    yield from wrapped(f"{rule.id} ({effect}){comment}", width)
    cited: tuple[object, ...] = ()
    for tick in ticks_of(written, inferring, inferring.situation(sheet), sheet):
        yield from tick_lines(tick, width, indent=2)
        if tick.sources and tick.sources != cited:
            where = "; ".join(place_words(source) for source in tick.sources)
            yield indented(f"[{where}]", width, 6 + 2 * tick.depth)
        cited = tick.sources


def _nearest(inferring: Inferring, sheet: FactSheet) -> list[Rule]:
    """Those that may hold before those that do not, then those that the fewest conditions keep from it."""
    situation = inferring.situation(sheet)
    values = inferring.evaluation(situation).rules
    verdict = inferring.policy.otherwise.decide
    rules = [rule for rule in inferring.policy.rules if rule.runs and rule.decide and rule.decide != verdict]

    def farness(rule: Rule) -> tuple[bool, int, int, str]:
        return values[rule.id] == NO, not_yet(rule, inferring, situation), -rule.priority, rule.id

    return sorted(rules, key=farness)[:_NEAREST]


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
