"""The commands that change rule files."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Run

UNTIDY = "rules:\n- id:   one   # mine\n  flag: x\n  when: [ note: present ]\n  because: A note.\n"
TIDY = "rules:\n  - id: one   # mine\n    flag: x\n    when: [note: present]\n    because: A note.\n"


def test_format_lays_out_every_file_of_a_folder_and_says_which(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.yaml").write_text(UNTIDY, encoding="utf-8")
    (tmp_path / "mine" / "b.yaml").write_text(TIDY, encoding="utf-8")
    done = run("rules", "format", "mine")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == ["laid out mine/a.yaml", "1 of 2 files changed"]
    assert (tmp_path / "mine" / "a.yaml").read_text(encoding="utf-8") == TIDY


def test_format_check_and_diff_write_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(UNTIDY, encoding="utf-8")
    assert run("rules", "format", "a.yaml", "--check").code == 1
    done = run("rules", "format", "a.yaml", "--diff")
    assert done.code == 0
    assert "-- id:   one   # mine" in done.out
    assert "+  - id: one   # mine" in done.out
    assert file.read_text(encoding="utf-8") == UNTIDY


def test_format_leaves_a_file_that_cannot_be_read_and_does_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rules: [\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(UNTIDY, encoding="utf-8")
    done = run("rules", "format", "a.yaml", "b.yaml")
    assert done.code == 3
    assert "a.yaml:2:1: " in done.err
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "rules: [\n"
    assert (tmp_path / "b.yaml").read_text(encoding="utf-8") == TIDY


def test_format_reads_standard_input_for_editors(run: Run) -> None:
    assert run("rules", "format", "-", stdin=UNTIDY.encode()).out == TIDY


def test_the_shipped_rules_are_not_laid_out_in_place(run: Run) -> None:
    done = run("rules", "format")
    assert done.code == 2
    assert "screener init" in done.err


WRONG = """\
rules:
  - id: one
    flag: x
    when: [mutual-conections: > 3, headline: recruiter]
    because: Many.
otherwise: {decide: decline, because: Nothing.}
"""


def test_fix_mends_what_is_sure_says_what_and_leaves_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    file = tmp_path / "mine" / "rules.yaml"
    file.write_text(WRONG.replace(", headline: recruiter", ""), encoding="utf-8")
    shown = run("rules", "fix", "mine", "--diff")
    assert "-    when: [mutual-conections: > 3]" in shown.out
    assert "+    when: [mutual-connections: more than 3]" in shown.out
    assert "> 3" in file.read_text(encoding="utf-8")
    done = run("rules", "fix", "mine")
    assert done.code == 0
    assert "mine/rules.yaml:4:12: `mutual-conections` → `mutual-connections` (R014)" in done.err
    assert "mine/rules.yaml:4:32: `> 3` → `more than 3` (R006)" in done.err
    assert "2 mended in 1 file\n" in done.err
    assert "[mutual-connections: more than 3]" in file.read_text(encoding="utf-8")


def test_fix_leaves_what_may_be_meant_otherwise_to_unsafe(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "rules.yaml").write_text(WRONG, encoding="utf-8")
    done = run("rules", "fix", "mine")
    assert done.code == 1
    assert "1 more with --unsafe" in done.err
    assert "1 error left" in done.err
    assert run("rules", "fix", "mine", "--unsafe").code == 0
