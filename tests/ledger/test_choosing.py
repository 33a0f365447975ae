"""A number, a name, an address: whom the user means is found, asked back, or told, and never guessed."""

from __future__ import annotations

import pytest

from screener.errors import UsageError
from screener.ledger.choosing import find_person, find_request, known_person, named_person, names_near
from screener.ledger.deeds import vouch
from screener.ledger.sqlite_store import Store
from screener.outcomes import Verdict
from tests.evidence.making import TODAY, url
from tests.ledger.keeping import do, jane, keep, named, word
from tests.ledger.planting import plant_people


def index(store: Store, *names: tuple[str, str]) -> None:
    with store.writing():
        plant_people(store, [named(*each) for each in names])


def told(store: Store, which: str) -> str:
    with pytest.raises(UsageError) as refused:
        find_request(store, which)
    return str(refused.value)


@pytest.mark.parametrize(
    "which",
    [
        *("1", "#1", "Zoë Müller", "zoe muller", "Zoe Mueller", "Müller, Zoë", "Dr. Zoë Müller", "müller", "Zoë"),
        *("zoë-müller", "https://www.linkedin.com/in/zo%C3%AB-m%C3%BCller/", "linkedin.com/in/ZOË-MÜLLER?trk=x"),
    ],
)
def test_a_request_is_found_by_number_name_part_of_a_name_or_address(store: Store, which: str) -> None:
    keep(store, jane("Zoë Müller", "zo%C3%AB-m%C3%BCller"), jane("Kim Poe", "kim-poe"))
    assert find_request(store, which).number == 1


def test_a_number_stands_for_its_request_even_when_it_is_decided(store: Store) -> None:
    one, two = keep(store, jane(), jane("Kim Poe", "kim-poe"))
    do(store, Verdict.ACCEPT, one)
    assert [find_request(store, which).number for which in ("1", "2")] == [one, two]


@pytest.mark.parametrize("which", ["7", "#7", "0", "9" * 17, "9" * 40])
def test_a_number_that_nobody_has_is_told(store: Store, which: str) -> None:
    keep(store, jane())
    assert told(store, which) == f"no request has the number {which.strip('#')}; `screener queue` lists the open ones"


def test_two_people_of_one_name_are_never_guessed_between(store: Store) -> None:
    keep(store, jane(slug="jane-doe"), jane(slug="jane-doe-2"))
    assert told(store, "Jane Doe") == "'Jane Doe' may be any of 1 (Jane Doe), 2 (Jane Doe); give the number"
    assert find_request(store, url("jane-doe-2")).number == 2


def test_a_part_of_two_names_is_never_guessed_between(store: Store) -> None:
    keep(store, jane("Jane Doe", "jane-doe"), jane("Jane Poe", "jane-poe", company="Northwind"))
    assert told(store, "jane") == "'jane' may be any of 1 (Jane Doe), 2 (Jane Poe, Northwind); give the number"


def test_of_two_of_one_name_the_one_whose_request_is_open_is_meant(store: Store) -> None:
    one, two = keep(store, jane(slug="jane-doe"), jane(slug="jane-doe-2"))
    do(store, Verdict.ACCEPT, one)
    assert find_request(store, "Jane Doe").number == two


def test_when_all_are_decided_the_last_is_meant(store: Store) -> None:
    (one,) = keep(store, jane())
    do(store, Verdict.DECLINE, one)
    assert find_request(store, "Jane Doe").number == one


def test_who_asks_and_not_a_connection_of_that_name_is_meant(store: Store) -> None:
    index(store, ("Jane Doe", "jane-doe-of-old"))
    (number,) = keep(store, jane(slug="jane-doe"))
    assert find_request(store, "Jane Doe").number == number


def test_a_slip_is_answered_with_the_names_that_are_near(store: Store) -> None:
    keep(store, jane("Priya Venkataraman", "priya"), jane("Kim Poe", "kim-poe"))
    assert told(store, "Prya Venkatraman") == (
        "nobody called 'Prya Venkatraman' asks; did you mean Priya Venkataraman?"
    )
    assert told(store, "Xaver Quist").endswith("asks; give the whole name, or the profile address")


def test_near_names_are_those_of_askers_where_an_asker_is_meant(store: Store) -> None:
    index(store, ("Priya Venkataraman", "priya"))
    keep(store, jane("Kim Poe", "kim-poe"))
    assert "did you mean" not in told(store, "Prya Venkatraman")
    assert names_near(store, "Prya Venkatraman") == ["Priya Venkataraman"]


