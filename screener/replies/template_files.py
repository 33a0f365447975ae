"""Reply templates: their folders, and each file with its front matter, tones and registers."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Final

import msgspec

from screener.errors import InputError, Problem
from screener.folders import ENDING, SHARED
from screener.languages.registers import registers
from screener.located.findings import quoted, suggestion
from screener.located.problem_codes import Code
from screener.outcomes import Tone, Verdict
from screener.texts.patterns import Expression
from screener.texts.regular_files import RefusedError, content_of
from screener.texts.templating import TemplateFaultError, render

# What is written under a verdict where the rule names nothing else.
USUAL_KIND: Final = {Verdict.ACCEPT: "thanks", Verdict.ASK: "what-links-us", Verdict.DECLINE: "polite"}
_LARGEST: Final = 20_000  # bytes; a reply has some hundred
_SPACES: Final = Expression(r"[ \t\xa0]+")
_EMPTY_LINES: Final = Expression(r"\n{3,}")


def template_names(folders: Sequence[Path]) -> Mapping[str, frozenset[str]]:
    """The template kinds (without language) that `ask:` and `reply:` may name, by verdict."""
    return {verdict.value: frozenset(kind_of(path) for path in files_of(folders, verdict.value)) for verdict in Verdict}


def files_of(folders: Sequence[Path], verdict: str) -> list[Path]:
    """The templates under a verdict, `KIND.LANGUAGE.txt`, those of the first folder first."""
    return [
        path
        for folder in folders
        for path in sorted((folder / verdict).glob(f"*.*{ENDING}"))
        if kind_of(path) and language_of_file(path) in registers()
    ]


def kind_of(path: Path) -> str:
    """The kind of reply by the name of its file."""
    return path.name.removesuffix(ENDING).rpartition(".")[0]


def language_of_file(path: Path) -> str:
    """The language by the name of the file."""
    return path.name.removesuffix(ENDING).rpartition(".")[2]


def languages_of(folders: Sequence[Path], name: str) -> tuple[str, ...]:
    """The languages in which there is a template such as `accept/thanks`."""
    return tuple(language for language in registers() if found_file(folders, f"{name}.{language}"))


def found_file(folders: Sequence[Path], name: str) -> Path | None:
    """The first file of a template such as `accept/thanks.en`."""
    return next((path for folder in folders if (path := folder / (name + ENDING)).exists()), None)


def template_of(folders: Sequence[Path], name: str) -> TemplateFile:
    """The template such as `accept/thanks.en`; an `InputError` says that there is none, or that it cannot be read."""
    path = found_file(folders, name)
    if path is None:
        listed = " or ".join(str(folder) for folder in folders)
        raise InputError(
            f"there is no reply template {name + ENDING!r} in {listed}; write one, or name another template"
        )
    return read_file(path)


def read_file(path: Path) -> TemplateFile:
    """The template in a file, read again only when the file has changed. Raises InputError."""
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size)
    except RefusedError as refused:
        raise InputError(f"{path}: the reply template {refused.reason}") from refused
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not in UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise InputError(f"{path}: the reply template cannot be read: {reason}") from error


@lru_cache(maxsize=1024)
def _read(path: Path, _changed: int, _size: int) -> TemplateFile:
    return read_template(path, content_of(path, _LARGEST).decode("utf-8"))


def shared_files(folders: Sequence[Path], language: str) -> list[TemplateFile]:
    """The files of shared lines of a language, the user's first."""
    paths = (folder / SHARED / f"{language}{ENDING}" for folder in folders)
    return [read_file(path) for path in paths if path.exists()]


def text_behind(folders: Sequence[Path], template: TemplateFile) -> str:
    """All that may stand in a reply made from a template: its own texts, and the shared lines that it names."""
    own = "\n".join(block.text for block in template.blocks.values())
    shared = (
        block.text
        for file in shared_files(folders, template.language)
        for (line, _, _), block in file.blocks.items()
        if line in own
    )
    return "\n".join([own, *shared])


def fill(
    folders: Sequence[Path], template: TemplateFile, tone: Tone, register: str, names: Mapping[str, object]
) -> str:
    """The template filled in. An `InputError` says what is wrong with it, and where."""
    block = template.block(tone, register)
    if block is None:
        raise InputError(f"{template.path}: the reply template has no text under [plain]; write one")
    lines = {
        line: _filled_in(shared, found, names)
        for shared in reversed(shared_files(folders, template.language))  # the user's lines go over the shipped ones
        for line in shared.lines
        if line in block.text and (found := shared.block(tone, register, line))
    }
    return _filled_in(template, block, {**lines, **names})


def _filled_in(template: TemplateFile, block: Block, names: Mapping[str, object]) -> str:
    try:
        text = render(block.text, names)
    except TemplateFaultError as fault:
        place = f"{template.path}:{block.line + line_of(fault) - 1}"
        raise InputError(f"{place}: the reply template cannot be filled in: {fault}") from fault
    # What an `{% if %}` left empty leaves no gaps.
    lines = (_SPACES.sub(" ", line).strip() for line in text.strip().splitlines())
    return str(_EMPTY_LINES.sub("\n\n", "\n".join(lines)))


def line_of(fault: TemplateFaultError) -> int:
    """The template's line on which filling it in failed: Jinja2 keeps it in the traceback only."""
    frames = traceback.extract_tb(fault.__cause__.__traceback__ if fault.__cause__ else fault.__traceback__)
    found = (frame.lineno or 1 for frame in reversed(frames) if frame.filename == "<template>")
    return fault.line or next(found, 1)


LONGEST_REPLY: Final = 500
LETTERS: Final = "letters"  # of the user's own accord, not answers
_FENCE: Final = "---"
_KEYS: Final = ("when", "register", "longest")
_HEADING: Final = Expression(r"\[([^\[\]]*)\]\s*")
_KEY: Final = Expression(r"[a-z]*|#.*")
_LINE_NAME: Final = Expression(r"[a-z][a-z_]*")
_TONES: Final = frozenset(tone.value for tone in Tone)


class Block(msgspec.Struct, frozen=True):
    """A text under a heading; `line` is where it begins in the file."""

    text: str
    line: int


Heading = tuple[str, Tone, str]  # the shared line's name (empty in a template), the tone, the register


class TemplateFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it is written, and what is wrong with its form."""

    path: Path
    language: str
    when: str = ""
    registers: tuple[str, ...] = ()
    longest: int = LONGEST_REPLY
    blocks: Mapping[Heading, Block] = msgspec.field(default_factory=dict)
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
        self._lines = text.removeprefix("\ufeff").splitlines()  # Windows editors write the mark
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
