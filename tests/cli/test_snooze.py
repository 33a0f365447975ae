"""`screener snooze`: put off until a day or until newer files, and heard by `queue` and `triage`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")
LIST = "name,profile_url,sent_at\nIda Krummholz,https://x.com/in/ida-k,2026-03-01\nBo Vell,,2026-03-02\n"


@pytest.fixture
def queued(run: Run, tmp_path: Path) -> Run:
    """The command line, with two requests in the store."""
    (tmp_path / "list.csv").write_text(LIST)
    assert run("triage", "list.csv", *TODAY).code == 0
    return run


def states(run: Run, *words: str) -> dict[str, str]:
    """The state of each request, by name."""
    told = json.loads(run(*words, "--format", "json").out)
    return {one["name"]: one["state"] for one in told["requests"]}


def test_until_a_day_it_stands_at_the_end_in_queue_and_triage(queued: Run) -> None:
    done = queued("snooze", "Ida", "--until", "2026-03-20", *TODAY)
    assert done.code == 0, done.err
    assert "put off 1 Ida Krummholz until 2026-03-20" in done.err
    for words in (("queue",), ("triage",)):
        before = states(queued, *words, "--today", "2026-03-19")
        assert list(before.items())[-1] == ("Ida Krummholz", "snoozed")
        assert states(queued, *words, "--today", "2026-03-20")["Ida Krummholz"] == "new"


def test_for_so_many_days_also_when_newer_files_are_read(queued: Run, tmp_path: Path) -> None:
    assert queued("snooze", "1", "--days", "10", *TODAY).code == 0
    (tmp_path / "more.csv").write_text("name,profile_url,sent_at\nOda Vang,https://x.com/in/oda,2026-03-03\n")
    assert queued("triage", "more.csv", *TODAY).code == 0
    assert states(queued, "queue", "--today", "2026-03-19")["Ida Krummholz"] == "snoozed"
    assert states(queued, "queue", "--today", "2026-03-20")["Ida Krummholz"] == "new"


def test_without_a_day_newer_files_bring_it_back(queued: Run, tmp_path: Path) -> None:
    done = queued("snooze", "1-2", *TODAY)
    assert "put off 2 Bo Vell until newer files are read" in done.err
    assert set(states(queued, "queue", "--today", "2027-01-01").values()) == {"snoozed"}
    (tmp_path / "more.csv").write_text("name,profile_url,sent_at\nOda Vang,https://x.com/in/oda,2026-03-03\n")
    assert queued("triage", "more.csv", *TODAY).code == 0
    assert "snoozed" not in states(queued, "queue", *TODAY).values()


def test_undo_brings_it_back(queued: Run) -> None:
    assert queued("snooze", "1", "--days", "3", *TODAY).code == 0
    assert "took back: put off Ida Krummholz (1) until 2026-03-13" in queued("undo").out
    assert "snoozed" not in states(queued, "queue", *TODAY).values()


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        (("1", "--until", "2026-03-10"), "is over already"),
        (("1", "--until", "soon"), "is no date"),
        (("1", "--until", "2026-04-01", "--days", "3"), "give one of them"),
        (("9",), "no request has the number 9"),
    ],
)
def test_what_is_no_time_puts_nothing_off(queued: Run, words: tuple[str, ...], finding: str) -> None:
    done = queued("snooze", *words, *TODAY)
    assert done.code == 2
    assert finding in done.err
    assert "snoozed" not in states(queued, "queue", *TODAY).values()


def test_what_is_decided_is_not_put_off(queued: Run) -> None:
    assert queued("decline", "1", *TODAY).code == 0
    assert "is decided already" in queued("snooze", "1", *TODAY).err
