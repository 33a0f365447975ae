"""What each line of the invitation page is, taken by itself: an age, mutual connections, a button, or some text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from screener.sources.ages import age_in_days
from screener.sources.dates import read_date
from screener.sources.numbers import mutual_connections_in
from screener.sources.page_words import folded_line, pattern, words_for
from screener.texts.cleaning import one_line


class Kind(StrEnum):
    """What a line is."""

    TEXT = "a name, a headline or a note"
    AGE = "how long ago"
    MUTUAL = "mutual connections"
    DECIDE = "a button that accepts or ignores"
    REPLY = "a button or link under a note"
    WITHDRAW = "a button of an invitation that was sent"
    OTHER = "an invitation to something else"
    PAGE = "a line of the page itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line, or a part of one: `gap` says that a blank line stands before it."""

    number: int
    kind: Kind
    text: str
    gap: bool = False


_LINE_ENDS: Final = re.compile(r"\r\n|\r|\n")
_PARTS: Final = re.compile(r"\s*[·•|]\s*")
_DEGREE: Final = re.compile(
    r"[1-3](?:st|nd|rd|\.|º|o|er?|eme|ª|a|次)?\+?(?: (?:degree|grad(?:es)?|grado|grau|graad).*)?"
)
_LONGEST: Final = 200  # of a line that may be anything but text


def lines_of(text: str) -> Iterator[Line]:
    """The lines that are not blank, those of the page itself left out."""
    gap = False
    for number, written in enumerate(_LINE_ENDS.split(text), start=1):
        shown = one_line(written)
        if not shown:
            gap = True
            continue
        for line in _classified(number, shown, gap):
            if line.kind is not Kind.PAGE:
                yield line
                gap = False


def _classified(number: int, shown: str, gap: bool) -> Iterator[Line]:
    """The line; several if marks of several kinds stand in it; without `• 2nd` behind a name."""
    parts = [part for part in _PARTS.split(shown) if part] if len(shown) <= _LONGEST else []
    kinds = [_kind(part) for part in parts]
    if len(parts) > 1 and Kind.TEXT not in kinds:
        for kind, part in zip(kinds, parts, strict=True):
            yield Line(number=number, kind=kind, text=part, gap=gap)
        return
    if len(parts) == 2 and _DEGREE.fullmatch(folded_line(parts[1])):
        shown = parts[0]
    kind = _kind(shown) if len(shown) <= _LONGEST else Kind.TEXT
    yield Line(number=number, kind=kind, text=_without_tail(shown) if kind is Kind.TEXT else shown, gap=gap)


@lru_cache(maxsize=4096)
def _kind(shown: str) -> Kind:
    line = folded_line(shown)
    for kind, form in _forms():
        if form.fullmatch(line):
            return kind
    if age_in_days(shown) is not None or read_date(shown):
        return Kind.AGE
    if pattern("", "mutual").search(line) and mutual_connections_in(shown) is not None:
        return Kind.MUTUAL
    return Kind.TEXT


@cache
def _forms() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    decide, reply, more = words_for("decide"), words_for("reply"), words_for("more")
    gap = r"[\s|·•/]+"
    invitation = rf".{{0,80}}{words_for('invitation')}.{{0,80}}"
    return (
        (Kind.DECIDE, re.compile(rf"(?:(?:{reply}|{more}){gap})*{decide}(?:{gap}(?:{decide}|{reply}|{more}))*")),
        (Kind.DECIDE, re.compile(rf"{decide} {invitation}|{invitation}{decide}")),
        (Kind.WITHDRAW, re.compile(rf"{words_for('withdraw')}(?: {invitation})?")),
        (Kind.REPLY, re.compile(rf"(?:{reply}|[\W_]*{more})(?:{gap}(?:{reply}|{more}))*")),
        (Kind.PAGE, re.compile(rf"[-–—_.·•|*=~…]+|{words_for('headings')}(?: ?\(?[\d,.+]+\)?)?|{_DEGREE.pattern}")),
        (Kind.PAGE, re.compile(words_for("connects"))),
        (Kind.OTHER, re.compile(rf"(?:.{{0,80}}\s)?{words_for('invites_to')}")),
    )


def _without_tail(shown: str) -> str:
    """A name without `is inviting you to connect`, a note without the link behind a cut."""
    folded = folded_line(shown)
    for tail in (pattern(" ?", "connects", "$"), pattern(r"(?<=…)[\s(]*", "more", r"\)?$")):
        found = tail.search(folded)
        if found and found.start():
            return shown[: _place_before(shown, found[0])].rstrip(" .,")
    return shown


def _place_before(shown: str, tail: str) -> int:
    """Where a tail starts that was found in the folded text: folding may change how many letters there are."""
    return next((at for at in range(len(shown) - 1, 0, -1) if folded_line(shown[at:]) == tail.strip()), len(shown))
