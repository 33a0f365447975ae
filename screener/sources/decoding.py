"""Bytes to text: byte-order marks, UTF-8, and Windows-1252 for what spreadsheets have saved; and whether a file is a
text at all."""

from __future__ import annotations

import codecs
import io
from typing import IO, Final, TextIO

from screener.sources.given_files import Entry, UnusableError
from screener.sources.limits import Code, Complaints

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FALLBACK: Final = "screener-windows-1252"


def encoding_of(head: bytes) -> str | None:
    """The encoding of a text that starts with these bytes; None if it is no text."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    nothing = head.count(0)
    if nothing and 0.3 < nothing / len(head) < 0.6:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    return None if _is_binary(head) else "utf-8"


def _is_binary(head: bytes) -> bool:
    # A few stray control characters are a broken row; a binary file has them everywhere.
    controls = sum(head.count(code) for code in range(32) if code not in b"\t\n\v\f\r\x1b")
    return controls > max(3, len(head) // 20)


def is_doubtful(head: bytes) -> bool:
    """Whether the bytes are neither UTF-8 nor Windows-1252, so that some letters cannot be read."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return any(head.count(code) for code in b"\x81\x8d\x8f\x90\x9d")
    return False


def text_stream(stream: IO[bytes], encoding: str) -> TextIO:
    """The bytes as text with their own line ends. Bytes that are no UTF-8 are read as Windows-1252."""
    if encoding.startswith("utf-8"):
        codecs.register_error(_FALLBACK, _as_windows_1252)
        return io.TextIOWrapper(stream, encoding, errors=_FALLBACK, newline="")
    return io.TextIOWrapper(stream, encoding, errors="replace", newline="")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


WHAT_IS_READ: Final = (
    "read are a LinkedIn archive (the zip, its folder, or one of its CSV files), address books (vCards, or the CSV of "
    "Google or Outlook), mailboxes, calendars, lists of requests as CSV with a header row, JSON, JSON lines or "
    "YAML, and text copied from the page of invitations"
)


def checked_encoding(entry: Entry, head: bytes, complaints: Complaints) -> str:
    """The encoding of a file that starts with these bytes. Raises UnusableError if it is empty or no text."""
    if not head.strip():
        raise UnusableError(Code.EMPTY, "is empty; get the file again, or leave it out")
    encoding = encoding_of(head)
    if encoding is None:
        raise UnusableError(Code.NOT_A_TEXT, f"is no text file; {WHAT_IS_READ}")
    if encoding == "utf-8" and is_doubtful(head):
        text = "is neither UTF-8 nor Windows-1252, so some letters are wrong; save it as UTF-8"
        complaints.add(entry.file, Code.ENCODING, text)
    return encoding
