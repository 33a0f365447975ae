"""Those on whom a word would help most: the strongest ties, askers before others, nobody twice."""

from __future__ import annotations

from datetime import date

from screener.ledger.entries import vouch
from screener.ledger.people_index import keep_all
from screener.ledger.persons import Named
from screener.ledger.proposing_vouches import MOST, people_to_vouch_for
from screener.ledger.sqlite_store import Store
from tests.evidence.making import TODAY, url
from tests.ledger.keeping import jane, keep, named, word

DAY = date(2019, 7, 1)


def index(store: Store, *people: Named) -> None:
    with store.writing():
        keep_all(store, people)


def tied(name: str, *kinds: str) -> list[Named]:
    address = url(name.lower().replace(" ", "-"))
    return [Named(name=name, profile_url=address, ties=((kind, DAY),)) for kind in kinds]


def proposed(store: Store) -> list[str]:
    return [each.person.name for each in people_to_vouch_for(store)]


def test_without_ties_nobody_is_proposed(store: Store) -> None:
    index(store, named("Jane Doe", "jane-doe"))
    assert proposed(store) == []


def test_the_strongest_ties_come_first_and_say_why(store: Store) -> None:
    index(
        store,
        *tied("Ann Doe", "endorsement-given", "endorsement-given"),
        *tied("Kim Poe", "recommendation-given", "my-note"),
        *tied("Lou Roe", "recommendation-received"),
    )
    assert [(each.person.name, each.why) for each in people_to_vouch_for(store)] == [
        ("Kim Poe", "you recommended them in writing on 2019-07-01; you noted something on them on 2019-07-01"),
        ("Lou Roe", "they recommended you on 2019-07-01"),
        ("Ann Doe", "you endorsed them (2 times, last on 2019-07-01)"),
    ]


def test_many_endorsements_do_not_outweigh_a_recommendation(store: Store) -> None:
    index(store, *tied("Ann Doe", *["endorsement-given"] * 50), *tied("Kim Poe", "recommendation-given"))
    assert proposed(store) == ["Kim Poe", "Ann Doe"]


def test_who_asks_now_comes_before_others_with_such_ties(store: Store) -> None:
    index(store, *tied("Ann Doe", "endorsement-given"), *tied("Jane Doe", "endorsement-given"))
    keep(store, jane())
    assert proposed(store) == ["Jane Doe", "Ann Doe"]
    assert people_to_vouch_for(store)[0].why.endswith("; asks now")


def test_who_has_a_word_is_not_proposed(store: Store) -> None:
    index(store, *tied("Ann Doe", "my-note"), *tied("Kim Poe", "my-note"))
    vouch(store, named("Ann Doe", "ann-doe"), word(), TODAY)
    assert proposed(store) == ["Kim Poe"]


def test_no_more_than_five_are_proposed(store: Store) -> None:
    index(store, *[each for number in range(9) for each in tied(f"Ann Doe{number}", "my-note")])
    assert proposed(store) == [f"Ann Doe{number}" for number in range(MOST)]
