"""The one layout of rule files: two columns for each step in, one blank between words, one empty line between rules.

Everything that was typed stays: comments, quotes, the order of keys, and where a list is broken into lines. Nothing is
handed back unless the text, read again, says the same and has the same comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import yaml

from screener.errors import InputError
from screener.policy.findings import Findings, TooManyMistakesError
from screener.policy.formatting_tokens import Piece, pieces_of
from screener.policy.nodes import ListNode, MapNode, Node, Scalar
from screener.policy.yaml_reading import read_yaml

_LINE_END: Final = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_DOCUMENT_END: Final = re.compile(r"\.\.\.(?:\s|$)")
_GAP: Final = 2  # blanks before a comment behind something, at least


def formatted(file: str, data: bytes) -> str:
    """The text of a rule file in the one layout. Raises InputError, with every reason, if the file cannot be read."""
    before, problems = _read(file, data)
    if problems:
        raise InputError("\n".join(problems))
    lines = _LINE_END.split(data.decode("utf-8-sig"))
    for number, line in enumerate(lines, start=1):
        if _DOCUMENT_END.match(line):
            raise InputError(f"{file}:{number}:1: `...` ends the document, which nothing needs; take the line out")
    text = _Layout(lines).text() if before is not None else _comments_only(lines)
    after, problems = _read(file, text.encode())
    if problems or _said(after) != _said(before) or _comments(text) != _comments("\n".join(lines)):
        raise InputError(f"{file}: cannot be laid out without changing what it says; please report this file")
    return text


def _read(file: str, data: bytes) -> tuple[Node | None, list[str]]:
    findings = Findings()
    node = None
    with suppress(TooManyMistakesError):
        node = read_yaml(file, data, findings)
    return node, [str(problem) for problem in sorted(findings.errors)]


def _said(node: Node | None) -> object:
    """A node without its places."""
    match node:
        case Scalar():
            return (node.text, node.plain)
        case ListNode():
            return [_said(item) for item in node.items]
        case MapNode():
            return {key.text: (key.plain, _said(value)) for key, value in node.entries}
    return None


def _comments(text: str) -> list[str]:
    """The comments of a file, in order."""
    lines = _LINE_END.split(text)
    found, place = [], (0, 0)
    for piece in pieces_of(lines):
        found += _comments_between(lines, place, (piece.line, piece.column))
        place = (piece.end_line, piece.end_column)
    return found + _comments_between(lines, place, (len(lines), 0))


def _comments_between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> list[str]:
    first = lines[start[0]][start[1] :] if start[0] < end[0] and start[0] < len(lines) else ""
    gap = [first, *lines[start[0] + 1 : end[0]]]
    return [line.strip() for line in gap if line.strip().startswith("#")]


def _comments_only(lines: list[str]) -> str:
    out: list[str] = []
    for line in (line.strip() for line in lines):
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).rstrip("\n") + "\n" if any(out) else ""


@dataclass(slots=True)
class _Row:
    """A line that is written: its column and its text; the blanks of a raw one belong to the text."""

    at: int
    text: str
    is_raw: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.is_raw

    def __str__(self) -> str:
        return self.text if self.is_raw or not self.text else " " * self.at + self.text


@dataclass(slots=True)
class _Layout:
    """Lays out one file, piece by piece."""

    lines: list[str]
    rows: list[_Row] = field(default_factory=list)
    last: Piece | None = None

    def text(self) -> str:
        pieces = [*pieces_of(self.lines)]
        apart = {*_entries_apart(pieces, _is_section), *_entries_apart(pieces, _is_rule)}
        for number, piece in enumerate(pieces):
            if self.last is None or piece.line > self.last.last_line:
                self._start_line(piece, is_apart=number in apart)
            else:
                self.rows[-1].text += _space(self.last, piece) + piece.lines[0]
            self.rows += _further_rows(piece)
            self.last = piece
        self._gap(None)
        while self.rows and self.rows[-1].is_empty:
            self.rows.pop()
        return "".join(f"{row}\n" for row in self.rows)

    def _start_line(self, piece: Piece, *, is_apart: bool) -> None:
        before = len(self.rows)
        self._gap(piece)
        is_apart = is_apart and bool(str(self.rows[before - 1]))  # else the text before ends in empty lines of its own
        if is_apart and not any(row.is_empty for row in self.rows[before:]):
            above = len(self.rows)
            while above > before and self.rows[above - 1].at == piece.at:
                above -= 1  # the comments right above go with it
            self.rows.insert(above, _Row(0, ""))
        self.rows.append(_Row(piece.at, piece.lines[0]))

    def _gap(self, following: Piece | None) -> None:
        """The comments and empty lines up to the next piece; of several empty lines one stays."""
        line, column = (self.last.end_line, self.last.end_column) if self.last else (0, 0)
        end = following.line if following else len(self.lines)
        if column:
            rest = self.lines[line][column:]
            if rest.strip():
                self.rows[-1].text += " " * max(len(rest) - len(rest.lstrip()), _GAP) + rest.strip()
            line += 1
        for written in self.lines[line:end]:
            text = written.strip()
            if text:
                column = len(written) - len(written.lstrip())
                self.rows.append(_Row(_comment_column(column, following, self.last), text))
            elif self.rows and not self.rows[-1].is_empty:
                self.rows.append(_Row(0, ""))


def _entries_apart(pieces: Sequence[Piece], starts: Callable[[Piece], bool]) -> Iterator[int]:
    """The entries, by the number of their first piece, that an empty line belongs before: all but the first, where
    they or the one before take more than a line."""
    places = [number for number, piece in enumerate(pieces) if starts(piece)]
    sizes = [pieces[end - 1].last_line - pieces[start].line for start, end in pairwise([*places, len(pieces)])]
    for (_, size_before), (start, size) in pairwise(zip(places, sizes, strict=True)):
        if size or size_before:
            yield start


def _is_section(piece: Piece) -> bool:
    return piece.is_key and len(piece.path) == 1


def _is_rule(piece: Piece) -> bool:
    return isinstance(piece.token, yaml.BlockEntryToken) and piece.path == ("rules",)


def _space(last: Piece, piece: Piece) -> str:
    if isinstance(last.token, yaml.ValueToken):
        return " "
    is_tight = last.opens or piece.closes or isinstance(piece.token, yaml.ValueToken | yaml.FlowEntryToken)
    return "" if is_tight else " "


def _further_rows(piece: Piece) -> list[_Row]:
    """The further lines of a text of several."""
    if piece.is_block_text:
        return _block_rows(piece)
    middle = [_Row(piece.inner, line.strip()) for line in piece.lines[1:-1]]
    return middle + [_Row(piece.inner, line.lstrip()) for line in piece.lines[1:][-1:]]


def _block_rows(piece: Piece) -> list[_Row]:
    """The lines of a block text, moved as a whole: to where what is nested stands, or, if it says itself how far it is
    moved in, as far as the block around it."""
    body = piece.lines[1:]
    old = next((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), 0)
    new = piece.inner
    if re.match(r"[|>][+-]?[1-9]", piece.lines[0]) and piece.outline:
        old, new = piece.outline[-1]
    return [_Row(0, " " * new + line[old:] if line[old:] else "", is_raw=True) for line in body]


def _comment_column(written: int, following: Piece | None, last: Piece | None) -> int:
    """A comment belongs to what follows if it stood where that stood; else to the block it stood in line with."""
    if following is not None and (following.column == written or following.in_flow):
        return following.at
    outline = last.outline if last is not None else ()
    same = [new for old, new in outline if old == written]
    if same:
        return same[-1]
    if following is not None:
        return following.at
    return max((new for old, new in outline if 0 <= old <= written), default=0)
