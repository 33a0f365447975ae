"""Everybody is kept once, and found by address, by mail address, or by name."""

from __future__ import annotations

from datetime import date

import pytest

from screener.evidence.found import NAME, SAME_EMAIL, SAME_PROFILE
from screener.ledger.people_index import keep_all
from screener.ledger.persons import Named, joined_to, kept, kept_since, known_as, person_of
from screener.ledger.sqlite_store import Store
from tests.evidence.making import url
from tests.ledger.keeping import named


def joined(store: Store, name: str, slug: str = "", *emails: str) -> set[tuple[str, str]]:
    """Who somebody may be: name and slug, told by how that is known."""
    found = joined_to(store, name, url(slug), emails)
    return {(match, person_of(store, number).slug or person_of(store, number).name) for match, number in found}


def index(store: Store, *people: Named) -> None:
    with store.writing():
        keep_all(store, people)


def names(store: Store) -> list[tuple[str, str | None]]:
    return [(row["name"], row["slug"]) for row in store.all("SELECT name, slug FROM person ORDER BY id")]


def ties(store: Store) -> list[tuple[str, str, int, str | None]]:
    sql = "SELECT name, kind, number, last FROM tie JOIN person ON person.id = person ORDER BY name, kind"
    return [tuple(row) for row in store.all(sql)]


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


def test_who_somebody_may_be_is_told_with_how_it_is_known(store: Store) -> None:
    index(
        store,
        named("Jane Doe", "jane-doe"),
        named("Jane Doe", "jane-doe-2"),
        named("Kim Poe", email="Jane@Doe.example"),
    )
    assert joined(store, "Jane Doe", "jane-doe") == {(SAME_PROFILE, "jane-doe")}
    assert joined(store, "Jane Doe", "jane-doe-3") == set()
    assert joined(store, "Jane Doe") == {(NAME, "jane-doe"), (NAME, "jane-doe-2")}
    assert joined(store, "Kim Poe", "kim-poe") == {(NAME, "Kim Poe")}
    assert joined(store, "J. Q.", "", "jane@doe.example") == {(SAME_EMAIL, "Kim Poe")}


def test_what_a_newer_file_tells_takes_the_place_and_what_it_leaves_out_stays(store: Store) -> None:
    index(store, named("Jane Doe", "jane-doe", company="Northwind", position="Engineer"))
    index(store, named("Jane Doe-Poe", "jane-doe", company="Fabrikam"))
    ((name, _),) = names(store)
    person = person_of(store, 1)
    assert (name, person.company, person.position) == ("Jane Doe-Poe", "Fabrikam", "Engineer")
    assert joined(store, "Jane Doe") == joined(store, "Jane Doe-Poe") == {(NAME, "jane-doe")}


def test_every_spelling_in_one_file_finds_the_person(store: Store) -> None:
    index(store, named("Jane Doe", "jane-doe"), named("Jane Miller", "jane-doe"))
    assert joined(store, "Jane Doe") == joined(store, "Jane Miller") == {(NAME, "jane-doe")}


def test_a_recommendation_goes_to_the_one_bearer_of_the_name(store: Store) -> None:
    day = date(2019, 7, 1)
    tied = Named(name="Jane Doe", ties=(("recommendation-given", day),))
    index(store, tied, named("Jane Doe", "jane-doe"))
    assert names(store) == [("Jane Doe", "jane-doe")]
    assert ties(store) == [("Jane Doe", "recommendation-given", 1, "2019-07-01")]


def test_a_recommendation_goes_to_neither_of_two_bearers_of_the_name(store: Store) -> None:
    tied = Named(name="Jane Doe", ties=(("recommendation-given", None),))
    index(store, tied, named("Jane Doe", "jane-doe"), named("Jane Doe", "jane-doe-2"))
    assert names(store)[-1] == ("Jane Doe", None)
    assert ties(store) == [("Jane Doe", "recommendation-given", 1, None)]


def test_ties_are_counted_anew_with_each_file(store: Store) -> None:
    endorsed = [
        Named(name="Jane Doe", profile_url=url("jane-doe"), ties=(("endorsement-given", date(year, 1, 1)),))
        for year in (2022, 2020, 2021)
    ]
    index(store, *endorsed)
    index(store, *endorsed)
    assert ties(store) == [("Jane Doe", "endorsement-given", 3, "2022-01-01")]


def test_reading_the_same_people_again_changes_no_person(store: Store) -> None:
    people = [named("Jane Doe", "jane-doe", email="jane@doe.example"), named("Kim Poe")]
    index(store, *people)
    changes = store.connection.total_changes
    index(store, *people)
    assert store.connection.total_changes == changes


def test_people_are_the_same_in_whatever_order_they_stand(store: Store) -> None:
    people = [named("Jane Doe"), named("Jane Doe", "jane-doe"), named("Kim Poe", "kim-poe"), named("Kim Poe")]
    index(store, *people)
    index(store, *reversed(people))
    assert sorted(names(store)) == [("Jane Doe", "jane-doe"), ("Kim Poe", "kim-poe")]


def test_a_row_without_name_and_address_is_nobody(store: Store) -> None:
    index(store, named(" "))
    assert names(store) == []


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
    assert joined(store, "J. W.", FOLDED) == {(SAME_PROFILE, FOLDED)}
    later = kept(store, named("Kim Poe"))
    kept_since(store, later, named("Kim Poe", "Kim-POE"))
    assert person_of(store, later).address == url("Kim-POE")


def test_an_archive_tells_how_an_address_is_written(store: Store) -> None:
    number = kept(store, named("Jörg Weißmüller", FOLDED))
    assert person_of(store, number).address == url(FOLDED)
    index(store, named("Jörg Weißmüller", WRITTEN))
    assert person_of(store, number).address == url(WRITTEN)
    index(store, named("Jörg Weißmüller", FOLDED))
    assert person_of(store, number).address == url(WRITTEN)
