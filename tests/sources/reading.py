"""Opens sources for the tests and keeps the problems."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from screener.errors import Problem
from screener.sources.address_books import contacts
from screener.sources.archives import (
    endorsements,
    invitations,
    own_profile,
    positions,
    recommendations,
    schooling,
    volunteering,
)
from screener.sources.long_tables import connections, messages
from screener.sources.notes_and_events import events, own_notes
from screener.sources.opening import open_sources
from screener.sources.owners import owner
from screener.sources.records import Request, Row
from screener.sources.requests import requests
from screener.sources.source import Source

TODAY = date(2026, 3, 2)


def everyone(*_: str) -> bool:
    """Wants every row."""
    return True


def opened(file: Path | str, stdin: bytes | None = None) -> tuple[Source | None, list[Problem]]:
    """The source in one file, and the list that its problems go to."""
    problems: list[Problem] = []
    stream = None if stdin is None else io.BytesIO(stdin)
    found = open_sources([str(file)], stdin=stream, today=TODAY, report=problems.append)
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


def requests_in(folder: Path, content: str | bytes, name: str = "list.csv") -> tuple[list[Request], list[Problem]]:
    """The requests in a file with that content, and all problems."""
    source, problems = opened(written(folder, name, content))
    return (list(requests(source)) if source else []), problems


def everything(source: Source) -> Iterator[Row | Request]:
    """Every record of every kind."""
    owner(source)
    yield from requests(source)
    yield from invitations(source)
    yield from connections(source, everyone)
    yield from messages(source, everyone)
    yield from positions(source)
    yield from schooling(source)
    yield from volunteering(source)
    yield from own_notes(source)
    yield from events(source)
    yield from contacts(source)
    yield from recommendations(source)
    yield from endorsements(source)
    if profile := own_profile(source):
        yield profile
