"""Kills a program that writes the store, at random moments, and looks at what it leaves.

    python -m tests.ledger.killing STEPS TRIAGES MIGRATIONS [SEED]

The three numbers say how often each is killed. The commands are those of the command line, run in a fork of this
process; each is announced in a pipe before it starts and confirmed when it is done. After the kill the store must open
and check clean, and hold row for row what the confirmed commands leave when nobody kills them, with or without the one
that was running. Prints what was done; a store that is found otherwise ends it with an error.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NoReturn

from screener.cli import app
from screener.errors import UsageError
from screener.ledger.sqlite_store import backup_of, open_store
from screener.ledger.store_schema import MIGRATIONS
from tests.archives import write_archive
from tests.ledger.keeping import all_tables

REQUESTS: Final = 12
CONNECTIONS: Final = 300
_MADE_ANEW = frozenset(
    {
        *("appearance", "borne", "called", "person_key", "at_firm", "thing", "word_of_thing", "world"),
        *("ready_policy", "recognised", "resolved"),
    }
)
_MOST_COMMANDS: Final = 100_000
_RULES: Final = {
    "about-me.yaml": "me: {name: Ana Ruiz}\n",
    "my-rules.yaml": 'otherwise: {decide: decline, because: "Nothing links you."}\n',
}
_SECOND: Final = (
    "CREATE TABLE mood (id INTEGER PRIMARY KEY, word TEXT);\n"
    "WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 20000)\n"
    "INSERT INTO mood (word) SELECT 'a word to fill the pages of this table ' || n FROM up;\n"
    "CREATE INDEX mood_word ON mood (word);\n"
)

Command = list[str]
State = dict[str, Any]
Say = Callable[[str, Command], None]
Work = Callable[[Say], None]


def main(words: Sequence[str]) -> None:
    """Kill as often as the words say."""
    steps, triages, migrations, seed = map(int, [*words, "1"][:4])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chance = random.Random(seed)
        with _silence():
            world = _World(folder)
            confirmed, cut = _kill_steps(world, chance, steps)
            complete = _kill_triages(world, chance, triages)
            migrated = _kill_migrations(world, chance, migrations)
    sys.stdout.write(
        f"{steps} programs taking steps killed: {confirmed} commands confirmed, {cut} cut off but done\n"
        f"{triages} triages killed: {complete} had written everything\n"
        f"{migrations} migrations killed: {migrated} were complete\n"
    )


class _World:
    """Files, rules and a store to start from, of one invented user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rules = folder / "rules"
        self.rules.mkdir()
        for name, text in _RULES.items():
            (self.rules / name).write_text(text, encoding="utf-8")
        self.start = folder / "start.sqlite"
        self.older, self.newer = (self._archive(day) for day in (1, 20))
        _run(self.triage(self.start, self.older, "2026-03-02"))

    def triage(self, store: Path, archive: Path, today: str) -> Command:
        return ["triage", str(archive), "--rules", str(self.rules), "--today", today, "--store", str(store)]

    def copy(self, name: str) -> Path:
        return Path(shutil.copy(self.start, self.folder / name))

    def _archive(self, day: int) -> Path:
        sent = [date(2026, 2, 1) + timedelta(days=number + day) for number in range(REQUESTS)]
        files = {
            "Invitations.csv": [
                {"From": f"Kim Poe{number}", "To": "Ana Ruiz", "Sent At": on, "Message": "Hello!",
                 "Direction": "INCOMING", "inviterProfileUrl": f"https://www.linkedin.com/in/kim-poe-{number}"}
                for number, on in enumerate(sent, start=day)
            ],
            "Connections.csv": [
                {"First Name": "Lou", "Last Name": f"Roe{number}", "Connected On": date(2020, 5, 4),
                 "URL": f"https://www.linkedin.com/in/lou-roe-{number}"}
                for number in range(day, CONNECTIONS + day)
            ],
        }  # fmt: skip
        return write_archive(self.folder, files, name=f"Complete_LinkedInDataExport_02-{day:02}-2026")


def _kill_steps(world: _World, chance: random.Random, times: int) -> tuple[int, int]:
    """How many commands were confirmed, and how many more were done when the program was killed."""
    killed, unharmed = world.copy("killed.sqlite"), world.copy("unharmed.sqlite")
    confirmed, cut = 0, 0
    for number in range(times):
        done, running = _killed(_Steps(world, killed, number), chance.randint(0, 5), chance.uniform(0.0, 0.06))
        for command in done:
            _run([*command, "--store", str(unharmed)])
        found, expected = _steps_in(killed), _steps_in(unharmed)
        if found != expected and running:
            _run([*running, "--store", str(unharmed)])
            expected = _steps_in(unharmed)
            cut += 1
        _must_be(found, expected, f"after {done} and perhaps {running}")
        confirmed += len(done)
    return confirmed, cut


def _steps_in(path: Path) -> State:
    """What a store tells of steps: all but what is made anew from the rest before anything is decided."""
    return {table: rows for table, rows in _state(path).items() if table not in _MADE_ANEW}


