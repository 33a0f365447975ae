"""Mailboxes: the mails in a stream of bytes, block by block, where they lie, and who really wrote them. Memory stays
flat however large the mailbox is.

Nothing is believed that a mail says of its own length: a mail ends where the next one starts.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import IO, Final

import msgspec

from screener.catalogue.declaring import Origin
from screener.languages.words import listed
from screener.sources import limits
from screener.sources.given_files import READ_ERRORS, Entry
from screener.sources.invitation_mail import is_from_linkedin, requests_in_mail
from screener.sources.limits import Code
from screener.sources.mail_heads import (
    Head,
    day_of,
    decoded,
    ids_of,
    is_bulk,
    is_by_program,
    parties_in,
    plain_text,
)
from screener.sources.mail_text import written_text
from screener.sources.records import Mail, Party, Provenance, Row
from screener.sources.source import Source, WantsText, no_text
from screener.texts.folding import fold
from screener.texts.patterns import plain_re


class Place(StrEnum):
    """A place that says something of the mails in it."""

    SPAM = "spam"
    DRAFTS = "drafts"
    BIN = "bin"


_START: Final = b"\nFrom "
# A line of a text may start with "From ", too: only one with a time, and a field under it, starts a mail.
# A mail whose From_ line has no time must stand behind a blank line, and begin with a field that mails begin with.
_START_LINE: Final = plain_re(
    rb"\nFrom [^\n]{0,400}?\d\d:\d\d[^\n]{0,400}\n(?:[!-9;-~]{1,80}:|>From )"
    rb"|(?:(?<=\n)|(?<=\n\r))\nFrom [^\s]{0,320}[ \t]{0,40}\r?\n"
    rb"(?i:return-path|received|from|to|date|subject|message-id|mime-version|delivered-to|x-[\w-]{1,60}|content-type|"
    rb"reply-to|sender|status|dkim-signature|authentication-results|arc-[\w-]{1,60}):"
)
_LOOK_BACK: Final = 2  # bytes before a start that show whether a blank line is there
_HEAD_END: Final = plain_re(rb"\n\r?\n")
_BLANK: Final = b"\xef\xbb\xbf\r\n"
_FIELD: Final = plain_re(rb"[!-9;-~]{1,80}:")
_SIZE_LINE: Final = plain_re(rb"(\d{1,9})[ \t]{0,40}\r?\n")
_MAILS_HAVE: Final = (b"date", b"message-id", b"received", b"mime-version", b"to", b"subject")
_LABEL: Final = plain_re(r'"[^"]*"|[^,"]+')
# What other languages than those of `languages/` call them.
_ELSEWHERE: Final = {
    Place.SPAM: "Skräppost|Søppelpost|Roskaposti|Спам|垃圾邮件|스팸함",
    Place.DRAFTS: "Utkast|Kladder|Luonnokset|Wersje robocze|Черновики|草稿|임시보관함",
    Place.BIN: "Papperskorgen|Papirkurv|Roskakori|Kosz|Корзина|已删除邮件|휴지통",
}
_FLAGS: Final = {"D": Place.DRAFTS, "T": Place.BIN}  # of a maildir, in the name of the file
_CALENDAR_PART: Final = plain_re(rb"\ncontent-type:\s*text/calendar\b[^\n]{0,300}(?:\n[ \t][^\n]{0,300})?method=", re.I)
_NAMES: Final = frozenset({".eml", ".emlx", ".mbox", ".mbx"})
_MAILDIR: Final = frozenset({"cur", "new"})
_CALENDAR_WITHIN: Final = 64 * 1024  # of a body


class Mailbox(msgspec.Struct, frozen=True, kw_only=True):
    """One file of mails, or all those in a folder or zip."""

    file: str
    entries: Sequence[Entry]

    @property
    def speaks_for(self) -> frozenset[Origin]:
        """The user's mailbox."""
        return frozenset({Origin.MAIL})

    def rows(self, source: Source, wants_text: WantsText) -> Iterator[Row]:
        """The mails, and the requests that LinkedIn's invitation mails tell of. Drafts are counted and make no record;
        spam is counted and kept, marked. What cannot be read is reported, and what stood before it is kept."""
        reading = _Reading(source, wants_text)
        for entry in self.entries:
            reading.entry = entry
            reading.places = places_of_file(entry.file[len(self.file) :].lstrip("/") or entry.name)
            try:
                with entry.open() as stream:
                    is_mbox = starts_mailbox(stream.read(1000))
                    stream.seek(0)
                    find = reading.wants_body
                    for raw in mails_in_mbox(stream, find) if is_mbox else [mail_in_file(stream, find)]:
                        yield from reading.rows(raw)
            except READ_ERRORS as error:
                source.lose({Origin.MAIL})
                text = f"cannot be read to its end ({error}); get the file again; the mails before that were read"
                source.complaints.add(entry.file, Code.DAMAGED, text)
        reading.tell()


def mails_among(entries: Sequence[Entry]) -> list[Entry]:
    """The files of a folder or zip that are mailboxes or mails: by their ending or, as Thunderbird and Apple write
    them without one, by how they begin."""
    return [entry for entry in entries if _is_mail_file(entry)]


