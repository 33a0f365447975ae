"""`screener triage`: decide the requests in the files given, and remember them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from screener.cli import options
from screener.cli.output import (
    check_targets,
    is_standard,
    keep_input,
    progress_bar,
    remark,
    standard_input,
    terminal_inks,
    terminal_width,
    write_drafts,
    write_result,
)
from screener.errors import UsageError

if TYPE_CHECKING:
    from screener.ledger.sqlite_store import Store as OpenStore
    from screener.reports.form import Document, Triage
    from screener.screening.proposing import Setting
INCOMPLETE = 3


def triage(
    files: options.Files,
    form: options.FormatOption = options.Format.TABLE,
    today: options.Today = None,
    rules: options.Rules = None,
    templates: options.Templates = None,
    output: options.Output = None,
    engine: options.EngineOption = options.Engine.AUTO,
    verify: options.Verify = False,
    store: options.Store = None,
    no_store: options.NoStore = False,
    drafts: options.Drafts = None,
    force: options.Force = False,
    given_as: options.As = None,
) -> None:
    """Decide every request in the files, with reasons that cite your own records, and draft the replies. What was
    found is remembered: `screener queue` shows it again without the files."""
    files = files or []
    if no_store and not files:
        raise UsageError("without a store there is nothing to decide but what files hold; give the files")
    setting = options.setting_of(rules, templates, today, engine, verify=verify)
    if not no_store:
        options.store_path(store)
    keep_inputs(files)
    check_targets(output, drafts)
    with options.made_store(store, no_store=no_store) as opened:
        document = triaged(files, setting, opened, given_as=given_as, with_changes=form is options.Format.JSON)
        if drafts:
            write_drafts(document.requests, drafts, force=force)
        finish(document, form, output, force=force)


def keep_inputs(files: list[str]) -> None:
    """Nothing is written onto the files that are read."""
    for file in files:
        if file and file != "-":
            keep_input(Path(file))


def triaged(
    files: list[str],
    setting: Setting,
    store: OpenStore,
    *,
    given_as: options.GivenAs | None = None,
    with_changes: bool = True,
) -> Document:
    """Screen the files, with a progress bar, and say what was read and with which policy. The requests can be looked at
    for as long as the store is open."""
    if not all(files):
        raise UsageError("one of the files has an empty name; is a variable of your shell unset?")
    from screener.reports.screening_form import document_of
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
    document = document_of(screening, with_changes=with_changes)
    _say_what_was_read(document.frame)
    return document


def _say_what_was_read(frame: Triage) -> None:
    from screener.reports.plain_words import policy_words, problem_words, source_words
    from screener.reports.terminal import indented

    for source in frame.sources:
        remark(indented(f"read {source_words(source)}", terminal_width()))
    remark(indented(policy_words(frame), terminal_width()))
    for problem in frame.problems:
        remark(problem_words(problem))
    if frame.not_read:
        remark(indented(f"never read: {', '.join(frame.not_read)}", terminal_width()))


def finish(document: Document, form: options.Format, output: Path | None, *, force: bool = False) -> None:
    """Write the result; a file that could not be used at all makes the exit code 3."""
    is_shown = is_standard(output)
    width = terminal_width() if is_shown else sys.maxsize
    write_result(pieces(document, form, width, is_shown=is_shown), output, force=force)
    if is_incomplete(document.frame):
        raise typer.Exit(INCOMPLETE)


def is_incomplete(frame: Triage) -> bool:
    """Whether a whole file could not be used."""
    from screener.sources.limits import makes_unusable

    return any(map(makes_unusable, frame.problems))


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
            from screener.reports.json_form import as_json

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
