"""What a check of rule files found, for people: each problem with its line and a mark under the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from rich.cells import cell_len, chop_cells

from screener.errors import Problem
from screener.texts.cleaning import printable

LinesOf = Callable[[str], Sequence[str]]  # the lines of a file by its name; none if it cannot be read

_WORD: Final = re.compile(r"""'[^']*'?|"[^"]*"?|[\w*.-]+(?: [\w*.-]+)*(?=:)|[\w*.-]+|\S""")
_LEAST_WIDTH: Final = 30


def problem_lines(problems: Iterable[Problem], lines_of: LinesOf, width: int, *, warning: bool) -> Iterator[str]:
    """Each problem in a line of its own, and under it what stands at its place."""
    for problem in problems:
        place, _, finding = str(problem).partition(": ")
        yield printable(f"{place}: warning: {finding}" if warning else f"{place}: {finding}")
        yield from _marked(problem, lines_of(problem.file), width)


def _marked(problem: Problem, lines: Sequence[str], width: int) -> Iterator[str]:
    if not 0 < problem.line <= len(lines):
        return
    line = lines[problem.line - 1]
    start = max(problem.column - 1, 0)
    if not line.strip() or start > len(line):
        return
    number = f"{problem.line:>5} | "
    before, word = _cut(printable(line[:start]), max(width - len(number), _LEAST_WIDTH)), _WORD.match(line, start)
    room = max(width - len(number), _LEAST_WIDTH) - cell_len(before)
    rest = printable(line[start:].rstrip())
    yield number + before + (rest if cell_len(rest) <= room else chop_cells(rest, room - 1)[0] + "…")
    if problem.column:
        marks = min(max(cell_len(printable(word[0])) if word else 1, 1), room)
        yield f"{' ' * 5} | {' ' * cell_len(before)}{'^' * marks}"


def _cut(before: str, room: int) -> str:
    """What stands before the place, its beginning left out where more than half of the room would go to it."""
    while cell_len(before) > room // 2:
        before = "…" + before[cell_len(before) - room // 3 :]
    return before
