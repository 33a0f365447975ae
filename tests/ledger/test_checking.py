"""A check of the store finds what is wrong, says what to do, and writes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from screener.ledger.deeds import expect, note_answer, vouch
from screener.ledger.sqlite_store import open_store
from screener.ledger.store_checks import findings_of
from screener.outcomes import Verdict
from tests.evidence.making import TODAY, at
from tests.ledger.keeping import do, jane, keep, kept, named, word


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A store in which there is something of everything."""
    file = tmp_path / "ledger.sqlite"
    with open_store(file) as store:
        keep(store, jane(), jane("Bo Ek", "bo-ek"))
        do(store, Verdict.ASK, 1, 2)
        note_answer(store, kept(store, 1), "At the fair.", at(TODAY), TODAY)
        do(store, Verdict.DECLINE, 2)
        vouch(store, named("Cy Oma"), word(), TODAY)
        expect(store, named("Cy Oma"), "met", TODAY, TODAY)
    yield file


def found(path: Path) -> list[str]:
    return [f"{finding.text}; {finding.way_out}" for finding in findings_of(path)]


def spoil(path: Path, *statements: str) -> None:
    with open_store(path) as store:
        store.run("PRAGMA foreign_keys = OFF")
        for statement in statements:
            store.run(statement)


def test_a_sound_store_has_no_findings(path: Path) -> None:
    assert found(path) == []


def test_a_check_writes_nothing(path: Path) -> None:
    def state() -> dict[str, str]:
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in path.parent.iterdir()}

    before = state()
    found(path)
    assert state() == before
    with open_store(path) as writing:
        writing.run("UPDATE vouch SET day = 'never'")
        before = state()
        assert found(path) != []
        assert state().keys() == before.keys()
        assert state()[path.name] == before[path.name]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE request SET content = '{}' WHERE id = 1", "request 1: its content cannot be read ("),
        ("UPDATE request SET sheet = 'no' WHERE id = 1", "request 1: its facts cannot be read ("),
        ("UPDATE reading SET content = '[]'", "reading 1: its content cannot be read ("),
        ("UPDATE policy SET content = '7'", "policy 1: its text cannot be read ("),
        ("UPDATE decision SET content = '{\"sheet\": 1}' WHERE id = 1", "decision 1: its content cannot be read ("),
        ("UPDATE answer SET source = 'x'", "answer 1: its source cannot be read ("),
        ("UPDATE change SET before = '[' WHERE id = 1", "change 1: the row before cannot be read ("),
        ("UPDATE expected SET until = '2026-02-30'", "expected 1: until is no day; "),
        ("UPDATE decision SET verdict = 'maybe' WHERE id = 1", "decision 1: verdict is none of accept, decline"),
        ("UPDATE request SET is_open = 1 WHERE id = 2",
         "request 2 is open, though it is decided; say again what you did with it: `screener accept 2` or"),
        ("UPDATE decision SET person = 3 WHERE id = 1", "decision 1 is on a request of somebody else; "),
        ("UPDATE question SET request = 2 WHERE id = 1", "question 1 belongs to another request than its decision; "),
        ("DELETE FROM name_key WHERE person = 3", "person 3 cannot be found by name; put back a copy"),
        ("DELETE FROM request WHERE id = 2", "row 2 of decision hangs on a request that is not there; put back a copy"),
        ("PRAGMA user_version = 0", "it was written by an older screener; `screener queue` brings it up to date"),
        ("PRAGMA user_version = 999", "it was written by a newer screener; update screener"),
        ("PRAGMA application_id = 1", "it is no store of this program; name another file with --store"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_a_way_out(path: Path, statement: str, told: str) -> None:
    spoil(path, statement)
    assert any(each.startswith(told) for each in found(path)), found(path)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("no database, and long enough to be sure of it" * 100)
    assert found(tmp_path / "x")[-1].startswith("it cannot be read: ")


def test_a_damaged_file_is_told(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    path.write_bytes(content)
    assert any("damaged" in each for each in found(path)), found(path)


def test_a_store_that_others_may_read_is_told(path: Path) -> None:
    path.chmod(0o644)
    assert found(path) == [f"others on this computer may read ledger.sqlite (mode 644); chmod 600 '{path}'"]
