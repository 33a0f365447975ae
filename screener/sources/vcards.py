"""vCards of every version as contacts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

from screener.sources.contacts import FIRMS, GROUPS, WrittenContact, contact_of
from screener.sources.decoding import text_stream
from screener.sources.entries import READ_ERRORS
from screener.sources.problems import Code
from screener.sources.records import Contact, Provenance
from screener.sources.source import CardFile, Source
from screener.sources.vcard_lines import Property, properties

Card = dict[str, list[Property]]

_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_USER_NAME: Final = re.compile(r"(?:x-apple:)?([\w%.-]+)", re.IGNORECASE)
_SOCIAL: Final = ("X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN")


def contacts_in_cards(cards: CardFile, source: Source, lost: Callable[[], None]) -> Iterator[Contact | str]:
    """The people on the cards of a file; for a card that is left out, what it is instead."""
    try:
        with cards.entry.open() as stream:
            for line, card in _cards(properties(text_stream(stream, cards.encoding)), cards.file, source):
                yield _contact(card, Provenance(file=cards.file, row=line))
    except READ_ERRORS as error:
        said = f"cannot be read to its end ({error}); get the file again"
        source.complaints.add(cards.file, Code.DAMAGED, said)
        lost()


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


def _contact(card: Card, provenance: Provenance) -> Contact | str:
    kind = (_first(card, "KIND") or _first(card, "X-ADDRESSBOOKSERVER-KIND")).lower()
    if kind == "group":
        return GROUPS
    if kind == "org" or _first(card, "X-ABSHOWAS").upper() == "COMPANY":
        return FIRMS
    family, given, additional = (*_structured(card, "N"), "", "", "")[:3]
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
            has_phone="TEL" in card,
            provenance=provenance,
        )
    )


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
