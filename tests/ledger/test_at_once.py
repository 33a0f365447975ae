"""Two programs on one store: what one writes while the other reads its files is neither lost nor written twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from screener.errors import InputError
from screener.ledger.request_queue import open_requests
from screener.ledger.sqlite_store import Store, open_store
from screener.ledger.steps import undo
from screener.outcomes import Verdict
from screener.screening.results import Screening
from screener.screening.screening import screen
from tests.archives import write_archive
from tests.ledger.keeping import do, tables
from tests.screening.deciding import TODAY, setting

SENT = date(2026, 2, 20)


@pytest.fixture
def archive(tmp_path: Path) -> str:
    rows = [
        {"From": name, "To": "Ana Ruiz", "Sent At": SENT, "Message": "Hello!", "Direction": "INCOMING",
         "inviterProfileUrl": f"https://www.linkedin.com/in/{name.lower().replace(' ', '-')}"}
        for name in ("Jane Doe", "Kim Poe", "Lou Roe")
    ]  # fmt: skip
    connections = [{"First Name": "Max", "Last Name": "Moe", "URL": "https://www.linkedin.com/in/max-moe"}]
    return str(write_archive(tmp_path, {"Invitations.csv": rows, "Connections.csv": connections}))


def triage(store: Store, archive: str, *, meanwhile: Callable[[Store], object] | None = None) -> Screening:
    """A triage, and what another program does between its reading and its writing."""

    def progress(doing: str, done: int, _: int) -> None:
        if meanwhile and (doing, done) == ("deciding", 1):
            with open_store(store.path) as other:
                meanwhile(other)

    return screen([archive], setting(), store=store, progress=progress)


def test_a_triage_within_another_adds_no_request_and_no_person_twice(
    store: Store, archive: str, tmp_path: Path
) -> None:
    screening = triage(store, archive, meanwhile=lambda other: triage(other, archive))
    with open_store(tmp_path / "alone.sqlite") as alone:
        triage(alone, archive)
        assert tables(store) == tables(alone)
    assert sorted(one.number or 0 for one in screening.screened) == [1, 2, 3]


def test_two_programs_that_triage_at_once_leave_what_one_leaves(tmp_path: Path, archive: str) -> None:
    path, rules = tmp_path / "both.sqlite", tmp_path / "rules"
    rules.mkdir()
    (rules / "about-me.yaml").write_text("me: {name: Ana Ruiz}\n", encoding="utf-8")
    (rules / "my-rules.yaml").write_text('otherwise: {decide: decline, because: "No."}\n', encoding="utf-8")
    words = ("triage", archive, "--rules", rules, "--today", TODAY.isoformat(), "--store", path)
    command = [sys.executable, "-m", "screener", *map(str, words)]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    told = [one.communicate()[1].decode() for one in both]
    assert [one.returncode for one in both] == [0, 0], told
    with open_store(path) as store:
        assert [each.request.name for each in open_requests(store)] == ["Jane Doe", "Kim Poe", "Lou Roe"]
        assert len(store.all("SELECT * FROM person")) == 3
        assert len(store.all("SELECT * FROM source")) == 1
        assert len(store.all("SELECT * FROM appearance")) == 1


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.DECLINE])
def test_what_is_decided_while_files_are_read_stays_decided(store: Store, archive: str, verdict: Verdict) -> None:
    triage(store, archive)
    triage(store, archive, meanwhile=lambda other: do(other, verdict, 1))
    assert [each.number for each in open_requests(store)] == [2, 3]


def test_what_is_taken_back_while_files_are_read_stays_taken_back(store: Store, archive: str) -> None:
    triage(store, archive)
    do(store, Verdict.ACCEPT, 1)
    triage(store, archive, meanwhile=lambda other: undo(other, 1, TODAY))
    assert [each.number for each in open_requests(store)] == [1, 2, 3]


def test_a_question_asked_while_files_are_read_is_kept(store: Store, archive: str) -> None:
    triage(store, archive)
    triage(store, archive, meanwhile=lambda other: do(other, Verdict.ASK, 1))
    assert len(store.all("SELECT * FROM question")) == 1


def test_a_request_forgotten_while_files_are_read_is_not_half_written(store: Store, archive: str) -> None:
    triage(store, archive)

    def forget(other: Store) -> None:
        with other.writing():
            other.run("DELETE FROM request WHERE id = 1")

    with pytest.raises(InputError, match="was changed by another screener meanwhile; nothing was kept, so try again"):
        triage(store, archive, meanwhile=forget)
    assert [each.number for each in open_requests(store)] == [2, 3]
