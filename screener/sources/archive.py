"""The records of LinkedIn's "Get a copy of your data" archive, file by file."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache, partial
from types import MappingProxyType
from typing import Final

import msgspec

from screener.catalogue.declaring import Origin
from screener.catalogue.values import PartialDate
from screener.sources import limits
from screener.sources.address_book import contact_rows
from screener.sources.archive_files import (
    COACHES,
    NOT_THE_USERS,
    SHAPES,
    Form,
    file_key,
    form_of_file,
    whole_archive,
)
from screener.sources.dates import read_date
from screener.sources.decoding import checked_encoding
from screener.sources.given_files import READ_ERRORS, Entry, UnusableError
from screener.sources.limits import Code, Complaints
from screener.sources.records import (
    Connection,
    Endorsement,
    Invitation,
    Meeting,
    Message,
    OwnAddress,
    OwnLanguage,
    OwnNote,
    OwnProfile,
    OwnSkill,
    Position,
    Provenance,
    Recommendation,
    Request,
    Row,
    Schooling,
)
from screener.sources.source import Given, Source, SourceKind, WantsText
from screener.sources.tables import Table, find_table, puts_day_first, rows
from screener.texts.patterns import plain_re

_NAME: Final = plain_re(
    r"(?P<part>Basic|Complete|Initial)_LinkedInDataExport_(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d{4})", re.IGNORECASE
)
_DELETED_ACCOUNT: Final = "LinkedIn Member"
_DRAFTS: Final = frozenset({"DRAFT", "DRAFTS"})
_SPONSORED: Final = '<p class="spinmail'
_INCOMING: Final = {"INCOMING": True, "OUTGOING": False}
_STAYED_AWAY: Final = frozenset({"declined", "not attending", "withdrawn", "cancelled", "canceled"})
_FORMS: Final = tuple(Form)
_DAYS_KEPT: Final = 8_192


def archive_source(entries: list[Entry], given: Given, name: str) -> Source:
    """The archive in a folder or zip of that name. Raises UnusableError if it holds none of the files that are read."""
    folder, files = _files_of_archive(entries, given.file)
    named = _NAME.search(name) or _NAME.search(folder)
    source = given.source(SourceKind.LINKEDIN_ARCHIVE)
    source.archive_date = _date_of(named) if named else None
    if named and named["part"].lower() == "complete":
        source.left_out_empty = whole_archive(source.archive_date)
    if coaches := sum(NOT_THE_USERS.match(file_key(entry.name)) is not None for entry in entries):
        source.note(COACHES, coaches)
    for entry, form in sorted(files, key=lambda pair: _FORMS.index(pair[1])):
        try:
            source.contents.append(ArchiveTable(_table(entry, form, given.complaints)))
        except UnusableError as error:
            source.lose(spoken_for(form))
            given.complaints.add(entry.file, error.code, str(error))
    return source


def holds_archive(entries: Sequence[Entry], file: str) -> bool:
    """Whether one of the files lies where those of an archive do, and is called like one."""
    return any(form_of_file(entry.name) and _folder(entry, file) is not None for entry in entries)


def _folder(entry: Entry, file: str) -> str | None:
    """The folder inside in which a file lies; None if it is too deep for a file of an archive."""
    folder = entry.file[len(file.rstrip("/")) + 1 :].rpartition("/")[0]
    return None if "/" in folder or folder.startswith(".") else folder


def _files_of_archive(entries: list[Entry], file: str) -> tuple[str, list[tuple[Entry, Form]]]:
    """The folder inside in which the archive lies, and its files with what they hold."""
    folders: dict[str, list[tuple[Entry, Form]]] = defaultdict(list)
    for entry in entries:
        folder = _folder(entry, file)
        if folder is not None and (form := form_of_file(entry.name)):
            folders[folder].append((entry, form))
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


def spoken_for(form: Form) -> frozenset[Origin]:
    """What a file of an archive says something about."""
    origin = SHAPES[form].origin
    return frozenset({origin} if origin else ())


class ArchiveTable(msgspec.Struct, frozen=True):
    """One file of an archive whose header row was found."""

    table: Table[Form]

    @property
    def file(self) -> str:
        """The file as it is shown to the user."""
        return self.table.file

    @property
    def speaks_for(self) -> frozenset[Origin]:
        """What the shape of the file lists."""
        return spoken_for(self.table.what)

    def rows(self, source: Source, _wants_text: WantsText) -> Iterator[Row]:
        """The records in it."""
        return _READERS[self.table.what](_Reading(self.table, source))


class _Reading:
    """One file while it is read: its rows, and their cells by our words for the columns."""

    def __init__(self, table: Table[Form], source: Source) -> None:
        self.table, self.source = table, source
        self.file, self.form = table.file, table.what
        self.at: Mapping[str, int] = table.places(SHAPES[table.what].columns)
        self.number = 0
        self.line, self.row = 0, [""]

    def __iter__(self) -> Iterator[_Reading]:
        """The rows that are not blank; the reading itself then gives the cells of each."""
        for line, row in rows(self.table, self.source.complaints, self.lost):
            if any(row):
                self.line, self.row = line, row
                yield self
        self.source.record(self.form.value, self.number)

    def lost(self) -> None:
        """Note that the file is not wholly read."""
        self.source.lose(spoken_for(self.form))

    def text(self, column: str, longest: int = limits.NAME) -> str:
        """A cell, cut if need be."""
        text = self.row[self.at[column]].strip()
        return text if len(text) <= longest else self.source.cut(text, longest, self.file, self.line)

    @cached_property
    def _read_day(self) -> Callable[[str], date | None]:
        """Reads a day as the column is written; the same days come again and again."""
        return lru_cache(maxsize=_DAYS_KEPT)(partial(read_date, day_first=puts_day_first(self.table, self.at["date"])))

    def day(self, column: str = "date") -> date | None:
        """The day in a cell."""
        text = self.row[self.at[column]]
        day = self._read_day(text)
        if day is None and text.strip():
            self.source.bad_date(text, self.file, self.line)
        return day

    def partial_day(self, column: str) -> PartialDate | None:
        """The year, month or day in a cell."""
        return self.source.partial_date_in(self.row[self.at[column]], self.file, self.line)

    def place(self, day: date | None = None) -> Provenance:
        """Where the row stands."""
        return Provenance(file=self.file, row=self.line, date=day)

    def counted(self, row: Row) -> Row:
        """The record, which counts."""
        self.number += 1
        return row

    def complain(self, code: Code, text: str) -> None:
        """Report what is wrong with the row."""
        self.source.complaints.add(self.file, code, text, line=self.line)


def _profile(reading: _Reading) -> Iterator[Row]:
    for row in reading:
        yield OwnProfile(
            first_name=row.text("first"),
            last_name=row.text("last"),
            maiden_name=row.text("maiden"),
            headline=row.text("headline", limits.HEADLINE),
            provenance=row.place(),
        )
        return  # there is one user


def _languages(reading: _Reading) -> Iterator[Row]:
    for row in reading:
        if name := row.text("name"):
            yield row.counted(OwnLanguage(name=name, level=row.text("level"), provenance=row.place()))


def _own_addresses(reading: _Reading) -> Iterator[Row]:
    for row in reading:
        if row.text("confirmed").lower() in ("", "yes") and "@" in (email := row.text("email", limits.ADDRESS)):
            yield row.counted(OwnAddress(email=email, provenance=row.place()))


def _positions(reading: _Reading) -> Iterator[Row]:
    for row in reading:
        if company := row.text("company", limits.HEADLINE):
            yield row.counted(
                Position(
                    company=company,
                    title=row.text("title", limits.HEADLINE),
                    location=row.text("location", limits.HEADLINE),
                    start=row.partial_day("start"),
                    end=row.partial_day("end"),
                    provenance=row.place(),
                )
            )


def _education(reading: _Reading) -> Iterator[Row]:
    for row in reading:
        if school := row.text("school", limits.HEADLINE):
            yield row.counted(
                Schooling(
                    school=school,
                    degree=row.text("degree", limits.HEADLINE),
                    start=row.partial_day("start"),
                    end=row.partial_day("end"),
                    provenance=row.place(),
                )
            )


def _skills(reading: _Reading) -> Iterator[Row]:
    for row in reading:
        if name := row.text("name", limits.HEADLINE):
            yield row.counted(OwnSkill(name=name, provenance=row.place()))


def _invitations(reading: _Reading) -> Iterator[Row]:
    """A request for each that came in, an invitation for each that went out. An archive tells nothing of the asker but
    name, address and note; addresses like `urn:li:member:1` lead nowhere and are left out."""
    for row in reading:
        said = row.text("direction")
        incoming = _INCOMING.get(said.upper())
        if incoming is None:
            text = f"the direction is {said[:40]!r}; INCOMING or OUTGOING is allowed; the row was left out"
            row.complain(Code.BAD_DIRECTION, text)
            row.lost()
            continue
        sender, to = row.text("sender"), row.text("to")
        sender_url, to_url = (_address(row.text(name, limits.ADDRESS)) for name in ("sender_url", "to_url"))
        note, day = row.text("note", limits.NOTE), row.day()
        if not incoming:
            yield row.counted(
                Invitation(
                    sender=sender, to=to, sender_url=sender_url, to_url=to_url, note=note, provenance=row.place(day)
                )
            )
        elif sender:
            yield row.counted(
                Request(
                    name=sender, profile_url=sender_url, note=note, sent=day, to=to, to_url=to_url,
                    provenance=row.place(day),
                )
            )  # fmt: skip
        else:
            row.number += 1
            row.complain(Code.NO_NAME, "nobody is named as the sender of this invitation; the row was left out")


def _address(text: str) -> str:
    return "" if text.startswith("urn:") else text


def _recommendations(reading: _Reading) -> Iterator[Row]:
    """Whatever their status: that column is often empty."""
    for row in reading:
        yield row.counted(
            Recommendation(
                given=reading.form is Form.RECOMMENDATIONS_GIVEN,
                first_name=row.text("first"),
                last_name=row.text("last"),
                company=row.text("company", limits.HEADLINE),
                title=row.text("title", limits.HEADLINE),
                text=row.text("text", limits.NOTE),
                provenance=row.place(row.day()),
            )
        )


def _endorsements(reading: _Reading) -> Iterator[Row]:
    """Received ones have no address before 2023."""
    for row in reading:
        yield row.counted(
            Endorsement(
                given=reading.form is Form.ENDORSEMENTS_GIVEN,
                first_name=row.text("first"),
                last_name=row.text("last"),
                url=row.text("url", limits.ADDRESS),
                skill=row.text("skill"),
                provenance=row.place(row.day()),
            )
        )


def _contacts(reading: _Reading) -> Iterator[Row]:
    yield from contact_rows(reading.table, reading.source, reading.form.value, reading.lost)


def _notes(reading: _Reading) -> Iterator[Row]:
    """The user's notes on connections, dated by their last change. A row without a text says nothing."""
    for row in reading:
        name, url = f"{row.text('first')} {row.text('last')}".strip(), row.text("url", limits.ADDRESS)
        text = row.text("text", limits.NOTE)
        if not text:
            continue
        if not name and not url:
            row.complain(Code.NO_NAME, "this note names nobody; the row was left out")
            continue
        day = row.day("date" if row.text("date") else "first_date")
        yield row.counted(OwnNote(name=name, url=url, text=text, provenance=row.place(day)))


