"""Tests of `screener.evidence.wanted`."""

from __future__ import annotations

import pytest
from screener.evidence.wanted import Wanted

from screener.evidence.myself import Myself
from tests.evidence.making import asking, url

ME = Myself(frozenset({"ana-ruiz"}), frozenset({"ana ruiz"}))
QUEUE = [asking(), asking("Zoë Brandt", "zoë-brandt")]
OWN, HERS = url("ana-ruiz"), url("jane-doe")


@pytest.mark.parametrize(
    "cells",
    [
        ("Jane Doe", HERS, "Ana Ruiz", OWN),
        ("Ana Ruiz", OWN, "Theo, Jane Doe", f"{url('theo')},{HERS}"),
        ("Somebody", url("zo%C3%AB-brandt"), "Ana Ruiz", OWN),
        ("Dr. Jane Doe", "", "Ana Ruiz", ""),
        ("Jane Doe", url("other-jane"), "Ana Ruiz", OWN),
        ("Ana Ruiz", OWN, "Theo Grant, Jane Doe, Ph.D.", ""),
    ],
)
def test_messages_of_and_to_an_asker_are_wanted(cells: tuple[str, str, str, str]) -> None:
    assert Wanted(QUEUE, ME).message(*cells)


@pytest.mark.parametrize(
    "cells",
    [
        ("Theo Grant", url("theo"), "Ana Ruiz", OWN),
        ("Ana Ruiz", OWN, "Jane Doe", url("other-jane")),
        ("Jane Doerr", "", "Ana Ruiz", ""),
        ("", "", "", ""),
    ],
)
def test_messages_of_others_are_not(cells: tuple[str, str, str, str]) -> None:
    assert not Wanted(QUEUE, ME).message(*cells)


def test_recipients_are_looked_for_by_name_when_an_asker_has_no_address() -> None:
    assert Wanted([asking(slug="")], ME).message("Ana Ruiz", OWN, "Jane Doe", url("some-jane"))


def test_people_are_wanted_by_address_or_name() -> None:
    wanted = Wanted(QUEUE, ME)
    assert wanted.person("J.", "D.", HERS, "", "")
    assert wanted.person("Jane", "Doe, PhD", "", "jane@example.com", "")
    assert not wanted.person("Theo", "Grant", url("theo"), "", "")


def test_the_users_own_name_makes_nobody_wanted() -> None:
    assert not Wanted([asking("Ana Ruiz", "another-ana")], ME).message("Ana Ruiz", OWN, "Theo Grant", url("theo"))
