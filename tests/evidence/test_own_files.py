"""Tests of `screener.evidence.own_files`, with the world behind it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from screener.catalogue.values import PartialDate
from screener.evidence.facts import FactSheet
from screener.sources.records import Contact, Mail, Party, Row
from tests.evidence.making import (
    TODAY,
    asking,
    connected,
    in_book,
    mailed,
    met,
    noted,
    recommended,
    sheet,
    sheets,
    url,
)

ANA = Party(name="Ana Ruiz", email="ana@ruiz.example")
JANE = Party(name="Jane Doe", email="jane@doe.example")
BY_ADDRESS = Party(email="JANE@doe.example")
IN_BOOK = in_book("J. D.", "jane@doe.example", profile_urls=(url("jane-doe"),))
APRIL, MAY = date(2021, 4, 3), date(2021, 5, 1)


def fields(filled: FactSheet, subject: str, number: int = 0) -> dict[str, object]:
    facts = filled[subject]
    assert facts
    return dict(facts[number].fields)


def test_mails_of_both_are_summed_up_by_the_address_that_an_address_book_tells() -> None:
    rows: list[Row] = [mailed(BY_ADDRESS, ANA, day=MAY), mailed(ANA, BY_ADDRESS, day=APRIL), IN_BOOK]
    filled = sheet(asking(), rows)
    assert fields(filled, "mail") == {
        "grade": "first-contact", "count": 2, "from-me": 1, "from-them": 1, "two-way": True,
        "matched-by": "same-profile",
        "first": PartialDate(2021, 4, 3), "last": PartialDate(2021, 5, 1),
    }  # fmt: skip
    assert filled["mail"] is not None
    assert (filled["mail"][0].source.file, filled["mail"][0].source.rows) == ("mail.mbox", 2)
    assert filled["mail"][0].text == "2 mails, 1 from you, last on 1 May 2021"


@pytest.mark.parametrize(
    "source",
    [
        IN_BOOK,
        replace(connected("J. D.", "jane-doe", day=date(2026, 2, 9)), email="Jane@Doe.example"),
    ],
)
def test_every_source_that_has_the_profile_tells_its_address(source: Row) -> None:
    assert fields(sheet(asking(), [mailed(ANA, BY_ADDRESS), source]), "mail")["matched-by"] == "same-profile"


def test_the_address_of_the_request_itself_is_enough() -> None:
    filled = sheet(asking(email="jane@doe.example"), [mailed(ANA, BY_ADDRESS)])
    assert fields(filled, "mail")["matched-by"] == "same-email"
    assert fields(filled, "identity")["status"] == "same-email"


@pytest.mark.parametrize("forwards", [True, False])
def test_entries_that_share_an_address_are_one_person_in_any_order(forwards: bool) -> None:
    books = [IN_BOOK, in_book("JD", "jane@doe.example", "jd@home.example")]
    rows: list[Row] = [*books[:: 1 if forwards else -1], mailed(ANA, Party(email="jd@home.example"))]
    assert fields(sheet(asking(), rows), "mail")["matched-by"] == "same-profile"


def test_an_address_of_two_people_proves_neither() -> None:
    queue = [asking(), asking("Theo Grant", "theo"), asking("Mika Sato", "mika", email="home@family.example")]
    shared = [
        in_book(name, "home@family.example", profile_urls=(url(slug),))
        for name, slug in (("Jane Doe", "jane-doe"), ("Theo Grant", "theo"))
    ]
    jane, theo, mika = sheets(queue, [*shared, mailed(ANA, Party(email="home@family.example"))])
    assert [filled["mail"] for filled in (jane, theo, mika)] == [(), (), ()]
    assert [len(filled["address-book"] or ()) for filled in (jane, theo, mika)] == [1, 1, 0]


def test_mails_joined_by_the_name_are_weak_until_the_domain_is_that_of_the_firm() -> None:
    at_contoso = Party(name="Doe, Jane", email="jane.doe@contoso.example")
    assert fields(sheet(asking(), [mailed(ANA, at_contoso)]), "mail")["matched-by"] == "name"
    filled = sheet(asking(company="Contoso GmbH"), [mailed(ANA, at_contoso)])
    assert fields(filled, "mail")["matched-by"] == "corroborated"
    assert fields(filled, "identity")["status"] == "corroborated"


@pytest.mark.parametrize(
    "mail",
    [
        mailed(JANE, ANA, spam=True),
        mailed(JANE, ANA, bulk=True),
        mailed(ANA, JANE, *(Party(email=f"p{number}@x.example") for number in range(30))),
        mailed(Party(name="Theo Grant", email="theo@x.example"), ANA, JANE),
    ],
)
def test_what_is_no_correspondence_does_not_count(mail: Mail) -> None:
    assert sheet(asking(), [IN_BOOK, mail])["mail"] == ()


def test_a_meeting_in_which_the_asker_is_named_is_found() -> None:
    filled = sheet(asking(), [IN_BOOK, met(ANA, BY_ADDRESS, people=4)])
    assert fields(filled, "meeting") == {
        "title": "Gripper review", "people": 4, "age": 727, "as": "listed", "matched-by": "same-profile",
    }  # fmt: skip
    assert filled["meeting"] is not None
    assert filled["meeting"][0].text == "both in “Gripper review” on 5 March 2024, 4 people"


def test_meetings_without_the_asker_or_without_the_user_do_not_count() -> None:
    absent = [met(ANA, people=4), met(ANA, BY_ADDRESS, cancelled=True), met(ANA, JANE, day=date(2026, 3, 3))]
    assert date(2026, 3, 3) > TODAY
    assert sheet(asking(), [IN_BOOK, *absent])["meeting"] == ()


def test_an_entry_of_the_address_book_brings_its_note_and_tags() -> None:
    entry = in_book("Jane Doe", note="gripper team, Bilbao", tags=("work", "friends"), companies=("Contoso",))
    filled = sheet(asking(company="Contoso"), [entry])
    assert fields(filled, "address-book") == {
        "note": "gripper team, Bilbao", "tags": ("work", "friends"), "saved-by": "me", "matched-by": "corroborated",
    }  # fmt: skip
    assert fields(filled, "my-note") == {"text": "gripper team, Bilbao", "matched-by": "corroborated"}
    assert filled["address-book"] is not None
    assert filled["address-book"][0].source.file == "contacts.vcf"


def test_what_a_program_saved_is_no_note_of_the_users() -> None:
    filled = sheet(asking(), [in_book("Jane Doe", note="added by sync", saved_by_program=True)])
    assert fields(filled, "address-book")["saved-by"] == "program"
    assert filled["my-note"] == ()


def test_a_note_is_joined_by_profile_or_name() -> None:
    assert fields(sheet(asking(), [noted("stand at the fair", slug="jane-doe")]), "my-note") == {
        "text": "stand at the fair", "age": 274, "matched-by": "same-profile",
    }  # fmt: skip
    assert fields(sheet(asking(), [noted("stand at the fair")]), "my-note")["matched-by"] == "name"
    filled = sheet(asking(company="Contoso"), [noted("Met through Contoso, gripper stand")])
    assert fields(filled, "my-note")["matched-by"] == "corroborated"


def test_the_users_own_address_makes_nobody_the_asker() -> None:
    shared = Contact(name="Home", emails=(ANA.email,), profile_urls=(url("jane-doe"),), provenance=IN_BOOK.provenance)
    assert sheet(asking(), [shared, mailed(ANA, Party(name="Theo", email="theo@x.example"))])["mail"] == ()


def test_a_firm_of_the_address_book_is_a_second_fact_for_other_records() -> None:
    filled = sheet(asking(), [in_book("Jane Doe", profile_urls=(url("jane-doe"),), companies=("Contoso",)),
                              recommended(company="Contoso")])  # fmt: skip
    assert fields(filled, "recommendation-given")["matched-by"] == "same-profile"
