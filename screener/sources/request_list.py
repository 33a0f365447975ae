"""Lists of requests: the user's own, and those of other tools; what their columns mean, and which requests are meant.

Recipe: a new name is one more word in a line here. All names are as `column_key` gives them: `Full Name`, `full_name`
and `fullName` are `fullname`. Where a list has several names of a line, the first that is not blank counts. Names like
`senderName` are known by what stands behind `sender`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import msgspec

from screener.catalogue.declaring import Origin
from screener.catalogue.values import PartialDate
from screener.sources import limits
from screener.sources.dates import is_open_end, read_moment, read_partial_date
from screener.sources.limits import Code
from screener.sources.page_words import mutual_connections_in, number_in
from screener.sources.records import Position, Provenance, Request, Row, Schooling
from screener.sources.source import Source, SourceKind, WantsText
from screener.sources.tables import Table, puts_day_first, rows
from screener.texts.patterns import plain_re

Cells = Mapping[str, str]
Places = Mapping[str, tuple[int, ...]]

NOT_FROM_PEOPLE: Final = "invitations to pages, newsletters and events"
SENT_BY_USER: Final = "invitations that you sent"
_EMAIL: Final = plain_re(r"[^\s<>;,:\"'()@]{1,64}@[^\s<>;,\"'()@]{1,255}")
_SPAN: Final = plain_re(r"\s+[-–—]\s+|[–—]|\s+(?:to|bis|a|à|al|au|até|tot)\s+")


def _names(**columns: str) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({name: tuple(words.split()) for name, words in columns.items()})


COLUMNS: Final = _names(
    name="name fullname from invitername sendername",
    first="firstname",
    last="lastname",
    profile_url="profileurl linkedinurl linkedinprofileurl publicurl profile profilelink publicprofileurl "
    "linkedinprofile linkedin url inviterprofileurl senderprofileurl",
    slug="publicidentifier publicid inviterpublicidentifier username vanityname vanity slug handle",
    email="email emailaddress mail emailid primaryemail workemail personalemail",
    headline="headline occupation subtitle inviterdescription senderheadline description jobtitle title position "
    "tagline",
    company="company companyname currentcompany organization1 organization employer currentcompanyname",
    location="location locationname geolocation locationstr city",
    note="message note invitationtext custommessage invitationmessage personalnote personalmessage text",
    mutual_connections="mutualconnections sharedconnections sharedconnectionscount mutualconnectionscount mutualcount "
    "mutual commonconnections",
    sent_at="sentat senttime parseddatetime receivedat sentdate receiveddate date timelabel timestamp createdat sent "
    "received timeago invitedat invitationdate requestedat time",
    sent_words="sentwords",
    connections="connections connectionscount connectioncount",
    profile_created="profilecreated",
    category="invitationcategory genericinvitationtype invitationtype category direction type",
)

# `#` is a number: `position_1_company` and Dux-Soup's `Position-1-Company`, Linked Helper's `organization_1`.
POSITION_COLUMNS: Final = _names(
    company="position#company organization# company# experience#company",
    title="position#title organizationtitle# jobtitle# experience#title",
    location="position#location organizationlocation#",
    start="position#from position#startdate organizationstart#",
    end="position#to position#enddate organizationend#",
    span="jobdaterange# position#dates position#daterange",
)
EDUCATION_COLUMNS: Final = _names(
    school="education#school school#name school#school education# school#",
    degree="education#degree school#degree educationdegree# schooldegree#",
    start="education#from school#from school#startyear educationstart#",
    end="education#to school#to school#endyear educationend#",
    span="schooldaterange#",
)
_NUMBER: Final = plain_re(r"\d{1,3}")


# A list that has one of these counts its first position or school without a number: `company, company2`.
_FIRST_UNNUMBERED: Final = frozenset({"jobdaterange", "schooldaterange"})


def numbered(columns: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> list[Mapping[str, tuple[str, ...]]]:
    """Which names say each of the columns, for every number there is: position_1_…, position_2_…, in their order."""
    given = tuple(names)
    starts_unnumbered = not _FIRST_UNNUMBERED.isdisjoint(given)
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for name in given:
        if number := _NUMBER.search(name):
            place, word = int(number[0]), f"{name[: number.start()]}#{name[number.end() :]}"
        elif starts_unnumbered:
            place, word = 0, f"{name}#"
        else:
            continue
        for column in (column for column, words in columns.items() if word in words):
            same = found.setdefault(place, {})
            same[column] = (*same.get(column, ()), name)
    return [found[place] for place in sorted(found) if found[place].keys() & {"company", "school"}]


# The lists that JSON and YAML nest in a request, and what they call the columns in them.
NESTED: Final = _names(
    positions="positions experience experiences workexperience workhistory", education="education educations schools"
)
POSITION_KEYS: Final = _names(
    company="company companyname organization organisation name", title="title position jobtitle role",
    location="location locationname", start="from start startdate startsat started startedon",
    end="to end enddate endsat ended endedon finishedon", span="caption daterange dates period duration",
    detail="subtitle",
)  # fmt: skip
EDUCATION_KEYS: Final = _names(
    school="school schoolname name title",
    degree="degree degreename fieldofstudy",
    start="from start startdate startsat started startedon",
    end="to end enddate endsat ended endedon finishedon",
    span="caption daterange dates period",
    detail="subtitle",
)

# Where an object holds requests instead of being one.
LISTS: Final = frozenset({"requests", "elements", "items", "invitations", "data", "results", "pending"})

# How YAML in the user's own form may begin: not with all names of `COLUMNS`, because mails begin `From:` and `Date:`.
OWN_NAMES: Final = frozenset({*(name.replace("_", "") for name in COLUMNS), *NESTED, *LISTS, "firstname", "fullname"})
_KNOWN: Final = frozenset(word for words in (*COLUMNS.values(), *NESTED.values()) for word in words)
_NUMBERED: Final = frozenset(
    word for columns in (POSITION_COLUMNS, EDUCATION_COLUMNS) for words in columns.values() for word in words
)
_BEFORE: Final = (
    "sender", "inviter", "requester", "invitation", "request", "linkedin", "member", "person", "contact", "user",
    "from",
)  # fmt: skip
# What tools write for themselves, and nobody need hear that it is not understood.
_QUIET: Final = plain_re(
    r".*(?:urn|id|url|uri|link|picture|image|photo|avatar|logo|status|state|secret|token|version|insights?|unread|seen|"
    r"flag|object|degree|distance|profile|inviter|sender|member|view|elements?|premium|verified|industry|summary|about|skills|"
    r"languages|phone|website|sentwords|subcomponents)|is\w*|has\w*|\W*",
)
# A table with one of these names people who have asked nothing.
_OTHERS: Final = (
    ("an address book", frozenset({"email1value"})),
    ("an address book", frozenset({"emails", "phonenumbers"})),
    ("the notes of an archive", frozenset({"connectionprofileurl"})),
    ("the list of members that you follow", frozenset({"date", "status", "fullname"})),
    ("a calendar", frozenset({"eventname"})),
)
_PAGES: Final = plain_re(
    r"(?:organi[sz]ation|company|page|newsletter|content_?series|series|event|group|product|showcase)s?(?:_\w+)?", re.I
)
_SENT: Final = frozenset({"sent", "outgoing"})


@lru_cache(maxsize=4096)
def known_key(key: str) -> str:
    """The name by which a column is known: `sendername` as `name` where only that is; empty if it is not."""
    if key in _KNOWN:
        return key
    for before in _BEFORE:
        rest = key.removeprefix(before)
        if rest != key and (known := known_key(rest)):
            return known
    return ""


def is_known_column(name: str) -> bool:
    """Whether a column, or a member of an object, is one that is read."""
    return bool(known_key(name)) or not _NUMBERED.isdisjoint((_NUMBER.sub("#", name, count=1), f"{name}#"))


def other_kind(names: frozenset[str]) -> str:
    """What a table with these columns is, if it names people but holds no requests; empty if it may hold some."""
    return next((what for what, needed in _OTHERS if needed <= names), "")


def list_score(names: frozenset[str]) -> int:
    """How many columns that lists of requests have a table has; 0 if it names nobody or is something else."""
    known = frozenset(map(known_key, names)) - {""}
    if other_kind(names) or not names_somebody(known):
        return 0
    return len({known_key(name) or name for name in names if is_known_column(name)})


def names_somebody(names: frozenset[str]) -> bool:
    """Whether one of the columns, or two together, say who somebody is."""
    return not names.isdisjoint(COLUMNS["name"]) or {"firstname", "lastname"} <= names


class ListTable(msgspec.Struct, frozen=True):
    """A list of requests that is a table."""

    table: Table[SourceKind]

    @property
    def file(self) -> str:
        """The file as it is shown to the user."""
        return self.table.file

    @property
    def speaks_for(self) -> frozenset[Origin]:
        """Nothing but the requests in it."""
        return frozenset()

    def rows(self, source: Source, _wants_text: WantsText) -> Iterator[Row]:
        """The requests in it."""
        strange: dict[str, None] = {}
        yield from requests_of(self._written(source, strange), source, self.file, strange)

    def _written(self, source: Source, strange: dict[str, None]) -> Iterator[Written]:
        table = self.table
        header = tuple(map(_known_or_same, table.header))
        places = _places(header, COLUMNS)
        positions = [_places(table.header, columns) for columns in numbered(POSITION_COLUMNS, table.header)]
        education = [_places(table.header, columns) for columns in numbered(EDUCATION_COLUMNS, table.header)]
        used = {at for each in (places, *positions, *education) for found in each.values() for at in found}
        strange.update(dict.fromkeys(name for at, name in enumerate(table.header) if at not in used))
        day_first = puts_day_first(table, next(iter(places.get("sent_at", ())), -1))
        for line, row in rows(table, source.complaints, source.lose):
            if any(cell.strip() for cell in row):
                yield Written(
                    file=table.file,
                    line=line,
                    cells=_cells(row, places),
                    keys=table.header,
                    positions=[_cells(row, one) for one in positions] if positions else None,
                    education=[_cells(row, one) for one in education] if education else None,
                    is_day_first=day_first,
                )


def _known_or_same(name: str) -> str:
    return known_key(name) or name


def _places(header: Sequence[str], columns: Mapping[str, tuple[str, ...]]) -> Places:
    found = {
        name: tuple(at for word in words for at, known in enumerate(header) if known == word)
        for name, words in columns.items()
    }
    return {name: places for name, places in found.items() if places}


def _cells(row: list[str], places: Places) -> dict[str, str]:
    """Of the columns that mean the same, the first that is not blank."""
    return {name: next((text for at in where if (text := row[at].strip())), "") for name, where in places.items()}


def _complain_of_columns(names: Iterable[str], source: Source, file: str) -> None:
    """Name the columns that were not understood, once."""
    strange = [name for name in dict.fromkeys(names) if name and not _QUIET.fullmatch(name)]
    if strange:
        listed = ", ".join(f"`{name[:30]}`" for name in strange[:8]) + (", …" if len(strange) > 8 else "")
        said = (
            f"what stands in {listed} was not understood and not read; call it profile_url, headline, company, note, "
            "sent_at or mutual_connections if it is one of these"
        )
        source.complaints.add_once(file, Code.UNKNOWN_COLUMNS, said)


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One request as written: our word for a column to its text; absent columns are not in it.

    `positions` and `education` are None if the list has no such columns.
    """

    file: str
    line: int
    cells: Cells
    positions: Sequence[Cells] | None = None
    education: Sequence[Cells] | None = None
    is_day_first: bool = False
    keys: Sequence[str] = ()  # all columns or members, understood or not


