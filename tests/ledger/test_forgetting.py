"""Somebody who is forgotten stands nowhere any more: not in a table, not in a text of others, not in the bytes."""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from screener.errors import InputError, UsageError
from screener.ledger.deeds import (
    add_person,
    expect,
    expected_people,
    newest_vouches,
    note_answer,
    vouch,
    withdraw_vouch,
)
from screener.ledger.forgetting import Traces, forget, traces_of
from screener.ledger.persons import Named, person_of
from screener.ledger.request_queue import open_requests, requests_of
from screener.ledger.sqlite_store import Store, backup_of, open_store
from screener.ledger.steps import log_lines, step, undo
from screener.ledger.whom import whom
from screener.outcomes import Verdict
from tests.evidence.making import TODAY, at, url
from tests.ledger import keeping
from tests.ledger.keeping import do, jane, keep, kept, named, tables, word
from tests.ledger.planting import plant_people

NAME, SLUG, EMAIL = "Zoë Quist", "zoë-quist-9", "zq@quist.example"
FORMS = (
    "zoë quist",
    "zoe quist",
    "quist, zoë",
    "quist, zoe",
    SLUG,
    quote(SLUG),
    quote(SLUG).lower(),
    "zoe-quist",
    EMAIL,
)


def zoe(note: str = "") -> keeping.Request:
    return jane(NAME, SLUG, email=EMAIL, note=note)


def forgotten(store: Store, which: str = NAME) -> Traces:
    return forget(store, whom(store, which))


def bytes_with(folder: Path) -> list[str]:
    """Every file of the store in whose bytes one of the forms stands, in any case and composition."""
    found = []
    for file in sorted(folder.iterdir()):
        text = file.read_bytes().decode("utf-8", "ignore").casefold()
        forms = {unicodedata.normalize(form, each.casefold()) for each in FORMS for form in ("NFC", "NFD")}
        found += [f"{file.name}: {form}" for form in forms if form in text]
    return found


def planted(store: Store) -> None:
    """Traces in every table: of her own, of others that name her, of steps that were taken back."""
    own, other = keep(store, zoe("Hi from Zoe"), jane("Bo Ek", "bo-ek", note=f"QUIST, Zoe sent me; in/{quote(SLUG)}"))
    with store.writing():
        plant_people(store, [Named(name=NAME, profile_url=SLUG), Named(name=NAME.upper())])
        store.run("UPDATE reading SET content = ?", json.dumps({"searched": {"csv": [{"file": "zoe_quist.csv"}]}}))
    do(store, Verdict.ASK, own, other, question=f"Do you know {NAME}?")
    note_answer(store, kept(store, own), "From the fair, Zoë", at(TODAY), TODAY)
    note_answer(store, kept(store, other), unicodedata.normalize("NFD", f"from {NAME}"), at(TODAY), TODAY)
    store.run("UPDATE policy SET content = ?", json.dumps({"own": {f"{SLUG}.yaml": f"- {NAME}"}}, ensure_ascii=False))
    store.run("INSERT INTO ready_policy VALUES (1, 'mark', ?)", f"a list of {NAME}".encode())
    store.run("INSERT INTO recognised VALUES (?, 'mark', ?)", SLUG, f"named like {NAME}".encode())
    do(store, Verdict.DECLINE, own, other)
    vouch(store, named(NAME, SLUG), word(reason="secret"), TODAY)
    vouch(store, named("Bo Ek", "bo-ek"), {**word(reason=f"as {EMAIL} says"), "introduced_by": NAME}, TODAY)
    withdraw_vouch(store, person_of(store, kept(store, own).person), TODAY)
    withdraw_vouch(store, person_of(store, kept(store, other).person), TODAY)
    expect(store, named(NAME, SLUG), f"{NAME} said so", None, TODAY)
    expect(store, named("Cy Oma"), f"with {NAME}", None, TODAY)
    undo(store, 1, TODAY)
    expect(store, named("Cy Oma"), f"with {NAME}", None, TODAY)


def test_nothing_in_the_bytes_of_the_store_names_somebody_who_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_store(path) as store:
        planted(store)
        with closing(sqlite3.connect(backup_of(path, 1))) as backup:
            store.connection.backup(backup)
        assert {line.partition(":")[0] for line in bytes_with(tmp_path)} >= {
            f"{path.name}-wal",
            backup_of(path, 1).name,
        }
        forgotten(store)
        assert bytes_with(tmp_path) == []
    assert bytes_with(tmp_path) == []
    with open_store(path) as store:
        assert [one.request.name for one in open_requests(store)] == []
        assert expected_people(store)[0].reason == "with somebody"