def _events(reading: _Reading) -> Iterator[Row]:
    """The events that the user answered, on the day they began; they name nobody else who took part. Those to which
    the user did not go are counted."""
    for row in reading:
        if not (title := row.text("title", limits.HEADLINE)):
            continue
        row.number += 1
        if row.text("status").lower().replace("_", " ") in _STAYED_AWAY:
            reading.source.count("events you did not go to")
            continue
        day = row.day()
        yield Meeting(title=title, first=day, provenance=row.place(day))


def _connections(reading: _Reading) -> Iterator[Row]:
    """Hidden ones, whose rows hold a date only, are counted and make no record."""
    at, hidden = reading.at, 0
    first, last, url, day = at["first"], at["last"], at["url"], at["date"]
    for line, row in rows(reading.table, reading.source.complaints, reading.lost):
        if not (row[first] or row[last] or row[url]):
            hidden += 1 if row[day] else 0
            continue
        reading.line, reading.row = line, row
        reading.number += 1
        yield Connection(
            first_name=reading.text("first"),
            last_name=reading.text("last"),
            url=reading.text("url", limits.ADDRESS),
            email=reading.text("email", limits.ADDRESS),
            company=reading.text("company", limits.HEADLINE),
            position=reading.text("position", limits.HEADLINE),
            provenance=reading.place(reading.day()),
        )
    reading.source.record(Form.CONNECTIONS.value, reading.number)
    reading.source.count("hidden connections", hidden)


