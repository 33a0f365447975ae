"""Request lists: the user's own form and the columns of other tools, in CSV, JSON, JSON lines and YAML."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.values import PartialDate
from screener.sources.records import Request
from screener.sources.source import SourceKind
from tests.sources.reading import of_kind, opened, requests_in, source_of, written

OWN = {
    "name": "Ann Okoro",
    "profile_url": "https://www.linkedin.com/in/ann-okoro",
    "headline": "Engineer",
    "company": "Fabrikam",
    "location": "Bilbao",
    "note": "no",
    "sent_at": "2026-02-01",
    "mutual_connections": 12,
    "connections": "500+",
    "profile_created": "2019-05",
    "positions": [
        {"company": "Northwind", "title": "Engineer", "from": "2009-05", "to": "2013"},
        {"company": "Adatum"},
    ],
    "education": [{"school": "Contoso Polytechnic", "degree": "BSc", "from": 2001, "to": 2006}],
}
OWN_YAML = """\
# my list
requests:
  - name: Ann Okoro
    profile_url: https://www.linkedin.com/in/ann-okoro
    headline: Engineer
    company: Fabrikam
    location: Bilbao
    note: no
    sent_at: 2026-02-01
    mutual_connections: 12
    connections: 500+
    profile_created: 2019-05
    positions:
      - {company: Northwind, title: Engineer, from: 2009-05, to: 2013}
      - {company: Adatum}
    education: [{school: Contoso Polytechnic, degree: BSc, from: 2001, to: 2006}]
