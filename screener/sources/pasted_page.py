"""Request lists as text copied from the invitation page: `screener triage export.zip -`, or a text file.

First every line is told by itself: an age, mutual connections, a button, some text. Then the requests are found in
them, whatever the layout: a request is some text (name, headline) that ends in marks, may have a note behind them, and
ends at the buttons, or where the next one begins if there are none. Nothing is guessed: where two lines can be the
name, the whole block is returned as not understood, and every line that was not understood is in a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby, islice
from typing import Final

import msgspec

from screener.catalogue.declaring import Origin
from screener.sources import limits
from screener.sources.dates import age_in_days, read_date
from screener.sources.given_files import Entry
from screener.sources.limits import Code
from screener.sources.list_documents import document_text
from screener.sources.page_words import folded_line, mutual_connections_in, pattern, words_for
from screener.sources.records import Row
from screener.sources.request_list import NOT_FROM_PEOPLE, Written, requests_of
from screener.sources.source import Source, WantsText
from screener.texts.folding import one_line, shortened
from screener.texts.patterns import plain_re

_LOOKED_AT: Final = 500  # lines, to tell whether a text is a page
_SHORT_AGE: Final = 4  # `2w` and `5m` alone make no page
WHAT_TO_DO: Final = (
    "copy the list of invitations that you received, or write a CSV list with the columns name, headline and note"
)
_LINE_ENDS: Final = plain_re(r"\r\n|\r|\n")
_PARTS: Final = plain_re(r"\s*[·•|]\s*")
_DEGREE: Final = plain_re(r"[1-3](?:st|nd|rd|\.|º|o|er?|eme|ª|a|次)?\+?(?: (?:degree|grad(?:es)?|grado|grau|graad).*)?")
_LONGEST_MARK: Final = 200  # of a line that may be anything but text
_PARTICLES: Final = frozenset({
    "af", "al", "am", "auf", "bin", "bint", "da", "das", "de", "del", "della", "der", "di", "do", "dos", "du",
    "e", "el", "en", "ibn", "la", "las", "le", "los", "of", "och", "ter", "ten", "und", "van", "von", "vom",
    "y", "zu", "zum",
})  # fmt: skip
_NO_NAME: Final = plain_re(r"[\d@|/:;!?…#%&+=<>{}\[\]\"“”。、！？・]|\.{2}|[^.]{4,}\.$")
_PROSE_END: Final = plain_re(r"[.!?。！？…]['\"”)\s]*$")
_TITLES: Final = plain_re(r"\s*\([^)]{1,40}\)")  # (She/Her), (née Berg)
_MOST_LETTERS: Final = 60
_MOST_WORDS: Final = 7
_MOST_SIGNS: Final = 20  # of a name in a script without spaces and capitals


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


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line, or a part of one: `gap` says that a blank line stands before it."""

    number: int
    kind: Kind
    text: str
    gap: bool = False


_DETAILS: Final = frozenset({Kind.AGE, Kind.MUTUAL})


@dataclass(slots=True, kw_only=True)
class Block:
    """The lines of one request: text before its first mark, the marks, text behind them; and what is made of them.

    `again` are lines that say nothing new: the name once more, a link like `Reply to Ann`;
    `unread` are the lines that could not be placed; `name` is None if it is unclear, and then they are all of them.
    """

    lead: list[Line]
    marks: list[Line]
    notes: list[Line] = field(default_factory=list)
    name: Line | None = None
    headline: Line | None = None
    again: list[Line] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)

    @property
    def is_other(self) -> bool:
        """Whether it invites to a page, a newsletter or an event."""
        return any(line.kind is Kind.OTHER for line in (*self.lead, *self.notes))

    def mark(self, kind: Kind) -> Line | None:
        """The first mark of a kind."""
        return next((line for line in self.marks if line.kind is kind), None)


def looks_pasted(text: str) -> bool:
    """Whether a text has lines of the invitation page: a button, an age, mutual connections. Ask this last."""
    return any(
        line.kind not in (Kind.TEXT, Kind.REPLY) and (line.kind is not Kind.AGE or len(line.text) > _SHORT_AGE)
        for line in islice(lines_of(text), _LOOKED_AT)
    )


class PastedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A text that was copied from the page."""

    entry: Entry
    encoding: str

    @property
    def file(self) -> str:
        """The file as it is shown to the user."""
        return self.entry.file

    @property
    def speaks_for(self) -> frozenset[Origin]:
        """Nothing but the requests in it."""
        return frozenset()

    def rows(self, source: Source, _wants_text: WantsText) -> Iterator[Row]:
        """The requests in it."""
        text = document_text(self.entry, self.encoding, source, limits.PAGE)
        yield from requests_of(_written(text, self.file, source), source, self.file)


def _written(text: str, file: str, source: Source) -> Iterator[Written]:
    lines = list(lines_of(text))
    if _are_sent(lines):
        text = f"is the page of invitations that you sent; {WHAT_TO_DO}"
        source.complaints.add(file, Code.NO_REQUESTS, text)
        return
    blocks = blocks_of(lines)
    if others := sum(block.is_other for block in blocks):
        source.count(NOT_FROM_PEOPLE, others)
    elif lines and not any(block.name for block in blocks):
        text = f"no request was recognised in it; {WHAT_TO_DO}"
        source.complaints.add(file, Code.NO_REQUESTS, text)
        return
    for number, block in enumerate(blocks):
        _complain(block, file, source)
        follower = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.name:
            yield Written(file=file, line=block.name.number, cells=dict(_cells(block, block.name, follower)))


def _are_sent(lines: list[Line]) -> bool:
    kinds = {line.kind for line in lines}
    return Kind.WITHDRAW in kinds and Kind.DECIDE not in kinds


def _cells(block: Block, name: Line, follower: Block | None) -> Iterator[tuple[str, str]]:
    yield "name", name.text
    for column, line in (
        ("headline", block.headline),
        ("mutual_connections", block.mark(Kind.MUTUAL)),
        ("sent_at", block.mark(Kind.AGE)),
    ):
        if line:
            yield column, line.text
    # Where lines around it were not understood, one of them may be the note.
    if block.notes or not (block.unread or (follower and follower.unread)):
        yield "note", "\n".join(line.text for line in block.notes)


def _complain(block: Block, file: str, source: Source) -> None:
    """One problem for each run of lines that were not understood."""
    numbers = sorted({line.number for line in block.unread})
    texts = {line.number: line.text for line in block.unread}
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        first, *more = [number for _, number in run]
        which = f"lines {first} to {more[-1]} were" if more else "this line was"
        text = f"{which} not understood ({shortened(texts[first], 40)!r}); write a blank line before each name"
        source.complaints.add(file, Code.NOT_UNDERSTOOD, text, line=first)


def lines_of(text: str) -> Iterator[Line]:
    """The lines that are not blank, those of the page itself left out."""
    gap = False
    for number, written in enumerate(_LINE_ENDS.split(text), start=1):
        shown = one_line(written[: limits.NOTE])
        if not shown:
            gap = True
            continue
        for line in _classified(number, shown, gap):
            if line.kind is not Kind.PAGE:
                yield line
                gap = False


def _classified(number: int, shown: str, gap: bool) -> Iterator[Line]:
    """The line; several if marks of several kinds stand in it; without `• 2nd` behind a name."""
    parts = [part for part in _PARTS.split(shown) if part] if len(shown) <= _LONGEST_MARK else []
    kinds = [_kind(part) for part in parts]
    if len(parts) > 1 and Kind.TEXT not in kinds:
        for kind, part in zip(kinds, parts, strict=True):
            yield Line(number=number, kind=kind, text=part, gap=gap)
        return
    if len(parts) == 2 and _DEGREE.fullmatch(folded_line(parts[1])):
        shown = parts[0]
    kind = _kind(shown) if len(shown) <= _LONGEST_MARK else Kind.TEXT
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


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The requests in a page, in their order, each with the lines that were not understood."""
    blocks, rest = _cut(lines)
    gaps_tell = sum(line.gap for line in lines) * 2 <= len(lines)
    previous: Block | None = None
    for block in blocks:
        if previous and previous.name:
            block.lead = _without_links(block.lead, previous.name, block)
        if block.is_other:
            _read_other(block, previous)
        else:
            at = _name_at(block.lead, first=previous is None, gaps_tell=gaps_tell)
            _give_back(block.lead[: max(at, 0)], previous, block)
            _read(block, at)
        previous = block
    if rest:
        end = Block(lead=rest, marks=[])
        if previous and previous.name:
            rest = end.lead = _without_links(rest, previous.name, end)
        if end.is_other:
            _read_other(end, previous)
        else:
            _give_back(rest, None if gaps_tell and rest and rest[0].gap else previous, end)
        blocks.append(end)
    return blocks


