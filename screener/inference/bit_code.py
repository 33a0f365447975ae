"""Straight code over bits: expressions of `&`, `|`, `^` and `~`, each written once, made into a Python function.

A value is a Python integer of any length; one bit of it, a *column*, stands for one situation, so that a run decides as
many situations as there are columns. Only what a function returns is worked out in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, Final

Node = int
Column = int
# From the yes and the no bits of all inputs, and one bit for each column, to the values asked for.
Run = Callable[[Sequence[Column], Sequence[Column], Column], tuple[Column, ...]]
# From which inputs of each subject are yes, followed by which are no, to a bit for each value asked for.
SingleRun = Callable[[Sequence[Sequence[int]]], int]

_DEEPEST: Final = 12  # operations within each other on one line
_TERMS: Final = 24  # of one line: the compiler of Python recurses into each


class BitCode:
    """Expressions that may share parts. Nodes are numbers, each after those it is made of."""

    NOTHING: Final[Node] = 0  # no column
    EVERYTHING: Final[Node] = 1  # every column

    def __init__(self, inputs: int) -> None:
        self._inputs = inputs
        self._texts: list[tuple[str, tuple[Node, ...]]] = [("0", ()), ("full", ())]  # a pattern, and what fills it
        self._known: dict[tuple[str, tuple[Node, ...]], Node] = {}

    def input(self, number: int) -> tuple[Node, Node]:
        """The columns in which an input is yes, and those in which it is no."""
        return self._node(f"y{number}"), self._node(f"n{number}")

    def both(self, nodes: Iterable[Node]) -> Node:
        """The columns of all nodes."""
        kept = dict.fromkeys(node for node in nodes if node != self.EVERYTHING)
        return self.NOTHING if self.NOTHING in kept else self._joined("&", tuple(kept), self.EVERYTHING)

    def either(self, nodes: Iterable[Node]) -> Node:
        """The columns of any node."""
        kept = dict.fromkeys(node for node in nodes if node != self.NOTHING)
        return self.EVERYTHING if self.EVERYTHING in kept else self._joined("|", tuple(kept), self.NOTHING)

    def without(self, node: Node, taken: Node) -> Node:
        """The columns of the one node that are not those of the other."""
        if taken == self.NOTHING or node == self.NOTHING:
            return node
        if node == taken or taken == self.EVERYTHING:
            return self.NOTHING
        return self._node("{}^{}" if node == self.EVERYTHING else "{}&~{}", node, taken)

    def at_least(self, least: int, nodes: Sequence[Node]) -> Node:
        """The columns of so many nodes or more: a counter in as many bits as it needs. It starts so that its last bit
        is set when there are enough."""
        if least <= 0:
            return self.EVERYTHING
        if least > len(nodes):
            return self.NOTHING
        width = len(nodes).bit_length()
        start = (1 << width) - least
        counter = [self.EVERYTHING if start >> place & 1 else self.NOTHING for place in range(width + 1)]
        for carry in nodes:
            for place, digit in enumerate(counter):
                counter[place], carry = self._differ(digit, carry), self.both((digit, carry))
        return counter[width]

    def function(self, *nodes: Node) -> Run:
        """The function that returns the columns of each node."""
        lines, words = self._written(nodes)
        inputs = _listed(f"{letter}{number}" for letter in "yn" for number in range(self._inputs))
        run: Run = _compiled(
            "def run(Y, N, full):",
            f" {inputs} = *Y, *N" if self._inputs else "",
            *lines,
            f" return {_listed(words[node] for node in nodes)}",
        )
        return run

    def single(self, lengths: Sequence[int], nodes: Sequence[Node]) -> SingleRun:
        """The function that decides one situation: a bit for each node that holds. It looks no further into an
        expression than it must. So many inputs are of each subject."""
        lines, words = self._written(nodes)
        lines += [f" if {words[node]}: found += {1 << place}" for place, node in enumerate(nodes)]
        spans = [range(*span) for span in pairwise(accumulate(lengths, initial=0))]
        inputs = _listed(_listed(f"{letter}{number}" for letter in "yn" for number in span) for span in spans)
        run: SingleRun = _compiled(
            "def run(S, full=1, found=0):",
            f" {inputs} = S" if spans else "",
            *(line.replace("&~", " and not ").replace("&", " and ").replace("|", " or ") for line in lines),
            " return found",
        )
        return run

    def _written(self, wanted: Collection[Node]) -> tuple[list[str], dict[Node, str]]:
        """Lines that work out what is used more than once, and how each node is written after them."""
        needed, uses = self._needed(wanted)
        uses.update(wanted)
        lines: list[str] = []
        words: dict[Node, str] = {}
        depths: dict[Node, int] = {}
        for node in sorted(needed):
            pattern, parts = self._texts[node]
            text = pattern.format(*(words[part] for part in parts))
            depths[node] = 1 + max((depths[part] for part in parts), default=-1)
            words[node] = f"({text})" if parts else text
            if parts and (uses[node] > 1 or depths[node] > _DEEPEST):
                lines.append(f" v{node} = {text}")
                words[node], depths[node] = f"v{node}", 0
        return lines, words

    def _needed(self, wanted: Iterable[Node]) -> tuple[set[Node], Counter[Node]]:
        needed, uses, frontier = set[Node](), Counter[Node](), list(wanted)
        while frontier:
            node = frontier.pop()
            if node not in needed:
                needed.add(node)
                uses.update(self._texts[node][1])
                frontier += self._texts[node][1]
        return needed, uses

    def _joined(self, sign: str, nodes: tuple[Node, ...], of_none: Node) -> Node:
        while len(nodes) > 1:
            parts = (nodes[start : start + _TERMS] for start in range(0, len(nodes), _TERMS))
            nodes = tuple(self._node(sign.join(["{}"] * len(part)), *part) if part[1:] else part[0] for part in parts)
        return nodes[0] if nodes else of_none

    def _differ(self, one: Node, other: Node) -> Node:
        if self.NOTHING in (one, other):
            return max(one, other)
        if self.EVERYTHING in (one, other):
            return self.without(self.EVERYTHING, max(one, other) if one != other else one)
        return self._node("{}^{}", one, other) if one != other else self.NOTHING

    def _node(self, pattern: str, *parts: Node) -> Node:
        key = (pattern, parts)
        if key not in self._known:
            self._known[key] = len(self._texts)
            self._texts.append(key)
        return self._known[key]


def _listed(names: Iterable[str]) -> str:
    return f"({''.join(f'{name}, ' for name in names)})"


def _compiled(*lines: str) -> Any:
    namespace: dict[str, Any] = {}
    exec(compile("\n".join(lines), "<policy>", "exec"), namespace)
    return namespace.pop("run")  # which would otherwise be part of what it holds, and never go by itself


def places_of(bits: Column) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
