"""The README's lines install a program that decides: on each Python, with a bad wheel cached, without a compiler."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from screener.inference.durable_engine import VERSION
from tests.readme import README, block_after

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform == "win32", reason="the lines are for a POSIX shell")]

NOT_COPIED = shutil.ignore_patterns(".venv", ".git", "*_cache", ".hypothesis", "__pycache__")
DEMO = ("demo", "--format", "json")


def python_of(release: str) -> Path:
    """The folder of a Python of this release on this machine."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{release}.*/bin")
    for folder in (Path(sys.executable).resolve().parent, *pyenv, *map(Path, os.get_exec_path())):
        asked = [folder / "python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        if asked[0].exists() and subprocess.run(asked, capture_output=True, text=True).stdout.strip() == release:
            return folder
    pytest.skip(f"there is no Python {release} here")


def checkout(folder: Path) -> Path:
    return Path(shutil.copytree(README.parent, folder / "checkout", ignore=NOT_COPIED))


def ran(words: list[str], folder: Path, surroundings: Mapping[str, str]) -> str:
    done = subprocess.run(
        words,
        cwd=folder,
        env=dict(surroundings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def engine_of(folder: Path, *more: str) -> str:
    """What decided in the demo of the program installed in a folder."""
    words = [str(folder / ".venv" / "bin" / "screener"), *DEMO, *more]
    done = subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, text=True, timeout=100, check=True)
    return str(json.loads(done.stdout)["engine"])


@pytest.mark.parametrize("release", ["3.11", "3.12", "3.13"])
def test_the_main_job_runs_with_a_wheel_that_was_cached_as_it_comes(release: str, tmp_path: Path) -> None:
    python = python_of(release)
    given = {**os.environ, "PATH": f"{python}:{os.environ['PATH']}", "PIP_CACHE_DIR": str(tmp_path / "cache")}
    given.pop("CPPFLAGS", None)
    given.pop("PYTHONPATH", None)
    wheel = [str(python / "python3"), "-m", "pip", "wheel", "--no-deps", "-w", "wheels", f"durable-rules=={VERSION}"]
    ran(wheel, tmp_path, given)
    folder = checkout(tmp_path)
    told = ran(["sh", "-c", block_after("<!-- set-up-and-run -->\n```sh\n")], folder, given)
    assert f"Using cached durable_rules-{VERSION}-cp{release.replace('.', '')}" in told
    assert "cannot be loaded" not in told
    plain = [".venv/bin/python", "-c", "import durable_rules_engine"]
    is_bad = subprocess.run(plain, cwd=folder, capture_output=True, timeout=60).returncode != 0
    assert is_bad == (release == "3.13")
    assert engine_of(folder, "--engine", "durable") == f"durable-rules {VERSION}"


@pytest.mark.parametrize("release", ["3.11", "3.12", "3.13"])
def test_without_a_compiler_one_line_installs_the_rest_and_something_decides(release: str, tmp_path: Path) -> None:
    bare = tmp_path / "bin"
    bare.mkdir()
    (bare / "python3").symlink_to(python_of(release) / "python3")
    given = {**os.environ, "PATH": str(bare), "PIP_NO_CACHE_DIR": "1"}
    given.pop("PYTHONPATH", None)
    folder = checkout(tmp_path)
    shell = str(shutil.which("sh"))
    plain = subprocess.run(
        [shell, "-c", block_after("<!-- set-up-and-run -->\n```sh\n")],
        cwd=folder, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=500,
    )  # fmt: skip
    assert plain.returncode != 0 and "durable" in plain.stdout
    shutil.rmtree(folder / ".venv")
    told = ran([shell, "-c", block_after("<!-- set-up-without-a-compiler -->\n```sh\n")], folder, given)
    assert told.count("durable-rules cannot be loaded here (No module named 'durable_rules_engine')") == 1
    assert engine_of(folder) == "compiled policy"