def requests_of(
    written: Iterable[Written], source: Source, file: str, strange: Iterable[str] = ()
) -> Iterator[Request]:
    """The requests that are meant; what is none is counted. A list that yields nothing is told what it looks like, of
    any other the columns that are `strange`, once all of it was read."""
    number = others = 0
    seen: dict[str, None] = {}
    for each in written:
        if len(seen) < limits.LISTED:
            seen.update(dict.fromkeys(each.keys))
        if what := _instead(each.cells.get("category", "")):
            others += 1
            source.count(what)
        elif request := request_of(each, source):
            number += 1
            yield request
    source.record("requests", number)
    if number:
        _complain_of_columns(strange, source, file)
    if seen and not number and not others:
        keys = ", ".join(f"`{key}`" for key in list(seen)[:8])
        said = f"no request was recognised in it: unknown shape; these keys were seen: {keys}"
        source.complaints.add_once(file, Code.NO_REQUESTS, said)
        source.lose()


def _instead(category: str) -> str:
    """What an invitation is instead of somebody's request; empty if it is one, or does not say."""
    said = category.strip().lower()
    if said in _SENT:
        return SENT_BY_USER
    return NOT_FROM_PEOPLE if _PAGES.fullmatch(said) else ""


def request_of(written: Written, source: Source) -> Request | None:
    """The request that is meant; None, and a problem, if it names nobody."""
    cells = written.cells
    file, line = written.file, written.line
    name = cells.get("name", "") or f"{cells.get('first', '')} {cells.get('last', '')}".strip()
    if not name:
        text = "nobody is named in this row; give it a name; the row was left out"
        source.complaints.add(file, Code.NO_NAME, text, line=line)
        return None

    def told(column: str, longest: int) -> str | None:
        text = cells.get(column)
        return None if text is None else source.cut(text, longest, file, line)

    sent, approximate = _sent(written, source)
    return Request(
        name=source.cut(name, limits.NAME, file, line),
        profile_url=source.cut(_address(cells), limits.ADDRESS, file, line),
        email=source.cut(_email(written, source), limits.ADDRESS, file, line),
        headline=told("headline", limits.HEADLINE),
        company=told("company", limits.HEADLINE),
        location=told("location", limits.HEADLINE),
        note=told("note", limits.NOTE),
        sent=sent,
        approximate=approximate,
        mutual_connections=_number("mutual_connections", mutual_connections_in, written, source),
        connections=_number("connections", number_in, written, source),
        profile_created=_partial_date(cells.get("profile_created", ""), written, source),
        positions=None if written.positions is None else _positions(written.positions, written, source),
        education=None if written.education is None else _education(written.education, written, source),
        provenance=Provenance(file=written.file, row=written.line, date=sent),
    )


