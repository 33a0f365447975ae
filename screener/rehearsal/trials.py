"""The examples of a policy run, line by line, and what they have tried of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from typing import Final

from msgspec import structs

from screener.catalogue.declaring import SEEING_WEAK
from screener.catalogue.value_wording import worded_record
from screener.catalogue.values import NO, WORDS, YES, Truth
from screener.decisions.deciding import decide
from screener.decisions.decision import Decision
from screener.errors import Place, Problem
from screener.evidence.derivation import complete
from screener.evidence.facts import Fact, FactSheet, fact, fact_sheet
from screener.inference.compiled_policy import Columns
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import EngineKind, Inferring, Situation
from screener.outcomes import Verdict
from screener.policy.condition_wording import condition_words, formula_words, joint_words
from screener.policy.example_reading import USER
from screener.policy.model import (
    AboutMe,
    ConclusionTest,
    Condition,
    Example,
    Formula,
    Group,
    GroupKind,
    Judged,
    Policy,
    Rule,
    Status,
    leaves_of,
)
from screener.policy.rule_reading import SILENT
from screener.sources.records import Provenance
from screener.texts.templating import attribute_of

_MOST_RECORDS: Final = 3
_MARKS: Final = {NO: "✗", YES: "✓"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One line: how deep it stands, its value, what it asks, what is the case, where it is written, and the rows that
    it looked at."""

    depth: int
    value: Truth
    words: str
    actual: str = ""
    place: Place
    sources: tuple[Provenance, ...] = ()

    @property
    def mark(self) -> str:
        """A tick for yes, a cross for no, a question mark for unknown."""
        return _MARKS.get(self.value, "?")


def ticks_of(rule: Rule, inferring: Inferring, situation: Situation, sheet: FactSheet) -> Iterator[Tick]:
    """Every line of a rule that runs, `when` first, then `unless`."""
    ticking = _Ticking(inferring, situation, sheet)
    run = next(each for each in inferring.policy.rules if each.id == rule.id)
    yield from ticking.of(rule.when, run.when, 0)
    if rule.unless is not None and run.unless is not None:
        free = NO if ticking.value(run.unless) == YES else YES
        yield Tick(depth=0, value=free, words="no exception holds, as far as is known", place=rule.unless.place)
        yield from ticking.of(rule.unless, run.unless, 1)


def not_yet(rule: Rule, inferring: Inferring, situation: Situation) -> int:
    """How many conditions keep a rule from holding, at the least: how near it came."""
    run = next(each for each in inferring.policy.rules if each.id == rule.id)
    ticking = _Ticking(inferring, situation, {})
    blocked = run.unless is not None and ticking.value(run.unless) == YES
    return ticking.lacking(run.when) + blocked


@dataclass(frozen=True, slots=True)
class _Ticking:
    inferring: Inferring
    situation: Situation
    sheet: FactSheet

    def value(self, formula: Formula) -> Truth:
        return self.inferring.evaluation(self.situation).of(formula)

    def of(self, written: Formula, run: Formula, depth: int) -> Iterator[Tick]:
        """The lines of a formula as it was written; its value is that of the one that runs, in which several records
        joined by one bare name are one proof."""
        value, place = self.value(run), written.place
        match written:
            case Condition():
                words, actual = condition_words(written), self._actual(written)
                sources = self._sources(written)
                yield Tick(depth=depth, value=value, words=words, actual=actual, place=place, sources=sources)
            case ConclusionTest():
                words = written.name if written.value == YES else f"{written.name}: {WORDS[written.value]}"
                concluded = self.inferring.evaluation(self.situation).conclusion(written.name)
                yield Tick(depth=depth, value=value, words=words, actual=WORDS[concluded], place=place)
            case Group():
                yield Tick(depth=depth, value=value, words=joint_words(written), place=place)
                parts = run.items if isinstance(run, Group) else ()
                for item, part in zip(written.items, parts, strict=False):
                    yield from self.of(item, part, depth + 1)

    def lacking(self, formula: Formula) -> int:
        """How many conditions have to come out otherwise, at the least, for a formula to be yes."""
        if self.value(formula) == YES:
            return 0
        if not isinstance(formula, Group) or formula.kind is GroupKind.NONE:
            return 1
        each = sorted(self.lacking(item) for item in formula.items)
        needed = {GroupKind.ALL: len(each), GroupKind.ANY: 1}.get(formula.kind, formula.least)
        return sum(each[:needed])

    def _actual(self, condition: Condition) -> str:
        facts = self.sheet.get(condition.subject)
        if not facts:
            return "not known" if facts is None else "there is none"
        told = dict.fromkeys(_told(fact, condition) for fact in islice(facts, _MOST_RECORDS))
        more = len(facts) - _MOST_RECORDS
        return "; ".join(told) + (f"; {more} more" if more > 0 else "")

    def _sources(self, condition: Condition) -> tuple[Provenance, ...]:
        """The rows that made a condition so, else those of the records that did not."""
        facts = self.sheet.get(condition.subject) or ()
        sources = [fact.source for fact in facts[:_MOST_RECORDS]]
        return tuple(dict.fromkeys(source for source in sources if source.file))


