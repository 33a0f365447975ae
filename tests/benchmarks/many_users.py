"""Many users: how many `screener batch` triages in a second on one core, how much two cores gain, and what memory.

    python -m tests.benchmarks.many_users                # 40 users of 500 connections, 2,000 messages, 20 requests each
    python -m tests.benchmarks.many_users --users 200    # more: what starting the processes costs weighs less

The users (`invented_archive`) have rules of their own. One and two processes take turns; the same is done on a Dask
cluster of two workers on this machine, where Dask is installed. Seconds are from the start of the command to its end.
CPU time and memory (the peak of the largest process) are told for a quarter of the users and for all of them; on a
machine with other work, the CPU time a user says more than the seconds.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from tests.batch.users import ABOUT_ME, RULE, TODAY, word_of
from tests.benchmarks.invented_archive import write_queue
from tests.benchmarks.timing import in_turns, print_table
from tests.benchmarks.whole_triage import TRIAGE, Used, used_by

BATCH = (*TRIAGE[:3], "batch", "--today", TODAY.isoformat())


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        users = [_user(folder / f"user-{place}", place) for place in range(given.users)]
        outputs = (folder / f"results-{number}.jsonl" for number in count())
        ways = {"one process": ("--workers", "1"), "two processes": ("--workers", "2")}
        if address := _cluster(stack):
            ways["a cluster of two workers"] = ("--scheduler", address)
        measured = in_turns({way: _timed(users, words, outputs) for way, words in ways.items()}, given.rounds)
        one = measured["one process"]
        lines = [
            [way, f"{took:.1f} s", f"{given.users / took:.2f}", f"{one / took:.2f}"] for way, took in measured.items()
        ]
        print_table(["by", f"{given.users} users", "users a second", "times one process"], lines)
        used = [(len(some), _used_for(some, next(outputs))) for some in (users[: len(users) // 4], users)]
        lines = [[str(number), f"{one.seconds / number:.2f} s", f"{one.megabytes:.0f} MB"] for number, one in used]
        print_table(["users, by one process", "CPU time a user", "memory of the largest process"], lines)


def _user(folder: Path, place: int) -> str:
    write_queue(folder, connections=500, messages=2_000, requests=20, seed=place)
    (folder / "rules").mkdir()
    (folder / "rules/about-me.yaml").write_text(ABOUT_ME.format(word=word_of(place)))
    (folder / "rules/own.yaml").write_text(RULE.format(word=word_of(place)))
    return str(folder)


def _cluster(stack: ExitStack) -> str:
    """The address of a cluster on this machine; empty where Dask is not installed."""
    try:
        import distributed
    except ImportError:
        return ""
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")
    return str(stack.enter_context(cluster).scheduler_address)


def _timed(users: Sequence[str], words: Sequence[str], outputs: Iterator[Path]) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        subprocess.run(
            [*BATCH, "--output", str(next(outputs)), *words, *users],
            check=True,
            capture_output=True,
        )
        return time.perf_counter() - start

    return run


def _used_for(users: Sequence[str], output: Path) -> Used:
    return used_by([*BATCH, "--output", str(output), "--workers", "1", *users])


if __name__ == "__main__":
    main()
