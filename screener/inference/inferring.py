"""A policy bound to its user: what follows in a situation, as an agenda."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import accumulate, chain, groupby
from typing import TYPE_CHECKING, Final

import msgspec

from screener.catalogue.values import NO, YES, Truth, Value
from screener.errors import EngineError
from screener.evidence.facts import Fact, FactSheet
from screener.inference.bit_code import places_of
from screener.inference.compiled_policy import CompiledPolicy, Evaluation
from screener.inference.condition_values import (
    Evaluator,
    RecordTest,
    Vocabulary,
    evaluator_of,
    record_test_of,
    value_when_absent,
    value_when_unknown,
    with_one_proof_per_name,
)
from screener.inference.durable_engine import DurableEngine, obstacle
from screener.inference.parts import Parts
from screener.outcomes import COMPILED, Verdict
from screener.policy.model import (
    Condition,
    Formula,
    Group,
    GroupKind,
    Look,
    Op,
    Policy,
    Rule,
    Status,
    conditions_in,
)

if TYPE_CHECKING:
    from screener.inference.reference import Reference


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of one inference. It depends on the situation alone, so it is shared by all requests in it.

    `winners` are the rules of the highest priority that decide; with a conflict they disagree and the verdict is
    ask-for-context. No winners: `otherwise` decides. `concluding` holds the rules that fired with a conclusion, and
    `support` for every rule that fired the conditions that speak for it.
    """

    fired: tuple[str, ...]
    conclusions: frozenset[str]
    verdict: Verdict
    winners: tuple[Rule, ...]
    outranked: tuple[Rule, ...]
    concluding: tuple[Rule, ...]
    flagging: tuple[Rule, ...]
    shadow: tuple[Rule, ...]
    support: Mapping[str, tuple[Condition, ...]]

    @property
    def conflict(self) -> bool:
        """Whether rules of one priority disagree."""
        return len({rule.decide for rule in self.winners}) > 1


def in_total_order(policy: Policy) -> tuple[Rule, ...]:
    """The rules that run: deciding ones by priority, highest first, then by id; then all others by id.

    The engine's own order holds only within one rule set and one round, so firings are put in this one.
    """
    running = (rule for rule in policy.rules if rule.runs)
    return tuple(sorted(running, key=lambda rule: (rule.decide is None, -rule.priority, rule.id)))


def supporting(formula: Formula) -> Iterator[Condition]:
    """The conditions whose records speak for a formula when they are yes: not those under `none`, nor such as no
    record makes yes."""
    if isinstance(formula, Condition):
        if formula.look not in (Look.ABSENT, Look.UNKNOWN):
            yield formula
    elif isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        for item in formula.items:
            yield from supporting(item)


def certain(formula: Formula) -> frozenset[Condition]:
    """Conditions that are yes whenever a formula is."""
    if isinstance(formula, Condition):
        return frozenset((formula,))
    if isinstance(formula, Group) and formula.kind is GroupKind.ALL:
        return frozenset().union(*map(certain, formula.items))
    return frozenset()


def agenda_of(
    policy: Policy, fired: Iterable[Rule], conclusions: Iterable[str], support: Mapping[str, tuple[Condition, ...]]
) -> Agenda:
    """The agenda of the rules that fired, given in their total order."""
    every = list(fired)
    shadow = [rule for rule in every if rule.status is Status.SHADOW]
    active = [rule for rule in every if rule not in shadow] if shadow else every
    deciding = [rule for rule in active if rule.decide is not None]
    winners = [rule for rule in deciding if rule.priority == deciding[0].priority]
    verdicts = {rule.decide for rule in winners if rule.decide}
    return Agenda(
        fired=tuple([rule.id for rule in every]),
        conclusions=frozenset(conclusions),
        verdict=_single(verdicts, policy.otherwise.decide),
        winners=tuple(winners),
        outranked=tuple(deciding[len(winners) :]),
        concluding=tuple([rule for rule in active if rule.conclude]),
        flagging=tuple([rule for rule in active if rule.flag]),
        shadow=tuple(shadow),
        support=support,
    )


