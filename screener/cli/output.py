"""Everything that the program writes: results to standard output or a file, remarks to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from screener.errors import InputError, OutputError, UsageError
from screener.private_files import private_folder, write_whole

if TYPE_CHECKING:
    from screener.reports.form import TriagedRequest
    from screener.reports.inks import Inks


def write_drafts(requests: Iterable[TriagedRequest], target: Path, *, force: bool = False) -> None:
    """Write all drafts into one Markdown file, or one file each into a folder. Raises UsageError,
    OutputError."""
    from screener.reports.reply_reports import draft_files, drafts_as_markdown

    drafted = [one for one in requests if one.draft is not None]
    if target.suffix.lower() == ".md":
        write_result(drafts_as_markdown(drafted), target, force=force)
    else:
        texts = [(target / name, text) for name, text in draft_files(drafted)]
        check_targets(target, *(file for file, _ in texts))
        if not force:
            agree_to_replace(texts)
        try:
            private_folder(target)
        except OSError as error:
            raise OutputError(f"{target} cannot be made a folder: {error.strerror}; choose another --drafts") from error
        for file, text in texts:
            write_result([text], file, force=True)
    remark(f"wrote {len(drafted)} drafts to {target}; nothing was sent")


Progress = Callable[[str, int, int], None]
_STORE_ENDINGS: Final = ("", "-wal", "-shm", "-journal")
_SAME_START = 12  # characters of a file by which this program knows what it wrote itself
# What files of any program begin with: of these more must be the same.
_ANYBODYS: Final = ("<", '{"$schema', '{\n  "$schema')
_SAME_LONG_START = 200


@dataclass(frozen=True, slots=True)
class _Source:
    """What the running command reads, and so must not write onto: a file, or the files of a folder by their names. In
    a folder of rules or templates a new file would be read, too (`is_closed`). `is_deep`: also of folders in it."""

    what: str
    path: Path
    pattern: str = "*"
    is_closed: bool = False
    is_deep: bool = True


_SOURCES: dict[_Source, None] = {}  # in order; of the one command that runs in this process


class Loudness(IntEnum):
    """How much a command says besides its result."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


_loudness = [Loudness.USUAL]  # of the one command that runs in this process


def start_command() -> None:
    """Forget what an earlier command of this process has read, and how loud it was."""
    _SOURCES.clear()
    speak(Loudness.USUAL)


def speak(loudness: Loudness) -> None:
    """Say so much from now on."""
    _loudness[0] = loudness


def keep_store(path: Path) -> None:
    """Nothing is written onto this store, what SQLite keeps beside it, or its backups."""
    _SOURCES.update((_Source("the store", path.with_name(path.name + ending)), None) for ending in _STORE_ENDINGS)
    _SOURCES[_Source("a backup of the store", path.parent, f"{path.name}.before-*", is_deep=False)] = None


def keep_input(path: Path) -> None:
    """Nothing is written onto this file, or a file of this folder."""
    _SOURCES[_Source("an input", path)] = None


def keep_folder(what: str, folder: Path, pattern: str) -> None:
    """Nothing is written onto the files of a folder that are called so, or where such a file would be read."""
    _SOURCES[_Source(what, folder, pattern, is_closed=True)] = None


def check_targets(*targets: Path | None) -> None:
    """Raise UsageError for a target that must not be written: before any work is done."""
    for target in targets:
        if target is not None and not is_standard(target):
            _refuse_sources(target)


def write_result(pieces: Iterable[str], output: Path | None, *, force: bool = False) -> None:
    """Write a result: to standard output, or to a file whole or not at all. `force`: whatever the file holds now.
    Raises UsageError for a file that must not be replaced, OutputError if the result cannot be written."""
    if output is None or is_standard(output):
        _print(pieces)
        return
    check_targets(output)
    try:
        if output.is_dir():
            raise UsageError(f"{_shown(output)} is a folder; name a file in it")
        if output.exists() and not output.is_file():  # a device or a pipe is written to, never replaced
            with output.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                stream.writelines(pieces)
            return
        rest = iter(pieces)
        begun = list(_begun(rest))
        if not force:
            agree_to_replace([(output, "".join(begun))])
        write_whole(output, chain(begun, rest))
    except OSError as error:
        raise OutputError(f"{_shown(output)} cannot be written: {error.strerror}; choose another file") from error


def write_changed(text: str, path: Path) -> None:
    """Write a file of the user's that they asked to change, such as rules; its rights stay. Raises OutputError."""
    try:
        write_whole(path, [text], keeps_rights=True)
    except OSError as error:
        raise OutputError(f"{_shown(path)} cannot be written: {error.strerror}; see who may write it") from error


def agree_to_replace(targets: Iterable[tuple[Path, str]]) -> None:
    """Ask on a terminal before files are replaced that this program did not write, told by how the file and its
    new text begin. Raises UsageError where nobody can be asked, or they would rather not."""
    others = [target for target, text in targets if not _is_free(target, text)]
    if not others:
        return
    named = _shown(others[0]) + (f" and {len(others) - 1} more" if others[1:] else "")
    finding = f"{named} {'hold' if others[1:] else 'holds'} something that this program did not write"
    if sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty():
        from screener.cli.asking import agreed

        if agreed(f"{finding}. Replace it?"):
            return
    raise UsageError(f"{finding}; nothing was written: choose another file, or say --force to replace it")


def show_plan(pieces: Iterable[str]) -> None:
    """Show what a step would do before it is done. Raises InputError, so that nothing is done that was not shown."""
    try:
        _write_out(pieces)
    except (OSError, OutputError) as error:
        drop_output()
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"what would be done cannot be shown ({reason}), so nothing was done") from error


