"""The folders of reply templates: what is in them, and filling one in. The user's folder comes before the shipped one,
file by file, and line by line for the shared lines."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import regex

from screener.errors import InputError
from screener.languages.registers import Tone, registers
from screener.policy.model import Verdict
from screener.replies.template_files import SHARED, Block, TemplateFile, read_template
from screener.texts.regular_files import RefusedError, content_of
from screener.texts.templating import TemplateFaultError, render

ENDING: Final = ".txt"
_LARGEST: Final = 20_000
_SPACES: Final = regex.compile(r"[ \t\xa0]+")
_EMPTY_LINES: Final = regex.compile(r"\n{3,}")


def template_names(folders: Sequence[Path]) -> Mapping[str, frozenset[str]]:
    """The template kinds (without language) that `ask:` and `reply:` may name, by verdict."""
    return {verdict.value: frozenset(kind_of(path) for path in files_of(folders, verdict.value)) for verdict in Verdict}


def holds_templates(folder: Path) -> bool:
    """Whether a folder is one of reply templates, and not of something else that is called so."""
    return any(next((folder / part).glob(f"*{ENDING}"), None) for part in (*Verdict, SHARED))


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
        for shared in reversed(shared_files(folders, template.language))
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
    lines = (_SPACES.sub(" ", line).strip() for line in text.strip().splitlines())
    return str(_EMPTY_LINES.sub("\n\n", "\n".join(lines)))


def line_of(fault: TemplateFaultError) -> int:
    """The template's line on which filling it in failed: Jinja2 keeps it in the traceback only."""
    frames = traceback.extract_tb(fault.__cause__.__traceback__ if fault.__cause__ else fault.__traceback__)
    found = (frame.lineno or 1 for frame in reversed(frames) if frame.filename == "<template>")
    return fault.line or next(found, 1)
