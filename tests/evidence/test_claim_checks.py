"""Tests of `screener.evidence.claim_checks`: what the user's records say to a claim."""

from __future__ import annotations

from datetime import date

import pytest

from screener.catalogue.values import PartialDate
from screener.evidence.claim_checks import RecordsOnAsker
from screener.evidence.own_records import Showing, meeting_shown, own_records
from screener.evidence.shared_past import own_past
from screener.notes.reader import read
from screener.notes.reading import Claim
from screener.people.names import name_keys
from screener.policy.model import AboutMe, Employer, School
from screener.sources.records import Meeting, Participant, Position
from tests.evidence.making import at

ME = AboutMe(
    name="Ana Ruiz",
    employers=(
        Employer(
            name="Northwind Robotics", also=("Northwind Labs",), start=PartialDate(2009, 5), end=PartialDate(2013, 2)
        ),
        Employer(name="Contoso"),
    ),
    schools=(School(name="Contoso Polytechnic", start=PartialDate(2001), end=PartialDate(2006)),),
)
FAIR = Meeting(title="Jupiter Summit", place="Oslo", provenance=at(date(2019, 5, 3), 12, "calendar.ics"))
WITH_JANE = Meeting(
    title="Gripper review", place="Bilbao", parties=(Participant(name="Jane Doe"), Participant(name="Kofi Mensah")),
    people=3,
    provenance=at(date(2018, 3, 1), 40, "calendar.ics"),
)  # fmt: skip
RECORDS = own_records(
    own_past(ME),
    meetings=[FAIR],
    person={"Mika Sato": at(row=7, file="Connections.csv")}.get,
    positions=[Position(company="Northwind Robotics", provenance=at(row=3, file="Positions.csv"))],
)


def check(note: str, shown: tuple[Showing, ...] = ()) -> Claim:
    """The first claim of a note as it comes out."""
    return read(note, date(2026, 2, 1), world=RecordsOnAsker(records=RECORDS, shown=shown)).claims[0]


@pytest.mark.parametrize(
    ("note", "checked", "agrees"),
    [
        ("We worked together at Northwind Robotics.", "fits", 1),
        ("We worked together at Northwind Labs in 2011.", "fits", 2),
        ("We worked together at Northwind Robotics in 2017.", "contradicted", 0),
        ("We worked together at Northwind Robotics in March 2013.", "fits", 2),
        ("We worked together at Northwind Robotics in May 2013.", "contradicted", 0),
        ("We worked together at Contoso in 2011.", "open", 1),
        ("We worked together at Fabrikam Motors.", "contradicted", 0),
        ("We worked together in Madrid.", "open", 0),
        ("We worked together at Northwind.", "open", 0),
        ("We worked together on a gripper when I was at Fabrikam Motors.", "open", 0),
        ("Wir haben 2017 bei Northwind Robotics zusammengearbeitet.", "contradicted", 0),
        ("We studied together at Contoso Polytechnic in 2003.", "fits", 2),
        ("We studied together at Contoso Polytechnic in 2010.", "contradicted", 0),
        ("We studied together at the University of Delft.", "contradicted", 0),
        ("We studied together in Delft.", "open", 0),
    ],
)
def test_firms_schools_and_years_are_compared_with_the_users_own(note: str, checked: str, agrees: int) -> None:
    found = check(note)
    assert (found.checked, found.agrees) == (checked, agrees)


def test_the_row_that_decides_is_cited() -> None:
    source = check("We worked together at Northwind Robotics in 2017.").source
    assert source is not None
    assert (source.file, source.row) == ("Positions.csv", 3)


def test_an_event_of_the_users_fits_and_confirms_nobody() -> None:
    found = check("We met at the Jupiter Summit in Oslo in May 2019.")
    assert (found.checked, found.agrees, found.source) == ("fits", 3, FAIR.provenance)


def test_an_event_of_another_year_is_no_event() -> None:
    assert check("We met at the Jupiter Summit in 2023.").checked == "open"


def test_a_meeting_that_names_the_asker_confirms() -> None:
    shown = (meeting_shown(WITH_JANE, frozenset({"met"})),)
    found = check("We met in Bilbao in March 2018.", shown)
    assert (found.checked, found.agrees, found.source) == ("confirmed", 3, WITH_JANE.provenance)
    assert check("We met in Bilbao in 2023.", shown).checked == "open"
    assert check("We met in Tallinn.", shown).checked == "open"


def test_what_somebody_else_did_is_not_confirmed_by_the_askers_records() -> None:
    shown = (meeting_shown(WITH_JANE, frozenset({"met"})),)
    assert check("My brother met you in Bilbao.", shown).checked == "open"


def test_who_introduced_them_is_looked_up_among_the_people_known() -> None:
    assert check("Mika Sato suggested I write to you.").checked == "fits"
    assert check("Somebody Else suggested I write to you.").checked == "open"
    both = (meeting_shown(WITH_JANE),)
    assert check("I was introduced by Kofi Mensah.", both).checked == "confirmed"


def test_a_note_of_the_users_with_the_firm_confirms_the_work() -> None:
    contact = Showing(words="northwind robotics", source=at(row=9, file="contacts.vcf"), text="your address book")
    found = check("We worked together at Northwind Robotics.", (contact,))
    assert (found.checked, found.agrees) == ("confirmed", 2)
    assert check("We worked together at Fabrikam Motors.", (contact,)).checked == "contradicted"


def test_letters_both_ways_confirm_that_they_know_each_other_and_no_work() -> None:
    wrote = (
        Showing(words="", source=at(), text="4 messages between you", shows=frozenset({"acquainted", "promised"})),
    )
    assert check("As promised on the phone.", wrote).checked == "confirmed"
    assert check("We worked together at Northwind Robotics.", wrote).checked == "fits"


def test_a_former_name_is_confirmed_by_a_contact_that_has_both() -> None:
    contact = Showing(words="", source=at(), text="your address book", people=frozenset(name_keys("Jane Smith")))
    assert check("You may know me as Jane Smith.", (contact,)).checked == "confirmed"
    assert check("You may know me as Mika Sato.").checked == "fits"
