"""What remembering costs: a store that has grown, and a triage that keeps what it found.

    python -m tests.benchmarks.remembering

Two stores hold the same 200 open requests; one has 1,000 decisions beside them, the other 100,000, each with its
request, fact sheet and person. `queue` and `show` are timed as whole functions, as a terminal shows them; *recall*
is the part of `queue` that the store has in it. Then the triage of `whole_triage` (30,000 connections, 2,000
requests; fewer messages, which the store has nothing to do with) runs without a store, with a new one, and with the
one that it has filled.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

from screener.ledger.choosing import find_request
from screener.ledger.deeds import choice_of, decide
from screener.ledger.request_queue import open_requests, remembered, request_numbered
from screener.ledger.sqlite_store import Store, open_store
from screener.outcomes import Verdict
from screener.policy.loading import load_policy
from screener.reports.form import as_json
from screener.reports.screening_form import document_of
from screener.reports.terminal import as_short_request, as_table
from screener.screening.again import Again
from screener.screening.proposing import Setting
from screener.screening.screening import screen
from screener.shipped import shipped_folder
from screener.sources.records import Request
from tests.benchmarks.invented_archive import write_queue
from tests.benchmarks.timing import in_turns, print_table, seconds
from tests.ledger.keeping import POLICY, PROPOSED, jane, keep

TODAY = date(2026, 3, 2)
FEW, MANY, OPEN = 1_000, 100_000, 200
CONNECTIONS, MESSAGES, REQUESTS = 30_000, 50_000, 2_000
AT_ONCE = 500
ROUNDS = 5
WIDTH = 80
BAR = 2


def main() -> None:
    """Print both tables."""
    setting = Setting(policy=load_policy(), templates=(shipped_folder("templates"),), today=TODAY)
    with tempfile.TemporaryDirectory() as name:
        _grown_stores(Path(name), setting)
        _triages(Path(name), setting)


def _grown_stores(folder: Path, setting: Setting) -> None:
    small, large = (_store_with(folder / f"{number}.sqlite", number) for number in (FEW, MANY))
    work = {
        "recall": _recall,
        "queue": _queue,
        "show NUMBER": _show_number,
        "show NAME": _show_name,
        "show ADDRESS": _show_address,
    }
    lines = []
    for what, command in work.items():
        times = in_turns(
            {
                "few": lambda command=command: seconds(lambda: command(small, setting)),  # type: ignore[misc]
                "many": lambda command=command: seconds(lambda: command(large, setting)),  # type: ignore[misc]
            },
            ROUNDS,
        )
        told = [f"{times[size] * 1000:.1f} ms" for size in ("few", "many")]
        lines.append([what, *told, f"{times['many'] / times['few']:.2f}", str(BAR)])
    print_table(["what", f"{FEW:,} decisions", f"{MANY:,}", "ratio", "bar"], lines)


def _store_with(path: Path, decisions: int) -> Path:
    with open_store(path) as store:
        keep(store, *(_request(number) for number in range(OPEN)), today=TODAY)
        for start in range(OPEN, OPEN + decisions, AT_ONCE):
            numbers = keep(store, *(_request(number) for number in range(start, start + AT_ONCE)), today=TODAY)
            _decide_all(store, numbers)
    return path


def _request(number: int) -> Request:
    chance = random.Random(number)
    first, last = (chance.choice(("Ana", "Ben", "Carla", "Dario", "Elif")), f"Example{number % 60_000}")
    sent = TODAY - timedelta(days=chance.randrange(80))
    return jane(f"{first} {last}", f"{first}-{last}-{number}".lower(), sent=sent, note="Shall we talk about valves?")


def _decide_all(store: Store, numbers: Sequence[int]) -> None:
    places = [kept for number in numbers if (kept := request_numbered(store, number))]
    choices = [choice_of(kept, PROPOSED) for kept in places]
    decide(store, choices, Verdict.DECLINE, because="", policy=POLICY, today=TODAY)


def _recall(path: Path, _: Setting) -> int:
    with open_store(path) as store:
        return sum(remembered(store, kept.request, kept) is not None for kept in open_requests(store))


def _queue(path: Path, setting: Setting) -> str:
    with open_store(path) as store:
        return "\n".join(as_table(Again(store, setting).queue(), WIDTH))


def _show(path: Path, setting: Setting, which: str) -> str:
    with open_store(path) as store:
        again = Again(store, setting)
        return "\n".join(as_short_request(again.screening([again.proposal(find_request(store, which))]), WIDTH))


def _show_number(path: Path, setting: Setting) -> str:
    return _show(path, setting, str(OPEN // 2))


def _show_name(path: Path, setting: Setting) -> str:
    return _show(path, setting, _request(OPEN // 3).name)


def _show_address(path: Path, setting: Setting) -> str:
    return _show(path, setting, _request(OPEN // 4).profile_url)


def _triages(folder: Path, setting: Setting) -> None:
    files = [str(file) for file in write_queue(folder / "archive", connections=CONNECTIONS, messages=MESSAGES,
                                               requests=REQUESTS)]  # fmt: skip
    filled = folder / "filled.sqlite"
    _triage(files, setting, filled)

    def into_a_new_one() -> float:
        new = folder / "new.sqlite"
        for left in folder.glob("new.sqlite*"):
            left.unlink()
        return seconds(lambda: _triage(files, setting, new))

    times = in_turns(
        {
            "without a store": lambda: seconds(lambda: _triage(files, setting, None)),
            "into a new store": into_a_new_one,
            "again on the same files": lambda: seconds(lambda: _triage(files, setting, filled)),
        },
        ROUNDS,
    )
    floor = times["without a store"]
    print_table(["triage", "measured", "ratio"], [[what, f"{took:.2f} s", f"{took / floor:.2f}"] for what, took in
                                                  times.items()])  # fmt: skip


def _triage(files: Sequence[str], setting: Setting, store: Path | None) -> str:
    with ExitStack() as opened:
        kept = opened.enter_context(open_store(store)) if store else None
        return "".join(as_json(document_of(screen(files, setting, store=kept))))


if __name__ == "__main__":
    main()
