"""What is read off the text of a note."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from screener.catalogue.values import Value
from screener.evidence.note_signs import (
    DATE,
    EVENT,
    LINK,
    MAY_BE_LINK,
    MERGE_FIELD,
    NAME,
    NUMBER,
    PERSON,
    PROJECT,
    QUESTION,
)
from screener.languages.language_guess import language_of
from screener.notes.reader import read
from screener.notes.reading import ReadBy, Reading, Sign
from screener.policy.model import AboutMe
from screener.texts.folding import fold, has_look_alike_letters, one_line


class OwnWords(msgspec.Struct, frozen=True):
    """The folded words of the user's name and current employers: anybody can put those in a note."""

    words: frozenset[str] = frozenset({"linkedin"})


def own_words(about_me: AboutMe) -> OwnWords:
    """The words that make no note specific, from `about-me.yaml` and the archive."""
    current = [name for firm in about_me.employers if firm.end is None for name in (firm.name, *firm.also)]
    return OwnWords(frozenset(["linkedin", *fold(" ".join([about_me.name, *current])).split()]))


def note_fields(text: str, own: OwnWords, reading: Reading | None = None) -> Mapping[str, Value]:
    """Every field of the subject `note`; the language is left out where it is not sure. A sign that the trained reader
    alone sees is only a likely one."""
    reading = reading or read(text)
    signs: dict[bool, list[str]] = {True: [], False: []}
    for sign in reading.signs:
        signs[reading.read_from[sign].read_by is ReadBy.MODEL].append(sign.value)
    line = one_line(text)
    without_links, links = LINK.subn(" ", line) if MAY_BE_LINK.search(line) else (line, 0)
    has_merge_fields = MERGE_FIELD.search(line) is not None
    own_text = MERGE_FIELD.sub(" ", without_links) if has_merge_fields or links else without_links
    fields: dict[str, Value] = {
        "text": text,
        "length": len(line),
        "links": links,
        "merge-fields": has_merge_fields,
        "asks-a-question": QUESTION.search(without_links) is not None,
        "specific": is_specific(own_text, own),
        "urgent": Sign.URGENT in signs[False],
        "look-alike-letters": has_look_alike_letters(line),
        "written-for-a-program": Sign.PROGRAM in signs[False],
        "understood": reading.understood,
        "signs": tuple(signs[False]),
        "likely-signs": tuple(signs[True]),
    }
    language = language_of(without_links)
    return fields if language is None else fields | {"language": language}


def is_specific(line: str, own: OwnWords) -> bool:
    """Whether the text names a date, a number, an event, a project or a person; figures of advertising ("10x",
    "15 minutes") are no number."""
    if DATE.search(line) or NUMBER.search(line) or PROJECT.search(line):
        return True
    if EVENT.search(line) and any(_is_foreign(name, own) for name in NAME.findall(line)):
        return True
    return any(_is_foreign(one or other, own) for one, other in PERSON.findall(line))


def _is_foreign(name: str, own: OwnWords) -> bool:
    return own.words.isdisjoint(fold(name).removesuffix("'s").split())
