"""The column names of request lists: the user's own, and those of other tools.

Recipe: a new name is one more word in a line here. All names are as `column_key` gives them: `Full Name`, `full_name`
and `fullName` are `fullname`. Where a list has several names of a line, the first that is not blank counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final


def _names(**columns: str) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({name: tuple(words.split()) for name, words in columns.items()})


COLUMNS: Final = _names(
    name="name fullname from invitername sendername",
    first="firstname",
    last="lastname",
    profile_url="profileurl linkedinurl linkedinprofileurl publicurl profile url inviterprofileurl senderprofileurl",
    slug="publicidentifier publicid inviterpublicidentifier",
    email="email emailaddress mail emailid primaryemail workemail personalemail",
    headline="headline occupation subtitle inviterdescription senderheadline jobtitle title",
    company="company companyname currentcompany organization1",
    location="location locationname geolocation",
    note="message note invitationtext custommessage",
    mutual_connections="mutualconnections sharedconnections sharedconnectionscount mutualconnectionscount mutualcount",
    sent_at="sentat senttime parseddatetime receivedat date",
    sent_words="sentwords",
    connections="connections connectionscount",
    profile_created="profilecreated",
)

# `#` is a number: `position_1_company` and Dux-Soup's `Position-1-Company`, Linked Helper's `organization_1`.
POSITION_COLUMNS: Final = _names(
    company="position#company organization#",
    title="position#title organizationtitle#",
    location="position#location organizationlocation#",
    start="position#from position#startdate organizationstart#",
    end="position#to position#enddate organizationend#",
)
EDUCATION_COLUMNS: Final = _names(
    school="education#school school#name school#school education#",
    degree="education#degree school#degree educationdegree#",
    start="education#from school#from school#startyear educationstart#",
    end="education#to school#to school#endyear educationend#",
)
_NUMBER: Final = re.compile(r"\d{1,3}")


def numbered(columns: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> list[Mapping[str, tuple[str, ...]]]:
    """Which names say each of the columns, for every number there is: position_1_…, position_2_…, in their order."""
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for name in names:
        if number := _NUMBER.search(name):
            word = f"{name[: number.start()]}#{name[number.end() :]}"
            for column in (column for column, words in columns.items() if word in words):
                same = found.setdefault(int(number[0]), {})
                same[column] = (*same.get(column, ()), name)
    return [found[number] for number in sorted(found)]


# The lists that JSON and YAML nest in a request, and what they call the columns in them.
NESTED: Final = _names(positions="positions experience experiences", education="education educations schools")
POSITION_KEYS: Final = _names(
    company="company companyname name", title="title position", location="location", start="from start startdate",
    end="to end enddate",
)  # fmt: skip
EDUCATION_KEYS: Final = _names(
    school="school schoolname name", degree="degree degreename", start="from start startdate", end="to end enddate"
)

# Where an object holds requests instead of being one.
LISTS: Final = frozenset({"requests", "elements", "items", "invitations", "data", "results"})

# How YAML in the user's own form may begin: not with all names of `COLUMNS`, because mails begin `From:` and `Date:`.
OWN_NAMES: Final = frozenset({*(name.replace("_", "") for name in COLUMNS), *NESTED, *LISTS, "firstname", "fullname"})

# What only a list of requests says: it makes an address column one of a list, not the sign of an address book.
_OF_REQUESTS: Final = frozenset(
    name
    for column in ("profile_url", "slug", "headline", "note", "mutual_connections", "sent_at")
    for name in COLUMNS[column]
    if name not in ("url", "profile", "jobtitle", "title", "date")
)

# Tables of people who have asked nothing: an address book must not become a list of requests.
_ADDRESS_BOOK: Final = "an address book"
_OTHERS: Final = (
    (_ADDRESS_BOOK, frozenset({"email1value"})),
    (_ADDRESS_BOOK, frozenset({"email1label"})),
    (_ADDRESS_BOOK, frozenset({"firstname", "emailaddress"})),
    (_ADDRESS_BOOK, frozenset({"emails", "phonenumbers"})),
    ("the notes of an archive", frozenset({"connectionprofileurl"})),
    ("the list of members that you follow", frozenset({"date", "status", "fullname"})),
    ("a calendar", frozenset({"eventname"})),
)


def other_kind(names: frozenset[str]) -> str:
    """What a table with these columns is, if it names people but holds no requests; empty if it may hold some."""
    what = next((what for what, needed in _OTHERS if needed <= names), "")
    return "" if what == _ADDRESS_BOOK and _OF_REQUESTS & names else what


def is_request_list(names: frozenset[str]) -> bool:
    """Whether a table with these columns can be a list of requests: it needs a name, all else is optional."""
    return names_somebody(names) and not other_kind(names)


def names_somebody(names: frozenset[str]) -> bool:
    """Whether one of the columns, or two together, say who somebody is."""
    return not names.isdisjoint(COLUMNS["name"]) or {"firstname", "lastname"} <= names
