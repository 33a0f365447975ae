"""Somebody who is forgotten is in no table of the world, in no byte of the file, and does not come back with a file."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import quote

from screener.ledger.forgetting import forget
from screener.ledger.known_sources import known_sources
from screener.ledger.sqlite_store import Store, open_store
from screener.ledger.sqlite_world import SqliteWorld
from screener.ledger.traces import Traces, traces_of
from screener.ledger.whom import whom
from screener.people.names import keys_of, name_of
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
from tests.ledger.keeping import jane, keep
from tests.ledger.planting import plant

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
        Connection(first_name="Zoë", last_name="Quisthoven", url=url(quote(SLUG)), company="Northwind", provenance=at(DAY)),
        Connection(first_name="Bo", last_name="Ek", url=url("bo-ek"), company="Northwind", provenance=at(DAY)),
        Contact(name=NAME, other_names=("Zozo",), emails=(MAIL,), note="a neighbour", provenance=at(DAY)),
        Contact(name="Bo Ek", emails=(BO.email,), note=f"works with {NAME} <{MAIL}>", provenance=at(DAY)),
        Recommendation(given=True, first_name="Zoë", last_name="Quisthoven", company="Northwind", text="good", provenance=at(DAY)),
        OwnNote(name="Bo Ek", url=url("bo-ek"), text=f"see {url(SLUG)}", provenance=at(DAY)),
        Message(sender=NAME, sender_url=url(quote(SLUG)), recipients=ME.name, recipient_urls=url("ana-ruiz"), thread="t",
                text="about the weld", provenance=at(DAY)),
        Message(sender="Bo Ek", sender_url=url("bo-ek"), recipients=ME.name, recipient_urls=url("ana-ruiz"), thread="u",
                text=f"meet {NAME} one day", provenance=at(DAY)),
        Mail(sender=ZOE, recipients=(ME,), subject="the weld", thread="m", text="hello", provenance=at(DAY, file="m.mbox")),
        Mail(sender=BO, recipients=(ME,), cc=(ZOE,), subject=f"Re: Quisthoven, Zoe and the weld", thread="n",
             text="hello", provenance=at(DAY, file="m.mbox")),
        Meeting(title=f"Lunch with {NAME.upper()}", place="Quisthoven hall", parties=there, provenance=at(DAY, file="c.ics")),
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