def _told(fact: Fact, condition: Condition) -> str:
    """The fields of a record that a condition tests; one that was matched by name alone says so."""
    fields = [test.field for test in condition.tests]
    record = worded_record(condition.subject, fact.fields)
    said = [f"{name} {getattr(record, attribute_of(name), 'not known')}" for name in fields] or ["there is one"]
    if not fact.weak or not SEEING_WEAK.isdisjoint(fields):
        return ", ".join(said)
    how = f"matched by {fact.fields['matched-by']} alone" if "matched-by" in fact.fields else "read by the model alone"
    return ", ".join([*said, how])


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

    @cache
    def policy_for(judged: Judged, *, of_shipped: bool) -> Policy:
        return (shipped if of_shipped else policy).judging(judged)

    for example in policy.examples:
        whole = policy_for(example.judged, of_shipped=example.shipped)
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
    of_shipped = structs.replace(policy, examples=tuple(each for each in policy.examples if each.shipped))
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
        subject: None if records is None else [fact(fields, here, f"given: {subject}") for fields in records]
        for subject, records in example.given.items()
    }
    sheet = fact_sheet(known, others_unknown=example.others_unknown)
    return complete(sheet, example.given.keys(), example.about_me)


def _inferring_once(engine: EngineKind, today: date) -> Callable[[Policy, AboutMe], Inferring]:
    """Most examples have the same empty about-me, and a policy is loaded into the engine once for each."""
    made: list[tuple[Policy, AboutMe, Inferring]] = []

    def inferring_of(policy: Policy, about_me: AboutMe) -> Inferring:
        for known, author, inferring in made:
            if known is policy and author == about_me:
                return inferring
        bound = structs.replace(policy, about_me=about_me)
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


Leaf = Condition | ConclusionTest


@dataclass(slots=True, kw_only=True)
class Line:
    """One condition line of a policy, the rules that use it, and what was seen of it.

    `was_decisive`: at least once it alone settled whether a rule holds, all else being as it was.
    """

    place: Place
    words: str
    rules: set[str] = field(default_factory=set)
    was_yes: bool = False
    was_no: bool = False
    was_decisive: bool = False

    @property
    def lacks(self) -> tuple[str, ...]:
        """What was never seen."""
        seen = (("never yes", self.was_yes), ("never no", self.was_no), ("never decisive", self.was_decisive))
        return tuple(name for name, was_seen in seen if not was_seen)


def coverage_of(policy: Policy, tried: Iterable[tuple[Inferring, FactSheet]]) -> list[Line]:
    """Every condition line of the rules that run, in the order of the files, with what the fact sheets showed of it.

    Each sheet comes with the policy bound to its user: examples may bring an about-me of their own.
    """
    lines = _lines_of(policy)
    by_policy: dict[Inferring, list[FactSheet]] = {}
    for inferring, sheet in tried:
        by_policy.setdefault(inferring, []).append(sheet)
    for inferring, sheets in by_policy.items():
        _see(inferring, sheets, lines)
    return [lines[place] for place in sorted(lines)]


def _lines_of(policy: Policy) -> dict[Place, Line]:
    lines: dict[Place, Line] = {}
    for rule in policy.rules:
        for leaf in _leaves(rule) if rule.runs else ():
            line = lines.setdefault(leaf.place, Line(place=leaf.place, words=formula_words(leaf)))
            line.rules.add(rule.id)
    return lines


def _leaves(rule: Rule) -> Iterator[Leaf]:
    yield from leaves_of(rule.when)
    yield from leaves_of(rule.unless)


def _see(inferring: Inferring, sheets: Iterable[FactSheet], lines: Mapping[Place, Line]) -> None:
    """What all fact sheets show at once, one column each."""
    columns = Columns.of([inferring.situations.values(inferring.situation(sheet)) for sheet in sheets])
    rules = (rule for rule in inferring.policy.rules if rule.runs)
    met = [(rule, leaf) for rule in rules for leaf in _leaves(rule) if leaf.place in lines]
    for (_, leaf), (yes, no, decisive) in zip(met, inferring.compiled.lines(met, columns), strict=True):
        line = lines[leaf.place]
        line.was_yes = line.was_yes or yes != 0
        line.was_no = line.was_no or no != 0
        line.was_decisive = line.was_decisive or decisive != 0
