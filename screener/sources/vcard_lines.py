"""The lines of vCard files: unfolded, quoted-printable decoded, each property with the line it starts in.

This reader is our own because vobject 0.9.9 takes a millisecond a card (ours thirty microseconds), decodes every
photo, and ends with the first card that is broken, at which the good ones behind it would be lost.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TextIO

from screener.sources import limits

_WANTED_LISTED: Final = (
    "BEGIN END AGENT FN N NICKNAME X-MAIDENNAME X-PHONETIC-FIRST-NAME X-PHONETIC-LAST-NAME EMAIL TEL ORG TITLE ROLE "
    "NOTE CATEGORIES URL X-SOCIALPROFILE SOCIALPROFILE X-LINKEDIN KIND X-ADDRESSBOOKSERVER-KIND X-ABSHOWAS"
)
_WANTED: Final = frozenset(_WANTED_LISTED.split())
_PICTURES: Final = frozenset(["PHOTO", "LOGO", "SOUND", "KEY"])  # their lines are passed over, whatever is in them
_HEAD: Final = re.compile(r'((?:[^":]|"[^"]*")*):')
_NAME: Final = re.compile(r"[A-Za-z0-9.-]+")
_BOUNDARY: Final = re.compile(r"(?:BEGIN|END):VCARD", re.IGNORECASE)
_LONGEST_HEAD: Final = 1000  # name and parameters; a longer line without a colon is damage
_QUOTED: Final = "QUOTED-PRINTABLE"
_BASE64: Final = re.compile(r"ENCODING=(?:B|BASE64)(?:;|$)|(?:^|;)BASE64(?:;|$)")
_CHARSET: Final = re.compile(r"CHARSET=\"?([\w-]+)")
# Only these: Python has codecs that take minutes over hostile bytes.
_CHARSETS: Final = re.compile(
    r"utf-?8|us-ascii|iso-8859-\d+|windows-\d+|cp\d+|shift_?jis|euc-\w+|gb\w+|big5|koi8-\w", re.I
)


@dataclass(slots=True)
class Property:
    """One property: its name without group in capitals, its parameters in capitals, its value as written but for
    folding and quoted-printable. The name of a line that is no property is empty."""

    line: int
    name: str
    parameters: str
    value: str


def properties(text: TextIO) -> Iterator[Property]:
    """The properties that are wanted, and the lines that are none, in order."""
    current: Property | None = None
    cut: Property | None = None  # a line that is none so far: it may be folded before its colon
    parts: list[str] = []
    is_quoted = is_picture = False
    for number, line in _lines(text):
        if current and is_quoted and parts[-1].endswith("=") and not _BOUNDARY.match(line):
            _add(parts, line)
            continue
        if line[:1] in (" ", "\t"):
            if current:
                _add(parts, line[1:])
            if not cut or len(cut.value) > _LONGEST_HEAD:
                continue
            number, line = cut.line, cut.value + line[1:]
        elif cut:
            yield cut
        if current:
            yield _whole(current, parts)
        current = cut = None
        if not line or line.isspace():
            continue
        name, parameters, value = _parts(line)
        if name in _WANTED:
            current, parts = Property(number, name, parameters, ""), [value]
            is_quoted, is_picture = _QUOTED in parameters, False
        elif name:
            is_picture = name in _PICTURES
        elif not is_picture:
            cut = Property(number, "", "", line)
    if left := cut or current:
        yield _whole(left, parts) if left is current else left


def _lines(text: TextIO) -> Iterator[tuple[int, str]]:
    """The lines without their ends; what a line has too much is passed over."""
    number = 0
    while line := text.readline(limits.CARD_LINE):
        number += 1
        rest = line
        while rest and rest[-1] not in "\r\n":
            rest = text.readline(limits.CARD_LINE)
        yield number, line.rstrip("\r\n").lstrip("\ufeff")


def _parts(line: str) -> tuple[str, str, str]:
    """Name, parameters and value of a line; the name is empty if it is no property."""
    head, colon, value = line.partition(":")
    if colon and head in _WANTED:
        return head, "", value
    if '"' in head:
        found = _HEAD.match(line)
        head, colon, value = (found[1], ":", line[found.end() :]) if found else ("", "", "")
    name, _, parameters = head.partition(";")
    if not colon or not _NAME.fullmatch(name):
        return "", "", ""
    return name.rpartition(".")[2].upper(), parameters.upper(), value


def _add(parts: list[str], more: str) -> None:
    if len(parts) < limits.CARD_LINES:
        parts.append(more)


def _whole(found: Property, parts: list[str]) -> Property:
    if _QUOTED in found.parameters:
        found.value = _unquoted("".join(part.removesuffix("=") for part in parts), found.parameters)
    elif not (found.parameters and _BASE64.search(found.parameters)):
        found.value = parts[0] if len(parts) == 1 else "".join(parts)
    return found


def _unquoted(value: str, parameters: str) -> str:
    content = quopri.decodestring(value.encode())
    said = _CHARSET.search(parameters)
    declared = [said[1]] if said and _CHARSETS.fullmatch(said[1]) else []
    for charset in (*declared, "utf-8"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("cp1252", "replace")
