"""The rows of sources, as nouns. Every one knows where it stands."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from screener.catalogue.values import PartialDate


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record stands: file as given (`export.zip/messages.csv`), line where it starts (from 1; 0 = the whole
    file), its date if it has one, and how many rows it sums up (it then cites the newest)."""

    file: str
    row: int = 0
    date: date | None = None
    rows: int = 1


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """A row of Invitations.csv that went out: the owner of the archive is the `sender`. One that came in is a
    `Request`. Addresses are as written, empty in archives without them."""

    sender: str
    to: str
    sender_url: str = ""
    to_url: str = ""
    note: str = ""
    provenance: Provenance


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """A row of Connections.csv; company and position are those of the day the archive was made."""

    first_name: str
    last_name: str
    url: str = ""
    email: str = ""
    company: str = ""
    position: str = ""
    provenance: Provenance  # its date: connected on


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A row of messages.csv written by a person: neither draft, nor sponsored, nor by a deleted account.
    `recipients` and `recipient_urls` are the cells as written: names contain commas. `thread` is the conversation's
    own id, empty in old archives."""

    sender: str
    sender_url: str = ""
    recipients: str = ""
    recipient_urls: str = ""
    thread: str = ""
    title: str = ""
    spam: bool = False
    text: str = ""
    provenance: Provenance


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """A job: of the user (Positions.csv), or of the asker (an enriched list). No end = still there, if there is a
    start; no start = dates unknown."""

    company: str
    title: str = ""
    location: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    provenance: Provenance | None = None


class Schooling(msgspec.Struct, frozen=True, kw_only=True):
    """A time at a school: of the user (Education.csv), or of the asker."""

    school: str
    degree: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    provenance: Provenance | None = None


class OwnSkill(msgspec.Struct, frozen=True, kw_only=True):
    """A row of Skills.csv: what the user says they can do."""

    name: str
    provenance: Provenance


class OwnProfile(msgspec.Struct, frozen=True, kw_only=True):
    """The row of Profile.csv: the user's own name and headline."""

    first_name: str
    last_name: str
    maiden_name: str = ""
    headline: str = ""
    provenance: Provenance


class OwnLanguage(msgspec.Struct, frozen=True, kw_only=True):
    """A row of Languages.csv: a language that the user says they speak, in their words, and how well."""

    name: str
    level: str = ""
    provenance: Provenance


class Recommendation(msgspec.Struct, frozen=True, kw_only=True):
    """A recommendation, given by the user or received; it has no address, only name and company."""

    given: bool
    first_name: str
    last_name: str
    company: str = ""
    title: str = ""
    text: str = ""
    provenance: Provenance


class Endorsement(msgspec.Struct, frozen=True, kw_only=True):
    """An endorsement of a skill, given by the user or received."""

    given: bool
    first_name: str
    last_name: str
    url: str = ""
    skill: str = ""
    provenance: Provenance


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of an address book. `name` is the person's, also where the entry is shown under a firm; `relations` is
    what the user wrote of how they are related. `saved_by_program`: a program added it by itself, so it proves
    little."""

    name: str
    other_names: tuple[str, ...] = ()  # nickname, former name
    emails: tuple[str, ...] = ()
    profile_urls: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    title: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    saved_by_program: bool = False
    has_phone: bool = False
    provenance: Provenance


class OwnNote(msgspec.Struct, frozen=True, kw_only=True):
    """A row of Notes.csv: what the user noted on a connection."""

    name: str
    url: str = ""
    text: str
    provenance: Provenance


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as a mail names them: name or address may be empty."""

    name: str = ""
    email: str = ""


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """One mail. Its row is the line of a mailbox where it starts, or 0 in a file of its own.

    `text` is what the hand of the sender wrote, without what they quote and their signature; empty unless it was
    asked for. `by_program`: no hand wrote it (an absence note, an answer of a calendar, a receipt, a robot); `bulk`:
    it went to a list or came from one. `thread` is the Message-ID at the root of what it answers, else its own.
    """

    sender: Party
    recipients: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    subject: str = ""
    spam: bool = False
    bulk: bool = False
    by_program: bool = False
    message_id: str = ""
    thread: str = ""
    text: str = ""
    provenance: Provenance


class Part(StrEnum):
    """What somebody's part in a meeting is, as the calendar says it."""

    ORGANISER = "organiser"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    LISTED = "listed"  # named, and the entry has no answer of theirs
    UNANSWERED = "unanswered"  # asked, and has not answered
    DECLINED = "declined"


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom a calendar entry names: name or address may be empty."""

    name: str = ""
    email: str = ""
    part: Part = Part.LISTED


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar entry up to today, or an event of the archive; a recurring one is one record.

    `parties` are organiser and attendees with what each answered, empty where the file names none; rooms are nobody.
    `people` is how many took part (nobody who declined), None if not known. `days` counts its days up to today,
    `first` is the first of them and `provenance.date` the newest. `cancelled`: it did not take place.
    """

    title: str
    place: str = ""
    parties: tuple[Participant, ...] = ()
    people: int | None = None
    cancelled: bool = False
    days: int = 1
    first: date | None = None
    provenance: Provenance


class OwnAddress(msgspec.Struct, frozen=True, kw_only=True):
    """A row of Email Addresses.csv: a mail address of the user."""

    email: str
    provenance: Provenance


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One incoming connection request, from an archive or a list.

    None means that the source cannot tell (it has no such column); an empty text means that it looked and there is
    none. `approximate` marks a sent date worked out from words like "2 weeks ago"; `asked_before` are the days of
    earlier requests of the same person. `to` and `to_url` are the one who was asked, so the user, where the source
    names them. `is_forgotten`: the user asked to forget who asks, so nothing else is told of them.
    """

    name: str
    profile_url: str = ""
    email: str = ""
    headline: str | None = None
    company: str | None = None
    location: str | None = None
    note: str | None = None
    sent: date | None = None
    approximate: bool = False
    asked_before: tuple[date, ...] = ()
    mutual_connections: int | None = None
    connections: int | None = None
    profile_created: PartialDate | None = None
    positions: tuple[Position, ...] | None = None
    education: tuple[Schooling, ...] | None = None
    to: str = ""
    to_url: str = ""
    is_forgotten: bool = False
    provenance: Provenance


Row = (
    Request
    | Invitation
    | Connection
    | Message
    | Position
    | Schooling
    | OwnProfile
    | OwnLanguage
    | OwnSkill
    | Recommendation
    | Endorsement
    | Contact
    | OwnNote
    | OwnAddress
    | Mail
    | Meeting
)
