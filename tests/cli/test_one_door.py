"""Whatever a command reads: a pipe that nobody writes, a device, a huge file or a closed input ends with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import Run
from tests.hanging import ends_soon

ROOT = Path(__file__).parent.parent.parent
TODAY = ("--today", "2026-03-10")


def place(target: str, file: Path) -> None:
    """Something that is no regular file, or one of gigabytes, in the place of a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if target == "pipe":
        os.mkfifo(file)
    elif target == "device":
        file.symlink_to("/dev/zero")
    else:
        with file.open("wb") as stream:
            stream.truncate(3_000_000_000)


@pytest.mark.parametrize("target", ["pipe", "device", "huge"])
@pytest.mark.parametrize(
    ("words", "file", "code"),
    [
        (["templates", "check", "own"], "own/accept/thanks.en.txt", 1),
        (["triage", "-", "--templates", "own", "--no-store", *TODAY], "own/accept/thanks.en.txt", 0),
        (["ledger", "import", "file.yaml"], "file.yaml", 3),
        (["rules", "check", "own"], "own/rules.yaml", 1),
        (["rules", "check", "own"], "own/about-me.yaml", 1),
        (["rules", "format", "own/rules.yaml"], "own/rules.yaml", 3),
        (["triage", "-", "--rules", "own", "--no-store", *TODAY], "own/rules.yaml", 3),
        (["rules", "fix", "own"], "own/rules.yaml", 3),
    ],
)
def test_what_has_no_end_is_refused_wherever_a_file_is_read(
    run: Run, tmp_path: Path, words: list[str], file: str, code: int, target: str
) -> None:
    place(target, tmp_path / file)
    with ends_soon():
        done = run(*words, stdin=b"name,sent_at\nOda Vell,2026-03-01\n")
    assert done.code == code, done.err
    if code:
        said = " ".join((done.out + done.err).split())
        assert {"pipe": "is a pipe", "device": "is a device", "huge": "larger than"}[target] in said


@pytest.mark.parametrize("target", ["pipe", "device"])
def test_what_is_no_file_among_the_files_to_triage_is_named(run: Run, tmp_path: Path, target: str) -> None:
    place(target, tmp_path / "given")
    with ends_soon():
        done = run("triage", "given", "--no-store", *TODAY)
    assert done.code == 3
    assert f"given: is a {target}" in done.err


def test_a_substituted_process_is_read(tmp_path: Path) -> None:
    command = f"{sys.executable} -m screener triage <(printf 'name,sent_at\\nOda Vell,2026-03-01\\n') --no-store"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Oda Vell" in done.stdout


@pytest.mark.parametrize("words", ["triage - --no-store", "ledger import -", "rules format -", "answer 1 -"])
def test_a_closed_input_is_said_to_be_closed(tmp_path: Path, words: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m screener {words} <&-"], cwd=tmp_path, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SCREENER_STORE": "s.sqlite"}, encoding="utf-8", timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "standard input" in done.stderr
