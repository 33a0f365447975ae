"""Taking texts, lists, amounts, people and the entries of maps out of nodes, with one complaint for what is not as
it should be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import msgspec

from screener.catalogue.values import DAYS_IN, PartialDate
from screener.errors import Place, Problem
from screener.located.findings import (
    NO_ADVICE,
    Findings,
    folded_word,
    meant_by,
    quoted,
    suggestion,
    write,
)
from screener.located.problem_codes import SUPPRESSIBLE, Code, code_of
from screener.located.yaml_documents import ListNode, MapNode, Node, Scalar, shape_of
from screener.texts.patterns import plain_re

_KEBAB: Final = plain_re(r"[a-z0-9]+(-[a-z0-9]+)*")
NO_SLIPS: Final[Mapping[str, str]] = {}


def entries_of(
    node: Node,
    allowed: Collection[str],
    what: str,
    findings: Findings,
    required: Collection[str] = (),
    *,
    slips: Mapping[str, str] = NO_SLIPS,
) -> dict[str, Node] | None:
    """The entries of a map by key. Unknown keys and missing ones are complaints; None if it is no map at all. `slips`:
    what people write instead of a key, and the key that is meant."""
    if not isinstance(node, MapNode):
        keys = ", ".join(f"`{key}`" for key in list(allowed)[:6])  # enough to see what is meant
        findings.error(node.place, Code.SHAPE, f"{what} is a map with keys such as {keys}, not {described(node)}")
        return None
    found: dict[str, Node] = {}
    for key, value in node.entries:
        if key.text in allowed:
            found[key.text] = value
        else:
            meant = _unknown_key(key, value, allowed, what, findings, slips)
            if meant is not None and all(name.text != meant for name, _ in node.entries):
                found.setdefault(meant, value)  # so that what follows from the slip alone is not told as well
    for key_text in required:
        if key_text not in found:
            findings.error(node.place, Code.MISSING, f"{what} lacks `{key_text}`, which must be there")
    return found


def _unknown_key(
    key: Scalar, value: Node, allowed: Collection[str], what: str, findings: Findings, slips: Mapping[str, str]
) -> str | None:
    """Note a key that is not there: one without the space behind its colon, another word for one, or a slip of the pen.
    The key that is meant, if that is sure."""
    name, colon, rest = key.text.partition(":")
    if colon and name in allowed and isinstance(value, Scalar) and not value.text:
        text = f"{quoted(key.text)} lacks the space behind the colon"
        findings.error(key.place, Code.NO_SPACE, text, write(f"{name}: {rest}"))
        return None
    meant = meant_by(key.text, slips) or next((each for each in allowed if each == folded_word(key.text)), None)
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
    return node.text.strip() if node.plain else node.text  # in quotes, blanks are meant


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


def choice_of(
    node: Node | None, allowed: Collection[str], what: str, findings: Findings, *, slips: Mapping[str, str] = NO_SLIPS
) -> str | None:
    """One of a closed set of words. `slips`: what people write instead of one, and the word that is meant."""
    text = text_of(node, what, findings)
    if node is None or text is None:
        return None
    if text not in allowed:
        meant = next((str(each) for each in allowed if each == folded_word(text)), None)
        meant = meant or meant_by(text, slips)
        advice = suggestion(text, allowed, meant=meant)
        findings.error(node.place, Code.VALUE, f"{quoted(text)} is no {what}", advice)
        return None
    return text


_NUMBER: Final = plain_re(r"[0-9]{1,9}(\.[0-9]{1,6})?")
_SPAN: Final = plain_re(r"([0-9]{1,9}(?:\.[0-9]{1,6})?) (day|week|month|year)s?")
_DATE: Final = plain_re(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def number_of(text: str) -> float | None:
    """A number such as `3` or `2.5`."""
    return None if _NUMBER.fullmatch(text) is None else float(text) if "." in text else int(text)


def span_of(text: str) -> float | None:
    """A span such as `19 months`, in days."""
    found = _SPAN.fullmatch(" ".join(text.split()))
    return None if found is None else float(found[1]) * DAYS_IN[found[2]]


def date_of(text: str) -> PartialDate | None:
    """A date such as `2016`, `2016-05` or `2016-05-30`."""
    found = _DATE.fullmatch(text)
    if found is None or "00" in (found[2], found[3]):  # zero stands for what is not given
        return None
    date = PartialDate(*(int(part or 0) for part in found.groups()))
    try:
        date.earliest  # noqa: B018  whether there is such a day
    except ValueError:
        return None
    return date


class Suppression(msgspec.Struct, frozen=True, kw_only=True):
    """One code whose warnings in one file are meant so."""

    code: Code
    reason: str
    place: Place


def read_suppressions(node: Node | None, findings: Findings) -> tuple[Suppression, ...]:
    """The entries of `suppress`; what is wrong with them is noted."""
    items = node.items if isinstance(node, ListNode) else () if node is None else (node,)
    read = (_suppression(item, findings) for item in items)
    return tuple(suppression for suppression in read if suppression is not None)


def _suppression(node: Node, findings: Findings) -> Suppression | None:
    found = entries_of(node, ("code", "reason"), "an entry of `suppress`", findings, ("code", "reason"))
    written = text_of(found.get("code"), "`code`", findings) if found else None
    reason = text_of(found.get("reason"), "`reason`", findings) if found else None
    if found is None or written is None:
        return None
    code = code_of(written)
    if code is None or code not in SUPPRESSIBLE:
        advice = "is an error, so it is mended, not suppressed"
        if code is None:
            advice = f"is no code of a warning{suggestion(written, SUPPRESSIBLE)}"
        findings.error(found["code"].place, Code.VALUE, f"{quoted(written)} {advice}")
        return None
    return Suppression(code=code, reason=reason or "", place=node.place)


def without_suppressed(warnings: Iterable[Problem], suppressions: Iterable[Suppression]) -> list[Problem]:
    """The warnings whose files do not suppress them."""
    suppressed = {(each.place.file, each.code.value) for each in suppressions}
    return [problem for problem in warnings if (problem.file, problem.code) not in suppressed]


def unused_suppressions(warnings: Iterable[Problem], suppressions: Iterable[Suppression]) -> list[Problem]:
    """A problem for each suppression of what was not found, given everything that was."""
    met = {(problem.file, problem.code) for problem in warnings}
    return [_unused(each) for each in suppressions if (each.place.file, each.code.value) not in met]


def _unused(suppression: Suppression) -> Problem:
    place = suppression.place
    text = f"this file has no warning {suppression.code}, so there is nothing to suppress; take this entry out"
    return Problem(file=place.file, line=place.line, column=place.column, code=Code.UNUSED_SUPPRESSION.value, text=text)
