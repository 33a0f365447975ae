"""Writes small invented LinkedIn archives in the shape of a given year, as a folder or a zip."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

Rows = Iterable[Mapping[str, object]]

PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. '
    'You will only see those of connections who have allowed it."\n\n'
)
_TO_2023 = ("First Name", "Last Name", "Email Address", "Company", "Position", "Connected On")
_SINCE_2023 = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
_INVITATIONS = ("From", "To", "Sent At", "Message", "Direction")
_MESSAGES = ("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO")
_MESSAGES_END = ("DATE", "SUBJECT", "CONTENT", "FOLDER")
_RECOMMENDATION = ("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status")

# The first year from which a header holds, oldest first.
HEADERS: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "Invitations.csv": {
        2018: _INVITATIONS,
        2023: (*_INVITATIONS, "inviterProfileUrl", "inviteeProfileUrl"),
    },
    "Connections.csv": {2018: _TO_2023, 2023: _SINCE_2023},
    "messages.csv": {
        2018: ("From", "To", "Date", "Subject", "Content", "Direction", "Folder"),
        2020: (*_MESSAGES, *_MESSAGES_END),
        2023: (*_MESSAGES, "RECIPIENT PROFILE URLS", *_MESSAGES_END),
        2025: (*_MESSAGES, "RECIPIENT PROFILE URLS", *_MESSAGES_END, "ATTACHMENTS", "IS MESSAGE DRAFT"),
    },
    "Contacts.csv": {
        2018: ("Source", "FirstName", "LastName", "Companies", "Title", "Emails", "PhoneNumbers", "CreatedAt",
               "Addresses", "Sites", "InstantMessageHandles", "FullName", "Birthday", "Location", "BookmarkedAt",
               "Profiles"),
    },
    "ImportedContacts.csv": {
        2018: ("FirstName", "MiddleName", "LastName", "MaidenName", "NickName", "NamePrefix", "NameSuffix", "Title",
               "Emails", "PhoneNumbers", "CreatedAt", "UpdatedAt", "CountryCode", "RegionCode", "ThirdPartyVerified",
               "Location"),
    },
    "Notes.csv": {
        2018: ("Connection First Name", "Connection Last Name", "Connection Profile URL", "Note", "Created On",
               "Edited On"),
    },
    "Events.csv": {2018: ("Event Name", "Event Time", "Status", "External Url")},
    "Volunteering.csv": {2018: ("Company Name", "Role", "Cause", "Started On", "Finished On", "Description")},
    "Positions.csv": {2018: ("Company Name", "Title", "Description", "Location", "Started On", "Finished On")},
    "Skills.csv": {2018: ("Name",)},
    "Education.csv": {2018: ("School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities")},
    "Profile.csv": {
        2018: ("First Name", "Last Name", "Maiden Name", "Address", "Birth Date", "Headline", "Summary", "Industry",
               "Zip Code", "Geo Location", "Twitter Handles", "Websites", "Instant Messengers"),
    },
    "Recommendations_Given.csv": {2018: _RECOMMENDATION},
    "Recommendations_Received.csv": {2018: _RECOMMENDATION},
    "Endorsement_Given_Info.csv": {
        2018: ("Endorsement Date", "Skill Name", "Endorsee First Name", "Endorsee Last Name", "Endorsee Public Url",
               "Endorsement Status"),
    },
    "Endorsement_Received_Info.csv": {
        2018: ("Endorsement Date", "Skill Name", "Endorser First Name", "Endorser Last Name", "Endorsement Status"),
        2023: ("Endorsement Date", "Skill Name", "Endorser First Name", "Endorser Last Name", "Endorser Public Url",
               "Endorsement Status"),
    },
}  # fmt: skip


def header_of(file: str, year: int) -> tuple[str, ...]:
    """The header that a file of an archive had in a year."""
    return next(header for first, header in reversed(HEADERS[file].items()) if first <= year)


def date_as_written(file: str, year: int, day: date) -> str:
    """A date in the form that a file of an archive had in a year; a plain date is one at 9 in the morning."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day, 9)
    american = f"{moment.month}/{moment.day}/{moment:%y}, {moment:%I:%M %p}".replace(", 0", ", ")
    if file == "Invitations.csv" or (year < 2020 and file in {"Connections.csv", "messages.csv"}):
        return american
    if file in {"messages.csv", "Notes.csv"}:
        return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
    if file == "Connections.csv":
        return f"{moment:%d %b %Y}"
    if file.startswith("Recommendations"):
        return f"{moment:%m/%d/%y, %I:%M %p}"
    return f"{moment:%Y/%m/%d %H:%M:%S} UTC" if file.startswith("Endorsement") else f"{moment:%b %Y}"


def archive_csv(file: str, year: int, rows: Rows) -> str:
    """The text of one file: rows are mappings from column names of that year; dates are written in its form."""
    out = io.StringIO()
    header = header_of(file, year)
    quoting = csv.QUOTE_ALL if file == "messages.csv" and year >= 2026 else csv.QUOTE_MINIMAL
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n", quoting=quoting)
    if file == "Connections.csv" and year >= 2022:
        out.write(PREAMBLE)
    writer.writeheader()
    for row in rows:
        written = {
            name: date_as_written(file, year, value) if isinstance(value, date) else value
            for name, value in row.items()
        }
        writer.writerow(written)
    return out.getvalue()


def write_archive(
    where: Path,
    files: Mapping[str, Rows | str],
    *,
    year: int = 2026,
    zipped: bool = False,
    name: str | None = None,
    inside: str = "",
) -> Path:
    """An archive of that year in the folder `where`: a folder, or a zip. A file given as text is written as it is.

    `name` is the folder's or the zip's name (without `.zip`); `inside` puts the files one folder down.
    """
    name = name or f"Complete_LinkedInDataExport_03-01-{year}"
    texts = {file: rows if isinstance(rows, str) else archive_csv(file, year, rows) for file, rows in files.items()}
    if zipped:
        path = where / f"{name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file, text in texts.items():
                archive.writestr(f"{inside}/{file}" if inside else file, text)
        return path
    path = where / name
    folder = path / inside
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8", newline="")
    return path
