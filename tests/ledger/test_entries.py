"""Vouches and expectations: the newest word counts, and a person is named by them if nobody else does."""

from __future__ import annotations

from datetime import date, timedelta

from screener.ledger.choosing import named_person
from screener.ledger.deeds import expect, expected_people, newest_vouches, vouch, withdraw_vouch
from screener.ledger.sqlite_store import Store
from screener.ledger.steps import log_lines, undo
from tests.evidence.making import TODAY
from tests.ledger.keeping import named, word
from tests.ledger.planting import plant_people

KIM = named("Kim Poe", "kim-poe")
LATER = TODAY + timedelta(days=3)


def words(store: Store) -> list[tuple[str, str]]:
    return [(entry.person.name, entry.recommend) for entry in newest_vouches(store)]


def test_a_word_is_given_back_as_it_was_noted(store: Store) -> None:
    told = {
        "recommend": "no",
        "kind": "conduct",
        "context": "Northwind",
        "reason": "shouted",
        "introduced_by": "Lou Roe",
    }
    vouch(store, KIM, told, TODAY)
    (entry,) = newest_vouches(store)
    assert {name: getattr(entry, name) for name in told} == told
    assert (entry.person.name, entry.person.slug, entry.day) == ("Kim Poe", "kim-poe", TODAY)


def test_the_newest_word_on_a_person_counts(store: Store) -> None:
    for recommend, day in (("yes", TODAY), ("no", LATER), ("unsure", TODAY)):
        vouch(store, KIM, word(recommend), day)
    assert words(store) == [("Kim Poe", "no")]


def test_of_two_words_on_one_day_the_last_counts(store: Store) -> None:
    vouch(store, KIM, word("yes"), TODAY)
    vouch(store, KIM, word("no"), TODAY)
    assert words(store) == [("Kim Poe", "no")]


def test_words_are_listed_by_name(store: Store) -> None:
    for name in ("lou roe", "Kim Poe", "Ana Doe"):
        vouch(store, named(name), word(), TODAY)
    assert [name for name, _ in words(store)] == ["Ana Doe", "Kim Poe", "lou roe"]


def test_a_word_on_somebody_known_is_on_that_person(store: Store) -> None:
    with store.writing():
        plant_people(store, [named("Kim Poe", "kim-poe", company="Northwind")])
    vouch(store, named_person(store, "poe, kim", is_new=False), word(), TODAY)
    (entry,) = newest_vouches(store)
    assert (entry.person.name, entry.person.company) == ("Kim Poe", "Northwind")


def test_taking_a_word_out_takes_every_word_on_that_person(store: Store) -> None:
    vouch(store, KIM, word("yes"), TODAY)
    vouch(store, KIM, word("no"), TODAY)
    vouch(store, named("Lou Roe"), word("yes"), TODAY)
    (entry, _) = newest_vouches(store)
    assert withdraw_vouch(store, entry.person, TODAY) == 2
    assert words(store) == [("Lou Roe", "yes")]
    undo(store, 1, TODAY)
    assert words(store) == [("Kim Poe", "no"), ("Lou Roe", "yes")]


def test_an_expectation_is_given_back_as_it_was_noted(store: Store) -> None:
    expect(store, KIM, "met at the fair", date(2026, 4, 1), TODAY)
    expect(store, named("Lou Roe"), "", None, TODAY)
    assert [(each.person.name, each.reason, each.until, each.day) for each in expected_people(store)] == [
        ("Kim Poe", "met at the fair", date(2026, 4, 1), TODAY),
        ("Lou Roe", "", None, TODAY),
    ]


def test_the_log_does_not_say_what_was_said(store: Store) -> None:
    vouch(store, KIM, word("no", "shouted at everybody"), TODAY)
    expect(store, KIM, "met at the secret fair", None, TODAY)
    told = " ".join(line.text for line in log_lines(store))
    assert told == "you expect Kim Poe noted your word on Kim Poe"
