"""Checking: what `rules check` does, against only reading the same files.

    python -m tests.benchmarks.checking

Generated policies (`policies`) are written as rule files, with an example for every other rule. *read*: the files to a
policy, with all that is found while reading; *conflicts*, *idle*: the searches for rules that contradict each other,
and for such as never hold or decide; *examples*: all of them run; *check*: everything, as the command does it. Times
are milliseconds, in brackets times reading.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from screener.policy.loading import load_policy
from screener.rehearsal.checking import check_up
from screener.rehearsal.conflicts import conflicts
from screener.rehearsal.idle_rules import idle_rules
from screener.rehearsal.searching import search_in
from screener.rehearsal.trials import failures
from tests.benchmarks.policies import generated_policy
from tests.benchmarks.rule_files import written_policy
from tests.benchmarks.timing import in_turns, print_table, seconds

SIZES = (50, 200)
ROUNDS = 7


def main() -> None:
    """Print the table."""
    lines = []
    for name, text in _policies():
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "rules.yaml").write_text(text, encoding="utf-8")
            times = in_turns(_ways(Path(folder)), ROUNDS)
        cells = [f"{time * 1e3:.1f} ({time / times['read']:.1f})" for time in times.values()]
        lines.append([name, *cells])
    print_table(["policy", *times], lines)


def _policies() -> list[tuple[str, str]]:
    return [(f"{size} rules", written_policy(generated_policy(size), examples=size // 2)) for size in SIZES]


def _ways(folder: Path) -> dict[str, Callable[[], float]]:
    policy = load_policy(folder)
    return {
        "read": lambda: seconds(lambda: load_policy(folder)),
        "search made ready": lambda: seconds(lambda: search_in(policy)),
        "conflicts": lambda: seconds(lambda: conflicts(policy, search_in(policy))),
        "idle": lambda: seconds(lambda: idle_rules(policy, search_in(policy))),
        "examples": lambda: seconds(lambda: failures(policy, policy)),
        "check": lambda: seconds(lambda: check_up(folder, None)),
    }


if __name__ == "__main__":
    main()
