"""What may be meant in the user's reply templates, but seldom is; and which of their files there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from screener.errors import InputError, Problem
from screener.languages.registers import registers
from screener.located.findings import Findings, TooManyMistakesError
from screener.located.yaml_documents import ListNode, MapNode, Scalar
from screener.policy.loading import read_files
from screener.policy.model import Verdict
from screener.replies.codes import Code
from screener.replies.template_files import SHARED
from screener.replies.template_folders import ENDING, files_of, kind_of, languages_of, read_file
from screener.texts.template_uses import uses_of
from screener.texts.templating import TemplateFaultError

# A reply begins and ends as letters do: with a shared line, or in words of its own that use a name.
_ENDS: Final = (
    (frozenset({"greeting", "name"}), "greeting", "above the text"),
    (frozenset({"sign_off", "me"}), "sign_off", "below the text"),
)


@dataclass(frozen=True, slots=True)
class OwnFile:
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
            yield _problem(path, 1, Code.NOT_SPOKEN, f"{text}; it will be written in {there[0]}")
        elif len(there) == 1 and not spoken:
            text = f"`{name}` stands in {there[0]} alone, and will answer notes in every other language, too"
            yield _problem(path, 1, Code.NOT_SPOKEN, text)


def _without_ends(path: Path) -> Iterator[Problem]:
    try:
        template = read_file(path)
    except InputError:  # the check says so
        return
    for names, line, where in _ENDS:
        lacking = [block.line for block in template.blocks.values() if not _uses(block.text) & names]
        if lacking:
            text = f"there is no `{{{{ {line} }}}}` {where}, nor another {line.replace('_', '-')}"
            yield _problem(path, min(lacking), Code.NO_GREETING, text)


def _uses(text: str) -> frozenset[str]:
    try:
        return frozenset(use.name for use in uses_of(text))
    except TemplateFaultError:  # the check says so
        return frozenset(name for names, _, _ in _ENDS for name in names)


def _problem(path: Path, line: int, code: Code, text: str) -> Problem:
    return Problem(file=str(path), line=line, column=1, code=code.value, text=text)
