"""Taking texts, lists and the entries of maps out of nodes, with one complaint for what is not as it should be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from screener.policy.codes import Code
from screener.policy.findings import Findings, quoted, suggestion
from screener.policy.nodes import ListNode, MapNode, Node, Scalar, shape_of

_KEBAB: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def entries_of(
    node: Node, allowed: Collection[str], what: str, findings: Findings, required: Collection[str] = ()
) -> dict[str, Node] | None:
    """The entries of a map by key. Unknown keys and missing ones are complaints; None if it is no map at all."""
    if not isinstance(node, MapNode):
        keys = ", ".join(f"`{key}`" for key in list(allowed)[:6])
        findings.error(node.place, Code.SHAPE, f"{what} is a map with keys such as {keys}, not {described(node)}")
        return None
    found: dict[str, Node] = {}
    for key, value in node.entries:
        if key.text in allowed:
            found[key.text] = value
        else:
            text = f"unknown key {quoted(key.text)} in {what}{suggestion(key.text, allowed)}"
            findings.error(key.place, Code.UNKNOWN_KEY, text)
    for key_text in required:
        if key_text not in found:
            findings.error(node.place, Code.MISSING, f"{what} lacks `{key_text}`, which must be there")
    return found


def described(node: Node) -> str:
    """What a node is, with its text if it has one."""
    return quoted(node.text) if isinstance(node, Scalar) else shape_of(node)


def text_of(node: Node | None, what: str, findings: Findings) -> str | None:
    """The text of a node; an empty one is a complaint. None for no node."""
    if node is None:
        return None
    if not isinstance(node, Scalar):
        findings.error(node.place, Code.SHAPE, f"{what} is a text, not {shape_of(node)}")
        return None
    if not node.text.strip():
        findings.error(node.place, Code.EMPTY, f"{what} is empty; write a text, or leave the key out")
        return None
    return node.text.strip() if node.plain else node.text


def texts_of(node: Node | None, what: str, findings: Findings) -> tuple[str, ...]:
    """The texts of a list; one text alone counts as a list of one."""
    found = (text_of(item, f"an entry of {what}", findings) for item in items_of(node, what, findings))
    return tuple(text for text in found if text is not None)


def items_of(node: Node | None, what: str, findings: Findings) -> Iterator[Node]:
    """The items of a list; one text alone counts as a list of one."""
    if isinstance(node, ListNode):
        yield from node.items
    elif isinstance(node, Scalar):
        yield node
    elif node is not None:
        findings.error(node.place, Code.SHAPE, f"{what} is a list, not {shape_of(node)}")


def name_of(node: Node | None, what: str, findings: Findings) -> str | None:
    """A name in kebab-case."""
    text = text_of(node, what, findings)
    if node is None or text is None:
        return None
    if _KEBAB.fullmatch(text) is None:
        better = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        advice = f"; write `{better}`" if better else ""
        findings.error(
            node.place,
            Code.NAME,
            f"{what} {quoted(text)} is not in kebab-case (small letters, digits, hyphens){advice}",
        )
        return None
    return text


def choice_of(node: Node | None, allowed: Collection[str], what: str, findings: Findings) -> str | None:
    """One of a closed set of words."""
    text = text_of(node, what, findings)
    if node is None or text is None:
        return None
    if text not in allowed:
        findings.error(node.place, Code.VALUE, f"{quoted(text)} is no {what}{suggestion(text, allowed)}")
        return None
    return text
