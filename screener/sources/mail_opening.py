"""Tells by its content whether a file is a mailbox, a mail or a calendar, and finds those in a folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from screener.sources import limits
from screener.sources.entries import Entry
from screener.sources.mail_heads import Head
from screener.sources.mail_scanning import starts_mailbox
from screener.sources.source import Given, Source, SourceKind

_HEADER: Final = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*[!-9;-~]{1,80}:")
_MAILS_HAVE: Final = (b"date", b"message-id", b"received", b"mime-version")
_CALENDAR: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR\s", re.IGNORECASE)
_MAIL_NAMES: Final = frozenset({".eml", ".mbox", ".mbx"})
_MAILDIR: Final = frozenset({"cur", "new"})


def mail_or_calendar(entry: Entry, head: bytes, given: Given) -> Source | None:
    """The source in one file that starts with these bytes, if it is a mailbox, a mail or a calendar."""
    if starts_mailbox(head) or _is_mail(head):
        return _source(SourceKind.MAILBOX, [entry], given)
    return _source(SourceKind.CALENDAR, [entry], given) if _CALENDAR.match(head) else None


def _is_mail(head: bytes) -> bool:
    if not _HEADER.match(head):
        return False
    fields = Head(b"\n" + re.split(rb"\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0])
    return bool(fields.raw(b"from")) and any(map(fields.raw, _MAILS_HAVE))


def mail_or_calendar_folder(folder: Path, given: Given) -> Source | None:
    """The source in a folder of mails, also a maildir and its folders, or else of calendars; None if it holds none."""
    mails: list[Entry] = []
    calendars: list[Entry] = []
    for path in sorted(folder.rglob("*"))[: limits.MAIL_FILES]:
        suffix = path.suffix.lower()
        if suffix not in _MAIL_NAMES and suffix != ".ics" and path.parent.name not in _MAILDIR:
            continue
        if path.is_file():
            (calendars if suffix == ".ics" else mails).append(_entry(path, folder, given))
    if mails:
        return _source(SourceKind.MAILBOX, mails, given)
    return _source(SourceKind.CALENDAR, calendars, given) if calendars else None


def _entry(path: Path, folder: Path, given: Given) -> Entry:
    inside = path.relative_to(folder).as_posix()
    return Entry(file=f"{given.file.rstrip('/')}/{inside}", name=path.name, open=lambda: path.open("rb"))


def _source(kind: SourceKind, files: list[Entry], given: Given) -> Source:
    source = given.source(kind)
    source.files = files
    return source
