"""Screening from Python gives the form as typed objects, and importing the package stays cheap."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

from screener import Screener
from screener.errors import PolicyError, UsageError
from tests.cli.running import Run, runner
from tests.readme import block_after


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    run = runner(monkeypatch, capsys)
    assert run("demo", "--copy", "demo").code == 0
    return run


def test_its_objects_are_equal_to_the_form_of_the_command(run: Run) -> None:
    files = ["demo/requests.csv", "demo/contacts.vcf", str(next(Path("demo").glob("Complete_*")))]
    result = Screener(rules="demo/rules", today=date(2026, 3, 10)).triage(files)
    done = run("triage", *files, "--rules", "demo/rules", "--no-store", "--today", "2026-03-10", "--format", "json")
    assert json.loads(msgspec.json.encode(result)) == json.loads(done.out)
    with pytest.raises(AttributeError):
        result.requests[0].verdict = None  # type: ignore[misc]


def test_with_a_store_it_remembers_as_the_command_does(run: Run) -> None:
    screener = Screener(rules="demo/rules", store="own.sqlite", today=date(2026, 3, 10))
    first = screener.triage(["demo/requests.csv"])
    again = screener.triage()
    assert {one.number for one in again.requests} <= {one.number for one in first.requests}
    assert again.requests
    assert "1." in run("show", "1", "--store", "own.sqlite", "--today", "2026-03-10").out


def test_what_cannot_be_meant_is_refused(run: Run, tmp_path: Path) -> None:
    assert run
    with pytest.raises(UsageError):
        Screener().triage()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "rules.yaml").write_text("rules: [{id: x, decide: perhaps}]\n")
    with pytest.raises(PolicyError):
        Screener(rules=tmp_path / "bad")


def test_the_example_of_the_readme_runs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run
    exec(compile(block_after("```python\n"), "README.md", "exec"), {})
    assert "accept" in capsys.readouterr().out


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = "('msgspec', 'yaml', 'textual', 'typer')"
    code = f"import screener, sys; print([name for name in sys.modules if name.partition('.')[0] in {heavy}])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_textual_is_imported_by_the_review_alone() -> None:
    code = "import screener.cli, screener.cli.review, screener.cli.triage, sys; print('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