def test_others_keep_their_requests_decisions_and_steps(store: Store) -> None:
    planted(store)
    forgotten(store)
    assert kept(store, 2).request.name == "Bo Ek"
    assert kept(store, 2).request.note == "somebody sent me; in/somebody"
    assert [line.text for line in log_lines(store) if "Bo" in line.text] == [
        "took out your word on Bo Ek", "noted your word on Bo Ek", "declined Bo Ek (2)",
        "noted the answer of Bo Ek (2)", "asked Bo Ek (2)",
    ]  # fmt: skip
    undo(store, 2, TODAY)
    restored = newest_vouches(store)[0]
    assert (restored.reason, restored.introduced_by) == ("as somebody says", "somebody")
    undo(store, 2, TODAY)
    assert (newest_vouches(store), kept(store, 2).is_open) == ([], True)


def test_forgetting_leaves_the_store_as_if_they_had_never_been(tmp_path: Path) -> None:
    with open_store(tmp_path / "with") as met, open_store(tmp_path / "without") as never:
        for store in (met, never):
            keep(store, jane("Bo Ek", "bo-ek"))
            do(store, Verdict.DECLINE, 1)
        keep(met, zoe())
        do(met, Verdict.ACCEPT, 2)
        vouch(met, named(NAME, SLUG), word(), TODAY)
        forgotten(met)
        hashes = {"ignored", "salt"}
        left, nothing = (
            {name: rows for name, rows in tables(each).items() if name not in hashes} for each in (met, never)
        )
        assert left == nothing
        assert [line.text for line in log_lines(met)] == [line.text for line in log_lines(never)]


def test_a_number_of_the_queue_is_not_given_again(store: Store) -> None:
    keep(store, zoe())
    forgotten(store, "1")
    assert keep(store, jane("Bo Ek", "bo-ek")) == [2]


def test_a_namesake_keeps_what_may_be_theirs(store: Store) -> None:
    keep(store, zoe(), jane(NAME, "zoe-quist-other", sent=None), jane("Bo Ek", "bo-ek", note=f"{NAME}, in/{SLUG}"))
    with pytest.raises(UsageError, match="may be any of"):
        whom(store, NAME)
    who = whom(store, f"https://www.linkedin.com/in/{SLUG}")
    assert who.namesakes == (f"{NAME}, https://www.linkedin.com/in/zoe-quist-other",)
    traces = forget(store, who)
    assert {(doubt.words, doubt.text) for doubt in traces.doubts} == {(NAME, f"{NAME}, in/{SLUG}")}
    assert kept(store, 2).request.name == NAME
    assert kept(store, 3).request.note == f"{NAME}, in/somebody"


def test_an_entry_without_address_goes_with_the_only_one_who_has_one(store: Store) -> None:
    vouch(store, named("Quist, Zoe"), word(), TODAY)
    keep(store, zoe())
    assert len(whom(store, f"in/{SLUG}").ids) == 2
    forgotten(store, f"in/{SLUG}")
    assert store.all("SELECT * FROM person") == []


def test_a_mail_address_that_another_has_too_stays_with_them(store: Store) -> None:
    keep(store, zoe(), jane("Bo Ek", "bo-ek", email=EMAIL))
    forgotten(store)
    assert requests_of(store, kept(store, 2).person)[0].request.email == EMAIL


def test_somebody_whom_only_texts_name_is_forgotten_too(store: Store) -> None:
    keep(store, jane("Bo Ek", "bo-ek", note=f"{NAME} sent me"))
    assert forgotten(store, "quist zoe").edits
    assert kept(store, 1).request.note == "somebody sent me"
    assert not traces_of(store, whom(store, NAME)).are_there


def test_a_note_of_brackets_is_a_text_like_any_other(store: Store) -> None:
    keep(store, jane("Bo Ek", "bo-ek", note="[" * 5000 + NAME), jane("Cy Oma", "cy-oma", note=f'{{"from": "{NAME}"}}'))
    forgotten(store)
    assert kept(store, 1).request.note == "[" * 5000 + "somebody"
    assert kept(store, 2).request.note == '{"from":"somebody"}'