def _single(verdicts: set[Verdict], otherwise: Verdict) -> Verdict:
    if len(verdicts) > 1:
        return Verdict.ASK
    return verdicts.pop() if verdicts else otherwise


Situation = tuple[int, ...]
_KEPT: Final = 10_000  # records alike, of each subject


class _SubjectPlan(msgspec.Struct, frozen=True):
    """How to work out the values of one subject's conditions. A single record is worked out once for all records that
    are alike in the fields that are tested: most are."""

    subject: str
    when_absent: int
    when_unknown: int
    evaluators: tuple[Evaluator, ...]
    of_one: tuple[RecordTest, ...]  # the same for a subject with a single record
    tested: tuple[str, ...]  # fields
    texts: tuple[str, ...]  # fields that are looked up in phrase lists alone
    lists_in: Callable[[Value], frozenset[str]]
    met: dict[tuple[object, ...], int] = msgspec.field(default_factory=dict)

    def code(self, facts: tuple[Fact, ...] | None) -> int:
        """The values for some records."""
        if not facts:
            return self.when_unknown if facts is None else self.when_absent
        return self._of_single(facts[0]) if len(facts) == 1 else _code(each(facts) for each in self.evaluators)

    def _of_single(self, fact: Fact) -> int:
        alike: tuple[object, ...] = (fact.weak, *map(fact.fields.get, self.tested))
        for name in self.texts:
            text = fact.fields.get(name)
            alike += (text if text is None else self.lists_in(text),)
        code = self.met.get(alike)
        if code is None:
            if len(self.met) >= _KEPT:  # memory does not grow with the people judged
                self.met.clear()
            code = self.met[alike] = _code(passes(fact) for passes in self.of_one)
        return code


class Situations:
    """The distinct conditions of a policy, bound to a user's words, in a fixed order."""

    def __init__(self, policy: Policy, vocabulary: Vocabulary) -> None:
        self.conditions: tuple[Condition, ...] = distinct_conditions(policy)
        self.place = {condition: number for number, condition in enumerate(self.conditions)}
        self.vocabulary = vocabulary
        self._record_tests = {
            condition: record_test_of(condition, vocabulary)
            for condition in self.conditions
            if condition.look is Look.TESTS
        }
        self._plans = [
            self._plan(subject, tuple(group)) for subject, group in groupby(self.conditions, lambda c: c.subject)
        ]
        self._steps = tuple([(plan.subject, plan.when_absent, plan.when_unknown, plan) for plan in self._plans])
        self.subjects = tuple(plan.subject for plan in self._plans)
        self.lengths = tuple([len(plan.evaluators) for plan in self._plans])  # conditions of each subject

    def of(self, sheet: FactSheet) -> Situation:
        """The situation that a fact sheet describes."""
        return tuple(
            [
                plan.code(facts) if (facts := sheet[subject]) else when_unknown if facts is None else when_absent
                for subject, when_absent, when_unknown, plan in self._steps
            ]
        )

    def changed(self, situation: Situation, records: Mapping[str, tuple[Fact, ...] | None]) -> Situation:
        """A situation with other records of some subjects."""
        codes = list(situation)
        for subject, facts in records.items():
            place = self.subjects.index(subject)
            codes[place] = self._plans[place].code(facts)
        return tuple(codes)

    def values(self, situation: Situation) -> tuple[Truth, ...]:
        """The value of each condition, in the order of `conditions`."""
        return tuple(chain.from_iterable(map(_digits, situation, self.lengths)))

    def bits(self, situation: Situation) -> list[tuple[int, ...]]:
        """For each subject whether each of its conditions is yes, followed by whether each is no."""
        return list(map(_bits, situation, self.lengths))

    def passing(self, condition: Condition, sheet: FactSheet) -> tuple[Fact, ...]:
        """The records that made a condition yes; found only when somebody asks why."""
        facts = sheet[condition.subject] or ()
        if len(facts) == 1 and condition.records is None:
            return facts  # what else could have made it yes?
        if condition.look is not Look.TESTS:
            return tuple(fact for fact in facts if not fact.weak)
        # Several records, or a number of them was asked for: each is tested anew.
        passes = self._record_tests[condition]
        return tuple(fact for fact in facts if passes(fact) == YES)

    def _plan(self, subject: str, conditions: tuple[Condition, ...]) -> _SubjectPlan:
        evaluators = tuple(evaluator_of(condition, self.vocabulary) for condition in conditions)
        tests = [test for condition in conditions for test in condition.tests]
        looked_up = {test.field for test in tests if test.op is Op.MATCHES}
        looked_up -= {test.field for test in tests if test.op not in (Op.MATCHES, Op.IS_UNKNOWN)}
        fields = dict.fromkeys(test.field for test in tests)
        return _SubjectPlan(
            subject,
            _code(value_when_absent(condition) for condition in conditions),
            _code(value_when_unknown(condition) for condition in conditions),
            evaluators,
            tuple(map(self._of_one, conditions, evaluators)),
            tuple(field for field in fields if field not in looked_up),
            tuple(field for field in fields if field in looked_up),
            self.vocabulary.lists_in,
        )

    def _of_one(self, condition: Condition, evaluate: Evaluator) -> RecordTest:
        if condition.look is Look.TESTS and condition.records is None:
            return self._record_tests[condition]
        return lambda fact: evaluate((fact,))


