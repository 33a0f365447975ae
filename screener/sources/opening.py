"""Opens what somebody gave: files, folders, zips and standard input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from screener.errors import Problem
from screener.sources.archive_opening import archive_source
from screener.sources.columns import form_of_file
from screener.sources.entries import (
    READ_ERRORS,
    Entry,
    UnusableError,
    entries_of_folder,
    entries_of_zip,
    file_on_disk,
    kept_stream,
)
from screener.sources.mail_opening import mail_or_calendar, mail_or_calendar_folder
from screener.sources.problems import Code, Complaints
from screener.sources.single_files import single_source
from screener.sources.source import Given, Source

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")


def open_sources(
    arguments: Sequence[str], *, stdin: BinaryIO | None, today: date, report: Callable[[Problem], None]
) -> list[Source]:
    """The sources given, each once and in their order; `-` is standard input.

    What is wrong is reported, now and while the sources are read; a file that cannot be used at all gives no source
    (`problems.makes_unusable` tells such problems). Nothing is raised for bad input.
    """
    complaints = Complaints(report)
    sources = []
    for file in dict.fromkeys(arguments):
        try:
            sources.append(_open(Given(file=file, today=today, complaints=complaints), stdin))
        except UnusableError as error:
            complaints.add(file, error.code, str(error))
        except READ_ERRORS as error:
            reason = error.strerror if isinstance(error, OSError) else error
            complaints.add(file, Code.UNREADABLE, f"cannot be read: {reason}")
    return sources


def _open(given: Given, stdin: BinaryIO | None) -> Source:
    if given.file == "-":
        if stdin is None:
            raise UnusableError(Code.MISSING, "there is no standard input here; give a file")
        return _open_file(kept_stream(stdin, "-"), given)
    path = Path(given.file)
    if not path.exists():
        raise UnusableError(Code.MISSING, "there is no such file; check the name and the folder")
    if path.is_dir():
        return _open_folder(path, given)
    return _open_file(file_on_disk(path, given.file), given, path if path.is_file() else None)


def _open_folder(folder: Path, given: Given) -> Source:
    entries = entries_of_folder(folder, given.file)
    if not any(form_of_file(entry.name) for entry in entries) and (found := mail_or_calendar_folder(folder, given)):
        return found
    return archive_source(entries, given, folder.resolve().name)


def _open_file(entry: Entry, given: Given, path: Path | None = None) -> Source:
    head = entry.head()
    if not head.startswith(_ZIP):
        return mail_or_calendar(entry, head, given) or single_source(entry, head, given)
    return archive_source(entries_of_zip(path or entry.open, given.file), given, entry.name)
