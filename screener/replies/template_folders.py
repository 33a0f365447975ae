"""The folders of reply templates: what is in them, and filling one in. The user's folder comes before the shipped one,
file by file."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from screener.catalogue.subjects import SUBJECTS
from screener.errors import InputError, Problem
from screener.policy.model import Verdict
from screener.texts.templating import Record, TemplateFaultError, attribute_of, render_file

_ENDING: Final = ".j2"
BROKEN: Final = "T001"
_PLAIN: Final[Mapping[str, object]] = {"name": "Ann Okoro", "me": "Mara Lindqvist", "has_note": True}
_TOLD: Final = {
    attribute_of(subject.name): Record({name: "Northwind" for name, field in subject.fields.items() if field.sayable})
    for subject in SUBJECTS.values()
}
_SAMPLES: Final = (_PLAIN, {**_PLAIN, "name": "", "me": "", "has_note": False}, {**_PLAIN, **_TOLD})


def template_names(folders: Sequence[Path]) -> Mapping[str, frozenset[str]]:
    """The template kinds (without language) that `ask:` and `reply:` may name, by verdict."""
    return {verdict.value: frozenset(_kinds(folders, verdict)) for verdict in Verdict}


def is_there(folders: Sequence[Path], name: str) -> bool:
    """Whether there is a template such as `accept/thanks.en`."""
    return any((folder / (name + _ENDING)).is_file() for folder in folders)


def filled(folders: Sequence[Path], name: str, names: Mapping[str, object]) -> str:
    """The template such as `accept/thanks.en` filled in; an `InputError` says what is wrong with it, and where."""
    file = name + _ENDING
    for folder in folders:
        if (folder / file).is_file():
            return _filled_in(folder, file, names)
    raise InputError(f"there is no reply template {file!r} in {_listed(folders)}; write one, or name another template")


def template_problems(folders: Sequence[Path]) -> list[Problem]:
    """What is wrong with the templates in the folders: each is filled in with invented names, with and without a note
    and a fact that may be told."""
    return [problem for verdict in Verdict for path in _files(folders, verdict) for problem in _problems(path)]


def _problems(path: Path) -> Iterator[Problem]:
    folder, file = path.parent.parent, f"{path.parent.name}/{path.name}"
    for names in _SAMPLES:
        try:
            render_file(folder, file, names)
        except TemplateFaultError as fault:
            text = f"the reply template cannot be filled in: {fault}"
            yield Problem(file=str(path), line=fault.line or _line_of(fault, file), code=BROKEN, text=text)
            return


def _kinds(folders: Sequence[Path], verdict: Verdict) -> set[str]:
    return {path.name.removesuffix(_ENDING).rpartition(".")[0] for path in _files(folders, verdict)} - {""}


def _files(folders: Sequence[Path], verdict: Verdict) -> list[Path]:
    return [path for folder in folders for path in (folder / verdict.value).glob(f"*.*{_ENDING}")]


def _filled_in(folder: Path, file: str, names: Mapping[str, object]) -> str:
    try:
        text = render_file(folder, file, names)
    except TemplateFaultError as fault:
        place = f"{folder / file}:{fault.line or _line_of(fault, file)}"
        raise InputError(f"{place}: the reply template cannot be filled in: {fault}") from fault
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _line_of(fault: TemplateFaultError, file: str) -> int:
    """The template's line on which filling it in failed: Jinja2 keeps it in the traceback only."""
    frames = traceback.extract_tb(fault.__cause__.__traceback__ if fault.__cause__ else fault.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename.endswith(file)), 1)


def _listed(folders: Sequence[Path]) -> str:
    return " or ".join(str(folder) for folder in folders)
