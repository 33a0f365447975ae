"""Where results go: what is there already is respected, and nothing of a stranger's reaches a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import Run

ROOT = Path(__file__).parent.parent.parent
QUEUE = b"name,note\nIlse Marnix,\n"
TODAY = ("--today", "2026-03-10")


def test_a_pipe_is_written_to_and_not_replaced(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    assert run("triage", "-", "--format", "csv", "--output", "pipe", *TODAY, stdin=QUEUE).code == 0
    assert b"Ilse Marnix" in reader.communicate(timeout=30)[0]
    assert (tmp_path / "pipe").is_fifo()


def test_a_link_goes_on_pointing_to_the_file_that_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert run("triage", "-", "--format", "csv", "--output", "link.csv", *TODAY, stdin=QUEUE).code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert "Ilse Marnix" in (tmp_path / "real.csv").read_text()
    assert (tmp_path / "real.csv").stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_usual_rights(run: Run, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        run("triage", "-", "--format", "csv", "--output", "new.csv", *TODAY, stdin=QUEUE)
    finally:
        os.umask(before)
    assert (tmp_path / "new.csv").stat().st_mode & 0o777 == 0o644


def test_no_escape_in_the_name_of_a_file_reaches_the_terminal(run: Run) -> None:
    done = run("triage", "\x1b[31mgone\x07.zip", "-", *TODAY, stdin=QUEUE)
    assert done.code == 3
    assert "gone" in done.err
    assert "\x1b" not in done.err
    assert "\x07" not in done.err


def test_an_empty_name_of_a_file_is_a_usage_error(run: Run) -> None:
    done = run("triage", "", *TODAY)
    assert done.code == 2
    assert "empty name" in done.err


@pytest.mark.parametrize("day", ["0001-01-01", "20260310", "2026-W10-1", "2026-02-30"])
def test_a_day_is_written_in_one_way(run: Run, day: str) -> None:
    assert run("triage", "-", "--today", day, stdin=QUEUE).code == 2


def _screener(*words: str, **streams: object) -> subprocess.Popen[bytes]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-m", "screener", *words], env=surroundings, **streams)  # type: ignore[call-overload]


def test_a_reader_who_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = _screener("demo", stdout=writing, stderr=subprocess.PIPE, cwd=tmp_path)
    os.close(writing)
    _, said = done.communicate(timeout=60)
    assert done.returncode == 0, said.decode()
    assert b"Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_an_error_and_no_traceback(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = _screener("demo", stdout=full, stderr=subprocess.PIPE, cwd=tmp_path)
        _, said = done.communicate(timeout=60)
    assert done.returncode == 3
    assert b"standard output cannot be written" in said
    assert b"Traceback" not in said


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("screener ")
