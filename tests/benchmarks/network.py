"""An audit of 30,000 connections in two archives with 200,000 messages, and what is asked of it afterwards.

    python -m tests.benchmarks.network
    python -m tests.benchmarks.network --connections 3000 --messages 20000     # a smaller one

The archives (`invented_archive`) are written into a temporary folder. The floor is a command that runs `csv.reader`
over the same rows and does nothing with them. What is measured is the CPU time of a command from start to end, in turns
with the floor, and its memory at its peak. *Judged anew*: the files were read before, and the day is another, so that
everybody is judged again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.invented_archive import write_network
from tests.benchmarks.timing import print_table
from tests.benchmarks.whole_triage import Used, used_by

ROUNDS = 3
SCREENER = (sys.executable, "-m", "screener")
_FLOOR = """import csv, sys
for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as lines:
        for _ in csv.reader(lines): pass"""
# How many times the floor each may take.
BARS = {"the first audit, JSON, kept": "10", "the same again": "6"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=30_000)
    parser.add_argument("--messages", type=int, default=200_000)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        files = write_network(Path(name) / "archives", connections=given.connections, messages=given.messages)
        floors, found = [], []
        for place in range(ROUNDS):
            floors.append(_floor(files).seconds)
            found.append(_round(files, Path(name) / f"store-{place}.sqlite"))
    floor = median(floors)
    lines = [["csv.reader over the same rows", f"{floor:.2f} s", "1", "", ""]]
    for what in found[0]:
        took, memory = median(each[what].seconds for each in found), max(each[what].megabytes for each in found)
        lines.append([what, f"{took:.2f} s", f"{took / floor:.1f}", BARS.get(what, ""), f"{memory:.0f} MB"])
    print_table(["what", "CPU time", "times csv.reader", "bar", "memory (bar 150 MB)"], lines)


def _round(files: Sequence[Path], store: Path) -> dict[str, Used]:
    """Every command once, in a store of its own."""
    given, day, other_day = [*map(str, files)], ("--today", "2026-03-02"), ("--today", "2026-03-03")

    def used(command: str, *words: str) -> Used:
        return used_by([*SCREENER, command, *words, "--store", str(store)])

    return {
        "the first audit, JSON, kept": used("audit", *given, *day, "--format", "json"),
        "the same again": used("audit", *given, *day, "--format", "json"),
        "again, as a page": used("audit", *given, *day, "--format", "html"),
        "again, as a table": used("audit", *given, *day),
        "again, the summary alone": used("audit", *given, *day, "--summary"),
        "judged anew": used("audit", *given, *other_day, "--format", "json"),
        "referrals, by a role": used("referrals", "--role", "recruiter", *day, "--format", "json"),
    }


def _floor(files: Sequence[Path]) -> Used:
    rows = [str(path) for file in files for path in sorted(file.glob("*.csv"))]
    return used_by([sys.executable, "-c", _FLOOR, *rows])


if __name__ == "__main__":
    main()
