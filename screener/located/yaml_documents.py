"""From the bytes of a YAML file to nodes with places, by way of the parse events; and what somebody meant who wrote
what is not YAML.

Events, because a composer hides anchors and tags and does not survive deep nesting. Texts stay texts, as in YAML
1.2: `no`, `012` and `2020-01-01` are what is written. A line that is mended so that reading goes on keeps its length
wherever it can, so that the places of everything else in it stay right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
import yaml

from screener.errors import Edit, Place
from screener.located.findings import SIGNS, Advice, Findings, quoted, quoted_text, repeated_key, stretch_replaced
from screener.located.problem_codes import Code
from screener.texts.patterns import plain_re


class Scalar(msgspec.Struct, frozen=True):
    """A text. `plain`: neither quoted nor a block, so that it may also mean a word of the language."""

    text: str
    place: Place
    plain: bool = True


class ListNode(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class MapNode(msgspec.Struct, frozen=True):
    """A map, in the order it was written; no key stands in it twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """What stands behind a key, if it is there."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | ListNode | MapNode


def shape_of(node: Node) -> str:
    """What a node is, as a person says it."""
    return {Scalar: "a text", ListNode: "a list", MapNode: "a map"}[type(node)]


_KEY_OF_LINE: Final = plain_re(r"^\s*(?:- +)*[^\s#'\"{}\[\],:][^#'\"{}\[\],:]*:\s+(?=\S)")
_START: Final = plain_re(r"( *)(- +)?(?=[^\s#])")
_BLANKS: Final = "\u00a0\u2007\u202f\u3000"  # what looks like a space, and is none
LOOK_ALIKE: Final = plain_re(rf"([a-z][a-z-]*)(:[{_BLANKS}]+|：[ {_BLANKS}]*)")
_LINE_LOOK_ALIKE: Final = plain_re(rf"\s*(?:- +)*{LOOK_ALIKE.pattern}")
_NO_SPACE: Final = plain_re(r"\s*(?:- +)*([a-z][a-z-]*):(?=[^\s:/])")
_NO_FIT: Final = "this does not fit what stands before it; check the indentation, the dashes and the colons"
_SIGN: Final = plain_re(r"([<>=]=?)\s*([^,}\]#]*)")


class Trap(msgspec.Struct, frozen=True):
    """A finding in a line (counted from 0, as the column is), and the line mended if there is a way to read on."""

    line: int
    column: int
    code: Code
    text: str
    mended: str | None = None
    edit: Edit | None = None


def trap_of(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Trap:
    """What a syntax error most likely is."""
    mark = error.problem_mark or error.context_mark
    number = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark and mark.line < len(lines) else len(lines[number])
    line = lines[number]
    said = f"{error.context or ''} {error.problem or ''}"
    if deceptive := _deceptive(number, lines):
        return deceptive
    if "scanning a tag" in said and error.context_mark:
        return _first_character(number, error.context_mark.column, line)
    if "tab character" in said:
        return _first_character(number, line.index("\t"), line)
    if "escape" in said:
        return _escape(error, number, column, line)
    if "block scalar" in said or (line[column : column + 1] in ("<", ">", "=") and "cannot start" in said):
        return _sign(number, column, line)
    braces = _unquoted_braces(line)
    if braces is not None:
        return _unquoted(number, braces, line, Code.BRACES, "a text that starts with `{{` must be quoted")
    if "mapping values are not allowed" in said:
        return _colon(number, column, line, lines)
    if "cannot start any token" in said:
        return _first_character(number, column, line)
    plainly = _plainly(error, said, line, column)
    return (None if plainly else _indented(number, lines)) or Trap(number, column, Code.SYNTAX, plainly or _NO_FIT)


def look_alike(found: re.Match[str], place: Place) -> tuple[str, Advice]:
    """What is wrong with a colon or a space that only looks like one, and the change that mends it. The place is where
    the match starts."""
    what = (
        "`：` is no colon"
        if "：" in found[2]
        else f"the space behind the colon is no plain space (U+{ord(found[2][1]):04X})"
    )
    start = place.column + found.start(2) - found.start(1)
    edit = Edit(line=place.line, start=start, end=start + len(found[2]), text=": ")
    return what, Advice(text=f"; write `{found[1]}: ` with a colon and a space", edit=edit)


def _deceptive(number: int, lines: Sequence[str]) -> Trap | None:
    """A key near the error whose colon or space is none, or that has no space at all; the line before is looked at,
    too, since it is only behind it that nothing fits any more."""
    before = next((each for each in range(number - 1, -1, -1) if lines[each].strip()), number)
    for each in dict.fromkeys((number, before)):
        line = lines[each]
        if found := _LINE_LOOK_ALIKE.match(line):
            text, advice = look_alike(found, Place("", each + 1, found.start(1) + 1))
            mended = line[: found.start(2)] + ": " + line[found.end(2) :]
            return Trap(each, found.start(2), Code.LOOK_ALIKE, f"{text}{advice}", mended, advice.edit)
        if found := _NO_SPACE.match(line):
            key = found[1]
            text = f"`{key}:` lacks the space behind the colon; write `{key}: {line[found.end() :].strip()}`"
            edit = Edit(line=each + 1, start=found.end() + 1, end=found.end() + 1, text=" ")
            mended = f"{line[: found.end()]} {line[found.end() :]}"
            return Trap(each, found.end(1), Code.NO_SPACE, text, mended, edit)
    return None


def sign_advice(text: str) -> str | None:
    """What to write instead of a comparison sign, or None if there is no sign: `> 3` is `more than 3`."""
    found = _SIGN.match(text.strip())
    if found is None:
        return None
    return f"write `{SIGNS[found[1]]} {found[2].strip() or 'N'}`"


def _sign(number: int, column: int, line: str) -> Trap:
    start = max(line.rfind(">", 0, column + 1), line.rfind("<", 0, column + 1), line.rfind("=", 0, column))
    while start > 0 and line[start - 1] in "<>=":
        start -= 1
    advice = sign_advice(line[start:]) if start >= 0 else None
    if advice is None:
        return Trap(number, column, Code.SYNTAX, "nothing may follow `|` or `>` on its line; quote the text")
    width = len(line[start:]) - len(line[start:].lstrip("<>="))
    mended = line[:start] + "_" * width + line[start + width :]
    return Trap(number, start, Code.SIGN, f"`{line[start : start + width]}` is no comparison here; {advice}", mended)


def _escape(error: yaml.MarkedYAMLError, number: int, column: int, line: str) -> Trap:
    backslash = line.rfind("\\", 0, column + 1)
    quote = error.context_mark
    # A text in double quotes may start on an earlier line; the place is where the text starts.
    place = (quote.line, quote.column) if quote else (number, max(backslash, 0))
    letter = line[backslash + 1 : backslash + 2]
    text = f"`\\{letter}` means nothing in double quotes; write the text in single quotes"
    if backslash < 0 or place[0] != number:
        return Trap(*place, Code.ESCAPE, text)
    return Trap(*place, Code.ESCAPE, text, line[:backslash] + "_" + line[backslash + 1 :])


def _colon(number: int, column: int, line: str, lines: Sequence[str]) -> Trap:
    key = _KEY_OF_LINE.match(line)
    if key is None or key.end() > column:
        indented = _indented(number, lines) if not line[:column].strip().count(":") else None
        if indented:
            return indented
        return Trap(number, column, Code.SYNTAX, "no key may start here; check how far the lines are indented")
    return _unquoted(number, key.end(), line, Code.COLON, "`: ` inside a text; quote the whole text")


def _first_character(number: int, column: int, line: str) -> Trap:
    character = line[column : column + 1]
    if character == "\t":
        return Trap(number, column, Code.SYNTAX, "a tab; indent with spaces, as YAML knows no tabs there")
    text = f"a text that starts with `{character}` must be quoted"
    return Trap(number, column, Code.FIRST_CHARACTER, text, line[:column] + "_" + line[column + 1 :])


def _indented(number: int, lines: Sequence[str]) -> Trap | None:
    """A line that starts beside where those of its kind above it do, if it does: keys under keys, dashes under
    dashes."""
    starts: dict[int, tuple[bool, int]] = {}  # of the blocks that are open: whether they are lists, and their last line
    for place in range(number + 1):
        found = _START.match(lines[place])
        if found is None:
            continue
        indent = len(found[1])
        if place == number:
            fitting = {start: last for start, (is_list, last) in starts.items() if is_list == bool(found[2])}
            if indent in fitting or not fitting:
                return None
            near = min(reversed(fitting), key=lambda start: abs(start - indent))
            text = f"indented by {_spaces(indent)}; expected {near}, as in line {fitting[near] + 1}"
            edit = Edit(line=number + 1, start=1, end=indent + 1, text=" " * near, is_safe=False)
            return Trap(number, indent, Code.SYNTAX, text, edit=edit)
        starts = {start: known for start, known in starts.items() if start < indent}
        starts[indent] = (bool(found[2]), place)
        if found[2] and _KEY_OF_LINE.match(lines[place]):
            starts[indent + len(found[2])] = (False, place)
    return None


def _spaces(number: int) -> str:
    return f"{number} space" + ("" if number == 1 else "s")


def _unquoted_braces(line: str) -> int | None:
    key = _KEY_OF_LINE.match(line)
    if key is not None and line.startswith("{{", key.end()):
        return key.end()
    within = re.search(r":\s+(\{\{)", line)
    return within.start(1) if within and line.count('"', 0, within.start()) % 2 == 0 else None


def _unquoted(number: int, start: int, line: str, code: Code, finding: str) -> Trap:
    written = line[start:].rstrip()
    quotes = '"' if '"' not in written else "'"
    text = f"{finding}: {quotes}{written if len(written) < 60 else written[:57] + '…'}{quotes}"
    return Trap(number, start, code, text, line[:start] + "_" * len(written))


def _plainly(error: yaml.MarkedYAMLError, said: str, line: str, column: int) -> str | None:
    """What else is known to be wrong."""
    opened = f" that opens in line {error.context_mark.line + 1}" if error.context_mark else ""
    if "quoted scalar" in said:
        return f"the quote{opened} is not closed; put the same quote at its end"
    if "flow node" in said:
        return "a list or map is not closed, or has nothing between two commas; write `[one, two]`"
    if "flow sequence" in said:
        return f"the list{opened} is not closed or lacks a comma; write `[one, two]`"
    if "flow mapping" in said:
        return f"the map{opened} is not closed or lacks a comma; write `{{key: value, key: value}}`"
    if re.search(r"['\"]\s*$", line[:column]):
        return "the text goes on behind its closing quote; put the quotes around the whole text"
    if "sequence entries" in said:
        return "no list may start here; put `- ` on a line of its own, further in than its key"
    return None


LARGEST_FILE: Final = 1_000_000
_DEEPEST: Final = 50  # far more than a rule needs
_NOTHING: Final = {"~", "null", "Null", "NULL"}  # an editor shows them as nothing, too
_MENDS: Final = 20  # lines of one file that are mended before reading gives up
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TYPOGRAPHIC: Final = plain_re("[“”„‟«»‘‚‹›「『](.+)[“”«»’‘‹›」』]")
_LINE_END: Final = plain_re(r"\r\n|[\n\r\x85\u2028\u2029]")
_NOT_TEXT: Final = plain_re("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
    for _ in range(_MENDS):  # read on behind each mistake, so that all are told at once
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
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # Notepad's "Unicode"
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
        # `- #hashtag`: YAML sees a comment and an empty text.
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
