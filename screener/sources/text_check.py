"""Whether a file is a text at all, and in which encoding."""

from __future__ import annotations

from typing import Final

from screener.sources.decoding import encoding_of, is_doubtful
from screener.sources.entries import Entry, UnusableError
from screener.sources.problems import Code, Complaints

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