def show_done(pieces: Iterable[str]) -> None:
    """Show what came of a step that is on the disk already. Raises OutputError, which says so, also where nobody reads
    on."""
    try:
        _write_out(pieces)
    except (OSError, OutputError) as error:
        drop_output()
        reason = error.strerror if isinstance(error, OSError) else error
        way_out = "`screener history` shows it, `screener undo` takes a step back"
        raise OutputError(f"this is done, but its result could not be shown ({reason}); {way_out}") from error


def unwritable(error: OSError) -> OutputError:
    """That standard output cannot be written; what Python still holds for it is dropped."""
    drop_output()
    return OutputError(f"standard output cannot be written: {error.strerror}; choose an --output")


def drop_output() -> None:
    """Write nothing more to standard output: Python would try again at its end, and fail anew."""
    if sys.stdout is not None:
        with suppress(OSError, ValueError):  # no real file in a test
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_standard(output: Path | None) -> bool:
    """Whether a result goes to standard output, which is also called `-`."""
    return output is None or str(output) == "-"


def is_verbose() -> bool:
    """Whether the user wants to know how a result came about."""
    return _loudness[0] is Loudness.VERBOSE


def remark(text: str) -> None:
    """A line for the user that is no result, unless they want quiet."""
    if _loudness[0] >= Loudness.USUAL:
        complain(text)


def detail(text: str) -> None:
    """How a result came about, for a user who wants to know."""
    if is_verbose():
        remark(text)


def complain(text: str) -> None:
    """A line on what went wrong, also for one who wants quiet; names of files are strangers' texts, too. On a terminal
    it is in lines that fit."""
    if sys.stderr is not None and sys.stderr.isatty():
        from screener.reports.terminal import indented

        lines = [(line.lstrip(), len(line) - len(line.lstrip())) for line in text.split("\n")]
        text = "\n".join(indented(line, terminal_width(), by) for line, by in lines)
    _write_remark(text)


def show_command(text: str) -> None:
    """A remark that is a command to copy: on one line, however long, unless the user wants quiet."""
    if _loudness[0] >= Loudness.USUAL:
        _write_remark(text)


def _write_remark(text: str) -> None:
    from screener.texts.folding import printable

    if sys.stderr is not None:
        with suppress(OSError):  # a remark that cannot be shown must not end what is being done
            sys.stderr.write(printable(text) + "\n")


def say(text: str, by: int = 0) -> None:
    """A remark of any length, in lines that fit the terminal, moved in by so many cells."""
    from screener.reports.terminal import indented

    remark(indented(text, terminal_width(), by))


def standard_input() -> BinaryIO | None:
    """Standard input as bytes; None where it is closed."""
    return sys.stdin.buffer if sys.stdin is not None else None


def terminal_width() -> int:
    """The width of the terminal in cells; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def terminal_inks() -> Inks:
    """Colour and weight where a terminal shows them, and nobody said NO_COLOR."""
    from screener.reports.inks import COLOURED, PLAIN

    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return COLOURED if sys.stdout is not None and sys.stdout.isatty() and not is_plain else PLAIN


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
    try:
        _write_out(pieces)
    except BrokenPipeError:
        drop_output()
        sys.exit(OutputError.exit_code)  # whoever read has seen enough, and needs no message
    except OSError as error:
        raise unwritable(error) from error


def _write_out(pieces: Iterable[str]) -> None:
    """A character that the terminal cannot show is written as an escape instead of ending the run."""
    if sys.stdout is None:
        raise OutputError("there is no standard output; choose an --output")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")
    for piece in pieces:
        sys.stdout.write(piece)
    sys.stdout.flush()


def _shown(path: Path) -> str:
    from screener.texts.folding import one_line

    return one_line(str(path))


def _refuse_sources(target: Path) -> None:
    if target.exists() and not target.is_file():
        return
    for source in _SOURCES:
        if found := _met(target, source):
            raise UsageError(
                f"{_shown(target)} is {source.what} of this command ({_shown(found)}), so nothing was written; "
                "choose another file"
            )


def _met(target: Path, source: _Source) -> Path | None:
    """The file of a source that writing to the target would change: by its place, or as another name of it."""
    real = target.resolve()
    if source.path.is_dir():
        folder = source.path.resolve()
        if source.is_closed and folder in real.parents and real.match(source.pattern):
            return real
        files = source.path.rglob(source.pattern) if source.is_deep else source.path.glob(source.pattern)
        return next((path for path in files if _is_same(path, real)), None)
    return source.path if _is_same(source.path, real) else None


def _is_same(path: Path, real: Path) -> bool:
    if path.resolve() == real:
        return True
    try:
        return real.exists() and path.samefile(real)
    except OSError:  # it is not there, or a link to nothing
        return False


def _is_free(target: Path, text: str) -> bool:
    """Whether a target is not there yet, empty, or begins as what this program is about to write."""
    if not target.is_file() or not target.stat().st_size:
        return True
    length = _SAME_LONG_START if text.startswith(_ANYBODYS) else _SAME_START
    with target.open("rb") as file:
        there = file.read(len(text[:length].encode("utf-8", "backslashreplace")))
    return bool(text) and there == text[:length].encode("utf-8", "backslashreplace")


def _begun(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces that hold how a text begins."""
    length = 0
    while length < _SAME_LONG_START and (piece := next(pieces, None)) is not None:
        length += len(piece)
        yield piece
