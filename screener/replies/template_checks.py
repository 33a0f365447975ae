"""What is wrong in templates, and what of them may not be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from screener.errors import InputError, Problem
from screener.folders import ENDING, SHARED
from screener.languages.registers import registers
from screener.located.findings import Findings, TooManyMistakesError, quoted, suggestion
from screener.located.problem_codes import Code
from screener.located.yaml_documents import ListNode, MapNode, Scalar
from screener.outcomes import Verdict
from screener.policy.loading import read_files
from screener.replies.filling import names_of
from screener.replies.letters import LETTER_NAMES
from screener.replies.name_checks import name_problems
from screener.replies.previews import faults_of, samples
from screener.replies.template_files import (
    LETTERS,
    TemplateFile,
    files_of,
    fill,
    found_file,
    kind_of,
    language_of_file,
    languages_of,
    read_file,
    shared_files,
    text_behind,
)
from screener.texts.templating import TemplateFaultError, uses_of

# A reply begins and ends as letters do: with a shared line, or in words of its own that use a name.
_ENDS: Final = (
    (frozenset({"greeting", "name"}), "greeting", "above the text"),
    (frozenset({"sign_off", "me"}), "sign_off", "below the text"),
)


class OwnFile(msgspec.Struct, frozen=True):
    """A file of templates or shared lines of the user's, and whether it goes before a shipped one."""

    path: Path
    replaces: bool


def own_files(folders: Sequence[Path]) -> list[OwnFile]:
    """The files in the first folder that are used, in the order of their places."""
    own, *others = folders
    templates = [path for verdict in Verdict for path in files_of([own], verdict.value)]
    lines = [path for language in registers() if (path := own / SHARED / f"{language}{ENDING}").is_file()]
    found = sorted((*templates, *lines))
    return [OwnFile(path, any((other / path.relative_to(own)).is_file() for other in others)) for path in found]


def template_warnings(folders: Sequence[Path], spoken: Sequence[str]) -> list[Problem]:
    """What is doubtful in the templates of the first folder; `spoken` are the user's languages, none if they have not
    said which."""
    paths = [path for verdict in Verdict for path in files_of(folders[:1], verdict.value)]
    return sorted([*_missing(paths, folders, spoken), *(each for path in paths for each in _without_ends(path))])


def spoken_languages(policy: Path | None) -> tuple[str, ...]:
    """The languages that the about-me.yaml of a policy names; none if it names none, or cannot be read."""
    with suppress(TooManyMistakesError):
        about_me = read_files(policy, Findings()).about_me if policy else None
        me = about_me.get("me") if isinstance(about_me, MapNode) else None
        languages = me.get("languages") if isinstance(me, MapNode) else None
        if isinstance(languages, ListNode):
            return tuple(each.text for each in languages.items if isinstance(each, Scalar) and each.text in registers())
    return ()


def _missing(paths: Iterable[Path], folders: Sequence[Path], spoken: Sequence[str]) -> Iterator[Problem]:
    """The kinds that lack a language of the user's; where these are not known, those in one language alone."""
    for name, path in {f"{path.parent.name}/{kind_of(path)}": path for path in paths}.items():
        there = languages_of(folders, name)
        lacking = [language for language in spoken if language not in there]
        if lacking:
            text = f"`{name}` is missing in {', '.join(lacking)}, which you speak (`me: languages:` of about-me.yaml)"
            yield _warning(path, 1, Code.NOT_SPOKEN, f"{text}; it will be written in {there[0]}")
        elif len(there) == 1 and not spoken:
            text = f"`{name}` stands in {there[0]} alone, and will answer notes in every other language, too"
            yield _warning(path, 1, Code.NOT_SPOKEN, text)


def _without_ends(path: Path) -> Iterator[Problem]:
    try:
        template = read_file(path)
    except InputError:  # the check says so
        return
    for names, line, where in _ENDS:
        lacking = [block.line for block in template.blocks.values() if not _uses(block.text) & names]
        if lacking:
            text = f"there is no `{{{{ {line} }}}}` {where}, nor another {line.replace('_', '-')}"
            yield _warning(path, min(lacking), Code.NO_GREETING, text)


def _uses(text: str) -> frozenset[str]:
    try:
        return frozenset(use.name for use in uses_of(text))
    except TemplateFaultError:  # the check says so
        return frozenset(name for names, _, _ in _ENDS for name in names)


