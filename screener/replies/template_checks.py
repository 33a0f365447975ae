"""Checking reply templates before they are used: their form, what they may tell, their length and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from screener.errors import InputError, Problem
from screener.policy.findings import quoted, suggestion
from screener.policy.model import Verdict
from screener.replies.codes import Code
from screener.replies.filling import names_of
from screener.replies.registers import REGISTERS
from screener.replies.samples import faults_of, samples
from screener.replies.template_files import SHARED, TemplateFile
from screener.replies.template_folders import ENDING, fill, found_file, kind_of, read_file, shared_files, text_behind
from screener.replies.template_names import name_problems

_VERDICTS: Final = tuple(verdict.value for verdict in Verdict)


def template_problems(folders: Sequence[Path]) -> list[Problem]:
    """Everything that is wrong with the templates in the folders, the user's before the shipped, in the order of the
    files. A file of the user's that replaces a shipped one is checked in its stead."""
    problems = [problem for folder in folders for problem in _of_folder(folder, folders)]
    return sorted(dict.fromkeys(problems))


def _of_folder(folder: Path, folders: Sequence[Path]) -> Iterator[Problem]:
    written: dict[str, dict[str, Path]] = {}
    for path in _texts_in(folder):
        verdict, language = path.parent.name, path.name.split(".")[-2] if path.name.count(".") else ""
        if wrong := _misplaced(path, folder):
            yield wrong
        elif verdict == SHARED or found_file(folders, f"{verdict}/{kind_of(path)}.{language}") == path:
            yield from _of_file(path, folders)
        if not wrong and verdict != SHARED:
            written.setdefault(f"{verdict}/{kind_of(path)}", {})[language] = path
    yield from _missing_languages(written, folders)


def _texts_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob(f"*{ENDING}") if path.is_file() and not path.name.startswith("."))


def _misplaced(path: Path, folder: Path) -> Problem | None:
    """A file that is never looked at because of its place or name."""
    *places, name = path.relative_to(folder).parts
    words = name.removesuffix(ENDING).split(".")
    if len(places) != 1 or places[0] not in (*_VERDICTS, SHARED):
        text = f"templates stand in one of the folders {', '.join(f'`{each}`' for each in (*_VERDICTS, SHARED))}"
        return _problem(path, Code.PLACE, text + suggestion(places[-1] if places else "", (*_VERDICTS, SHARED)))
    form = f"LANGUAGE{ENDING}" if places[0] == SHARED else f"KIND.LANGUAGE{ENDING}"
    if len(words) != (1 if places[0] == SHARED else 2) or not all(words):
        return _problem(path, Code.PLACE, f"the name of the file is not of the form {form}, such as `thanks.en.txt`")
    if words[-1] not in REGISTERS:
        return _problem(path, Code.PLACE, f"{quoted(words[-1])} is no language{suggestion(words[-1], REGISTERS)}")
    return None


def _of_file(path: Path, folders: Sequence[Path]) -> Iterator[Problem]:
    try:
        template = read_file(path)
        lines = frozenset(line for file in shared_files(folders, template.language) for line in file.lines)
    except InputError as error:
        yield _problem(path, Code.UNREADABLE, str(error).removeprefix(f"{path}: "))
        return
    yield from template.problems
    unsure = [*name_problems(template, lines)]
    yield from unsure
    if not template.problems and not unsure and path.parent.name != SHARED:
        yield from _tried(template, folders)


def _tried(template: TemplateFile, folders: Sequence[Path]) -> Iterator[Problem]:
    """What is wrong with the texts made from a template for invented people, each fault once for each text."""
    seen: set[object] = set()
    for sample in samples(template, text_behind(folders, template)):
        block = template.block(sample.tone, sample.register)
        place = block.line if block else 1
        try:
            text = fill(folders, template, sample.tone, sample.register, names_of(sample.filling))
        except InputError as error:  # a shared line of another file, or an endless text
            yield _problem(template.path, Code.BROKEN, str(error))
            return
        if text in seen:
            continue
        seen.add(text)
        for code, words in faults_of(template, text, sample):
            if (place, code) not in seen:
                seen.add((place, code))
                wrong = f"{words} (tried for {sample.name})"
                yield Problem(file=str(template.path), line=place, column=1, code=code.value, text=wrong)


def _missing_languages(written: dict[str, dict[str, Path]], folders: Sequence[Path]) -> Iterator[Problem]:
    """The kinds that lack a language in which the folder has another."""
    every = [language for language in REGISTERS if any(language in paths for paths in written.values())]
    for name, paths in written.items():
        missing = [language for language in every if not found_file(folders, f"{name}.{language}")]
        if missing:
            text = f"`{name}` is missing in {', '.join(missing)}, which other templates here are written in"
            yield _problem(min(paths.values()), Code.LANGUAGE_MISSING, text)


def _problem(path: Path, code: Code, text: str) -> Problem:
    return Problem(file=str(path), line=1, column=1, code=code.value, text=text)
