"""A Python function written for one policy: what nobody deciding in Python can beat, so what others are held to.

Straight-line code. Each subject is looked up once; one that is absent or unknown settles its conditions by one
assignment; tests of numbers, choices and yes or no stand in the code. Values are 3 for yes, 1 for unknown, 0 for no,
so that `&` is Kleene's *all*. Rules are plain `and` and `or` over "is it yes" and "is it no", which stop as soon as
they can. Only texts, dates and subjects with several records go through the program's own functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from screener.catalogue.declaring import SEEING_WEAK, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import NO, YES, Truth
from screener.decisions.witnesses import rank
from screener.evidence.facts import Fact, FactSheet
from screener.inference.condition_values import (
    Vocabulary,
    check_of,
    evaluator_of,
    record_test_of,
    value_when_absent,
    value_when_unknown,
    with_one_proof_per_name,
)
from screener.inference.inferring import distinct_conditions, in_total_order
from screener.outcomes import Verdict
from screener.policy.model import (
    ConclusionTest,
    Condition,
    FieldTest,
    Formula,
    Group,
    GroupKind,
    Look,
    Op,
    Policy,
    Rule,
    Status,
)

# The verdict, and the rules that fired in their order, each with its witnesses by subject.
Answer = tuple[Verdict, list[tuple[str, dict[str, Fact]]]]

BITS = (0, 1, 3)  # of no, unknown, yes
_SIGNS = {Op.AT_LEAST: ">=", Op.AT_MOST: "<=", Op.MORE_THAN: ">", Op.FEWER_THAN: "<", Op.EXACTLY: "=="}


def generated_function(policy: Policy, vocabulary: Vocabulary) -> Callable[[FactSheet], Answer]:
    """The function from a fact sheet to its answer."""
    source = RuleSource(with_one_proof_per_name(policy), vocabulary)
    lines = ["def decide(sheet):", *source.condition_lines(), *_deciding_lines(source), "    return verdict, fired"]
    namespace = source.namespace
    exec(compile("\n".join(lines), "<generated>", "exec"), namespace)
    function: Callable[[FactSheet], Answer] = namespace["decide"]
    return function


class RuleSource:
    """The parts that code for a policy is put together from: lines that set conditions, and formulas as expressions."""

    def __init__(self, policy: Policy, vocabulary: Vocabulary) -> None:
        self.policy = policy
        self.conditions = distinct_conditions(policy)
        self.number = {condition: number for number, condition in enumerate(self.conditions)}
        self.namespace: dict[str, Any] = {"BITS": BITS, "several": several_witness}
        self._vocabulary = vocabulary

    def condition_lines(self) -> Iterator[str]:
        """Set `c0`, `c1` … to the values of the conditions, and `s0`, `s1` … to the records of the subjects."""
        self.subjects = {
            subject: place for place, subject in enumerate(dict.fromkeys(c.subject for c in self.conditions))
        }
        for subject, place in self.subjects.items():
            own = [condition for condition in self.conditions if condition.subject == subject]
            yield f"    s{place} = sheet[{subject!r}]"
            yield f"    if not s{place}:"
            yield f"        if s{place} is None: {self._settled(own, value_when_unknown)}"
            yield f"        else: {self._settled(own, value_when_absent)}"
            yield f"    elif len(s{place}) == 1:"
            yield from self._one_record(own, place)
            yield "    else:"
            yield from (f"        c{self.number[condition]} = {self._evaluated(condition, place)}" for condition in own)

    def _settled(self, own: list[Condition], value: Callable[[Condition], Truth]) -> str:
        names = "".join(f"c{self.number[condition]}, " for condition in own)
        return f"{names}= {tuple(BITS[value(condition)] for condition in own)}"

    def _one_record(self, own: list[Condition], place: int) -> Iterator[str]:
        fields = dict.fromkeys(test.field for condition in own for test in condition.tests if not condition.records)
        yield f"        fact = s{place}[0]; get = fact.fields.get; sure = 1 if fact.weak else 3"
        names = {field: f"f{number}" for number, field in enumerate(fields)}
        yield from (f"        {name} = get({field!r})" for field, name in names.items())
        for condition in own:
            yield f"        c{self.number[condition]} = {self._of_one(condition, place, names)}"

    def _of_one(self, condition: Condition, place: int, names: dict[str, str]) -> str:
        if condition.records is not None:
            return self._evaluated(condition, place)
        match condition.look:
            case Look.PRESENT:
                return "sure"
            case Look.ABSENT:
                return "1 if fact.weak else 0"
            case Look.UNKNOWN:
                return "0"
        tests = [self._test(condition.subject, test, names[test.field]) for test in condition.tests]
        if all(test.field not in SEEING_WEAK for test in condition.tests):
            tests.append("sure")
        return " & ".join(tests)

    def _evaluated(self, condition: Condition, place: int) -> str:
        name = f"evaluate{self.number[condition]}"
        self.namespace[name] = evaluator_of(condition, self._vocabulary)
        return f"BITS[{name}(s{place})]"

    def _test(self, subject: str, test: FieldTest, name: str) -> str:
        kind = SUBJECTS[subject].fields[test.field].type
        if test.op is Op.IS_UNKNOWN:
            return f"(3 if {name} is None else 0)"
        if kind in (FieldType.NUMBER, FieldType.SPAN) and test.op in _SIGNS:
            holds = f"{name} {_SIGNS[test.op]} {test.operand!r}"
        elif kind is FieldType.YES_NO:
            holds = f"{name} is {test.op is Op.IS_YES}"
        elif kind is FieldType.CHOICE:
            declared = SUBJECTS[subject].fields[test.field]
            choices, named = declared.choices, test.operand
            passing = choices[choices.index(named) :] if test.op is Op.AT_LEAST else named  # type: ignore[arg-type]
            passing = (*passing, *(each for one in passing for each in declared.includes.get(one, ())))  # type: ignore
            holds = f"{name} in {passing!r}" if len(passing) > 1 else f"{name} == {passing[0]!r}"
        else:
            check = f"check{len(self.namespace)}"
            self.namespace[check] = check_of(subject, test, self._vocabulary)
            return f"(1 if {name} is None else BITS[{check}({name})])"
        return f"(1 if {name} is None else 3 if {holds} else 0)"

    def passing(self, condition: Condition) -> str:
        """The name of the function that tells the records of a condition that made it yes."""
        name = f"passing{self.number[condition]}"
        if condition.look is Look.TESTS:
            passes = record_test_of(condition, self._vocabulary)
            self.namespace[name] = lambda facts: [fact for fact in facts if passes(fact) == YES]
        else:
            self.namespace[name] = lambda facts: [fact for fact in facts if not fact.weak]
        return name


class Logic:
    """Formulas as expressions over "is it yes" and "is it no". `condition` writes those of a condition, `set_line` a
    line that keeps the value of a conclusion under a name; `lines` collects these, each below what it rests on."""

    def __init__(
        self,
        policy: Policy,
        *,
        condition: Callable[[Condition, Truth], str],
        conclusion: Callable[[str, Truth], str],
        counted: Callable[[str], str],
    ) -> None:
        self._policy = policy
        self._condition = condition
        self._conclusion_name = conclusion
        self._counted = counted
        self.lines: dict[tuple[str, Truth], str] = {}

    def rule(self, rule: Rule, wanted: Truth = YES) -> str:
        """Whether a rule's value is yes, or no."""
        when = self.formula(rule.when, wanted)
        if rule.unless is None:
            return when
        unless = self.formula(rule.unless, YES)
        return f"({when} and not ({unless}))" if wanted == YES else f"({when} or {unless})"

    def formula(self, formula: Formula, wanted: Truth) -> str:
        """Whether a formula's value is yes, or no."""
        if isinstance(formula, Condition):
            return self._condition(formula, wanted)
        if isinstance(formula, ConclusionTest):
            return self._conclusion_test(formula, wanted)
        if formula.kind is GroupKind.AT_LEAST:
            needed = formula.least if wanted == YES else len(formula.items) - formula.least + 1
            items = (self._counted(self.formula(item, wanted)) for item in formula.items)
            return f"(({' + '.join(items)}) >= {needed})"
        if formula.kind is GroupKind.NONE:
            return self.formula(Group(kind=GroupKind.ANY, items=formula.items), YES - wanted)
        word = " and " if (formula.kind is GroupKind.ALL) == (wanted == YES) else " or "
        return "(" + word.join(self.formula(item, wanted) for item in formula.items) + ")"

    def _conclusion_test(self, test: ConclusionTest, wanted: Truth) -> str:
        if test.value in (YES, NO):
            return self._conclusion(test.name, wanted if test.value == YES else YES - wanted)
        is_known = f"({self._conclusion(test.name, YES)} or {self._conclusion(test.name, NO)})"
        return f"(not {is_known})" if wanted == YES else is_known

    def _conclusion(self, name: str, wanted: Truth) -> str:
        if (name, wanted) not in self.lines:
            concluding = (rule for rule in self._policy.rules if rule.conclude == name and rule.runs)
            rules = [rule for rule in concluding if rule.status is Status.ACTIVE]
            word = " or " if wanted == YES else " and "
            value = word.join(self.rule(rule, wanted) for rule in rules)
            self.lines[name, wanted] = value
        return self._conclusion_name(name, wanted)