def distinct_conditions(policy: Policy) -> tuple[Condition, ...]:
    """Every condition of the rules that run, and of the kinds of asker whom the user answers, once, by subject."""
    formulas = [part for rule in policy.rules if rule.runs for part in (rule.when, rule.unless) if part is not None]
    formulas += [policy.conditions[name] for name in policy.about_me.written_decline_to if name in policy.conditions]
    seen = dict.fromkeys(condition for formula in formulas for condition in conditions_in(formula))
    return tuple(sorted(seen, key=lambda condition: condition.subject))


def _code(values: Iterable[Truth]) -> int:
    code = 0
    for value in values:
        code = code * 3 + value
    return code


@lru_cache(maxsize=20_000)
def _digits(code: int, length: int) -> tuple[Truth, ...]:
    digits = []
    for _ in range(length):
        code, digit = divmod(code, 3)
        digits.append(digit)
    return tuple(reversed(digits))


@lru_cache(maxsize=20_000)
def _bits(code: int, length: int) -> tuple[int, ...]:
    digits = _digits(code, length)
    return tuple([int(value == wanted) for wanted in (YES, NO) for value in digits])


KEPT_SITUATIONS: Final = 50_000  # about 40 MB of tuples and agendas at the very most
KEPT_EVALUATIONS: Final = 2_000
REFERENCE: Final = "reference evaluator"


class EngineKind(StrEnum):
    """What draws the conclusions: AUTO is durable-rules where it can be loaded, else the compiled policy."""

    AUTO = "auto"
    DURABLE = "durable"
    COMPILED = "compiled"


