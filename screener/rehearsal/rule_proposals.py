"""What a new rule may need: a priority among its neighbours, and an example in which it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from msgspec import structs

from screener.decisions.deciding import decide
from screener.decisions.decision import Decision
from screener.decisions.witnesses import phrases_of
from screener.inference.condition_values import vocabulary_for
from screener.inference.horn import Rail
from screener.inference.inferring import EngineKind, Inferring, in_total_order
from screener.located.findings import quoted_text
from screener.outcomes import Verdict
from screener.policy.model import AboutMe, Condition, Example, Policy, Rule, leaves_of
from screener.policy.rule_reading import band_of
from screener.rehearsal.recording import Given, given_line, read_back
from screener.rehearsal.specimens import Collection as Specimens
from screener.rehearsal.trials import EXAMPLE_DAY, sheet_of
from screener.rehearsal.ways import Effort, Goal, Ways

_STEP: Final = 5
_USERS_WORD: Final = 900  # from here up the shipped rules follow the user's own word, and who somebody is
_EFFORT: Final = 20_000
_MOST_WISHES: Final = 30


@dataclass(frozen=True, slots=True)
class Proposal:
    """A priority as it is written, a band or a number, the number it stands for, and why this one."""

    written: str
    priority: int
    reason: str


def priority_for(policy: Policy, verdict: Verdict, subjects: Collection[str]) -> Proposal:
    """The band of the highest rule of the same verdict on the same subjects; else of any rule on them; else of the
    middle one of its verdict. In a policy that adds nothing to the shipped rules, a number just above it that no rule
    has. What follows the user's own word stays above it."""
    deciding = [rule for rule in in_total_order(policy) if rule.decide and rule.priority < _USERS_WORD]
    alike = [rule for rule in deciding if subjects_of(rule) & set(subjects)]
    same = [rule for rule in alike if rule.decide is verdict]
    of_verdict = [rule for rule in deciding if rule.decide is verdict]
    taken = {rule.priority for rule in policy.rules if rule.decide}
    for neighbours, why in ((same[:1], "the same verdict on the same subject"), (alike[:1], "the same subject")):
        for rule in neighbours:
            return _above(rule, policy, why)
    if of_verdict:
        rule = of_verdict[len(of_verdict) // 2]
        return _above(rule, policy, f"in the middle of the rules that {verdict}")
    free = _free(max(taken, default=0), taken)
    return Proposal(str(free), free, "above all others")


def _above(rule: Rule, policy: Policy, why: str) -> Proposal:
    """The band of a rule, where the user's own ranks above the shipped ones; else a free number above the rule."""
    band = band_of(rule.priority)
    if band is not None and any(each.shipped or each.changed for each in policy.rules):
        return Proposal(band.name, band.own, f"the band of {rule.id}: {why}")
    free = _free(rule.priority, {each.priority for each in policy.rules if each.decide})
    return Proposal(str(free), free, f"just above {rule.id} ({rule.priority}): {why}")


def neighbours_of(policy: Policy, priority: int) -> list[Rule]:
    """The two deciding rules above a priority and the two below, the highest first."""
    deciding = [rule for rule in in_total_order(policy) if rule.decide]
    above = [rule for rule in deciding if rule.priority >= priority]
    return above[-2:] + [rule for rule in deciding if rule.priority < priority][:2]


def subjects_of(rule: Rule) -> set[str]:
    """The subjects that must speak for a rule."""
    return {leaf.subject for leaf in leaves_of(rule.when) if isinstance(leaf, Condition)}


def example_for(policy: Policy, rule: Rule) -> tuple[str, str] | None:
    """`given` and `expect` of an example in which a rule of the policy holds, as lines; one in which it decides if
    there is one. None if no such request was found."""
    stranger = structs.replace(policy, about_me=AboutMe())
    inferring = Inferring(stranger, vocabulary_for(stranger, EXAMPLE_DAY), EngineKind.COMPILED)
    best: tuple[str, str] | None = None
    for given in _requests_for(stranger, rule):
        written = given_line({name: records for name, records in given.items() if records != ()})
        again = read_back(written)
        if again is None:
            continue
        decision = decide(sheet_of(Example(name="", given=again)), inferring, {})
        if rule.id in {reason.rule for reason in decision.reasons}:
            return written, _expect(rule, decision)
        holds = rule.conclude in decision.conclusions or rule.flag in decision.flags
        if best is None and (holds or rule.id in {each.rule for each in decision.outranked}):
            best = written, _expect(rule, decision)
    return best


def _free(above: int, taken: Collection[int]) -> int:
    return next(number for number in range(above + _STEP, above + _STEP + len(taken) + 1) if number not in taken)


def _requests_for(policy: Policy, rule: Rule) -> Iterator[Given]:
    effort = Effort(_EFFORT)
    specimens = Specimens(vocabulary_for(policy, EXAMPLE_DAY), phrases_of(policy))
    for wish in islice(Ways(policy).wishes([Goal(rule, Rail.YES)], effort), _MOST_WISHES):
        given = specimens.given(wish, effort)
        if given is not None:
            yield given


def _expect(rule: Rule, decision: Decision) -> str:
    parts = [f"decide: {decision.verdict}"] if decision.verdict else []
    if rule.conclude:
        parts.append(f"conclude: [{', '.join(decision.conclusions)}]")
    if not rule.conclude and not rule.decide:
        parts.append(f"flags: [{', '.join(quoted_text(flag) for flag in decision.flags)}]")
    because = [reason.rule for reason in decision.reasons]
    if rule.id in because:
        parts.append(f"because: [{', '.join(because)}]")
    return f"expect: {{{', '.join(parts)}}}"
