"""A policy compiled once to straight bit code, which decides one fact sheet or many.

Each condition is two integers: the columns in which it is yes, and those in which it is no; a column is one fact sheet,
real or supposed. Kleene's logic is `&` and `|` over them, `unless` and priorities are `& ~`. So thousands of changes of
a request are decided in one run, every answer of the engine is checked as it is given, and where the engine cannot be
loaded this decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from graphlib import TopologicalSorter
from itertools import combinations, groupby
from typing import Final

import msgspec

from screener.catalogue.values import NO, UNKNOWN, YES, Truth
from screener.errors import Place
from screener.inference.bit_code import BitCode, Column, Node, Run, SingleRun
from screener.outcomes import Verdict
from screener.policy.model import (
    ConclusionTest,
    Condition,
    Formula,
    Group,
    GroupKind,
    Policy,
    Rule,
    Status,
    conclusion_tests_in,
    conclusions_in,
    conditions_in,
)

_VERDICTS: Final = tuple(Verdict)
Pair = tuple[Node, Node]  # the columns of yes, and those of no
_ALWAYS: Final[Pair] = (BitCode.EVERYTHING, BitCode.NOTHING)
_NEVER: Final[Pair] = (BitCode.NOTHING, BitCode.EVERYTHING)


class Guarded(msgspec.Struct, frozen=True):
    """The value of a whole rule: its `when`, made no by a yes of its `unless`."""

    when: Formula
    unless: Formula


class Columns(msgspec.Struct, frozen=True):
    """The values of all conditions in several situations at once: for each condition the columns of yes and of no;
    `full` has one bit for each column."""

    yes: Sequence[Column]
    no: Sequence[Column]
    full: Column

    @staticmethod
    def of(situations: Sequence[Sequence[Truth]]) -> Columns:
        """One column for each vector of values."""
        if len(situations) == 1:
            values = situations[0]
            return Columns([int(value == YES) for value in values], [int(value == NO) for value in values], 1)
        by_condition = [bytes(values)[::-1] for values in zip(*situations, strict=True)]  # the first is the lowest bit
        return Columns(
            [int(values.translate(_IS_YES), 2) for values in by_condition],
            [int(values.translate(_IS_NO), 2) for values in by_condition],
            (1 << len(situations)) - 1,
        )


def _digits_for(wanted: Truth) -> bytes:
    return bytes(ord("1") if value == wanted else ord("0") for value in range(256))


_IS_YES, _IS_NO = _digits_for(YES), _digits_for(NO)


class Evaluation:
    """The three-valued value of every rule that runs, of every conclusion, and of every part of a rule."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[object, int], values: bytes) -> None:
        self._places, self._values = places, values

    def of(self, part: Formula) -> Truth:
        """The value of a formula that stands in a rule that runs."""
        return self._values[self._places[part]]

    def rule(self, name: str) -> Truth:
        """The value of a rule, by id."""
        return self._values[self._places["rule", name]]

    def conclusion(self, name: str) -> Truth:
        """The value of a conclusion; what nothing concludes and nothing tests is not so."""
        place = self._places.get(("conclusion", name))
        return NO if place is None else self._values[place]

    @property
    def rules(self) -> dict[str, Truth]:
        """The value of every rule that runs, by id."""
        return self._named("rule")

    @property
    def conclusions(self) -> dict[str, Truth]:
        """The value of every conclusion."""
        return self._named("conclusion")

    def _named(self, kind: str) -> dict[str, Truth]:
        keys = ((key, place) for key, place in self._places.items() if isinstance(key, tuple) and key[0] == kind)
        return {key[1]: self._values[place] for key, place in keys}


