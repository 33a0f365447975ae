"""The files of a LinkedIn archive that are read: their names, and their columns by name in every year.

Recipe: a new column name is one more word in a line here; a new file is one more entry and a reader in `archive`; one
in which nothing proves anything is one line in `_HEADERS`. Names of files are as `file_key` gives them, names of
columns as `column_key` does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from screener.catalogue.declaring import Origin
from screener.texts.patterns import plain_re


class Form(StrEnum):
    """What a table holds, in the order in which the tables of an archive are read."""

    PROFILE = "profile"
    OWN_ADDRESSES = "own addresses"
    POSITIONS = "positions"
    VOLUNTEERING = "volunteering"
    EDUCATION = "education"
    LANGUAGES = "languages"
    SKILLS = "skills"
    INVITATIONS = "invitations"
    CONNECTIONS = "connections"
    RECOMMENDATIONS_GIVEN = "recommendations given"
    RECOMMENDATIONS_RECEIVED = "recommendations received"
    ENDORSEMENTS_GIVEN = "endorsements given"
    ENDORSEMENTS_RECEIVED = "endorsements received"
    CONTACTS = "contacts"
    IMPORTED_CONTACTS = "imported contacts"
    NOTES = "notes"
    EVENTS = "events"
    MESSAGES = "messages"


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """How one kind of file is recognised and which of its columns are read.

    `file` is its name as `file_key` gives it; `needed` are the columns that tell its header row from any other row;
    `columns` maps our word for a column to the names that it has had. All names are as `column_key` gives them.
    """

    file: str
    origin: Origin | None
    needed: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]


def _shape(file: str, origin: Origin | None, needed: str, **columns: str) -> Shape:
    return Shape(
        file=file,
        origin=origin,
        needed=frozenset(needed.split()),
        columns=MappingProxyType({name: tuple(names.split()) for name, names in columns.items()}),
    )


def _recommendations(file: str, origin: Origin) -> Shape:
    return _shape(file, origin, "firstname lastname jobtitle text creationdate", first="firstname", last="lastname",
                  company="company", title="jobtitle", text="text", date="creationdate")  # fmt: skip


def _endorsements(file: str, origin: Origin, who: str) -> Shape:
    return _shape(file, origin, f"endorsementdate skillname {who}firstname", first=f"{who}firstname",
                  last=f"{who}lastname", url=f"{who}publicurl", skill="skillname", date="endorsementdate")  # fmt: skip


SHAPES: Final[Mapping[Form, Shape]] = MappingProxyType({
    Form.INVITATIONS: _shape(
        "invitations", Origin.INVITATIONS, "from to sentat direction",
        sender="from", to="to", date="sentat", note="message", direction="direction",
        sender_url="inviterprofileurl inviterprofileurn", to_url="inviteeprofileurl inviteeprofileurn",
    ),
    Form.CONNECTIONS: _shape(
        "connections", Origin.CONNECTIONS, "firstname lastname connectedon",
        first="firstname", last="lastname", url="url", email="emailaddress", company="company", position="position",
        date="connectedon",
    ),
    Form.MESSAGES: _shape(
        "messages", Origin.MESSAGES, "from to date content folder",
        sender="from", sender_url="senderprofileurl", recipients="to", recipient_urls="recipientprofileurls",
        date="date", text="content", folder="folder", draft="ismessagedraft", thread="conversationid",
        title="conversationtitle",
        conversation_draft="isconversationdraft",
    ),
    Form.POSITIONS: _shape(
        "positions", Origin.POSITIONS, "companyname title startedon",
        company="companyname", title="title", location="location", start="startedon", end="finishedon",
    ),
    Form.EDUCATION: _shape(
        "education", Origin.EDUCATION, "schoolname degreename",
        school="schoolname", degree="degreename", start="startdate", end="enddate",
    ),
    Form.LANGUAGES: _shape("languages", None, "name proficiency", name="name", level="proficiency"),
    Form.SKILLS: _shape("skills", None, "name", name="name"),
    Form.PROFILE: _shape(
        "profile", None, "firstname lastname maidenname headline",
        first="firstname", last="lastname", maiden="maidenname", headline="headline",
    ),
    Form.RECOMMENDATIONS_GIVEN: _recommendations("recommendationsgiven", Origin.RECOMMENDATIONS_GIVEN),
    Form.RECOMMENDATIONS_RECEIVED: _recommendations("recommendationsreceived", Origin.RECOMMENDATIONS_RECEIVED),
    Form.ENDORSEMENTS_GIVEN: _endorsements("endorsementgiveninfo", Origin.ENDORSEMENTS_GIVEN, "endorsee"),
    Form.ENDORSEMENTS_RECEIVED: _endorsements("endorsementreceivedinfo", Origin.ENDORSEMENTS_RECEIVED, "endorser"),
    # The columns of these two are those of every other address book: `address_book` has them.
    Form.CONTACTS: _shape("contacts", Origin.ADDRESS_BOOK, "source firstname lastname emails fullname"),
    Form.IMPORTED_CONTACTS: _shape(
        "importedcontacts", Origin.ADDRESS_BOOK, "firstname lastname nickname nameprefix emails phonenumbers"
    ),
    Form.NOTES: _shape(
        "notes", Origin.NOTES, "connectionfirstname connectionlastname note",
        first="connectionfirstname", last="connectionlastname", url="connectionprofileurl", text="note",
        date="editedon", first_date="createdon",
    ),
    Form.OWN_ADDRESSES: _shape(
        "emailaddresses", None, "emailaddress confirmed primary", email="emailaddress", confirmed="confirmed",
    ),
    # It names nobody else who took part, so it cannot tell whether the user has met somebody.
    Form.EVENTS: _shape("events", None, "eventname eventtime", title="eventname", date="eventtime", status="status"),
    Form.VOLUNTEERING: _shape(
        "volunteering", None, "companyname role startedon",
        company="companyname", title="role", location="location", start="startedon", end="finishedon",
    ),
})  # fmt: skip

# What archives of a year hold of everybody: an empty file is left out. Contacts are there only if the user let LinkedIn
# have them, so an archive without the file says nothing about the user's address book.
_SINCE_2018: Final = frozenset({
    Origin.CONNECTIONS, Origin.MESSAGES, Origin.INVITATIONS, Origin.POSITIONS, Origin.EDUCATION,
    Origin.RECOMMENDATIONS_GIVEN, Origin.RECOMMENDATIONS_RECEIVED, Origin.ENDORSEMENTS_GIVEN,
    Origin.ENDORSEMENTS_RECEIVED,
})  # fmt: skip
_SINCE_2026: Final = _SINCE_2018 | {Origin.NOTES}


def whole_archive(made: date | None) -> frozenset[Origin]:
    """What an archive named Complete_… of that day speaks for: if it lacks one of the files, it had nothing for it."""
    return _SINCE_2026 if made and made.year >= 2026 else _SINCE_2018


# They have the header of messages.csv, but nobody wrote to the user in them.
NOT_THE_USERS: Final = plain_re(r"(?:guide|coach|learning)\w*messages")
COACHES: Final = "files of coaches and guides"  # the count of them

_LONGEST_NAME: Final = 200  # of a file; a longer one is none of ours


def file_key(name: str) -> str:
    """A file's name as archives of all years would have it: `Company_Follows_123.csv` is `companyfollows`."""
    stem = name[:_LONGEST_NAME].strip().lower().removesuffix(".csv")
    return re.sub(r"(?:_\d+|\s*\(\d+\))+$", "", stem).replace(" ", "").replace("_", "")


