"""What a check found: for people with its lines, and for programs as JSON, SARIF 2.1.0 and annotations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from rich.cells import cell_len, chop_cells

from screener import __version__
from screener.errors import Edit, Problem
from screener.located.problem_codes import SUPPRESSIBLE, Code, Page, pages
from screener.replies.etiquette import PHRASES
from screener.reports.terminal import wrapped
from screener.texts.folding import printable
from screener.texts.patterns import plain_re

LinesOf = Callable[[str], Sequence[str]]  # the lines of a file by its name; none if it cannot be read

Severe = tuple[str, Problem]  # "error" or "warning", and what it is about
_WORD: Final = plain_re(r"""'[^']*'?|"[^"]*"?|[\w*.-]+(?: [\w*.-]+)*(?=:)|[\w*.-]+|\S""")
_LEAST_WIDTH: Final = 30  # in a narrower terminal lines are broken by it


def problem_lines(problems: Iterable[Problem], lines_of: LinesOf, width: int, *, warning: bool) -> Iterator[str]:
    """Each problem in a line of its own, and under it what stands at its place."""
    for problem in problems:
        place, _, finding = str(problem).partition(": ")
        yield printable(f"{place}: warning: {finding}" if warning else f"{place}: {finding}")
        yield from _marked(problem, lines_of(problem.file), width)


def _marked(problem: Problem, lines: Sequence[str], width: int) -> Iterator[str]:
    if not 0 < problem.line <= len(lines):
        return
    line = lines[problem.line - 1]
    start = max(problem.column - 1, 0)
    if not line.strip() or start > len(line):  # the file has changed since
        return
    number = f"{problem.line:>5} | "
    before, word = _cut(printable(line[:start]), max(width - len(number), _LEAST_WIDTH)), _WORD.match(line, start)
    room = max(width - len(number), _LEAST_WIDTH) - cell_len(before)
    rest = printable(line[start:].rstrip())
    yield number + before + (rest if cell_len(rest) <= room else chop_cells(rest, room - 1)[0] + "…")
    if problem.column:
        marks = min(max(cell_len(printable(word[0])) if word else 1, 1), room)
        yield f"{' ' * 5} | {' ' * cell_len(before)}{'^' * marks}"


def _cut(before: str, room: int) -> str:
    """What stands before the place, its beginning left out where more than half of the room would go to it."""
    while cell_len(before) > room // 2:
        before = "…" + before[cell_len(before) - room // 3 :]
    return before


def page_lines(page: Page, width: int) -> Iterator[str]:
    """What the code means, why it matters, an example wrong and right, and whether it can be suppressed."""
    yield from wrapped(f"{page.code}: {page.code.meaning}", width)
    yield ""
    yield from wrapped(page.why, width)
    for heading, piece in (("wrong", page.wrong), ("right", page.right)):
        yield from ("", f"{heading}:")
        yield from (f"  {line}".rstrip() for line in piece.splitlines())
    yield from _of_a_template(page.code, width) if page.code.is_of_templates else _of_a_rule(page.code, width)


def _of_a_rule(code: Code, width: int) -> Iterator[str]:
    yield ""
    if code not in SUPPRESSIBLE:
        yield from wrapped("It cannot be suppressed.", width)
        return
    yield from wrapped("Where it is a warning and is meant so, its file may say:", width)
    yield f"  suppress: [{{code: {code}, reason: …}}]"


def _of_a_template(code: Code, width: int) -> Iterator[str]:
    if code is Code.PHRASE:
        yield from ("", "No reply says:")
        yield from (f"  {line}" for line in wrapped("; ".join(PHRASES), width - 2))
    if code.may_warn:
        yield from ("", "It is a warning: the check passes.")


def code_list(width: int) -> Iterator[str]:
    """Every code in a line."""
    for code in Code:
        first, *others = wrapped(code.meaning, width - 6)
        yield f"{code}  {first}"
        yield from (f"      {line}" for line in others)


_SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_WIDEST: Final = 100  # cells of a line of help, where no terminal says otherwise


def as_json(problems: Iterable[Severe], **more: object) -> str:
    """One object: the problems, each with file, line, column, code, severity and text, and what else is known."""
    written = [
        {
            "file": problem.file,
            "line": problem.line or None,
            "column": problem.column or None,
            "code": problem.code,
            "severity": severity,
            "text": problem.text,
            "edit": asdict(problem.edit) if problem.edit else None,
        }
        for severity, problem in problems
    ]
    return json.dumps({**more, "problems": written}, ensure_ascii=False, indent=1) + "\n"


def as_sarif(problems: Iterable[Severe]) -> str:
    """A SARIF log of one run, with the codes that were met as its rules and their pages as what code scanning shows."""
    problems = [*problems]
    met = sorted({problem.code for _, problem in problems})
    known = {page.code.value: page for page in pages().values()}
    rules = [_sarif_rule(known[code]) for code in met]
    driver = {"name": "screener", "version": __version__, "rules": rules}
    results = [_sarif_result(severity, problem, met.index(problem.code)) for severity, problem in problems]
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [{
        "tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}]}  # fmt: skip
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _sarif_rule(page: Page) -> dict[str, object]:
    return {
        "id": page.code.value,
        "shortDescription": {"text": page.code.meaning},
        "fullDescription": {"text": page.why.strip()},
        "help": {
            "text": "\n".join(page_lines(page, _WIDEST)),
            "markdown": f"{page.why.strip()}\n\nWrong:\n{_fenced(page.wrong)}\nRight:\n{_fenced(page.right)}",
        },
    }


def _fenced(piece: str) -> str:
    return f"```\n{piece.rstrip()}\n```\n"


def _sarif_result(severity: str, problem: Problem, index: int) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": _uri(problem.file)}}
    if problem.line:
        place["region"] = {"startLine": problem.line} | ({"startColumn": problem.column} if problem.column else {})
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": severity,
        "message": {"text": problem.text},
        "locations": [{"physicalLocation": place}],
    } | ({"fixes": [_sarif_fix(problem, problem.edit)]} if problem.edit else {})


def _sarif_fix(problem: Problem, edit: Edit) -> dict[str, object]:
    """The edit in SARIF's form; a line that is taken out ends where the next one starts."""
    region = {
        "startLine": edit.line,
        "startColumn": edit.start,
        "endLine": edit.last or edit.line,
        "endColumn": edit.end,
    }
    if edit.text is None:
        region |= {"endLine": edit.line + 1, "endColumn": 1}
    replaced = {"deletedRegion": region, "insertedContent": {"text": edit.text or ""}}
    change = {"artifactLocation": {"uri": _uri(problem.file)}, "replacements": [replaced]}
    return {"description": {"text": "as the message says"}, "artifactChanges": [change]}


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def as_annotations(problems: Iterable[Severe]) -> Iterator[str]:
    """A workflow command for each problem: `::error file=…,line=…,col=…,title=R014::…`."""
    for severity, problem in problems:
        places = {"file": problem.file, "line": problem.line, "col": problem.column, "title": problem.code}
        said = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value)
        yield f"::{severity} {said}::{_escaped(problem.text)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