def _cut(lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """The blocks, and the lines behind the last mark."""
    has_buttons = any(line.kind is Kind.DECIDE for line in lines)
    blocks: list[Block] = []
    is_open = False
    for texts, marks in _sections(lines):
        kinds = {mark.kind for mark in marks}
        if not marks:
            return blocks, texts
        if blocks and (marks[0].kind is Kind.REPLY or (is_open and not _begins_anew(blocks[-1], texts, kinds,
                                                                                   has_buttons))):  # fmt: skip
            blocks[-1].notes += texts
            blocks[-1].marks += marks
        else:
            blocks.append(Block(lead=texts, marks=marks))
        is_open = Kind.DECIDE not in kinds
    return blocks, []


def _sections(lines: Sequence[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """Runs of text, each with the run of marks behind it; the last may have none."""
    texts: list[Line] = []
    marks: list[Line] = []
    for line in lines:
        if line.kind in (Kind.TEXT, Kind.OTHER):
            if marks:
                yield texts, marks
                texts, marks = [], []
            texts.append(line)
        else:
            marks.append(line)
    if texts or marks:
        yield texts, marks


def _begins_anew(block: Block, texts: list[Line], kinds: set[Kind], has_buttons: bool) -> bool:
    """Whether a section starts another request although no button ended the one before."""
    if not kinds & _DETAILS:
        return False
    if not has_buttons or kinds & _DETAILS & {mark.kind for mark in block.marks}:
        return True
    return len(texts) <= 3 and is_name(texts[0].text)


def _name_at(lead: list[Line], *, first: bool, gaps_tell: bool) -> int:
    """Where the name stands in the text before the marks: it and a headline end that text. -1 if it is unclear."""
    for at in range(len(lead) - 1):
        if is_same_name(lead[at].text, lead[at + 1].text):
            return -1 if at and is_name(lead[at - 1].text) and not lead[at].gap else at
    if gaps_tell:
        for at in range(len(lead) - 1, 0, -1):
            if lead[at].gap:
                return at if is_name(lead[at].text) else -1
    last = max(0, len(lead) - 2)
    names = [at for at in {0, last, len(lead) - 1} if 0 <= at < len(lead) and can_be_name(lead[at].text)]
    if len(lead) <= 2:
        return _of_two(lead, names)
    if is_name(lead[last].text):
        return last if first or not is_name(lead[0].text) else -1
    return 0 if first and is_name(lead[0].text) else -1


def _of_two(lead: list[Line], names: list[int]) -> int:
    """The name among one or two lines: the first, unless only the second can be one."""
    if 0 in names and (len(lead) == 1 or is_name(lead[0].text) or not is_name(lead[1].text)):
        return 0
    return 1 if names == [1] and is_name(lead[1].text) else -1


def _give_back(texts: list[Line], previous: Block | None, block: Block) -> None:
    """Text between the buttons of one request and the name of the next: the note of the first if it is prose."""
    if previous and previous.name and not previous.notes and is_prose(" ".join(line.text for line in texts)):
        previous.notes += texts
    else:
        block.unread += texts


def _without_links(texts: list[Line], name: Line, block: Block) -> list[Line]:
    links = {line.number for line in texts if _addresses(line, name)}
    block.again += [line for line in texts if line.number in links]
    return [line for line in texts if line.number not in links]


def _addresses(line: Line, name: Line) -> bool:
    """Whether a line is a link like `Reply to Ann`."""
    found = pattern("", "reply", r" (?:\w{1,2} )?(?P<who>.+)").fullmatch(folded_line(line.text))
    return found is not None and set(found["who"].split()) <= set(folded_line(name.text).split())


def _read_other(block: Block, previous: Block | None) -> None:
    """An invitation to something else: a line or two before it name that thing and who invites, the rest is kept."""
    texts = [*block.lead, *block.notes]
    at = next(place for place, line in enumerate(texts) if line.kind is Kind.OTHER)
    _give_back(texts[: max(0, at - 2)], previous, block)
    block.again += texts[max(0, at - 2) : at + 3]
    block.unread += texts[at + 3 :]


def _read(block: Block, at: int) -> None:
    if at < 0:
        block.unread += [*block.lead, *block.marks, *block.notes]
        return
    block.name = block.lead[at]
    rest = block.lead[at + 1 :]
    again = next((at for at, line in enumerate(rest) if not is_same_name(block.name.text, line.text)), len(rest))
    block.again += rest[:again]
    block.headline = rest[again] if again < len(rest) else None
    block.unread += rest[again + 1 :]
    block.notes = _without_links(block.notes, block.name, block)
    for kind in _DETAILS:
        said = block.mark(kind)
        block.unread += [mark for mark in block.marks if said and mark.kind is kind and mark.text != said.text]


def is_name(text: str) -> bool:
    """Whether a line looks like a name as people write it: few words, capitals where the script has them."""
    if not can_be_name(text):
        return False
    words = _words(text)
    if not any(word.lower() != word.upper() for word in words):
        return sum(map(len, words)) <= _MOST_SIGNS
    return all(word[0].lower() != word[0] or word in _PARTICLES or word.lower() == word.upper() for word in words)


@lru_cache(maxsize=4096)
def can_be_name(text: str) -> bool:
    """Whether a line may be a name at all, though somebody wrote it without capitals."""
    if len(text) > _MOST_LETTERS:
        return False
    words = _words(text)
    return (
        0 < len(words) <= _MOST_WORDS
        and not _NO_NAME.search(_TITLES.sub("", text))
        and not pattern("", "greetings", r"(?!\w)").match(folded_line(text))
    )


def is_prose(text: str) -> bool:
    """Whether a text is a sentence rather than a label."""
    return bool(_PROSE_END.search(text)) or len(text.split()) >= 6 or (not text.isascii() and len(text) >= 40)


def is_same_name(one: str, other: str) -> bool:
    """Whether a line says a name again, with credentials perhaps: screen readers are told names twice."""
    short, long = sorted((folded_line(one), folded_line(other)), key=len)
    return can_be_name(one) and long.startswith(short) and long[len(short) : len(short) + 1] in ("", " ", ",", "(")


def _words(text: str) -> list[str]:
    plain = _TITLES.sub("", text).partition(",")[0]
    return [word for part in plain.split() if (word := part.strip(".'’‘\"()-")) and any(map(str.isalpha, word))]
