"""A rule file as the pieces it is laid out from: what was typed between the blanks, and where it belongs.

The pieces are cut out of the text itself, so whatever was typed is kept as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import yaml

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STEP: Final = 2  # columns that something nested is moved in by
_OPENING: Final = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSING: Final = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
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