class _Steps:
    """Commands without end, each with words of its own."""

    def __init__(self, world: _World, store: Path, number: int) -> None:
        self.world, self.store, self.number = world, store, number

    def __call__(self, say: Say) -> None:
        chance = random.Random(self.number)
        for count in range(_MOST_COMMANDS):
            command = self._command(chance, f"reason {self.number}-{count}")
            say("begin", command)
            _run([*command, "--store", str(self.store)])
            say("done", command)

    def _command(self, chance: random.Random, text: str) -> Command:
        day = ["--today", "2026-03-02"]
        by_rules = [*day, "--rules", str(self.world.rules)]
        which = str(chance.randint(1, REQUESTS))
        return chance.choice(
            [
                [chance.choice(["accept", "decline"]), which, "--because", text, *by_rules],
                ["decline", which, str(chance.randint(1, REQUESTS)), "--because", text, *by_rules],
                ["ask", which, "--question", text, *by_rules],
                ["answer", which, text, *by_rules],
                ["nudge", which, *by_rules],
                ["vouch", f"Lou Roe{which}", "yes", "--because", text, *day],
                ["vouch", f"Somebody Newto{text[-1]}", "no", "--because", text, "--new", *day],
                ["vouch", f"Lou Roe{which}", "none", *day],
                ["expect", f"Lou Roe{which}", "--because", text, *day],
                ["undo", str(chance.randint(1, 2)), *day],
            ]
        )


def _kill_triages(world: _World, chance: random.Random, times: int) -> int:
    """How many had written everything when they were killed. Done again, each must come to the same end."""
    complete = 0
    whole = world.copy("whole.sqlite")
    newer = world.triage(whole, world.newer, "2026-03-03")
    took = time.perf_counter()
    _run(newer)
    took = time.perf_counter() - took
    end, start = _state(whole), _state(world.start)
    for _ in range(times):
        killed = world.copy("killed.sqlite")
        triage = world.triage(killed, world.newer, "2026-03-03")
        _killed(lambda _, triage=triage: _run(triage), 0, chance.uniform(0.3, 1.1) * took)  # type: ignore[misc]
        found = _state(killed)
        complete += found == end
        told = [{name: state[name] for name in ("request", "log", "reading")} for state in (start, found, end)]
        assert told[1] in (told[0], told[2]), "half of what a triage found was kept"
        _run(triage)
        _must_be(_state(killed), end, "after a triage that was killed and one that was not")
    return complete


def _kill_migrations(world: _World, chance: random.Random, times: int) -> int:
    """How many were complete when they were killed."""
    complete = 0
    before = _state(world.start)
    migrations = (*MIGRATIONS, _SECOND)

    def migrate(path: Path) -> None:
        with open_store(path, migrations):
            pass

    for _ in range(times):
        killed = world.copy("killed.sqlite")
        backup_of(killed, len(MIGRATIONS)).unlink(missing_ok=True)
        _killed(lambda _, killed=killed: migrate(killed), 0, chance.uniform(0.0, 0.15))  # type: ignore[misc]
        version = _version(killed)
        complete += version == len(migrations)
        found = _state(killed, migrations[:version])
        _must_be({name: found[name] for name in before}, before, "after a migration that was killed")
        migrate(killed)
        after = _state(killed, migrations)
        assert len(after.pop("mood")) == 20_000
        _must_be(after, before, "after a migration that was killed and one that was not")
        _must_be(_state(backup_of(killed, len(MIGRATIONS))), before, "the backup")
    return complete


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _killed(work: Work, confirmed: int, seconds: float) -> tuple[list[Command], Command]:
    """What a child confirmed before it was killed, so many seconds after so many commands; and what it had begun."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        _live(writable, work)
    os.close(writable)
    with os.fdopen(readable, encoding="utf-8") as told:
        before = [told.readline() for _ in range(2 * confirmed)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = [json.loads(line) for line in (*before, *told)]
    done = [command for word, command in lines if word == "done"]
    return done, lines[-1][1] if lines and lines[-1][0] == "begin" else []


def _live(pipe: int, work: Work) -> NoReturn:
    def say(word: str, command: Command) -> None:
        os.write(pipe, (json.dumps([word, command]) + "\n").encode())

    try:
        work(say)
    finally:
        os._exit(0)


def _run(command: Command) -> None:
    """Run a command of the program; one that is refused changes nothing."""
    with suppress(UsageError):
        app(command, standalone_mode=False)


def _state(path: Path, migrations: Sequence[str] = MIGRATIONS) -> State:
    """Every row of a store, which must be sound."""
    with open_store(path, migrations) as store:
        assert [row[0] for row in store.all("PRAGMA integrity_check")] == ["ok"]
        assert store.all("PRAGMA foreign_key_check") == []
        return all_tables(store)


def _must_be(found: State, expected: State, when: str) -> None:
    for table in sorted({*found, *expected}):
        assert found.get(table) == expected.get(table), f"{when}, the table {table} differs"


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing that the commands print reaches the terminal."""
    kept = [os.dup(number) for number in (1, 2)]
    with Path(os.devnull).open("wb") as nowhere:
        for number in (1, 2):
            os.dup2(nowhere.fileno(), number)
        try:
            yield
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for number, copy in zip((1, 2), kept, strict=True):
                os.dup2(copy, number)


if __name__ == "__main__":
    main(sys.argv[1:])