def _is_mail_file(entry: Entry) -> bool:
    path = PurePosixPath(entry.file)
    if path.suffix.lower() in _NAMES or path.parent.name in _MAILDIR:
        return True
    if path.suffix:
        return False
    try:
        head = entry.head()
    except READ_ERRORS:
        return False
    return starts_mailbox(head) or is_mail(head)


class _Reading:
    """A mailbox while it is read: what is made of each mail, and the counts."""

    def __init__(self, source: Source, wants_text: WantsText) -> None:
        self._source = source
        self._wants_text = wants_text
        self._number = self._requests = self._forged = 0
        self._of_place = dict.fromkeys(Place, 0)
        self.entry = Entry(file="", name="", open=_nothing)
        self.places = frozenset[Place]()

    def wants_body(self, raw_head: bytes) -> int:
        """How much of a body is looked at, from its head."""
        head = Head(raw_head)
        sender = _sender_of(head)
        if is_from_linkedin(sender):
            return limits.MAIL_BODY
        if self._wants_text is not no_text and self._wants_text(sender, parties_in(head.raw(b"to"))):
            return limits.MAIL_BODY
        # A calendar's part shows that nobody wrote the mail.
        return _CALENDAR_WITHIN if head.raw(b"content-type")[:10].lower() == b"multipart/" else 0

    def rows(self, raw: RawMail) -> Iterator[Row]:
        """The records of one mail."""
        head = Head(raw.head)
        places = self.places | places_of(head)
        for place in places:
            self._of_place[place] += 1
        if Place.DRAFTS in places:
            return
        self._number += 1
        provenance = Provenance(file=self.entry.file, row=raw.line, date=self._sent_day(raw, head))
        sender = _sender_of(head)
        if is_from_linkedin(sender) and Place.SPAM not in places:
            if is_forged(head):
                self._forged += 1
            else:
                for request in requests_in_mail(head, raw.body, provenance, self._source):
                    self._requests += 1
                    yield request
        yield self._mail(head, raw, sender, provenance, is_spam=Place.SPAM in places)

    def _mail(self, head: Head, raw: RawMail, sender: Party, provenance: Provenance, *, is_spam: bool) -> Mail:
        recipients, bulk = parties_in(head.raw(b"to")), is_bulk(head)
        by_program = bulk or is_by_program(head, sender.email) or bool(_CALENDAR_PART.search(raw.body))
        wants_text = raw.body and not by_program and self._wants_text(sender, recipients)
        message_id, thread = ids_of(head)
        if len(sender.name) >= limits.NAME or any(len(head.raw(name)) > limits.PEOPLE for name in (b"to", b"cc")):
            self._source.complain_of_length(provenance.file, provenance.row)
        subject = head.text(b"subject")
        return Mail(
            sender=sender,
            recipients=recipients,
            cc=parties_in(head.raw(b"cc")),
            subject=self._source.cut(subject, limits.HEADLINE, provenance.file, provenance.row),
            spam=is_spam,
            bulk=bulk,
            by_program=by_program,
            message_id=message_id,
            thread=thread,
            text=written_text(head, raw.body) if wants_text else "",
            provenance=provenance,
        )

    def _sent_day(self, raw: RawMail, head: Head) -> date | None:
        """The day a mail was sent, else the one on which the mailbox got it."""
        written = head.text(b"date")
        first_line = raw.head.lstrip(b"\n").partition(b"\n")[0]
        day = day_of(written) or (day_of(plain_text(first_line)) if first_line.startswith(b"From ") else None)
        if day is None and written:
            self._source.bad_date(written, self.entry.file, raw.line)
        return day

    def tell(self) -> None:
        """Note the counts with the source."""
        self._source.record("mails", self._number)
        if self._requests:
            self._source.record("requests", self._requests)
        for what, number in (
            ("spam mails", self._of_place[Place.SPAM]),
            ("drafts", self._of_place[Place.DRAFTS]),
            ("mails in the bin", self._of_place[Place.BIN]),
            ("forged invitation mails", self._forged),
        ):
            self._source.count(what, number)


def _nothing() -> IO[bytes]:
    raise OSError("nothing is open")


def _sender_of(head: Head) -> Party:
    return next(iter(parties_in(head.raw(b"from"))), Party())


def is_forged(head: Head) -> bool:
    """Whether the user's own mail server found that the mail is not from where it says."""
    results = head.text(b"authentication-results").lower()
    return "dmarc=fail" in results or ("dkim=" in results and "dkim=pass" not in results)


class RawMail(msgspec.Struct, frozen=True):
    """The line where a mail starts, its head with a line feed before it, and its body, empty unless wanted."""

    line: int
    head: bytes
    body: bytes = b""


# How many bytes of the body are wanted, from the head.
WantsBody = Callable[[bytes], int]


def starts_mailbox(head: bytes) -> bool:
    """Whether a file that starts with these bytes is an mbox."""
    return _START_LINE.match(b"\n\n" + head.lstrip(_BLANK)[:1000], 1) is not None


