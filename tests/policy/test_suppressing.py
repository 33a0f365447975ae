"""`suppress` in a rule file hides that file's warnings of one code, and says so where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.located.node_entries import unused_suppressions, without_suppressed
from screener.located.problem_codes import Code
from tests.policy.writing import check_text, found, rule

UNFAIR = rule("- note: present").replace("flag: seen", "decide: decline\n    priority: 1").replace(
    "note: present", "note: {language: fr}"
)  # fmt: skip
SUPPRESS = "suppress: [{code: R048, reason: They may write as they like}]\n"


def left(folder: Path, text: str, **others: str) -> list[str]:
    checked = check_text(folder, text, **others)
    assert checked.errors == ()
    unused = unused_suppressions(checked.warnings, checked.suppressions)
    return [problem.code for problem in (*without_suppressed(checked.warnings, checked.suppressions), *unused)]


def test_a_suppressed_warning_is_not_shown(tmp_path: Path) -> None:
    assert left(tmp_path, UNFAIR) == [Code.HELPS_DECLINE]
    assert left(tmp_path, UNFAIR + SUPPRESS) == []


def test_another_file_is_not_suppressed_and_the_unused_entry_is_told(tmp_path: Path) -> None:
    assert left(tmp_path, UNFAIR, other=SUPPRESS) == [Code.HELPS_DECLINE, Code.UNUSED_SUPPRESSION]


@pytest.mark.parametrize(
    ("entry", "code", "advice"),
    [
        ("{code: R014, reason: x}", Code.VALUE, "is mended, not suppressed"),
        ("{code: R084, reason: x}", Code.VALUE, "did you mean 'R0"),
        ("{code: R048}", Code.MISSING, "lacks `reason`"),
        ("{code: R048, reason: x, until: never}", Code.UNKNOWN_KEY, "unknown key 'until'"),
        ("R048", Code.SHAPE, "is a map with keys such as `code`, `reason`"),
        ("{code: R048, reason: ''}", Code.EMPTY, "is empty"),
    ],
)
def test_a_bad_entry_is_an_error_with_a_place(tmp_path: Path, entry: str, code: Code, advice: str) -> None:
    (problem,) = check_text(tmp_path, rule("- note: present") + f"suppress:\n  - {entry}\n").errors
    assert problem.code == code
    assert advice in problem.text
    assert found((problem,))[0][1] > 10
