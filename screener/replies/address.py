"""How to greet somebody in a language: by the first name, by title and family name, or by the full name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import regex

from screener.replies.name_parts import NameParts, name_parts
from screener.texts.cleaning import one_line
from screener.texts.folding import fold

# What stands before the family name. Nobody's gender is guessed: only who says Ms or Mr is greeted so.
_STATED: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"madam": "Ms", "sir": "Mr"},
    "de": {"madam": "Frau", "sir": "Herr"},
    "es": {"madam": "Sra.", "sir": "Sr."},
    "fr": {"madam": "Madame", "sir": "Monsieur"},
    "pt": {"madam": "Sra.", "sir": "Sr."},
    "it": {"madam": "signora", "sir": "signor"},
    "nl": {"madam": "mevrouw", "sir": "meneer"},
}
_BEFORE_NAME: Final = (
    ("madam", r"Frau|Ms\.?|Mrs\.?|Miss|Madame|Mme|Sra\.?|señora|signora|Sig\.ra|mevrouw|mevr\."),
    ("sir", r"Herr|Mr\.?|Monsieur|Sr\.?|señor|signor|Sig\.|meneer|dhr\."),
)
_TITLES_BETWEEN: Final = r"(?:(?:Dr|Prof)\.? )*"
_I_AM: Final = "i am|i'm|my name is|ich bin|mein name ist|je suis|soy|sou|sono|ik ben"
_TITLES_KEPT: Final = frozenset({"en", "de", "nl"})  # where titles stand before the family name


def address_of(name: str, *, language: str = "en", distant: bool = False, note: str | None = None, me: str = "") -> str:
    """The words to greet somebody by; empty for what is no name, such as a link, a formula or an order.

    `distant`: as one greets a stranger, by the family name where the asker says Ms or Mr (in the name, or signing the
    `note`), else by the full name with its titles. `me` is the user's name: the note greets them by theirs.
    """
    parts = name_parts(name)
    if not parts.full:
        return ""
    if language == "ja":
        return f"{parts.family if parts.is_eastern and parts.family else parts.full}{'様' if distant else 'さん'}"
    if not distant:
        return parts.first or parts.full
    stated = parts.stated or _stated_in(note or "", parts, me)
    if not stated:
        return parts.full
    called = [] if parts.titles and language == "en" else [_STATED[language][stated]]  # "Dr. Weber", never "Ms Dr."
    titles = [parts.titles] if parts.titles and language in _TITLES_KEPT else []
    # In Dutch the family name begins with a capital where no first name stands before it.
    family = parts.family[:1].upper() + parts.family[1:] if language == "nl" else parts.family
    return " ".join([*called, *titles, family] if family else [*called, parts.full])


def _stated_in(note: str, parts: NameParts, me: str) -> str:
    """What the note calls its writer where it says who that is, or at its end; not where it greets the user."""
    if not parts.family or fold(parts.family) in fold(me).split():
        return ""
    text = one_line(note)
    for stated, words in _BEFORE_NAME:
        called = rf"(?<!\p{{L}})(?:{words}) {_TITLES_BETWEEN}{regex.escape(parts.family)}(?!\p{{L}})"
        if regex.search(rf"(?i:{_I_AM}) {called}|{called}\W*$", text):
            return stated
    return ""
