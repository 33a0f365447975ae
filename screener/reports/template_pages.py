"""The preview of reply templates: as text, and as one HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final

from screener.replies.previews import Preview
from screener.reports.terminal import NARROWEST, WIDEST, fitted, wrapped
from screener.texts.folding import one_line, printable

_LEFT: Final = 28  # cells
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


_HEAD: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reply templates</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; }
nav a { display: inline-block; margin: 0 1rem .3rem 0; }
h2 { border-top: 1px solid #8886; margin-top: 2.5rem; padding-top: 1rem; }
.texts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); }
figure { border: 1px solid #8886; border-radius: .4rem; margin: 0; padding: .8rem; }
figcaption { font-size: .8rem; opacity: .75; margin-bottom: .5rem; }
p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.fault { color: #b3261e; font-weight: 600; margin-top: .5rem; }
</style>
</head>
<body>
<h1>Reply templates</h1>
<p>Filled in for invented people. Nothing was sent.</p>
"""
_END: Final = "</body>\n</html>\n"


def preview_page(previews: Iterable[Preview]) -> Iterator[str]:
    """The page, in pieces: a list of the kinds, then each kind with its texts, language by language."""
    kinds = [(kind, list(group)) for kind, group in groupby(previews, key=lambda preview: preview.kind)]
    yield _HEAD
    yield "<nav>\n"
    yield from (f'<a href="#{_anchor(kind)}">{_text(kind)}</a>\n' for kind, _ in kinds)
    yield "</nav>\n"
    for kind, texts in kinds:
        yield f'<h2 id="{_anchor(kind)}">{_text(kind)}</h2>\n<p>{_text(texts[0].when)}</p>\n'
        for language, group in groupby(texts, key=lambda preview: preview.language):
            yield f'<h3>{_text(language)}</h3>\n<div class="texts" lang="{_text(language)}">\n'
            yield from map(_figure, group)
            yield "</div>\n"
    yield _END


def _figure(preview: Preview) -> str:
    faults = "".join(f'<p class="fault" lang="en">withheld: {_text(fault)}</p>\n' for fault in preview.faults)
    caption = _text(" · ".join(about(preview)))
    return f'<figure>\n<figcaption lang="en">{caption}</figcaption>\n<p>{_text(preview.text)}</p>\n{faults}</figure>\n'


def _anchor(kind: str) -> str:
    return _text(kind.replace("/", "-"))


def _text(text: str) -> str:
    return escape(printable(text))
