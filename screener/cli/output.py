"""Where results and remarks go: results to standard output or a file, all else to standard error."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from screener.errors import InputError, OutputError

Progress = Callable[[str, int, int], None]


def write_result(pieces: Iterable[str], output: Path | None) -> None:
    """Write a result: to standard output, or to a file whole or not at all. Raises OutputError or InputError if that
    fails."""
    try:
        if output is None or is_standard(output):
            _print(pieces)
        elif output.exists() and not output.is_file():  # a device or a pipe is written to, never replaced
            with output.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                stream.writelines(pieces)
        else:
            _replace(output.resolve(), pieces)
    except BrokenPipeError:
        drop_output()  # whoever read it has seen enough
        sys.exit(0)
    except OSError as error:
        if is_standard(output):
            raise unwritable(error) from error
        from screener.texts.cleaning import one_line

        name = one_line(str(output))
        raise InputError(f"{name} cannot be written: {error.strerror}; choose another --output") from error


def show_plan(pieces: Iterable[str]) -> None:
    """Show what a step would do before it is done. Raises InputError, so that nothing is done that was not shown."""
    try:
        _print(pieces)
    except (OSError, OutputError) as error:
        drop_output()
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"what would be done cannot be shown ({reason}), so nothing was done") from error


def show_done(pieces: Iterable[str]) -> None:
    """Show what came of a step that is on the disk already. Raises OutputError, which says so, also where nobody reads
    on."""
    try:
        _print(pieces)
    except (OSError, OutputError) as error:
        drop_output()
        reason = error.strerror if isinstance(error, OSError) else error
        way_out = "`screener history` shows it, `screener undo` takes a step back"
        raise OutputError(f"this is done, but its result could not be shown ({reason}); {way_out}") from error


def unwritable(error: OSError) -> OutputError:
    """That standard output cannot be written; what Python still holds for it is dropped."""
    drop_output()
    return OutputError(f"standard output cannot be written: {error.strerror}; see where it goes, and try again")


def drop_output() -> None:
    """Write nothing more to standard output: Python would try again at its end, and fail anew."""
    if sys.stdout is not None:
        with suppress(OSError, ValueError):  # no real file in a test
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_standard(output: Path | None) -> bool:
    """Whether a result goes to standard output, which is also called `-`."""
    return output is None or str(output) == "-"


def remark(text: str) -> None:
    """A line for the user that is no result; names of files are strangers' texts, too."""
    from screener.texts.cleaning import printable

    if sys.stderr is not None:
        with suppress(OSError):  # a remark that cannot be shown must not end what is being done
            sys.stderr.write(printable(text) + "\n")


def standard_input() -> BinaryIO | None:
    """Standard input as bytes; None where it is closed."""
    return sys.stdin.buffer if sys.stdin is not None else None


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


def _print(pieces: Iterable[str]) -> None:
    """A character that the terminal cannot show is written as an escape instead of ending the run."""
    if sys.stdout is None:
        raise OutputError("there is no standard output; choose an --output")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")
    for piece in pieces:
        sys.stdout.write(piece)
    sys.stdout.flush()


def _replace(output: Path, pieces: Iterable[str]) -> None:
    mode = stat.S_IMODE(output.stat().st_mode) if output.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(pieces)
        written.chmod(mode)
        written.replace(output)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
