"""The examples of README and handbook: each console block's commands with the output shown for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
HANDBOOK = README.parent / ".github" / "HANDBOOK.md"
SKIPPED = "..."


@dataclass(frozen=True, slots=True)
class Shown:
    """A command as a page shows it, and the lines of output under it; `...` stands for lines left out."""

    command: str
    output: tuple[str, ...]


def shown_commands() -> Iterator[Shown]:
    """Every `$ command` of the README in order, then of the handbook, which goes on where that ends."""
    for block in re.findall(r"^```console\n(.*?)^```", _pages(), re.M | re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *output = part.splitlines()
            yield Shown(command, tuple(line.rstrip() for line in output))


def block_after(start: str) -> str:
    """The text of the first fenced block that starts with this line."""
    text = _pages()
    return text[text.index(start) + len(start) :].split("```", 1)[0].lstrip("\n")


def _pages() -> str:
    return "".join(page.read_text(encoding="utf-8") for page in (README, HANDBOOK))


def appears_in(shown: tuple[str, ...], output: list[str]) -> bool:
    """Whether the lines shown stand in the output in this order, and next to each other where nothing is skipped."""
    place, may_skip = 0, False
    for line in shown:
        if line == SKIPPED:
            may_skip = True
            continue
        while may_skip and place < len(output) and output[place] != line:
            place += 1
        if place >= len(output) or output[place] != line:
            return False
        place, may_skip = place + 1, False
    return may_skip or place == len(output)
