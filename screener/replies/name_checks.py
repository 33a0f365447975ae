"""The proof that a template tells nothing it may not: which names and fields it uses, read off its syntax tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from screener.catalogue.subjects import SUBJECTS
from screener.errors import Problem
from screener.folders import SHARED
from screener.located.findings import quoted, suggestion
from screener.located.problem_codes import Code
from screener.replies.filling import ALWAYS, CLAIMED, CLAIMED_FIELDS, SAYABLE, SOMETIMES
from screener.replies.template_files import Block, TemplateFile
from screener.texts.templating import TemplateFaultError, Use, attribute_of, check_template, uses_of

_FIELDS: Final[Mapping[str, frozenset[str]]] = {**SAYABLE, CLAIMED: frozenset(CLAIMED_FIELDS)}
_DECLARED: Final = {
    attribute_of(subject.name): frozenset(map(attribute_of, subject.fields)) for subject in SUBJECTS.values()
}


def name_problems(template: TemplateFile, lines: frozenset[str]) -> Iterator[Problem]:
    """What a template uses that there is not, that may not be told, or that need not be there. `lines`: the shared
    lines of its language, which other shared lines cannot use."""
    allowed = frozenset() if template.path.parent.name == SHARED else lines
    for block in template.blocks.values():
        yield from _of_block(template, block, allowed)


def first_mistake(template: TemplateFile, shared: Sequence[TemplateFile]) -> Problem | None:
    """The first mistake in a template that cannot be filled in, else in the shared lines that it uses."""
    lines = frozenset(line for file in shared for line in file.lines)
    return next((problem for file in (template, *shared) for problem in name_problems(file, lines)), None)


def _of_block(template: TemplateFile, block: Block, lines: frozenset[str]) -> Iterator[Problem]:
    try:
        check_template(block.text)
        uses = uses_of(block.text)
    except TemplateFaultError as fault:
        yield _problem(template, block, fault.line or 1, "{", Code.BROKEN, f"it cannot be filled in: {fault}")
        return
    for use in uses:
        if finding := _finding(use, lines):
            yield _problem(template, block, use.line, use.field or use.name, *finding)


def _finding(use: Use, lines: frozenset[str]) -> tuple[Code, str] | None:
    if use.name in (*ALWAYS, *lines) and not use.field:
        return None
    if use.name in SOMETIMES and not use.field:
        return None if use.guarded or use.tested else _not_sure(use.name)
    fields = _FIELDS.get(use.name)
    if fields is None:
        known = (*ALWAYS, *SOMETIMES, *lines, *(name for name, sayable in _FIELDS.items() if sayable))
        return Code.TEMPLATE_NAME, f"there is nothing called {quoted(use.name)}{suggestion(use.name, known)}"
    if not fields or (use.field and use.field not in fields and use.field in _DECLARED.get(use.name, ())):
        whole = f"{use.name}.{use.field}" if use.field else use.name
        return Code.PRIVATE, f"`{whole}` may not be told to the other person; take it out"
    if not use.field:
        return None if use.tested else (Code.TEMPLATE_NAME, f"`{use.name}` is a whole record; name a field of it")
    whole = f"{use.name}.{use.field}"
    if use.field not in fields:
        return Code.TEMPLATE_NAME, f"there is nothing called {quoted(whole)}{suggestion(use.field, fields)}"
    if not (use.guarded or use.tested):
        return _not_sure(whole)
    return None


def _not_sure(whole: str) -> tuple[Code, str]:
    return Code.NOT_SURE, f"`{whole}` need not be there; write `{{% if {whole} %}}…{{% endif %}}` around it"


def _problem(template: TemplateFile, block: Block, line: int, word: str, code: Code, text: str) -> Problem:
    """A problem at the word in that line of the block."""
    written = block.text.splitlines()[line - 1 : line]
    column = written[0].find(word) + 1 if written else 0
    return Problem(
        file=str(template.path), line=block.line + line - 1, column=max(column, 1), code=code.value, text=text
    )
