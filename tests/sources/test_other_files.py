"""The files of an archive in which nothing proves anything: given alone, each is a count and no error."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.sources.records import OwnAddress, OwnLanguage
from screener.sources.source import SourceKind
from tests.sources.reading import everything, of_kind, requests_in, source_of, written

ALONE = {
    "Skills.csv": "Name\nWelding\n",
    "Company Follows.csv": "Organization,Followed On\nNorthwind,Tue Jan 05 10:11:12 UTC 2026\n",
    "Member_Follows.csv": "Date,Status,FullName\n2026-01-05 10:11:12,Active,Ann Okoro\n",
    "PhoneNumbers.csv": "Extension,Number,Type\n,+44 1,Mobile\n",
    "Certifications.csv": "Name,Url,Authority,Started On,Finished On,License Number\nWelder,,,,,\n",
    "Organizations.csv": "Name,Position,Description,Started On,Finished On\nHarbour Rescue,Diver,,,\n",
    "Publications.csv": "Name,Published On,Description,Publisher,Url\nOn cranes,,,,\n",
    "Registration.csv": "Registered At,Registration Ip,Subscription Types\n,,\n",
    "Reactions.csv": "Date,Type,Link\n2026-01-05 10:11:12,LIKE,\n",
    "Comments_34875879.csv": 'Date,Link,Message\n2026-01-05,,"well, done"\n',
    "Ad_Targeting.csv": "Member Age,Company Names,Company Names\n,Northwind,Contoso\n",
    "Receipts_v2.csv": "Transaction Made At,Description,Amount\n,,\n",
}


def test_the_languages_that_the_user_speaks_are_told(tmp_path: Path) -> None:
    source = source_of(written(tmp_path, "Languages.csv", "Name,Proficiency\nGerman,Native\nNorwegian,\n"))
    assert [(one.name, one.level) for one in of_kind(source, OwnLanguage)] == [("German", "Native"), ("Norwegian", "")]
    assert source.told == frozenset()


@pytest.mark.parametrize("name", ALONE)
def test_such_a_file_is_counted(tmp_path: Path, name: str) -> None:
    source = source_of(written(tmp_path, name, ALONE[name]))
    assert source.kind is SourceKind.LINKEDIN_ARCHIVE
    assert (list(everything(source)), source.counts) == ([], {"files that prove nothing": 1})
    assert source.told == frozenset()


@pytest.mark.parametrize("name", sorted({*ALONE} - {"Skills.csv", "Ad_Targeting.csv", "Receipts_v2.csv"}))
def test_such_a_file_under_another_name_is_known_by_its_header(tmp_path: Path, name: str) -> None:
    assert source_of(written(tmp_path, "renamed.csv", ALONE[name])).counts == {"files that prove nothing": 1}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("jobs.csv", "Name,Note\nAnn Okoro,\n"),
        ("comments.csv", "Name,Message\nAnn Okoro,Hello\n"),
        ("saved jobs.csv", "Name,Headline\nAnn Okoro,Engineer\n"),
        ("list.csv", "Date,Link,Message,Name\n2026-01-05,,Hello,Ann Okoro\n"),
    ],
)
def test_a_list_of_requests_is_not_taken_for_one(tmp_path: Path, name: str, text: str) -> None:
    found, problems = requests_in(tmp_path, text, name)
    assert ([request.name for request in found], problems) == (["Ann Okoro"], [])


def test_the_users_own_addresses_are_read_if_they_are_confirmed(tmp_path: Path) -> None:
    text = "Email Address,Confirmed,Primary,Updated On\nme@x.example,Yes,Yes,\nold@x.example,No,No,\n"
    source = source_of(written(tmp_path, "Email Addresses.csv", text))
    assert [row.email for row in of_kind(source, OwnAddress)] == ["me@x.example"]
