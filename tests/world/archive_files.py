"""The LinkedIn archive of the world, whole, in the form of 2026."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.archives import Rows, write_archive
from tests.world import user
from tests.world.people import Case, Endorsed, Invited, Linked, Message, Noted, Recommended

if TYPE_CHECKING:
    from tests.world.building import Held

_HIDDEN_CONNECTIONS = 6
_EVENTS = (
    ("Congreso de Acústica de Valencia", "Oct 18, 2022 09:00 AM - Oct 20, 2022 05:00 PM", "ATTENDING"),
    ("SensorTech", "May 14, 2024 09:00 AM - May 16, 2024 05:00 PM", "ATTENDING"),
    ("Town hall of Orvanta", "Feb 03, 2018 10:00 AM - Feb 03, 2018 11:00 AM", "ATTENDING"),
)


def address(slug: str) -> str:
    """The profile address as a browser shows it."""
    return f"https://www.linkedin.com/in/{slug}"


def halves(name: str) -> tuple[str, str]:
    """First and last name as the archive splits them; Chinese, Japanese and Korean names start with the family."""
    if "\u3000" < name[0] < "\uffff":
        family, _, given = name.partition(" ") if " " in name else (name[:1], "", name[1:])
        return given, family
    first, _, last = name.rpartition(" ")
    return (first, last) if first else (last, "")


def write(
    where: Path,
    held: Sequence[Held],
    cases: Sequence[Case],
    employers: Sequence[user.Employer],
    without: frozenset[str],
) -> Path:
    """The archive as a zip, without the files named."""
    files: dict[str, Rows | str] = {
        "Profile.csv": [{"First Name": "Ilse", "Last Name": "Marchetti", "Headline": "Head of Measurement"}],
        "Positions.csv": [_position(one) for one in employers],
        "Education.csv": [{"School Name": user.SCHOOL, "Start Date": user.SCHOOL_YEARS[0],
                           "End Date": user.SCHOOL_YEARS[1], "Degree Name": "Dipl.-Ing."}],
        "Invitations.csv": list(_invitations(held, cases)),
        "Connections.csv": [*_connections(held), *({"Connected On": date(2017, 1, 1 + day)}
                                                   for day in range(_HIDDEN_CONNECTIONS))],
        "messages.csv": [*_messages(held), *_sponsored()],
        "Recommendations_Given.csv": list(_recommendations(held, given=True)),
        "Recommendations_Received.csv": list(_recommendations(held, given=False)),
        "Endorsement_Given_Info.csv": list(_endorsements(held, given=True)),
        "Endorsement_Received_Info.csv": list(_endorsements(held, given=False)),
        "Notes.csv": _csv(("Connection First Name", "Connection Last Name", "Connection Profile URL", "Note",
                           "Created On", "Edited On"), _notes(held)),
        "Events.csv": _csv(("Event Name", "Event Time", "Status", "External Url"), ((*row, "") for row in _EVENTS)),
        "Volunteering.csv": _csv(("Company Name", "Role", "Cause", "Started On", "Finished On", "Description"),
                                 [("Kammerchor Basel", "Treasurer", "Arts", "Jan 2017", "", "")]),
    }  # fmt: skip
    kept = {name: rows for name, rows in files.items() if name not in without}
    return write_archive(where, kept, year=2026, zipped=True)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _position(one: user.Employer) -> dict[str, object]:
    def month(text: str) -> object:
        return date.fromisoformat(f"{text}-01") if text else ""

    return {"Company Name": one.name, "Title": one.title, "Location": one.place, "Started On": month(one.start),
            "Finished On": month(one.end)}  # fmt: skip


def _invitations(held: Sequence[Held], cases: Sequence[Case]) -> Iterator[dict[str, object]]:
    me = (user.NAME, user.SLUG)
    for case in cases:
        for day, note in () if case.by_mail else ((case.sent, case.note), *case.again):
            yield _invitation((case.name, case.slug), me, day, note, "INCOMING")
    for one in held:
        for trace in one.traces:
            if isinstance(trace, Invited):
                yield _invitation(me, (one.name, one.slug), trace.day, trace.note, "OUTGOING")


def _invitation(sender: tuple[str, str], to: tuple[str, str], day: str, note: str, direction: str) -> dict[str, object]:
    return {"From": sender[0], "To": to[0], "Sent At": _moment(day), "Message": note, "Direction": direction,
            "inviterProfileUrl": address(sender[1]), "inviteeProfileUrl": address(to[1])}  # fmt: skip


def _moment(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:41")


def _connections(held: Sequence[Held]) -> Iterator[dict[str, object]]:
    for one in held:
        for trace in one.traces:
            if isinstance(trace, Linked):
                first, last = halves(trace.name or one.name)
                yield {"First Name": first, "Last Name": last, "URL": address(quote(trace.slug or one.slug)),
                       "Company": trace.company, "Position": trace.title,
                       "Connected On": date.fromisoformat(trace.day)}  # fmt: skip


def _messages(held: Sequence[Held]) -> Iterator[dict[str, object]]:
    for number, one in enumerate(held):
        for trace in one.traces:
            if isinstance(trace, Message):
                them, me = (trace.name or one.name, address(one.slug)), (user.NAME, address(user.SLUG))
                sender, recipient = (me, them) if trace.mine else (them, me)
                yield {"CONVERSATION ID": f"2-{number:05}", "FROM": sender[0], "SENDER PROFILE URL": sender[1],
                       "TO": recipient[0], "RECIPIENT PROFILE URLS": recipient[1], "DATE": _moment(trace.day),
                       "CONTENT": trace.text, "FOLDER": "INBOX"}  # fmt: skip


def _sponsored() -> Iterator[dict[str, object]]:
    for day in ("2025-01-05", "2025-06-05"):
        yield {"CONVERSATION ID": f"2-ad{day}", "FROM": "Abigail Thornbury", "TO": user.NAME, "DATE": _moment(day),
               "CONTENT": '<p class="spinmail-quill-editor__spin-break">Grow now</p>', "FOLDER": "INBOX"}  # fmt: skip


def _recommendations(held: Sequence[Held], *, given: bool) -> Iterator[dict[str, object]]:
    for one in held:
        for trace in one.traces:
            if isinstance(trace, Recommended) and trace.given is given:
                first, last = halves(trace.name or one.name)
                yield {"First Name": first, "Last Name": last, "Company": trace.company, "Job Title": trace.title,
                       "Text": "A pleasure to work with, and never late.", "Creation Date": _moment(trace.day),
                       "Status": "" if given else "VISIBLE"}  # fmt: skip


def _endorsements(held: Sequence[Held], *, given: bool) -> Iterator[dict[str, object]]:
    who = "Endorsee" if given else "Endorser"
    for one in held:
        for trace in one.traces:
            if isinstance(trace, Endorsed) and trace.given is given:
                first, last = halves(one.name)
                yield {"Endorsement Date": _moment(trace.day), "Skill Name": trace.skill, f"{who} First Name": first,
                       f"{who} Last Name": last, f"{who} Public Url": f"www.linkedin.com/in/{one.slug}",
                       "Endorsement Status": "ACCEPTED"}  # fmt: skip


def _notes(held: Sequence[Held]) -> Iterator[tuple[str, ...]]:
    for one in held:
        for trace in one.traces:
            if isinstance(trace, Noted):
                yield (*halves(one.name), address(one.slug), trace.text, f"{trace.day} 18:20:00 UTC", "")
