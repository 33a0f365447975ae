"""What the user said of who askers are goes into files and comes back, once, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from screener.ledger.exchange import LINK, ExchangeFormat, read_entries
from screener.ledger.exporting import exported, written
from screener.ledger.importing import Imported, import_entries
from screener.ledger.links import Says, add_link, links, marks_of
from screener.ledger.persons import known_as, person_of
from screener.ledger.sqlite_store import Store, temporary_store
from screener.ledger.sqlite_world import SqliteWorld, bring_up_to_date
from screener.ledger.steps import log_lines, step, undo
from screener.people.names import keys_of, name_of
from screener.reports.lists import person_rows
from screener.sources.records import Contact
from screener.world.asker import asker_of
from screener.world.lookups import PersonFile
from tests.evidence.making import TODAY, at, url
from tests.ledger.keeping import jane, keep, named
from tests.ledger.planting import plant

TEXT = """links:
- name: Jane Vantongeren
  profile_url: https://www.linkedin.com/in/jane-doe
  says: same
  person:
    name: Marit Haugland
    mail: marit@haugland.example
  date: '2026-03-02'
"""


def contact(store: Store) -> PersonFile:
    with store.writing():
        plant(store, Contact(name="Marit Haugland", emails=("marit@haugland.example",), provenance=at()))
    return known(store, "Marit Haugland")


def known(store: Store, name: str) -> PersonFile:
    world = SqliteWorld(store)
    number, *_ = sorted(world.by_names(keys_of(name_of(name))))
    return world.person(number)


def said(store: Store, says: Says) -> None:
    person = contact(store)
    asker = asker_of(jane("Jane Vantongeren"))
    with step(store, "said who Jane Vantongeren is", TODAY) as taken:
        add_link(taken, "jane-doe", says, marks_of(person, asker.names[0].written, asker.keys), date(2026, 3, 2))


def imported(store: Store, text: str, form: ExchangeFormat | None = None) -> Imported:
    found = read_entries("ledger.yaml", text.encode(), form, TODAY)
    assert found.problems == ()
    return import_entries(store, found.entries, "ledger.yaml", TODAY)


def same(store: Store) -> list[str]:
    """The names of those who the asker is said to be."""
    with store.writing():
        bring_up_to_date(store)
    world = SqliteWorld(store)
    return [world.person(number).label for number in world.links_of("jane-doe").same]


def test_a_word_on_who_somebody_is_is_written_as_it_is_read(store: Store) -> None:
    said(store, Says.SAME)
    assert yaml.safe_load(written(exported(store, [LINK]), [LINK], ExchangeFormat.YAML)) == yaml.safe_load(TEXT)


@pytest.mark.parametrize("form", list(ExchangeFormat))
@pytest.mark.parametrize("says", list(Says))
def test_another_store_takes_it_once_and_can_take_it_back(store: Store, form: ExchangeFormat, says: Says) -> None:
    said(store, says)
    text = written(exported(store, [LINK]), [LINK], form)
    with temporary_store() as other:
        contact(other)
        assert len(imported(other, text, form).added) == 1
        again = imported(other, text, form)
        assert (again.added, again.known) == ((), 1)
        assert exported(other, [LINK]) == exported(store, [LINK])
        undo(other, 1, TODAY)
        assert links(other) == []


def test_the_same_store_has_it_already(store: Store) -> None:
    said(store, Says.SAME)
    assert imported(store, TEXT).added == ()
    assert len(links(store)) == 1


def test_a_word_read_before_the_file_that_names_the_person_holds_once_it_is_read(store: Store) -> None:
    imported(store, TEXT)
    assert same(store) == ["Jane Vantongeren"]
    contact(store)
    world = SqliteWorld(store)
    assert {name_of("Marit Haugland").full, name_of("Jane Vantongeren").full} <= {
        name_of(one.name).full for number in world.links_of("jane-doe").same for one in world.person(number).appearances
    }


def test_an_asker_without_address_is_the_one_who_asks_by_that_name(store: Store) -> None:
    text = TEXT.replace("  profile_url: https://www.linkedin.com/in/jane-doe\n", "")
    assert len(imported(store, text).unmet) == 1
    assert links(store) == []
    keep(store, jane("Jane Vantongeren", ""))
    assert len(imported(store, text).added) == 1


def test_history_tells_who_the_user_said_they_are(store: Store) -> None:
    keep(store, jane("Jane Vantongeren"))
    contact(store)
    imported(store, TEXT)
    number = known_as(store, named("Jane Vantongeren", "jane-doe"))
    assert number is not None
    assert {"day": "2026-03-02", "done": "you said that they are Marit Haugland of your files"} in list(
        person_rows(store, person_of(store, number))
    )
    assert log_lines(store)[0].text == "imported 1 entry from ledger.yaml"


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        ("says: same", "says: perhaps", "perhaps"),
        ("mail: marit@haugland.example", "mail: marit", "is no mail address"),
        ("    name: Marit Haugland\n", "", "person_name"),
        (url("jane-doe"), "https://example.com/x", "is no profile address"),
    ],
)
def test_what_is_wrong_in_an_entry_is_told(before: str, after: str, finding: str) -> None:
    (problem,) = read_entries("ledger.yaml", TEXT.replace(before, after).encode(), None, TODAY).problems
    assert finding in str(problem)
