"""Introductions: somebody the user knows named the asker, or wrote with them in copy, and the user answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import msgspec
import regex

from screener.people.likeness import likeness
from screener.people.names import name_of
from screener.people.rarity import Rarity, name_points
from screener.sources.records import Provenance
from screener.texts.folding import fold
from screener.world.asker import Asker
from screener.world.lookups import PersonFile
from screener.world.mentions import Mention, MentionKind
from screener.world.points import Around
from screener.world.resolution import NEEDED_FOR_SAME

_MOST_DAYS: Final = 400
_RECENT: Final = ((21, 3), (120, 1))
_NAMED_IN_NOTE: Final = 4
_SECOND_FACTS: Final = 3
_MOST_NAMES: Final = 30
_LONGEST_TEXT: Final = 4_000
_BYTES: Final = 8


class Introduction(msgspec.Struct, frozen=True, kw_only=True):
    """Who introduced an asker, when and where. `answered`: the user wrote back in that thread. `is_sure`: it is this
    very asker by the points of `world.resolution`, and not just somebody of the name."""

    by: PersonFile
    day: date
    at: Provenance
    answered: bool
    is_sure: bool
    in_note: bool


@lru_cache(maxsize=1)
def _pairs() -> regex.Pattern[str]:
    word = r"\p{Lu}[\p{L}\p{M}'’-]+"
    return regex.compile(
        rf"{word}(?:[ \t]+(?:{word}|d[aeiu]|van|von|der|de|del|la|le|y|e)){{1,3}}|[\p{{Han}}\p{{Katakana}}]{{3,8}}"
    )


def name_marks(text: str) -> set[str]:
    """The marks of the names that a text may hold: of each run of capitalised words, all that stand together."""
    marks: set[str] = set()
    for run in _pairs().findall(text[:_LONGEST_TEXT]):
        words = run.split()
        if len(words) == 1:
            marks.add(name_mark(run))
        for first in range(len(words)):
            for last in range(first + 2, len(words) + 1):
                marks.add(name_mark(" ".join(words[first:last])))
        if len(marks) >= _MOST_NAMES:
            break
    return marks - {""}


def name_mark(name: str) -> str:
    """A short hash of a name whatever the order of its words: texts are not kept, and names in them only so."""
    full = name_of(name).full
    return blake2b(full.encode("utf-8", "replace"), digest_size=_BYTES).hexdigest() if full else ""


def introductions_of(asker: Asker, mentions: Iterable[Mention], around: Around) -> list[Introduction]:
    """Every introduction of the asker before they asked, the newest first; nobody introduces themselves."""
    named_in_note = {person for one in mentions if one.kind is MentionKind.PERSON for person in one.people}
    found = [*_found(asker, named_in_note, around)]
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.at.file, one.at.row))


def _found(asker: Asker, named_in_note: set[int], around: Around) -> Iterator[Introduction]:
    marks = sorted({mark for name in asker.names[:2] if (mark := name_mark(name.written))})
    for number, thread, at in around.lookups.namings(marks):
        if at.date is None or not _is_in_time(at.date, asker.sent):
            continue
        by = around.lookups.person(number)
        if _is_asker(by, asker):
            continue
        in_note = number in named_in_note or _is_named(by, asker.note)
        answered = any(
            one.from_me and not one.by_program and not one.is_refusal and one.thread == thread and one.day >= at.date
            for one in by.exchanges
        )
        yield Introduction(
            by=by, day=at.date, at=at, answered=answered, in_note=in_note,
            is_sure=_is_sure(asker, at.date, around, in_note=in_note),
        )  # fmt: skip


def _is_in_time(day: date, sent: date | None) -> bool:
    return sent is None or 0 <= (sent - day).days <= _MOST_DAYS


def _is_asker(person: PersonFile, asker: Asker) -> bool:
    own = asker.names[0]
    return any(likeness(own, name_of(one.name)) is not None for one in person.appearances if one.name)


def _is_named(person: PersonFile, note: str) -> bool:
    """Whether a note names somebody by their whole name, as the files write it."""
    folded = f" {fold(note)} "
    return any(f" {fold(one.name)} " in folded for one in person.appearances if len(one.name.split()) > 1)


def _is_sure(asker: Asker, day: date, around: Around, *, in_note: bool) -> bool:
    """By the same sum as other identities: the rarity of the name, how recent it is, and whether the note names who
    introduced them."""
    alike = likeness(asker.names[0], asker.names[0])
    if alike is None:
        return False
    rarity = Rarity(around.lookups.bearers, around.lookups.people())
    name = name_points(alike, rarity, around.lookups.strangers())
    days = (asker.sent - day).days if asker.sent else _MOST_DAYS
    second = next((points for most, points in _RECENT if days <= most), 0) + (_NAMED_IN_NOTE if in_note else 0)
    return second >= _SECOND_FACTS and name + second >= NEEDED_FOR_SAME and not asker.danger
