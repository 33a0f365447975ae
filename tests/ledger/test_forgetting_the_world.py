"""Somebody who is forgotten is in no table of the world, in no byte of the file, and does not come back with a file."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

from screener.ledger.deeds import newest_vouches, vouch
from screener.ledger.forgetting import Traces, forget, traces_of
from screener.ledger.links import Says, add_link, links, marks_of
from screener.ledger.request_queue import known_sources
from screener.ledger.sqlite_store import Store, open_store
from screener.ledger.sqlite_world import SqliteWorld
from screener.ledger.steps import log_lines, step
from screener.ledger.store_checks import findings_of
from screener.ledger.whom import whom
from screener.outcomes import Certainty
from screener.people.names import keys_of, name_of
from screener.screening.proposing import FORGOTTEN
from screener.screening.screening import screen
from screener.sources.records import (
    Connection,
    Contact,
    Mail,
    Meeting,
    Message,
    OwnNote,
    Participant,
    Party,
    Recommendation,
    Request,
    Row,
)
from screener.world.introductions import name_mark
from tests.evidence.making import TODAY, at, url
from tests.ledger.keeping import jane, keep, named, word
from tests.ledger.planting import plant
from tests.screening.deciding import setting

NAME, SLUG, MAIL = "Zoë Quisthoven", "zoë-quisthoven-9", "zq@quisthoven.example"
FORMS = ("zoë quisthoven", "zoe quisthoven", "quisthoven, zo", "quisthoven", SLUG, quote(SLUG).lower(), MAIL)
DAY = date(2026, 1, 20)
ME = Party(name="Ana Ruiz", email="ana@ruiz.example")
BO = Party(name="Bo Ek", email="bo@ek.example")
ZOE = Party(name=NAME, email=MAIL)


def world() -> list[Row]:
    """Everything that a file can hold of her, and of others who name her."""
    there = tuple(Participant(name=each.name, email=each.email) for each in (ME, BO, ZOE))
    return [
        Connection(first_name="Zoë", last_name="Quisthoven", url=url(quote(SLUG)), company="Valdora",
                   provenance=at(DAY)),
        Connection(first_name="Bo", last_name="Ek", url=url("bo-ek"), company="Northwind", provenance=at(DAY)),
        Contact(name=NAME, other_names=("Zozo",), emails=(MAIL,), note="a neighbour", provenance=at(DAY)),
        Contact(name="Bo Ek", emails=(BO.email,), note=f"works with {NAME} <{MAIL}>", provenance=at(DAY)),
        Recommendation(given=True, first_name="Zoë", last_name="Quisthoven", company="Valdora", text="good",
                       provenance=at(DAY)),
        OwnNote(name="Bo Ek", url=url("bo-ek"), text=f"see {url(SLUG)}", provenance=at(DAY)),
        Message(sender=NAME, sender_url=url(quote(SLUG)), recipients=ME.name, recipient_urls=url("ana-ruiz"),
                thread="t", text="about the weld", provenance=at(DAY)),
        Message(sender="Bo Ek", sender_url=url("bo-ek"), recipients=ME.name, recipient_urls=url("ana-ruiz"), thread="u",
                text=f"meet {NAME} one day", provenance=at(DAY)),
        Mail(sender=ZOE, recipients=(ME,), subject="the weld", thread="m", text="hello",
             provenance=at(DAY, file="m.mbox")),
        Mail(sender=BO, recipients=(ME,), cc=(ZOE,), subject="Re: Quisthoven, Zoe and the weld", thread="n",
             text="hello", provenance=at(DAY, file="m.mbox")),
        Meeting(title=f"Lunch with {NAME.upper()}", place="Quisthoven hall", parties=there,
                provenance=at(DAY, file="c.ics")),
        Request(name=NAME, profile_url=url(SLUG), note="hi, Zoe here", sent=DAY, provenance=at(DAY)),
        Request(name="Cy Oma", profile_url=url("cy-oma"), note=f"{NAME} sent me", sent=DAY, provenance=at(DAY)),
    ]  # fmt: skip


def read(store: Store, file: str = "world.zip") -> None:
    with store.writing():
        plant(store, *world(), file=file)


def forgotten(store: Store, which: str = NAME) -> Traces:
    who = whom(store, which)
    return forget(store, who, traces_of(store, who).doubts)


def bytes_with(folder: Path) -> list[str]:
    """Every file of the store in whose bytes one of the forms stands, in any case and composition."""
    found = []
    for file in sorted(folder.iterdir()):
        text = file.read_bytes().decode("utf-8", "ignore").casefold()
        forms = {unicodedata.normalize(form, each.casefold()) for each in FORMS for form in ("NFC", "NFD")}
        found += [f"{file.name}: {form}" for form in sorted(forms) if form in text]
    return found


def people(store: Store) -> list[str]:
    known = SqliteWorld(store)
    numbers = {row["person"] for row in store.all("SELECT DISTINCT person FROM appearance")}
    return sorted(known.person(number).label for number in numbers)


def test_nothing_in_the_bytes_of_the_store_names_somebody_of_the_world(tmp_path: Path) -> None:
    with open_store(tmp_path / "ledger.sqlite") as store:
        read(store)
        keep(store, jane(NAME, SLUG, email=MAIL))
        assert {line.partition(": ")[2] for line in bytes_with(tmp_path)} >= {SLUG, MAIL, "quisthoven"}
        forgotten(store)
        assert bytes_with(tmp_path) == []
        assert people(store) == ["Bo Ek"]
    assert bytes_with(tmp_path) == []


def test_others_keep_their_records_without_the_name(store: Store) -> None:
    read(store)
    forgotten(store)
    known = SqliteWorld(store)
    (number,) = known.by_names(keys_of(name_of("Bo Ek")))
    bo = known.person(number)
    assert "works with somebody <somebody>" in {text for one in bo.appearances for text in one.texts}
    assert [text for text, _ in bo.subjects] == ["Re: somebody and the weld"]
    (met,) = bo.attendances
    assert met.meeting.title == "Lunch with somebody"
    assert [party.name for party in met.meeting.parties] == ["Ana Ruiz", "Bo Ek"]
    assert name_mark(NAME) not in {row["mark"] for row in store.all("SELECT mark FROM naming")}


def test_reading_the_same_files_again_does_not_bring_them_back(tmp_path: Path) -> None:
    with open_store(tmp_path / "ledger.sqlite") as store:
        read(store)
        forgotten(store)
        read(store, "again.zip")
        assert people(store) == ["Bo Ek"]
        assert bytes_with(tmp_path) == []


def test_a_request_of_somebody_forgotten_says_no_more_than_that(store: Store) -> None:
    read(store)
    forgotten(store)
    kept = [request for source in known_sources(store) for request in source.told.requests]
    read(store)
    again = [request for source in known_sources(store) for request in source.told.requests]
    for asked in (kept, again):
        assert [(one.is_forgotten, one.note) for one in asked] == [(True, None), (False, "somebody sent me")]
        assert asked[0].name.startswith("Forgotten person ")
        assert (asked[0].profile_url, asked[0].sent) == ("", DAY)
    assert kept[0].name == again[0].name


def test_two_forgotten_people_who_ask_are_two(store: Store) -> None:
    read(store)
    forgotten(store)
    forgotten(store, "Cy Oma")
    asked = [request.name for source in known_sources(store) for request in source.told.requests]
    assert len({name_of(name).full for name in asked}) == 2
    assert len(set(keep(store, *(request for source in known_sources(store) for request in source.told.requests)))) == 2


def test_a_namesake_with_another_address_stays_and_the_name_in_texts_is_asked_about(store: Store) -> None:
    other = "other@elsewhere.example"
    with store.writing():
        plant(
            store,
            Connection(first_name="Jane", last_name="Doe", url=url("jane-doe"), company="Northwind", provenance=at()),
            Contact(name="Jane Doe", emails=(other,), profile_urls=(url("jane-doe-2"),), provenance=at()),
            Meeting(title="Lunch with Jane Doe", provenance=at(DAY)),
        )
    who = whom(store, url("jane-doe"))
    assert who.namesakes == (f"Jane Doe, {url('jane-doe-2')}",)
    traces = traces_of(store, who)
    assert [(doubt.words, doubt.text) for doubt in traces.doubts] == [("Jane Doe", "Lunch with Jane Doe")]
    forget(store, who)
    assert people(store) == ["Jane Doe"]
    with store.writing():
        plant(store, Contact(name="Jane Doe", emails=(other,), provenance=at()), file="again.zip")
    assert people(store) == ["Jane Doe"]


def test_an_address_that_a_family_shares_is_not_ignored_with_one_of_them(store: Store) -> None:
    family = "family@vantongeren.example"
    rows = [Contact(name=name, emails=(family,), provenance=at()) for name in ("Kim Vantongeren", "Lou Raskolnik")]
    with store.writing():
        plant(store, *rows)
    forgotten(store, "Kim Vantongeren")
    assert people(store) == ["Lou Raskolnik"]
    with store.writing():
        plant(store, *rows, file="again.zip")
    assert people(store) == ["Lou Raskolnik"]
    assert {key for one in store.all("SELECT content FROM appearance") for key in [family] if key in one["content"]}


@pytest.mark.parametrize("name", ["佐藤 美香", "Ольга Петренчук", "Ana de la Cruz-Ibarrola", "Ŝtefan Müller-Öhlén"])
def test_names_of_any_script_do_not_come_back(tmp_path: Path, name: str) -> None:
    rows = [
        Contact(name=name, emails=("x@quux.example",), provenance=at()),
        Contact(name="Bo Ek", note=f"works with {name}", provenance=at()),
        Meeting(title=f"{name} at the fair", provenance=at(DAY)),
    ]
    with open_store(tmp_path / "ledger.sqlite") as store:
        with store.writing():
            plant(store, *rows)
        forgotten(store, name)
        with store.writing():
            plant(store, *rows, file="again.zip")
        assert people(store) == ["Bo Ek"]
        for file in tmp_path.iterdir():
            assert name.encode() not in file.read_bytes()


def test_somebody_whom_only_mails_name_is_forgotten_by_address(store: Store) -> None:
    with store.writing():
        plant(store, *(row for row in world() if isinstance(row, Mail)))
    assert forgotten(store, MAIL.upper()).are_there
    assert people(store) == ["Bo Ek"]


def test_what_the_user_said_of_who_they_are_goes_with_them(store: Store) -> None:
    read(store)
    (number,) = keep(store, jane("Cy Oma", "cy-oma"))
    world_now = SqliteWorld(store)
    zoe = next(each for each in map(world_now.person, world_now.by_names(keys_of(name_of(NAME)))) if each.label == NAME)
    with step(store, f"said that Cy Oma ({number}) is {NAME}", TODAY) as taken:
        add_link(taken, "cy-oma", Says.NOT_SAME, marks_of(zoe, "Cy Oma", ()), TODAY)
    forgotten(store)
    assert links(store) == []
    assert [line.text for line in log_lines(store) if "Quist" in line.text] == []
    assert list(findings_of(store.path)) == []


def test_a_request_of_somebody_forgotten_is_flagged_and_never_sure(store: Store, tmp_path: Path) -> None:
    read(store)
    forgotten(store)
    file = tmp_path / "requests.csv"
    file.write_text(f"name,profile_url,headline\n{NAME},{url(SLUG)},Welder\n", encoding="utf-8")
    for _ in range(2):
        one = next(one for one in screen([str(file)], setting(), store=store).screened if one.request.is_forgotten)
        assert FORGOTTEN in one.decision.flags
        assert one.decision.certainty is not Certainty.HIGH
        assert one.draft is None
        assert one.number is not None
        file.write_text(file.read_text(encoding="utf-8") + "Bo Ek,,\n", encoding="utf-8")
    assert [line for line in bytes_with(tmp_path) if not line.startswith("requests.csv")] == []


def test_a_word_on_the_name_alone_goes_with_the_one_who_bears_it(store: Store) -> None:
    vouch(store, named("Jane Doe"), word(), TODAY)
    with store.writing():
        plant(store, Connection(first_name="Jane", last_name="Doe", url=url("jane-doe"), provenance=at()))
    forgotten(store, url("jane-doe"))
    assert newest_vouches(store) == []
    assert people(store) == []
