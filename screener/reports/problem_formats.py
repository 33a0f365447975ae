"""What a check of rule files found, for programs: JSON, SARIF 2.1.0, and the annotations of GitHub's workflows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from screener import __version__
from screener.errors import Edit, Problem
from screener.located import problem_codes as rule_pages
from screener.replies import pages as template_pages
from screener.reports.code_pages import explained

Page = rule_pages.Page | template_pages.Page
Severe = tuple[str, Problem]  # "error" or "warning", and what it is about
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
    pages = {page.code.value: page for page in _pages()}
    rules = [_sarif_rule(pages[code]) for code in met]
    driver = {"name": "screener", "version": __version__, "rules": rules}
    results = [_sarif_result(severity, problem, met.index(problem.code)) for severity, problem in problems]
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [{
        "tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}]}  # fmt: skip
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _pages() -> Iterator[Page]:
    yield from rule_pages.pages().values()
    yield from template_pages.pages().values()


def _sarif_rule(page: Page) -> dict[str, object]:
    return {
        "id": page.code.value,
        "shortDescription": {"text": page.code.meaning},
        "fullDescription": {"text": page.why.strip()},
        "help": {
            "text": "\n".join(explained(page, _WIDEST)),
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
