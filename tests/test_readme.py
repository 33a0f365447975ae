"""What README and handbook promise is run, and what the README draws is what the program prints."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from screener.cli import Commands
from screener.policy.loading import load_policy
from tests.cli.test_secrecy import commands
from tests.readme import HANDBOOK, README, appears_in, block_after, shown_commands

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reader")


def run(command: str, folder: Path, exported: dict[str, str]) -> list[str]:
    words = shlex.split(command)
    if words[0] == "export":
        exported.update(word.split("=", 1) for word in words[1:])
        return []
    assert words[0] == "screener"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTHONUNBUFFERED": "1"}
    surroundings.pop("SCREENER_RULES", None)
    surroundings |= exported
    done = subprocess.run(
        [sys.executable, "-m", "screener", *words[1:]],
        cwd=folder,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return [line.rstrip() for line in done.stdout.splitlines()]


def test_every_command_of_the_readme_prints_what_it_shows(folder: Path) -> None:
    commands = list(shown_commands())
    assert len(commands) >= 6
    exported: dict[str, str] = {}
    for shown in commands:
        output = run(shown.command, folder, exported)
        assert appears_in(shown.output, output), "\n".join([shown.command, *output])


def named_in_passing() -> Iterator[tuple[str, list[str]]]:
    """Every command in a line of text with the options beside it, as in `queue --waiting`."""
    for page in (README, HANDBOOK):
        text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
        for span in re.findall(r"`([^`]+)`", text):
            words = span.split()
            is_whole = words[0] == "screener"
            words = words[is_whole:]
            if words and (is_whole or words[0] in Commands.table) and not words[0].startswith("-"):
                is_in_group = words[0] in ("rules", "templates", "ledger") and len(words) > 1
                name = " ".join(words[: 1 + is_in_group]).rstrip("…")
                yield name, [word for word in words if word.startswith("--")]


def test_what_the_pages_name_in_passing_is_there() -> None:
    every, tried = dict(commands()), 0
    for name, wanted in named_in_passing():
        if name in Commands.table and name not in every:
            continue  # a group
        assert name in every, name
        options = {each for parameter in every[name].params for each in parameter.opts}
        assert options.issuperset(wanted), (name, wanted)
        tried += 1
    assert tried > 30


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) < 250


def test_the_pages_lead_only_to_what_is_there() -> None:
    for page in (README, HANDBOOK):
        for target in re.findall(r"\]\((?!http)([^)]+)\)", page.read_text(encoding="utf-8")):
            file, _, heading = target.partition("#")
            linked = page.parent / file
            assert linked.exists(), target
            headings = re.findall(r"^## (.*)$", linked.read_text(encoding="utf-8"), re.M) if heading else []
            assert not heading or heading in [each.lower().replace(" ", "-") for each in headings], target


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_the_picture_shows_what_the_program_prints() -> None:
    """`python .github/picture.py` draws it anew."""
    drawing = runpy.run_path(str(ROOT / ".github" / "picture.py"))
    now, drawn = (
        [unescape(text).replace("\xa0", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", picture)]
        for picture in (drawing["drawn"](drawing["lines"]()), drawing["PICTURE"].read_text(encoding="utf-8"))
    )
    assert now == drawn
    assert any("ASK FOR CONTEXT" in text for text in drawn)
    picture = drawing["PICTURE"].read_text(encoding="utf-8")
    assert not re.search(r"url\((?!#)|href=|<script", picture)  # it asks nothing of the network


def test_the_rule_of_the_readme_is_a_rule(tmp_path: Path) -> None:
    (tmp_path / "about-me.yaml").write_text("extends: shipped\n")
    (tmp_path / "own.yaml").write_text("rules:\n" + block_after("```yaml\n"))
    policy = load_policy(tmp_path)
    rule = next(rule for rule in policy.rules if rule.id == "overlapping-small-employer")
    assert not rule.shipped
    assert rule.conclude == "worked-together"


def test_ci_runs_the_test_command_of_the_readme_word_for_word() -> None:
    command = block_after("<!-- set-up-and-test -->\n```sh\n")
    assert command.count("\n") == 1
    assert "pytest" in command
    assert 'readme_command set-up-and-test)"' in (ROOT / ".ci" / "run").read_text()


def test_ci_runs_the_main_job_of_the_readme_word_for_word() -> None:
    command = block_after("<!-- set-up-and-run -->\n```sh\n")
    assert command.count("\n") == 1
    assert command.rstrip().endswith("screener demo")
    assert 'readme_command set-up-and-run)"' in (ROOT / ".ci" / "run").read_text()


def test_nothing_that_is_run_to_set_up_needs_flags_of_a_compiler() -> None:
    set_up = [block_after(f"<!-- set-up-{what} -->\n```sh\n") for what in ("and-run", "and-test", "without-a-compiler")]
    assert not [text for text in (*set_up, (ROOT / ".ci" / "run").read_text()) if "FLAGS" in text]


def test_what_is_installed_without_a_compiler_is_all_that_is_required_but_the_engine() -> None:
    required = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    lines = (ROOT / ".github" / "requirements-without-engine.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        line for line in required if not line.startswith("durable-rules")
    ]
