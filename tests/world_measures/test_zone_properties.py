"""What the zones never depend on: the order of rows and files, repetition, splitting; and what adding never takes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

import pytest

from screener.ledger.sqlite_store import Store, temporary_store
from screener.ledger.sqlite_world import SqliteWorld, bring_up_to_date, is_up_to_date
from screener.outcomes import By, Zone
from screener.sources.records import Connection, Provenance, Row
from screener.world.appearance import Key, KeyKind
from screener.world.asker import Asker
from screener.world.points import Around
from screener.world.resolution import MOST_CANDIDATES, NEEDED_FOR_SAME, resolve
from tests.world_measures.counted_lookups import CountedLookups, request_of
from tests.world_measures.invented_requests import Numbers, requests
from tests.world_measures.invented_world import FILES, InventedWorld, keep, owner

_NUMBERS = Numbers(known=60, strangers=30, namesakes=20, others=20)
Askers = Sequence[Asker]
Files = Sequence[tuple[str, Sequence[Row]]]
Zones = list[tuple[Zone, frozenset[frozenset[int]]]]


@pytest.fixture(scope="module")
def world() -> InventedWorld:
    return InventedWorld(11, 240, few_names=True)


@pytest.fixture(scope="module")
def asked(world: InventedWorld) -> Askers:
    return [each.asker for each in requests(world, _NUMBERS)]


def _files(world: InventedWorld) -> Files:
    return [(file, world.rows[file]) for file in FILES]


def _around(store: Store, world: InventedWorld, files: Files) -> Around:
    with store.writing():
        for name, rows in files:
            keep(store, name, rows, owner())
        bring_up_to_date(store)
    return Around(lookups=SqliteWorld(store), owner=owner(), firms=world.around)


def _zones(world: InventedWorld, asked: Askers, files: Files) -> Zones:
    """The zone of every request, and whose rows the candidates are made of."""
    with temporary_store() as store:
        around = _around(store, world, files)
        found = [resolve(each, around) for each in asked]
        return [
            (one.zone, frozenset(frozenset(world.people_of(each.person)) for each in one.candidates)) for one in found
        ]


def _shuffled(rows: Iterable[Row], seed: int) -> list[Row]:
    return random.Random(seed).sample(list(rows), len(list(rows)))


def test_the_world_has_every_zone(world: InventedWorld, asked: Askers) -> None:
    assert {zone for zone, _ in _zones(world, asked, _files(world))} == set(Zone)


@pytest.mark.parametrize("seed", range(3))
def test_another_order_of_rows_and_files_changes_no_zone(world: InventedWorld, asked: Askers, seed: int) -> None:
    files = [(file, _shuffled(rows, seed)) for file, rows in _files(world)]
    random.Random(seed).shuffle(files)
    assert _zones(world, asked, files) == _zones(world, asked, _files(world))


def test_a_source_given_twice_changes_no_zone(world: InventedWorld, asked: Askers) -> None:
    files = [*_files(world), *((f"copy of {file}", rows) for file, rows in _files(world))]
    assert _zones(world, asked, files) == _zones(world, asked, _files(world))


@pytest.mark.parametrize("file", FILES[1:])
def test_a_source_split_in_two_changes_no_zone(world: InventedWorld, asked: Askers, file: str) -> None:
    rows = world.rows[file]
    halves = [("first half", rows[: len(rows) // 2]), ("second half", rows[len(rows) // 2 :])]
    files = [*((name, each) for name, each in _files(world) if name != file), *halves]
    assert _zones(world, asked, files) == _zones(world, asked, _files(world))


@pytest.mark.parametrize("left_out", FILES)
def test_adding_a_file_never_makes_less_of_the_same_by_key(world: InventedWorld, left_out: str) -> None:
    fewer = [(file, rows) for file, rows in _files(world) if file != left_out]
    with temporary_store() as store, temporary_store() as whole:
        around, more = _around(store, world, fewer), _around(whole, world, _files(world))
        for key in _keys(store):
            before = resolve(request_of("Somebody Else", key), around)
            after = resolve(request_of("Somebody Else", key), more)
            assert before.zone is after.zone is Zone.SAME
            assert before.by is after.by is not By.POINTS


def _keys(store: Store) -> list[Key]:
    rows = store.all("SELECT kind, value FROM person_key WHERE kind != 'mail' ORDER BY value LIMIT 60")
    rows += store.all("SELECT kind, value FROM person_key WHERE kind = 'mail' ORDER BY value LIMIT 60")
    return [(KeyKind(row["kind"]), row["value"]) for row in rows]


def test_every_point_that_is_printed_adds_up_to_what_decides(world: InventedWorld, asked: Askers) -> None:
    with temporary_store() as store:
        around = _around(store, world, _files(world))
        for each in asked:
            found = resolve(each, around)
            for one in found.candidates:
                printed = [one.name, *(point for point in one.points if point.text)]
                assert sum(point.points for point in printed) == one.total
                assert all(point.points for point in one.points)
                rows = [point.at for point in one.points if point.at is not None and point.points > 0]
                assert len(rows) == len(set(rows)), "one row counts once"
            if found.zone is Zone.SAME and found.best is not None:
                assert found.best.total >= NEEDED_FOR_SAME
                assert found.best.second >= 3


def test_a_source_read_anew_is_worked_out_anew(world: InventedWorld) -> None:
    with temporary_store() as store:
        _around(store, world, _files(world))
        assert is_up_to_date(store)
        with store.writing():
            store.run("DELETE FROM source WHERE digest = ?", FILES[1])
            keep(store, FILES[1], world.rows[FILES[1]], owner())
        assert not is_up_to_date(store)


def test_a_source_without_people_leaves_the_world_as_it_is(world: InventedWorld) -> None:
    with temporary_store() as store:
        _around(store, world, _files(world))
        with store.writing():
            keep(store, "requests.csv", [], owner())
        assert is_up_to_date(store)


@pytest.fixture(scope="module")
def one_surname() -> Iterable[Store]:
    """30,000 connections of one surname, of whom a hundred bear each given name."""
    rows = [
        Connection(
            first_name=f"Given{_letters(number % 300)}", last_name="Nguyen", company=f"Firm {number % 500}",
            url=f"https://www.linkedin.com/in/somebody-{number}",
            provenance=Provenance(file="export.zip", row=number + 1),
        )
        for number in range(30_000)
    ]  # fmt: skip
    with temporary_store() as store:
        with store.writing():
            keep(store, "export.zip", rows, owner())
            bring_up_to_date(store)
        yield store


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + digit) for digit in (number // 26, number % 26))


@pytest.mark.parametrize("name", ["Givenaa Nguyen", "Quyen Nguyen", "Nguyen", "G. Nguyen"])
def test_thirty_thousand_of_one_surname_take_few_look_ups(one_surname: Store, name: str) -> None:
    counted = _resolved_with_counts(one_surname, name, note="")
    assert counted["person"] <= MOST_CANDIDATES
    assert counted["people named"] <= 1_000
    assert sum(counted.values()) - counted["people named"] <= 200


def test_a_note_of_three_hundred_capitalised_words_takes_few_look_ups(one_surname: Store) -> None:
    note = " ".join(f"Word{_letters(number)}" for number in range(300))
    counted = _resolved_with_counts(one_surname, "Givenaa Nguyen", note=note)
    assert sum(counted.values()) - counted["people named"] <= 600


def _resolved_with_counts(store: Store, name: str, note: str) -> Mapping[str, int]:
    counted = CountedLookups(SqliteWorld(store))
    resolve(request_of(name, note=note), Around(lookups=counted, owner=owner()))
    return counted.counts
