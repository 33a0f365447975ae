"""What a screening more costs in the same process: durable-rules frees no rule set, so engines are shared.

    python -m tests.benchmarks.lasting

A list of three requests is screened a thousand times by one policy. What the process holds is read after a hundred
screenings, when everything is made that is made once, and at the end.
"""

from __future__ import annotations

import gc
import tempfile
from datetime import date
from pathlib import Path

from screener.policy.loading import load_policy
from screener.screening.proposing import Setting
from screener.screening.screening import screen
from screener.shipped import shipped_folder
from tests.benchmarks.timing import print_table

SETTLED, SCREENINGS = 100, 1_000
BAR_KILOBYTES = 10.0  # a screening; noise of the allocator is below
REQUESTS = "name,note\nAna Ruiz,We met at the fair\nBen Sato,\nCarla Weber,May I send you an offer?\n"


def main() -> None:
    """Print the table."""
    setting = Setting(policy=load_policy(), templates=(shipped_folder("templates"),), today=date(2026, 3, 2))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "requests.csv"
        path.write_text(REQUESTS)
        _screen(path, setting, SETTLED)
        before = _megabytes()
        _screen(path, setting, SCREENINGS - SETTLED)
        after = _megabytes()
    grown = (after - before) * 1_000 / (SCREENINGS - SETTLED)
    line = [f"{before:.1f} MB", f"{after:.1f} MB", f"{grown:.1f} kB", str(BAR_KILOBYTES)]
    print_table([f"after {SETTLED}", f"after {SCREENINGS:,}", "a screening", "bar, kB"], [line])


def _screen(path: Path, setting: Setting, times: int) -> None:
    for _ in range(times):
        screen([str(path)], setting)


def _megabytes() -> float:
    """What the process holds now, by Linux's account."""
    gc.collect()
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return float(line.split()[1]) / 1_024
    raise SystemExit("/proc/self/status tells no VmRSS here")


if __name__ == "__main__":
    main()