def _deciding_lines(source: RuleSource) -> Iterator[str]:
    names: dict[tuple[str, Truth], str] = {}
    logic = Logic(
        source.policy,
        condition=lambda condition, wanted: f"c{source.number[condition]} {'> 1' if wanted == YES else '== 0'}",
        conclusion=lambda name, wanted: names.setdefault((name, wanted), f"k{len(names)}"),
        counted=lambda value: f"({value})",
    )
    rules = in_total_order(source.policy)
    values = [logic.rule(rule) for rule in rules]
    yield from (f"    {names[key]} = {value}" for key, value in logic.lines.items())
    source.namespace |= {f"verdict_{verdict.name}": verdict for verdict in Verdict}
    yield f"    fired = []; top = -1; verdict = verdict_{source.policy.otherwise.decide.name}"
    for rule, value in zip(rules, values, strict=True):
        yield f"    if {value}:"
        yield from (f"        {line}" for line in _witness_lines(rule, source))
        yield f"        fired.append(({rule.id!r}, seen))"
        if rule.decide and rule.status is Status.ACTIVE:
            word = f"verdict_{rule.decide.name}"
            yield f"        if top < {rule.priority}: top = {rule.priority}; verdict = {word}"
            yield f"        elif top == {rule.priority} and verdict is not {word}: verdict = verdict_ASK"


