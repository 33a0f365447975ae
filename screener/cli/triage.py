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
    is_standard,
    keep_input,
    terminal_inks,
    terminal_width,
    write_drafts,
    write_result,
)
from screener.cli.views import is_incomplete, triaged
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import UsageError

if TYPE_CHECKING:
    from screener.reports.form import Document
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
        raise UsageError("--no-store remembers nothing, so there is nothing to decide without files; give some")
    if not at.no_store:
        options.store_path(at.store)
    if not all(files):
        raise UsageError("one of the files has an empty name; is a variable of your shell unset?")
    keep_inputs(files)
    at.keep_folders()
    check_targets(at.output, at.drafts)
    with at.made() as opened:
        document = triaged(files, at, opened, as_requests=given_as is not None)
        if at.drafts:
            write_drafts(document.requests, at.drafts, force=at.force)
        finish(document, at.form, at.output, force=at.force)


def keep_inputs(files: list[str]) -> None:
    """Nothing is written onto the files that are read."""
    for file in files:
        if file and file != "-":
            keep_input(Path(file))


def finish(document: Document, form: options.Format, output: Path | None, *, force: bool = False) -> None:
    """Write the result; a file that could not be used at all makes the exit code 3."""
    is_shown = is_standard(output)
    width = terminal_width() if is_shown else sys.maxsize
    write_result(pieces(document, form, width, is_shown=is_shown), output, force=force)
    if is_incomplete(document.frame):
        raise typer.Exit(INCOMPLETE)


def show_one(which: str, document: Document) -> None:
    """Show the one request that `which` names. Raises UsageError if it names none or several."""
    from screener.reports.lists import find_request
    from screener.reports.terminal import as_one_request

    lines = as_one_request(find_request(which, tuple(document.requests)), terminal_width(), terminal_inks())
    write_result((line + "\n" for line in lines), None)
    if is_incomplete(document.frame):
        raise typer.Exit(INCOMPLETE)


def pieces(document: Document, form: options.Format, width: int, *, is_shown: bool = True) -> Iterable[str]:
    """A document in the form asked for; `is_shown`: on standard output, which may be a terminal."""
    match form:
        case options.Format.JSON:
            from screener.reports.form import as_json

            return as_json(document)
        case options.Format.CSV:
            from screener.reports.lists import as_csv

            return as_csv(document)
        case options.Format.MARKDOWN:
            from screener.reports.lists import as_markdown

            return as_markdown(document)
        case options.Format.TABLE:
            from screener.reports.inks import PLAIN
            from screener.reports.terminal import as_table

            inks = terminal_inks() if is_shown else PLAIN
            return (line + "\n" for line in as_table(document, width, inks))
