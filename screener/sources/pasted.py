"""Request lists as text copied from the invitation page: `screener triage export.zip -`, or a text file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Final

from screener.sources.document_text import document_text
from screener.sources.pasted_blocks import Block, blocks_of
from screener.sources.pasted_lines import Kind, Line, lines_of
from screener.sources.problems import Code
from screener.sources.source import Document, Source
from screener.sources.tool_shapes import NOT_FROM_PEOPLE
from screener.sources.written import Written
from screener.texts.cleaning import shortened

_LOOKED_AT: Final = 500  # lines, to tell whether a text is a page
_SHORT_AGE: Final = 4  # `2w` and `5m` alone make no page
WHAT_TO_DO: Final = (
    "copy the list of invitations that you received, or write a CSV list with the columns name, headline and note"
)


def looks_pasted(text: str) -> bool:
    """Whether a text has lines of the invitation page: a button, an age, mutual connections. Ask this last."""
    return any(
        line.kind not in (Kind.TEXT, Kind.REPLY) and (line.kind is not Kind.AGE or len(line.text) > _SHORT_AGE)
        for line in islice(lines_of(text), _LOOKED_AT)
    )


def written_in_page(document: Document, source: Source) -> Iterator[Written]:
    """The requests in a page. Every line that was not understood is in a problem."""
    file = document.entry.file
    lines = list(lines_of(document_text(document, source)))
    if _are_sent(lines):
        text = f"is the page of invitations that you sent; {WHAT_TO_DO}"
        source.complaints.add(file, Code.NO_REQUESTS, text)
        return
    blocks = blocks_of(lines)
    if others := sum(block.is_other for block in blocks):
        source.counts[NOT_FROM_PEOPLE] = others
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
