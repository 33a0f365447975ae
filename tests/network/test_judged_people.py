"""What was judged is kept, and never for longer than it holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from screener.ledger.sqlite_store import open_for_reading
from screener.network.audit import audit_of, network_of
from screener.policy.loading import load_policy
from screener.screening.proposing import Setting
from tests.cli.running import Run
from tests.network.home import Home, connection, talk, url

WEEK = [date(2025, 9, day) for day in (1, 2, 3, 4)]


@pytest.fixture
def home(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("SCREENER_STORE", str(tmp_path / "store.sqlite"))
    return Home(tmp_path, run)


def kept(home: Home) -> list[Any]:
    """The kept entries as they lie in the store."""
    with closing(sqlite3.connect(home.folder / "store.sqlite")) as store:
        return store.execute("SELECT place, kind, content FROM judged ORDER BY place").fetchall()


def spoil(home: Home) -> None:
    """Write into the store what no judgement would say, to see whether it is taken for granted."""
    with closing(sqlite3.connect(home.folder / "store.sqlite")) as store, store:
        store.execute("UPDATE judged SET content = replace(content, 'Vetro Nord', 'SPOILED')")


def companies(found: dict[str, Any]) -> Iterator[str]:
    return (one["company"] for one in found["connections"])


def test_the_same_is_not_judged_again(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord")])
    home.json("audit")
    spoil(home)
    assert list(companies(home.json("audit"))) == ["SPOILED"]
    assert list(companies(home.json("audit", files=[]))) == ["SPOILED"]


def test_whatever_changes_has_them_judged_anew(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord")], messages=talk("Odile Ferrand", *WEEK))
    changes = {
        "a vouch": lambda: home.run("vouch", "Odile Ferrand", "yes", "--because", "Careful."),
        "a rule": lambda: (home.folder / "rules" / "own.yaml").write_text(
            "rules:\n  - id: dormant\n    for: connection\n    flag: long ago\n"
            "    when:\n      - messages: {last: more than 1 day}\n    because: Long ago.\n"
        ),
        "the words about oneself": lambda: (home.folder / "rules" / "about-me.yaml").write_text(
            "extends: shipped\nme: {name: Ilse Brandhorst}\n"
        ),
        "an older archive": lambda: home.archive([connection("Odile Ferrand", "Moulin")], year=2024),
    }
    for what, change in changes.items():
        home.json("audit")
        spoil(home)
        change()
        assert "SPOILED" not in companies(home.json("audit")), what
    spoil(home)
    assert list(companies(home.json("audit", "--with-vouches"))) == ["SPOILED"]
    home.run("audit", *home.files, "--today", "2026-03-11")
    assert "SPOILED" not in str(kept(home))


def test_who_is_forgotten_is_gone_from_what_was_judged(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord"), connection("Bruno Castagna")])
    home.json("audit")
    assert "odile" in str(kept(home))
    done = home.run("ledger", "forget", url("Odile Ferrand"), "--yes")
    assert done.code == 0, done.err
    assert kept(home) == []
    assert b"odile-ferrand-demo" not in (home.folder / "store.sqlite").read_bytes()
    assert [one["name"] for one in home.json("audit", files=[])["connections"]] == ["Bruno Castagna"]


def test_a_store_that_can_only_be_read_is_judged_without_being_written(home: Home) -> None:
    home.archive([connection("Odile Ferrand", "Vetro Nord")])
    home.json("audit")
    path = home.folder / "store.sqlite"
    before = path.read_bytes()
    setting = Setting(policy=load_policy(), templates=(), today=date(2026, 5, 1))
    with open_for_reading(path) as store:
        people = audit_of(network_of((), setting, store)).people
        assert [one.company for one in people] == ["Vetro Nord"]
    assert path.read_bytes() == before


def test_the_order_is_that_of_names_whatever_the_order_of_rows(home: Home) -> None:
    people = [connection(name, "Vetro Nord") for name in ("Bruno Castagna", "odile Ferrand", "Anouk Lister")]
    home.archive(people)
    found = [one["name"] for one in home.json("audit")["connections"]]
    assert found == ["Anouk Lister", "Bruno Castagna", "odile Ferrand"]
