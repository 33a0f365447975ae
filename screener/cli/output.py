"""Where results and remarks go: results to standard output or a file, all else to standard error."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from screener.errors import InputError

Progress = Callable[[str, int, int], None]


def write_result(pieces: Iterable[str], output: Path | None) -> None:
    """Write a result, to a file whole or not at all. Raises InputError if the file cannot be written."""
    if output is None:
        _make_robust()
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
        return
    try:
        _replace(output, pieces)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}; choose another --output") from error


def remark(text: str) -> None:
    """A line for the user that is no result."""
    sys.stderr.write(text + "\n")


def terminal_width() -> int:
    """The width of the terminal in cells; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """What long work calls with (what, done, of how many); a bar is drawn only when a terminal watches."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("reading", total=None)
        yield lambda what, done, total: bars.update(task, description=what, completed=done, total=total or None)


def _replace(output: Path, pieces: Iterable[str]) -> None:
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(pieces)
        written.replace(output)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _make_robust() -> None:
    """A character that the terminal cannot show is written as an escape instead of ending the run."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")
