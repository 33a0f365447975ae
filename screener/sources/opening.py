"""The door: opens what somebody gave (files, folders, zips, standard input), and tells by its content what it is.

Every kind that a file may be of gives it a score, and the highest wins, so that no kind takes what is another's only
because it is asked first.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, Final, cast

from msgspec import structs

from screener.catalogue.declaring import Origin
from screener.errors import Problem
from screener.sources import limits
from screener.sources.address_book import ContactTable, book_score
from screener.sources.archive import ArchiveTable, archive_source, holds_archive, spoken_for
from screener.sources.archive_files import (
    COACHES,
    NOT_THE_USERS,
    PROVES_NOTHING,
    Form,
    file_key,
    form_of_file,
    forms_of_header,
    is_named_like_one,
    proves_nothing,
    whole_archive,
)
from screener.sources.calendars import Calendar
from screener.sources.decoding import WHAT_IS_READ, checked_encoding, encoding_of
from screener.sources.elements import looks_like_yaml
from screener.sources.given_files import (
    READ_ERRORS,
    Entry,
    UnusableError,
    entries_of_folder,
    entries_of_zip,
    file_on_disk,
    kept_stream,
)
from screener.sources.limits import Code, Complaints
from screener.sources.list_documents import ListDocument, Syntax
from screener.sources.mailbox import Mailbox, is_mail, mails_among, starts_mailbox
from screener.sources.pasted_page import PastedPage, looks_pasted
from screener.sources.request_list import ListTable, list_score, other_kind
from screener.sources.source import Given, Source, SourceKind
from screener.sources.tables import Table, find_table
from screener.sources.vcards import IS_CARD, CardFile
from screener.texts.patterns import plain_re

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_CALENDAR: Final = plain_re(rb"\s*BEGIN:(?:VCALENDAR|VEVENT)\s", re.IGNORECASE)
_SURE: Final = 1_000  # no other kind of file begins so
_NEEDED_COLUMNS: Final = 2  # of a list of requests: one alone may be anything

# How sure it is that a file is of a kind, and what makes it a source then.
Candidate = tuple[int, Callable[[], Source]]


def open_sources(
    arguments: Sequence[str],
    *,
    stdin: BinaryIO | None,
    today: date,
    report: Callable[[Problem], None],
    as_requests: bool = False,
) -> list[Source]:
    """The sources given, each once and in their order; `-` is standard input. `as_requests`: a table that names people
    is a list of requests, however little else it says.

    What is wrong is reported, now and while the sources are read; a file that cannot be used at all gives no source
    (`problems.makes_unusable` tells such problems), or a broken one if its name tells what it would be. Nothing is
    raised for bad input.
    """
    complaints = Complaints(report)
    sources = []
    for file in dict.fromkeys(arguments):
        given = Given(file=file, today=today, complaints=complaints, as_requests=as_requests)
        try:
            sources.append(_open(given, stdin))
            continue
        except UnusableError as error:
            complaints.add(file, error.code, str(error))
        except READ_ERRORS as error:
            reason = error.strerror if isinstance(error, OSError) else error
            complaints.add(file, Code.UNREADABLE, f"cannot be read: {reason}")
        sources += _broken(given)
    return sources


# What a file that cannot be opened would have told, by its ending.
_TOLD_BY_ENDING: Final = {
    ".mbox": (SourceKind.MAILBOX, frozenset({Origin.MAIL})),
    ".eml": (SourceKind.MAILBOX, frozenset({Origin.MAIL})),
    ".emlx": (SourceKind.MAILBOX, frozenset({Origin.MAIL})),
    ".ics": (SourceKind.CALENDAR, frozenset({Origin.CALENDAR})),
    ".vcf": (SourceKind.ADDRESS_BOOK, frozenset({Origin.ADDRESS_BOOK})),
    ".zip": (SourceKind.LINKEDIN_ARCHIVE, whole_archive(None)),
}


def _broken(given: Given) -> list[Source]:
    """The source in a file that cannot be opened, if its name tells what it would be: nothing in it counts as
    absent."""
    path = PurePosixPath(given.file)
    kind, origins = _TOLD_BY_ENDING.get(path.suffix.lower(), (None, frozenset[Origin]()))
    if kind is None and (form := form_of_file(path.name)):
        kind, origins = SourceKind.LINKEDIN_ARCHIVE, spoken_for(form)
    if kind is None:
        return []
    source = given.source(kind)
    source.lose(origins)
    return [source]


def _open(given: Given, stdin: BinaryIO | None) -> Source:
    if given.file == "-":
        if stdin is None:
            raise UnusableError(Code.MISSING, "there is no standard input here; give a file")
        return _open_file(kept_stream(stdin, "-"), given)
    path = Path(given.file)
    if not given.file or not path.exists():
        raise UnusableError(Code.MISSING, "there is no such file; check the name and the folder")
    if path.is_dir():
        return _open_container(entries_of_folder(path, given.file), given, path.resolve().name)
    return _open_file(file_on_disk(path, given.file), given, path if path.is_file() else None)


def _open_file(entry: Entry, given: Given, path: Path | None = None) -> Source:
    head = entry.head()
    if head.startswith(_ZIP):
        return _open_container(entries_of_zip(path or entry.open, given.file), given, entry.name)
    candidates = list(_candidates(entry, head, given))
    if not candidates:
        raise UnusableError(Code.OTHER_FILE, _refusal(entry, head))
    return max(candidates, key=lambda candidate: candidate[0])[1]()


def _open_container(entries: list[Entry], given: Given, name: str) -> Source:
    """A folder or a zip: an archive, else its mails, else its calendars, else its cards."""
    if not holds_archive(entries, given.file):
        if mails := mails_among(entries):
            return given.source(SourceKind.MAILBOX, Mailbox(file=given.file, entries=mails))
        if calendars := [entry for entry in entries if _has_ending(entry, ".ics")]:
            return given.source(SourceKind.CALENDAR, Calendar(file=given.file, entries=calendars))
        if cards := [entry for entry in entries if _has_ending(entry, ".vcf")]:
            books = [CardFile(entry, checked_encoding(entry, entry.head(), given.complaints)) for entry in cards]
            return given.source(SourceKind.ADDRESS_BOOK, *books)
    return archive_source(entries, given, name)


def _has_ending(entry: Entry, ending: str) -> bool:
    return PurePosixPath(entry.name).suffix.lower() == ending


def _candidates(entry: Entry, head: bytes, given: Given) -> Iterator[Candidate]:
    """What a file that starts with these bytes may be. Raises UnusableError if it is empty or no text."""
    encoding = encoding_of(head) if head.strip() else None
    is_wide = encoding is not None and encoding.startswith(("utf-16", "utf-32"))
    plain = entry if not is_wide else structs.replace(entry, open=lambda: _as_utf8(entry.open(), encoding or "utf-8"))
    start = plain.head() if is_wide else head
    if starts_mailbox(start) or is_mail(start):
        mailbox = Mailbox(file=given.file, entries=[plain])
        yield _SURE, lambda: given.source(SourceKind.MAILBOX, mailbox)
        return
    if _CALENDAR.match(start.lstrip(codecs.BOM_UTF8)):
        calendar = Calendar(file=given.file, entries=[plain])
        yield _SURE, lambda: given.source(SourceKind.CALENDAR, calendar)
        return
    checked = checked_encoding(entry, head, given.complaints)
    text = head.decode(checked, "replace").lstrip("\ufeff\r\n\t ")
    if NOT_THE_USERS.match(file_key(entry.name)):
        yield _SURE, lambda: _counted(COACHES, given)
        return
    if IS_CARD.match(text):
        yield _SURE, lambda: given.source(SourceKind.ADDRESS_BOOK, CardFile(entry, checked))
        return
    if text.startswith(("[", "{")) or looks_like_yaml(text):
        syntax = Syntax.JSON if text.startswith(("[", "{")) else Syntax.YAML
        document = ListDocument(entry=entry, syntax=syntax, encoding=checked)
        yield _SURE, lambda: given.source(SourceKind.REQUEST_LIST, document)
        return
    yield from _tables(entry, checked, given)
    if looks_pasted(text):
        page = PastedPage(entry=entry, encoding=checked)
        yield 1, lambda: given.source(SourceKind.REQUEST_LIST, page)
    if is_named_like_one(entry.name):
        yield 0, lambda: _counted(PROVES_NOTHING, given)


def _tables(entry: Entry, encoding: str, given: Given) -> Iterator[Candidate]:
    """What a file may be if it is a table, each time by the first row that is a header of that kind."""
    if table := find_table(entry, encoding, lambda names: tuple(forms_of_header(names)) or None):
        # Two kinds of files may share a header, and so may a list that somebody made.
        yield 100 + len(table.header), lambda: _archive_source(entry, table, given)
    if find_table(entry, encoding, lambda names: proves_nothing(entry.name, names) or None):
        yield 90, lambda: _counted(PROVES_NOTHING, given)
    # Where both are as likely, the user means a list: an address book has more to say of people.
    if not find_table(entry, encoding, lambda names: other_kind(names) or None) and (
        best := _best(entry, encoding, list_score)
    ):
        listed, score = best
        if given.as_requests:
            yield _SURE, lambda: given.source(SourceKind.REQUEST_LIST, ListTable(listed))
        elif score >= _NEEDED_COLUMNS:
            yield score, lambda: given.source(SourceKind.REQUEST_LIST, ListTable(listed))
    if found := _best(entry, encoding, book_score):
        book, sure = found
        yield sure, lambda: given.source(SourceKind.ADDRESS_BOOK, ContactTable(book))


def _best(entry: Entry, encoding: str, score: Callable[[frozenset[str]], int]) -> tuple[Table[SourceKind], int] | None:
    """The table whose header has a score, and that score."""
    found = find_table(entry, encoding, lambda names: score(names) or None)
    if found is None:
        return None
    return cast("Table[SourceKind]", found), found.what


def _counted(what: str, given: Given) -> Source:
    """A file of an archive of which only its presence is noted."""
    source = given.source(SourceKind.LINKEDIN_ARCHIVE)
    source.note(what, 1)
    return source


def _archive_source(entry: Entry, found: Table[tuple[Form, ...]], given: Given) -> Source:
    form = found.what[0] if len(found.what) == 1 else _form_by_name(entry, found.what)
    table = cast("Table[Form]", replace(found, what=form))  # type: ignore[arg-type]
    return given.source(SourceKind.LINKEDIN_ARCHIVE, ArchiveTable(table))


def _form_by_name(entry: Entry, forms: tuple[Form, ...]) -> Form:
    """Recommendations given and received have one header: only the name of the file tells them apart."""
    for form in forms:
        if form.value.split()[-1] in entry.name.lower():
            return form
    text = f"holds {' or '.join(forms)}; name it as LinkedIn did, Recommendations_Given.csv or _Received.csv"
    raise UnusableError(Code.OTHER_FILE, text)


def _refusal(entry: Entry, head: bytes) -> str:
    """Why a file is refused: what it looks like, and what is read."""
    encoding = encoding_of(head) or "utf-8"
    if other := find_table(entry, encoding, lambda names: other_kind(names) or None):
        return f"looks like {other.what}, which is not read; {WHAT_IS_READ}"
    if narrow := find_table(entry, encoding, lambda names: list_score(names) or None):
        return (
            f"looks like a table of names ({', '.join(filter(None, narrow.header[:4]))}), which may be anything; "
            "a list of requests has a column more, such as profile_url, headline or note; or say `--as requests`"
        )
    text = head.decode(encoding, "replace").lstrip("\ufeff\r\n\t ")
    return f"begins with {text[:40]!r}, which is no file that is read; {WHAT_IS_READ}"


def _as_utf8(stream: IO[bytes], encoding: str) -> IO[bytes]:
    return cast("IO[bytes]", io.BufferedReader(_Recoded(stream, encoding), limits.HEAD))


class _Recoded(io.RawIOBase):
    """A stream of bytes in another encoding, given as UTF-8: the readers of mails and calendars know no other."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream, self._encoding = stream, encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest, self._ended = b"", False

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """To the start alone."""
        return True

    def seek(self, place: int, whence: int = io.SEEK_SET, /) -> int:
        """Go back to the start."""
        if place or whence:
            raise io.UnsupportedOperation("only to the start")
        self._stream.seek(0)
        self._decoder.reset()
        self._rest, self._ended = b"", False
        return 0

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer."""
        while not self._rest and not self._ended:
            more = self._stream.read(limits.HEAD)
            self._ended = not more
            self._rest = self._decoder.decode(more, self._ended).encode("utf-8", "replace")
        number = min(len(buffer), len(self._rest))
        buffer[:number] = self._rest[:number]
        self._rest = self._rest[number:]
        return number

    def close(self) -> None:
        """Close the stream, too."""
        self._stream.close()
        super().close()
