"""What a command costs that does next to nothing: its start, and the everyday ones on a small store.

    python -m tests.benchmarks.starting

The everyday queue: 25 requests, 900 connections, 3,000 messages, the store on and filled once. Each command runs from
start to end, in CPU time of the process, against `python -c "import typer"` of the same run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.benchmarks.invented_archive import write_queue
from tests.benchmarks.timing import in_turns, print_table

SCREENER = (sys.executable, "-m", "screener")
TODAY = ("--today", "2026-03-02")
ROUNDS = 9
# For each command how many times `import typer` it may cost; None where nothing is promised.
BARS = {"triage again": 4, "queue": 4, "show": 4, "brief": 4, "decline, as proposed": 4, "accept, which was not": 4,
        "queue after it": 4, "queue, one decided anew": None, "queue, after undo": 4, "--count": 3, "--help": 1.3,
        "--version": 0.3}  # fmt: skip


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [str(file) for file in write_queue(folder / "queue", connections=900, messages=3_000, requests=25)]
        home = {"HOME": name, "XDG_DATA_HOME": f"{name}/data", "XDG_CONFIG_HOME": f"{name}/config",
                "XDG_CACHE_HOME": f"{name}/cache", "SCREENER_STORE": f"{name}/store.sqlite"}  # fmt: skip
        environment = {**os.environ, **home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as users run it
        _run([*SCREENER, "triage", *files, *TODAY], environment)
        commands: dict[str, Sequence[str]] = {
            "import typer": (sys.executable, "-c", "import typer"),
            "triage again": (*SCREENER, "triage", *files, *TODAY),
            "queue": (*SCREENER, "queue", *TODAY),
            "show": (*SCREENER, "show", "3", *TODAY),
            "brief": (*SCREENER, "brief", *TODAY),
            "decline, as proposed": (*SCREENER, "decline", "8", *TODAY),
            "accept, which was not": (*SCREENER, "accept", "3", *TODAY),
            "queue after it": (*SCREENER, "queue", *TODAY),
            "queue, one decided anew": (*SCREENER, "queue", *TODAY),
            "queue, after undo": (*SCREENER, "queue", *TODAY),
            "--count": (*SCREENER, "queue", "--count"),
            "--help": (*SCREENER, "--help"),
            "--version": (*SCREENER, "--version"),
        }
        contenders = {what: _timed(command, environment) for what, command in commands.items()}
        for what in ("triage again", "queue"):
            contenders[what] = partial(_again, commands[what], commands[what], environment)
        for what in ("show", "brief"):
            contenders[what] = partial(_again, commands["queue"], commands[what], environment)
        for what in ("decline, as proposed", "accept, which was not"):
            contenders[what] = partial(_done_and_taken_back, commands[what], commands["queue"], environment)
        accepted, asked = commands["accept, which was not"], (*SCREENER, "ask", "4", *TODAY)
        contenders["queue after it"] = partial(_after_a_change, accepted, commands["queue"], environment)
        contenders["queue, one decided anew"] = partial(_after_a_change, asked, commands["queue"], environment)
        contenders["queue, after undo"] = partial(_after_undo, accepted, commands["queue"], environment)
        times = in_turns(contenders, ROUNDS)
    floor = times.pop("import typer")
    lines = [
        [what, f"{took * 1e3:.0f} ms", f"{took / floor:.2f}", str(BARS[what] or "")] for what, took in times.items()
    ]
    print_table(
        ["command", "CPU", "× import typer", "bar"], [["import typer", f"{floor * 1e3:.0f} ms", "1", ""], *lines]
    )


def _timed(command: Sequence[str], environment: dict[str, str]) -> Callable[[], float]:
    return lambda: _run(command, environment)


def _again(before: Sequence[str], command: Sequence[str], environment: dict[str, str]) -> float:
    """The time of a command after another one, with nothing done between them."""
    _run(before, environment)
    return _run(command, environment)


def _done_and_taken_back(command: Sequence[str], queue: Sequence[str], environment: dict[str, str]) -> float:
    """The time of a step after the queue was looked at, as it usually is; then it is undone, to be done again."""
    _run(queue, environment)
    took = _run(command, environment)
    _run([*SCREENER, "undo"], environment)
    return took


def _after_a_change(deed: Sequence[str], queue: Sequence[str], environment: dict[str, str]) -> float:
    """The time of looking at a queue in which something was done."""
    _run(queue, environment)
    _run(deed, environment)
    took = _run(queue, environment)
    _run([*SCREENER, "undo"], environment)
    return took


def _after_undo(deed: Sequence[str], queue: Sequence[str], environment: dict[str, str]) -> float:
    """The time of looking at a queue in which something was done and taken back."""
    _run(queue, environment)
    _run(deed, environment)
    _run([*SCREENER, "undo"], environment)
    return _run(queue, environment)


def _run(command: Sequence[str], environment: dict[str, str]) -> float:
    """The CPU time of a process, from start to end."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
