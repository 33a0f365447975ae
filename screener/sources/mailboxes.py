"""The mails of a mailbox: streamed, heads only, and a record made only for the wanted people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from screener.catalogue.declaring import Origin
from screener.sources.entries import READ_ERRORS, Entry
from screener.sources.mail_heads import Head, day_of, is_bulk, parties_in, plain_text
from screener.sources.mail_places import Place, places_of, places_of_file
from screener.sources.mail_scanning import RawMail, WantsBody, mail_in_file, mails_in_mbox, starts_mailbox
from screener.sources.mail_text import plain_part, without_quotation
from screener.sources.problems import Code
from screener.sources.records import Mail, Party, Provenance
from screener.sources.source import Source, SourceKind

# wanted(sender, recipients): the texts of From, and of To and Cc together, decoded.
WantedMail = Callable[[str, str], bool]
# wants_text(sender): the text of From, decoded.
WantsText = Callable[[str], bool]


def _no_text(_: str) -> bool:
    return False


def mails(source: Source, wanted: WantedMail, wants_text: WantsText = _no_text) -> Iterator[Mail]:
    """The wanted mails; with their texts if that is wanted of the sender. Drafts are counted and make no record; spam
    is counted and kept, marked."""
    if source.kind is not SourceKind.MAILBOX:
        return
    number = 0
    of_place = dict.fromkeys(Place, 0)
    for entry, places_of_entry, raw in raw_mails(source, _of_senders(wants_text)):
        head = Head(raw.head)
        places = places_of_entry | places_of(head)
        for place in places:
            of_place[place] += 1
        if Place.DRAFTS in places:
            continue
        number += 1
        if wanted(head.text(b"from"), ", ".join(filter(None, (head.text(b"to"), head.text(b"cc"))))):
            yield _mail(source, entry, raw, head, is_spam=Place.SPAM in places)
    source.records["mails"] = number
    source.counts |= {
        "spam mails": of_place[Place.SPAM],
        "drafts": of_place[Place.DRAFTS],
        "mails in the bin": of_place[Place.BIN],
    }


def raw_mails(source: Source, wants_body: WantsBody) -> Iterator[tuple[Entry, frozenset[Place], RawMail]]:
    """The mails of all files of a mailbox, as bytes, each with its file and where that file puts it. What cannot be
    read is reported, and what stood before it is kept."""
    for entry in source.files:
        places = places_of_file(entry.file[len(source.file) :].lstrip("/") or entry.name)
        try:
            with entry.open() as stream:
                is_mbox = starts_mailbox(stream.read(1000))
                stream.seek(0)
                found = mails_in_mbox(stream, wants_body) if is_mbox else iter([mail_in_file(stream, wants_body)])
                for raw in found:
                    yield entry, places, raw
        except READ_ERRORS as error:
            source.unread.add(Origin.MAIL)
            text = f"cannot be read to its end ({error}); get the file again; the mails before that were read"
            source.complaints.add(entry.file, Code.DAMAGED, text)


def _of_senders(wants_text: WantsText) -> WantsBody:
    """Whether the body of a mail is wanted, from its head; most runs want none, and need not look."""
    if wants_text is _no_text:
        return lambda _: False
    return lambda head: wants_text(Head(head).text(b"from"))


def _mail(source: Source, entry: Entry, raw: RawMail, head: Head, *, is_spam: bool) -> Mail:
    sender = next(parties_in(head.raw(b"from")), Party())
    recipients = tuple(party for name in (b"to", b"cc") for party in parties_in(head.raw(name)))
    return Mail(
        sender=sender,
        recipients=recipients,
        subject=head.text(b"subject"),
        spam=is_spam,
        bulk=is_bulk(head, sender.email),
        text=without_quotation(plain_part(raw) or "") if raw.body else "",
        provenance=Provenance(file=entry.file, row=raw.line, date=sent_day(source, entry, raw, head)),
    )


def sent_day(source: Source, entry: Entry, raw: RawMail, head: Head) -> date | None:
    """The day a mail was sent, else the one on which the mailbox got it."""
    written = head.text(b"date")
    first_line = raw.head.lstrip(b"\n").partition(b"\n")[0]
    day = day_of(written) or (day_of(plain_text(first_line)) if first_line.startswith(b"From ") else None)
    if day is None and written:
        source.bad_date(written, entry.file, raw.line)
    return day
