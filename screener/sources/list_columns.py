"""The column names of request lists: the user's own, and those of other tools.

Recipe: a new name is one more word in a line here. All names are as `column_key` gives them: `Full Name`, `full_name`
and `fullName` are `fullname`. Where a list has several names of a line, the first one counts.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    headline="headline occupation subtitle inviterdescription senderheadline jobtitle title",
    company="company companyname currentcompany organization1",
    location="location geolocation",
    note="message note invitationtext custommessage",
    mutual_connections="mutualconnections sharedconnections sharedconnectionscount mutualconnectionscount",
    sent_at="sentat senttime parseddatetime receivedat date",
    connections="connections connectionscount",
    profile_created="profilecreated",
)

# `#` is a number from 1: `position_1_company` and Dux-Soup's `Position-1-Company`, Linked Helper's `organization_1`.
POSITION_COLUMNS: Final = _names(
    company="position#company organization#",
    title="position#title organizationtitle#",
    location="position#location organizationlocation#",
    start="position#from organizationstart#",
    end="position#to organizationend#",
)
EDUCATION_COLUMNS: Final = _names(
    school="education#school school#name education#",
    degree="education#degree school#degree educationdegree#",
    start="education#from school#from educationstart#",
    end="education#to school#to educationend#",
)
MOST_NUMBERED: Final = 50

# The same inside the nested `positions` and `education` of JSON and YAML.
POSITION_KEYS: Final = _names(
    company="company companyname name", title="title position", location="location", start="from start startdate",
    end="to end enddate",
)  # fmt: skip
EDUCATION_KEYS: Final = _names(
    school="school schoolname name", degree="degree degreename", start="from start startdate", end="to end enddate"
)

# Tables of people who have asked nothing: an address book must not become a list of requests.
_OTHERS: Final = (
    ("an address book", frozenset({"email1value"})),
    ("an address book", frozenset({"email1label"})),
    ("an address book", frozenset({"emailaddress"})),
    ("an address book", frozenset({"emails", "phonenumbers"})),
    ("the notes of an archive", frozenset({"connectionprofileurl"})),
    ("the list of members that you follow", frozenset({"date", "status", "fullname"})),
    ("a calendar", frozenset({"eventname"})),
)


def other_kind(names: frozenset[str]) -> str:
    """What a table with these columns is, if it names people but holds no requests; empty if it may hold some."""
    return next((what for what, needed in _OTHERS if needed <= names), "")


def is_request_list(names: frozenset[str]) -> bool:
    """Whether a table with these columns can be a list of requests: it needs a name, all else is optional."""
    named = not names.isdisjoint(COLUMNS["name"]) or {"firstname", "lastname"} <= names
    return named and not other_kind(names)
