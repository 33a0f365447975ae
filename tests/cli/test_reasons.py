"""A reason need not stand in the history of the shell: standard input or the editor give it as well."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")
SECRET = "shouted at the trainees\nand never said sorry"
QUEUE = b"name,note\nIlse Marnix,Hello\n"
# Commands that take a reason, and where it is kept.
COMMANDS = {
    "accept 1": "SELECT because FROM decision",
    "decline 1": "SELECT because FROM decision",
    "ask 1 --question Where?": "SELECT because FROM decision",
    "vouch 1 no": "SELECT reason FROM vouch",
    "expect 1": "SELECT reason FROM expected",
}


def kept(store: Path, sql: str) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        return [row[0] for row in connection.execute(sql)]


@pytest.fixture
def queued(run: Run) -> Run:
    assert run("triage", "-", *TODAY, stdin=QUEUE).code == 0
    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reason_is_read_from_standard_input(queued: Run, own_store: Path, command: str) -> None:
    done = queued(*command.split(), "--because", "-", *TODAY, stdin=f"  {SECRET}\n".encode())
    assert done.code == 0, done.err
    assert kept(own_store, COMMANDS[command]) == [SECRET]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reason_is_written_in_the_editor(
    queued: Run, own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nstat -c %a "$1" > seen\necho "in the editor" > "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    assert queued(*command.split(), "--because", "@editor", *TODAY).code == 0
    assert kept(own_store, COMMANDS[command]) == ["in the editor"]
    assert (tmp_path / "seen").read_text() == "600\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_reason_records_nothing(queued: Run, own_store: Path, command: str) -> None:
    done = queued(*command.split(), "--because", "-", *TODAY, stdin=b" \n")
    assert done.code == 2
    assert "the reason was left empty, so nothing was recorded" in done.err
    assert kept(own_store, COMMANDS[command]) == []
