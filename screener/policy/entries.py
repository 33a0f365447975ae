"""Taking texts, lists and the entries of maps out of nodes, with one complaint for what is not as it should be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from screener.policy import slips
from screener.policy.codes import Code
from screener.policy.findings import NO_ADVICE, Findings, quoted, suggestion, write
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
            meant = _unknown_key(key, value, allowed, what, findings)
            if meant is not None and all(name.text != meant for name, _ in node.entries):
                found.setdefault(meant, value)  # so that what follows from the slip alone is not told as well
    for key_text in required:
        if key_text not in found:
            findings.error(node.place, Code.MISSING, f"{what} lacks `{key_text}`, which must be there")
    return found


def _unknown_key(key: Scalar, value: Node, allowed: Collection[str], what: str, findings: Findings) -> str | None:
    """Note a key that is not there: one without the space behind its colon, another word for one, or a slip of the pen.
    The key that is meant, if that is sure."""
    name, colon, rest = key.text.partition(":")
    if colon and name in allowed and isinstance(value, Scalar) and not value.text:
        text = f"{quoted(key.text)} lacks the space behind the colon"
        findings.error(key.place, Code.NO_SPACE, text, write(f"{name}: {rest}"))
        return None
    meant = slips.meant_by(key.text, slips.KEYS_OF_A_RULE) if what == "a rule" else None
    meant = meant or next((each for each in allowed if each == slips.folded_word(key.text)), None)
    advice = suggestion(key.text, allowed, meant=meant)
    findings.error(key.place, Code.UNKNOWN_KEY, f"unknown key {quoted(key.text)} in {what}", advice)
    return advice.write if advice.is_safe else None


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
        finding = f"{what} {quoted(text)} is not in kebab-case (small letters, digits, hyphens)"
        findings.error(node.place, Code.NAME, finding, write(better, is_safe=False) if better else NO_ADVICE)
        return None
    return text


def choice_of(node: Node | None, allowed: Collection[str], what: str, findings: Findings) -> str | None:
    """One of a closed set of words."""
    text = text_of(node, what, findings)
    if node is None or text is None:
        return None
    if text not in allowed:
        meant = next((each for each in allowed if each == slips.folded_word(text)), None)
        meant = meant or slips.meant_by(text, slips.VERDICTS if what == "verdict" else {})
        advice = suggestion(text, allowed, meant=meant)
        findings.error(node.place, Code.VALUE, f"{quoted(text)} is no {what}", advice)
        return None
    return text
