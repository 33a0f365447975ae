"""Requests are kept once, under a number that is never given twice, and found again however they are written."""

from __future__ import annotations

from datetime import date, timedelta

from screener.catalogue.declaring import Origin
from screener.ledger.choosing import find_request
from screener.ledger.deeds import deeds_of, vouch
from screener.ledger.kept import Reading
from screener.ledger.persons import person_of
from screener.ledger.request_queue import (
    catalogue_version,
    keep_reading,
    newest_reading,
    open_requests,
    reading_of,
    requests_of_asker,
    same_asking,
)
from screener.ledger.sqlite_store import Store, open_store
from screener.ledger.steps import undo
from screener.outcomes import Verdict
from screener.sources.records import OwnProfile, Provenance
from tests.evidence.making import TODAY, at, url
from tests.ledger.keeping import do, jane, keep, kept, named, plain_sheet, tables, word

LATER = TODAY + timedelta(days=200)


def test_a_request_is_given_back_as_it_was_kept(store: Store) -> None:
    (number,) = keep(store, jane(note="Hello!"))
    found = kept(store, number)
    assert found.request == jane(note="Hello!")
    assert (found.sheet, found.sheet_day, found.first_seen, found.last_seen) == (plain_sheet(), TODAY, TODAY, TODAY)
    assert found.is_open
    assert store.all("SELECT catalogue FROM request")[0]["catalogue"] == catalogue_version()


def test_the_same_request_keeps_its_number(store: Store) -> None:
    assert keep(store, jane(), jane("Kim Poe", "kim-poe")) == [1, 2]
    assert keep(store, jane("Kim Poe", "kim-poe"), jane("Lou Roe", "lou-roe"), jane()) == [2, 3, 1]


def test_keeping_the_same_again_changes_nothing(store: Store) -> None:
    keep(store, jane(), jane("Kim Poe", ""))
    before, changes = tables(store), store.connection.total_changes
    keep(store, jane(), jane("Kim Poe", ""))
    assert tables(store) == before
    assert store.connection.total_changes == changes


def test_a_number_is_not_given_again_when_its_request_is_forgotten(store: Store) -> None:
    keep(store, jane(), jane("Kim Poe", "kim-poe"))
    with store.writing():
        store.run("DELETE FROM request WHERE id = 2")
    assert keep(store, jane("Lou Roe", "lou-roe")) == [3]


def test_a_number_is_not_given_again_after_the_store_was_closed(store: Store) -> None:
    keep(store, jane())
    with store.writing():
        store.run("DELETE FROM request")
    store.close()
    with open_store(store.path) as opened:
        assert keep(opened, jane("Lou Roe", "lou-roe")) == [2]


def test_a_number_stays_when_a_decision_is_made_and_taken_back(store: Store) -> None:
    one, two = keep(store, jane(), jane("Kim Poe", "kim-poe"))
    do(store, Verdict.ACCEPT, one)
    undo(store, 1, TODAY)
    assert keep(store, jane("Lou Roe", "lou-roe")) == [3]
    assert [each.number for each in open_requests(store)] == [one, two, 3]


def test_somebody_who_asks_again_after_a_decision_has_a_new_number(store: Store) -> None:
    (first,) = keep(store, jane())
    do(store, Verdict.DECLINE, first)
    (second,) = keep(store, jane(sent=date(2026, 9, 1)), today=LATER)
    assert second == 2
    assert [each.number for each in requests_of_asker(store, jane())] == [2, 1]


def test_an_open_request_of_the_same_person_is_the_same_whenever_it_was_sent(store: Store) -> None:
    (first,) = keep(store, jane())
    assert keep(store, jane(sent=date(2026, 2, 20))) == [first]


def test_two_people_of_one_name_have_two_requests(store: Store) -> None:
    assert keep(store, jane(slug="jane-doe"), jane(slug="jane-doe-2")) == [1, 2]


def test_a_request_without_an_address_is_the_one_of_that_name_and_day(store: Store) -> None:
    (number,) = keep(store, jane(slug="jane-doe"))
    found = same_asking(store, jane(slug=""))
    assert found is not None
    assert found.number == number


def test_without_an_address_it_is_not_guessed_which_of_two_it_is(store: Store) -> None:
    keep(store, jane(slug="jane-doe"), jane(slug="jane-doe-2"))
    assert same_asking(store, jane(slug="")) is None


def test_a_request_whose_address_comes_later_is_found_by_it(store: Store) -> None:
    (number,) = keep(store, jane(slug=""))
    assert keep(store, jane(slug="jane-doe")) == [number]
    assert find_request(store, url("jane-doe")).number == number
    assert [each.number for each in requests_of_asker(store, jane(slug="jane-doe"))] == [number]


def test_a_request_whose_address_comes_later_belongs_to_who_bears_it_with_what_was_done(store: Store) -> None:
    vouch(store, named("Jane Doe", "jane-doe", company="Northwind"), word(), TODAY)
    (number,) = keep(store, jane(slug=""))
    do(store, Verdict.ASK, number)
    keep(store, jane(slug="jane-doe"))
    bearer = person_of(store, kept(store, number).person)
    assert bearer.company == "Northwind"
    assert [deed.number for deed in deeds_of(store, bearer.id)] == [number]


def test_a_request_is_found_by_the_name_under_which_it_is_shown(store: Store) -> None:
    vouch(store, named("Jane Doe", "jane-doe"), word(), TODAY)
    (number,) = keep(store, jane("Jane Miller", "jane-doe"))
    assert find_request(store, "Jane Miller").number == number
    keep(store, jane("Jane Miller-Poe", "jane-doe"))
    assert find_request(store, "Jane Miller-Poe").number == number


def test_those_besides_are_left_out_of_the_open_ones(store: Store) -> None:
    one, two, three = keep(store, jane(), jane("Kim Poe", "kim-poe"), jane("Lou Roe", "lou-roe"))
    assert [each.number for each in open_requests(store, besides={one, three})] == [two]


def test_a_reading_is_kept_once_and_comes_back_as_it_was(store: Store) -> None:
    reading = Reading(
        profiles=(OwnProfile(first_name="Ana", last_name="Ruiz", provenance=at(row=2)),),
        searched={Origin.MESSAGES: (Provenance(file="messages.csv"),)},
    )
    assert newest_reading(store) is None
    with store.writing():
        number = keep_reading(store, reading)
        assert keep_reading(store, reading) == number
    assert reading_of(store, number) == newest_reading(store) == reading
