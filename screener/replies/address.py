"""How to greet somebody in a language: by the first name, by title and family name, or by the full name."""

from __future__ import annotations

from typing import Final

import regex

from screener.languages.words import languages, section
from screener.replies.name_parts import NameParts, name_parts
from screener.texts.cleaning import one_line
from screener.texts.folding import fold

_TITLES_BETWEEN: Final = r"(?:(?:Dr|Prof)\.? )*"


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
    called = [] if parts.titles and language == "en" else [_called(language, stated)]  # "Dr. Weber", never "Ms Dr."
    keeps_titles = section(language, "replies").get("titles_kept")  # where they stand before the family name
    titles = [parts.titles] if parts.titles and keeps_titles else []
    # In Dutch the family name begins with a capital where no first name stands before it.
    family = parts.family[:1].upper() + parts.family[1:] if language == "nl" else parts.family
    return " ".join(filter(None, [*called, *titles, family] if family else [*called, parts.full]))


def _stated_in(note: str, parts: NameParts, me: str) -> str:
    """What the note calls its writer where it says who that is, or at its end; not where it greets the user."""
    if not parts.family or fold(parts.family) in fold(me).split():
        return ""
    text = one_line(note)
    i_am = "|".join(filter(None, (section(code, "replies").get("i_am") for code in languages())))
    for stated in ("madam", "sir"):
        forms = (section(code, "replies").get(stated, {}).get("written") for code in languages())
        words = "|".join(filter(None, forms))
        called = rf"(?<!\p{{L}})(?:{words}) {_TITLES_BETWEEN}{regex.escape(parts.family)}(?!\p{{L}})"
        if regex.search(rf"(?i:{i_am}) {called}|{called}\W*$", text):
            return stated
    return ""


def _called(language: str, stated: str) -> str:
    """What stands before the family name of somebody who says Ms or Mr; nobody's gender is guessed."""
    return str(section(language, "replies").get(stated, {}).get("called", ""))
