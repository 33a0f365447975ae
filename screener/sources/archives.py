"""The records of a LinkedIn archive, but for the long files: invitations, the user's own past, recommendations."""

from __future__ import annotations

from collections.abc import Iterator

from screener.sources.columns import Form
from screener.sources.problems import Code
from screener.sources.records import (
    Endorsement,
    Invitation,
    OwnProfile,
    Position,
    Provenance,
    Recommendation,
    Request,
    Schooling,
)
from screener.sources.source import Source

_INCOMING = {"INCOMING": True, "OUTGOING": False}


def invitations(source: Source) -> Iterator[Invitation]:
    """The invitations of both directions. Addresses like `urn:li:member:1` lead nowhere and are left out."""
    number = 0
    for table, at, line, row in source.rows_of(Form.INVITATIONS):
        incoming = _INCOMING.get(row[at["direction"]].strip().upper())
        if incoming is None:
            text = f"the direction is {row[at['direction']]!r}; INCOMING or OUTGOING is allowed; the row was left out"
            source.complaints.add(table.file, Code.BAD_DIRECTION, text, line=line)
            continue
        number += 1
        yield Invitation(
            incoming=incoming,
            sender=row[at["sender"]].strip(),
            to=row[at["to"]].strip(),
            sender_url=_address(row[at["sender_url"]]),
            to_url=_address(row[at["to_url"]]),
            note=row[at["note"]].strip(),
            provenance=Provenance(file=table.file, row=line, date=source.date_in(row[at["date"]], table.file, line)),
        )
    _count(source, Form.INVITATIONS, number)


def requests_in_archive(source: Source) -> Iterator[Request]:
    """The incoming invitations as requests. An archive tells nothing of the asker but name, address and note."""
    for invitation in invitations(source):
        if not invitation.incoming:
            continue
        if not invitation.sender:
            at = invitation.provenance
            text = "nobody is named as the sender of this invitation; the row was left out"
            source.complaints.add(at.file, Code.NO_NAME, text, line=at.row)
            continue
        yield Request(
            name=invitation.sender,
            profile_url=invitation.sender_url,
            note=invitation.note,
            sent=invitation.provenance.date,
            provenance=invitation.provenance,
        )


def positions(source: Source) -> Iterator[Position]:
    """The user's own jobs."""
    yield from _positions(source, Form.POSITIONS)


def volunteering(source: Source) -> Iterator[Position]:
    """The user's own unpaid work: it can show that two people belonged to one organisation."""
    yield from _positions(source, Form.VOLUNTEERING)


def _positions(source: Source, form: Form) -> Iterator[Position]:
    number = 0
    for table, at, line, row in source.rows_of(form):
        if company := row[at["company"]].strip():
            number += 1
            yield Position(
                company=company,
                title=row[at["title"]].strip(),
                location=row[at["location"]].strip(),
                start=source.partial_date_in(row[at["start"]], table.file, line),
                end=source.partial_date_in(row[at["end"]], table.file, line),
                provenance=Provenance(file=table.file, row=line),
            )
    _count(source, form, number)


def schooling(source: Source) -> Iterator[Schooling]:
    """The user's own times at schools."""
    number = 0
    for table, at, line, row in source.rows_of(Form.EDUCATION):
        if school := row[at["school"]].strip():
            number += 1
            yield Schooling(
                school=school,
                degree=row[at["degree"]].strip(),
                start=source.partial_date_in(row[at["start"]], table.file, line),
                end=source.partial_date_in(row[at["end"]], table.file, line),
                provenance=Provenance(file=table.file, row=line),
            )
    _count(source, Form.EDUCATION, number)


def own_profile(source: Source) -> OwnProfile | None:
    """The user's own name and headline."""
    for table, at, line, row in source.rows_of(Form.PROFILE):
        return OwnProfile(
            first_name=row[at["first"]].strip(),
            last_name=row[at["last"]].strip(),
            maiden_name=row[at["maiden"]].strip(),
            headline=row[at["headline"]].strip(),
            provenance=Provenance(file=table.file, row=line),
        )
    return None


def recommendations(source: Source) -> Iterator[Recommendation]:
    """The recommendations given and received, whatever their status: that column is often empty."""
    for form in (Form.RECOMMENDATIONS_GIVEN, Form.RECOMMENDATIONS_RECEIVED):
        number = 0
        for table, at, line, row in source.rows_of(form):
            number += 1
            day = source.date_in(row[at["date"]], table.file, line)
            yield Recommendation(
                given=form is Form.RECOMMENDATIONS_GIVEN,
                first_name=row[at["first"]].strip(),
                last_name=row[at["last"]].strip(),
                company=row[at["company"]].strip(),
                title=row[at["title"]].strip(),
                text=row[at["text"]],
                provenance=Provenance(file=table.file, row=line, date=day),
            )
        _count(source, form, number)


def endorsements(source: Source) -> Iterator[Endorsement]:
    """The endorsements given and received; received ones have no address before 2023."""
    for form in (Form.ENDORSEMENTS_GIVEN, Form.ENDORSEMENTS_RECEIVED):
        number = 0
        for table, at, line, row in source.rows_of(form):
            number += 1
            day = source.date_in(row[at["date"]], table.file, line)
            yield Endorsement(
                given=form is Form.ENDORSEMENTS_GIVEN,
                first_name=row[at["first"]].strip(),
                last_name=row[at["last"]].strip(),
                url=row[at["url"]].strip(),
                skill=row[at["skill"]].strip(),
                provenance=Provenance(file=table.file, row=line, date=day),
            )
        _count(source, form, number)


def _count(source: Source, form: Form, number: int) -> None:
    if form in source.tables:
        source.records[form.value] = number


def _address(text: str) -> str:
    return "" if text.strip().startswith("urn:") else text.strip()