def _address(cells: Cells) -> str:
    address = cells.get("profile_url", "") or cells.get("slug", "")
    if not address or address.startswith("urn:"):
        return ""
    return address if "/" in address else f"https://www.linkedin.com/in/{address}"


def _email(written: Written, source: Source) -> str:
    """The first address in the cell; some tools write `Get Email` where they have none."""
    text = written.cells.get("email", "")
    found = _EMAIL.search(text[: limits.HEADLINE])
    if text and not found:
        said = f"{text[:40]!r} is no e-mail address; it counts as not given"
        source.complaints.add(written.file, Code.BAD_VALUE, said, line=written.line)
    return found[0] if found else ""


def _sent(written: Written, source: Source) -> tuple[date | None, bool]:
    text = written.cells.get("sent_at", "")
    moment = read_moment(text, source.today, day_first=written.is_day_first)
    if moment is None and text:
        source.bad_date(text, written.file, written.line)
    if moment is None:
        return None, False
    # Where the tool also gives the words of the page ("2 weeks ago"), it made the date from them.
    words = read_moment(written.cells.get("sent_words", ""), source.today)
    return moment[0], moment[1] or (words is not None and words[1])


def _partial_date(text: str, written: Written, source: Source) -> PartialDate | None:
    if is_open_end(text):
        return None
    return source.partial_date_in(text, written.file, written.line)