def _messages(reading: _Reading) -> Iterator[Row]:
    """Drafts, sponsored messages and those of deleted accounts are counted and make no record; spam is counted and
    kept, marked. One plain loop: this is the longest file."""
    source, file, at = reading.source, reading.file, reading.at
    sender, sender_url, to, to_urls, day, text, folder, draft, conversation_draft, thread, title = (
        at[name]
        for name in ("sender", "sender_url", "recipients", "recipient_urls", "date", "text", "folder", "draft",
                     "conversation_draft", "thread", "title")
    )  # fmt: skip
    number = spam = drafts = sponsored = deleted = 0
    days: dict[str, date] = {}  # most messages share their day with others
    for line, row in rows(reading.table, source.complaints, reading.lost):
        if not row[sender_url]:
            if row[text].startswith(_SPONSORED):
                sponsored += 1
                continue
            if row[sender] in ("", _DELETED_ACCOUNT):
                deleted += any(row)
                continue
        where = row[folder]
        if where in _DRAFTS or row[draft] == "Yes" or row[conversation_draft] == "Yes":
            drafts += 1
            continue
        number += 1
        spam += where == "SPAM"
        reading.line, reading.row = line, row
        written, content = row[day], row[text]
        sent = days.get(written[:10])
        if sent is None and (sent := reading.day()) and written[4:5] == "-":
            days[written[:10]] = sent
        if len(content) > limits.TEXT or len("".join(row)) - len(content) > limits.NAME:
            content = _cut_message(reading, at)
        yield Message(
            sender=row[sender].strip(),
            sender_url=row[sender_url].strip(),
            recipients=row[to].strip(),
            recipient_urls=row[to_urls].strip(),
            thread=row[thread].strip(),
            title=row[title].strip(),
            spam=where == "SPAM",
            text=html.unescape(content) if "&" in content else content,
            provenance=Provenance(file=file, row=line, date=sent),
        )
    source.record(Form.MESSAGES.value, number)
    for what, how_many in (("sponsored messages", sponsored), ("messages of deleted accounts", deleted),
                           ("drafts", drafts), ("spam messages", spam)):  # fmt: skip
        source.count(what, how_many)


