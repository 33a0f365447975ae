"""Writes rule files for the tests of this folder."""

from __future__ import annotations

import re
from pathlib import Path

from screener.errors import Problem
from screener.policy.loading import CheckedPolicy, check_policy

OTHERWISE = '\notherwise: {decide: decline, because: "Nothing links you."}\n'
SECTIONS = r"^(?:rules|otherwise|define|examples|suppress)(?=:)"
EXAMPLES = "\nexamples:\n  - {name: nobody, given: {}, expect: {decide: decline}}\n"


def check_text(folder: Path, text: str, **others: str) -> CheckedPolicy:
    """Check a policy of one file, `rules.yaml`, and of others by name; templates are `thanks` and `where-we-met`."""
    for name, content in {"rules": text, **others}.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(content, encoding="utf-8")
    return check_policy(folder, templates={"accept": {"thanks"}, "ask-for-context": {"where-we-met"}})


def rule(when: str, *, rest: str = "", because: str = "It holds.") -> str:
    """A policy around one flagging rule with these conditions, each on its line."""
    lines = "".join(f"      {line}\n" for line in when.splitlines())
    head = f"rules:\n  - id: one\n    flag: seen\n    when:\n{lines}    because: {because!r}\n{rest}"
    return head + OTHERWISE + EXAMPLES


def found(problems: tuple[Problem, ...]) -> list[tuple[str, int, int]]:
    """Code, line and column of each."""
    return [(problem.code, problem.line, problem.column) for problem in problems]


def whole_file(piece: str, *, examples: bool = True) -> str:
    """A rule file around a piece of one: whole sections, whole rules, or some lines of one rule."""
    if not re.search(SECTIONS, piece, re.M) and not piece.startswith("- "):
        piece = _one_rule(piece)
    if piece.startswith("- "):
        rules, *sections = re.split(rf"(?={SECTIONS})", piece, maxsplit=1, flags=re.M)
        piece = "rules:\n" + "".join(f"  {line}\n" for line in rules.splitlines()) + "".join(sections)
    has = re.findall(SECTIONS, piece, re.M)
    piece += "" if "otherwise" in has else OTHERWISE
    return piece + (EXAMPLES if examples and "examples" not in has else "")


def _one_rule(lines: str) -> str:
    missing = {"when": "[note: present]", "because": "It holds."}
    if not re.search(r"^(flag|conclude|decide):", lines, re.M):
        missing["flag"] = "look here"
    added = "".join(f"{key}: {value}\n" for key, value in missing.items() if not re.search(rf"^{key}:", lines, re.M))
    return "- id: one\n" + "".join(f"  {line}\n" for line in (lines + added).splitlines())
