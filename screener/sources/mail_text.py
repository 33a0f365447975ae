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


def plain_part(raw: RawMail) -> str | None:
    """The first part in plain text, its lines ending in a line feed; None if there is none."""
    body = _ESCAPED_FROM.sub(rb"\1", raw.body) if raw.line else raw.body
    text = next(_plain_parts(Head(raw.head), body, _DEEPEST), None)
    return None if text is None else text.replace("\r\n", "\n")


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