def _positions(listed: Sequence[Cells], written: Written, source: Source) -> tuple[Position, ...]:
    found = []
    for cells in _named("company", listed, written, source):
        start, end = _span(cells, written, source)
        position = Position(
            company=cells["company"][: limits.HEADLINE],
            title=cells.get("title", "")[: limits.HEADLINE],
            location=cells.get("location", "")[: limits.HEADLINE],
            start=start,
            end=end,
            provenance=Provenance(file=written.file, row=written.line),
        )
        found.append(position)
    return tuple(found)


def _education(listed: Sequence[Cells], written: Written, source: Source) -> tuple[Schooling, ...]:
    found = []
    for cells in _named("school", listed, written, source):
        start, end = _span(cells, written, source)
        time = Schooling(
            school=cells["school"][: limits.HEADLINE],
            degree=cells.get("degree", "")[: limits.HEADLINE],
            start=start,
            end=end,
            provenance=Provenance(file=written.file, row=written.line),
        )
        found.append(time)
    return tuple(found)


def _span(cells: Cells, written: Written, source: Source) -> tuple[PartialDate | None, PartialDate | None]:
    """Start and end: of their own, or of one text like `May 2013 - Jun 2015 · 2 yrs 2 mos`."""
    start, end, span = (cells.get(name, "") for name in ("start", "end", "span"))
    if span and not start:
        parts = [part.strip() for part in _SPAN.split(re.split(r"\s*[·(]", span[: limits.NAME])[0], maxsplit=1)]
        if not any(map(read_partial_date, parts)):
            return None, None  # a length of time, without days
        start, end = parts[0], parts[1] if len(parts) > 1 else parts[0]
    return _partial_date(start, written, source), _partial_date(end, written, source)


def _named(column: str, listed: Sequence[Cells], written: Written, source: Source) -> Iterator[Cells]:
    if len(listed) > limits.LISTED:
        source.complain_of_length(written.file, written.line)
    for given in listed[: limits.LISTED]:
        # Some tools write `Northwind · Full-time` below the title.
        firm = given.get(column) or (given.get("detail", "").split(" · ")[0] if column == "company" else "")
        if firm:
            yield {**given, column: firm}
        elif any(given.values()):
            text = f"one entry of the past has no {column}; that entry was left out"
            source.complaints.add(written.file, Code.BAD_VALUE, text, line=written.line)


def _number(name: str, read: Callable[[str], int | None], written: Written, source: Source) -> int | None:
    text = written.cells.get(name, "")
    number = read(text)
    if number is None and text:
        said = f"{text[:40]!r} is no number that can be read; it counts as not given"
        source.complaints.add(written.file, Code.BAD_NUMBER, said, line=written.line)
    return number