"""
OWN_CSV = (
    "name,profile_url,headline,company,location,note,sent_at,mutual_connections,connections,profile_created,"
    "position_1_company,position_1_title,position_1_from,position_1_to,position_2_company,position_2_title,"
    "education_1_school,education_1_degree,education_1_from,education_1_to\n"
    "Ann Okoro,https://www.linkedin.com/in/ann-okoro,Engineer,Fabrikam,Bilbao,no,2026-02-01,12,500+,2019-05,"
    "Northwind,Engineer,2009-05,2013,Adatum,,Contoso Polytechnic,BSc,2001,2006\n"
)


@pytest.mark.parametrize(
    "content",
    [OWN_CSV, OWN_YAML, OWN_YAML.split("requests:\n")[1], json.dumps([OWN]), json.dumps({"requests": [OWN]}),
     json.dumps(OWN), json.dumps(OWN) + "\n", json.dumps({"version": 1, "requests": [OWN]}),
     json.dumps([OWN], indent=2).encode("utf-16"), OWN_CSV.replace("\n", "\r\n").encode("utf-8-sig")],
    ids=["csv", "yaml", "yaml list", "json", "json object", "json one", "json lines", "json late", "utf-16", "crlf"],
)  # fmt: skip
def test_every_form_of_the_users_own_list_says_the_same(tmp_path: Path, content: str | bytes) -> None:
    (request,), problems = requests_in(tmp_path, content, "mine.txt")
    assert problems == []
    assert (request.name, request.profile_url) == ("Ann Okoro", "https://www.linkedin.com/in/ann-okoro")
    assert (request.headline, request.company, request.location) == ("Engineer", "Fabrikam", "Bilbao")
    assert (request.note, request.sent, request.approximate) == ("no", date(2026, 2, 1), False)
    assert (request.mutual_connections, request.connections) == (12, 500)
    assert request.profile_created == PartialDate(2019, 5)
    assert request.positions is not None
    assert request.education is not None
    assert [(job.company, job.start, job.end) for job in request.positions] == [
        ("Northwind", PartialDate(2009, 5), PartialDate(2013)),
        ("Adatum", None, None),
    ]
    assert [(time.school, time.end) for time in request.education] == [("Contoso Polytechnic", PartialDate(2006))]


def test_an_absent_column_is_unknown_and_a_blank_one_is_empty(tmp_path: Path) -> None:
    (with_note,), _ = requests_in(tmp_path, "name,note,mutual_connections\nAnn Okoro,,\n")
    assert (with_note.note, with_note.headline, with_note.mutual_connections) == ("", None, None)
    assert (with_note.positions, with_note.education) == (None, None)


def test_null_is_unknown(tmp_path: Path) -> None:
    for content in ('[{"name": "Ann Okoro", "note": null}]', "- name: Ann Okoro\n  note: null\n"):
        (request,), _ = requests_in(tmp_path, content)
        assert request.note is None


def test_position_columns_that_are_blank_mean_no_positions(tmp_path: Path) -> None:
    (request,), _ = requests_in(tmp_path, "name,position_1_company\nAnn Okoro,\n")
    assert request.positions == ()


@pytest.mark.parametrize(
    ("header", "row", "name", "url"),
    [("Full Name,linkedinUrl", "Ann Okoro,https://l.example/in/ann", "Ann Okoro", "https://l.example/in/ann"),
     ("firstName,lastName,publicIdentifier", "Ann,Okoro,ann-okoro", "Ann Okoro",
      "https://www.linkedin.com/in/ann-okoro"),
     ("inviter_name,inviter_public_identifier", "Ann Okoro,ann-okoro", "Ann Okoro",
      "https://www.linkedin.com/in/ann-okoro"),
     ("First Name;Last Name;Profile", "Ann;Okoro;https://l.example/in/ann", "Ann Okoro", "https://l.example/in/ann"),
     ("From,Profile URL", "Ann Okoro,", "Ann Okoro", "")],
)  # fmt: skip
def test_names_and_addresses_of_other_tools(tmp_path: Path, header: str, row: str, name: str, url: str) -> None:
    (request,), problems = requests_in(tmp_path, f"{header}\n{row}\n")
    assert problems == []
    assert (request.name, request.profile_url) == (name, url)


@pytest.mark.parametrize(
    ("header", "row"),
    [("organization_1,organization_title_1,organization_start_1,organization_end_1", "Northwind,Engineer,2009,2013"),
     ("Position-1-Company,Position-1-Title,Position-1-From,Position-1-To", "Northwind,Engineer,2009,Present")],
)  # fmt: skip
def test_work_history_of_other_tools(tmp_path: Path, header: str, row: str) -> None:
    (request,), problems = requests_in(tmp_path, f"name,{header}\nAnn Okoro,{row}\n")
    assert problems == []
    assert request.positions is not None
    (job,) = request.positions
    assert (job.company, job.title, job.start) == ("Northwind", "Engineer", PartialDate(2009))
    assert job.end == (None if row.endswith("Present") else PartialDate(2013))


def test_a_relative_date_is_marked_approximate(tmp_path: Path) -> None:
    (request,), _ = requests_in(tmp_path, "name,sent_time\nAnn Okoro,2 weeks ago\n")
    assert (request.sent, request.approximate) == (date(2026, 2, 16), True)


def test_each_bad_value_is_one_problem_and_the_request_is_read(tmp_path: Path) -> None:
    text = "name,date,shared_connections\nAnn Okoro,whenever,some\n,2026-01-01,3\nBen Adeyemi,2026-01-01,3\n"
    found, problems = requests_in(tmp_path, text)
    assert [(request.name, request.provenance.row) for request in found] == [("Ann Okoro", 2), ("Ben Adeyemi", 4)]
    assert [(problem.line, problem.code) for problem in problems] == [(2, "S023"), (2, "S026"), (3, "S025")]


def test_standard_input_is_read_once_and_can_be_read_again() -> None:
    source, problems = opened("-", b"name,note\nAnn Okoro,\n")
    assert source is not None
    assert source.kind is SourceKind.REQUEST_LIST
    assert [of_kind(source, Request) for _ in range(2)][1][0].provenance.file == "-"
    assert (source.records, problems) == ({"requests": 1}, [])


def test_elements_know_their_lines(tmp_path: Path) -> None:
    for content in (
        '[\n {"name": "A"},\n\n {"name": "B"}]',
        "\n- name: A\n\n- name: B\n",
        '\n{"name": "A"}\n\n{"name": "B"}',
    ):
        found, _ = requests_in(tmp_path, content)
        assert [request.provenance.row for request in found] == [2, 4]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [('[{"name": "A"},\n {"name": B}]', "S012", 2), ('[{"name": "A"}', "S012", 1),
     ('{"name": "A"}\n{"name": \n', "S028", 2), ("- name: A\n- null\n- name: [\n", "S012", 4),
     ("- name: A\n- &x y\n", "S012", 2),
     ('[{"name": "A"}, 7]', "S028", 1), ('[{"name": "A", "note": []}]', "S029", 1),
     ('[{"name": "A", "positions": {}}]', "S029", 1), ("- name: A\n- " + "[" * 60 + "\n", "S013", 2),
     ('[{"name": "A"},' + "[" * 200_000, "S013", 1)],
)  # fmt: skip
def test_the_elements_before_a_mistake_are_read(tmp_path: Path, content: str, code: str, line: int) -> None:
    found, problems = requests_in(tmp_path, content)
    assert [request.name for request in found] == ["A"]
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]


def test_control_characters_in_yaml_are_replaced(tmp_path: Path) -> None:
    (request,), problems = requests_in(tmp_path, "- name: A\x07\n")
    assert (request.name, problems) == ("A\ufffd", [])


def test_half_a_character_is_no_end(tmp_path: Path) -> None:
    (request,), _ = requests_in(tmp_path, '[{"name": "A\\ud800"}]')
    assert request.name.encode() == b"A?"


def test_a_long_document_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "long.json", b"[" + b" " * (10 * 1024 * 1024 + 1))
    source, problems = opened(path)
    assert source is not None
    assert (of_kind(source, Request), [problem.code for problem in problems]) == ([], ["S007"])


def test_a_single_csv_of_an_archive_is_no_list(tmp_path: Path) -> None:
    text = 'From,To,Sent At,Message,Direction\nAnn Okoro,Jordan Pike,"4/3/21, 9:41 AM",,INCOMING\n'
    assert source_of(written(tmp_path, "requests.csv", text)).kind is SourceKind.LINKEDIN_ARCHIVE
