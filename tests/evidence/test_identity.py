"""Tests of `screener.evidence.identity`."""

from __future__ import annotations

from datetime import date

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


@pytest.mark.parametrize("company", [None, "Contoso", "Fabrikam"])
def test_a_connected_namesake_of_a_rare_name_is_a_second_profile(company: str | None) -> None:
    filled = sheet(asking(company=company), [connected(slug="jane-doe-1", company="Contoso")])
    assert status(filled) == "second-profile"
    assert filled["connection"] == ()


@pytest.mark.parametrize(("company", "expected"), [(None, "none"), ("Contoso", "second-profile"), ("Fabrikam", "none")])
def test_a_connected_namesake_of_a_common_name_is_a_second_profile_if_the_firm_agrees(
    company: str | None, expected: str
) -> None:
    rows = [connected("Maria Garcia", "maria-garcia-1", company="Contoso")]
    filled = sheet(asking("Maria Garcia", "maria-garcia", company=company), rows)
    assert status(filled) == expected
    assert filled["connection"] == ()


def test_two_connected_namesakes_are_no_reason_to_take_the_asker_for_either() -> None:
    rows = [connected(slug="jane-doe-1"), connected(slug="jane-doe-2")]
    filled = sheet(asking(), rows)
    assert status(filled) == "second-profile"
    assert filled["connection"] == ()


def test_nobody_of_the_name_is_none_only_if_somebody_looked() -> None:
    assert status(sheet(asking())) == "none"
    assert sheet(asking(), looked_into=[Origin.INVITATIONS])["identity"] is None


def test_a_namesake_is_seen_also_when_the_known_one_stands_in_the_queue() -> None:
    queue = [asking(), asking(slug="jane-doe-2", company="Contoso")]
    known, other = sheets(queue, [connected(slug="jane-doe", company="Contoso")])
    assert (status(known), status(other)) == ("same-profile", "second-profile")


def test_whoever_was_connected_before_asks_from_a_second_profile() -> None:
    asker = asking(slug="", company="Contoso")
    filled = sheet(asker, [connected(company="Contoso")])
    assert status(filled) == "second-profile"
    assert filled["connection"] == ()
    assert status(sheet(asker, [connected(company="Contoso", day=date(2026, 2, 3))])) == "corroborated"
    assert status(sheet(asking(slug="", company="Contoso"), [recommended(company="Contoso")])) == "corroborated"


def test_of_two_namesakes_the_firm_tells_which() -> None:
    rows = [recommended("Anna Vogel", "Contoso"), recommended("Anna Vogel", "Fabrikam", given=False)]
    filled = sheet(asking("Anna Vogel", "anna-vogel", company="Contoso"), rows)
    assert status(filled) == "corroborated"
    assert len(filled["recommendation-given"] or ()) == 1
    assert filled["recommendation-received"] == ()


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


def test_a_name_spelled_nearly_so_is_sure_only_at_the_same_firm() -> None:
    rows = [recommended("Jane Feathersttone", "Contoso")]

    def matches(company: str) -> list[object]:
        facts = sheet(asking("Jane Featherstone", company=company), rows)["recommendation-given"] or ()
        return [fact.fields["matched-by"] for fact in facts]

    assert matches("Contoso") == ["corroborated"]
    assert matches("Fabrikam") == ["similar-name"]


def test_two_entries_of_a_common_name_are_two_people_unless_something_joins_them() -> None:
    asker = asking("Maria Garcia", "maria-garcia")
    one, other = in_book("Maria Garcia", "maria@a.example"), in_book("Maria Garcia", "maria@b.example")
    assert status(sheet(asker, [one, other])) == "ambiguous"
    both = replace(other, emails=("maria@a.example", "maria@b.example"))
    assert status(sheet(asker, [one, both])) == "name-only"


def test_two_entries_of_a_rare_name_are_one_person() -> None:
    rows = [in_book("Jane Doe", "jane@a.example"), in_book("Jane Doe", "jane@b.example")]
    filled = sheet(asking(), rows)
    assert status(filled) == "name-only"
    assert len(filled["address-book"] or ()) == 1


def test_an_entry_of_another_profile_proves_nothing() -> None:
    entry = in_book("Jane Doe", "jane@a.example", profile_urls=(url("other-jane"),))
    filled = sheet(asking(company="Contoso"), [replace(entry, companies=("Contoso",))])
    assert status(filled) == "name-only"
    assert [one.weak for one in filled["address-book"] or ()] == [True]


def test_two_profiles_of_one_name_none_of_them_the_askers_are_ambiguous() -> None:
    rows = [invited(slug="jane-1"), invited(slug="jane-2")]
    assert status(sheet(asking(), rows)) == "ambiguous"
