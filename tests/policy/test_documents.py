"""The files of a policy: those of its folder and of the folders in it, and nothing that is no file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from screener.located.problem_codes import Code
from screener.policy.fixing import fix_folder
from screener.policy.loading import check_policy, load_policy
from screener.policy.rule_folder import rule_paths
from tests.hanging import ends_soon

RULE = 'rules:\n  - id: {0}\n    flag: {0}\n    when: [note: present]\n    because: "They wrote."\n'
EXAMPLES = "examples:\n  - {name: one, given: {note: Hello}, expect: {decide: decline}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy with a rule in a folder of its own, and one in a hidden folder."""
    for name in ("deep/er", ".schema", ".git/deep"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "about-me.yaml").write_text("extends: shipped\n")
    (tmp_path / "deep/er/own.yaml").write_text(RULE.format("own") + EXAMPLES)
    (tmp_path / ".schema/hidden.yaml").write_text("oops")
    (tmp_path / ".git/deep/hidden.yaml").write_text("oops")
    (tmp_path / "deep/.hidden.yaml").write_text("oops")
    return tmp_path


def test_a_rule_file_in_a_folder_below_is_read_like_the_others(folder: Path) -> None:
    before = load_policy(folder)
    assert "own" in {rule.id for rule in before.rules}
    (folder / "deep/er/own.yaml").rename(folder / "own.yaml")
    assert load_policy(folder).digest == before.digest


def test_a_mistake_in_a_folder_below_has_its_place_and_is_mended_there(folder: Path) -> None:
    file = folder / "deep/er/own.yaml"
    file.write_text(file.read_text().replace("flag: own", "flg: own"))
    assert (str(file), 3) in {(error.file, error.line) for error in check_policy(folder).errors}
    fixed = fix_folder(folder)
    assert list(fixed.files) == [file]
    assert str(fixed.fixes[0]).startswith(f"{file}:3:")


def test_hidden_folders_and_links_to_folders_are_left_alone(folder: Path) -> None:
    (folder / "round").symlink_to(folder)
    assert [path.relative_to(folder).as_posix() for path in rule_paths(folder)] == ["about-me.yaml", "deep/er/own.yaml"]


def test_about_me_counts_only_in_the_folder_itself(folder: Path) -> None:
    (folder / "deep/about-me.yaml").write_text("me: {name: Somebody Else}\n")
    checked = check_policy(folder)
    assert checked.policy is not None
    assert checked.policy.about_me.name == ""
    assert [each.text for each in checked.warnings if each.code == Code.IGNORED_FILE] == [
        f"only {folder / 'about-me.yaml'} tells of you, and none in a folder below it; move it there, or away"
    ]


def test_a_folder_with_far_more_than_rules_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screener.policy.rule_folder.MOST_ENTRIES", 4)
    for number in range(5):
        (folder / f"deep/{number}").touch()
    assert [(error.code, error.file) for error in check_policy(folder).errors] == [("R003", str(folder))]


@pytest.mark.parametrize("name", ["pipe.yaml", "deep/zero.yaml", "about-me.yaml"])
def test_what_is_no_file_is_refused_with_a_sentence(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    if name == "deep/zero.yaml":
        (folder / name).symlink_to("/dev/zero")
    else:
        os.mkfifo(folder / name)
    with ends_soon():
        (error,) = (each for each in check_policy(folder).errors if each.file == str(folder / name))
    assert error.text.startswith("the rule file is a ")
