"""The JSON and CSV of other tools."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.values import PartialDate
from screener.sources.records import Request
from screener.sources.request_list import NOT_FROM_PEOPLE, SENT_BY_USER
from tests.sources.reading import of_kind, opened, requests_in, source_of, written

MEMBER = {"firstName": "Ann", "lastName": "Okoro", "occupation": "Engineer", "publicIdentifier": "ann-okoro"}
INVITATION = {"fromMember": MEMBER, "message": "We met in Bilbao", "customMessage": True, "sentTime": 1767225600000}
INSIGHTS = [{"sharedInsight": {"totalCount": 13, "$type": "x"}}]
VOYAGER = {"elements": [{"invitation": INVITATION, "insights": INSIGHTS}], "paging": {"count": 1}}
UNIPILE_ITEM = {
    "object": "InvitationReceived",
    "date": "2 months ago",
    "parsed_datetime": "2026-01-01T10:11:12.000Z",
    "invitation_text": "We met in Bilbao",
    "inviter": {
        "inviter_name": "Ann Okoro",
        "inviter_public_identifier": "ann-okoro",
        "inviter_description": "Engineer",
    },
}
SAFELY_ITEM = {
    "invitationCategory": "CONNECTION",
    "message": "We met in Bilbao",
    "sentTime": "2026-01-01",
    "profile": {**MEMBER, "headline": "Engineer", "profileUrl": "https://www.linkedin.com/in/ann-okoro"},
}


@pytest.mark.parametrize(
    ("shape", "mutual", "approximate"),
    [(VOYAGER, 13, False), (VOYAGER["elements"], 13, False), ({"data": VOYAGER}, 13, False),
     ([INVITATION], None, False), (INVITATION, None, False), ({"items": [UNIPILE_ITEM], "cursor": None}, None, True),
     ([UNIPILE_ITEM], None, True), ({"success": True, "invitations": [SAFELY_ITEM]}, None, False),
     (SAFELY_ITEM, None, False)],
    ids=["voyager", "its elements", "in data", "invitations", "one", "unipile", "its items", "safely", "one of these"],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 2])
def test_every_tool_says_the_same(
    tmp_path: Path, shape: object, mutual: int | None, approximate: bool, indent: int | None
) -> None:
    (request,), problems = requests_in(tmp_path, json.dumps(shape, indent=indent), "x.json")
    assert problems == []
    assert (request.name, request.headline, request.note) == ("Ann Okoro", "Engineer", "We met in Bilbao")
    assert request.profile_url == "https://www.linkedin.com/in/ann-okoro"
    assert (request.sent, request.approximate) == (date(2026, 1, 1), approximate)
    assert request.mutual_connections == mutual


def test_pages_of_answers_saved_line_by_line_are_read(tmp_path: Path) -> None:
    other = {"elements": [{"invitation": INVITATION | {"fromMember": MEMBER | {"firstName": "Ben"}}}]}
    found, problems = requests_in(tmp_path, f"{json.dumps(VOYAGER)}\n{{\n{json.dumps(other)}\n", "x.json")
    assert [(request.name, request.provenance.row) for request in found] == [("Ann Okoro", 1), ("Ben Okoro", 3)]
    assert [(problem.code, problem.line) for problem in problems] == [("S028", 2)]


def test_a_tool_that_leaves_an_empty_note_out_says_that_there_is_none(tmp_path: Path) -> None:
    silent = {name: value for name, value in INVITATION.items() if name != "message"}
    (request,), _ = requests_in(tmp_path, json.dumps({"elements": [{"invitation": silent | {"customMessage": False}}]}))
    assert request.note == ""
    (unipile,), _ = requests_in(tmp_path, json.dumps([UNIPILE_ITEM | {"invitation_text": None}]))
    assert unipile.note == ""
    safely = {name: value for name, value in SAFELY_ITEM.items() if name != "message"}
    (unknown,), _ = requests_in(tmp_path, json.dumps([safely]))
    assert unknown.note is None


def test_invitations_that_are_no_persons_are_counted(tmp_path: Path) -> None:
    others = [SAFELY_ITEM | {"invitationCategory": kind} for kind in ("ORGANIZATION", "NEWSLETTER", "EVENT")]
    source = source_of(written(tmp_path, "x.json", json.dumps({"invitations": [*others, SAFELY_ITEM]})))
    for _ in range(2):
        assert [request.name for request in of_kind(source, Request)] == ["Ann Okoro"]
        assert source.counts == {NOT_FROM_PEOPLE: 3}


def test_an_invitation_that_names_nobody_is_a_problem(tmp_path: Path) -> None:
    found, problems = requests_in(tmp_path, json.dumps({"elements": [{"invitation": {"sentTime": 1}}]}))
    assert (found, [problem.code for problem in problems]) == ([], ["S025", "S014"])
    assert "unknown shape; these keys were seen: `invitation`" in problems[-1].text


@pytest.mark.parametrize("content", ['{"paging": {}}', "note: hello\n", '{"elements": [], "x": 1}\n{"y": 1}'])
def test_an_object_without_requests_is_a_problem(tmp_path: Path, content: str) -> None:
    found, problems = requests_in(tmp_path, content)
    assert (found, [problem.code for problem in problems]) == ([], ["S025", "S014"])


def test_a_person_beside_a_list_is_read_too(tmp_path: Path) -> None:
    found, _ = requests_in(tmp_path, '{"name": "A", "items": [{"name": "B"}]}')
    assert sorted(request.name for request in found) == ["A", "B"]


LINKED_HELPER = (
    "id,public_id,profile_url,email,full_name,headline,location_name,current_company,organization_1,"
    "organization_title_1,organization_start_1,organization_end_1,organization_2,organization_start_2,"
    "organization_end_2,education_1,education_degree_1,education_start_1,education_end_1,mutual_count\n"
    "1,ann-okoro,,ann@example.com,Ann Okoro,Engineer,Bilbao,,Northwind,Lead,2015.01,,Adatum,2009.05,2013.02,"
    "Contoso Polytechnic,BSc,2001,2006,7\n"
)
DUX_SOUP = (
    "id,Profile,First Name,Last Name,Title,Company,Email,Location,Connections,Position-1-Company,Position-1-Title,"
    "Position-1-From,Position-1-To,Position-2-Company,Position-2-Title,Position-2-From,Position-2-To,"
    "School-1-Name,School-1-Degree,School-1-From,School-1-To\n"
    "1,https://www.linkedin.com/in/ann-okoro,Ann,Okoro,Engineer,Northwind,ann@example.com,Bilbao,500+,Northwind,Lead,"
    "Jan 2015,Present,Adatum,,May 2009,Feb 2013,Contoso Polytechnic,BSc,2001,2006\n"
)


def _flat_json(table: str) -> str:
    header, row = table.splitlines()
    return json.dumps(dict(zip(header.split(","), row.split(","), strict=True)))


@pytest.mark.parametrize("content", [LINKED_HELPER, DUX_SOUP, _flat_json(LINKED_HELPER), _flat_json(DUX_SOUP)])
def test_profiles_with_their_work_history(tmp_path: Path, content: str) -> None:
    (request,), problems = requests_in(tmp_path, content)
    assert problems == []
    assert (request.name, request.email, request.company) == ("Ann Okoro", "ann@example.com", "Northwind")
    assert (request.headline, request.location) == ("Engineer", "Bilbao")
    assert request.positions is not None
    assert request.education is not None
    assert [(job.company, job.title, job.start, job.end) for job in request.positions] == [
        ("Northwind", "Lead", PartialDate(2015, 1), None),
        ("Adatum", "", PartialDate(2009, 5), PartialDate(2013, 2)),
    ]
    assert [(time.school, time.degree, time.start, time.end) for time in request.education] == [
        ("Contoso Polytechnic", "BSc", PartialDate(2001), PartialDate(2006))
    ]


@pytest.mark.parametrize("column", ["email", "Email", "email_address", "emailAddress", "E-mail", "E-Mail Address"])
def test_a_list_may_give_the_address(tmp_path: Path, column: str) -> None:
    for content in (f"name,{column},note\nAnn Okoro,ann@example.com,\n",
                    f"First Name,Last Name,Profile URL,{column}\nAnn,Okoro,,<ann@example.com>; b@example.com\n",
                    json.dumps({"name": "Ann Okoro", column: "mailto:ann@example.com"})):  # fmt: skip
        (request,), problems = requests_in(tmp_path, content)
        assert (request.email, problems) == ("ann@example.com", [])


def test_what_is_no_address_is_a_problem(tmp_path: Path) -> None:
    (request,), problems = requests_in(tmp_path, "name,email\nAnn Okoro,Get Email\n")
    assert (request.email, [problem.code for problem in problems]) == ("", ["S029"])


def test_an_entry_of_the_past_without_a_name_is_a_problem(tmp_path: Path) -> None:
    text = "name,position_1_company,position_1_title\nAnn Okoro,,Engineer\nBen Adeyemi,,\n"
    found, problems = requests_in(tmp_path, text)
    assert [request.positions for request in found] == [(), ()]
    assert [(problem.code, problem.line) for problem in problems] == [("S029", 2)]


ANN = {"first_name": "Ann", "last_name": "Okoro", "headline": "Engineer",
       "linkedin_url": "https://www.linkedin.com/in/ann-okoro"}  # fmt: skip
MINI = {"firstName": "Ann", "lastName": "Okoro", "occupation": "Engineer", "publicIdentifier": "ann-okoro"}


@pytest.mark.parametrize(
    "shape",
    [
        {"status": "success", "data": {"invitations": [{"invitation_type": "CONNECTION", "sender": ANN}]}},
        {"elements": [{"genericInviter": {"miniProfile": MINI}, "sharedConnections": {"count": 3}}]},
        [{"type": "RECEIVED", "inviter": {"username": "ann-okoro", "name": "Ann Okoro", "headline": "Engineer"}}],
        {"success": True, "pending": [{"name": "Ann Okoro", "title": "Engineer", "username": "ann-okoro"}]},
        {"ok": 1, "whatever": [{"senderName": "Ann Okoro", "senderTitle": "Engineer", "senderUsername": "ann-okoro"}]},
        {"Name": "Ann Okoro", "Headline": "Engineer", "linkedin_profile_url": ANN["linkedin_url"]},
    ],
)
def test_shapes_of_public_tools(tmp_path: Path, shape: object) -> None:
    (request,), problems = requests_in(tmp_path, json.dumps(shape), "x.json")
    assert (request.name, request.headline, request.profile_url, problems) == (
        "Ann Okoro", "Engineer", "https://www.linkedin.com/in/ann-okoro", [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("element", "count"),
    [
        ({"invitation": {"genericInvitationType": "ORGANIZATION", "fromMember": MEMBER}}, NOT_FROM_PEOPLE),
        ({"invitation_type": "CONTENT_SERIES", "sender": ANN}, NOT_FROM_PEOPLE),
        ({"invitationType": "SENT", "fromMember": MEMBER, "toMember": MEMBER}, SENT_BY_USER),
        ({"name": "Ann Okoro", "direction": "OUTGOING"}, SENT_BY_USER),
        ({"name": "Ann Okoro", "type": "event"}, NOT_FROM_PEOPLE),
    ],
)
def test_what_is_nobodys_request_is_counted(tmp_path: Path, element: dict[str, object], count: str) -> None:
    source, problems = opened(written(tmp_path, "x.json", json.dumps([element])))
    assert source is not None
    assert (of_kind(source, Request), problems, source.counts) == ([], [], {count: 1})


def test_an_outgoing_row_of_a_table_is_counted_too(tmp_path: Path) -> None:
    source = source_of(written(tmp_path, "x.csv", "name,direction\nAnn Okoro,SENT\nBen Adeyemi,RECEIVED\n"))
    assert [request.name for request in of_kind(source, Request)] == ["Ben Adeyemi"]
    assert source.counts == {SENT_BY_USER: 1}


@pytest.mark.parametrize("column", ["timeLabel", "received_date", "sent_date", "sentTime", "invitedAt"])
def test_every_name_of_the_day_is_known(tmp_path: Path, column: str) -> None:
    (request,), problems = requests_in(tmp_path, json.dumps([{"name": "Ann Okoro", column: "2 days ago"}]))
    assert (request.sent, request.approximate, problems) == (date(2026, 2, 28), True, [])


def test_columns_that_are_not_understood_are_named_once(tmp_path: Path) -> None:
    text = "name,note,Shoe Size,Favourite Dish\nAnn Okoro,,41,Soup\nBen Adeyemi,,42,Soup\n"
    for content in (text, json.dumps([{"name": "Ann Okoro", "shoeSize": 41, "favouriteDish": 2}] * 3)):
        _, problems = requests_in(tmp_path, content)
        assert [problem.code for problem in problems] == ["S037"]
        assert "`shoesize`, `favouritedish`" in problems[0].text


@pytest.mark.parametrize(
    "job",
    [
        {"company": "Northwind", "title": "Engineer", "starts_at": {"day": 1, "month": 5, "year": 2013},
         "ends_at": {"day": 30, "month": 6, "year": 2015}},
        {"title": "Engineer", "subtitle": "Northwind · Full-time", "caption": "May 2013 - Jun 2015 · 2 yrs 2 mos"},
        {"title": "Engineer", "subtitle": "Northwind", "caption": "Mai 2013 – Juni 2015"},
        {"companyName": "Northwind", "position": "Engineer", "startedOn": "mayo de 2013", "finishedOn": "juin 2015"},
        {"title": "Northwind", "subComponents": [{"title": "Engineer", "caption": "May 2013 - Jun 2015"},
                                                 {"title": "Trainee", "caption": "2011 - 2013"}]},
    ],
)  # fmt: skip
def test_work_history_as_tools_write_it(tmp_path: Path, job: dict[str, object]) -> None:
    for name in ("experiences", "positions", "experience"):
        (request,), problems = requests_in(tmp_path, json.dumps([{"fullName": "Ann Okoro", name: [job]}]))
        assert request.positions
        first = request.positions[0]
        assert (first.company, first.title, first.start, first.end, problems) == (
            "Northwind", "Engineer", PartialDate(2013, 5), PartialDate(2015, 6), [],
        )  # fmt: skip


def test_a_table_may_begin_its_work_history_without_a_number(tmp_path: Path) -> None:
    text = (
        "fullName,company,company2,jobTitle,jobDateRange,jobTitle2,jobDateRange2,school,schoolDateRange\n"
        "Ann Okoro,Adatum,Northwind,Lead,Jan 2016 - Present,Engineer,May 2013 - Jun 2015,Contoso Tech,2001 - 2006\n"
    )
    (request,), problems = requests_in(tmp_path, text)
    assert [(job.company, job.title, job.start, job.end) for job in request.positions or ()] == [
        ("Adatum", "Lead", PartialDate(2016, 1), None),
        ("Northwind", "Engineer", PartialDate(2013, 5), PartialDate(2015, 6)),
    ]
    assert [(time.school, time.start) for time in request.education or ()] == [("Contoso Tech", PartialDate(2001))]
    assert (request.company, problems) == ("Adatum", [])


def test_a_length_of_time_is_no_span_of_days(tmp_path: Path) -> None:
    job = {"company": "Northwind", "duration": "2 yrs 2 mos"}
    (request,), problems = requests_in(tmp_path, json.dumps([{"name": "Ann Okoro", "positions": [job]}]))
    assert [(one.start, one.end) for one in request.positions or ()] == [(None, None)]
    assert problems == []
