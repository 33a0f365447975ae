"""Opens a LinkedIn archive: finds its files at the root of a folder or zip, or one folder down."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import Final

from screener.sources.columns import COACHES, NOT_THE_USERS, SHAPES, Form, file_key, form_of_file
from screener.sources.entries import READ_ERRORS, Entry, UnusableError
from screener.sources.problems import Code, Complaints
from screener.sources.source import Given, Source, SourceKind
from screener.sources.tables import Table, find_table
from screener.sources.text_check import checked_encoding

_NAME: Final = re.compile(
    r"(?P<part>Basic|Complete|Initial)_LinkedInDataExport_(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d{4})", re.IGNORECASE
)


def archive_source(entries: list[Entry], given: Given, name: str) -> Source:
    """The archive in a folder or zip of that name. Raises UnusableError if it holds none of the files that are read."""
    folder, files = _files_of_archive(entries, given.file)
    named = _NAME.search(name) or _NAME.search(folder)
    source = given.source(SourceKind.LINKEDIN_ARCHIVE)
    source.archive_date = _date_of(named) if named else None
    source.whole_archive = named is not None and named["part"].lower() == "complete"
    if coaches := sum(NOT_THE_USERS.match(file_key(entry.name)) is not None for entry in entries):
        source.counts[COACHES] = coaches
    for entry, form in files:
        try:
            source.tables.setdefault(form, []).append(_table(entry, form, given.complaints))
        except UnusableError as error:
            source.lost.add(form)
            given.complaints.add(entry.file, error.code, str(error))
    return source


def _files_of_archive(entries: list[Entry], file: str) -> tuple[str, list[tuple[Entry, Form]]]:
    """The folder inside in which the archive lies, and its files with what they hold."""
    folders: dict[str, list[tuple[Entry, Form]]] = defaultdict(list)
    for entry in entries:
        if form := form_of_file(entry.name):
            folders[entry.file[len(file.rstrip("/")) + 1 :].rpartition("/")[0]].append((entry, form))
    if not folders:
        text = "holds none of the files of a LinkedIn archive (Invitations.csv, Connections.csv, messages.csv, …); "
        raise UnusableError(Code.NO_ARCHIVE, text + "give the zip that LinkedIn sent, or its folder")
    if "" not in folders and len(folders) > 1:
        names = ", ".join(sorted(folders)[:3])
        raise UnusableError(Code.SEVERAL_ARCHIVES, f"holds several archives ({names}); give each of them by itself")
    folder = min(folders)
    return folder, folders[folder]


def _table(entry: Entry, form: Form, complaints: Complaints) -> Table[Form]:
    try:
        encoding = checked_encoding(entry, entry.head(), complaints)
        table = find_table(entry, encoding, lambda names: form if SHAPES[form].needed <= names else None)
    except READ_ERRORS as error:
        raise UnusableError(Code.DAMAGED, f"cannot be read ({error}); get the archive again") from None
    if table is None:
        text = f"has no header row with the columns of {form}; export it again, or leave the file out"
        raise UnusableError(Code.NO_HEADER, text)
    return table


def _date_of(named: re.Match[str]) -> date | None:
    try:
        return date(int(named["year"]), int(named["month"]), int(named["day"]))
    except ValueError:
        return None
