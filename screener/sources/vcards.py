"""vCards of every version as contacts.

This reader is our own because vobject 0.9.9 takes a millisecond a card (ours thirty microseconds), decodes every
photo, and ends with the first card that is broken, at which the good ones behind it would be lost.
"""

from __future__ import annotations

import quopri
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TextIO

import msgspec

from screener.catalogue.declaring import Origin
from screener.sources import limits
from screener.sources.address_book import FIRMS, GROUPS, WrittenContact, contact_of, counted, labelled
from screener.sources.decoding import text_stream
from screener.sources.given_files import READ_ERRORS, Entry
from screener.sources.limits import Code
from screener.sources.records import Contact, Provenance, Row
from screener.sources.source import Source, WantsText
from screener.texts.patterns import plain_re

_WANTED_LISTED: Final = (
    "BEGIN END AGENT FN N NICKNAME X-MAIDENNAME X-PHONETIC-FIRST-NAME X-PHONETIC-LAST-NAME EMAIL TEL ORG TITLE ROLE "
    "NOTE CATEGORIES URL X-SOCIALPROFILE SOCIALPROFILE X-LINKEDIN KIND X-ADDRESSBOOKSERVER-KIND X-ABSHOWAS "
    "RELATED X-ABRELATEDNAMES X-ABLABEL X-SPOUSE X-MANAGER X-ASSISTANT X-EVOLUTION-SPOUSE"
)
_WANTED: Final = frozenset(_WANTED_LISTED.split())
_PICTURES: Final = frozenset(["PHOTO", "LOGO", "SOUND", "KEY"])  # their lines are passed over, whatever is in them
_HEAD: Final = plain_re(r'((?:[^":]|"[^"]*")*):')
_NAME: Final = plain_re(r"[A-Za-z0-9.-]+")
_BOUNDARY: Final = plain_re(r"(?:BEGIN|END):VCARD", re.IGNORECASE)
_LONGEST_HEAD: Final = 1000  # name and parameters; a longer line without a colon is damage
_QUOTED: Final = "QUOTED-PRINTABLE"
_BASE64: Final = plain_re(r"ENCODING=(?:B|BASE64)(?:;|$)|(?:^|;)BASE64(?:;|$)")
_CHARSET: Final = plain_re(r"CHARSET=\"?([\w-]+)")
# Only these: Python has codecs that take minutes over hostile bytes.
_CHARSETS: Final = plain_re(
    r"utf-?8|us-ascii|iso-8859-\d+|windows-\d+|cp\d+|shift_?jis|euc-\w+|gb\w+|big5|koi8-\w", re.I
)
_TYPE: Final = plain_re(r"TYPE=\"?([\w-]{1,40})")
_ESCAPED: Final = plain_re(r"\\(.)", re.DOTALL)
_USER_NAME: Final = plain_re(r"(?:x-apple:)?([\w%.-]+)", re.IGNORECASE)
_SOCIAL: Final = ("X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN")


@dataclass(slots=True)
class Property:
    """One property: its name without group in capitals, its parameters in capitals, its value as written but for
    folding and quoted-printable; `group` is what parts of one thing share. The name of a line that is no property is
    empty."""

    line: int
    name: str
    parameters: str
    value: str
    group: str = ""


Card = dict[str, list[Property]]
IS_CARD: Final = plain_re(r"BEGIN:VCARD\s", re.IGNORECASE)


class CardFile(msgspec.Struct, frozen=True):
    """A file of vCards."""

    entry: Entry
    encoding: str

    @property
    def file(self) -> str:
        """The file as it is shown to the user."""
        return self.entry.file

    @property
    def speaks_for(self) -> frozenset[Origin]:
        """The user's address book."""
        return frozenset({Origin.ADDRESS_BOOK})

    def rows(self, source: Source, _wants_text: WantsText) -> Iterator[Row]:
        """The people on the cards."""
        yield from counted(self._contacts(source), source, "contacts")

    def _contacts(self, source: Source) -> Iterator[Contact | str]:
        try:
            with self.entry.open() as stream:
                for line, card in _cards(properties(text_stream(stream, self.encoding)), self.file, source):
                    yield _contact(card, Provenance(file=self.file, row=line), source)
        except READ_ERRORS as error:
            said = f"cannot be read to its end ({error}); get the file again"
            source.complaints.add(self.file, Code.DAMAGED, said)
            source.lose({Origin.ADDRESS_BOOK})


def _cards(found: Iterator[Property], file: str, source: Source) -> Iterator[tuple[int, Card]]:
    """The cards, each with the line of its BEGIN. One that is broken off still counts for what stands in it."""
    start, last, is_sound = 0, "", True
    card: Card = defaultdict(list)
    for one in found:
        if one.name == "BEGIN" and one.value.strip().upper() == "VCARD":
            if start and last == "AGENT":
                _pass_over(found)
                last = "END"
                continue
            if start:
                _complain_of_end(source, file, start)
                yield start, card
            start, is_sound, card = one.line, True, defaultdict(list)
        elif one.name == "END" and start:
            yield start, card
            start = 0
        elif not one.name and is_sound:
            is_sound = False
            said = f"{one.value[:40]!r} is no line of a vCard; the line was left out, the rest of the card was read"
            source.complaints.add(file, Code.BAD_CARD_LINE, said, line=one.line)
        else:
            card[one.name].append(one)
        last = one.name
    if start:
        _complain_of_end(source, file, start)
        yield start, card


