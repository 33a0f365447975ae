"""The manual page says what the help says, of every command, and is read by `man` without a complaint."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from screener.cli.man_page import _roff
from tests.cli.running import Run
from tests.cli.test_secrecy import commands


def typeset(page: str, *command: str) -> str:
    """The page as a program shows it, which must not complain."""
    done = subprocess.run(command, input=page, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout)


def test_every_command_and_each_of_its_options_is_in_it(run: Run) -> None:
    page = run("manual").out
    for name, command in commands():
        start = page.index(f'.SS "{_roff("screener " + name)} ')
        section = page[start : page.find(".SS", start + 1)]
        for parameter in (each for each in command.params if not getattr(each, "hidden", False)):
            for option in (each for each in parameter.opts if each.startswith("--") and each != "--help"):
                assert _roff(option) in section, (name, option)


@pytest.mark.parametrize("device", ["ascii", "utf8"])
@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff")
def test_groff_warns_of_nothing(run: Run, device: str) -> None:
    text = typeset(run("manual").out, "groff", "-man", "-ww", f"-T{device}", "-P-c")
    assert "screener - triage incoming connection requests" in text
    assert "EXIT STATUS" in text


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man")
def test_man_shows_it_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANWIDTH", "80")
    text = typeset(run("manual").out, "man", "--warnings=w", "-l", "-")
    assert "screener ask [OPTIONS]" in text
    assert "Record that you asked; the request then waits for the answer." in text


def test_it_is_the_same_in_every_run_and_plain_ascii(run: Run, tmp_path: Path) -> None:
    page = run("manual").out
    assert page.isascii()
    assert run("manual", "--output", "screener.1").code == 0
    assert (tmp_path / "screener.1").read_text() == page


def test_what_roff_gives_a_meaning_to_is_text() -> None:
    assert _roff(r".so 'a' \\fB -x") == r"\&.so \(aqa\(aq \e\efB \-x"
    assert _roff("é…") == r"\[u00E9]..."
