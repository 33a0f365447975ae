"""The plain text of a mail, taken out of its parts: only for the few mails whose body is read at all."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import Final

from screener.sources.mail_heads import Head, in_charset
from screener.sources.mail_scanning import RawMail

_PARAMETER: Final = re.compile(rb';\s*(boundary|charset)\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_HEAD_END: Final = re.compile(rb"\n\r?\n")
_ESCAPED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_DEEPEST: Final = 4
_FOLLOWS_OTHERS: Final = re.compile(
    r"^(?:-{3,}[^\n]*-{3,}|_{10,})[ \t]*$", re.MULTILINE
)  # as some programs part what they quote


def plain_part(raw: RawMail) -> str | None:
    """The first part in plain text, its lines ending in a line feed; None if there is none."""
    body = _ESCAPED_FROM.sub(rb"\1", raw.body) if raw.line else raw.body
    text = next(_plain_parts(Head(raw.head), body, _DEEPEST), None)
    return None if text is None else text.replace("\r\n", "\n")


def without_quotation(text: str) -> str:
    """What the sender wrote themselves: no quoted line, nor the line that announces it ("On 3 March, Mara wrote:")."""
    parted = _FOLLOWS_OTHERS.search(text)
    own: list[str] = []
    for line in (text[: parted.start()] if parted else text).splitlines():
        if line.startswith(">"):
            _drop_announcement(own)
        else:
            own.append(line)
    return "\n".join(own).strip()


def _drop_announcement(lines: list[str]) -> None:
    """Take away the paragraph of at most two lines that ends in a colon, and what is blank behind it."""
    while lines and not lines[-1].strip():
        lines.pop()
    if lines and lines[-1].rstrip().endswith(":"):
        lines.pop()
        if lines and lines[-1].strip() and (len(lines) == 1 or not lines[-2].strip()):
            lines.pop()


def _plain_parts(head: Head, body: bytes, deepest: int) -> Iterator[str]:
    written = head.raw(b"content-type")
    kind = written.partition(b";")[0].strip().lower()
    parameters = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(written)}
    if kind.startswith(b"multipart/"):
        boundary = parameters.get(b"boundary")
        for part in body.split(b"--" + boundary)[1:] if boundary and deepest else ():
            whole = b"\n" + part.partition(b"\n")[2]
            if end := _HEAD_END.search(whole):
                yield from _plain_parts(Head(whole[: end.start()]), whole[end.end() :], deepest - 1)
    elif kind in (b"", b"text/plain"):
        charset = parameters.get(b"charset", b"").decode("ascii", "replace")
        yield in_charset(_unpacked(head.raw(b"content-transfer-encoding").lower(), body), charset)


def _unpacked(how: bytes, body: bytes) -> bytes:
    if how == b"quoted-printable":
        return binascii.a2b_qp(body)
    if how != b"base64":
        return body
    packed = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    return binascii.a2b_base64(packed[: len(packed) - (len(packed) % 4 == 1)] + b"==")