class Inferring:
    """A policy bound to its user, ready to decide fact sheets. What the engine answers is held to the compiled policy
    as it is given; with `verify` both are held to the reference evaluator. Raises EngineError if durable-rules is
    asked for and cannot be loaded."""

    def __init__(
        self, policy: Policy, vocabulary: Vocabulary, engine: EngineKind = EngineKind.AUTO, *, verify: bool = False
    ) -> None:
        self.policy = with_one_proof_per_name(policy)
        self.situations = Situations(self.policy, vocabulary)
        self._ordered = in_total_order(self.policy)
        self._supporting = {rule.id: tuple(dict.fromkeys(supporting(rule.when))) for rule in self._ordered}
        self._open = {  # of rules that may hold without some of what speaks for them, where that stands
            rule.id: self._placed(self._supporting[rule.id])
            for rule in self._ordered
            if not certain(rule.when).issuperset(self._supporting[rule.id])
        }
        self.compiled = CompiledPolicy(self.policy, self.situations.conditions, self._ordered)
        self._evaluations: dict[Situation, Evaluation] = {}
        self._verify = verify
        self._agendas: dict[Situation, Agenda] = {}
        self._engine: Parts | None = None
        self.engine_name = COMPILED
        if _is_durable(engine):
            self._engine = Parts(self.policy, self.compiled, self._ordered)
            self.engine_name = DurableEngine.name
        told = self._engine.nodes if self._engine else ()
        self._run, bits = self.compiled.single_run(self.situations.lengths, told)
        if self._engine:
            self._engine.tell_by(bits)
        self._rules_bits = (1 << len(self._ordered)) - 1
        self._answer_bits = (1 << len(self._ordered) + len(self.compiled.conclusion_names)) - 1

    def situation(self, sheet: FactSheet) -> Situation:
        """The situation a fact sheet describes."""
        return self.situations.of(sheet)

    def agenda(self, situation: Situation) -> Agenda:
        """What follows in a situation."""
        agenda = self._agendas.get(situation)
        if agenda is None:
            agenda = self._inferred(situation)
            if len(self._agendas) >= KEPT_SITUATIONS:
                self._agendas.clear()
            self._agendas[situation] = agenda
        return agenda

    def values(self, situation: Situation) -> dict[Condition, Truth]:
        """The value of every condition in a situation."""
        return dict(zip(self.situations.conditions, self.situations.values(situation), strict=True))

    def evaluation(self, situation: Situation) -> Evaluation:
        """The three-valued value of every rule, conclusion and part of a rule, for explanations."""
        evaluation = self._evaluations.get(situation)
        if evaluation is None:
            evaluation = self.compiled.evaluation(self.situations.values(situation))
            if len(self._evaluations) >= KEPT_EVALUATIONS:
                self._evaluations.clear()
            self._evaluations[situation] = evaluation
        return evaluation

    def _inferred(self, situation: Situation) -> Agenda:
        bits = self.situations.bits(situation)
        told = self._run(bits)
        follows = told & self._answer_bits
        if self._engine is not None:
            # Two ways to one answer, so that a slip in either is an error and no wrong verdict.
            differing = self._engine.answer(told) & self._answer_bits ^ follows
            if differing:
                raise _disagreement(DurableEngine.name, COMPILED, self._named(differing))
        rules = tuple([self._ordered[place] for place in places_of(follows & self._rules_bits)])
        names = [self.compiled.conclusion_names[place] for place in places_of(follows >> len(self._ordered))]
        support = {
            rule.id: tuple([condition for of, place, condition in self._open[rule.id] if bits[of][place]])
            if rule.id in self._open
            else self._supporting[rule.id]
            for rule in rules
        }
        agenda = agenda_of(self.policy, rules, names, support)
        if self._verify:
            self._verified(agenda, situation)
        return agenda

    def _placed(self, conditions: Iterable[Condition]) -> tuple[tuple[int, int, Condition], ...]:
        """The conditions, each with the number of its subject and its place there."""
        ends = [*accumulate(self.situations.lengths, initial=0)]
        numbered = [(condition, self.situations.place[condition]) for condition in conditions]
        subjects = [(bisect_right(ends, number) - 1, number, condition) for condition, number in numbered]
        return tuple((of, number - ends[of], condition) for of, number, condition in subjects)

    def _named(self, follows: int) -> list[str]:
        names = (*(rule.id for rule in self._ordered), *self.compiled.conclusion_names)
        return [names[place] for place in places_of(follows)]

    def _verified(self, agenda: Agenda, situation: Situation) -> None:
        """Hold an agenda and the values behind it to the reference evaluator."""
        expected = self._reference.evaluate(self.values(situation))
        found = self.evaluation(situation)
        fired = {name for name, value in expected.rules.items() if value == YES}
        differing = {*agenda.fired} ^ fired
        differing |= {name for name, value in expected.rules.items() if found.rules[name] != value}
        differing |= {name for name, value in expected.conclusions.items() if found.conclusions[name] != value}
        if differing or agenda.verdict != self._reference.verdict(expected):
            raise _disagreement(self.engine_name, REFERENCE, sorted(differing))

    @cached_property
    def _reference(self) -> Reference:
        from screener.inference.reference import Reference

        return Reference(self.policy)


def _disagreement(one: str, other: str, names: Sequence[str]) -> EngineError:
    return EngineError(
        f"{one} and the {other} disagree on {', '.join(names) or 'the verdict'}; please report this with your rules"
    )


def _is_durable(engine: EngineKind) -> bool:
    return obstacle() is None if engine is EngineKind.AUTO else engine is EngineKind.DURABLE
