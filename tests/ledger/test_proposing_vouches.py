"""Those on whom a word would help most: the strongest ties, askers before others, nobody twice."""

from __future__ import annotations

from datetime import date

from screener.ledger.deeds import vouch
from screener.ledger.proposing_vouches import MOST, people_to_vouch_for
from screener.ledger.sqlite_store import Store
from screener.sources.records import Connection, Endorsement, Message, OwnNote, Recommendation, Row
from tests.evidence.making import TODAY, at, url
from tests.ledger.keeping import jane, keep, named, word
from tests.ledger.planting import plant

DAY = date(2019, 7, 1)


def index(store: Store, *rows: Row, file: str = "world.zip") -> None:
    with store.writing():
        plant(store, *rows, file=file)


def known(name: str, *, day: date | None = None) -> Connection:
    first, last = name.split()
    return Connection(first_name=first, last_name=last, url=_address(name), provenance=at(day))


def recommended(name: str, *, given: bool) -> Recommendation:
    first, last = name.split()
    return Recommendation(given=given, first_name=first, last_name=last, provenance=at(DAY))


def endorsed(name: str, skill: str = "welding") -> Endorsement:
    first, last = name.split()
    return Endorsement(
        given=True, first_name=first, last_name=last, url=_address(name), skill=skill, provenance=at(DAY)
    )


def noted(name: str) -> OwnNote:
    return OwnNote(name=name, url=_address(name), text="met at the fair", provenance=at(DAY))


def wrote(name: str, number: int, *, mine: bool) -> Message:
    parties = ("Ana Ruiz", url("ana-ruiz"), name, _address(name))
    sender, sender_url, to, to_url = parties if mine else (*parties[2:], *parties[:2])
    return Message(
        sender=sender, sender_url=sender_url, recipients=to, recipient_urls=to_url, thread="t", text="on the weld",
        provenance=at(date(2020, 1, number), row=number),
    )  # fmt: skip


def _address(name: str) -> str:
    return url(name.lower().replace(" ", "-"))


def proposed(store: Store) -> list[str]:
    return [each.person.name for each in people_to_vouch_for(store)]


def test_without_ties_nobody_is_proposed(store: Store) -> None:
    index(store, known("Jane Doe"))
    assert proposed(store) == []


def test_the_strongest_ties_come_first_and_say_why(store: Store) -> None:
    index(
        store,
        *(endorsed("Ann Quist"), endorsed("Ann Quist", "casting")),
        *(known("Kim Vantongeren"), recommended("Kim Vantongeren", given=True), noted("Kim Vantongeren")),
        *(known("Lou Raskolnik"), recommended("Lou Raskolnik", given=False)),
    )
    assert [(each.person.name, each.why) for each in people_to_vouch_for(store)] == [
        ("Kim Vantongeren", "you recommended them in writing on 2019-07-01; you noted something on them on 2019-07-01"),
        ("Lou Raskolnik", "they recommended you on 2019-07-01"),
        ("Ann Quist", "you endorsed them (2 times, last on 2019-07-01)"),
    ]


def test_rows_that_two_archives_hold_count_once(store: Store) -> None:
    for file in ("old.zip", "new.zip"):
        index(store, endorsed("Ann Quist"), file=file)
    assert [each.why for each in people_to_vouch_for(store)] == ["you endorsed them on 2019-07-01"]


def test_many_endorsements_do_not_outweigh_a_recommendation(store: Store) -> None:
    many = [endorsed("Ann Quist", f"skill {number}") for number in range(50)]
    index(store, *many, known("Kim Vantongeren"), recommended("Kim Vantongeren", given=True))
    assert proposed(store) == ["Kim Vantongeren", "Ann Quist"]


def test_an_exchange_counts_where_both_wrote_and_the_user_more_than_twice(store: Store) -> None:
    index(
        store,
        *(wrote("Kim Vantongeren", day, mine=True) for day in (1, 2, 3)),
        *(wrote("Lou Raskolnik", day, mine=day < 4) for day in (1, 2, 3, 4)),
        *(wrote("Ann Quist", day, mine=day < 2) for day in (1, 2, 3)),
    )
    assert [(each.person.name, each.why) for each in people_to_vouch_for(store)] == [
        ("Lou Raskolnik", "you wrote to each other (3 times, last on 2020-01-04)")
    ]


def test_who_asks_now_comes_before_others_with_such_ties(store: Store) -> None:
    index(store, endorsed("Ann Quist"), endorsed("Jane Doe"))
    keep(store, jane())
    assert proposed(store) == ["Jane Doe", "Ann Quist"]
    assert people_to_vouch_for(store)[0].why.endswith("; asks now")


def test_who_has_a_word_is_not_proposed(store: Store) -> None:
    vouch(store, named("Ann Quist", "ann-quist"), word(), TODAY)
    index(store, noted("Ann Quist"), noted("Kim Vantongeren"))
    assert proposed(store) == ["Kim Vantongeren"]


def test_no_more_than_five_are_proposed(store: Store) -> None:
    index(store, *[noted(f"Ann Quist{letter}") for letter in "abcdefghi"])
    assert proposed(store) == [f"Ann Quist{letter}" for letter in "abcdefghi"[:MOST]]
