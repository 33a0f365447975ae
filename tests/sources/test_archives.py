"""The short files of an archive, in the form of every year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.values import PartialDate
from screener.sources.records import Endorsement, Invitation, OwnProfile, Position, Recommendation, Request, Schooling
from tests.archives import write_archive
from tests.sources.reading import of_kind, opened, source_of, written

ME, ANN = "Jordan Pike", "Ann Okoro"
MY_URL, ANNS_URL = "https://www.linkedin.com/in/jordanpike", "https://www.linkedin.com/in/ann-okoro"
ASKED = {"From": ANN, "To": ME, "Sent At": date(2021, 4, 3), "Message": "Hello", "Direction": "INCOMING"}


@pytest.mark.parametrize("year", [2018, 2021, 2023, 2026])
@pytest.mark.parametrize("zipped", [False, True])
def test_an_incoming_invitation_is_a_request(tmp_path: Path, year: int, zipped: bool) -> None:
    source = source_of(write_archive(tmp_path, {"Invitations.csv": [ASKED]}, year=year, zipped=zipped))
    (request,) = of_kind(source, Request)
    assert (request.name, request.note, request.sent) == (ANN, "Hello", date(2021, 4, 3))
    assert request.headline is None
    assert request.provenance.file == f"{source.file}/Invitations.csv"
    assert request.provenance.row == 2
    assert source.records == {"invitations": 1}


def test_an_invitation_without_a_note_has_an_empty_one(tmp_path: Path) -> None:
    source = source_of(write_archive(tmp_path, {"Invitations.csv": [ASKED | {"Message": ""}]}))
    assert [request.note for request in of_kind(source, Request)] == [""]


def test_an_outgoing_invitation_is_no_request(tmp_path: Path) -> None:
    sent = {"From": ME, "To": ANN, "Sent At": date(2021, 4, 3), "Direction": "OUTGOING", "inviteeProfileUrl": ANNS_URL}
    source = source_of(write_archive(tmp_path, {"Invitations.csv": [sent]}))
    (invitation,) = of_kind(source, Invitation)
    assert (invitation.to, invitation.to_url) == (ANN, ANNS_URL)
    assert of_kind(source, Request) == []


def test_a_member_number_is_no_address(tmp_path: Path) -> None:
    text = (
        "From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn\n"
        f'{ANN},{ME},"1/14/24, 7:02 AM",,INCOMING,urn:li:member:1,urn:li:member:2\n'
    )
    (request,) = of_kind(source_of(write_archive(tmp_path, {"Invitations.csv": text}, year=2024)), Request)
    assert request.profile_url == ""


def test_a_bad_direction_is_a_problem_and_the_other_rows_are_read(tmp_path: Path) -> None:
    rows = [ASKED | {"Direction": "SIDEWAYS"}, ASKED]
    source, problems = opened(write_archive(tmp_path, {"Invitations.csv": rows}))
    assert source is not None
    assert len(of_kind(source, Request)) == 1
    assert [(problem.code, problem.line) for problem in problems] == [("S024", 2)]


def test_a_bad_date_is_a_problem_once_and_the_row_counts_as_undated(tmp_path: Path) -> None:
    source, problems = opened(write_archive(tmp_path, {"Invitations.csv": [ASKED | {"Sent At": "soon"}]}))
    assert source is not None
    for _ in range(2):
        assert [request.sent for request in of_kind(source, Request)] == [None]
    assert [(problem.code, problem.line) for problem in problems] == [("S023", 2)]


def test_positions_and_schools_have_partial_dates(tmp_path: Path) -> None:
    job = {"Company Name": "Northwind", "Title": "Engineer", "Started On": "May 2009", "Finished On": ""}
    school = {"School Name": "Contoso Polytechnic", "Degree Name": "BSc", "Start Date": "2001", "End Date": "Jun 2006"}
    source = source_of(write_archive(tmp_path, {"Positions.csv": [job], "Education.csv": [school]}))
    (position,), (time,) = of_kind(source, Position), of_kind(source, Schooling)
    assert (position.company, position.start, position.end) == ("Northwind", PartialDate(2009, 5), None)
    assert (time.school, time.start, time.end) == ("Contoso Polytechnic", PartialDate(2001), PartialDate(2006, 6))


def test_the_own_profile_is_read(tmp_path: Path) -> None:
    row = {"First Name": "Jordan", "Last Name": "Pike", "Headline": "Designer, mostly"}
    profile = next(iter(of_kind(source_of(write_archive(tmp_path, {"Profile.csv": [row]}, year=2018)), OwnProfile)))
    assert (profile.first_name, profile.headline) == ("Jordan", "Designer, mostly")


def test_recommendations_count_whatever_their_status(tmp_path: Path) -> None:
    row = {"First Name": "Ann", "Last Name": "Okoro", "Company": "Fabrikam", "Text": "Good.", "Status": "",
           "Creation Date": date(2019, 5, 2)}  # fmt: skip
    files = {"Recommendations_Given.csv": [row], "Recommendations_Received.csv": [row | {"Status": "VISIBLE"}]}
    given, received = of_kind(source_of(write_archive(tmp_path, files)), Recommendation)
    assert (given.given, received.given) == (True, False)
    assert given.provenance.date == date(2019, 5, 2)


@pytest.mark.parametrize("year", [2022, 2026])
def test_endorsements_have_an_address_since_2023(tmp_path: Path, year: int) -> None:
    row = {"Endorsement Date": date(2022, 6, 20), "Skill Name": "Welding", "Endorser First Name": "Ann"}
    if year > 2023:
        row["Endorser Public Url"] = "www.linkedin.com/in/ann-okoro"
    source = source_of(write_archive(tmp_path, {"Endorsement_Received_Info.csv": [row]}, year=year))
    (endorsement,) = of_kind(source, Endorsement)
    assert (endorsement.given, endorsement.skill) == (False, "Welding")
    assert endorsement.url == ("www.linkedin.com/in/ann-okoro" if year > 2023 else "")


def test_columns_may_stand_in_any_order_among_others(tmp_path: Path) -> None:
    text = f'Direction,Extra,Sent At,from,TO\nINCOMING,x,"4/3/21, 9:41 AM",{ANN},{ME}\n'
    (request,) = of_kind(source_of(written(tmp_path, "renamed.txt", text)), Request)
    assert (request.name, request.sent) == (ANN, date(2021, 4, 3))
