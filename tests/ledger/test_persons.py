"""Everybody of the ledger is kept once, and found by address or by name."""

from __future__ import annotations

import pytest

from screener.ledger.persons import Named, called_alike, kept, kept_since, known_as, person_of
from screener.ledger.sqlite_store import Store
from tests.evidence.making import url
from tests.ledger.keeping import named


@pytest.mark.parametrize("address", ["jane-doe", url("jane-doe"), "http://LinkedIn.com/in/Jane-Doe/?x=1"])
def test_the_same_address_in_any_form_is_the_same_person(store: Store, address: str) -> None:
    first = kept(store, named("Jane Doe", "jane-doe"))
    assert kept(store, Named(name="J. D.", profile_url=address)) == first


def test_an_address_with_percent_signs_is_that_with_letters(store: Store) -> None:
    first = kept(store, named("Zoë Müller", "zo%C3%AB-m%C3%BCller"))
    assert kept(store, named("Zoë Müller", "zoë-müller")) == first


def test_a_name_alone_is_not_the_bearer_of_an_address(store: Store) -> None:
    assert kept(store, named("Jane Doe", "jane-doe")) != kept(store, named("Jane Doe"))


def test_somebody_known_by_name_alone_is_found_under_titles_and_in_any_order(store: Store) -> None:
    first = kept(store, named("Jane Doe"))
    assert known_as(store, named("Dr. DOE, Jane")) == first
    assert known_as(store, named("Jane Roe")) is None


def test_a_name_without_letters_is_a_name_of_its_own(store: Store) -> None:
    assert kept(store, named("***")) != kept(store, named("+++"))
    assert known_as(store, named("***")) is not None


def test_an_equal_name_is_found_unless_it_bears_another_address(store: Store) -> None:
    first, second, third = (
        kept(store, named(*each)) for each in (("Jane Doe", "jane-doe"), ("Jane Doe",), ("Kim Poe",))
    )
    assert called_alike(store, named("Doe, Jane")) == {first, second}
    assert called_alike(store, named("Jane Doe", "jane-doe-3")) == {second}
    assert called_alike(store, named("Kim Poe", "kim-poe")) == {third}


def test_an_address_that_comes_later_is_taken_unless_somebody_bears_it(store: Store) -> None:
    first = kept(store, named("Jane Doe"))
    assert kept_since(store, first, named("Jane Doe", "jane-doe")) == first
    second = kept(store, named("Kim Poe"))
    assert kept_since(store, second, named("Kim Poe", "jane-doe")) == first
    assert person_of(store, second).slug == ""


def test_another_address_is_not_put_in_the_place_of_a_known_one(store: Store) -> None:
    first = kept(store, named("Jane Doe", "jane-doe"))
    assert kept_since(store, first, named("Jane Doe", "jane-doe-2")) == first
    assert person_of(store, first).slug == "jane-doe"


WRITTEN = "Jörg-Weißmüller-demo"
FOLDED = "jörg-weissmüller-demo"


@pytest.mark.parametrize("address", [url(WRITTEN), url("J%C3%B6rg-Wei%C3%9Fm%C3%BCller-demo")])
def test_an_address_is_shown_as_it_was_given_and_found_in_any_form(store: Store, address: str) -> None:
    number = kept(store, Named(name="Jörg Weißmüller", profile_url=address))
    assert (person_of(store, number).slug, person_of(store, number).address) == (FOLDED, url(WRITTEN))
    assert known_as(store, named("J. W.", FOLDED)) == number
    later = kept(store, named("Kim Poe"))
    kept_since(store, later, named("Kim Poe", "Kim-POE"))
    assert person_of(store, later).address == url("Kim-POE")
