"""An entry of an address book, whichever file it stands in: what its parts mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from screener.sources.records import Contact, Provenance

# What an entry may be instead of a person, as it is counted.
GROUPS: Final = "groups"
FIRMS: Final = "entries of firms"
NAMELESS: Final = "entries without name and address"

_EMAIL: Final = re.compile(r"[^\s@<>,;:\"'()]{1,64}@[^\s@<>,;:\"'()]{1,255}")
_BETWEEN: Final = re.compile(r"[\s,;<>\"']+")
_BY_PROGRAM: Final = frozenset({"other contacts"})
_OF_PROGRAMS: Final = _BY_PROGRAM | {"mycontacts", "my contacts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenContact:
    """An entry as it is written. `emails` and `addresses` are searched, whatever else stands in them."""

    full: str
    first: str
    middle: str
    last: str
    nicknames: Sequence[str]
    maiden: str
    phonetic: str
    emails: str
    addresses: Sequence[str]
    companies: Sequence[str]
    title: str
    note: str
    tags: Sequence[str]
    has_phone: bool
    provenance: Provenance


def contact_of(written: WrittenContact) -> Contact | str:
    """The contact that is meant, or why there is none."""
    plain = f"{written.first} {written.last}".strip()
    name = plain if not written.full or "@" in written.full else written.full
    emails = tuple(dict.fromkeys(_EMAIL.findall(written.emails))) if "@" in written.emails else ()
    profiles = tuple(dict.fromkeys(url for text in written.addresses for url in _profiles_in(text)))
    if not (name or emails or profiles):
        return NAMELESS
    words = set(name.split())
    labels = [label.strip().removeprefix("* ") for label in written.tags]
    return Contact(
        name=name,
        other_names=tuple(
            dict.fromkeys(other for other in _other_names(written) if other and set(other.split()) != words)
        ),
        emails=emails,
        profile_urls=profiles,
        companies=tuple(dict.fromkeys(filter(None, written.companies))),
        title=written.title,
        note=written.note,
        tags=tuple(label for label in labels if label and label.casefold() not in _OF_PROGRAMS),
        saved_by_program=bool(labels) and all(label.casefold() in _BY_PROGRAM for label in labels),
        has_phone=written.has_phone,
        provenance=written.provenance,
    )


def _profiles_in(text: str) -> list[str]:
    if "linkedin." not in text.lower():
        return []
    return [part for part in _BETWEEN.split(text) if "linkedin.com/" in part.lower()]


def _other_names(written: WrittenContact) -> Iterator[str]:
    """What else the person may be called: whole names, so a nickname of one word is put before the last name."""
    first, last = written.first, written.last
    yield f"{first} {last}".strip()
    yield " ".join(filter(None, (first, written.middle, last)))
    yield written.phonetic
    if written.maiden:
        yield f"{first} {written.maiden}".strip()
    for nickname in filter(None, written.nicknames):
        yield nickname if " " in nickname else f"{nickname} {last}".strip()