def _witness_lines(rule: Rule, source: RuleSource) -> Iterator[str]:
    certain = _certain(rule.when)
    by_subject: dict[str, list[Condition]] = {}
    for condition in supporting(rule.when):
        by_subject.setdefault(condition.subject, []).append(condition)
    yield "seen = {}"
    for subject, conditions in by_subject.items():
        facts = f"s{source.subjects[subject]}"
        numbered = [(f"c{source.number[condition]} > 1", source.passing(condition)) for condition in conditions]
        pairs = "".join(f"({yes}, {passing}), " for yes, passing in numbered)
        several = f"several(seen, {subject!r}, {facts}, ({pairs}))"
        counts = any(condition.records for condition in conditions)
        one = several if counts else f"seen[{subject!r}] = {facts}[0]"
        if not any(condition in certain for condition in conditions):
            yield f"if {' or '.join(yes for yes, _ in numbered)}:"
            yield f"    if len({facts}) == 1: {one}"
            yield f"    else: {several}"
        else:
            yield f"if len({facts}) == 1: {one}"
            yield f"else: {several}"


def supporting(formula: Formula) -> Iterator[Condition]:
    """The conditions whose records may witness a formula, each once."""
    if isinstance(formula, Condition):
        if formula.look not in (Look.ABSENT, Look.UNKNOWN):
            yield formula
    elif isinstance(formula, Group) and formula.kind is not GroupKind.NONE:
        yield from dict.fromkeys(condition for item in formula.items for condition in supporting(item))


def _certain(formula: Formula) -> set[Condition]:
    """The conditions that are yes whenever the formula is."""
    if isinstance(formula, Condition):
        return {formula}
    if isinstance(formula, Group) and formula.kind is GroupKind.ALL:
        return {condition for item in formula.items for condition in _certain(item)}
    return set()


Passing = Callable[[tuple[Fact, ...]], list[Fact]]


def several_witness(
    seen: dict[str, Fact], subject: str, facts: tuple[Fact, ...], pairs: tuple[tuple[bool, Passing], ...]
) -> None:
    """The best of several records that made one of the conditions yes."""
    passed = [fact for is_yes, passing in pairs if is_yes for fact in passing(facts)]
    if passed:
        seen[subject] = max(passed, key=rank)
