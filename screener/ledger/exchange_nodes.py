"""JSON and CSV as nodes with places, so that every mistake in them can be shown where it is; YAML has a reader."""

from __future__ import annotations

import csv
import io
import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from screener.errors import Place
from screener.located.findings import Findings, quoted
from screener.located.problem_codes import Code
from screener.located.yaml_documents import ListNode, MapNode, Node, Scalar
from screener.sources import limits
from screener.texts.cleaning import is_formula

Row = list[Scalar]

_GAP: Final = re.compile(r"[ \t\n\r]*")
_WORD: Final = re.compile(r"[^\s,\]}\[{:\"]+")
_DECODER: Final = json.JSONDecoder()
_DEEPEST: Final = 50


def read_json(file: str, text: str, findings: Findings) -> Node | None:
    """The node that a JSON text holds; None if it is not JSON, which goes to the findings."""
    reader = _Json(file, text, findings)
    try:
        return reader.whole()
    except json.JSONDecodeError as error:
        place = reader.place(min(error.pos, max(len(text) - 1, 0)))
        findings.broken(place, Code.SYNTAX, f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}")
        return None


class _Json:
    """Reads values one after the other; JSONDecodeError for what is none."""

    def __init__(self, file: str, text: str, findings: Findings) -> None:
        self._file, self._text, self._findings = file, text, findings
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._at = 0

    def place(self, at: int) -> Place:
        line = bisect_left(self._breaks, at)
        return Place(self._file, line + 1, at - (self._breaks[line - 1] if line else -1))

    def whole(self) -> Node | None:
        node = self._value(0)
        if self._next():
            raise self._error("nothing may follow the last bracket")
        return node

    def _value(self, depth: int) -> Node | None:
        sign, place = self._next(), self.place(self._at)
        if depth > _DEEPEST:
            raise self._error(f"nested more than {_DEEPEST} deep")
        if sign == "{":
            return MapNode(tuple(self._members(depth)), place)
        if sign == "[":
            return ListNode(tuple(node for node in self._items(depth) if node), place)
        return self._text_or_word(sign, place)

    def _text_or_word(self, sign: str, place: Place) -> Scalar | None:
        if sign == '"':
            return Scalar(self._string(), place, plain=False)
        found = _WORD.match(self._text, self._at)
        if found is None:
            raise self._error("a value is missing")
        try:
            value = json.loads(found[0])
        except ValueError:
            raise self._error("a text must stand in double quotes") from None
        self._at = found.end()
        return None if value is None else Scalar(found[0], place)

    def _members(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        for _ in self._separated("}"):
            key = self._key() if self._next() == '"' else None
            if key is None or self._next() != ":":
                raise self._error("a key in double quotes and a colon are expected")
            self._at += 1
            value = self._value(depth + 1)
            if key.text in seen:
                text = f"the key {quoted(key.text)} stands here twice; the first is in line {seen[key.text]}"
                self._findings.error(key.place, Code.DUPLICATE_KEY, text)
            elif value is not None:
                yield key, value
            seen.setdefault(key.text, key.place.line)

    def _key(self) -> Scalar:
        place = self.place(self._at)
        return Scalar(self._string(), place)

    def _items(self, depth: int) -> Iterator[Node | None]:
        for _ in self._separated("]"):
            yield self._value(depth + 1)

    def _separated(self, end: str) -> Iterator[None]:
        """Once for each member of what was opened, up to its end."""
        self._at += 1
        if self._next() == end:
            self._at += 1
            return
        while True:
            yield
            sign = self._next()
            if sign not in (",", end):
                raise self._error(f"a comma or {end} is expected")
            self._at += 1
            if sign == end:
                return

    def _string(self) -> str:
        text, self._at = _DECODER.raw_decode(self._text, self._at)
        return str(text).encode("utf-8", "replace").decode()  # JSON can write half a character

    def _next(self) -> str:
        gap = _GAP.match(self._text, self._at)
        self._at = gap.end() if gap else self._at
        return self._text[self._at : self._at + 1]

    def _error(self, text: str) -> json.JSONDecodeError:
        return json.JSONDecodeError(text, self._text, self._at)


def read_csv(file: str, text: str, delimiter: str, findings: Findings) -> Iterator[Row]:
    """The rows of a table, the header first, each cell with its place; blank rows are left out."""
    csv.field_size_limit(limits.FIELD)
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    first = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield list(_placed(file, cells, "".join(lines[first : reader.line_num]), first))
            first = reader.line_num
    except csv.Error as error:
        findings.broken(Place(file, first + 1, 1), Code.SYNTAX, f"not CSV: {error}; is a quote left open here?")


def _placed(file: str, cells: list[str], raw: str, lines_before: int) -> Iterator[Scalar]:
    at = 0
    for cell in cells:
        written = cell.replace('"', '""')
        at = max(raw.find(written, at), at)
        before = raw[:at]
        column = at - before.rfind("\n")
        yield Scalar(_unguarded(cell), Place(file, lines_before + before.count("\n") + 1, column))
        at += len(written)
        at += len(raw[at:]) - len(raw[at:].lstrip('"'))
        at += 1  # the delimiter


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula; so is an apostrophe kept."""
    is_guarded = cell.startswith("'") and (cell.startswith("''") or is_formula(cell[1:]))
    return cell[1:] if is_guarded else cell
