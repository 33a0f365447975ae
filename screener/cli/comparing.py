"""What a policy in a folder says when it is checked, and what it would decide otherwise than another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import structs

from screener.cli import options
from screener.cli.output import remark, terminal_width, write_result
from screener.cli.rules import lines_of
from screener.cli.workspace import Workspace
from screener.errors import PolicyError

if TYPE_CHECKING:
    from screener.ledger.sqlite_store import Store as OpenStore
    from screener.policy.model import Policy
    from screener.rehearsal.checking import Checkup
    from screener.rehearsal.decision_diff import DecisionDiff
    from screener.screening.proposing import Setting

MOST_SHOWN: Final = 20  # lines; how many more there are is said


def checked(folder: Path, at: Workspace) -> Checkup:
    """What a check of the rules in a folder finds."""
    from screener.rehearsal.checking import check_up

    return check_up(folder, at.template_names())


def show_findings(checkup: Checkup, renamed: Mapping[str, str]) -> None:
    """What was found, in the words of `rules check`; a copy is called by the name of the real folder."""
    from screener.catalogue.values import counted
    from screener.reports.problem_formats import problem_lines

    def shown(text: str) -> str:
        for copy, real in renamed.items():
            text = text.replace(copy, real)
        return text

    width = terminal_width()
    lines = [
        *problem_lines(checkup.errors, lines_of, width, warning=False),
        *problem_lines(checkup.warnings, lines_of, width, warning=True),
        *problem_lines(checkup.failed, lines_of, width, warning=False),
    ]
    write_lines(map(shown, lines))
    found = f"{counted(len(checkup.errors), 'error')}, {counted(len(checkup.warnings), 'warning')}"
    examples = counted(len(checkup.policy.examples), "example") if checkup.policy else ""
    remark(f"{found}; " + (f"{examples} of yours, {len(checkup.failed)} failed" if examples else "no example was run"))


def compare(at: Workspace, new: Policy) -> None:
    """Show what a policy decides otherwise than the one that runs, if that one can run."""
    try:
        before = at.setting()
    except PolicyError:
        remark("The rules as they were could not run, so there is nothing to compare with.")
    else:
        show_difference(before, structs.replace(before, policy=new), at)


def show_difference(before: Setting, after: Setting, at: Workspace) -> None:
    """Show what a setting decides otherwise than the one before, if there is a store."""
    if not at.has_store():
        remark("There is no store yet, so nothing to compare with; `screener triage FILES…` makes one.")
        return
    with at.opened() as opened:
        show_diff(opened, before, after)


def show_diff(store: OpenStore, before: Setting, after: Setting, most: int = MOST_SHOWN) -> None:
    """Show what two settings decide otherwise, and which files are needed to know it of all requests."""
    from screener.reports.explanations import diff_lines, resting_lines
    from screener.screening.history import files_read

    diff = difference(store, before, after)
    width = terminal_width()
    write_lines([*diff_lines(diff, width, most), *resting_lines(diff, files_read(store), width)])


def difference(store: OpenStore, before: Setting, after: Setting) -> DecisionDiff:
    """What two settings decide otherwise, over every request that the store knows."""
    from screener.evidence.note import own_words
    from screener.rehearsal.decision_diff import decision_diff
    from screener.screening.history import all_cases, bound

    engine = options.engine_of()
    old, new = (bound(store, structs.replace(setting, engine=engine)) for setting in (before, after))
    reads_notes = own_words(old.about_me) != own_words(new.about_me)  # reading every note again takes longest
    cases = (all_cases(store, setting, reads_notes=reads_notes) for setting in (before, after))
    return decision_diff(zip(*cases, strict=True), old.inferring, new.inferring)


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output."""
    write_result((line + "\n" for line in lines), None)
