"""A world that notes what is looked up in it, and what a decision changes of that."""

from __future__ import annotations

from datetime import date

import pytest

from screener.ledger.deeds import vouch
from screener.ledger.persons import Named, Person, kept, person_of
from screener.ledger.sqlite_store import Store
from screener.ledger.sqlite_world import SqliteWorld, catch_up
from screener.screening.noted_world import NotedWorld, changes_of
from screener.sources.records import Provenance
from screener.world.appearance import Appearance, AppearanceKind, KeyKind
from screener.world.grouping import persons_of
from tests.ledger.keeping import named, word
from tests.ledger.planting import plant_people

TODAY = date(2026, 3, 10)


def known(store: Store, *people: Named) -> NotedWorld:
    """The world of a store with these people as its connections and contacts."""
    with store.writing():
        plant_people(store, people)
    return NotedWorld(SqliteWorld(store))


def in_ledger(store: Store, person: Named) -> Person:
    with store.writing():
        return person_of(store, kept(store, person))


def test_every_look_up_is_noted_by_what_a_decision_may_change_of_it(store: Store) -> None:
    world = known(store, named("Rosa Quill", "rosa-quill", company="Kelp Works"))
    number = world.by_key((KeyKind.SLUG, "rosa-quill"))
    assert number is not None
    assert world.looked_up == {"slug rosa-quill"}
    world.looked_up.clear()
    assert world.by_names(["quill"]) == {number: frozenset({"quill"})}
    assert world.bearers("rosa") == 1
    assert world.answering({"quill": "quill"}, is_open=True)
    assert world.known_among(["storm"]) == []
    assert world.at_firm("kelp works") == 1
    assert world.things_with(["pumps"]) == {}
    assert world.person(number).label == "Rosa Quill"
    assert world.looked_up == {"bquill", "brosa", "bstorm", "fkelp works", "wpumps", f"p{number}"}


def test_a_decision_on_somebody_unknown_changes_what_their_name_address_and_firm_find(store: Store) -> None:
    world = known(store, named("Rosa Quill", "rosa-quill"))
    changes = changes_of(world, in_ledger(store, named("Bela Storm", "bela-storm", company="Kelp Works")))
    assert changes is not None
    assert {"bbela", "bstorm", "slug bela-storm", "fkelp works"} <= changes
    assert not any(each.startswith("p") for each in changes)
    assert "brosa" not in changes


def test_a_decision_on_somebody_of_the_files_changes_whatever_finds_them(store: Store) -> None:
    world = known(store, named("Rosa Quill", "rosa-quill"))
    number = world.by_key((KeyKind.SLUG, "rosa-quill"))
    changes = changes_of(world, in_ledger(store, named("Rosa Quill", "rosa-quill")))
    assert changes is not None
    assert f"p{number}" in changes


@pytest.mark.parametrize(
    "asker",
    [
        named("Rosa Quill"),  # by name alone, as somebody of the files is called
        named("Rosa Quill", "another-rosa-quill"),
        named("Rosa Storm", "rosa-quill"),  # under the address of somebody called otherwise
        named("王"),  # a name that nobody can be found by
    ],
)
def test_where_it_is_unclear_whom_a_decision_is_about_nothing_is_told(store: Store, asker: Named) -> None:
    world = known(store, named("Rosa Quill", "rosa-quill"))
    assert changes_of(world, in_ledger(store, asker)) is None


def test_whom_the_user_spoke_of_makes_the_world_no_larger(store: Store) -> None:
    before = known(store, named("Rosa Quill", "rosa-quill"), named("Ann Bell"))
    vouch(store, named("Bela Storm"), word(), TODAY)
    catch_up(store)
    after = SqliteWorld(store)
    assert after.by_names(["storm"])
    assert (after.people(), after.strangers()) == (before.people(), before.strangers()) == (2, 1)


def test_whom_the_user_decided_about_parts_nobody() -> None:
    """Whether two of a common name are one person hangs on how many people there are: 100, as the files tell."""
    common = ["Tevu Rolk", "Tevu Rolk", "Tevu Zett", "Ufu Rolk"]
    others = [f"{first}{second}fu {second}{first}do" for first in "BCDFGHJKLM" for second in "aeiou"]
    names = [*common, *others, *(f"{name}ri" for name in others)][:100]
    in_files = {number: _named(name) for number, name in enumerate(names, start=1)}
    strangers = [f"Nolu{chr(96 + number)} Wist" for number in range(1, 26)]
    decided = {-number: _named(name, AppearanceKind.ASKER) for number, name in enumerate(strangers, start=1)}
    persons = persons_of({**in_files, **decided})
    assert persons[1] == persons[2]
    assert {number: persons[number] for number in in_files} == persons_of(in_files)
    persons = persons_of({**in_files, **{100 + number: _named(name) for number, name in enumerate(strangers, start=1)}})
    assert persons[1] != persons[2]


def _named(name: str, kind: AppearanceKind = AppearanceKind.CONTACT) -> Appearance:
    return Appearance(kind=kind, names=(name,), at=Provenance(file="contacts.vcf", row=len(name)))
