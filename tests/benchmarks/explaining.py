"""What explaining costs, and trying other rules on the past: ratios, each measured in one run.

    python -m tests.benchmarks.explaining

A store holds 10,000 decided requests and 60 open ones with random facts. `show`, `why` and `why-not` are timed as whole
functions: the store is opened, one request decided and told. The diff decides all 10,000 by two policies that differ
in a rule, facts read from the store; beside it stands deciding them once, which reads the same facts.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from msgspec import structs

from screener.decisions.deciding import decide
from screener.evidence.facts import FactSheet
from screener.inference.inferring import Inferring
from screener.ledger.deeds import choice_of
from screener.ledger.deeds import decide as decide_in_store
from screener.ledger.kept import Reading, decided_cases, encoded_sheet
from screener.ledger.request_queue import keep_reading, keep_request, request_numbered
from screener.ledger.sqlite_store import Store, open_store
from screener.outcomes import Verdict
from screener.policy.loading import load_policy
from screener.policy.model import Policy, Status
from screener.rehearsal.decision_diff import decision_diff
from screener.rehearsal.why_not import why_not
from screener.reports.explanations import why_lines, why_not_lines
from screener.reports.terminal import as_one_request
from screener.screening.again import Again
from screener.screening.history import bound
from screener.screening.proposing import Setting
from screener.shipped import shipped_folder
from tests.benchmarks.fact_sheets import fact_sheets
from tests.benchmarks.timing import in_turns, print_table, seconds
from tests.ledger.keeping import POLICY, PROPOSED, jane

TODAY = date(2026, 3, 2)
DECIDED, OPEN = 10_000, 60
AT_ONCE = 500
ROUNDS = 3
EXPLAINING_BAR, DIFF_BAR = 1.5, 3


def main() -> None:
    """Print both tables."""
    setting = Setting(policy=load_policy(), templates=(shipped_folder("templates"),), today=TODAY)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "ledger.sqlite"
        _fill(path, setting.policy)
        _print_explaining(path, setting)
        _print_diff(path, setting)


def _fill(path: Path, policy: Policy) -> None:
    sheets = fact_sheets(policy, seed=7)
    with open_store(path) as store:
        for start in range(0, DECIDED, AT_ONCE):
            numbers = _keep(store, start, islice(sheets, AT_ONCE))
            chosen = [kept for number in numbers if (kept := request_numbered(store, number))]
            choices = [choice_of(kept, PROPOSED) for kept in chosen]
            decide_in_store(store, choices, Verdict.DECLINE, because="", policy=POLICY, today=TODAY)
        _keep(store, DECIDED, islice(sheets, OPEN))


def _keep(store: Store, first: int, sheets: Iterator[FactSheet]) -> list[int]:
    with store.writing():
        reading = keep_reading(store, Reading())
        return [
            keep_request(
                store,
                jane(f"Jane Doe {number}", f"jane-{number}"),
                encoded_sheet(sheet),
                today=TODAY,
                seen=TODAY,
                reading=reading,
                known=None,
            )
            for number, sheet in enumerate(sheets, start=first)
        ]


def _print_explaining(path: Path, setting: Setting) -> None:
    numbers = range(DECIDED + 1, DECIDED + OPEN + 1)[::6]

    def told(what: Callable[[Path, Setting, int], None]) -> float:
        return seconds(lambda: [what(path, setting, number) for number in numbers])

    work = {"show": _show, "why": _why, "why-not accept": _why_not}
    times = in_turns({name: partial(told, what) for name, what in work.items()}, ROUNDS)
    lines = [
        [name, f"{took / len(numbers) * 1000:.0f} ms", f"{took / times['show']:.2f}", str(EXPLAINING_BAR)]
        for name, took in times.items()
    ]
    print_table(["one request", "time", "× show", "bar"], lines)


def _show(path: Path, setting: Setting, number: int) -> None:
    with open_store(path) as store:
        kept = request_numbered(store, number)
        assert kept is not None
        list(as_one_request(Again(store, setting).proposal(kept), 80))


def _why(path: Path, setting: Setting, number: int) -> None:
    with open_store(path) as store:
        kept = request_numbered(store, number)
        assert kept is not None
        again = Again(store, setting)
        list(why_lines(again.proposal(kept), again.proposing(kept.reading).inferring, again.sheet(kept), 80))


def _why_not(path: Path, setting: Setting, number: int) -> None:
    with open_store(path) as store:
        kept = request_numbered(store, number)
        assert kept is not None
        again = Again(store, setting)
        sheet, inferring = again.sheet(kept), again.proposing(kept.reading).inferring
        list(why_not_lines(why_not(sheet, inferring, Verdict.ACCEPT), inferring, sheet, 80))


def _print_diff(path: Path, setting: Setting) -> None:
    rules = [
        structs.replace(rule, status=Status.RETIRED) if rule.id == "one-trace" else rule
        for rule in setting.policy.rules
    ]
    other = structs.replace(setting, policy=structs.replace(setting.policy, rules=tuple(rules)))
    with open_store(path) as store:
        times = in_turns(
            {
                "deciding once": lambda: seconds(lambda: _decide_all(store, bound(store, setting).inferring)),
                "the diff": lambda: seconds(
                    lambda: decision_diff(
                        ((case, case) for case in decided_cases(store)),
                        bound(store, setting).inferring,
                        bound(store, other).inferring,
                    )
                ),
            },
            ROUNDS,
        )
    ratio = times["the diff"] / times["deciding once"]
    lines = [[name, f"{took:.2f} s"] for name, took in times.items()]
    lines.append(["ratio", f"{ratio:.2f} (bar {DIFF_BAR})"])
    print_table([f"{DECIDED:,} requests", "time"], lines)


def _decide_all(store: Store, inferring: Inferring) -> None:
    for case in decided_cases(store):
        decide(case.sheet, inferring, {})


if __name__ == "__main__":
    main()
