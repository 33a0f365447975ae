"""The files of a policy: each one read to nodes and taken apart into its sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from screener.policy.codes import Code
from screener.policy.entries import entries_of, items_of
from screener.policy.findings import Findings
from screener.policy.model import Place
from screener.policy.nodes import MapNode, Node, shape_of
from screener.policy.suppressing import Suppression, read_suppressions
from screener.policy.yaml_reading import LARGEST_FILE, read_yaml, too_large

ABOUT_ME: Final = "about-me.yaml"
_LARGEST_FOLDER: Final = 4_000_000
SECTIONS: Final = ("rules", "otherwise", "define", "examples", "suppress")
DEFINITIONS: Final = ("phrases", "lists", "conditions", "condition-lists")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One rule file, taken apart. `shipped`: it belongs to the shipped policy."""

    place: Place
    shipped: bool
    rules: tuple[MapNode, ...] = ()
    otherwise: Node | None = None
    define: dict[str, Node] = field(default_factory=dict)
    examples: tuple[Node, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """All files of one folder: the rule files, and about-me.yaml if it says anything."""

    documents: tuple[Document, ...] = ()
    about_me: Node | None = None


def read_folder(folder: Path, findings: Findings, *, shipped: bool) -> Folder:
    """Every `*.yaml` of the folder itself. What is wrong is noted, and the rest read all the same."""
    documents, about_me = [], None
    for path, data in _files(folder, findings):
        node = read_yaml(str(path), data, findings)
        if path.name == ABOUT_ME:
            about_me = node
        elif node is not None:
            documents.append(_document(node, Place(str(path)), findings, shipped=shipped))
    return Folder(documents=tuple(documents), about_me=about_me)


def _files(folder: Path, findings: Findings) -> Iterator[tuple[Path, bytes]]:
    left = _LARGEST_FOLDER
    for path in _yaml_files(folder, findings):
        try:
            with path.open("rb") as stream:
                data = stream.read(LARGEST_FILE + 1)
        except OSError as error:
            findings.error(
                Place(str(path)), Code.UNREADABLE, f"cannot be read: {error.strerror}; check its permissions"
            )
            findings.incomplete = True
            continue
        left -= len(data)
        if len(data) > LARGEST_FILE:
            too_large(str(path), findings)
        elif left < 0:
            findings.error(Place(str(folder)), Code.TOO_LARGE, "more than 4 MB of rules; is this the right folder?")
            findings.incomplete = True
            return
        else:
            yield path, data


def _yaml_files(folder: Path, findings: Findings) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        text = f"the folder of rules cannot be read: {error.strerror}; give a folder with *.yaml files"
        findings.error(Place(str(folder)), Code.UNREADABLE, text)
        findings.incomplete = True
        return []
    visible = [path for path in entries if not path.name.startswith(".") and path.is_file()]
    for path in visible:
        if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml":
            text = "only files that end in `.yaml` are read; rename it, or move it away"
            findings.warn(Place(str(path)), Code.IGNORED_FILE, text)
    found = [path for path in visible if path.suffix == ".yaml"]
    if not found:
        text = "no *.yaml file stands in this folder; `screener init` writes the first"
        findings.error(Place(str(folder)), Code.UNREADABLE, text)
        findings.incomplete = True
    return found


def _document(node: Node, place: Place, findings: Findings, *, shipped: bool) -> Document:
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
        examples=tuple(items_of(found.get("examples"), "`examples`", findings)),
        suppressions=read_suppressions(found.get("suppress"), findings),
    )


def _rules(node: Node | None, findings: Findings) -> Iterator[MapNode]:
    for item in items_of(node, "`rules`", findings):
        if isinstance(item, MapNode):
            yield item
        else:
            text = f"a rule is a map that starts with `- id: NAME`, not {shape_of(item)}"
            findings.error(item.place, Code.SHAPE, text)
