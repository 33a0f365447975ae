"""`suppress` of a rule file: the warnings of that file that are meant so, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from screener.errors import Problem
from screener.policy.codes import SUPPRESSIBLE, Code, code_of
from screener.policy.entries import entries_of, text_of
from screener.policy.findings import Findings, quoted, suggestion
from screener.policy.model import Place
from screener.policy.nodes import ListNode, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
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
