"""`screener rules edit` and `watch`: what an edit would have done to the past, before it is saved."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Annotated, Final

import typer
from msgspec import structs

from screener.cli.asking import prompted
from screener.cli.comparing import checked, compare, show_difference, show_findings
from screener.cli.lazily import takes
from screener.cli.output import remark, write_changed
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import InputError, UsageError

MY_RULES: Final = "my-rules.yaml"
_SECONDS: Final = 1.0  # between two looks at the files


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A copy of one's own policy folder in which a file is being edited, and the real file with its text as it was."""

    own: Path
    folder: Path
    copy: Path
    real: Path
    before: str

    @property
    def text(self) -> str:
        """The text as it is now in the copy."""
        return self.copy.read_text(encoding="utf-8")


def edit(
    at: Annotated[Workspace, takes(*DECIDING)],
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The rule file. [default: my-rules.yaml]")
    ] = None,
) -> None:
    """Edit a rule file in your editor; on leaving it, it is checked, its examples run, and what it would have decided
    otherwise is shown. The real file is untouched until you say yes."""
    from screener.cli.editor import edited

    draft = _draft_of(at.own_rules_folder(), file)
    try:
        while True:
            edited(draft.copy)
            if draft.text == draft.before:
                remark("nothing was changed")
                shutil.rmtree(draft.folder)
                return
            answer = _looked_over(draft, at)
            if answer != "e":
                break
    except (KeyboardInterrupt, typer.Abort):  # what was typed is kept aside all the same
        answer = "n"
    _finish(draft, keep=answer == "y")


def watch(
    at: Annotated[Workspace, takes(*DECIDING)],
    rounds: Annotated[int, typer.Option("--rounds", hidden=True)] = 0,
) -> None:
    """Check the rules, run their examples and show what changes, each time a file is saved. Ctrl-C ends it."""
    folder = at.own_rules_folder()
    start = at.setting()
    remark(f"watching {folder}; Ctrl-C ends it")
    seen, done = _states(folder), 0
    while not rounds or done < rounds:
        time.sleep(_SECONDS)
        now = _states(folder)
        if now != seen:
            seen, done = now, done + 1
            checkup = checked(folder, at)
            show_findings(checkup, {})
            if checkup.policy:
                show_difference(start, structs.replace(start, policy=checkup.policy), at)


def _draft_of(folder: Path, file: str | None) -> Draft:
    """A copy of the whole folder, as rules of one file may rest on those of another."""
    from screener.policy.writing import copy_rules

    name = Path(file or MY_RULES)
    real = name if name.is_absolute() or name.exists() else folder / name  # a bare name means one of the policy
    if not real.resolve().is_relative_to(folder.resolve()) or real.suffix != ".yaml":
        raise UsageError(f"{real} is no *.yaml file of the policy in {folder}; name one of its files")
    if not real.exists() and file is not None:
        _agree_to_new(real, folder)
    before = _text_of(real)
    copy = Path(tempfile.mkdtemp(prefix="screener-rules-"))
    copy_rules(folder, copy)
    target = copy / real.resolve().relative_to(folder.resolve())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch()
    return Draft(own=folder, folder=copy, copy=target, real=real, before=before)


def _text_of(file: Path) -> str:
    from screener.policy.rule_folder import read_rule_file

    try:
        return read_rule_file(file).decode("utf-8") if file.exists() else ""
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8, in which rule files are written; save it as UTF-8 first") from error


def _agree_to_new(real: Path, folder: Path) -> None:
    """Ask whether a file that is not there is meant to be made. Raises UsageError if not."""
    from screener.located.findings import likely
    from screener.policy.rule_folder import rule_paths

    meant = likely(real.name, (path.name for path in rule_paths(folder)))
    finding = f"there is no file {real}" + (f"; did you mean {meant!r}?" if meant else "")
    try:
        answer = _asked(f"{finding[0].upper()}{finding[1:]} Make it anew (y), or stop (n)?", "yn")
    except typer.Abort:
        answer = "n"
    if answer == "n":
        raise UsageError(finding)


def _looked_over(draft: Draft, at: Workspace) -> str:
    """Show what is wrong with an edit and what it changes, and ask; y, e or n."""
    from screener.catalogue.values import counted

    checkup = checked(draft.folder, at)
    show_findings(checkup, {str(draft.folder): str(draft.own)})
    if checkup.policy is None:
        return _asked("This cannot run yet. Back to the editor (e), or stop and keep your text aside (n)?", "en")
    compare(at, checkup.policy)
    fail = "fails" if len(checkup.failed) == 1 else "fail"
    examples = f"{counted(len(checkup.failed), 'example')} {fail}. " if checkup.failed else ""
    return _asked(f"{examples}Save this edit (y), back to the editor (e), or keep your text aside (n)?", "yen")


def _asked(question: str, answers: str) -> str:
    while True:
        answer = prompted(question).strip().lower()[:1]
        if answer in answers:
            return answer


def _finish(draft: Draft, *, keep: bool) -> None:
    """Write the real file, whole; or keep the text beside it, and say where."""
    now = _text_of(draft.real)
    if keep and now == draft.before:  # else another program has written it meanwhile
        write_changed(draft.text, draft.real)
        shutil.rmtree(draft.folder)
        remark(f"wrote {draft.real}")
        return
    why = f"{draft.real} was changed by something else meanwhile" if keep else f"{draft.real} is as it was"
    aside = _free_name(draft.real)
    write_changed(draft.text, aside)
    shutil.rmtree(draft.folder)
    remark(f"{why}; your text is in {aside}")


def _free_name(real: Path) -> Path:
    endings = chain([""], (f"-{number}" for number in count(2)))
    names = (real.with_name(f"{real.name}.kept{ending}") for ending in endings)
    return next(name for name in names if not name.exists())


def _states(folder: Path) -> dict[str, tuple[int, int]]:
    from screener.policy.rule_folder import rule_paths

    states = {}
    for path in rule_paths(folder):
        with suppress(FileNotFoundError):  # an editor may be replacing it
            states[str(path)] = (path.stat().st_mtime_ns, path.stat().st_size)
    return states
