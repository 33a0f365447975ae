"""Files as bytes that can be opened again and again: on disk, in a zip, or kept from a stream."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO, Final

import msgspec

from screener.sources import limits
from screener.sources.limits import Code
from screener.texts.regular_files import is_pipe_of_shell, open_file, refusal_of

# Everything that zipfile and zlib raise for damaged bytes, besides what reading any file can raise.
READ_ERRORS: Final = (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, ValueError)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One file: `file` is how it is shown to the user (`export.zip/messages.csv`), `name` its own name."""

    file: str
    name: str
    open: Callable[[], IO[bytes]]

    def head(self) -> bytes:
        """Its first bytes, enough to tell what it is."""
        with self.open() as stream:
            return stream.read(limits.HEAD)


class UnusableError(Exception):
    """A whole file cannot be used; the caller turns it into a problem."""

    def __init__(self, code: Code, text: str) -> None:
        self.code = code
        super().__init__(text)


def kept_stream(stream: BinaryIO, file: str) -> Entry:
    """A stream read once, whole, so that it can be opened again."""
    content = stream.read(limits.STREAM + 1)
    if len(content) > limits.STREAM:
        raise UnusableError(
            Code.TOO_LARGE, f"more than {limits.STREAM // limits.MEGABYTE} MB; save it and give the file"
        )
    return Entry(file=file, name=file, open=lambda: io.BytesIO(content))


def file_on_disk(path: Path, file: str) -> Entry:
    """A file as it lies on disk; a pipe that the shell made is kept as a stream."""
    if is_pipe_of_shell(path):
        with path.open("rb") as stream:
            return kept_stream(stream, file)
    if reason := refusal_of(path):
        raise UnusableError(Code.UNREADABLE, reason)
    return Entry(file=file, name=path.name, open=partial(open_file, path))


def entries_of_folder(folder: Path, file: str) -> list[Entry]:
    """The files in a folder and in those inside it, in order; hidden ones are left out."""
    found: list[Entry] = []
    try:
        for path in sorted(folder.rglob("*"))[: limits.MAIL_FILES]:
            inside = path.relative_to(folder)
            if path.is_file() and _is_wanted(inside.parts):
                place = f"{file.rstrip('/')}/{inside.as_posix()}"
                found.append(Entry(file=place, name=path.name, open=partial(open_file, path)))
    except OSError as error:
        raise UnusableError(Code.UNREADABLE, f"cannot be read: {error.strerror}") from None
    return found


def _is_wanted(parts: Sequence[str]) -> bool:
    """Whether a file is no hidden one. The folders of a maildir begin with a dot, so hidden folders are looked into."""
    return not parts[-1].startswith(".") and "__MACOSX" not in parts and ".git" not in parts


def entries_of_zip(content: Path | Callable[[], IO[bytes]], file: str) -> list[Entry]:
    """The files in a zip, none extracted. Raises UnusableError if it is damaged or a bomb."""
    try:
        with _zip(content) as archive:
            members = archive.infolist()
    except READ_ERRORS:
        raise UnusableError(
            Code.DAMAGED, "is a damaged or truncated zip; download it again, or give its CSV files"
        ) from None
    _refuse_bombs(members)
    wanted = [member for member in members if not member.is_dir() and _is_wanted(Path(member.filename).parts or ("",))]
    if any(member.flag_bits & 0x1 for member in wanted):
        raise UnusableError(Code.ENCRYPTED, "is encrypted; unpack it and give the folder")
    return [_member(content, file, member) for member in wanted]


def _zip(content: Path | Callable[[], IO[bytes]]) -> zipfile.ZipFile:
    # zipfile closes only what it has opened itself, so a file on disk is given as its path.
    return zipfile.ZipFile(content if isinstance(content, Path) else content())


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.ZIP_ENTRIES:
        raise UnusableError(Code.TOO_LARGE, f"holds {len(members)} files, more than {limits.ZIP_ENTRIES}; {_UNPACK}")
    if (total := sum(member.file_size for member in members)) > limits.EXPANDED_ARCHIVE:
        raise UnusableError(
            Code.TOO_LARGE, f"unpacks to {_size(total)}, more than {_size(limits.EXPANDED_ARCHIVE)}; {_UNPACK}"
        )
    for member in members:
        name = Path(member.filename).name
        if member.file_size > limits.EXPANDED_FILE:
            raise UnusableError(Code.TOO_LARGE, f"{name} in it is larger than {_size(limits.EXPANDED_FILE)}; {_UNPACK}")
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > limits.RATIO_MATTERS_FROM and ratio > limits.COMPRESSION_RATIO:
            text = f"{name} in it is packed {ratio:.0f}-fold, more than {limits.COMPRESSION_RATIO}-fold; {_UNPACK}"
            raise UnusableError(Code.TOO_LARGE, text)


_UNPACK: Final = "if you trust it, unpack it and give the folder"


def _size(number: int) -> str:
    return f"{number // limits.MEGABYTE} MB"


def _member(content: Path | Callable[[], IO[bytes]], file: str, member: zipfile.ZipInfo) -> Entry:
    def opened() -> IO[bytes]:
        # The archive stays open until its member is closed.
        with _zip(content) as archive:
            return archive.open(member)

    return Entry(file=f"{file}/{member.filename}", name=Path(member.filename).name, open=opened)
