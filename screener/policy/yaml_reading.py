"""From the bytes of a rule file to nodes with places, by way of YAML's parse events.

Events, because a composer hides anchors and tags and does not survive deep nesting. Texts stay texts, as in YAML 1.2:
`no`, `012` and `2020-01-01` are what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from screener.policy.codes import Code
from screener.policy.edits import quoted_text, repeated_key, stretch_replaced
from screener.policy.findings import Advice, Findings, quoted
from screener.policy.model import Place
from screener.policy.nodes import ListNode, MapNode, Node, Scalar
from screener.policy.yaml_traps import LOOK_ALIKE, look_alike, sign_advice, trap_of

LARGEST_FILE: Final = 1_000_000
_DEEPEST: Final = 50
_NOTHING: Final = {"~", "null", "Null", "NULL"}  # an editor shows them as nothing, too
_MENDS: Final = 20  # lines of one file that are mended before reading gives up
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TYPOGRAPHIC: Final = re.compile("[“”„‟«»‘‚‹›「『](.+)[“”«»’‘‹›」』]")
_LINE_END: Final = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_NOT_TEXT: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _UnreadableError(Exception):
    """The file cannot be read on; what is wrong has been noted."""


def read_yaml(file: str, data: bytes, findings: Findings) -> Node | None:
    """The node a file holds, or None if it is empty or cannot be read; what is wrong goes to the findings."""
    text = _text_of(file, data, findings)
    if text is None:
        findings.incomplete = True
        return None
    lines, loader = _LINE_END.split(text), _LOADER
    findings.lines[file] = tuple(lines)
    for _ in range(_MENDS):
        try:
            return _Composer(file, lines, findings, loader).document()
        except _UnreadableError:
            break
        except yaml.MarkedYAMLError as error:
            if loader is not yaml.SafeLoader and _may_be_too_deep(error, lines):
                loader = yaml.SafeLoader  # libyaml looks ahead, and gives up on brackets before it tells of the first
                continue
            trap = trap_of(error, lines)
            findings.broken(Place(file, trap.line + 1, trap.column + 1), trap.code, trap.text, Advice(edit=trap.edit))
            if trap.mended is None:
                break
            lines[trap.line] = trap.mended
        except (yaml.YAMLError, ValueError) as error:  # the reader's own errors carry no mark
            findings.error(Place(file), Code.SYNTAX, f"not YAML: {quoted(str(error))}")
            break
    findings.incomplete = True
    return None


def _text_of(file: str, data: bytes, findings: Findings) -> str | None:
    if len(data) > LARGEST_FILE:
        too_large(file, findings)
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        findings.error(Place(file), Code.NOT_TEXT, "written in UTF-16; save the file as UTF-8")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_in(file, data[: error.start].decode("utf-8", "replace"))
        findings.error(place, Code.NOT_TEXT, "not a text in UTF-8; is this a rule file? If so, save it as UTF-8")
        return None
    wrong = _NOT_TEXT.search(text)
    if wrong is None:
        return text
    place = _place_in(file, text[: wrong.start()])
    code_point = f"U+{ord(wrong[0]):04X}"
    findings.error(place, Code.NOT_TEXT, f"the character {code_point} is not text; is this a rule file?")
    return None


def too_large(file: str, findings: Findings) -> None:
    """Note that a file is too large to be read."""
    findings.error(
        Place(file), Code.TOO_LARGE, "larger than 1 MB; rule files are small: split it, or is this another file?"
    )
    findings.incomplete = True


def _may_be_too_deep(error: yaml.MarkedYAMLError, lines: list[str]) -> bool:
    """Whether more brackets may be open before an error than may be nested; those in quotes count, too."""
    mark = error.problem_mark or error.context_mark
    before = [*lines[: mark.line], *(line[: mark.column] for line in lines[mark.line : mark.line + 1])] if mark else []
    return sum(line.count("[") + line.count("{") - line.count("]") - line.count("}") for line in before) > _DEEPEST


def _place_in(file: str, before: str) -> Place:
    lines = _LINE_END.split(before)
    return Place(file, len(lines), len(lines[-1]) + 1)


class _Composer:
    """Builds nodes from the events of one text."""

    def __init__(self, file: str, lines: list[str], findings: Findings, loader: type) -> None:
        self._file = file
        self._lines = lines
        self._findings = findings
        self._events: Iterator[yaml.Event] = yaml.parse("\n".join(lines), Loader=loader)
        self._depth = 0

    def document(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._complain(event, Code.DOCUMENTS, "a second document; keep one in a file, without `---`")
                    raise _UnreadableError
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event)
        return root if not (isinstance(root, Scalar) and root.plain and not root.text) else None

    def _node(self, event: yaml.Event) -> Node:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._findings.broken(
                place,
                Code.ANCHOR,
                "`*` refers to an anchor, which rule files do not have; quote a text that starts with it",
            )
            return Scalar("", place)
        self._refuse_decorations(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        self._depth += 1
        if self._depth > _DEEPEST:
            self._complain(event, Code.TOO_DEEP, f"nested more than {_DEEPEST} deep; name parts under `define`")
            raise _UnreadableError
        if isinstance(event, yaml.SequenceStartEvent):
            node: Node = self._list(place)
        else:
            node = self._map(place, in_braces=bool(getattr(event, "flow_style", False)))
        self._depth -= 1
        return node

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar:
        plain = not event.style
        rest = self._rest_of_line(place)
        if plain and not event.value and re.match(r"\s*#\S", rest):
            hash_place = Place(place.file, place.line, place.column + rest.index("#"))
            self._findings.broken(hash_place, Code.COMMENT, f"`#` starts a comment: quote it, '{rest.strip()}'")
            return Scalar("", hash_place)
        if event.style == ">" and re.match(r">\s*\d", rest):
            self._findings.broken(place, Code.SIGN, f"`>` is no comparison here; {sign_advice(rest)}")
        if plain and self._is_deceptive(event.value, place):
            return Scalar("", place)
        return Scalar("" if plain and event.value in _NOTHING else event.value, place, plain)

    def _is_deceptive(self, text: str, place: Place) -> bool:
        """Note typographic quotes around a text, which stay part of it, and a sign that only looks like a colon and a
        space, with which the text cannot be read."""
        quotes = _TYPOGRAPHIC.fullmatch(text)
        if quotes is not None:
            inner = quoted_text(quotes[1])
            advice = Advice(text=f"; write {inner}", edit=stretch_replaced(place, len(text), inner))
            finding = f"the quotes in {quoted(text)} are typographic, so they are taken for a part of the text"
            self._findings.warn(place, Code.TYPOGRAPHIC, finding, advice)
        found = LOOK_ALIKE.match(text)
        if found is None:
            return False
        self._findings.broken(place, Code.LOOK_ALIKE, *look_alike(found, place))
        return True

    def _list(self, place: Place) -> ListNode:
        items = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event))
        return ListNode(tuple(items), place)

    def _map(self, place: Place, *, in_braces: bool = False) -> Node:
        entries: dict[str, tuple[Scalar, Node]] = {}
        braces = False
        last = ""
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event)
            value = self._node(next(self._events))
            if not isinstance(key, Scalar):
                braces = braces or self._bad_key(key, place)
            elif in_braces and last and self._goes_on(entries[last][1], key, value):
                entries[last] = (entries[last][0], Scalar("", entries[last][1].place))
            elif key.text in entries:
                self._repeated(key, entries[key.text][0].place)
            else:
                entries[key.text] = (key, value)
                last = key.text
        return Scalar("", place) if braces else MapNode(tuple(entries.values()), place)

    def _repeated(self, key: Scalar, first: Place) -> None:
        text = f"the key {quoted(key.text)} stands here twice; the first is in line {first.line}"
        edit = repeated_key(first, key.place, self._findings.lines[self._file])
        self._findings.error(key.place, Code.DUPLICATE_KEY, text, Advice(edit=edit))

    def _goes_on(self, before: Node, key: Scalar, value: Node) -> bool:
        """Whether a key without a colon is the rest of the text before it, which has a comma and is not quoted."""
        is_bare = isinstance(value, Scalar) and value.plain and not value.text and key.plain
        if not is_bare or not isinstance(before, Scalar) or not before.plain or not before.text:
            return False
        rest = self._rest_of_line(key.place)
        start = before.place
        if not rest.startswith(key.text) or start.line != key.place.line:
            return False
        if not re.match(r"\s*[,}]", rest[len(key.text) :]):
            return False
        whole = self._lines[start.line - 1][start.column - 1 : key.place.column - 1 + len(key.text)]
        written = quoted_text(whole)
        advice = Advice(text=f"; write {written}", edit=stretch_replaced(start, len(whole), written))
        text = f"a text with a comma must be quoted inside braces: {quoted(whole)}"
        self._findings.broken(start, Code.COMMA, text, advice)
        return True

    def _bad_key(self, key: Node, place: Place) -> bool:
        """Note a key that is a list or map; true if it is a template that was not quoted."""
        rest = self._rest_of_line(place)
        if rest.startswith("{{"):
            text = f'a text that starts with `{{{{` must be quoted: "{rest.strip()}"'
            self._findings.broken(place, Code.BRACES, text)
            return True
        self._findings.error(key.place, Code.KEY, "a list or map as a key; a key is a plain text")
        return False

    def _refuse_decorations(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            self._complain(
                event, Code.ANCHOR, "an anchor (`&`), which rule files do not have; quote a text that starts with `&`"
            )
        if getattr(event, "tag", None) is not None:
            self._complain(
                event, Code.TAG, "a tag (`!`), which rule files do not have; quote a text that starts with `!`"
            )

    def _complain(self, event: yaml.Event, code: Code, text: str) -> None:
        self._findings.broken(self._place(event), code, text)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file)

    def _rest_of_line(self, place: Place) -> str:
        return self._lines[place.line - 1][place.column - 1 :] if place.line <= len(self._lines) else ""
