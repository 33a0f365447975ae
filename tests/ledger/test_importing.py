"""Entries of a file become entries of the ledger, once, in one step."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.ledger.deeds import deeds_of, expect, expected_people, newest_vouches, vouch
from screener.ledger.exchange import (
    DECISION,
    EXPECTED,
    FORMS,
    LINK,
    VOUCH,
    Entry,
    EntryForm,
    ExchangeFormat,
    read_entries,
)
from screener.ledger.exporting import exported, written
from screener.ledger.importing import import_entries
from screener.ledger.sqlite_store import Store, open_store
from screener.ledger.steps import log_lines, undo
from screener.outcomes import Verdict
from tests.evidence.making import TODAY, url
from tests.ledger.keeping import do, jane, keep, known_of, named, tables, word

ANN = {"name": "Ann Lee", "profile_url": url("ann-lee")}


def entry(form: EntryForm, **values: str) -> Entry:
    return Entry(form=form, values={**ANN, **values})


ENTRIES = [
    entry(VOUCH, recommend="no", kind="conduct", reason="took the credit", introduced_by="Bo Ek", date="2019-05-02"),
    entry(DECISION, verdict="decline", reason="no time", asked="Where did we meet?", date="2024-07-19"),
    entry(EXPECTED, reason="met at the fair", until="2026-04-01"),
]


def test_entries_become_what_the_commands_would_have_made_of_them(store: Store) -> None:
    done = import_entries(store, ENTRIES, "mine.yaml", TODAY)
    assert (len(done.added), done.known) == (3, 0)
    told = newest_vouches(store)[0]
    assert (told.person.slug, told.recommend, told.reason, str(told.day)) == (
        "ann-lee", "no", "took the credit", "2019-05-02")  # fmt: skip
    deed = deeds_of(store, told.person.id)[0]
    assert (deed.verdict, deed.because, deed.asked, deed.number) == ("decline", "no time", "Where did we meet?", None)
    assert (expected_people(store)[0].reason, str(expected_people(store)[0].until)) == ("met at the fair", "2026-04-01")


def test_an_imported_decision_is_an_earlier_one_when_they_ask_again(store: Store) -> None:
    import_entries(store, ENTRIES, "mine.yaml", TODAY)
    known = known_of(store, jane("Ann Lee", "ann-lee"))
    assert [earlier.verdict for _, earlier in known.earlier] == ["decline"]


def test_importing_twice_adds_once(store: Store) -> None:
    import_entries(store, ENTRIES, "mine.yaml", TODAY)
    before = tables(store)
    again = import_entries(store, [*ENTRIES, ENTRIES[0]], "mine.yaml", TODAY)
    assert (again.added, again.known) == ((), 4)
    assert tables(store) == before
    assert [line.text for line in log_lines(store)] == ["imported 3 entries from mine.yaml"]


@pytest.mark.parametrize("form", list(ExchangeFormat))
def test_lines_may_end_in_any_way(store: Store, form: ExchangeFormat) -> None:
    import_entries(store, [entry(EXPECTED, reason="one\rtwo\r\nthree")], "mine.yaml", TODAY)
    text = written(exported(store, FORMS), FORMS, form)
    read = read_entries("-", text.encode(), form, TODAY)
    assert [each.values["reason"] for each in read.entries] == ["one\ntwo\nthree"]
    assert import_entries(store, read.entries, "mine.yaml", TODAY).known == 1


def test_an_import_is_one_step_that_can_be_taken_back(store: Store) -> None:
    before = tables(store)
    import_entries(store, ENTRIES[:1], "mine.yaml", TODAY)
    assert log_lines(store)[0].text == "imported 1 entry from mine.yaml"
    undo(store, 1, TODAY)
    assert tables(store) == before


def test_people_are_those_who_are_known(store: Store) -> None:
    keep(store, jane("Ann Lee", "ann-lee"))
    import_entries(store, [*ENTRIES, Entry(form=EXPECTED, values={"name": "Cy Oma"})], "mine.yaml", TODAY)
    assert [row["name"] for row in store.all("SELECT name FROM person ORDER BY id")] == ["Ann Lee", "Cy Oma"]


def test_what_was_exported_changes_nothing_where_it_comes_from(store: Store) -> None:
    keep(store, jane("Ann Lee", "ann-lee"), jane("Bo Ek", "bo-ek"))
    do(store, Verdict.ASK, 1, 2)
    vouch(store, named("Ann Lee", "ann-lee"), word(), TODAY)
    expect(store, named("Cy Oma"), "", None, TODAY)
    assert import_entries(store, exported(store, FORMS), "mine.yaml", TODAY).added == ()


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12) | st.sampled_from(
    [
        "no",
        "=1+1",
        "'=x",
        "''",
        "-",
        "a\nb",
        "a\r\nb",
        "{{ x }}",
        "# no",
        "a: b",
        '"',
        "2020-01-01",
        "\t",
        "\ufeffx",
        "null",
    ]
)
_WHO = {
    "name": st.sampled_from(["Ann Lee", "佐藤 美香", "'t Hart, Jan"]),
    "profile_url": st.sampled_from(["", url("x")]),
}
_DAYS = st.dates(min_value=TODAY.replace(year=2010), max_value=TODAY).map(str)


def _values(form: EntryForm) -> st.SearchStrategy[Entry]:
    kinds = (
        {key: st.sampled_from(words) for key, words in form.choices.items()} | dict.fromkeys(form.days, _DAYS) | _WHO
    )
    values = st.fixed_dictionaries({key: kinds.get(key, st.just("") | _TEXTS) for key in form.keys})
    return values.map(lambda told: Entry(form=form, values={key: text for key, text in told.items() if text.strip()}))


@pytest.mark.parametrize("form", list(ExchangeFormat))
@given(st.lists(st.one_of(*(_values(form) for form in FORMS if form is not LINK)), max_size=6))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_export_import_export_is_identical(
    tmp_path_factory: pytest.TempPathFactory, form: ExchangeFormat, entries: list[Entry]
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    with open_store(folder / "first") as first, open_store(folder / "second") as second:
        import_entries(first, entries, "made up", TODAY)
        text = written(exported(first, FORMS), FORMS, form)
        read = read_entries("-", text.encode(), form, TODAY)
        assert read.problems == ()
        import_entries(second, read.entries, "exported", TODAY)
        assert written(exported(second, FORMS), FORMS, form) == text
