"""Writes rule files for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

from screener.errors import Problem
from screener.policy.loading import CheckedPolicy, check_policy

OTHERWISE = '\notherwise: {decide: decline, because: "Nothing links you."}\n'
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
