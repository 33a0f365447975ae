"""Rule files laid out alike: every comment, text and place of a rule stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import msgspec
import yaml

from screener.errors import InputError
from screener.located.findings import Findings, TooManyMistakesError
from screener.located.yaml_documents import ListNode, MapNode, Node, Scalar, read_yaml
from screener.texts.patterns import plain_re

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STEP: Final = 2  # columns that something nested is moved in by
_OPENING: Final = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSING: Final = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of a file: where it stood (lines and columns from 0), and where it belongs.

    `inner` is the column for what goes on below it. `outline` pairs the columns of the blocks that are open before
    it as they were written with those they get; `in_flow` says that it stands inside brackets.
    """

    token: yaml.Token
    lines: tuple[str, ...]
    line: int
    column: int
    end_line: int
    end_column: int
    at: int
    inner: int
    in_flow: bool
    outline: tuple[tuple[int, int], ...]
    path: tuple[str, ...]  # the keys of the maps around it, outermost first
    is_key: bool

    @property
    def last_line(self) -> int:
        """The line its text ends on; what follows a block text starts on the next."""
        return self.end_line - self.is_block_text

    @property
    def opens(self) -> bool:
        """Whether it opens a bracket."""
        return isinstance(self.token, _OPENING)

    @property
    def closes(self) -> bool:
        """Whether it closes a bracket."""
        return isinstance(self.token, _CLOSING)

    @property
    def is_block_text(self) -> bool:
        """Whether it is a text behind `|` or `>`."""
        return isinstance(self.token, yaml.ScalarToken) and self.token.style in ("|", ">")


def pieces_of(lines: Sequence[str]) -> Iterator[Piece]:
    """The pieces of a file that the reader accepts, in order."""
    walk = _Walk()
    for token in yaml.scan("\n".join(lines), Loader=_LOADER):
        before, is_key = walk.outline(), walk.key_at is not None
        at = walk.column_of(token)
        start, end = token.start_mark, token.end_mark
        if (start.line, start.column) == (end.line, end.column):
            continue
        cut = _cut(lines, start, end)
        end_line, end_column = end.line, end.column
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            cut = cut if "+" in cut[0].partition("#")[0] else _without_last_blanks(cut)
            end_line, end_column = start.line + len(cut), 0
        yield Piece(
            token=token,
            lines=cut,
            line=start.line,
            column=start.column,
            end_line=end_line,
            end_column=end_column,
            at=at,
            inner=walk.inner + STEP * walk.depth,
            in_flow=walk.depth > 0,
            outline=before,
            path=walk.path(),
            is_key=is_key,
        )


def _cut(lines: Sequence[str], start: yaml.Mark, end: yaml.Mark) -> tuple[str, ...]:
    if start.line == end.line:
        return (lines[start.line][start.column : end.column],)
    last = [lines[end.line][: end.column]] if end.column else []
    return (lines[start.line][start.column :], *lines[start.line + 1 : end.line], *last)


def _without_last_blanks(lines: tuple[str, ...]) -> tuple[str, ...]:
    last = max((place for place, line in enumerate(lines) if line.strip()), default=0)
    return lines[: last + 1]


@dataclass(slots=True)
class _Block:
    """A block that is open: the column it was written at and the one it gets; in a map, those of the dashes of a list
    that is no further in than its key."""

    is_map: bool
    old: int
    new: int
    dash: tuple[int, int] | None = None
    key: str = ""


@dataclass(slots=True)
class _Walk:
    """Where each token belongs, given all before it."""

    blocks: list[_Block] = field(default_factory=list)
    depth: int = 0  # of brackets
    inner: int = 0  # where something nested starts
    key_at: int | None = None  # where the next text stands, if it is a key

    def outline(self) -> tuple[tuple[int, int], ...]:
        """The open blocks, as pairs of the old and the new column."""
        pairs = [pair for block in self.blocks for pair in ((block.old, block.new), block.dash) if pair]
        return (*pairs, *([(-1, self.inner + STEP * (self.depth - 1))] if self.depth else []))

    def path(self) -> tuple[str, ...]:
        """The keys of the open maps, outermost first."""
        return tuple(block.key for block in self.blocks if block.is_map)

    def column_of(self, token: yaml.Token) -> int:
        """The column of a token if it is the first of its line."""
        if isinstance(token, _OPENING):
            column = self._flow_column()
            self.depth += 1
            return column
        if isinstance(token, _CLOSING):
            self.depth -= 1
            return max(self.inner + STEP * (self.depth - 1), 0) if self.depth else max(self.inner - STEP, 0)
        if self.depth:
            return self._flow_column()
        return self._block_column(token)

    def _flow_column(self) -> int:
        return self.inner + STEP * max(self.depth - 1, 0)

    def _block_column(self, token: yaml.Token) -> int:
        match token:
            case yaml.BlockMappingStartToken() | yaml.BlockSequenceStartToken():
                is_map = isinstance(token, yaml.BlockMappingStartToken)
                self.blocks.append(_Block(is_map, token.start_mark.column, self.inner))
            case yaml.BlockEndToken():
                self.blocks.pop()
            case yaml.KeyToken():
                self.blocks[-1].dash = None
                self.key_at = self.blocks[-1].new
                self.inner = self.key_at + STEP
                return self.key_at
            case yaml.ValueToken():
                self.inner = self.blocks[-1].new + STEP
                return self.blocks[-1].new
            case yaml.BlockEntryToken():
                return self._dash_column(token)
            case yaml.ScalarToken() if self.key_at is not None:
                self.blocks[-1].key = token.value
                at, self.key_at = self.key_at, None
                return at
        return self.inner

    def _dash_column(self, token: yaml.BlockEntryToken) -> int:
        block = self.blocks[-1]
        at = block.new + STEP if block.is_map else block.new
        if block.is_map:
            block.dash = (token.start_mark.column, at)
        self.inner = at + STEP
        return at


_LINE_END: Final = plain_re(r"\r\n|[\n\r\x85\u2028\u2029]")
_DOCUMENT_END: Final = plain_re(r"\.\.\.(?:\s|$)")
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
    # Laid out is what is said, or nothing is written.
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