@pytest.mark.parametrize("which", ["", " ", "%", "_", "'", "; DROP TABLE request", "\x1b[31m", "\udcff"])
def test_odd_words_find_nobody_and_do_no_harm(store: Store, which: str) -> None:
    keep(store, jane())
    assert told(store, which)
    assert find_request(store, "1").request.name == "Jane Doe"


def test_a_name_with_control_characters_is_cleaned_before_it_is_told(store: Store) -> None:
    keep(store, jane("Eve\x1b[31m Doe", "eve"), jane("Eve\x1b[31m Doe", "eve-2"))
    assert told(store, "Eve Doe") == "'Eve Doe' may be any of 1 (Eve Doe), 2 (Eve Doe); give the number"


def test_several_people_of_one_name_are_listed_with_their_addresses(store: Store) -> None:
    index(store, ("Jane Doe", "jane-doe"), ("Jane Doe", "jane-doe-2"))
    with pytest.raises(UsageError, match=r"several people are called 'Jane Doe': .*/jane-doe; .*/jane-doe-2; give the"):
        find_person(store, "Jane Doe")


def test_a_name_in_a_file_without_addresses_is_the_bearer_of_the_address(store: Store) -> None:
    index(store, ("Jane Doe", "jane-doe"), ("Jane Doe", "jane-doe-2"), ("Jane Doe", ""))
    with pytest.raises(UsageError, match="several people are called 'Jane Doe'") as refused:
        find_person(store, "Jane Doe")
    assert "no address" not in str(refused.value)


def test_a_word_on_a_name_and_the_connection_of_that_name_are_one_person(store: Store) -> None:
    vouch(store, named("Quirin Vantongeren"), word(), TODAY)
    index(store, ("Quirin Vantongeren", "quirin-v"))
    assert known_person(store, "Vantongeren, Quirin").id == 1


def test_somebody_of_the_world_is_found_by_mail_address_and_named_with_all_that_is_known(store: Store) -> None:
    with store.writing():
        plant_people(store, [named("Kim Poe", "kim-poe", email="kim@poe.example", company="Northwind")])
    found = named_person(store, "Kim@Poe.example", is_new=False)
    assert (found.name, found.profile_url, found.email) == ("Kim Poe", url("kim-poe"), "kim@poe.example")
    assert known_person(store, "kim@poe.example").company == "Northwind"


def test_a_person_may_be_meant_by_the_number_of_their_request(store: Store) -> None:
    (number,) = keep(store, jane())
    assert known_person(store, f"#{number}").name == "Jane Doe"


def test_nobody_known_is_answered_with_who_may_be_meant(store: Store) -> None:
    index(store, ("Priya Venkataraman", "priya"))
    with pytest.raises(UsageError, match=r"nobody called 'Priya V' is known; did you mean Priya Venkataraman\?"):
        known_person(store, "Priya V")


def test_a_slip_is_not_taken_for_somebody_new_unless_that_is_said(store: Store) -> None:
    index(store, ("Priya Venkataraman", "priya"))
    with pytest.raises(UsageError, match="For somebody whom no file names, add --new"):
        named_person(store, "Prya Venkatraman", is_new=False)
    assert named_person(store, "Prya Venkatraman", is_new=True).name == "Prya Venkatraman"


def test_somebody_new_is_named_by_name_or_address(store: Store) -> None:
    assert named_person(store, " Kim  Poe ", is_new=False) == named("Kim Poe")
    by_address = named_person(store, url("kim-poe"), is_new=False)
    assert (by_address.name, by_address.profile_url) == ("kim-poe", url("kim-poe"))


def test_somebody_known_is_named_as_they_are_known(store: Store) -> None:
    index(store, ("Jane Doe", "jane-doe"))
    assert named_person(store, "doe, jane", is_new=False) == named("Jane Doe", "jane-doe")
    assert named_person(store, "doe, jane", is_new=True) == named("Jane Doe", "jane-doe")


@pytest.mark.parametrize("which", ["", " ", "\x7f", "https://www.linkedin.com/in/%00"])
def test_what_names_nobody_is_no_new_person(store: Store, which: str) -> None:
    with pytest.raises(UsageError, match="names nobody"):
        named_person(store, which, is_new=True)


def test_a_new_person_is_called_by_an_address_without_its_control_characters(store: Store) -> None:
    assert named_person(store, "https://www.linkedin.com/in/lou%1b%5d0;-roe", is_new=True).name.isprintable()
