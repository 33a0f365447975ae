"""A policy in parts of a few rules, each with a rule set of its own and the answers kept that the engine gave.

The engine takes about a microsecond for each rule of a rule set, told much or little, and what a part answers depends
on the values of its own inputs and of the conclusions it tests alone. So a situation that is new as a whole is mostly
known in its parts. The inputs come from the compiled policy, as one number for each part. Exact: a part is asked once
for each distinct set of claims that it can use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from typing import Final

from screener.errors import EngineError
from screener.inference.bit_code import Node
from screener.inference.compiled_policy import CompiledPolicy
from screener.inference.durable_engine import engine_for
from screener.inference.horn import Atom, Inputs, Rail, program_of
from screener.policy.model import Formula, Policy, Rule, Status, conclusions_in

RULES_IN_A_PART: Final = 4  # a rule set takes 57 kB, however small
KEPT: Final = 10_000  # answers of each part
# Of which claim each rail is, or says that it does not hold.
_CLAIMED: Final = {Rail.YES: Rail.YES, Rail.NOT_YES: Rail.YES, Rail.NO: Rail.NO, Rail.NOT_NO: Rail.NO}

# That a rule fires, or that a conclusion is yes, or no.
Claim = tuple[str | Rail, str]


class Parts:
    """The engine for a whole policy: its parts, asked one after the other."""

    def __init__(self, policy: Policy, compiled: CompiledPolicy, ordered: Sequence[Rule]) -> None:
        claims: list[Claim] = [("fires", rule.id) for rule in ordered]
        claims += [(rail, name) for rail in (Rail.YES, Rail.NO) for name in compiled.conclusion_names]
        bits = {claim: 1 << place for place, claim in enumerate(claims)}
        self._parts: list[_Part] = []
        noes: set[str] = set()  # the conclusions of which a part further on asks whether they are no
        for rules in reversed([*parts_of(policy)]):
            self._parts.insert(0, _Part(rules, compiled, bits, noes))
            noes |= self._parts[0].noes
        concluded = {rule.conclude for rule in ordered if rule.status is Status.ACTIVE}
        self._without_rules = sum(bits[Rail.NO, name] for name in compiled.conclusion_names if name not in concluded)

    def tell_by(self, bits: Mapping[Node, int]) -> None:
        """Know the nodes of which the parts are told by their bits."""
        for part in self._parts:
            part.tell_by(bits)
        self._asked = [(part.told, part.tested, part.known, part.ask) for part in self._parts]

    @property
    def nodes(self) -> Iterator[Node]:
        """The nodes of what the parts are told."""
        return (node for part in self._parts for node in part.nodes)

    def answer(self, told: int) -> int:
        """What follows, from what the parts are told: the rules that fire, a bit for each in their order, behind them
        the conclusions that are yes in the order of names, then those that are no."""
        follows = self._without_rules  # what no rule concludes is not so
        for told_bits, tested_bits, known, ask in self._asked:
            key = told & told_bits, follows & tested_bits
            answer = known.get(key)
            follows |= ask(key) if answer is None else answer
        return follows


def parts_of(policy: Policy) -> Iterator[tuple[Rule, ...]]:
    """The rules that run, those of a conclusion together and before all that test it; then the others, those that
    test none together: parts of one shape share what the engine answered."""
    part: list[Rule] = []
    for rules in _conclusions_first([rule for rule in policy.rules if rule.runs]):
        part += rules
        if len(part) >= RULES_IN_A_PART:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _conclusions_first(running: Iterable[Rule]) -> Iterator[list[Rule]]:
    others: list[Rule] = []
    concluding: dict[str, list[Rule]] = defaultdict(list)
    for rule in running:
        (concluding[rule.conclude] if rule.conclude and rule.status is Status.ACTIVE else others).append(rule)
    needs = {name: sorted(name for rule in rules for name in _tested(rule)) for name, rules in concluding.items()}
    yield from (concluding[name] for name in TopologicalSorter(needs).static_order() if name in concluding)
    yield from ([rule] for rule in sorted(others, key=lambda rule: bool(_tested(rule))))


class _Part:
    """The rules of one rule set. `nodes` are those it goes by, `told` their bits, and `tested` those of the conclusions
    of other parts; `noes` are those of them of which it asks whether they are no."""

    def __init__(
        self, rules: Sequence[Rule], compiled: CompiledPolicy, bits: Mapping[Claim, int], noes: Collection[str]
    ) -> None:
        inputs = Inputs(rules)
        self._program = program_of(rules, inputs.rules, noes)
        self._label = f"rules {rules[0].id} to {rules[-1].id}" if len(rules) > 1 else f"rule {rules[0].id}"
        try:
            self._engine = engine_for(self._program.nameless)
        except EngineError as error:
            raise self._named(error) from error
        pairs = [compiled.pair(part) for part in inputs.parts]
        self.nodes = [_rail_of(*pairs[number], rail, compiled) for number, rail in self._program.input_atoms]
        # For each atom given: the bit that it stands for, and whether it says that the bit is set.
        self._given = [
            (bits[_CLAIMED[rail], name], _CLAIMED[rail] is rail, atom)
            for (name, rail), atom in self._program.given_atoms.items()
        ]
        self.tested = sum({bit for bit, _, _ in self._given})
        self.noes = {name for name, rail in self._program.given_atoms if _CLAIMED[rail] is Rail.NO}
        self._follows = {atom: bits["fires", rule] for rule, atom in self._program.firing_atoms.items()}
        self._follows |= {atom: bits[rail, name] for (name, rail), atom in self._program.conclusion_atoms.items()}
        self.known: dict[tuple[int, int], int] = {}

    def tell_by(self, bits: Mapping[Node, int]) -> None:
        """Know the nodes by their bits."""
        told = zip(self.nodes, self._program.input_atoms.values(), strict=True)
        self._told = [(bits.get(node, 0), atom) for node, atom in told]
        self.told = sum({bit for bit, _ in self._told})

    def ask(self, key: tuple[int, int]) -> int:
        """Have the engine answer, and keep what it said."""
        try:
            following = self._engine.consequences(self._atoms(*key))
        except EngineError as error:
            raise self._named(error) from error
        answer = sum(bit for atom, bit in self._follows.items() if atom in following)
        if len(self.known) >= KEPT:
            self.known.clear()
        self.known[key] = answer
        return answer

    def _named(self, error: EngineError) -> EngineError:
        """The engine may be shared with policies of the same shape, so it knows no rules by name."""
        return EngineError(f"{error} ({self._label})")

    def _atoms(self, told: int, drawn: int) -> frozenset[Atom]:
        asserted = [atom for bit, atom in self._told if told & bit]
        given = [atom for bit, is_set, atom in self._given if bool(drawn & bit) is is_set]
        return self._program.axioms.union(asserted, given)


def _rail_of(yes: Node, no: Node, rail: Rail, compiled: CompiledPolicy) -> Node:
    node = yes if rail in (Rail.YES, Rail.NOT_YES) else no
    return node if rail in (Rail.YES, Rail.NO) else compiled.opposite(node)


def _tested(rule: Rule) -> set[str]:
    formulas: list[Formula] = [formula for formula in (rule.when, rule.unless) if formula is not None]
    return {name for formula in formulas for name in conclusions_in(formula)}
