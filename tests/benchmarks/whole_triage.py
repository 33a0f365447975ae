"""A whole triage: 30,000 connections, 200,000 messages and 2,000 requests in, decisions as JSON out.

    python -m tests.benchmarks.whole_triage

The archive and the list (`invented_archive`) are written into a temporary folder. The floor is `csv.reader` over the
same rows, doing nothing with them. *In process* leaves out the start of Python and the imports, *as a command* is
`python -m screener triage --format json` from start to end. Memory is the peak of the command, here and with three
times as many messages. The start is `screener --help` against `python -c "import typer"`.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from screener.policy.loading import load_policy
from screener.reports.json_form import as_json
from screener.screening.proposing import Setting
from screener.screening.screening import screen
from screener.shipped import shipped_folder
from tests.benchmarks.invented_archive import write_queue
from tests.benchmarks.timing import in_turns, print_table, seconds

TODAY = date(2026, 3, 2)
CONNECTIONS, MESSAGES, REQUESTS = 30_000, 200_000, 2_000
ROUNDS = 5
FORM = "json"  # the dearest: it also tells what would change each verdict
TRIAGE = (sys.executable, "-m", "screener", "triage", "--no-store", "--format", FORM, "--today", TODAY.isoformat())
HELP = (sys.executable, "-m", "screener", "--help")
TYPER = (sys.executable, "-c", "import typer")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_queue(folder / "some", connections=CONNECTIONS, messages=MESSAGES, requests=REQUESTS)
        longer = write_queue(folder / "longer", connections=CONNECTIONS, messages=3 * MESSAGES, requests=REQUESTS)
        setting = Setting(policy=load_policy(), templates=(shipped_folder("templates"),), today=TODAY)
        times = in_turns(
            {
                "csv.reader": lambda: seconds(lambda: _read(files)),
                "in process": lambda: seconds(lambda: _triage(files, setting)),
                "as a command": _timed([*TRIAGE, *map(str, files)]),
                "import typer": _timed(TYPER),
                "--help": _timed(HELP),
            },
            ROUNDS,
        )
        peaks = [_peak_megabytes([*TRIAGE, *map(str, queue)]) for queue in (files, longer)]
    floor, typer = times["csv.reader"], times["import typer"]
    lines = [
        ["csv.reader over the same rows", f"{floor:.2f} s", "1", ""],
        ["triage in process", f"{times['in process']:.2f} s", f"{times['in process'] / floor:.2f}", "2"],
        ["triage as a command", f"{times['as a command']:.2f} s", f"{times['as a command'] / floor:.2f}", "2.5"],
        ["import typer", f"{typer:.3f} s", "1", ""],
        ["screener --help", f"{times['--help']:.3f} s", f"{times['--help'] / typer:.2f}", "1.5"],
        [f"peak memory, {MESSAGES:,} messages", f"{peaks[0]:.0f} MB", "", "100 MB"],
        [f"peak memory, {3 * MESSAGES:,} messages", f"{peaks[1]:.0f} MB", f"{peaks[1] / peaks[0]:.2f}", "1"],
    ]
    print_table(["what", "measured", "ratio", "bar"], lines)


def _read(files: Sequence[Path]) -> None:
    for file in files:
        for path in sorted(file.glob("*.csv")) if file.is_dir() else [file]:
            with path.open(encoding="utf-8", newline="") as lines:
                for _ in csv.reader(lines):
                    pass


def _triage(files: Sequence[Path], setting: Setting) -> str:
    return "".join(as_json(screen([str(file) for file in files], setting)))


def _timed(command: Sequence[str]) -> Callable[[], float]:
    return lambda: seconds(lambda: _run(command))


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_PLAIN)


# A user's own rules and a terminal's width have no say here.
_PLAIN = {name: value for name, value in os.environ.items() if name not in {"SCREENER_RULES", "COLUMNS"}}


def _peak_megabytes(command: Sequence[str]) -> float:
    """The most memory that a command used. Asked in a process of its own, which has no other children."""
    asking = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=-3, stderr=-3); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    told = subprocess.run([sys.executable, "-c", asking, *command], check=True, capture_output=True, env=_PLAIN)
    return int(told.stdout) / 1024


if __name__ == "__main__":
    main()
