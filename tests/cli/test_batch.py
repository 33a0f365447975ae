"""`screener batch`: its words, its remarks, its exit codes; nobody's words are in what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.users import word_of, write_user, write_users
from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")


def batch(*words: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The program as a shell runs it: what its processes say is heard, too."""
    command = [sys.executable, "-m", "screener", "batch", *words]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, timeout=120, check=False)


def test_it_writes_a_line_a_user_and_says_nothing_of_what_is_in_them(tmp_path: Path) -> None:
    users = [Path(each).name for each in write_users(tmp_path, 3)]
    (tmp_path / users[1] / "rules/own.yaml").write_text(f"rules: [{{id: {word_of(1)}, decide: {word_of(1)}}}]\n")
    done = batch(*users, "--output", "results.jsonl", *TODAY, cwd=tmp_path)
    assert done.returncode == 3
    lines = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text().splitlines()]
    assert [(line["user"], line["error"] is None) for line in lines] == list(
        zip(users, (True, False, True), strict=True)
    )
    assert "3 users, 1 failed" in done.stderr
    assert "line 2" in done.stderr
    assert "zorbix" not in done.stdout + done.stderr


def test_a_run_goes_on_as_of_the_day_on_which_it_was_begun(tmp_path: Path) -> None:
    users = [Path(each).name for each in write_users(tmp_path, 2)]
    assert batch(users[0], "-o", "results.jsonl", *TODAY, cwd=tmp_path).returncode == 0
    done = batch("-", "-o", "results.jsonl", cwd=tmp_path, stdin="\n".join(users))
    assert done.returncode == 0, done.stderr
    assert "2 users, 1 of them by an earlier run, 0 failed" in done.stderr
    lines = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text().splitlines()]
    assert [line["today"] for line in lines] == ["2026-03-10", "2026-03-10"]


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        (("ana", "./ana", "-o", "r.jsonl"), "given twice"),
        (("ana", "", "-o", "r.jsonl"), "empty name"),
        (("ana", "-o", "-"), "must be a file"),
        (("ana", "-o", "ana"), "is a folder"),
        (("ana", "-o", "ana/r.jsonl"), "in the folder of a user"),
        (("ana", "-o", "r.jsonl", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2"), "for this machine"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    run: Run, tmp_path: Path, words: tuple[str, ...], finding: str
) -> None:
    write_user(tmp_path / "ana", "zorbix")
    before = sorted(tmp_path.rglob("*"))
    done = run("batch", *words)
    assert done.code == 2
    assert finding in done.err
    assert sorted(tmp_path.rglob("*")) == before


def test_the_help_says_what_the_network_is_used_for(run: Run) -> None:
    out = " ".join(run("batch", "--help").out.split())
    assert "only use that this program ever makes of a network" in out
