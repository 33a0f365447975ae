"""`say`: the fields of a rule's witnesses that may be told to the other person."""

from __future__ import annotations

from screener.catalogue.subjects import SUBJECTS
from screener.policy.codes import Code
from screener.policy.entries import items_of, text_of
from screener.policy.established import witnessed_conditions
from screener.policy.findings import listed, quoted, suggestion
from screener.policy.model import Formula
from screener.policy.nodes import Node
from screener.policy.scope import Scope


def read_say(node: Node | None, when: Formula | None, scope: Scope) -> tuple[tuple[str, str], ...]:
    """The pairs of subject and field that `say` names, each checked against the catalogue and the rule's tests."""
    tested = {condition.subject for condition in witnessed_conditions(when)} if when is not None else None
    pairs = (_pair(item, tested, scope) for item in items_of(node, "`say`", scope.findings))
    return tuple(pair for pair in pairs if pair is not None)


def _pair(node: Node, tested: set[str] | None, scope: Scope) -> tuple[str, str] | None:
    text = text_of(node, "an entry of `say`", scope.findings)
    if text is None:
        return None
    subject, _, field = text.partition(".")
    finding = _finding(subject, field, tested)
    if finding is not None:
        scope.findings.error(node.place, Code.SAY, finding)
        return None
    return subject, field


def _finding(subject: str, field: str, tested: set[str] | None) -> str | None:
    if subject not in SUBJECTS:
        return f"`say` names the unknown subject {quoted(subject)}{suggestion(subject, SUBJECTS)}"
    fields = SUBJECTS[subject].fields
    sayable = [name for name in fields if fields[name].sayable]
    way_out = f"; allowed: {listed(f'{subject}.{name}' for name in sayable)}" if sayable else "; leave it out"
    if not field:
        return f"`say` names the subject `{subject}` without a field{way_out}"
    if field not in fields:
        return f"`{subject}` has no field {quoted(field)}{suggestion(field, fields)}"
    if fields[field].quotable:
        instead = listed(f"{subject}.{name}" for name in sayable)
        return (
            f"`{subject}.{field}` is your own wording and may not be said to the other person; say {instead}: the "
            f"reply then tells the day, and names the {field} where their own note or answer does"
        )
    if not fields[field].sayable:
        return f"`{subject}.{field}` may not be said to the other person{way_out}"
    if tested is not None and subject not in tested:
        return f"`say` names `{subject}`, which the rule does not test; test it under `when`, or leave it out"
    return None
