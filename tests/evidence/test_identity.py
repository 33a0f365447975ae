"""Tests of `screener.evidence.identity`."""

from __future__ import annotations

import pytest

from screener.catalogue.subjects import Origin
from screener.evidence.facts import FactSheet
from tests.evidence.making import asking, connected, invited, recommended, sheet, sheets


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
