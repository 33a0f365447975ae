"""The help: short on top, whole when asked for, and each command in it."""

from __future__ import annotations

import re
import subprocess
import sys

from screener.cli import Commands
from tests.cli.running import Run

MOST_ON_TOP = 24
HEADINGS = ["Every day:", "People:", "Rules:", "Files and store:", "More:"]
IMPORTED = "import sys, screener.cli as c; sys.argv[1:] = {words!r}; c.app(standalone_mode=False); print(*sys.modules)"


def named(help_text: str) -> list[str]:
    """The commands that a help lists."""
    listed = help_text.split("Every day:", 1)[1]
    return re.findall(r"^  ([a-z][a-z-]*) ", listed, re.M)


def test_the_short_help_names_few_commands_under_headings(run: Run) -> None:
    out = run("--help").out
    assert [line for line in out.splitlines() if line in HEADINGS] == HEADINGS
    assert {"triage", "queue", "why", "who", "rules", "ledger"} <= set(named(out)) < set(Commands.table)
    assert len(named(out)) <= MOST_ON_TOP
    assert f"{len(Commands.table) - len(named(out))} more are listed by: " in out


def test_the_whole_help_names_every_command(run: Run) -> None:
    out = run("help", "all").out
    assert sorted(named(out)) == sorted(Commands.table)
    assert "more are listed" not in out


def test_help_alone_is_the_short_help_and_with_a_command_that_commands(run: Run) -> None:
    assert run("help").out == run("--help").out
    assert run("help", "why-not").out == run("why-not", "--help").out
    assert run("help", "rules", "check").out == run("rules", "check", "--help").out


def test_help_for_what_is_no_command_says_where_all_are_named(run: Run) -> None:
    for words in (["tirage"], ["queue", "all"]):
        done = run("help", *words)
        assert done.code == 2
        assert "`screener help all` names every one" in done.err


def test_neither_help_imports_a_command_that_it_lists() -> None:
    for words in (["--help"], ["help", "all"]):
        done = subprocess.run(
            [sys.executable, "-c", IMPORTED.format(words=words)], capture_output=True, text=True, check=True, timeout=60
        )
        loaded = {name for name in done.stdout.split() if name.startswith("screener.cli.")}
        assert loaded <= {"screener.cli.lazily", "screener.cli.output", "screener.cli.manual"}
