"""`define`: phrases, lists, conditions and condition-lists, of the user's files and of the shipped ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from screener.policy.codes import Code
from screener.policy.documents import Document
from screener.policy.findings import Findings, quoted
from screener.policy.nodes import ListNode, MapNode, Node, shape_of
from screener.policy.people_lists import ListMember, named, read_list
from screener.policy.text_tests import OWN_PHRASES, read_words

# The shipped conditions that `written-decline: to:` of an about-me.yaml may name, whether any rule uses them or not.
KINDS_OF_ASKER: Final = frozenset({"student", "alumni", "met", "introduced"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """What is defined, by name, as written; where both files define a name, the user's stands."""

    phrases: Mapping[str, Node]
    lists: Mapping[str, Node]
    conditions: Mapping[str, Node]
    condition_lists: Mapping[str, Node]


def definitions_of(documents: Iterable[Document], findings: Findings) -> Definitions:
    """Every definition of all files. The same name twice on one side is a mistake."""
    documents = [*documents]
    return Definitions(
        phrases=_merged("phrases", documents, findings),
        lists=_merged("lists", documents, findings),
        conditions=_merged("conditions", documents, findings),
        condition_lists=_lists_only(_merged("condition-lists", documents, findings), findings),
    )


def read_phrases(definitions: Definitions, findings: Findings) -> dict[str, tuple[str, ...]]:
    """The phrase lists."""
    phrases = {}
    for name, node in definitions.phrases.items():
        phrases[name] = read_words(node, f"the phrase list {quoted(name)}", findings)
        if name in OWN_PHRASES:
            text = f"the phrase list {quoted(name)} has the name of one that is read from your files; give it another"
            findings.error(node.place, Code.NAME, text)
    return phrases


def read_defined_lists(definitions: Definitions, findings: Findings) -> dict[str, tuple[ListMember, ...]]:
    """The lists of people and texts."""
    return {name: read_list(node, f"the list {quoted(name)}", findings) for name, node in definitions.lists.items()}


def check_used(documents: Iterable[Document], used: Collection[tuple[str, str]], findings: Findings) -> None:
    """Warn of the user's own definitions that nothing refers to, as far as every file could be read."""
    for document in documents if not findings.incomplete else ():
        for kind, section in document.define.items() if not document.shipped else ():
            for key, _ in section.entries if isinstance(section, MapNode) else ():
                if (kind, key.text) not in used and key.text not in KINDS_OF_ASKER:
                    text = f"nothing uses {quoted(key.text)}; name it in a rule, or take it out"
                    findings.warn(key.place, Code.UNUSED, text)


def _merged(kind: str, documents: list[Document], findings: Findings) -> dict[str, Node]:
    shipped = _of_one_side(kind, [document for document in documents if document.shipped], findings)
    own = _of_one_side(kind, [document for document in documents if not document.shipped], findings)
    return {**shipped, **own}


def _of_one_side(kind: str, documents: list[Document], findings: Findings) -> dict[str, Node]:
    merged: dict[str, Node] = {}
    for document in documents:
        for name, node in named(document.define.get(kind), f"`{kind}`", findings):
            if name in merged:
                first = merged[name].place
                text = f"{quoted(name)} is defined twice; the first is in {first.file}, line {first.line}"
                findings.error(node.place, Code.DUPLICATE_ID, text)
            else:
                merged[name] = node
    return merged


def _lists_only(nodes: Mapping[str, Node], findings: Findings) -> dict[str, Node]:
    for name, node in nodes.items():
        if not isinstance(node, ListNode):
            text = f"the condition list {quoted(name)} is a list of conditions, not {shape_of(node)}"
            findings.error(node.place, Code.SHAPE, text)
        elif not node.items:
            text = f"the condition list {quoted(name)} is empty; write at least one condition"
            findings.error(node.place, Code.EMPTY_GROUP, text)
    return dict(nodes)
