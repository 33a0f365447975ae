"""`screener refresh`: reads newer versions of the files it knows, and says how the queue changed."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import Annotated

import typer

from screener.cli.lazily import takes
from screener.cli.output import progress_bar, terminal_width, write_result
from screener.cli.workspace import DECIDING, Workspace


def refresh(
    at: Annotated[Workspace, takes(*DECIDING)],
    files: Annotated[
        list[str] | None, typer.Argument(help="Files to read as well, such as a newer archive.", show_default=False)
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Also read the newer archives that are found beside those that were read.")
    ] = False,
) -> None:
    """Look again at every file that was read: newer ones are read, and what those told that are gone stays. Newer
    archives beside the old ones are named, and read with --yes. Then it says how the queue changed."""
    from screener.catalogue.values import counted
    from screener.cli.triage import INCOMPLETE, keep_inputs
    from screener.cli.views import is_incomplete, say_what_was_read, screened
    from screener.screening.again import Again
    from screener.screening.renewal import newer_archives, queue_changes, renewals

    with at.deciding() as again:
        store, setting = again.store, again.setting
        with progress_bar() as progress:
            progress("looking at files", 0, 0)
            found = renewals(store)
            offered = [each for each in newer_archives(store, setting.today) if each not in (files or [])]
        _write([each.words for each in found])
        for archive in offered:
            how = "" if yes else f"; to read it: screener refresh {shlex.quote(archive)}, or --yes"
            _write([f"{archive}: a newer archive of yours{how}"])
        chosen = [*(each.file for each in found if each.is_to_read), *(files or []), *(offered if yes else [])]
        before = list(again.queue().screened)
        if not chosen:
            _write([f"Nothing newer to read; {counted(len(before), 'request')} in the queue, as before."])
            return
        keep_inputs(chosen)
        frame = screened([*dict.fromkeys(chosen)], setting, store, most_explained=0).frame
        say_what_was_read(frame)
        after = list(Again(store, setting).queue().screened)
    _write(["", *queue_changes(before, after), f"{counted(len(after), 'request')} in the queue, {len(before)} before."])
    if is_incomplete(frame):
        raise typer.Exit(INCOMPLETE)


def _write(lines: Iterable[str]) -> None:
    from screener.reports.terminal import indented

    write_result((indented(line, terminal_width(), 0) + "\n" for line in lines), None)
