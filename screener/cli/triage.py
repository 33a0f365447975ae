"""`screener triage`: decide the requests in the files given, and remember them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.lazily import takes
from screener.cli.output import (
    check_targets,
    complain,
    is_standard,
    keep_input,
    progress_bar,
    say,
    standard_input,
    terminal_inks,
    terminal_width,
    write_drafts,
    write_result,
)
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import UsageError

if TYPE_CHECKING:
    from screener.ledger.sqlite_store import Store as OpenStore
    from screener.screening.proposing import Setting
    from screener.screening.results import Screening
INCOMPLETE = 3


def triage(
    at: Annotated[
        Workspace,
        takes("form", "output", "drafts", "force", "verify", "no_store", *DECIDING),
    ],
    files: options.Files = None,
    given_as: options.As = None,
) -> None:
    """Decide every request in the files, with reasons that cite your own records, and draft the replies. What was
    found is remembered: `screener queue` shows it again without the files."""
    files = files or []
    if at.no_store and not files:
        raise UsageError("without a store there is nothing to decide but what files hold; give the files")
    setting = at.setting()
    if not at.no_store:
        options.store_path(at.store)
    keep_inputs(files)
    check_targets(at.output, at.drafts)
    with at.made() as opened:
        screening = screening_of(files, setting, opened, given_as=given_as, with_changes=at.form is options.Format.JSON)
        if at.drafts:
            write_drafts(screening.screened, at.drafts, force=at.force)
        finish(screening, at.form, at.output, force=at.force)


def keep_inputs(files: list[str]) -> None:
    """Nothing is written onto the files that are read."""
    for file in files:
        if file and file != "-":
            keep_input(Path(file))


def screening_of(
    files: list[str],
    setting: Setting,
    store: OpenStore,
    *,
    given_as: options.GivenAs | None = None,
    with_changes: bool = True,
) -> Screening:
    """Screen the files, with a progress bar, and say what was read and with which policy. The results can be looked at
    for as long as the store is open."""
    if not all(files):
        raise UsageError("one of the files has an empty name; is a variable of your shell unset?")
    from screener.reports.plain_words import policy_words, source_words
    from screener.screening.screening import screen_in

    with progress_bar() as progress:
        screening = screen_in(
            store,
            files,
            setting,
            stdin=standard_input(),
            progress=progress,
            as_requests=given_as is not None,
            with_changes=with_changes,
        )
    for source in screening.sources:
        say(f"read {source_words(source)}")
    say(policy_words(screening))
    for problem in screening.problems:
        complain(str(problem))
    if screening.not_read:
        say(f"never read: {', '.join(screening.not_read)}")
    return screening


def finish(screening: Screening, form: options.Format, output: Path | None, *, force: bool = False) -> None:
    """Write the result; a file that could not be used at all makes the exit code 3."""
    is_shown = is_standard(output)
    width = terminal_width() if is_shown else sys.maxsize
    write_result(pieces(screening, form, width, is_shown=is_shown), output, force=force)
    if screening.is_incomplete:
        raise typer.Exit(INCOMPLETE)


def show_one(which: str, screening: Screening) -> None:
    """Show the one request that `which` names. Raises UsageError if it names none or several."""
    from screener.reports.lists import find_request
    from screener.reports.terminal import as_one_request

    found = find_request(which, screening.screened)
    lines = as_one_request(found, screening, terminal_width(), terminal_inks())
    write_result((line + "\n" for line in lines), None)
    if screening.is_incomplete:
        raise typer.Exit(INCOMPLETE)


def pieces(screening: Screening, form: options.Format, width: int, *, is_shown: bool = True) -> Iterable[str]:
    """A screening in the form asked for; `is_shown`: on standard output, which may be a terminal."""
    match form:
        case options.Format.JSON:
            from screener.reports.json_form import as_json

            return as_json(screening)
        case options.Format.CSV:
            from screener.reports.lists import as_csv

            return as_csv(screening)
        case options.Format.MARKDOWN:
            from screener.reports.lists import as_markdown

            return as_markdown(screening)
        case options.Format.TABLE:
            from screener.reports.inks import PLAIN
            from screener.reports.terminal import as_table

            inks = terminal_inks() if is_shown else PLAIN
            return (line + "\n" for line in as_table(screening, width, inks))
