"""The CSV files of an archive in which nothing proves anything, so that a whole unpacked archive can be given.

Recipe: a new file is one line in `_HEADERS`: its name as `file_key` gives it, its columns as `column_key` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from screener.sources.columns import file_key
from screener.sources.list_columns import is_request_list

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
        "emailaddresses": "emailaddress confirmed primary updatedon",
        "hashtagfollows": "",
        "honors": "title description issuedon",
        "inferencesaboutyou": "category typeofinference description inference",
        "instantreposts": "date link",
        "jobapplications": "",
        "jobseekerpreferences": "",
        "lanadsengagement": "",
        "languages": "name proficiency",
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
        "skills": "name",
        "testscores": "name startedon finishedon score",
        "verifications": "",
        "votes": "date optiontext link",
        "whatsappphonenumbers": "number extension iswhatsappnumber",
    }.items()
})  # fmt: skip


def proves_nothing(file: str, names: frozenset[str]) -> bool:
    """Whether a table of that file name with these columns is one of an archive's files in which nothing is read."""
    if named := _HEADERS.get(file_key(file)):
        return 2 * len(named & names) > len(named)
    return any(_is_header(header, names) for header in _HEADERS.values() if len(header) > 1)


def is_named_like_one(file: str) -> bool:
    """Whether a file that could not be told by its columns is called like one of those whose columns vary."""
    return _HEADERS.get(file_key(file)) == frozenset()


def _is_header(header: frozenset[str], names: frozenset[str]) -> bool:
    """Whether the header is this very one, or this one and more. With more it might be a list that somebody made."""
    return header == names or (header < names and not is_request_list(names))
