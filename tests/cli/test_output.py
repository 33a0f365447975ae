"""Where results go: what is there already is respected, and nothing of a stranger's reaches a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import Run

ROOT = Path(__file__).parent.parent.parent
QUEUE = b"name\nIlse Marnix\n"
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


full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
STEPS = {
    "accept 1": "accepted Ilse Marnix", "decline 1": "declined Ilse Marnix", "ask 1 --question Who?": "asked Ilse",
    "accept 1 --format json": "accepted Ilse Marnix", "vouch next": "", "undo": "took back: asked Ilse Marnix (2)",
    "answer 2 Yes": "noted the answer of Ilse Marnix (2)", "nudge 2": "drafted a reminder for Ilse Marnix (2)",
}  # fmt: skip


def _waiting(folder: Path) -> dict[str, str]:
    """A store with an open request, and one that waits for an answer."""
    queue = "name,profile_url,headline,note,sent_at\n" + "".join(
        f"Ilse Marnix,https://www.linkedin.com/in/ilse-{number},Gardener,Hello,2026-03-01\n" for number in (1, 2)
    )
    (folder / "queue.csv").write_text(queue)
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "SCREENER_STORE": str(folder / "s.sqlite")}
    for words in (["triage", "queue.csv", *TODAY], ["ask", "2", "--question", "Where did we meet?", *TODAY]):
        subprocess.run(
            [sys.executable, "-m", "screener", *words], cwd=folder, env=surroundings, check=True, capture_output=True
        )
    return surroundings


@full_disk
@pytest.mark.parametrize("lost", [">/dev/full", ">&-", ">/dev/full 2>/dev/full"])
@pytest.mark.parametrize("words", STEPS)
def test_a_step_whose_result_cannot_be_shown_is_done_and_says_so(tmp_path: Path, words: str, lost: str) -> None:
    surroundings = _waiting(tmp_path)
    day = "" if words.startswith("vouch") else "--today 2026-03-10"
    command = f"{sys.executable} -m screener {words} {day} {lost}"
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=surroundings, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr
    if not words.startswith(("decline", "ask")):  # they have no result: no reply is drafted
        assert done.returncode == 5, done.stderr
        assert "2>" in lost or not STEPS[words] or "this is done, but its result could not be shown" in done.stderr
    history = [sys.executable, "-m", "screener", "history"]
    told = subprocess.run(history, cwd=tmp_path, env=surroundings, capture_output=True, encoding="utf-8", check=True)
    assert STEPS[words] in " ".join(told.stdout.split())


@full_disk
@pytest.mark.parametrize("words", ["demo", "--help", "--version", "triage --help", "ledger --help", "queue"])
def test_a_full_disk_is_told_and_no_traceback(tmp_path: Path, words: str) -> None:
    surroundings = _waiting(tmp_path)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "screener", *words.split()], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path,
            env=surroundings, check=False,
        )  # fmt: skip
    assert done.returncode == 5
    assert b"standard output cannot be written: No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@full_disk
def test_what_was_not_shown_before_is_not_done(tmp_path: Path) -> None:
    surroundings = _waiting(tmp_path)
    with Path("/dev/full").open("wb") as full:
        for words, said in (
            (["decline", "--obvious", "--yes"], b"No decline"),
            (["ledger", "forget", "1", "--yes"], b"nothing was done"),
        ):
            done = subprocess.run(
                [sys.executable, "-m", "screener", *words], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path,
                env=surroundings, check=False,
            )  # fmt: skip
            assert said in done.stderr
    queue = subprocess.run(
        [sys.executable, "-m", "screener", "queue", *TODAY],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        check=True,
    )
    assert b"Ilse Marnix" in queue.stdout


@pytest.mark.parametrize("module", ["typer", "sqlite3"])
def test_an_interruption_while_the_program_is_imported_is_no_traceback(tmp_path: Path, module: str) -> None:
    script = (
        "import builtins, os, runpy, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "real = builtins.__import__\n"
        "def importing(name, *rest, **more):\n"
        f"    if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = importing\n"
        "sys.argv = ['screener', 'triage', 'queue.csv']\n"
        "runpy.run_module('screener', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=_waiting(tmp_path), capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.returncode == 130


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("screener ")
