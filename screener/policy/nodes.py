"""What is written in a rule file: texts, lists and maps, each with its place; nothing is interpreted yet."""

from __future__ import annotations

from dataclasses import dataclass

from screener.policy.model import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `plain`: neither quoted nor a block, so that it may also mean a word of the language."""

    text: str
    place: Place
    plain: bool = True


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class MapNode:
    """A map, in the order it was written; no key stands in it twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """What stands behind a key, if it is there."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | ListNode | MapNode


def shape_of(node: Node) -> str:
    """What a node is, as a person says it."""
    return {Scalar: "a text", ListNode: "a list", MapNode: "a map"}[type(node)]
