"""Calendars: which meetings took place, when, and with whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.declaring import Origin
from screener.sources.records import Meeting, Part, Participant
from screener.sources.source import Source, SourceKind, SourceState
from tests.hanging import ends_soon
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


@pytest.mark.parametrize("zone", ["GMT+05:30", "tzone://Microsoft/Custom", '"W. Europe: Berlin"', "Europe/Berlin"])
def test_a_zone_may_have_colons(tmp_path: Path, zone: str) -> None:
    start = f"BEGIN:VEVENT\nDTSTART;TZID={zone}:20250904T100000\nSUMMARY:x\nEND:VEVENT"
    assert [one.provenance.date for one in read(tmp_path, start)] == [date(2025, 9, 4)]


@pytest.mark.parametrize(
    ("zone", "left_out"),
    [
        ("Pacific/Auckland", "EXDATE:20250907T230000Z,20250909T230000Z"),
        ("Pacific/Auckland", "EXDATE;TZID=America/New_York:20250907T190000,20250909T190000"),
        ("Pacific/Auckland", "EXDATE;VALUE=DATE:20250908,20250910"),
        ("Pacific/Auckland", "EXDATE;TZID=Pacific/Auckland:20250908T110000\nEXDATE:20250909T230000Z"),
        ("GMT+12:00", "EXDATE:20250907T230000Z,20250909T230000Z"),
        ("Customized Time Zone", "EXDATE:20250908T010000Z,20250910T010000Z"),
    ],
)
def test_days_are_left_out_in_whatever_zone_they_are_written(tmp_path: Path, zone: str, left_out: str) -> None:
    series = f"BEGIN:VEVENT\nDTSTART;TZID={zone}:20250908T110000\nRRULE:FREQ=DAILY;COUNT=3;INTERVAL=2\nSUMMARY:x\n"
    (meeting,) = read(tmp_path, f"{series}{left_out}\nEND:VEVENT")
    assert (meeting.days, meeting.provenance.date) == (1, date(2025, 9, 12))
    assert read(tmp_path, f"{series}{left_out}\nEXDATE;VALUE=DATE:20250912\nEND:VEVENT") == []


def test_a_series_ends_with_the_moment_of_its_last_day(tmp_path: Path) -> None:
    start = "BEGIN:VEVENT\nDTSTART;TZID=Pacific/Auckland:20250908T110000\nSUMMARY:x\nRRULE:FREQ=DAILY;UNTIL="
    (just,) = read(tmp_path, f"{start}20250910T230000Z\nEND:VEVENT")
    (before,) = read(tmp_path, f"{start}20250910T225959Z\nEND:VEVENT")
    assert (just.days, before.days) == (4, 3)


def test_entries_without_a_calendar_and_with_folded_names_are_read(tmp_path: Path) -> None:
    attendee = "ATTEN\n DEE;CN=Ann\n  Okoro:mailto:a@o.example"
    text = f"BEGIN:VEVENT\nDTSTART:20250904T100000\nSUMM\n ARY:Gripper\n{attendee}\nEND:VEVENT\n"
    (meeting,) = of_kind(source_of(written(tmp_path, "bare.ics", text)), Meeting)
    assert (meeting.title, meeting.parties) == ("Gripper", (Participant(name="Ann Okoro", email="a@o.example"),))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_a_calendar_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "wide.ics", calendar(entry(title="Kränzchen")).encode(encoding))
    assert [one.title for one in of_kind(source_of(path), Meeting)] == ["Kränzchen"]


@pytest.mark.parametrize(
    "title",
    ["Canceled: Gripper", "CANCELLED - Gripper", "[Cancelled] Gripper", "Abgesagt: Gripper", "Annulé : Gripper",
     "Cancelado: Gripper", "Gripper (annullato)", "Geannuleerd: Gripper", "キャンセル: Gripper", "【中止】Gripper"],
)  # fmt: skip
def test_a_title_says_in_eight_languages_that_a_meeting_was_cancelled(tmp_path: Path, title: str) -> None:
    assert [one.cancelled for one in read(tmp_path, entry(ANN, title=title))] == [True]


@pytest.mark.parametrize("title", ["Cancelled orders review", "We cancelled the Canceled-tour", "Gripper", "中止符"])
def test_other_titles_do_not(tmp_path: Path, title: str) -> None:
    assert [one.cancelled for one in read(tmp_path, entry(ANN, title=title))] == [False]


def test_the_method_of_a_calendar_cancels_all_its_entries_and_no_others(tmp_path: Path) -> None:
    cancelled = calendar(entry()).replace("VERSION:2.0", "VERSION:2.0\nMETHOD:CANCEL")
    source = source_of(written(tmp_path, "two.ics", cancelled + calendar(entry())))
    assert [one.cancelled for one in of_kind(source, Meeting)] == [True, False]


@pytest.mark.parametrize(
    ("parameters", "part"),
    [("", Part.LISTED), (";PARTSTAT=NEEDS-ACTION", Part.UNANSWERED), (";PARTSTAT=accepted", Part.ACCEPTED),
     (";PARTSTAT=TENTATIVE", Part.TENTATIVE), (";PARTSTAT=DELEGATED", Part.DECLINED), (";PARTSTAT=X-ODD", Part.LISTED)],
)  # fmt: skip
def test_everybody_has_the_part_that_the_entry_gives_them(tmp_path: Path, parameters: str, part: Part) -> None:
    (meeting,) = read(tmp_path, entry(f"ATTENDEE{parameters};CN=Ann:mailto:ann@o.example"))
    assert [party.part for party in meeting.parties] == [part]


@pytest.mark.parametrize(
    ("written_name", "name"),
    [('"CN=Anders Bjelke/OU=RD/O=Kvist"', "Anders Bjelke"), ('"CN=Anders Bjelke,OU=RD,DC=kvist"', "Anders Bjelke"),
     ("anders@kvist.example", ""), ('"Bjelke, Anders"', "Bjelke, Anders"), ("'Anders Bjelke'", "Anders Bjelke")],
)  # fmt: skip
def test_names_as_directories_and_programs_write_them(tmp_path: Path, written_name: str, name: str) -> None:
    (meeting,) = read(tmp_path, entry(f"ATTENDEE;CN={written_name}:mailto:anders@kvist.example"))
    assert meeting.parties == (Participant(name=name, email="anders@kvist.example"),)


def test_days_since_1900_are_counted_at_once(tmp_path: Path) -> None:
    every_day = entry("RRULE:FREQ=DAILY", ANN, start="19000101T090000")
    with ends_soon():
        found = read(tmp_path, *[every_day] * 500)
    assert {one.days for one in found} == {46_082}
    assert found[0].first == date(1900, 1, 1)


def test_rules_with_too_many_days_are_followed_no_further_than_the_budget(tmp_path: Path) -> None:
    february = entry("RRULE:FREQ=DAILY;BYMONTH=2", start="19000101T090000")
    source, problems = opened(written(tmp_path, "many.ics", calendar(*[february] * 50)))
    assert source is not None
    with ends_soon():
        days = [one.days for one in of_kind(source, Meeting)]
    assert days[0] > 3_000
    assert days[-1] == 1
    assert {problem.code for problem in problems} == {"S029"}
