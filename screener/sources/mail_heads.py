"""What the head of a mail says: its fields as text, who wrote to whom, when, in answer to what, and whether a hand or a
program wrote it."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from typing import Final

from screener.languages.words import listed
from screener.sources import limits
from screener.sources.dates import read_date
from screener.sources.records import Party
from screener.texts.folding import fold
from screener.texts.patterns import plain_re

# Some programs leave plain spaces in an encoded word.
_WORD: Final = plain_re(r"=\?([\w.:-]{1,40})(?:\*[\w-]{0,40})?\?([bq])\?([^?]*)\?=", re.IGNORECASE)
_BETWEEN_WORDS: Final = plain_re(r"(?<=\?=)\s+(?==\?)")
_FOLDED: Final = plain_re(rb"\r?\n[ \t]+")


class Head:
    """The fields of a head, found by name when they are asked for: most are never looked at."""

    __slots__ = ("_lower", "_raw")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._lower = raw.lower()

    def raw(self, name: bytes) -> bytes:
        """The first field of that lower-case name as written, on one line; empty if there is none."""
        key = b"\n" + name + b":"
        start = self._lower.find(key)
        if start < 0:
            return b""
        start += len(key)
        end = self._raw.find(b"\n", start)
        while end >= 0 and self._raw[end + 1 : end + 2] in (b" ", b"\t"):
            end = self._raw.find(b"\n", end + 1)
        value = self._raw[start:] if end < 0 else self._raw[start:end]
        return (_FOLDED.sub(b" ", value) if b"\n" in value else value).strip()

    def text(self, name: bytes) -> str:
        """The field decoded."""
        return decoded(self.raw(name))


@lru_cache(maxsize=10_000)
def decoded(raw: bytes) -> str:
    """A field as text; senders and labels come again and again."""
    text = plain_text(raw)
    return _decoded_words(text) if "=?" in text else text


def plain_text(raw: bytes) -> str:
    """The bytes as text without looking for encoded words in it."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _decoded_words(text: str) -> str:
    """The text with its encoded words decoded; neighbours of one charset together, as letters may be cut in two."""
    done: list[str] = []
    charset, waiting, last = "", b"", 0
    for word in _WORD.finditer(joined := _BETWEEN_WORDS.sub("", text)):
        if waiting and (word.start() > last or word[1].lower() != charset):
            done.append(in_charset(waiting, charset))
            waiting = b""
        done.append(joined[last : word.start()])
        charset, last = word[1].lower(), word.end()
        waiting += _unpacked(word[2].lower(), word[3])
    return "".join([*done, in_charset(waiting, charset), joined[last:]])


def _unpacked(how: str, packed: str) -> bytes:
    content = packed.encode("utf-8", "replace")
    if how == "q":
        return binascii.a2b_qp(content, header=True)
    try:
        return binascii.a2b_base64(content + b"=" * (-len(content) % 4))
    except ValueError:
        return content


def in_charset(content: bytes, charset: str) -> str:
    """The bytes as text; a charset that nobody knows is taken for UTF-8."""
    try:
        return content.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return plain_text(content)


_TOKEN: Final = plain_re(
    r'(?P<quoted>"[^"\\]*(?:\\.[^"\\]*){0,20}")|(?P<comment>\([^()]*\))|<(?P<address>[^<>]*)>|(?P<end>[,;])|(?P<word>[^"(<,;]+|.)',
    re.DOTALL,
)


def parties_in(raw: bytes) -> tuple[Party, ...]:
    """The people of an address field, in order, as far as anybody reads such a list."""
    return _few_parties(raw) if len(raw) <= _SHORT else _listed_parties(raw[: limits.PEOPLE])


def _listed_parties(raw: bytes) -> tuple[Party, ...]:
    return tuple(islice(_parties_in(raw), limits.PARTIES))


_SHORT: Final = 300  # bytes: the same few people come again and again
_few_parties = lru_cache(maxsize=10_000)(_listed_parties)


def _parties_in(raw: bytes) -> Iterator[Party]:
    """The people of an address field. Names are decoded only after the field is taken apart, as a decoded name may
    hold a comma; a comma that nobody quoted stays in the name, too."""
    name: list[str] = []
    size, comment = 0, ""
    for token in _TOKEN.finditer(plain_text(raw) + ","):
        match token.lastgroup:
            case "address":
                yield _party("".join(name), token["address"])
                name, size, comment = [], 0, ""
            case "comment":
                comment = token["comment"][1:-1]
            case "end":
                written = "".join(name).strip() if size <= _LONGEST_PART else ""
                if "@" in written:
                    yield _party(comment, written.rpartition(":")[2])
                if not written or "@" in written or written.endswith(":"):
                    name, size = [], 0
                elif token["end"] == ",":
                    name.append(",")
                    size += 1
            case _:
                name.append(token[0])
                size += len(token[0])


