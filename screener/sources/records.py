"""The rows of sources, as nouns. Every one knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from screener.catalogue.values import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a record stands: file as given (`export.zip/messages.csv`), line where it starts (from 1; 0 = the whole
    file), its date if it has one, and how many rows it sums up (it then cites the newest)."""

    file: str
    row: int = 0
    date: date | None = None
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A row of Invitations.csv. The owner of the archive is `to` when it came in, `sender` when it went out.
    Addresses are as written, empty in archives without them."""

    incoming: bool
    sender: str
    to: str
    sender_url: str = ""
    to_url: str = ""
    note: str = ""
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A row of Connections.csv; company and position are those of the day the archive was made."""

    first_name: str
    last_name: str
    url: str = ""
    email: str = ""
    company: str = ""
    position: str = ""
    provenance: Provenance  # its date: connected on


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A row of messages.csv written by a person: neither draft, nor sponsored, nor by a deleted account.
    `recipients` and `recipient_urls` are the cells as written: names contain commas."""

    sender: str
    sender_url: str = ""
    recipients: str = ""
    recipient_urls: str = ""
    spam: bool = False
    text: str = ""
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A job: of the user (Positions.csv), or of the asker (an enriched list). No end = still there, if there is a
    start; no start = dates unknown."""

    company: str
    title: str = ""
    location: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schooling:
    """A time at a school: of the user (Education.csv), or of the asker."""

    school: str
    degree: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProfile:
    """The row of Profile.csv: the user's own name and headline."""

    first_name: str
    last_name: str
    maiden_name: str = ""
    headline: str = ""
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A recommendation, given by the user or received; it has no address, only name and company."""

    given: bool
    first_name: str
    last_name: str
    company: str = ""
    title: str = ""
    text: str = ""
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement:
    """An endorsement of a skill, given by the user or received."""

    given: bool
    first_name: str
    last_name: str
    url: str = ""
    skill: str = ""
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """An entry of an address book. `saved_by_program`: a program added it by itself, so it proves little."""

    name: str
    other_names: tuple[str, ...] = ()  # nickname, former name
    emails: tuple[str, ...] = ()
    profile_urls: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    title: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    saved_by_program: bool = False
    has_phone: bool = False
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNote:
    """A row of Notes.csv: what the user noted on a connection."""

    name: str
    url: str = ""
    text: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody as a mail or a calendar names them: either part may be empty."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The head of one mail. Its row is the line of a mailbox where it starts, or 0 in a file of its own. `text` is what
    the sender wrote, without what they quote; empty unless it was asked for."""

    sender: Party
    recipients: tuple[Party, ...] = ()
    subject: str = ""
    spam: bool = False
    bulk: bool = False  # a list, a newsletter or a program sent it
    text: str = ""
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A calendar entry, or an event of the archive, on one day (the newest of a recurring one; `provenance.rows`
    counts them). `parties` are organiser and attendees, empty where the file names none; `people` how many took
    part, None if not known. `declined`: the user did not go."""

    title: str
    place: str = ""
    parties: tuple[Party, ...] = ()
    people: int | None = None
    declined: bool = False
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One incoming connection request, from an archive or a list.

    None means that the source cannot tell (it has no such column); an empty text means that it looked and there is
    none. `approximate` marks a sent date worked out from words like "2 weeks ago"; `asked_before` are the days of
    earlier requests of the same person.
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
    provenance: Provenance


Row = (
    Invitation
    | Connection
    | Message
    | Position
    | Schooling
    | OwnProfile
    | Recommendation
    | Endorsement
    | Contact
    | OwnNote
    | Mail
    | Meeting
)
