"""Questions on the terminal: each answer ends its line, and nothing is wider than the terminal."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from screener.cli.output import remark, show_command
from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")
LIST = "name,profile_url,note,sent_at\n" + "".join(
    f"Asker {word} Vell,https://x.com/in/{word},I sell leads to founders and would like to connect,2026-03-01\n"
    for word in ("Ida", "Bo", "Una")
)


@pytest.fixture
def queued(run: Run, tmp_path: Path) -> Run:
    """The command line, with three requests in the store."""
    (tmp_path / "list.csv").write_text(LIST)
    assert run("triage", "list.csv", *TODAY).code == 0
    return run


def test_an_answer_from_a_pipe_ends_the_line_of_its_question(queued: Run) -> None:
    done = queued("review", "--plain", *TODAY, stdin=b"a\nd\nw\nq\n")
    assert done.code == 0, done.err
    told = done.err.splitlines()
    assert any(line.startswith("accepted 1 ") for line in told), told
    assert any(line.startswith("declined 2 ") for line in told), told
    assert max(map(len, (*told, *done.out.splitlines()))) <= 80


def test_several_replies_stand_apart(queued: Run) -> None:
    done = queued("accept", "1-3", *TODAY)
    assert done.out.count("\n\n--- ") == 2


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_remark_fits_the_terminal_and_a_command_to_copy_stays_on_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    remark("  1. a long remark that goes on and on about the files that were found\nand a second line")
    show_command("screener triage one-archive.zip another-archive.zip --today 2026-03-10")
    lines = seen.getvalue().splitlines()
    assert lines[0].startswith("  1. a long remark")
    assert lines[-1] == "screener triage one-archive.zip another-archive.zip --today 2026-03-10"
    assert max(map(len, lines[:-1])) <= 40


def test_in_a_pipe_a_remark_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", seen)
    remark("word " * 40)
    assert len(seen.getvalue().splitlines()) == 1
