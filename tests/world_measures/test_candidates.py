"""Whom an asker may be, in worlds of two or three records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from screener.ledger.sqlite_store import temporary_store
from screener.ledger.sqlite_world import SqliteWorld, bring_up_to_date
from screener.outcomes import Zone
from screener.sources.records import Contact, Mail, Party, Provenance, Row
from screener.world.points import Around
from screener.world.resolution import Resolution, resolve
from tests.world_measures.counted_lookups import request_of
from tests.world_measures.invented_world import ME, MY_MAIL, keep, owner


@contextmanager
def _world(*sources: Sequence[Row]) -> Iterator[Around]:
    with temporary_store() as store:
        with store.writing():
            for number, rows in enumerate(sources):
                keep(store, f"source {number}", rows, owner())
            bring_up_to_date(store)
        yield Around(lookups=SqliteWorld(store), owner=owner())


def _contact(name: str, *emails: str, row: int = 1) -> Contact:
    return Contact(name=name, emails=emails, provenance=Provenance(file="contacts.vcf", row=row))


def _resolved(around: Around, name: str, note: str = "") -> Resolution:
    return resolve(request_of(name, note=note), around)


def _labels(found: Resolution) -> list[str]:
    return [one.person.label for one in found.candidates]


def test_initials_in_an_address_are_no_name_beside_the_whole_one() -> None:
    with _world([_contact("Jorun Estrelado", "j.estrelado@kelbran.example")]) as around:
        assert _resolved(around, "Jakob Estrelado").zone is Zone.NOBODY
        assert _labels(_resolved(around, "J. Estrelado")) == ["Jorun Estrelado"]


def test_initials_in_an_address_are_all_that_is_known_where_no_name_stands() -> None:
    mail = Mail(
        sender=Party(email="j.estrelado@kelbran.example"), recipients=(Party(name=ME, email=MY_MAIL),), thread="t",
        provenance=Provenance(file="mail.mbox", row=1, date=date(2025, 9, 3)),
    )  # fmt: skip
    with _world([mail]) as around:
        assert _labels(_resolved(around, "Jakob Estrelado")) == ["j.estrelado@kelbran.example"]


def test_a_newer_version_of_an_address_book_makes_no_second_person() -> None:
    book = [_contact("Ana Silva"), _contact("Maria Costa", row=2)]
    newer = [_contact("Rui Alves"), *(_contact(one.name, row=one.provenance.row + 1) for one in book)]
    with _world(book, newer) as around:
        assert around.lookups.people() == 3


def test_two_entries_alike_in_one_address_book_stay_two() -> None:
    book = [_contact("Ana Silva"), _contact("Ana Silva", row=2)]
    with _world(book, book) as around:
        assert around.lookups.people() == 2


def test_a_former_name_of_three_letters_is_read_from_the_note() -> None:
    with _world([_contact("Rensje Wit")]) as around:
        found = _resolved(around, "Rensje Geffenaar", note="früher hieß ich Wit")
        assert _labels(found) == ["Rensje Wit"]
        assert found.zone is not Zone.SAME


def test_a_slip_beside_a_word_that_agrees_is_found() -> None:
    with _world([_contact("Marit Haugland"), _contact("Marit Solvang", row=2)]) as around:
        assert _labels(_resolved(around, "Marit Hauglnad")) == ["Marit Haugland"]


def test_somebody_of_the_same_given_name_alone_is_nobody() -> None:
    with _world([_contact("Marit Haugland"), _contact("Marit Solvang", row=2)]) as around:
        assert _resolved(around, "Marit Berntsen").zone is Zone.NOBODY


def test_the_words_of_a_note_crowd_out_nobody_whom_the_name_finds() -> None:
    surnames = [f"Vest{first}{second}vold" for first in "aeiouy" for second in "abcdefghijklmnopqrstuvwxz"]
    names = [f"{given} {surname}" for surname in surnames for given in ("Ylva", "Turid")]
    with _world([_contact(name, row=row) for row, name in enumerate([*names, "Maria Silva"], start=1)]) as around:
        assert _labels(_resolved(around, "M. Silva", note=" ".join(surnames))) == ["Maria Silva"]
