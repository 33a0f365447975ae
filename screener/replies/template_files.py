"""One template file: front matter between `---` lines, then texts under `[headings]` that name a tone.

    ---
    when: they name a shared employer that is large
    register: Sie, du
    longest: 500
    ---
    [plain]
    {{ greeting }} …
    [plain du]
    …

A heading without a register is in the first that `register` lists; the tone `plain` stands in for one that is missing.
A file of shared lines (`shared/de.txt`) has the line's name first in each heading, and needs no front matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Final

import regex

from screener.errors import Problem
from screener.languages.registers import Tone, registers
from screener.located.findings import quoted, suggestion
from screener.replies.codes import Code

LONGEST_REPLY: Final = 500
SHARED: Final = "shared"
_FENCE: Final = "---"
_KEYS: Final = ("when", "register", "longest")
_HEADING: Final = regex.compile(r"\[([^\[\]]*)\]\s*")
_KEY: Final = regex.compile(r"[a-z]*|#.*")
_LINE_NAME: Final = regex.compile(r"[a-z][a-z_]*")
_TONES: Final = frozenset(tone.value for tone in Tone)


@dataclass(frozen=True, slots=True)
class Block:
    """A text under a heading; `line` is where it begins in the file."""

    text: str
    line: int


Heading = tuple[str, Tone, str]  # the shared line's name (empty in a template), the tone, the register


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """A file as it is written, and what is wrong with its form."""

    path: Path
    language: str
    when: str = ""
    registers: tuple[str, ...] = ()
    longest: int = LONGEST_REPLY
    blocks: Mapping[Heading, Block] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def block(self, tone: Tone, register: str, line: str = "") -> Block | None:
        """The text for this tone and register: that of the register in plain words before that of another register."""
        usual = self.registers[0]
        tries = ((tone, register), (Tone.PLAIN, register), (tone, usual), (Tone.PLAIN, usual))
        return next((found for wanted in tries if (found := self.blocks.get((line, *wanted)))), None)

    @property
    def lines(self) -> frozenset[str]:
        """The names of the lines in a file of shared lines."""
        return frozenset(line for line, _, _ in self.blocks)


def read_template(path: Path, text: str) -> TemplateFile:
    """The template in a file named `KIND.LANGUAGE.txt`, or the shared lines in `shared/LANGUAGE.txt`."""
    return _Reading(path, text).file()


class _Reading:
    """Takes the text of one file apart, line by line."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.removeprefix("\ufeff").splitlines()
        self._language = path.name.split(".")[-2] if path.name.count(".") else ""
        self._is_shared = path.parent.name == SHARED
        self._registers = registers().get(self._language, ("you",))
        self._problems: list[Problem] = []

    def file(self) -> TemplateFile:
        start, entries = self._front_matter()
        registers = self._registers_in(entries)
        blocks = dict(self._blocks(start, registers))
        if not self._problems and not any(block.text.strip() for block in blocks.values()):
            self._problem(1, 1, Code.HEADING, "there is no text in it; write one under `[plain]`")
        return TemplateFile(
            path=self._path,
            language=self._language,
            when=entries.get("when", ("", 0))[0],
            registers=registers,
            longest=self._longest_in(entries),
            blocks=blocks,
            problems=tuple(self._problems),
        )

    def _front_matter(self) -> tuple[int, dict[str, tuple[str, int]]]:
        """Where the texts begin, and the entries with their lines."""
        entries: dict[str, tuple[str, int]] = {}
        if not self._lines or self._lines[0].strip() != _FENCE:
            if not self._is_shared:
                text = "the file begins with `---`, `when: …` and `---`, so that others know when it fits"
                self._problem(1, 1, Code.FRONT_MATTER, text)
            return 0, entries
        end = next((number for number, line in enumerate(self._lines) if number and line.strip() == _FENCE), None)
        behind = self._lines_of_front_matter() if end is None else end
        for number, line in enumerate(self._lines[1:behind], start=2):
            self._entry(number, line, entries)
        self._check_when(entries)
        if end is None:
            text = f"the front matter has no end; write `---` in a line of its own below line {behind}"
            self._problem(1, 1, Code.FRONT_MATTER, text)
        return behind + (end is not None), entries

    def _lines_of_front_matter(self) -> int:
        """How many lines look like front matter, where nothing says where it ends."""
        keys = (line.partition(":")[0].strip() for line in self._lines[1:])
        return 1 + sum(1 for _ in takewhile(_KEY.fullmatch, keys))

    def _entry(self, number: int, line: str, entries: dict[str, tuple[str, int]]) -> None:
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not line.strip() or line.lstrip().startswith("#"):
            return
        if not colon or key not in _KEYS:
            text = f"unknown key {quoted(key)} in the front matter{suggestion(key, _KEYS)}"
            self._problem(number, 1, Code.FRONT_MATTER, text)
        elif key in entries or not value:
            text = (
                f"`{key}` stands there twice" if key in entries else f"`{key}` says nothing; write it, or leave it out"
            )
            self._problem(number, 1, Code.FRONT_MATTER, text)
        else:
            entries[key] = (value, number)

    def _check_when(self, entries: dict[str, tuple[str, int]]) -> None:
        if "when" not in entries and not self._is_shared:
            self._problem(1, 1, Code.FRONT_MATTER, "`when: …` is missing: one line that says when the reply fits")

    def _registers_in(self, entries: dict[str, tuple[str, int]]) -> tuple[str, ...]:
        value, number = entries.get("register", ("", 0))
        wanted = tuple(word.strip() for word in value.split(",") if word.strip())
        for word in wanted:
            if word not in self._registers:
                text = f"{quoted(word)} is no register of this language{suggestion(word, self._registers)}"
                self._problem(number, 1, Code.FRONT_MATTER, text)
        return tuple(word for word in wanted if word in self._registers) or self._registers

    def _longest_in(self, entries: dict[str, tuple[str, int]]) -> int:
        value, number = entries.get("longest", (str(LONGEST_REPLY), 0))
        if value.isdecimal() and 0 < int(value[:6]) <= LONGEST_REPLY:
            return int(value)
        text = f"`longest` is a number of characters up to {LONGEST_REPLY}, not {quoted(value)}"
        self._problem(number, 1, Code.FRONT_MATTER, text)
        return LONGEST_REPLY

    def _blocks(self, start: int, registers: tuple[str, ...]) -> Iterator[tuple[Heading, Block]]:
        seen: set[Heading] = set()
        heading: Heading | None = None if self._is_shared else ("", Tone.PLAIN, registers[0])
        first, texts = start, list[str]()
        for number in range(start, len(self._lines) + 1):
            line = self._lines[number] if number < len(self._lines) else None
            found = _HEADING.fullmatch(line) if line is not None else None
            if line is not None and not found:
                texts.append(line)
                continue
            if heading and any(text.strip() for text in texts):
                yield heading, Block("\n".join(texts), first + 1)
            elif heading in seen:
                self._problem(first, 1, Code.HEADING, "there is no text under this heading; write one, or take it out")
            if found:
                heading = self._heading(number + 1, found[1], registers, seen)
                first, texts = number + 1, []

    def _heading(self, number: int, written: str, registers: tuple[str, ...], seen: set[Heading]) -> Heading | None:
        name, tone, register = "", Tone.PLAIN, registers[0]
        for place, word in enumerate(written.split()):
            if self._is_shared and place == 0 and _LINE_NAME.fullmatch(word):
                name = word
            elif word in _TONES:
                tone = Tone(word)
            elif word in registers:
                register = word
            else:
                known = suggestion(word, (*_TONES, *registers))
                self._problem(number, 1, Code.HEADING, f"{quoted(word)} is neither a tone nor a register here{known}")
                return None
        heading = (name, tone, register)
        if heading in seen:
            self._problem(number, 1, Code.HEADING, f"the heading [{' '.join(written.split())}] stands there twice")
            return None
        seen.add(heading)
        return heading

    def _problem(self, line: int, column: int, code: Code, text: str) -> None:
        self._problems.append(Problem(file=str(self._path), line=line, column=column, code=code.value, text=text))
