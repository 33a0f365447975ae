"""Draws `picture.svg` of the README from what the program prints on the invented archive of `screener demo`.

    python .github/picture.py

Of each group of the queue only the first requests are drawn; nothing else of the output is changed.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

PICTURE: Final = Path(__file__).with_name("picture.svg")
WIDTH: Final = 80
DAY: Final = "2026-03-10"
TRIAGE: Final = "screener triage demo/Complete_LinkedInDataExport_03-09-2026 demo/requests.csv demo/contacts.vcf"
REPLY: Final = "screener reply 7"
# How many requests of a group are drawn; one otherwise.
MORE: Final = {"ACCEPT": 2}
_ANSI: Final = re.compile(r"\x1b\[[0-9;]*m")
_ENTRY: Final = re.compile(r" *\d+\. ")
_GROUP: Final = re.compile(r"[A-Z]{3}[A-Z ]+ \(\d+\)")
_FONT_OF_THE_NETWORK: Final = re.compile(r"@font-face \{.*?\}\s*", re.S)


def lines() -> list[str]:
    """The lines that are drawn, with the colours of the terminal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "screener", "demo", "--copy", "demo"], cwd=folder, stderr=subprocess.PIPE,
                       env=_surroundings(), check=True)  # fmt: skip
        triaged = [*_first_of_each_group(_on_a_terminal(TRIAGE, folder))]
        return [_prompt(TRIAGE), *triaged, "", _prompt(REPLY), *_on_a_terminal(REPLY, folder)]


def _surroundings() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SCREENER_") and key != "NO_COLOR"}
    beside = str(Path(__file__).parent.parent)
    return {**kept, "COLUMNS": str(WIDTH), "TERM": "xterm-256color", "PYTHONPATH": beside}


def _on_a_terminal(command: str, folder: Path) -> list[str]:
    """What a command prints where a terminal watches."""
    watching, written = pty.openpty()
    options = ["--today", DAY, "--rules", "demo/rules", "--store", "demo/ledger.sqlite"]
    running = subprocess.Popen([sys.executable, "-m", "screener", *command.split()[1:], *options], cwd=folder,
                               env=_surroundings(), stdout=written, stderr=subprocess.DEVNULL)  # fmt: skip
    os.close(written)
    read = bytearray()
    with suppress(OSError):  # the program has ended
        while piece := os.read(watching, 65536):
            read += piece
    os.close(watching)
    if running.wait():
        raise SystemExit(f"{command} failed with {running.returncode}")
    return read.decode("utf-8").replace("\r\n", "\n").splitlines()


def _first_of_each_group(printed: list[str]) -> Iterator[str]:
    """The output with `…` for all but the first requests of each group."""
    left, is_skipping = 99, False
    for line in printed:
        shown = plain(line)
        if _GROUP.match(shown):
            left, is_skipping = MORE.get(shown.split(" (")[0], 1), False
        elif not shown or (not line.startswith(" ") and not _ENTRY.match(shown)):
            is_skipping = False
        elif _ENTRY.match(shown):
            if not left and not is_skipping:
                yield "     …"
            is_skipping, left = not left, max(left - 1, 0)
        if not is_skipping:
            yield line


def _prompt(command: str) -> str:
    return f"\x1b[2m$\x1b[0m \x1b[1m{command}\x1b[0m"


def plain(line: str) -> str:
    """A line without its colours."""
    return _ANSI.sub("", line)


def drawn(printed: list[str]) -> str:
    """The picture, which asks nothing of the network."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    for line in printed:
        console.print(Text.from_ansi(line))
    return _FONT_OF_THE_NETWORK.sub("", console.export_svg(title="screener", unique_id="screener"))


if __name__ == "__main__":
    PICTURE.write_text(drawn(lines()), encoding="utf-8")
