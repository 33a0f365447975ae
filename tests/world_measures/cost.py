"""What a large world costs: `python -m tests.world_measures.cost`.

30,000 connections and 3,000 correspondents with 120,000 days of exchanges are taken in, kept and worked out; the CPU
time of each step is printed as a ratio to reading and writing the same rows with `csv`, in the same run.
"""

from __future__ import annotations

import csv
import io
import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from screener.ledger.sqlite_store import temporary_store
from screener.ledger.sqlite_world import bring_up_to_date, keep_intake
from screener.sources.records import Connection, Mail, Party, Provenance, Row
from screener.world.intake import Intake
from tests.world_measures.invented_names import FewNaming
from tests.world_measures.invented_world import ME, MY_MAIL, TODAY, keep_source_row, owner

CONNECTIONS: Final = 30_000
CORRESPONDENTS: Final = 3_000
DAYS: Final = 120_000


def main() -> None:
    """Print the ratios."""
    rows = [*_connections(), *_mails()]
    unit = _timed(lambda: _csv(rows))
    print(f"csv of {len(rows)} rows: {unit:.2f} s CPU")
    intake = Intake(owner(), TODAY, TODAY)
    steps: dict[str, Callable[[], object]] = {}
    with temporary_store() as store:
        steps["take in"] = lambda: ([intake.take(row) for row in rows], intake.finish())
        steps["keep_intake"] = lambda: keep_intake(store, keep_source_row(store, "large"), intake)
        steps["bring_up_to_date"] = lambda: bring_up_to_date(store)
        steps["bring_up_to_date, nothing new"] = lambda: bring_up_to_date(store)
        for name, step in steps.items():
            with store.writing():
                seconds = _timed(step)
            print(f"{name:32} {seconds:6.2f} s CPU {seconds / unit:8.1f} times csv")
        store.run("DELETE FROM world WHERE name = 'state'")
        with store.writing():
            seconds = _timed(lambda: bring_up_to_date(store))
        print(f"{'bring_up_to_date, anew':32} {seconds:6.2f} s CPU {seconds / unit:8.1f} times csv")


def _timed(step: Callable[[], object]) -> float:
    before = time.process_time()
    step()
    return time.process_time() - before


def _csv(rows: list[Row]) -> int:
    text = io.StringIO()
    csv.writer(text).writerows([str(row)] for row in rows)
    return sum(1 for _ in csv.reader(io.StringIO(text.getvalue())))


def _connections() -> Iterator[Row]:
    naming, chance = FewNaming(1), random.Random("connections")
    for number in range(CONNECTIONS):
        name = naming.name()
        yield Connection(
            first_name=name.given, last_name=" ".join(name.surnames), company=f"Firm{chance.randrange(3_000)} Ltd",
            url=f"https://www.linkedin.com/in/person-{number:06x}", position="Engineer",
            provenance=Provenance(file="export.zip", row=number + 1, date=TODAY - timedelta(days=number % 4_000)),
        )  # fmt: skip


def _mails() -> Iterator[Row]:
    naming, chance = FewNaming(2), random.Random("mails")
    people = [
        Party(name=naming.name().written, email=f"p{number}@firm{chance.randrange(900)}.example")
        for number in range(CORRESPONDENTS)
    ]
    me = Party(name=ME, email=MY_MAIL)
    for number in range(DAYS):
        them = people[number % CORRESPONDENTS]
        sender, recipient = (them, me) if number // CORRESPONDENTS % 2 else (me, them)
        day = date(2015, 1, 1) + timedelta(days=number // CORRESPONDENTS * 90)
        yield Mail(
            sender=sender, recipients=(recipient,), subject=f"Subject {number // 40 % 9_000}", text="Thank you.",
            thread=f"t{number // 40}", provenance=Provenance(file="mail.mbox", row=number + 1, date=day),
        )  # fmt: skip


if __name__ == "__main__":
    main()
