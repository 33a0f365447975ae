"""`screener doctor`: what is well, and for what is not, a line that says what to do; nothing is changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")


def filled(run: Run) -> None:
    """Fill the store with a list of one request."""
    Path("list.csv").write_text("name,note,sent_at\nOwen Quill,Hello,2026-03-05\n")
    assert run("triage", "list.csv", *TODAY).code == 0


def test_where_all_is_well_each_part_says_so(run: Run, own_store: Path) -> None:
    filled(run)
    before = own_store.read_bytes()
    done = run("doctor")
    assert (done.code, done.err) == (0, "")
    assert [line.split(":")[0] for line in done.out.splitlines()] == [
        "well engine", "well rules", "well store", "well files",
    ]  # fmt: skip
    assert "agrees with both evaluators on 21 requests" in done.out
    assert own_store.read_bytes() == before


def test_without_a_store_it_says_how_to_begin_and_makes_none(run: Run, own_store: Path) -> None:
    done = run("doctor")
    assert done.code == 1
    assert "look store: there is none" in done.out
    assert "screener start" in done.out
    assert not own_store.exists()


def test_a_file_of_an_older_reader_is_to_be_given_again(run: Run, own_store: Path) -> None:
    filled(run)
    with sqlite3.connect(own_store) as connection:
        connection.execute("UPDATE source SET reader = 1")
    done = run("doctor")
    assert done.code == 1
    assert "look files: read by an older version: list.csv; give them to screener triage again" in done.out


def test_rules_with_a_mistake_are_named_with_the_first(run: Run) -> None:
    assert run("init", "own").code == 0
    Path("own/more.yaml").write_text("rules:\n  - id: a\n    flag: a\n    when: [nonsense: present]\n    because: a\n")
    done = run("doctor", "--rules", "own")
    assert done.code == 1
    assert "look rules: own: 1 error, the first: own/more.yaml:4:" in done.out
    assert "screener rules check own shows all" in done.out


def test_a_damaged_store_is_told_with_the_way_out(run: Run, own_store: Path) -> None:
    own_store.write_bytes(b"no store of this program" * 100)
    done = run("doctor")
    assert done.code == 1
    assert "look store: " in done.out