def test_one_word_that_nobody_bears_is_refused(store: Store) -> None:
    keep(store, zoe())
    with pytest.raises(UsageError, match="one word may mean anybody; did you mean Zoë Quist"):
        whom(store, "Quist")


def test_the_owner_is_not_forgotten(store: Store) -> None:
    store.insert("owner", {"id": 1, "name": NAME, "slug": SLUG})
    with pytest.raises(UsageError, match="is you"):
        whom(store, NAME)


def test_the_owner_keeps_a_name_that_somebody_else_has_too(store: Store) -> None:
    store.insert("owner", {"id": 1, "name": NAME, "slug": "zoe-herself"})
    keep(store, zoe())
    assert whom(store, f"in/{SLUG}").namesakes == ("you yourself",)


def test_nothing_is_forgotten_while_another_program_has_the_store_open(store: Store) -> None:
    keep(store, zoe())
    before = tables(store)
    with open_store(store.path) as other, pytest.raises(InputError, match="another screener"):
        other.all("SELECT * FROM person")
        forgotten(store)
    assert tables(store) == before
    forgotten(store)
    assert store.all("SELECT * FROM person") == []


def test_a_step_that_was_only_theirs_can_no_longer_be_taken_back(store: Store) -> None:
    vouch(store, named(NAME, SLUG), word(), TODAY)
    forgotten(store)
    with pytest.raises(UsageError, match="no step to take back"):
        undo(store, 1, TODAY)


def test_a_line_that_names_them_but_tells_of_others_stays_without_the_name(store: Store) -> None:
    keep(store, zoe())
    with step(store, f"imported 1 entry from {NAME}.yaml", TODAY) as taken:
        add_person(taken, named("Bo Ek"))
    forgotten(store)
    assert [line.text for line in log_lines(store)] == ["imported 1 entry from somebody.yaml"]


def test_a_later_row_under_the_same_id_is_not_taken_for_theirs(store: Store) -> None:
    with step(store, "both", TODAY) as taken:
        people = [add_person(taken, named(name)) for name in ("Bo Ek", NAME)]
        for person in people:
            taken.insert("vouch", {"person": person, **word()})
    withdraw_vouch(store, person_of(store, people[1]), TODAY)
    vouch(store, named("Cy Oma"), word(), TODAY)
    assert [row["id"] for row in store.all("SELECT id FROM vouch")] == [1, 2]
    forgotten(store)
    undo(store, 1, TODAY)
    assert [each.person.name for each in newest_vouches(store)] == ["Bo Ek"]
    undo(store, 1, TODAY)
    assert newest_vouches(store) == []