def _pass_over(found: Iterator[Property]) -> None:
    """Leave out the card of an agent inside another card."""
    for one in found:
        if one.name == "END":
            return


def _complain_of_end(source: Source, file: str, line: int) -> None:
    said = "this card has no END:VCARD; what stands there was read; export the address book again"
    source.complaints.add(file, Code.BROKEN_CARD, said, line=line)
    source.lose({Origin.ADDRESS_BOOK})


def _contact(card: Card, provenance: Provenance, source: Source) -> Contact | str:
    kind = (_first(card, "KIND") or _first(card, "X-ADDRESSBOOKSERVER-KIND")).lower()
    if kind == "group":
        return GROUPS
    family, given, additional = (*_structured(card, "N"), "", "", "")[:3]
    # People, too, may be shown under their firm; their name tells them from one.
    if kind == "org" or (_first(card, "X-ABSHOWAS").upper() == "COMPANY" and not (family or given)):
        return FIRMS
    return contact_of(
        WrittenContact(
            full=_first(card, "FN"),
            first=given,
            middle=additional,
            last=family,
            nicknames=_listed(card, "NICKNAME"),
            maiden=_first(card, "X-MAIDENNAME"),
            phonetic=f"{_first(card, 'X-PHONETIC-FIRST-NAME')} {_first(card, 'X-PHONETIC-LAST-NAME')}".strip(),
            emails=" ".join(one.value for one in card.get("EMAIL", ())),
            addresses=[*_values(card, "URL"), *_social(card)],
            companies=[parts[0] for one in card.get("ORG", ()) if (parts := _split(one.value, ";"))],
            title=_first(card, "TITLE") or _first(card, "ROLE"),
            note="\n".join(_values(card, "NOTE")),
            tags=_listed(card, "CATEGORIES"),
            relations=list(_relations(card)),
            has_phone="TEL" in card,
            provenance=provenance,
        ),
        source,
    )


def _relations(card: Card) -> Iterator[str]:
    """Who is related to the person, with how: Apple writes that in a label of the same group, others as a type."""
    labels = {one.group: _text(one.value) for one in card.get("X-ABLABEL", ()) if one.group}
    for one in (*card.get("X-ABRELATEDNAMES", ()), *card.get("RELATED", ())):
        said = _TYPE.search(one.parameters)
        name = _text(one.value)
        if name and not name.lower().startswith(("urn:", "http", "mailto:", "tel:")):
            yield labelled(labels.get(one.group, "") or (said[1].lower() if said else ""), name)
    for name in ("X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-MANAGER", "X-ASSISTANT"):
        for value in filter(None, _values(card, name)):
            yield labelled(name.rpartition("-")[2].lower(), value)


def _social(card: Card) -> Iterator[str]:
    """LinkedIn addresses; where a program wrote the user's name alone, the address that it stands for."""
    for name in _SOCIAL:
        for one in card.get(name, ()):
            value = _text(one.value)
            if "linkedin." in value.lower():
                yield value
            elif "LINKEDIN" in name + one.parameters and (bare := _USER_NAME.fullmatch(value)):
                yield f"https://www.linkedin.com/in/{bare[1]}"


def _first(card: Card, name: str) -> str:
    return next(filter(None, _values(card, name)), "")


def _values(card: Card, name: str) -> list[str]:
    return [_text(one.value) for one in card.get(name, ())]


def _structured(card: Card, name: str) -> list[str]:
    return next((_split(one.value, ";") for one in card.get(name, ())), [])


def _listed(card: Card, name: str) -> list[str]:
    return [text for one in card.get(name, ()) for text in _split(one.value, ",") if text]


def _split(value: str, separator: str) -> list[str]:
    if "\\" not in value:
        return [part.strip() for part in value.split(separator)]
    return [_text(part) for part in re.split(rf"(?<!\\){separator}", value)]


def _text(value: str) -> str:
    if "\\" in value:
        value = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    return value.strip()


def properties(text: TextIO) -> Iterator[Property]:
    """The properties that are wanted, and the lines that are none, in order."""
    current: Property | None = None
    cut: Property | None = None  # a line that is none so far: it may be folded before its colon
    parts: list[str] = []
    is_quoted = is_picture = goes_on = False
    for number, line in _lines(text):
        # A soft line break continues a property, also one that is not read: its next line may look like another.
        if is_quoted and goes_on and not _BOUNDARY.match(line):
            goes_on = line.endswith("=")
            if current:
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
        group, name, parameters, value = _parts(line)
        if name:
            is_quoted, goes_on, is_picture = _QUOTED in parameters, value.endswith("="), name in _PICTURES
        if name in _WANTED:
            current, parts = Property(number, name, parameters, "", group), [value]
        elif not name and not is_picture:
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


def _parts(line: str) -> tuple[str, str, str, str]:
    """Group, name, parameters and value of a line; the name is empty if it is no property."""
    head, colon, value = line.partition(":")
    if colon and head in _WANTED:
        return "", head, "", value
    if '"' in head:
        found = _HEAD.match(line)
        head, colon, value = (found[1], ":", line[found.end() :]) if found else ("", "", "")
    name, _, parameters = head.partition(";")
    if not colon or not _NAME.fullmatch(name):
        return "", "", "", ""
    group, _, name = name.rpartition(".")
    return group.upper(), name.upper(), parameters.upper(), value


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
