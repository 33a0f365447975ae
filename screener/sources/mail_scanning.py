"""Finds the mails in a stream of bytes, block by block: memory stays flat however large the mailbox is.

Nothing is believed that a mail says of its own length: a mail ends where the next one starts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Final

from screener.sources import limits

_START: Final = b"\nFrom "
# A line of a text may start with "From ", too: only one with a time, and a header under it, starts a mail.
_START_LINE: Final = re.compile(rb"\nFrom [^\n]{0,400}?\d\d:\d\d[^\n]{0,400}\n(?:[!-9;-~]{1,80}:|>From )")
_HEAD_END: Final = re.compile(rb"\n\r?\n")


@dataclass(frozen=True, slots=True)
class RawMail:
    """The line where a mail starts, its head with a line feed before it, and its body, empty unless wanted."""

    line: int
    head: bytes
    body: bytes = b""


WantsBody = Callable[[bytes], bool]


def starts_mailbox(head: bytes) -> bool:
    """Whether a file that starts with these bytes is an mbox."""
    return _START_LINE.match(b"\n" + head[:1000]) is not None


def mails_in_mbox(stream: IO[bytes], wants_body: WantsBody) -> Iterator[RawMail]:
    """The mails of an mbox in their order; bodies only of those whose head is wanted, and cut where they are long."""
    window = _Window(stream)
    while window.next_start():
        line, head = window.line + 1, window.head()
        yield RawMail(line, head, window.body() if wants_body(head) else b"")


def mail_in_file(stream: IO[bytes], wants_body: WantsBody) -> RawMail:
    """The one mail of a file of its own."""
    content = b"\n" + stream.read(limits.MAIL_HEAD).lstrip(b"\xef\xbb\xbf\r\n")
    end = _HEAD_END.search(content)
    if end is None:
        return RawMail(0, content)
    head = content[: end.start()]
    return RawMail(0, head, content[end.end() :] + stream.read(limits.MAIL_BODY) if wants_body(head) else b"")


class _Window:
    """The block of the stream that is looked at; `place` is in it, and `line` counts the line feeds up to there."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._text = b"\n"  # so that the first start is found like all others
        self._place = 0
        self._ended = False
        self.line = 0

    def next_start(self) -> bool:
        """Go to the next start of a mail; False at the end."""
        while True:
            start = self._text.find(_START, self._place)
            if start < 0:
                self._go(max(self._place, len(self._text) - len(_START) + 1))
                if self._ended:
                    return False
                self._read_on()
                continue
            self._go(start)
            self._have(limits.MAIL_HEAD)
            if _START_LINE.match(self._text, self._place):
                return True
            self._go(self._place + 1)

    def head(self) -> bytes:
        """The head that starts here, without the line feed that ends it; the place is then behind it."""
        start = self._place
        end = _HEAD_END.search(self._text, start + 1, start + limits.MAIL_HEAD)
        at = end.start() if end else min(start + limits.MAIL_HEAD, len(self._text))
        self._go(end.end() - 1 if end else at)
        return self._text[start:at]

    def body(self) -> bytes:
        """What follows up to the next start of a mail."""
        self._have(limits.MAIL_BODY)
        end = self._text.find(_START, self._place)
        while end >= 0 and not _START_LINE.match(self._text, end):
            end = self._text.find(_START, end + 1)
        most = self._place + limits.MAIL_BODY
        return self._text[self._place : most if end < 0 else min(end, most)]

    def _go(self, place: int) -> None:
        self.line += self._text.count(b"\n", self._place, place)
        self._place = place

    def _have(self, size: int) -> None:
        while not self._ended and len(self._text) - self._place < size:
            self._read_on()

    def _read_on(self) -> None:
        more = self._stream.read(limits.MAIL_BLOCK)
        self._text, self._place = self._text[self._place :] + more, 0
        self._ended = not more
