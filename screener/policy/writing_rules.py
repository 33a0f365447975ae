"""A new rule and its example, put into a rule file behind those that are there; all else in the file stays."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import yaml

from screener.errors import Problem, UsageError
from screener.policy.formatting_tokens import Piece, pieces_of
from screener.policy.loading import CheckedPolicy, check_policy
from screener.policy.scope import TemplateNames
from screener.policy.writing import copy_rules

_LINE_END: Final = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_PLAIN: Final = re.compile(r"[A-Za-z][\w ,;.()/-]*(?<! )")
_INDENT: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDraft:
    """A rule that is to be written. `when` and `unless` hold condition lines; what is empty is left out."""

    id: str
    title: str = ""
    conclude: str = ""
    decide: str = ""
    flag: str = ""
    priority: str = ""  # a band, or a number
    ask: str = ""
    reply: str = ""
    when: Sequence[str]
    unless: Sequence[str] = ()
    because: str


def rule_lines(draft: RuleDraft) -> list[str]:
    """The rule as lines of a list item."""
    keys = {
        "id": draft.id,
        "title": _text(draft.title),
        "conclude": draft.conclude,
        "decide": draft.decide,
        "priority": draft.priority if draft.decide else "",
        "ask": draft.ask,
        "reply": draft.reply,
        "flag": _text(draft.flag),
    }
    lines = [f"{key}: {value}" for key, value in keys.items() if value]
    for key, conditions in (("when", draft.when), ("unless", draft.unless)):
        lines += [f"{key}:", *(f"  - {condition}" for condition in conditions)] if conditions else []
    return _item([*lines, f"because: {quoted_text(draft.because)}"])


def example_lines(name: str, given: str, expect: str) -> list[str]:
    """An example as lines of a list item; `given` and `expect` are lines of the language."""
    return _item([f"name: {_text(name)}", given, expect])


def with_item(text: str, section: str, item: Sequence[str]) -> str:
    """The text of a rule file with one more item in a section. Raises UsageError if that is no list with dashes."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = _LINE_END.split(text)
    while lines and not lines[-1].strip():
        lines.pop()
    pieces = [piece for piece in pieces_of(lines) if piece.path[:1] == (section,)] if lines else []
    dashes = [piece for piece in pieces if isinstance(piece.token, yaml.BlockEntryToken) and len(piece.path) == 1]
    if dashes:
        indent, at = dashes[0].column, pieces[-1].last_line + 1
        gap = [""] if section == "rules" else []
        lines[at:at] = [*gap, *(" " * indent + line for line in item)]
        lines[at + len(gap) + len(item) :] = _set_apart(lines[at + len(gap) + len(item) :])
    elif pieces:
        _fill(lines, section, pieces, item)
    else:
        lines += [*([""] if lines else []), f"{section}:", *(" " * _INDENT + line for line in item)]
    return line_end.join([*lines, ""])


def check_with(folder: Path, file: str, text: str, templates: TemplateNames | None) -> CheckedPolicy:
    """What a check of the folder would find if the file had this text; tried in a copy."""
    with tempfile.TemporaryDirectory() as copy:
        copy_rules(folder, Path(copy))
        (Path(copy) / file).write_text(text, encoding="utf-8", newline="")
        checked = check_policy(Path(copy), templates=templates)
    shown = [in_folder(problem, Path(copy), folder) for problem in checked.errors]
    return replace(checked, errors=tuple(shown))


def in_folder(problem: Problem, copy: Path, folder: Path) -> Problem:
    """A problem that was found in a copy, as one of the folder itself."""
    text = problem.text.replace(f"{copy}/", f"{folder}/")
    return replace(problem, file=str(folder / Path(problem.file).relative_to(copy)), text=text)


def kebab(text: str) -> str:
    """A text as an id: "Recruiters who name a salary" is `recruiters-who-name-a-salary`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def quoted_text(text: str) -> str:
    """A text in quotes."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def _text(text: str) -> str:
    return text if _PLAIN.fullmatch(text) or not text else quoted_text(text)


def _item(lines: Sequence[str]) -> list[str]:
    return [("- " if place == 0 else "  ") + line for place, line in enumerate(lines)]


def _fill(lines: list[str], section: str, pieces: Sequence[Piece], item: Sequence[str]) -> None:
    """Put the first item into a section that is empty."""
    if [piece.lines[0] for piece in pieces[2:]] not in ([], ["[", "]"]):
        raise UsageError(f"`{section}` is no list with dashes; write its items behind `- `, each on lines of its own")
    key = pieces[0].line
    lines[key] = re.sub(r":\s*\[\s*\]", ":", lines[key], count=1)
    lines[key + 1 : key + 1] = [" " * _INDENT + line for line in item]


def _set_apart(following: list[str]) -> list[str]:
    return ["", *following] if following and following[0].strip() else following
