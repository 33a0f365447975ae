"""Tests of `screener.evidence.identity`."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from screener.catalogue.declaring import Origin
from screener.evidence.facts import FactSheet
from tests.evidence.making import asking, connected, in_book, invited, recommended, sheet, sheets, url


def status(filled: FactSheet) -> object:
    facts = filled["identity"]
    return facts and facts[0].fields["status"]


def test_the_profile_itself_is_known() -> None:
    assert status(sheet(asking(), [invited(slug="jane-doe")])) == "same-profile"


@pytest.mark.parametrize(
    ("company", "expected"), [(None, "second-profile"), ("Contoso", "second-profile"), ("Fabrikam", "other-person")]
)
def test_a_connected_namesake_is_a_second_profile_unless_the_firm_differs(company: str | None, expected: str) -> None:
    filled = sheet(asking(company=company), [connected(slug="jane-doe-1", company="Contoso")])
    assert status(filled) == expected
    assert filled["connection"] == ()


def test_two_connected_namesakes_leave_open_which_it_is() -> None:
    rows = [connected(slug="jane-doe-1"), connected(slug="jane-doe-2")]
    assert status(sheet(asking(), rows)) == "ambiguous"


def test_nobody_of_the_name_is_none_only_if_somebody_looked() -> None:
    assert status(sheet(asking())) == "none"
    assert sheet(asking(), looked_into=[Origin.INVITATIONS])["identity"] is None


def test_a_namesake_is_seen_also_when_the_known_one_stands_in_the_queue() -> None:
    queue = [asking(), asking(slug="jane-doe-2", company="Contoso")]
    known, other = sheets(queue, [connected(slug="jane-doe", company="Contoso")])
    assert (status(known), status(other)) == ("same-profile", "second-profile")


def test_whoever_was_connected_before_asks_from_a_second_profile() -> None:
    assert status(sheet(asking(slug="", company="Contoso"), [connected(company="Contoso")])) == "second-profile"
    assert status(sheet(asking(slug="", company="Contoso"), [recommended(company="Contoso")])) == "corroborated"


def test_of_two_connected_namesakes_the_firm_tells_which() -> None:
    rows = [connected(slug="jane-1", company="Contoso"), connected(slug="jane-2", company="Fabrikam", row=3)]
    agreeing = sheet(asking(company="Contoso"), rows)
    assert status(agreeing) == "second-profile"
    assert status(sheet(asking(company="Northwind"), rows)) == "other-person"
    assert status(sheet(asking(), rows)) == "ambiguous"


def test_a_connection_with_the_askers_mail_address_has_a_second_profile() -> None:
    known = replace(connected("J. Roe", "j-roe"), email="jane@doe.example")
    assert status(sheet(asking(email="jane@doe.example"), [known])) == "second-profile"


def test_a_short_form_is_the_name_of_nobody_until_the_firm_agrees() -> None:
    rows = [recommended("Bob Smith", "Contoso")]
    by_name = sheet(asking("Robert Smith", "robert"), rows)
    assert status(by_name) == "name-only"
    assert [fact.fields["matched-by"] for fact in by_name["recommendation-given"] or ()] == ["similar-name"]
    assert status(sheet(asking("Robert Smith", "robert", company="Contoso"), rows)) == "corroborated"


def test_a_former_name_in_the_askers_name_leads_to_the_records() -> None:
    rows = [recommended("Jane Roe", "Contoso")]
    assert status(sheet(asking("Jane Doe (née Roe)", company="Contoso"), rows)) == "corroborated"
    assert status(sheet(asking("Jane Doe (née Roe)"), rows)) == "name-only"


def test_a_name_spelled_nearly_so_counts_only_at_the_same_firm() -> None:
    rows = [recommended("Jane Feathersttone", "Contoso")]
    asker = asking("Jane Featherstone", company="Contoso")
    facts = sheet(asker, rows)["recommendation-given"] or ()
    assert [fact.fields["matched-by"] for fact in facts] == ["similar-name"]
    assert sheet(asking("Jane Featherstone", company="Fabrikam"), rows)["recommendation-given"] == ()


def test_two_entries_of_one_name_are_two_people_unless_something_joins_them() -> None:
    one, other = in_book("Jane Doe", "jane@a.example"), in_book("Jane Doe", "jane@b.example")
    assert status(sheet(asking(), [one, other])) == "ambiguous"
    both = replace(other, emails=("jane@a.example", "jane@b.example"))
    assert status(sheet(asking(), [one, both])) == "name-only"


def test_an_entry_of_another_profile_is_another_person() -> None:
    entry = in_book("Jane Doe", "jane@a.example", profile_urls=(url("other-jane"),))
    assert status(sheet(asking(), [entry])) == "other-person"
    assert sheet(asking(), [entry])["address-book"] == ()


def test_a_record_known_by_several_profiles_none_of_them_the_askers_is_ambiguous() -> None:
    rows = [invited(slug="jane-1"), invited(slug="jane-2")]
    assert status(sheet(asking(), rows)) == "ambiguous"