def test_where_the_file_cannot_be_written_anew_it_says_that_they_are_forgotten_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        keep(store, zoe(), *(jane(f"Bo Ek {number}", f"bo-{number}", note="x" * 50_000) for number in range(20)))
    most = 400_000
    done = subprocess.run(
        [sys.executable, "-m", "screener", "ledger", "forget", NAME, "--yes", "--store", str(path)],
        capture_output=True, text=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert path.stat().st_size > most
    assert done.returncode == 3
    assert done.stderr.startswith(f"screener: {NAME} is forgotten, but {path} could not be written anew")
    with open_store(path) as store:
        assert NAME not in [row["name"] for row in store.all("SELECT name FROM person")]


@pytest.mark.parametrize("which", ["jörg-weißmüller-demo", "Jörg Weißmüller"])
def test_who_has_an_address_in_letters_of_its_own_is_forgotten_whole(store: Store, which: str) -> None:
    keep(store, jane("Jörg Weißmüller", "Jörg-Weißmüller-demo"), jane("Kim Poe", "kim-poe"))
    do(store, Verdict.DECLINE, 1, 2)
    vouch(store, named("Kim Poe", "kim-poe"), word(reason="see in/Jörg-Weißmüller-demo"), TODAY)
    forget(store, whom(store, which if " " in which else url(which)))
    left = repr(keeping.all_tables(store)).casefold()
    assert "wei" not in left.replace("weight", "")
    assert "kim-poe" in left


LONG = "Jürgen Müßigbrodt"
SURELY = (
    "Jürgen Müßigbrodt", "Juergen Muessigbrodt", "JÜRGEN MÜẞIGBRODT", "Jurgen Mussigbrodt", "Juergen Müssigbrodt",
    "Müßigbrodt", "MUESSIGBRODT", "Muessigbrodts", "Mussigbrodt's", "J. Müßigbrodt", "J Muessigbrodt",
    "Müßigbrodt, J.", "Müßigbrodt, Jürgen", "Herr Müßigbrodt", unicodedata.normalize("NFD", "J. Müßigbrodt"),
)  # fmt: skip
PERHAPS = ("Jürgens", "Jürgen", "Juergen", "Мюсигбродт", "Юрген")


@pytest.mark.parametrize("written", SURELY)
def test_a_rare_surname_goes_in_every_spelling(store: Store, written: str) -> None:
    keep(store, jane(LONG, "jm-1"), jane("Bo Ek", "bo-ek", note=f"I am a friend of {written}."))
    vouch(store, named("Bo Ek", "bo-ek"), word(reason=f"knows {written}"), TODAY)
    traces = forgotten(store, LONG)
    assert traces.doubts == ()
    note = kept(store, 2).request.note
    assert note.removeprefix("I am a friend of ").removeprefix("Herr ").rstrip(".") == "somebody"
    left = unicodedata.normalize("NFC", repr(keeping.all_tables(store))).casefold()
    assert "igbrodt" not in left


@pytest.mark.parametrize("written", PERHAPS)
def test_what_may_be_another_is_listed_with_its_place_and_stays(store: Store, written: str) -> None:
    note = f"I am a friend of {written}."
    keep(store, jane(LONG, "jm-1"), jane("Bo Ek", "bo-ek", note=note))
    traces = traces_of(store, whom(store, LONG))
    assert [(doubt.words, doubt.text) for doubt in traces.doubts] == [(written, note)]
    assert ("request", "content", 2) in traces.doubts[0].places
    forgotten(store, LONG)
    assert kept(store, 2).request.note == note


def test_a_doubt_that_the_user_agrees_to_goes_and_the_next_one_stays(store: Store) -> None:
    notes = ("A friend of Jürgen.", "Jürgens Freund.")
    keep(store, jane(LONG, "jm-1"), *(jane(f"Bo Ek {at}", f"bo-{at}", note=note) for at, note in enumerate(notes)))
    who = whom(store, LONG)
    first, _ = traces_of(store, who).doubts
    forget(store, who, [first])
    assert [kept(store, number).request.note for number in (2, 3)] == ["A friend of somebody.", "Jürgens Freund."]


def test_a_word_that_somebody_else_bears_is_theirs(store: Store) -> None:
    other = jane("Ines Müßigbrodt", "im-2", note="Ines Müßigbrodt here; J. Müßigbrodt is my cousin.")
    keep(store, jane(LONG, "jm-1"), other)
    traces = traces_of(store, whom(store, LONG))
    assert {doubt.words for doubt in traces.doubts} == {"J. Müßigbrodt"}
    forgotten(store, LONG)
    assert kept(store, 2).request.note == other.note
    assert kept(store, 2).request.name == "Ines Müßigbrodt"


@pytest.mark.parametrize("note", ["Thomas Will", "will you come?", "Hallo, Hale und Hearty", "the zoetrope", "quisty"])
def test_words_that_only_look_like_a_short_name_stay(store: Store, note: str) -> None:
    keep(store, zoe(), jane("Bo Ek", "bo-ek", note=note))
    assert traces_of(store, whom(store, NAME)).doubts == ()
    assert traces_of(store, whom(store, NAME)).edits == ()


def test_a_name_of_another_script_is_found_in_latin_letters_and_back(store: Store) -> None:
    keep(
        store,
        jane("Дмитрий Кузнецов", "dk-7"),
        jane("Bo Ek", "bo-ek", note="Dmitry Kuznetsov and Dmitriy Kuznetsov, D. Kuznetsov"),
        jane("Cy Oma", "cy-oma", note="от Дмитрия Кузнецова"),
    )
    forgotten(store, "1")
    assert kept(store, 2).request.note == "somebody and somebody, somebody"
    keep(store, jane("Mara Kuznetsova-Lindqvist", "mkl"), jane("Di Ek", "di-ek", note="Мара Линдквист"))
    assert traces_of(store, whom(store, "Mara Kuznetsova-Lindqvist")).doubts
