"""Tests of `screener.evidence.listed`."""

from __future__ import annotations

from screener.evidence.listed import list_index, listed_in
from screener.policy.model import AboutMe, PersonName
from tests.evidence.making import asking, url

NAMED = PersonName(name="Jane Doe")
WITH_ADDRESS = PersonName(name="Jane Doe", profile_url=url("jane-doe"))


def found(about_me: AboutMe, slug: str = "jane-doe") -> list[dict[str, object]]:
    facts = listed_in(asking(slug=slug), list_index(about_me, {"choir": ("Jane Doe", "Theo Grant")}))
    return [dict(fact.fields) for fact in facts]


def test_lists_are_looked_up_by_profile_and_by_name() -> None:
    assert found(AboutMe(never_connect=(WITH_ADDRESS,))) == [
        {"in": "choir", "matched-by": "name"},
        {"in": "never-connect", "matched-by": "same-profile"},
    ]


def test_an_entry_with_another_address_is_another_person() -> None:
    assert found(AboutMe(lists={"circle": (WITH_ADDRESS,)}), "jane-doe-2") == [{"in": "choir", "matched-by": "name"}]
    assert {"in": "circle", "matched-by": "name"} in found(AboutMe(lists={"circle": (NAMED,)}), "jane-doe-2")


def test_somebody_in_no_list_is_absent() -> None:
    assert listed_in(asking("Kofi Mensah", "kofi"), list_index(AboutMe(never_connect=(WITH_ADDRESS,)), {})) == ()