class CompiledPolicy:
    """One policy over its conditions, in their order. `ordered` are the rules that run, in the order of firings."""

    def __init__(self, policy: Policy, conditions: Sequence[Condition], ordered: Sequence[Rule]) -> None:
        self._policy, self._ordered = policy, ordered
        self._code = BitCode(len(conditions))
        self._formulas: dict[Formula, Pair] = {
            condition: self._code.input(number) for number, condition in enumerate(conditions)
        }
        self._rules: dict[str, Pair] = {}
        self._conclusions: dict[str, Pair] = {}
        self._conclude()
        for rule in ordered:
            self._rule(rule)
        for name in policy.about_me.written_decline_to:
            if name in policy.conditions:  # asked with the rules: to whom a no is written
                self.pair(policy.conditions[name])
        self._wins: dict[str, Node] = {}
        self._verdicts = self._decide()
        self._goals: dict[str, Run] = {}
        self._under: dict[str, frozenset[Condition]] = {}
        self.conclusion_names: tuple[str, ...] = tuple(sorted(self._conclusions))

    def pair(self, part: Formula | Guarded) -> Pair:
        """The columns in which a formula over conditions and conclusions is yes, and no."""
        if isinstance(part, Guarded):
            return self._guarded(self.pair(part.when), self.pair(part.unless))
        if part not in self._formulas:
            self._formulas[part] = self._written(part)
        return self._formulas[part]

    def single_run(self, lengths: Sequence[int], told: Iterable[Node]) -> tuple[SingleRun, dict[Node, int]]:
        """For one situation, of so many conditions of each subject: the rules that fire, a bit for each in their order,
        behind them the conclusions that are yes, in the order of names; then what else is told. And the bit of each
        node told."""
        nodes = [self._rules[rule.id][0] for rule in self._ordered]
        nodes += [self._conclusions[name][0] for name in self.conclusion_names]
        nodes += dict.fromkeys(node for node in told if node not in nodes)
        return self._code.single(lengths, nodes), {node: 1 << place for place, node in enumerate(nodes)}

    def opposite(self, node: Node) -> Node:
        """All other columns."""
        return self._code.without(BitCode.EVERYTHING, node)

    def verdicts(self, columns: Columns) -> dict[Verdict, Column]:
        """The columns of each verdict."""
        found = self._verdict_run(columns.yes, columns.no, columns.full)
        return dict(zip(_VERDICTS, found, strict=True))

    def goal(self, rule: Rule, columns: Columns) -> tuple[Column, Column]:
        """The columns in which a rule that runs holds, and those in which it decides."""
        if rule.id not in self._goals:
            nodes = (self._rules[rule.id][0], self._wins.get(rule.id, BitCode.NOTHING))
            self._goals[rule.id] = self._code.function(*nodes)
        holds, wins = self._goals[rule.id](columns.yes, columns.no, columns.full)
        return holds, wins

    def winners(self, columns: Columns) -> dict[str, Column]:
        """The columns in which each deciding rule is of those that decide, by id."""
        return dict(zip(self._wins, self._winning_run(columns.yes, columns.no, columns.full), strict=True))

    def evaluation(self, values: Sequence[Truth]) -> Evaluation:
        """The value of everything in one situation."""
        columns = Columns.of([values])
        places, run = self._whole
        return Evaluation(places, bytes(_truths(run(columns.yes, columns.no, columns.full))))

    def lines(
        self, asked: Sequence[tuple[Rule, Condition | ConclusionTest]], columns: Columns
    ) -> list[tuple[Column, Column, Column]]:
        """For each line of a rule the columns in which it is yes, in which it is no, and in which it alone settles
        whether the rule holds, all else being as it is."""
        nodes = [(*self.pair(line), self._settled_by(line.place, rule)) for rule, line in asked]
        run = self._code.function(*(node for each in nodes for node in each))
        found = iter(run(columns.yes, columns.no, columns.full))
        return list(zip(found, found, found, strict=True))

    def may_differ(self, verdict: Verdict, values: Sequence[Truth], open_places: Sequence[int]) -> bool:
        """Whether some way of settling the conditions at these places leads to another verdict: one column a way."""
        yes, no = ([int(value == wanted) for value in values] for wanted in (YES, NO))
        ways = 1 << len(open_places)
        full = (1 << ways) - 1
        yes, no = [bit * full for bit in yes], [bit * full for bit in no]
        for number, place in enumerate(open_places):
            half = 1 << number
            yes[place] = (full // ((1 << half) + 1)) << half  # every second run of so many columns
            no[place] = full ^ yes[place]
        return self.verdicts(Columns(yes, no, full))[verdict] != full

    def conditions_under(self, rule: Rule) -> frozenset[Condition]:
        """Every condition that a rule's value may depend on, through conclusions too."""
        if rule.id not in self._under:
            names = {name for part in _parts(rule) for name in conclusions_in(part)}
            below = [self.conditions_under(other) for name in names for other in self._concluding(name)]
            own = (condition for part in _parts(rule) for condition in conditions_in(part))
            self._under[rule.id] = frozenset(own).union(*below)
        return self._under[rule.id]

    @cached_property
    def resting_on_unknown(self) -> frozenset[str]:
        """The rules that ask, themselves or through conclusions, whether a conclusion is unknown."""
        names: set[str] = set()
        for name in self._conclusions:  # each after those it rests on
            if any(_asks_whether_unknown(rule, names) for rule in self._concluding(name)):
                names.add(name)
        return frozenset(rule.id for rule in self._policy.rules if _asks_whether_unknown(rule, names))

    @cached_property
    def _verdict_run(self) -> Run:
        return self._code.function(*(self._verdicts[verdict] for verdict in _VERDICTS))

    @cached_property
    def _winning_run(self) -> Run:
        return self._code.function(*self._wins.values())

    @cached_property
    def _whole(self) -> tuple[Mapping[object, int], Run]:
        pairs: dict[object, Pair] = {}
        pairs.update(self._formulas.items())
        pairs |= {("rule", name): pair for name, pair in self._rules.items()}
        pairs |= {("conclusion", name): pair for name, pair in self._conclusions.items()}
        run = self._code.function(*(node for pair in pairs.values() for node in pair))
        return {key: place for place, key in enumerate(pairs)}, run

    def _concluding(self, name: str) -> list[Rule]:
        return [rule for rule in self._ordered if rule.conclude == name and rule.status is Status.ACTIVE]

    def _conclude(self) -> None:
        """Write down the conclusions, each after those it rests on."""
        of: dict[str, list[Rule]] = defaultdict(list)
        needs: dict[str, set[str]] = defaultdict(set)
        for rule in self._ordered:
            tested = {name for part in _parts(rule) for name in conclusions_in(part)}
            for name in tested:
                needs[name] |= set()  # also one that no rule concludes has its place: it is no
            if rule.conclude:
                needs[rule.conclude] |= tested
                # A rule that is only tried out concludes nothing.
                of[rule.conclude] += [rule] if rule.status is Status.ACTIVE else []
        order = TopologicalSorter({name: sorted(below) for name, below in sorted(needs.items())}).static_order()
        for name in order:
            self._conclusions[name] = self._any([self._rule(rule) for rule in of[name]])

    def _rule(self, rule: Rule) -> Pair:
        if rule.id not in self._rules:
            when = self.pair(rule.when)
            self._rules[rule.id] = when if rule.unless is None else self._guarded(when, self.pair(rule.unless))
        return self._rules[rule.id]

    def _guarded(self, when: Pair, unless: Pair) -> Pair:
        return self._code.without(when[0], unless[0]), self._code.either((when[1], unless[0]))

    def _settled_by(self, place: Place, rule: Rule) -> Node:
        """The columns in which a rule holds with one answer on the line at a place and not with the other."""
        with_yes, with_no = (self._forced(rule, place, answer) for answer in (_ALWAYS, _NEVER))
        return self._code.either((self._code.without(with_yes, with_no), self._code.without(with_no, with_yes)))

    def _forced(self, rule: Rule, place: Place, answer: Pair) -> Node:
        def forced(formula: Formula) -> Pair:
            if isinstance(formula, Group):
                return self._grouped(formula, [forced(item) for item in formula.items])
            return answer if formula.place == place else self.pair(formula)

        when = forced(rule.when)
        return when[0] if rule.unless is None else self._guarded(when, forced(rule.unless))[0]

    def _written(self, formula: Formula) -> Pair:
        if isinstance(formula, ConclusionTest):
            return self._tested(*self._conclusions[formula.name], formula.value)
        assert isinstance(formula, Group)
        return self._grouped(formula, [self.pair(item) for item in formula.items])

    def _grouped(self, group: Group, items: Sequence[Pair]) -> Pair:
        code, yes, no = self._code, [item[0] for item in items], [item[1] for item in items]
        match group.kind:
            case GroupKind.ALL:
                return code.both(yes), code.either(no)
            case GroupKind.ANY:
                return self._any(items)
            case GroupKind.NONE:
                return code.both(no), code.either(yes)
            case GroupKind.AT_LEAST:
                # No, once too few are left that may be yes.
                return code.at_least(group.least, yes), code.at_least(len(items) - group.least + 1, no)

    def _tested(self, yes: Node, no: Node, wanted: Truth) -> Pair:
        if wanted == UNKNOWN:
            known = self._code.either((yes, no))
            return self.opposite(known), known
        return (yes, no) if wanted == YES else (no, yes)

    def _any(self, pairs: Sequence[Pair]) -> Pair:
        return self._code.either(yes for yes, _ in pairs), self._code.both(no for _, no in pairs)

    def _decide(self) -> dict[Verdict, Node]:
        """The highest priority at which a rule fires decides; where rules of it disagree, it is asked."""
        code, left = self._code, BitCode.EVERYTHING
        found: dict[Verdict, list[Node]] = {verdict: [] for verdict in _VERDICTS}
        deciding = [rule for rule in self._ordered if rule.decide and rule.status is Status.ACTIVE]
        for _, same in groupby(deciding, key=lambda rule: rule.priority):
            of: dict[Verdict, list[Node]] = defaultdict(list)
            for rule in same:
                if rule.decide:
                    self._wins[rule.id] = code.both((self._rules[rule.id][0], left))
                    of[rule.decide].append(self._wins[rule.id])
            by_verdict = {verdict: code.either(nodes) for verdict, nodes in of.items()}
            disputed = code.either(code.both(pair) for pair in combinations(by_verdict.values(), 2))
            for verdict, node in by_verdict.items():
                found[verdict].append(code.without(node, disputed))
            found[Verdict.ASK].append(disputed)
            left = code.without(left, code.either(by_verdict.values()))
        found[self._policy.otherwise.decide].append(left)
        return {verdict: code.either(nodes) for verdict, nodes in found.items()}


def _parts(rule: Rule) -> list[Formula]:
    return [part for part in (rule.when, rule.unless) if part is not None]


def _asks_whether_unknown(rule: Rule, others: Collection[str]) -> bool:
    tests = (test for part in _parts(rule) for test in conclusion_tests_in(part))
    return any(test.value == UNKNOWN or test.name in others for test in tests)


def _truths(found: Iterable[Column]) -> Iterator[Truth]:
    bits = iter(found)
    for yes, no in zip(bits, bits, strict=True):
        yield YES if yes else NO if no else UNKNOWN
