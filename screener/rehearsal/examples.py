"""Runs the examples of a policy and says which do not come out as they expect."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from screener.decisions.deciding import decide
from screener.decisions.decision import Decision
from screener.errors import Problem
from screener.evidence.derivation import complete
from screener.evidence.facts import FactSheet, fact, fact_sheet
from screener.inference.inferring import EngineKind, Inferring
from screener.inference.vocabulary import vocabulary_for
from screener.policy.example_reading import USER
from screener.policy.model import AboutMe, Example, Policy, Rule, Status, Verdict
from screener.policy.rule_reading import SILENT
from screener.sources.records import Provenance

FAILED: Final = "E001"
# Examples give spans, not days, so the day matters only for dates; it is fixed, so that they never come out otherwise.
EXAMPLE_DAY: Final = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Difference:
    """One key of `expect` that came out otherwise. `missing` and `surplus` are the names wanted or got alone."""

    key: str
    text: str
    missing: frozenset[str] = frozenset()
    surplus: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an example came out under a policy. `may_fail`: it is still to do, or expects a rule that is unfinished."""

    example: Example
    policy: Policy
    sheet: FactSheet
    inferring: Inferring
    decision: Decision
    differences: tuple[Difference, ...]
    may_fail: bool

    @property
    def failed(self) -> bool:
        """Whether it came out otherwise and must not."""
        return bool(self.differences) and not self.may_fail


def failures(
    policy: Policy, shipped: Policy, *, engine: EngineKind = EngineKind.AUTO, today: date = EXAMPLE_DAY
) -> list[Problem]:
    """A problem for each example that fails. Shipped examples run against the shipped policy alone; one that is still
    to do, or expects a rule that is unfinished, may fail."""
    return [problem_of(outcome) for outcome in outcomes(policy, shipped, engine=engine, today=today) if outcome.failed]


def failed_outcomes(policy: Policy) -> list[Outcome]:
    """The examples of a policy that fail under it."""
    return [outcome for outcome in outcomes(policy, policy) if outcome.failed]


def outcomes(
    policy: Policy, shipped: Policy, *, engine: EngineKind = EngineKind.AUTO, today: date = EXAMPLE_DAY
) -> Iterator[Outcome]:
    """How each example comes out, in the order of the files."""
    inferring_of = _inferring_once(engine, today)
    for example in policy.examples:
        whole = (shipped if example.shipped else policy).judging(example.judged)
        inferring, sheet = inferring_of(whole, example.about_me or AboutMe()), sheet_of(example)
        decision = decide(sheet, inferring, {})
        yield Outcome(
            example=example,
            policy=whole,
            sheet=sheet,
            inferring=inferring,
            decision=decision,
            differences=tuple(_differences(example, decision)),
            may_fail=bool(example.todo) or _expects_unfinished(example, whole),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """A shipped example that no longer comes out as written, since the user changed rules or settings: the rules of
    theirs that made it so."""

    outcome: Outcome
    by: tuple[Rule, ...]


def outdated(policy: Policy, shipped: Policy, *, engine: EngineKind = EngineKind.AUTO) -> Iterator[Outdated]:
    """The shipped examples that a policy which extends the shipped one decides otherwise, and because of which of its
    rules: those changed, replaced, added or switched off that hold in one policy or the other."""
    originals = {rule.id: rule for rule in shipped.rules}
    theirs = {rule.id: rule for rule in policy.rules if rule != originals.get(rule.id)}
    if not theirs:
        return
    of_shipped = replace(policy, examples=tuple(each for each in policy.examples if each.shipped))
    for before, after in zip(
        outcomes(of_shipped, shipped, engine=engine), outcomes(of_shipped, policy, engine=engine), strict=True
    ):
        if after.differences and not before.differences:
            held = {id_ for each in (before, after) for id_ in _fired(each)}
            yield Outdated(outcome=after, by=tuple(rule for id_, rule in sorted(theirs.items()) if id_ in held))


def _fired(outcome: Outcome) -> Collection[str]:
    return outcome.inferring.agenda(outcome.inferring.situation(outcome.sheet)).fired


def sheet_of(example: Example) -> FactSheet:
    """The fact sheet that an example describes, with what is read off its texts."""
    here = Provenance(file=example.place.file, row=example.place.line)
    known = {
        subject: None if records is None else [fact(fields, here, f"given: {subject}") for fields in records]  # type: ignore[arg-type]
        for subject, records in example.given.items()
    }
    sheet = fact_sheet(known, others_unknown=example.others_unknown)
    return complete(sheet, example.given.keys(), example.about_me)


def _inferring_once(engine: EngineKind, today: date) -> Callable[[Policy, AboutMe], Inferring]:
    """Most examples have the same empty about-me, and a policy is loaded into the engine once for each."""
    made: list[tuple[Policy, AboutMe, Inferring]] = []

    def inferring_of(policy: Policy, about_me: AboutMe) -> Inferring:
        for known, author, inferring in made:
            if (known is policy or known == policy) and author == about_me:
                return inferring
        bound = replace(policy, about_me=about_me)
        made.append((policy, about_me, Inferring(bound, vocabulary_for(bound, today), engine)))
        return made[-1][2]

    return inferring_of


def _differences(example: Example, decision: Decision) -> Iterator[Difference]:
    because = {reason.rule for reason in decision.reasons}
    yield from _differs("decide", example.decide, decision.verdict)
    yield from _differs("state", example.state, decision.state)
    yield from _differs_in("conclude", example.conclude, decision.conclusions)
    yield from _differs_in("because", example.because, because)
    yield from _differs_in("flags", example.flags, decision.flags)
    asked = (USER if decision.reply == SILENT else decision.ask) if decision.verdict is Verdict.ASK else None
    yield from _differs("asks", example.asks, asked)
    lacking = frozenset(example.also_because or ()) - because
    if lacking:
        yield Difference("also-because", f"{_listed(lacking)} did not hold", missing=lacking)


def _differs(key: str, expected: str | None, found: str | None) -> Iterator[Difference]:
    if expected is not None and expected != found:
        text = f"expected {expected}, found {found or 'nothing'}"
        yield Difference(key, text, frozenset([expected]), frozenset([found] if found else []))


def _differs_in(key: str, expected: Iterable[str] | None, found: Iterable[str]) -> Iterator[Difference]:
    wanted, got = frozenset(expected or ()), frozenset(found)
    if expected is not None and wanted != got:
        yield Difference(key, f"expected {_listed(wanted)}, found {_listed(got)}", wanted - got, got - wanted)


def _listed(names: Iterable[str]) -> str:
    return f"[{', '.join(sorted(names))}]"


def _expects_unfinished(example: Example, policy: Policy) -> bool:
    unfinished = {rule.id for rule in policy.rules if rule.status is Status.UNFINISHED}
    return not unfinished.isdisjoint((*(example.because or ()), *(example.also_because or ())))


def problem_of(outcome: Outcome) -> Problem:
    """An example that fails, as a problem of its file."""
    place = outcome.example.place
    text = f"example {outcome.example.name!r} fails; {'; '.join(map(str, outcome.differences))}"
    return Problem(file=place.file, line=place.line, column=place.column, code=FAILED, text=text)