_LONGEST_PART: Final = 2 * limits.NAME  # of what stands between two commas, or with them, and is a name or an address
_QUOTING: Final = plain_re(r'\\(.)|"', re.DOTALL)


def _party(name: str, email: str) -> Party:
    # The name of a group, `colleagues: ann@example.com`, belongs to nobody in it.
    unquoted = _QUOTING.sub(lambda sign: sign[1] or "", name).rpartition(":")[2]
    plain = " ".join(_decoded_words(unquoted).strip(" ,").split())
    return Party(name=plain[: limits.NAME], email="".join(email.split())[: limits.ADDRESS])


_WEEKDAY: Final = plain_re(r"^[A-Za-z]{3,9},?\s+(?=[\dA-Z])")
_ASCTIME: Final = plain_re(r"\b([A-Z][a-z]{2}) {1,2}(\d{1,2}) \d\d:\d\d(?::\d\d)?(?: [+-]\d{4}| [A-Z]{2,5})? (\d{4})")


def day_of(written: str) -> date | None:
    """The day that a mail's date names in the mail's own zone; None if it names none."""
    text = _WEEKDAY.sub("", written.strip()[:100])
    if day := read_date(text):
        return day
    found = _ASCTIME.search(written[:500])
    return read_date(f"{found[2]} {found[1]} {found[3]}") if found else None


_ID: Final = plain_re(r"<([^<>\s]{1,500})>")


def ids_of(head: Head) -> tuple[str, str]:
    """The mail's own id, and that of the first mail of its thread."""
    own = _first_id(head.raw(b"message-id"))
    return own, _first_id(head.raw(b"references")) or _first_id(head.raw(b"in-reply-to")) or own


def _first_id(raw: bytes) -> str:
    found = _ID.search(plain_text(raw[: limits.PEOPLE]))
    return found[1] if found else ""


_NOT_BULK: Final = frozenset({"", "no", "normal", "first-class", "special-delivery"})
_LISTS: Final = (b"list-id", b"list-unsubscribe", b"list-post", b"list-help")
# They write in the names of people: `Ann Okoro <invitations@linkedin.com>`.
_PROGRAM: Final = plain_re(
    r"(?:no-?_?reply|do-?_?not-?_?reply|notifications?|mailer-daemon|postmaster|calendar-notification|bounces?)\b.*"
    r"|.*@(?:[\w-]+\.)*linkedin\.com",
    re.IGNORECASE,
)
_MARKS: Final = (b"x-autoreply", b"x-autorespond", b"x-autoresponder", b"x-ms-exchange-inbox-rules-loop")
_SUBJECT: Final = 120  # characters among which a program's opening words stand


def is_bulk(head: Head) -> bool:
    """Whether it went to a list or came from one."""
    return any(map(head.raw, _LISTS)) or head.text(b"precedence").lower() not in _NOT_BULK


def is_by_program(head: Head, sender: str) -> bool:
    """Whether no hand wrote it, as its head tells; `sender` is its address."""
    kind = head.raw(b"content-type").lower()
    return bool(
        _PROGRAM.fullmatch(sender[: limits.ADDRESS])
        or head.text(b"auto-submitted").partition(";")[0].strip().lower() not in _NOT_BULK
        or any(map(head.raw, _MARKS))
        or kind.startswith((b"multipart/report", b"text/calendar"))
        or head.raw(b"return-path") == b"<>"
        or _PROGRAM.search(_address_in(head.raw(b"sender")))
        or _says_program(head.text(b"subject")[:_SUBJECT])
    )


def _address_in(raw: bytes) -> str:
    return parties_in(raw)[0].email if raw and parties_in(raw) else ""


@lru_cache(maxsize=10_000)
def _says_program(subject: str) -> bool:
    """Whether a subject begins as absence notes, receipts and the answers of calendars do."""
    begin, colon, _ = fold(subject.replace("：", ":")).partition(":")
    return bool(colon) and begin.strip(" [(") in _openings()


@cache
def _openings() -> frozenset[str]:
    return frozenset(map(fold, (*listed("mail", "automatic"), *listed("mail", "answers"))))
