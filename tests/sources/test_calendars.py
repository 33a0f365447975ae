"""Calendars: which meetings took place, when, and with whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.declaring import Origin
from screener.sources.records import Meeting, Part, Participant
from screener.sources.source import Source, SourceKind, SourceState
from tests.sources.mails import calendar, entry
from tests.sources.reading import of_kind, opened, source_of, written

ME = "ATTENDEE;CN=Ana Ruiz;PARTSTAT=ACCEPTED:mailto:ana@example.org"
ANN = 'ATTENDEE;CN="Okoro, Ann";ROLE=REQ-PARTICIPANT:MAILTO:ann@example.com'
BO = 'ORGANIZER;CN=Bo Li;SENT-BY="mailto:office@example.com":mailto:bo@example.com'


def source_with(folder: Path, *entries: str, line_end: str = "\n") -> Source:
    return source_of(written(folder, "mine.ics", calendar(*entries).replace("\n", line_end)))


def read(folder: Path, *entries: str) -> list[Meeting]:
    return of_kind(source_with(folder, *entries), Meeting)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_entry_is_a_meeting_of_its_organiser_and_attendees(tmp_path: Path, line_end: str) -> None:
    source = source_with(
        tmp_path, entry(BO, ANN, "LOCATION:Bilbao\\, hall\n  5", title="Fair\\, day 1"), line_end=line_end
    )
    (meeting,) = of_kind(source, Meeting)
    assert (meeting.title, meeting.place, meeting.people) == ("Fair, day 1", "Bilbao, hall 5", 2)
    assert meeting.parties == (
        Participant(name="Bo Li", email="bo@example.com", part=Part.ORGANISER),
        Participant(name="Okoro, Ann", email="ann@example.com", part=Part.LISTED),
    )
    assert (meeting.provenance.row, meeting.provenance.date, meeting.provenance.rows) == (3, date(2024, 5, 3), 1)
    assert (source.kind, source.told) == (SourceKind.CALENDAR, {Origin.CALENDAR})
    assert source.records == {"meetings": 1}


@pytest.mark.parametrize("start", ["20240503", "20240503T000000Z", "20240503T235900"])
def test_the_day_is_the_one_written(tmp_path: Path, start: str) -> None:
    assert [one.provenance.date for one in read(tmp_path, entry(start=start))] == [date(2024, 5, 3)]


def test_an_organiser_who_attends_is_one_person(tmp_path: Path) -> None:
    (meeting,) = read(tmp_path, entry(BO, "ATTENDEE:mailto:BO@example.com", ME))
    assert meeting.people == 2


def test_rooms_and_those_who_declined_did_not_take_part(tmp_path: Path) -> None:
    (meeting,) = read(
        tmp_path,
        entry(
            "ORGANIZER;CN=Work:mailto:abc@group.calendar.google.com",
            ME,
            "ATTENDEE;CUTYPE=RESOURCE;CN=Room 5:mailto:room5@example.com",
            "ATTENDEE;PARTSTAT=DECLINED;CN=Ann Okoro:mailto:ann@example.com",
        ),
    )
    assert [(party.email, party.part) for party in meeting.parties] == [
        ("ana@example.org", Part.ACCEPTED),
        ("ann@example.com", Part.DECLINED),
    ]
    assert meeting.people == 1


def test_how_many_a_group_is_nobody_knows(tmp_path: Path) -> None:
    (meeting,) = read(tmp_path, entry(ME, "ATTENDEE;CUTYPE=GROUP;CN=All:mailto:all@example.com"))
    assert meeting.people is None


def test_an_entry_that_names_nobody_has_no_number_of_people(tmp_path: Path) -> None:
    (meeting,) = read(tmp_path, entry())
    assert (meeting.parties, meeting.people) == ((), None)


def test_what_was_cancelled_is_marked_and_what_is_still_to_come_is_counted(tmp_path: Path) -> None:
    source = source_with(tmp_path, entry("STATUS:CANCELLED"), entry(start="20260303"), entry(start="20260302"))
    assert [(one.provenance.date, one.cancelled) for one in of_kind(source, Meeting)] == [
        (date(2024, 5, 3), True),
        (date(2026, 3, 2), False),
    ]
    assert source.counts == {"cancelled entries": 1, "entries still to come": 1}


def test_a_recurring_entry_is_one_meeting_with_its_newest_day(tmp_path: Path) -> None:
    weekly = entry("RRULE:FREQ=WEEKLY", ANN, start="20260202T090000")
    (meeting,) = read(tmp_path, weekly)
    assert (meeting.provenance.date, meeting.provenance.rows) == (date(2026, 3, 2), 5)


def test_days_that_were_left_out_added_or_moved_count_as_they_were(tmp_path: Path) -> None:
    moved, _, weekly = read(
        tmp_path,
        entry("UID:1", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/Berlin:20240510T093000",
              "RDATE;VALUE=DATE:20240525,20270101"),
        entry("UID:1", "RECURRENCE-ID;TZID=Europe/Berlin:20240517T093000", start="20240518T093000", title="Moved"),
        entry("UID:1", "RECURRENCE-ID;TZID=Europe/Berlin:20240524T093000", "STATUS:CANCELLED"),
    )  # fmt: skip
    assert (moved.title, moved.provenance.date) == ("Moved", date(2024, 5, 18))
    assert (weekly.provenance.date, weekly.provenance.rows) == (date(2024, 5, 25), 2)


def test_a_rule_that_is_not_understood_is_said_and_its_first_day_counts(tmp_path: Path) -> None:
    source, problems = opened(written(tmp_path, "mine.ics", calendar(entry("RRULE:FREQ=HOURLY"))))
    assert source is not None
    assert [one.provenance.rows for one in of_kind(source, Meeting)] == [1]
    assert [(problem.code, problem.line) for problem in problems] == [("S029", 3)]


def test_an_alarm_in_an_entry_says_nothing_of_it(tmp_path: Path) -> None:
    (meeting,) = read(tmp_path, entry("BEGIN:VALARM", "SUMMARY:Alarm", ANN, "END:VALARM", "LOCATION:Bilbao"))
    assert (meeting.title, meeting.place, meeting.parties) == ("Weekly", "Bilbao", ())


def test_several_calendars_may_lie_in_one_file_or_folder(tmp_path: Path) -> None:
    written(tmp_path, "a.ics", calendar(entry()) + calendar(entry()))
    written(tmp_path, "b.ics", calendar(entry()))
    assert len(of_kind(source_of(tmp_path), Meeting)) == 3


def test_bad_entries_are_said_and_the_others_read(tmp_path: Path) -> None:
    content = calendar(entry(start="tomorrow"), "BEGIN:VEVENT\nSUMMARY:cut", entry()) + "BEGIN:VEVENT\nSUMM"
    source, problems = opened(written(tmp_path, "mine.ics", content))
    assert source is not None
    assert len(of_kind(source, Meeting)) == 1
    assert source.state is SourceState.BROKEN
    assert source.told == frozenset()
    assert [(problem.code, problem.line) for problem in problems] == [("S023", 3), ("S032", 7), ("S032", 14)]