def _warning(path: Path, line: int, code: Code, text: str) -> Problem:
    return Problem(file=str(path), line=line, column=1, code=code.value, text=text)


_VERDICTS: Final = tuple(verdict.value for verdict in Verdict)
_FOLDERS: Final = (*_VERDICTS, LETTERS, SHARED)


def template_problems(folders: Sequence[Path]) -> list[Problem]:
    """Everything that is wrong with the templates in the first folder, and with those in the others that its shared
    lines change; in the order of the files."""
    return sorted(dict.fromkeys(_Checking(folders).problems()))


class _SharedLines(msgspec.Struct, frozen=True):
    """The shared lines of a language: their names, and whether the templates that use them can be tried."""

    names: frozenset[str]
    are_sound: bool


class _Checking:
    """Checks the first of several folders. The shared lines are read once for each language."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._shared: dict[str, _SharedLines] = {}

    def problems(self) -> Iterator[Problem]:
        own, *others = self._folders
        written: dict[str, dict[str, Path]] = {}
        for path in _texts_in(own):
            if wrong := _misplaced(path, own):
                yield wrong
                continue
            yield from self._of_file(path)
            if path.parent.name != SHARED:
                written.setdefault(f"{path.parent.name}/{kind_of(path)}", {})[language_of_file(path)] = path
        yield from _missing_languages(written, self._folders)
        for path in self._changed_by_shared_lines(own, others):
            yield from self._of_file(path)

    def _changed_by_shared_lines(self, own: Path, others: Sequence[Path]) -> Iterator[Path]:
        changed = {path.name.removesuffix(ENDING) for path in (own / SHARED).glob(f"*{ENDING}")}
        for verdict in _VERDICTS if changed else ():
            for path in files_of(others, verdict):
                if language_of_file(path) in changed and found_file(self._folders, f"{verdict}/{path.stem}") == path:
                    yield path

    def _of_file(self, path: Path) -> Iterator[Problem]:
        try:
            template = read_file(path)
            shared = self._shared_lines(template.language)
        except InputError as error:
            yield _problem(path, Code.TEMPLATE_UNREADABLE, str(error).removeprefix(f"{path}: "))
            return
        is_letter = path.parent.name == LETTERS
        more = (*shared.names, *LETTER_NAMES) if is_letter else shared.names
        found = [*template.problems, *name_problems(template, frozenset(more))]
        yield from found
        if not found and shared.are_sound and not is_letter and path.parent.name != SHARED:
            yield from _tried(template, self._folders)

    def _shared_lines(self, language: str) -> _SharedLines:
        if language not in self._shared:
            files = shared_files(self._folders, language)
            names = frozenset(line for file in files for line in file.lines)
            are_sound = not any(file.problems or [*name_problems(file, names)] for file in files)
            self._shared[language] = _SharedLines(names, are_sound)
        return self._shared[language]


def _texts_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob(f"*{ENDING}") if not path.is_dir() and not path.name.startswith("."))


def _misplaced(path: Path, folder: Path) -> Problem | None:
    """A file that is never looked at because of its place or name."""
    *places, name = path.relative_to(folder).parts
    words = name.removesuffix(ENDING).split(".")
    if len(places) != 1 or places[0] not in _FOLDERS:
        text = f"templates stand in one of the folders {', '.join(f'`{each}`' for each in _FOLDERS)}"
        return _problem(path, Code.PLACE, f"{text}{suggestion(places[-1] if places else '', _FOLDERS)}")
    form = f"LANGUAGE{ENDING}" if places[0] == SHARED else f"KIND.LANGUAGE{ENDING}"
    if len(words) != (1 if places[0] == SHARED else 2) or not all(words):
        return _problem(path, Code.PLACE, f"the name of the file is not of the form {form}, such as `thanks.en.txt`")
    if words[-1] not in registers():
        return _problem(path, Code.PLACE, f"{quoted(words[-1])} is no language{suggestion(words[-1], registers())}")
    return None


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
    every = [language for language in registers() if any(language in paths for paths in written.values())]
    for name, paths in written.items():
        missing = [language for language in every if not found_file(folders, f"{name}.{language}")]
        if missing:
            text = f"`{name}` is missing in {', '.join(missing)}, which other templates here are written in"
            yield _problem(min(paths.values()), Code.LANGUAGE_MISSING, text)


def _problem(path: Path, code: Code, text: str) -> Problem:
    return Problem(file=str(path), line=1, column=1, code=code.value, text=text)
