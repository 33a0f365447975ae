"""Finds the requests in the lines of a pasted page, whatever its layout, and keeps the lines it cannot place.

A request is some text (name, headline) that ends in marks (mutual connections, an age), may have a note behind them,
and ends at the buttons, or where the next one begins if there are no buttons. Nothing is guessed: where two lines can
be the name, the whole block is returned as not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from screener.sources.page_words import folded_line, pattern
from screener.sources.pasted_lines import Kind, Line
from screener.sources.pasted_names import can_be_name, is_name, is_prose, is_same_name

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
