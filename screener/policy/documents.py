"""The files of a policy, taken apart into their sections, and what they define."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from screener.errors import Place
from screener.folders import ABOUT_ME
from screener.located.findings import Findings, quoted
from screener.located.node_entries import Suppression, entries_of, items_of, read_suppressions
from screener.located.problem_codes import Code
from screener.located.yaml_documents import ListNode, MapNode, Node, read_yaml, shape_of, too_large
from screener.policy.about_me import ListMember, named, read_list
from screener.policy.field_conditions import OWN_PHRASES, read_words
from screener.policy.rule_folder import MOST_ENTRIES, TooManyFilesError, read_rule_file, rules_among, visible_files
from screener.texts.regular_files import RefusedError

_LARGEST_FOLDER: Final = 4_000_000  # bytes; all shipped rules are a small part of it
SECTIONS: Final = ("rules", "otherwise", "define", "examples", "suppress")
DEFINITIONS: Final = ("phrases", "lists", "conditions", "condition-lists")


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One rule file, taken apart. `shipped`: it belongs to the shipped policy."""

    place: Place
    shipped: bool
    rules: tuple[MapNode, ...] = ()
    otherwise: Node | None = None
    define: dict[str, Node] = msgspec.field(default_factory=dict)
    examples: tuple[Node, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


class Folder(msgspec.Struct, frozen=True, kw_only=True):
    """All files of one folder: the rule files, and about-me.yaml if it says anything."""

    documents: tuple[Document, ...] = ()
    about_me: Node | None = None


def read_folder(folder: Path, findings: Findings, *, shipped: bool) -> Folder:
    """Every `*.yaml` of the folder and those in it. What is wrong is noted, and the rest read all the same."""
    documents, about_me = [], None
    for path, data in _files(folder, findings):
        node = read_yaml(str(path), data, findings)
        if path == folder / ABOUT_ME:
            about_me = node
        elif node is not None:
            documents.append(_document(node, Place(str(path)), findings, shipped=shipped))
    return Folder(documents=tuple(documents), about_me=about_me)


def _files(folder: Path, findings: Findings) -> Iterator[tuple[Path, bytes]]:
    left = _LARGEST_FOLDER
    for path in _yaml_files(folder, findings):
        try:
            data = read_rule_file(path)
        except RefusedError as refused:
            _note_refused(path, refused, findings)
            continue
        left -= len(data)
        if left < 0:
            findings.error(Place(str(folder)), Code.TOO_LARGE, "more than 4 MB of rules; is this the right folder?")
            findings.incomplete = True
            return
        else:
            yield path, data


def _yaml_files(folder: Path, findings: Findings) -> list[Path]:
    visible = []
    try:
        visible = visible_files(folder)
    except TooManyFilesError:
        text = f"more than {MOST_ENTRIES:,} files and folders stand in it; is this the right folder?"
        findings.error(Place(str(folder)), Code.TOO_LARGE, text)
        findings.incomplete = True
        return []
    except OSError as error:
        text = f"the folder of rules cannot be read: {error.strerror}; give a folder with *.yaml files"
        findings.error(Place(error.filename or str(folder)), Code.UNREADABLE, text)
        findings.incomplete = True
        return []
    for path in visible:
        if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml":
            text = "only files that end in `.yaml` are read; rename it, or move it away"
            findings.warn(Place(str(path)), Code.IGNORED_FILE, text)
        elif path.name == ABOUT_ME and path.parent != folder:
            text = f"only {folder / ABOUT_ME} tells of you, and none in a folder below it; move it there, or away"
            findings.warn(Place(str(path)), Code.IGNORED_FILE, text)
    found = rules_among(visible, folder)
    if not found:
        text = "no *.yaml file stands in this folder; `screener init` writes the first"
        findings.error(Place(str(folder)), Code.UNREADABLE, text)
        findings.incomplete = True
    return found


def _note_refused(path: Path, refused: RefusedError, findings: Findings) -> None:
    if refused.is_too_large:
        too_large(str(path), findings)
    else:
        findings.error(Place(str(path)), Code.UNREADABLE, f"the rule file {refused.reason}")
        findings.incomplete = True


def _document(node: Node, place: Place, findings: Findings, *, shipped: bool) -> Document:
    if _is_headless(node):
        text = "rules stand here without `rules:` above them; write `rules:` on a line of its own first"
        findings.error(node.place, Code.SHAPE, text)
        findings.incomplete = True
        return Document(place=place, shipped=shipped)
    found = entries_of(node, SECTIONS, "a rule file", findings)
    if found is None:
        findings.incomplete = True
        found = {}
    define = entries_of(found["define"], DEFINITIONS, "`define`", findings) if "define" in found else None
    return Document(
        place=place,
        shipped=shipped,
        rules=tuple(_rules(found.get("rules"), findings)),
        otherwise=found.get("otherwise"),
        define=define or {},
        examples=tuple(_examples(found.get("examples"), findings)),
        suppressions=read_suppressions(found.get("suppress"), findings),
    )


def _is_headless(node: Node) -> bool:
    """Whether a file holds a rule, or a list of them, without the key that says so."""
    first = node.items[0] if isinstance(node, ListNode) and node.items else node
    return _is_rule(first) and not (isinstance(first, MapNode) and first.get("rules"))


def _is_rule(node: Node) -> bool:
    keys = {key.text for key, _ in node.entries} if isinstance(node, MapNode) else set()
    return "id" in keys and bool(keys & {"when", "because", "decide", "conclude", "flag"})


def _examples(node: Node | None, findings: Findings) -> Iterator[Node]:
    for item in items_of(node, "`examples`", findings):
        if _is_rule(item):
            text = "this is a rule, and examples are listed here; move it up, under `rules:`"
            findings.error(item.place, Code.MISPLACED, text)
        else:
            yield item


def _rules(node: Node | None, findings: Findings) -> Iterator[MapNode]:
    if isinstance(node, MapNode):
        findings.error(node.place, Code.SHAPE, "`rules` is a list; write `- ` before the first key of each rule")
        node = ListNode((node,), node.place)  # read on, so that mistakes inside are told at once, too
    for item in items_of(node, "`rules`", findings):
        if isinstance(item, MapNode) and item.get("given") and item.get("when") is None:
            text = "this is an example, and rules are listed here; move it down, under `examples:`"
            findings.error(item.place, Code.MISPLACED, text)
        elif isinstance(item, MapNode):
            yield item
        else:
            text = f"a rule is a map that starts with `- id: NAME`, not {shape_of(item)}"
            findings.error(item.place, Code.SHAPE, text)


# The shipped conditions that `written-decline: to:` of an about-me.yaml may name, whether any rule uses them or not.
KINDS_OF_ASKER: Final = frozenset({"student", "alumni", "met", "introduced"})


class Definitions(msgspec.Struct, frozen=True, kw_only=True):
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
    return {**shipped, **own}  # a user's definition goes before the shipped one of its name


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
