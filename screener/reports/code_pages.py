"""`rules explain`: the page of one code, or the list of all, those of reply templates behind those of rules."""

from __future__ import annotations

from collections.abc import Iterator

from screener.located.problem_codes import SUPPRESSIBLE, Code, Page
from screener.replies.codes import WARNINGS
from screener.replies.codes import Code as TemplateCode
from screener.replies.etiquette_phrases import PHRASES
from screener.replies.pages import Page as TemplatePage
from screener.reports.terminal import wrapped


def page_lines(page: Page, width: int) -> Iterator[str]:
    """What the code means, why it matters, an example wrong and right, and whether it can be suppressed."""
    yield from explained(page, width)
    yield ""
    if page.code in SUPPRESSIBLE:
        yield from wrapped("Where it is a warning and is meant so, its file may say:", width)
        yield f"  suppress: [{{code: {page.code}, reason: …}}]"
    else:
        yield from wrapped("It cannot be suppressed.", width)


def template_page_lines(page: TemplatePage, width: int) -> Iterator[str]:
    """What a code of the reply templates means, why it matters, an example wrong and right, and the phrases it is
    about."""
    yield from explained(page, width)
    if page.code is TemplateCode.PHRASE:
        yield from ("", "No reply says:")
        yield from (f"  {line}" for line in wrapped("; ".join(PHRASES), width - 2))
    if page.code in WARNINGS:
        yield from ("", "It is a warning: the check passes.")


def explained(page: Page | TemplatePage, width: int) -> Iterator[str]:
    """What a code means, why it matters, and an example wrong and right."""
    yield from wrapped(f"{page.code}: {page.code.meaning}", width)
    yield ""
    yield from wrapped(page.why, width)
    for heading, piece in (("wrong", page.wrong), ("right", page.right)):
        yield from ("", f"{heading}:")
        yield from (f"  {line}".rstrip() for line in piece.splitlines())


def code_list(width: int) -> Iterator[str]:
    """Every code in a line."""
    for code in (*Code, *TemplateCode):
        first, *others = wrapped(code.meaning, width - 6)
        yield f"{code}  {first}"
        yield from (f"      {line}" for line in others)
