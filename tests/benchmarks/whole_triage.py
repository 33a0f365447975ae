"""A whole triage: 30,000 connections, 200,000 messages and 2,000 requests in, decisions as JSON out.

    python -m tests.benchmarks.whole_triage             # the first triage, the same files again, other forms, memory
    python -m tests.benchmarks.whole_triage --growth    # ten times as much of one thing at a time
    python -m tests.benchmarks.whole_triage --requests 200 --connections 3000 --messages 20000     # a smaller one

The archive and the list (`invented_archive`) are written into a temporary folder. The floor is `csv.reader` over the
same rows, doing nothing with them. What is measured is the CPU time of a command from start to end, in turns with the
floor; its memory is the peak of the process. *Growth* starts from a tenth: a row says how many times the CPU time of
the smallest a triage with ten times as many connections (messages, requests, or decisions in the ledger) takes, for the
first time and for the same files again, and what memory.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

from screener.ledger.deeds import choice_of, decide
from screener.ledger.request_queue import request_numbered
from screener.ledger.sqlite_store import open_store
from screener.outcomes import Verdict
from tests.benchmarks.invented_archive import write_queue
from tests.benchmarks.timing import print_table
from tests.ledger.keeping import POLICY, PROPOSED, jane, keep

TODAY, LONG_AGO = date(2026, 3, 2), date(2025, 3, 2)
TRIAGE = (sys.executable, "-m", "screener", "triage", "--today", TODAY.isoformat())
TYPER = (sys.executable, "-c", "import typer")
HELP = (sys.executable, "-m", "screener", "--help")
ROUNDS = 3
_ASKING = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=-3, stderr=-3); "
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
)
# A user's own rules and a terminal's width have no say here.
_PLAIN = {name: value for name, value in os.environ.items() if name not in {"SCREENER_RULES", "COLUMNS"}}


class Used(NamedTuple):
    """What a command used: seconds of CPU time, and megabytes at its peak."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Size:
    """How large an archive and a list are, and how many earlier requests the store has decisions on."""

    connections: int
    messages: int
    requests: int
    history: int = 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=30_000)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--requests", type=int, default=2_000)
    parser.add_argument("--growth", action="store_true", help="ten times as much of one thing at a time")
    given = parser.parse_args(arguments)
    size = Size(given.connections, given.messages, given.requests)
    with tempfile.TemporaryDirectory() as name:
        (_growth if given.growth else _whole)(size, Path(name))


def _whole(size: Size, folder: Path) -> None:
    files = _files(size, folder / "some")
    firsts, agains = [], []
    floors, forms = [], []
    for place in range(ROUNDS):
        store = folder / f"ledger-{place}.sqlite"
        floors.append(_floor(files))
        firsts.append(_triage(files, store))
        floors.append(_floor(files))
        agains.append(_triage(files, store))
        forms.append([_triage(files, store, form) for form in ("csv", "table")])
    without = used_by([*TRIAGE, "--no-store", "--format", "json", *map(str, files)])
    typer, shown = _median(used_by(TYPER) for _ in range(ROUNDS)), _median(used_by(HELP) for _ in range(ROUNDS))
    floor = median(floors)
    lines = [["csv.reader over the same rows", f"{floor:.2f} s", "1", "", ""]]
    for what, used, bar in (
        ("the first triage, JSON, kept", _median(firsts), "12"),
        ("the same files again", _median(agains), "3"),
        ("again, as CSV", _median(each[0] for each in forms), "3"),
        ("again, as a table", _median(each[1] for each in forms), "3"),
        ("the first triage, without a store", without, "12"),
    ):
        lines.append([what, f"{used.seconds:.2f} s", f"{used.seconds / floor:.1f}", bar, f"{used.megabytes:.0f} MB"])
    lines.append(
        ["`--help`, times `import typer`", f"{shown.seconds:.2f} s", f"{shown.seconds / typer.seconds:.1f}", "1.3", ""]
    )
    print_table(["what", "CPU time", "times csv.reader", "bar", "memory (bar 110 MB)"], lines)


def _growth(size: Size, folder: Path) -> None:
    small = Size(size.connections // 10, size.messages // 10, size.requests // 10, size.requests // 10)
    larger = {
        "connections": Size(size.connections, small.messages, small.requests, small.history),
        "messages": Size(small.connections, size.messages, small.requests, small.history),
        "requests": Size(small.connections, small.messages, size.requests, small.history),
        "history": Size(small.connections, small.messages, small.requests, 10 * small.history),
    }
    first, again = _run(small, folder / "small")
    lines = [
        ["a tenth of all", f"{first.seconds:.2f} s", "1", f"{again.seconds:.2f} s", "1", f"{first.megabytes:.0f} MB"]
    ]
    for what, each in larger.items():
        more, later = _run(each, folder / what)
        lines.append(
            [
                f"ten times the {what}",
                f"{more.seconds:.2f} s", f"{more.seconds / first.seconds:.1f}",
                f"{later.seconds:.2f} s", f"{later.seconds / again.seconds:.1f}", f"{more.megabytes:.0f} MB",
            ]
        )  # fmt: skip
    print_table(["what", "first", "times", "again", "times", "memory"], lines)


def _run(size: Size, folder: Path) -> tuple[Used, Used]:
    """A first triage and the same again, in a store with so many decisions of old."""
    files, store = _files(size, folder), folder / "ledger.sqlite"
    if size.history:
        _decide_of_old(size.history, store)
    return _triage(files, store), _triage(files, store)


def _decide_of_old(number: int, store: Path) -> None:
    """Requests of others, of a year before, all of them declined."""
    with open_store(store) as opened:
        numbers = keep(opened, *(jane(f"Jane Doe {each}", f"jane-{each}") for each in range(number)), today=LONG_AGO)
        kept = [one for each in numbers if (one := request_numbered(opened, each))]
        choices = [choice_of(one, PROPOSED) for one in kept]
        decide(opened, choices, Verdict.DECLINE, because="", policy=POLICY, today=LONG_AGO)


def _files(size: Size, folder: Path) -> list[Path]:
    return write_queue(folder, connections=size.connections, messages=size.messages, requests=size.requests)


def _triage(files: Sequence[Path], store: Path, form: str = "json") -> Used:
    return used_by([*TRIAGE, "--store", str(store), "--format", form, *map(str, files)])


def _floor(files: Sequence[Path]) -> float:
    start = time.process_time()
    for file in files:
        for path in sorted(file.glob("*.csv")) if file.is_dir() else [file]:
            with path.open(encoding="utf-8", newline="") as lines:
                for _ in csv.reader(lines):
                    pass
    return time.process_time() - start


def used_by(command: Sequence[str]) -> Used:
    """What a command uses. Asked in a process of its own, which has no other children."""
    told = subprocess.run([sys.executable, "-c", _ASKING, *command], check=True, capture_output=True, env=_PLAIN)
    return Used(*map(float, told.stdout.split()))


def _median(used: Iterable[Used]) -> Used:
    every = list(used)
    return Used(median(one.seconds for one in every), max(one.megabytes for one in every))


if __name__ == "__main__":
    main()
