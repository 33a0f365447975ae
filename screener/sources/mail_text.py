"""The text of a mail, taken out of its parts: only for the few mails whose body is read at all."""

from __future__ import annotations

import binascii
import html
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from screener.languages.words import pattern_of
from screener.sources import limits
from screener.sources.mail_heads import Head, in_charset
from screener.texts.folding import fold
from screener.texts.patterns import plain_re

_PARAMETER: Final = plain_re(rb';\s*(boundary|charset)\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_HEAD_END: Final = plain_re(rb"\n\r?\n")
_ESCAPED_FROM: Final = plain_re(rb"^>(>*From )", re.MULTILINE)
_DEEPEST: Final = 4
_LOOKED_AT: Final = 50_000  # characters: what a hand wrote stands above all else
_MOST_PARTS: Final = 50
_UNSEEN: Final = plain_re(r"<(style|script|head)\b[^<]*(?:<(?!/\1)[^<]*){0,300}</\1\s*>", re.IGNORECASE)
_QUOTED_PART: Final = plain_re(r"<blockquote|<div[^>]{0,200}(?:gmail_quote|moz-cite|divRplyFwdMsg)", re.IGNORECASE)
_BREAK: Final = plain_re(r"<(?:br|/p|/div|/tr|/li)\b[^>]{0,200}>", re.IGNORECASE)
_TAG: Final = plain_re(r"<[^<>]{0,2000}>")
_SIGNATURE: Final = plain_re(r"^-- ?\r?$", re.MULTILINE)
_FOLLOWS_OTHERS: Final = plain_re(
    r"^(?:-{3,}[ \t]{0,9}[^\n-][^\n]{0,120}?-{3,}|-{6,}|_{10,})[ \t\r]*$", re.MULTILINE
)  # as some programs part what they quote


def plain_part(head: Head, body: bytes) -> str | None:
    """The first part in plain text, its lines ending in a line feed; None if there is none."""
    text = next(_parts(head, _ESCAPED_FROM.sub(rb"\1", body), b"text/plain", _DEEPEST), None)
    return None if text is None else text.replace("\r\n", "\n")


def written_text(head: Head, body: bytes) -> str:
    """What the hand of the sender wrote: of the plain text, else of the page, without quotation and signature."""
    text = plain_part(head, body)
    if text is None:
        page = next(_parts(head, body, b"text/html", _DEEPEST), "")
        text = _without_tags(page[:_LOOKED_AT])
    return without_signature(without_quotation(text[:_LOOKED_AT]))[: limits.MAIL_TEXT].strip()


def _without_tags(page: str) -> str:
    """A page as text: what it quotes is left out, its paragraphs become lines."""
    plain = _QUOTED_PART.split(_UNSEEN.sub(" ", page), maxsplit=1)[0]
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", plain))).replace("\xa0", " ")


def without_signature(text: str) -> str:
    """The text without what stands behind a line of two hyphens, and without a last line that a telephone wrote."""
    own = _SIGNATURE.split(text, maxsplit=1)[0].rstrip()
    above, _, last = own.rpartition("\n")
    return above.rstrip() if above and len(last) < 100 and _by_telephone().fullmatch(fold(last)) else own


@cache
def _by_telephone() -> re.Pattern[str]:
    return re.compile(pattern_of("mail", "signature"))


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


def _parts(head: Head, body: bytes, wanted: bytes, deepest: int) -> Iterator[str]:
    """The texts of the parts of a kind."""
    written = head.raw(b"content-type")
    kind = written.partition(b";")[0].strip().lower()
    parameters = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(written)}
    if kind.startswith(b"multipart/"):
        boundary = parameters.get(b"boundary")
        for part in body.split(b"--" + boundary, _MOST_PARTS)[1:] if boundary and deepest else ():
            whole = b"\n" + part.partition(b"\n")[2]
            if end := _HEAD_END.search(whole):
                yield from _parts(Head(whole[: end.start()]), whole[end.end() :], wanted, deepest - 1)
    elif kind == wanted or (not kind and wanted == b"text/plain"):
        charset = parameters.get(b"charset", b"").decode("ascii", "replace")
        yield in_charset(_unpacked(head.raw(b"content-transfer-encoding").lower(), body), charset)


def _unpacked(how: bytes, body: bytes) -> bytes:
    if how == b"quoted-printable":
        return binascii.a2b_qp(body)
    if how != b"base64":
        return body
    packed = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    return binascii.a2b_base64(packed[: len(packed) - (len(packed) % 4 == 1)] + b"==")
