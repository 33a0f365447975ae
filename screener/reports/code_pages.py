"""`rules explain`: the page of one code, or the list of all."""

from __future__ import annotations

from collections.abc import Iterator

from screener.policy.codes import SUPPRESSIBLE, Code
from screener.policy.pages import Page
from screener.reports.terminal import wrapped


def page_lines(page: Page, width: int) -> Iterator[str]:
    """What the code means, why it matters, an example wrong and right, and whether it can be suppressed."""
    yield from wrapped(f"{page.code}: {page.code.meaning}", width)
    yield ""
    yield from wrapped(page.why, width)
    for heading, piece in (("wrong", page.wrong), ("right", page.right)):
        yield from ("", f"{heading}:")
        yield from (f"  {line}".rstrip() for line in piece.splitlines())
    yield ""
    if page.code in SUPPRESSIBLE:
        yield from wrapped("Where it is a warning and is meant so, its file may say:", width)
        yield f"  suppress: [{{code: {page.code}, reason: …}}]"
    else:
        yield from wrapped("It cannot be suppressed.", width)


def code_list(width: int) -> Iterator[str]:
    """Every code in a line."""
    for code in Code:
        first, *others = wrapped(code.meaning, width - 6)
        yield f"{code}  {first}"
        yield from (f"      {line}" for line in others)
