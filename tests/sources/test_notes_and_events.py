"""The user's notes, events and unpaid work in an archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.declaring import Origin
from screener.catalogue.values import PartialDate
from screener.sources.records import Meeting, OwnNote, Position, Provenance
from screener.sources.source import Source
from tests.archives import archive_csv, write_archive
from tests.sources.reading import of_kind, opened, source_of, written

NOTE = {
    "Connection First Name": "Kofi", "Connection Last Name": "Mensah", "Note": "met at design week",
    "Connection Profile URL": "https://www.linkedin.com/in/kofi-mensah", "Created On": date(2025, 7, 30),
}  # fmt: skip


def of(folder: Path, file: str, *rows: dict[str, object], alone: bool = False) -> Source:
    if alone:
        return source_of(written(folder, file, archive_csv(file, 2026, rows)))
    return source_of(write_archive(folder, {file: rows}))


@pytest.mark.parametrize("alone", [False, True])
def test_a_note_is_read(tmp_path: Path, alone: bool) -> None:
    source = of(tmp_path, "Notes.csv", NOTE, alone=alone)
    file = source.file if alone else f"{source.file}/Notes.csv"
    assert of_kind(source, OwnNote) == [
        OwnNote(
            name="Kofi Mensah",
            url="https://www.linkedin.com/in/kofi-mensah",
            text="met at design week",
            provenance=Provenance(file=file, row=2, date=date(2025, 7, 30)),
        )
    ]
    assert source.records == {"notes": 1}


def test_a_note_is_dated_by_its_last_change(tmp_path: Path) -> None:
    (note,) = of_kind(of(tmp_path, "Notes.csv", NOTE | {"Edited On": date(2026, 1, 2)}), OwnNote)
    assert note.provenance.date == date(2026, 1, 2)


def test_a_note_without_text_says_nothing(tmp_path: Path) -> None:
    assert of_kind(of(tmp_path, "Notes.csv", NOTE | {"Note": " "}), OwnNote) == []


def test_a_note_on_nobody_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    source, problems = opened(write_archive(tmp_path, {"Notes.csv": [{"Note": "who?"}, NOTE]}))
    assert source is not None
    assert [note.name for note in of_kind(source, OwnNote)] == ["Kofi Mensah"]
    assert [(problem.code, problem.line) for problem in problems] == [("S025", 2)]


@pytest.mark.parametrize(("year", "speaks"), [(2025, False), (2026, True)])
def test_a_whole_archive_without_notes_speaks_for_them_since_there_are_notes(
    tmp_path: Path, year: int, speaks: bool
) -> None:
    source = source_of(write_archive(tmp_path, {"Connections.csv": []}, year=year))
    assert (Origin.NOTES in source.told) is speaks


def test_an_event_is_a_meeting_on_its_first_day_without_people(tmp_path: Path) -> None:
    source = of(tmp_path, "Events.csv", {
        "Event Name": "Crane safety day", "Event Time": "Dec 10, 2021 06:00 AM - Dec 11, 2021 07:00 AM",
        "Status": "ATTENDING",
    })  # fmt: skip
    assert of_kind(source, Meeting) == [
        Meeting(
            title="Crane safety day",
            first=date(2021, 12, 10),
            provenance=Provenance(file=f"{source.file}/Events.csv", row=2, date=date(2021, 12, 10)),
        )
    ]
    assert source.records == {"events": 1}


def test_an_event_to_which_the_user_did_not_go_is_counted(tmp_path: Path) -> None:
    source = of(tmp_path, "Events.csv", {"Event Name": "Crane safety day", "Status": "NOT_ATTENDING"})
    assert (of_kind(source, Meeting), source.counts) == ([], {"events you did not go to": 1})


def test_events_do_not_tell_whom_the_user_has_met(tmp_path: Path) -> None:
    assert Origin.CALENDAR not in of(tmp_path, "Events.csv", {"Event Name": "Crane safety day"}).told


def test_unpaid_work_is_a_position_and_does_not_speak_for_the_jobs(tmp_path: Path) -> None:
    row = {"Company Name": "Harbour Rescue", "Role": "Diver", "Started On": "May 2011", "Finished On": "2013"}
    source = of(tmp_path, "Volunteering.csv", row, alone=True)
    assert of_kind(source, Position) == [
        Position(
            company="Harbour Rescue",
            title="Diver",
            start=PartialDate(2011, 5),
            end=PartialDate(2013),
            provenance=Provenance(file=source.file, row=2),
        )
    ]
    assert (source.records, source.told) == ({"volunteering": 1}, frozenset())
