"""A task reads one user's folder and nothing else, changes nothing, and tells what fails instead of raising it."""

from __future__ import annotations

import gc
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from screener.batch.user_task import Task, line_of
from screener.languages.words import languages, use_languages_of
from screener.library import Screener
from tests.batch.users import TODAY, write_user, write_users
from tests.cli.running import Run, runner

SWEDISH = Path(__file__).parent.parent / "languages/swedish/sv.yaml"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capsys)


def line(folder: str | Path) -> dict[str, Any]:
    written = line_of(Task(user="the user", folder=str(folder), today=TODAY))
    assert "\n" not in written
    read: dict[str, Any] = json.loads(written)
    return read


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_result_is_that_of_a_triage_by_the_users_own_rules(tmp_path: Path) -> None:
    told = line(write_user(tmp_path / "ana", "zorbix"))
    assert (told["user"], told["today"], told["error"]) == ("the user", "2026-03-10", None)
    (request,) = told["result"]["requests"]
    assert "rule-of-zorbix" in [reason["rule"] for reason in request["reasons"]]


def test_a_store_in_the_folder_is_read_and_left_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "ana"
    write_user(folder, "zorbix")
    files = [folder / "contacts.vcf", folder / "requests.json"]
    Screener(rules=folder / "rules", store=folder / "ledger.sqlite", today=TODAY).triage(files)
    for file in files:
        file.unlink()
    before = tree(folder)
    (request,) = line(folder)["result"]["requests"]
    assert request["name"] == "Tom zorbix"
    assert tree(folder) == before


def test_a_line_is_of_the_form_that_the_schema_describes(run: Run, tmp_path: Path) -> None:
    schema = json.loads(run("schema", "batch").out)
    for folder in (write_user(tmp_path / "ana", "zorbix"), tmp_path / "gone"):
        jsonschema.validate(line(folder), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"user": "ana"}, schema)


def test_the_same_folder_gives_the_same_line_again(tmp_path: Path) -> None:
    folder = write_user(tmp_path / "ana", "zorbix")
    before = tree(tmp_path)
    assert line(folder) == line(folder)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("spoil", "exit_code", "finding"),
    [
        (lambda folder: (folder / "rules/own.yaml").write_text("rules: [{id: x, decide: perhaps}]\n"), 3, "perhaps"),
        (lambda folder: (folder / "ledger.sqlite").write_text("no store at all"), 3, "no store"),
        (lambda folder: [path.unlink() for path in folder.glob("*.*")], 3, "nothing to decide"),
        (lambda folder: folder.rename(folder.with_name("gone")), 3, "no folder"),
        (lambda folder: (folder / "rules/languages").mkdir() or (folder / "rules/languages/de.yaml").touch(), 3, "de"),
    ],
)
def test_what_is_wrong_with_a_folder_is_told_in_its_line(
    tmp_path: Path, spoil: Any, exit_code: int, finding: str
) -> None:
    folder = tmp_path / "ana"
    write_user(folder, "zorbix")
    spoil(folder)
    told = line(folder)
    assert told["result"] is None
    assert told["error"]["exit_code"] == exit_code
    assert finding in told["error"]["text"]


def test_a_language_of_one_user_is_not_there_for_the_next_and_read_anew_when_it_changed(tmp_path: Path) -> None:
    folder = Path(write_user(tmp_path / "ana", "zorbix"))
    own = folder / "rules/languages/sv.yaml"
    own.parent.mkdir()
    shutil.copy(SWEDISH, own)
    use_languages_of(folder / "rules")
    assert "sv" in languages()
    assert line(folder)["error"] is None
    assert "sv" not in languages()
    own.write_text("- no map\n")
    assert "sections" in line(folder)["error"]["text"]
    assert line(write_user(tmp_path / "bo", "quorbix"))["error"] is None


def test_what_a_user_needed_is_gone_before_the_next(tmp_path: Path) -> None:
    users = write_users(tmp_path, 9)
    held = []
    for user in users:
        line_of(Task(user=user, folder=user, today=TODAY))
        held.append(len(gc.get_objects()))
    assert held[-1] - held[3] < held[3] // 100