def form_of_file(name: str) -> Form | None:
    """What the file of this name in an archive holds; None for those that are not read."""
    key = file_key(name)
    is_csv = name.strip().lower().endswith(".csv")
    return next((form for form, shape in SHAPES.items() if is_csv and shape.file == key), None)


def forms_of_header(names: frozenset[str]) -> list[Form]:
    """What a table with these column names may hold: several for recommendations, whose files differ by name only. The
    one column of skills is in many a table."""
    return [form for form, shape in SHAPES.items() if shape.needed <= names and form is not Form.SKILLS]


PROVES_NOTHING: Final = "files that prove nothing"  # the count of them

# An empty text: the columns vary, the file is known by its name.
_HEADERS: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    name: frozenset(columns.split())
    for name, columns in {
        "adsclicked": "adclickeddate adtitleid",
        "adtargeting": "",
        "causesyoucareabout": "",
        "certifications": "name url authority startedon finishedon licensenumber",
        "comments": "date link message",
        "companyfollows": "organization followedon",
        "courses": "name number",
        "hashtagfollows": "",
        "honors": "title description issuedon",
        "inferencesaboutyou": "category typeofinference description inference",
        "instantreposts": "date link",
        "jobapplications": "",
        "jobseekerpreferences": "",
        "lanadsengagement": "",
        "learning": "",
        "logins": "logindate ipaddress useragent logintype",
        "memberfollows": "date status fullname",
        "onlinejobpostings": "",
        "organizations": "name position description startedon finishedon",
        "patents": "title description url",
        "phonenumbers": "extension number type",
        "privateidentityasset": "",
        "profilesummary": "",
        "projects": "title description url startedon finishedon",
        "providers": "",
        "publications": "name publishedon description publisher url",
        "reactions": "date type link",
        "receipts": "",
        "receiptsv2": "",
        "registration": "registeredat registrationip subscriptiontypes",
        "richmedia": "datetime mediadescription medialink",
        "saveditems": "saveditem createdtime",
        "savedjobalerts": "",
        "savedjobs": "",
        "searchqueries": "time searchquery",
        "securitychallenges": "challengedate ipaddress useragent country challengetype",
        "serviceengagements": "",
        "shares": "date sharelink sharecommentary sharedurl mediaurl visibility",
        "skills": "name",  # of an archive they are read; alone they are any list
        "testscores": "name startedon finishedon score",
        "verifications": "",
        "votes": "date optiontext link",
        "whatsappphonenumbers": "number extension iswhatsappnumber",
    }.items()
})  # fmt: skip


def proves_nothing(file: str, names: frozenset[str]) -> bool:
    """Whether a table of that file name with these columns is one of an archive's files in which nothing is read;
    without that name, only if it has these very columns: with more it might be a list that somebody made."""
    if named := _HEADERS.get(file_key(file)):
        return 2 * len(named & names) > len(named)
    return any(header == names for header in _HEADERS.values() if len(header) > 1)


def is_named_like_one(file: str) -> bool:
    """Whether a file that could not be told by its columns is called like one of those whose columns vary."""
    return _HEADERS.get(file_key(file)) == frozenset()