def is_mail(head: bytes) -> bool:
    """Whether a file that starts with these bytes is a mail of its own."""
    start = _SIZE_LINE.sub(b"", head.lstrip(_BLANK), count=1)
    if not _FIELD.match(start):
        return False
    fields = Head(b"\n" + _HEAD_END.split(start, maxsplit=1)[0])
    return bool(fields.raw(b"from")) and any(map(fields.raw, _MAILS_HAVE))


def mails_in_mbox(stream: IO[bytes], wants_body: WantsBody) -> Iterator[RawMail]:
    """The mails of an mbox in their order; bodies only of those whose head is wanted, and cut where they are long."""
    window = _Window(stream)
    while window.next_start():
        line, head = window.line + 1, window.head()
        size = wants_body(head)
        yield RawMail(line, head, window.body(size) if size else b"")


def mail_in_file(stream: IO[bytes], wants_body: WantsBody) -> RawMail:
    """The one mail of a file of its own. Apple writes the size of the mail above it, and its own notes below."""
    content = stream.read(limits.MAIL_HEAD).lstrip(_BLANK)
    most = limits.MAIL_BODY
    if size := _SIZE_LINE.match(content):
        content, most = content[size.end() :], int(size[1])
    content = b"\n" + content
    end = _HEAD_END.search(content)
    if end is None:
        return RawMail(0, content)
    head = content[: end.start()]
    wanted = wants_body(head)
    body = content[end.end() :] + stream.read(min(wanted, limits.MAIL_BODY)) if wanted else b""
    return RawMail(0, head, body[: max(0, most + 1 - end.end())])


class _Window:
    """The block of the stream that is looked at; `place` is in it, and `line` counts the line feeds up to there."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._text = b"\n\n"  # so that the first start is found like all others
        self._place = 1
        self._is_first, self._ended = True, False
        self.line = 0

    def next_start(self) -> bool:
        """Go to the next start of a mail; False at the end."""
        while True:
            start = self._text.find(_START, self._place)
            if start < 0:
                self._go(max(self._place, len(self._text) - len(_START) + 1))
                if self._ended:
                    return False
                self._read_on()
                continue
            self._go(start)
            self._have(limits.MAIL_HEAD)
            if _START_LINE.match(self._text, self._place):
                return True
            self._go(self._place + 1)

    def head(self) -> bytes:
        """The head that starts here, without the line feed that ends it; the place is then behind it."""
        start = self._place
        end = _HEAD_END.search(self._text, start + 1, start + limits.MAIL_HEAD)
        at = end.start() if end else min(start + limits.MAIL_HEAD, len(self._text))
        self._go(end.end() - 1 if end else at)
        return self._text[start:at]

    def body(self, size: int) -> bytes:
        """What follows up to the next start of a mail, or as much of it as is wanted."""
        self._have(size)
        end = self._text.find(_START, self._place)
        while end >= 0 and not _START_LINE.match(self._text, end):
            end = self._text.find(_START, end + 1)
        most = self._place + size
        return self._text[self._place : most if end < 0 else min(end, most)]

    def _go(self, place: int) -> None:
        self.line += self._text.count(b"\n", self._place, place)
        self._place = place

    def _have(self, size: int) -> None:
        while not self._ended and len(self._text) - self._place < size:
            self._read_on()

    def _read_on(self) -> None:
        more = self._stream.read(limits.MAIL_BLOCK)
        if self._is_first:
            self._is_first, more = False, more.removeprefix(codecs.BOM_UTF8)
        kept = max(0, self._place - _LOOK_BACK)
        self._text, self._place = self._text[kept:] + more, self._place - kept
        self._ended = not more


def places_of(head: Head) -> frozenset[Place]:
    """Where its own labels put a mail."""
    places = _places_of_labels(labels) if (labels := head.raw(b"x-gmail-labels")) else frozenset()
    return places | {Place.SPAM} if head.raw(b"x-spam-flag").lower() == b"yes" else places


@cache
def _places() -> dict[str, Place]:
    """Labels of Gmail in Takeout, and folders of other programs, folded."""
    return {
        fold(name): place for place in Place for name in (*listed("mail", place.value), *_ELSEWHERE[place].split("|"))
    }


@lru_cache(maxsize=10_000)
def _places_of_labels(raw: bytes) -> frozenset[Place]:
    labels = _LABEL.findall(decoded(raw))
    return frozenset(place for label in labels if (place := _places().get(fold(label.strip('" ')))))


def places_of_file(inside: str) -> frozenset[Place]:
    """Where the file or folder that a mail lies in puts it: `Drafts.mbox`, `.Junk/cur/123:2,S`."""
    *folders, name = inside.split("/")
    stem, _, flags = name.partition(":2,")
    names = [*folders, stem, stem.rpartition(".")[0]]
    named = {place for one in names if (place := _places().get(fold(one.lstrip(".").rpartition(".")[2])))}
    return frozenset(named | {place for flag, place in _FLAGS.items() if flag in flags})