_LONGEST_CELLS: Final = MappingProxyType({
    "sender": limits.NAME, "sender_url": limits.ADDRESS, "recipients": limits.PEOPLE, "recipient_urls": limits.PEOPLE,
    "thread": limits.ADDRESS, "title": limits.HEADLINE, "text": limits.TEXT,
})  # fmt: skip


def _cut_message(reading: _Reading, at: Mapping[str, int]) -> str:
    """Cut the cells of a message that are too long where they stand; its text."""
    row = reading.row
    for name, longest in _LONGEST_CELLS.items():
        row[at[name]] = reading.source.cut(row[at[name]], longest, reading.file, reading.line)
    return row[at["text"]]


_READERS: Final[Mapping[Form, Callable[[_Reading], Iterator[Row]]]] = MappingProxyType(
    {
        Form.PROFILE: _profile,
        Form.OWN_ADDRESSES: _own_addresses,
        Form.LANGUAGES: _languages,
        Form.POSITIONS: _positions,
        Form.VOLUNTEERING: _positions,
        Form.EDUCATION: _education,
        Form.SKILLS: _skills,
        Form.INVITATIONS: _invitations,
        Form.CONNECTIONS: _connections,
        Form.RECOMMENDATIONS_GIVEN: _recommendations,
        Form.RECOMMENDATIONS_RECEIVED: _recommendations,
        Form.ENDORSEMENTS_GIVEN: _endorsements,
        Form.ENDORSEMENTS_RECEIVED: _endorsements,
        Form.CONTACTS: _contacts,
        Form.IMPORTED_CONTACTS: _contacts,
        Form.NOTES: _notes,
        Form.EVENTS: _events,
        Form.MESSAGES: _messages,
    }
)
