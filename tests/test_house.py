"""The house rules of the source tree that are about its shape: module names told apart, no module or
function too large, and few modules small."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "screener"
MODULES = sorted(path for path in ROOT.rglob("*.py") if path.name not in ("__init__.py", "__main__.py"))
MOST_LINES = 700
LONGEST_FUNCTION = 48  # parameters of commands with their help among it
FEWEST_LINES = 60
# One file a subject, and what stands alone because of what may import it. The list may only become shorter.
MAY_BE_SMALL = ("evidence/", "languages/")
SMALL = {
    "cli/groups.py",
    "cli/manual.py",
    "cli/schemas.py",
    "private_files.py",
    "rehearsal/checking.py",
    "reports/inks.py",
    "screening/history.py",
    "screening/replying.py",
    "shipped.py",
    "texts/patterns.py",
}


def test_no_two_modules_have_one_name() -> None:
    counts = Counter(path.stem for path in MODULES)
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_is_too_large_to_be_read_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_every_module_says_first_what_it_is_for() -> None:
    assert [path for path in MODULES if not path.read_text(encoding="utf-8").startswith('"""')] == []


def test_a_small_module_is_one_of_few() -> None:
    small = {
        name
        for path in MODULES
        if len(path.read_text(encoding="utf-8").splitlines()) < FEWEST_LINES
        and not (name := path.relative_to(ROOT).as_posix()).startswith(MAY_BE_SMALL)
    }
    assert small <= SMALL


def test_a_function_is_seen_at_once() -> None:
    functions = [
        (path.stem, node.name, node.end_lineno - node.lineno + 1)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    assert [one for one in functions if one[2] > LONGEST_FUNCTION] == []
