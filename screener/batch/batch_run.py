"""A run over many users: their lines in the order of the users, and taken up again where an earlier run stopped.

The lines are written one by one in that order, so what is on the disk is always the beginning of the whole: a run that
ended anywhere, also in the middle of a line, is gone on with from there.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from screener.batch.crews import Crew, WorkerLostError
from screener.batch.user_task import SCHEMA, Task, failed_line
from screener.errors import InputError, OutputError, UsageError
from screener.private_files import PRIVATE_FILE

_BEGINNING: Final = f'{{"schema": "{SCHEMA}", "user": '.encode()
_DIED: Final = "the process that worked on this folder died, twice: it may need more memory than there is"
Progress = Callable[[str, int, int], None]


class LineHead(msgspec.Struct, frozen=True):
    """What must be known of a line that is there: the rest is not looked at. An error is a map, and its inside none of
    the program's business here."""

    schema: str
    user: str
    today: date
    error: msgspec.Raw = msgspec.Raw(b"null")


@dataclass(frozen=True, slots=True)
class Told:
    """How a run ended: how many users were done now and by an earlier run, and the numbers of the lines that failed."""

    done: int
    earlier: int
    failed: tuple[int, ...]


class Results:
    """A file of results that is open: what an earlier run left in it, and where the next line goes."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.users: list[str] = []
        self.failed: list[int] = []
        self.today: date | None = None
        self._path = path
        self._file = file
        self._recall()

    def append(self, line: str) -> None:
        """Write the line of the next user. Raises OutputError."""
        try:
            self._file.write(line.encode() + b"\n")
            self._file.flush()
        except OSError as error:
            raise OutputError(
                f"{self._path} cannot be written: {error.strerror}; the same command goes on from here"
            ) from error

    def _recall(self) -> None:
        """Read what is there, and take away a last line that is not whole."""
        whole = 0
        for number, line in enumerate(self._file, start=1):
            if not line.endswith(b"\n") and line.startswith(_BEGINNING[: len(line)]):
                break
            head = self._head(line, number)
            self.users.append(head.user)
            self.today = self.today or head.today
            if bytes(head.error) != b"null":
                self.failed.append(number)
            whole += len(line)
        self._file.seek(whole)
        self._file.truncate()

    def _head(self, line: bytes, number: int) -> LineHead:
        try:
            head = msgspec.json.decode(line, type=LineHead)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            head = None
        if head is None or head.schema != SCHEMA:
            raise InputError(f"{self._path}:{number}: this is no line of `screener batch`; choose another --output")
        return head


@contextmanager
def opened_results(path: Path) -> Iterator[Results]:
    """The results in a file, made if there is none, for its owner alone to read. Raises OutputError, and InputError for
    a file of something else."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}; choose another --output") from error
    with os.fdopen(handle, "r+b") as file:
        _refuse_if_written(path, file)
        yield Results(path, file)


def _refuse_if_written(path: Path, file: BinaryIO) -> None:
    """Two runs that wrote one file at a time would each take the other's lines for their own."""
    try:
        import fcntl
    except ImportError:  # Windows, where this is for the user to see to
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputError(f"{path} is being written by another run; wait for it, or name another --output") from error
    except OSError:  # a file system that knows no locks
        return


def run_batch(users: Sequence[str], results: Results, today: date, crew: Crew, progress: Progress) -> Told:
    """Make the lines of all users that have none yet. Raises UsageError if those that are there are of others, or of
    another day."""
    check_earlier(users, results, today)
    earlier = len(results.users)
    rest = (Task(user=user, folder=str(Path(user).absolute()), today=today) for user in users[earlier:])
    failed = list(results.failed)
    for number, line in enumerate(_lines(rest, crew), start=earlier + 1):
        results.append(line)
        if has_failed(line):
            failed.append(number)
        progress("triaging", number, len(users))
    return Told(done=len(users) - earlier, earlier=earlier, failed=tuple(failed))


def check_earlier(users: Sequence[str], results: Results, today: date) -> None:
    """That what is there is the beginning of what is wanted."""
    if results.today not in (None, today):
        raise UsageError(f"the results were begun as of {results.today}; leave --today out, or name another --output")
    for number, user in enumerate(results.users, start=1):
        if number > len(users) or users[number - 1] != user:
            raise UsageError(
                f"line {number} of the results is of {user}, which is not folder {number} here; give the same folders "
                "in the same order (more may follow), or another --output"
            )


def has_failed(line: str) -> bool:
    """Whether a line says that there is no result."""
    return bytes(msgspec.json.decode(line, type=LineHead).error) != b"null"


def _lines(tasks: Iterator[Task], crew: Crew) -> Iterator[str]:
    """The lines in the order of the tasks, of which only a few are given out at a time: memory stays flat."""
    begun: deque[tuple[Task, object]] = deque()
    for task in tasks:
        begun.append((task, crew.begin(task)))
        if len(begun) >= crew.ahead:
            yield _line(*begun.popleft(), crew)
    while begun:
        yield _line(*begun.popleft(), crew)


def _line(task: Task, begun: object, crew: Crew) -> str:
    """A task whose process died is done once more by itself: then it is clear whose fault it was."""
    try:
        return crew.finish(begun)
    except WorkerLostError:
        try:
            return crew.alone(task)
        except WorkerLostError:
            return failed_line(task, _DIED)
