"""The reply templates, filled in for invented people, as a terminal shows them: two plain columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from screener.replies.previews import Preview
from screener.reports.terminal import NARROWEST, WIDEST, fitted, wrapped
from screener.texts.cleaning import one_line

_LEFT: Final = 28
_GAP: Final = 2


def preview_table(previews: Iterable[Preview], width: int) -> Iterator[str]:
    """The lines of the table: which template and how on the left, the text on the right."""
    width = min(max(width, NARROWEST), WIDEST)
    for (kind, language), group in groupby(previews, key=lambda preview: (preview.kind, preview.language)):
        texts = list(group)
        yield from wrapped(f"{kind}.{language}: {one_line(texts[0].when) or 'it does not say when'}", width)
        for preview in texts:
            yield from _row(preview, width)
        yield ""


def about(preview: Preview) -> list[str]:
    """How a text was made: tone and register, for whom, with what told, how long it is."""
    told = [f"tells {preview.told.replace('_', '-')}"] if preview.told else []
    length = f"{len(preview.text)} of {preview.longest} characters"
    return [f"{preview.tone}, {preview.register}", f"for {preview.asker}", *told, length]


def _row(preview: Preview, width: int) -> Iterator[str]:
    left = [line for text in about(preview) for line in wrapped(text, _LEFT - 2)]
    right = [
        line
        for text in (*preview.text.splitlines(), *(f"! withheld: {fault}" for fault in preview.faults))
        for line in wrapped(one_line(text), width - _LEFT - _GAP)
    ]
    for place in range(max(len(left), len(right))):
        first = left[place] if place < len(left) else ""
        second = right[place] if place < len(right) else ""
        yield (fitted(f"  {first}", _LEFT) + " " * _GAP + second).rstrip()
    yield ""
