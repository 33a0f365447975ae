"""The one way in: what somebody names as a file is looked at, opened and read here, up to a limit.

Opened are regular files, links to them, standard input, and the pipes that a shell makes for its `<(…)`, which end when
their program does. Any other pipe may wait for ever for somebody to write it, and a device may have no end: these are
refused with a sentence.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

from screener.errors import InputError

STANDARD_INPUT: Final = "-"
_OF_THE_SHELL: Final = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
_WAY_OUT: Final = "see whether it is there, and who may read it"
_KINDS: Final = (
    (stat.S_ISDIR, "is a folder; give a file"),
    (stat.S_ISFIFO, "is a pipe, which may never end; give a file, or write it to standard input and give -"),
    (stat.S_ISSOCK, "is a socket and no file; give a file"),
)


class RefusedError(InputError):
    """A file that is not read; `reason` goes on where its name ends. `is_too_large`: it is a file, but larger than any
    that is meant."""

    def __init__(self, file: str, reason: str, *, is_too_large: bool = False) -> None:
        self.reason = reason
        self.is_too_large = is_too_large
        super().__init__(f"{file} {reason}")


class NotRegularError(OSError):
    """What is named is no regular file; `strerror` says what it is."""


def is_pipe_of_shell(path: Path) -> bool:
    """Whether the path is a pipe that this program was started with, as `<(…)` makes it."""
    return str(path).startswith(_OF_THE_SHELL) and path.is_fifo()


def open_file(path: Path) -> BinaryIO:
    """A regular file, opened for reading; nothing is waited for. Raises OSError, for anything else NotRegularError."""
    _refuse_others(path, path.stat().st_mode)  # opening alone may move a tape or start a terminal
    handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    try:
        _refuse_others(path, os.fstat(handle).st_mode)  # it may have been replaced in between
    except BaseException:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def content_of(path: Path, most: int) -> bytes:
    """All that a file holds, at most so many bytes. Raises RefusedError."""
    try:
        with path.open("rb") if is_pipe_of_shell(path) else open_file(path) as stream:
            return _up_to(stream, str(path), most)
    except (OSError, ValueError) as error:  # a name with a null byte in it, say
        raise _refused(str(path), error) from error


def content_of_argument(file: str, stdin: BinaryIO | None, most: int) -> bytes:
    """The same of what an argument names: a file, or standard input. Raises RefusedError."""
    return content_of(Path(file), most) if file != STANDARD_INPUT else content_of_input(stdin, most)


def content_of_input(stdin: BinaryIO | None, most: int) -> bytes:
    """All of standard input, which may be closed. Raises RefusedError."""
    if stdin is None:
        raise RefusedError("standard input", "is closed; give a file, or write something to it")
    try:
        return _up_to(stdin, "standard input", most)
    except OSError as error:
        raise _refused("standard input", error) from error


def refusal_of(path: Path) -> str:
    """Why a path is not read, if it is neither a regular file nor a pipe of the shell's; else empty."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""  # opening it says so
    return "" if is_pipe_of_shell(path) or stat.S_ISREG(mode) else _kind(mode)


def _up_to(stream: BinaryIO, file: str, most: int) -> bytes:
    content = stream.read(most + 1)
    if len(content) > most:
        raise RefusedError(file, f"is larger than {size_words(most)}; is this another file?", is_too_large=True)
    return content


def size_words(number: int) -> str:
    """A number of bytes, as a person says it."""
    units = ((1_000_000, "MB"), (1_000, "KB"))
    return next((f"{number // size} {unit}" for size, unit in units if number >= size), f"{number} bytes")


def _refuse_others(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NotRegularError(errno.EINVAL, _kind(mode), str(path))


def _kind(mode: int) -> str:
    return next((words for is_so, words in _KINDS if is_so(mode)), "is a device and no file; give a file")


def _refused(file: str, error: Exception) -> RefusedError:
    reason = str(error.strerror) if isinstance(error, OSError) else str(error)
    return RefusedError(file, reason if isinstance(error, NotRegularError) else f"cannot be read: {reason}; {_WAY_OUT}")
