"""Lists of people and texts, as they stand under `define: lists:` and in about-me.yaml."""

from __future__ import annotations

from typing import Final

from screener.policy.author import PersonName
from screener.policy.codes import Code
from screener.policy.entries import entries_of, items_of, text_of
from screener.policy.findings import Findings, quoted
from screener.policy.nodes import MapNode, Node

_PERSON_KEYS: Final = ("name", "profile_url")
ListMember = PersonName | str


def read_list(node: Node | None, what: str, findings: Findings) -> tuple[ListMember, ...]:
    """A list whose entries are people (maps) or texts."""
    members = (_member(item, what, findings) for item in items_of(node, what, findings))
    return tuple(member for member in members if member is not None)


def read_people(node: Node | None, what: str, findings: Findings) -> tuple[PersonName, ...]:
    """A list of people; a text alone is a name."""
    members = read_list(node, what, findings)
    return tuple(PersonName(name=member) if isinstance(member, str) else member for member in members)


def read_lists(node: Node | None, what: str, findings: Findings) -> dict[str, tuple[ListMember, ...]]:
    """Lists by name."""
    return {name: read_list(value, f"the list {quoted(name)}", findings) for name, value in named(node, what, findings)}


def named(node: Node | None, what: str, findings: Findings) -> list[tuple[str, Node]]:
    """The entries of a map whose keys are names of the user's choice."""
    if node is None:
        return []
    if not isinstance(node, MapNode):
        findings.error(node.place, Code.SHAPE, f"{what} is a map from a name to what it stands for")
        return []
    for key, _ in node.entries:
        if not key.text.strip():
            findings.error(key.place, Code.EMPTY, f"a name in {what} is empty")
    return [(key.text, value) for key, value in node.entries if key.text.strip()]


def _member(node: Node, what: str, findings: Findings) -> ListMember | None:
    if not isinstance(node, MapNode):
        return text_of(node, f"an entry of {what}", findings)
    found = entries_of(node, _PERSON_KEYS, f"a person in {what}", findings)
    if not found:
        findings.error(
            node.place, Code.MISSING, f"a person in {what} lacks `name` and `profile_url`; one must be there"
        )
        return None
    name = text_of(found.get("name"), "`name`", findings)
    return PersonName(name=name or "", profile_url=text_of(found.get("profile_url"), "`profile_url`", findings) or "")
