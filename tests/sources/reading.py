"""Opens sources for the tests and keeps the problems; and one kind of record out of a pass."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from screener.errors import Problem
from screener.sources.opening import open_sources
from screener.sources.records import Request, Row
from screener.sources.source import Source

TODAY = date(2026, 3, 2)
_OneRow = TypeVar("_OneRow")


def opened(
    file: Path | str, stdin: bytes | None = None, *, as_requests: bool = False
) -> tuple[Source | None, list[Problem]]:
    """The source in one file, and the list that its problems go to."""
    problems: list[Problem] = []
    stream = None if stdin is None else io.BytesIO(stdin)
    found = open_sources([str(file)], stdin=stream, today=TODAY, report=problems.append, as_requests=as_requests)
    return (found[0] if found else None), problems


def source_of(file: Path | str) -> Source:
    """The source in one file, which has no problems so far."""
    source, problems = opened(file)
    assert source is not None, problems
    assert problems == []
    return source


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def of_kind(source: Source, kind: type[_OneRow], wanted: Callable[[_OneRow], bool] = lambda _: True) -> list[_OneRow]:
    """The records of one kind, out of a whole pass."""
    return [row for row in source.rows(every_text) if isinstance(row, kind) and wanted(row)]


def every_text(*_: object) -> bool:
    """Wants the text of every mail."""
    return True


def requests_in(folder: Path, content: str | bytes, name: str = "list.csv") -> tuple[list[Request], list[Problem]]:
    """The requests in a file with that content, and all problems."""
    source, problems = opened(written(folder, name, content))
    return (of_kind(source, Request) if source else []), problems


def everything(source: Source) -> Iterator[Row]:
    """Every record of every kind, with the texts of mails."""
    return source.rows(every_text)
