"""`screener queue`, `show`, `waiting`, `history`: what the store remembers, decided by today's rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.lazily import takes
from screener.cli.output import terminal_inks, terminal_width, write_drafts, write_result
from screener.cli.triage import INCOMPLETE, finish
from screener.cli.views import is_incomplete, queue_document, request_document, triaged
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.ledger.sqlite_store import Store
    from screener.reports.form import Document

Which = Annotated[
    str,
    typer.Argument(
        help="The request: its number in the queue, a name, or a profile address.",
        show_default=False,
    ),
]
MaybeFiles = Annotated[
    list[str] | None, typer.Argument(help="Files to triage first, as `screener triage` does.", show_default=False)
]
WithVouches = Annotated[
    bool, typer.Option("--with-vouches", help="Also show the words of your own vouches.", show_default=False)
]


def queue(
    at: Annotated[Workspace, takes("form", "output", "drafts", "force", *DECIDING)],
    is_count: Annotated[
        bool, typer.Option("--count", help="Print how many are open and nothing else, for the prompt of a shell.")
    ] = False,
    is_waiting: Annotated[bool, typer.Option("--waiting", help="List who owes you an answer instead.")] = False,
) -> None:
    """Show the open requests, in each group the one most worth attention first. The files are not needed again."""
    if is_count and is_waiting:
        raise UsageError("--count counts the open requests and --waiting lists who owes an answer; leave out one")
    if is_count:
        _write([str(_number_open(at))], at.output)
        return
    if is_waiting:
        _write_waiting(at, options.list_form_of(at.form))
        return

    with at.opened() as store:
        document = queue_document(at, store, whole=at.form is options.Format.JSON)
        if at.drafts:
            write_drafts(document.requests, at.drafts, force=at.force)
        finish(document, at.form, at.output, force=at.force)


def show(
    which: Which,
    at: Annotated[Workspace, takes("form", *DECIDING)],
    files: MaybeFiles = None,
    with_vouches: WithVouches = False,
    is_whole: Annotated[
        bool, typer.Option("--all", help="Every reason with its rows, what would change it, the whole draft.")
    ] = False,
) -> None:
    """Show one request in twelve lines: who asks, what they say, the verdict and why, what is open; with --all in
    full."""
    with at.made() if files else at.opened() as opened:
        lacks_file = is_incomplete(triaged(files, at, opened).frame) if files else False
        document = request_document(at, opened, which)
        if at.form is options.Format.TABLE:
            lines = [*request_lines(document, is_whole=is_whole)]
            lines += _words_on(opened, which) if with_vouches else []
            _write(lines, None)
        else:
            finish(document, at.form, None)
    if lacks_file:
        raise typer.Exit(INCOMPLETE)


def waiting(
    at: Annotated[Workspace, takes("list_form", *DECIDING)],
) -> None:
    """List who owes you an answer, and since when."""
    _write_waiting(at, at.list_form)


def history(
    at: Annotated[Workspace, takes("list_form", "today", "store")],
    who: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="One person: number, name or address.", show_default=False)
    ] = None,
    most: Annotated[int, typer.Option("--most", metavar="N", help="How many lines at most.")] = 50,
) -> None:
    """Show what was done, the newest first; of one person, everything that is known; with --today until that day."""
    from screener.ledger.choosing import known_person
    from screener.reports.lists import as_list, log_rows, person_rows

    until = at.day if at.today else date.max
    with at.opened() as opened:
        rows = log_rows(opened, most, until) if who is None else person_rows(opened, known_person(opened, who), until)
    _write(as_list(rows, at.list_form, terminal_width(), "Nothing has been done yet."), None)


def _write_waiting(at: Workspace, form: options.ListForm) -> None:
    from screener.reports.lists import as_list, owed_rows
    from screener.screening.doing import who_owes

    with at.opened() as opened:
        owed = who_owes(opened, at.setting(opened))
    _write(as_list(owed_rows(owed), form, terminal_width(), "Nobody owes you an answer."), at.output)


def _words_on(store: Store, which: str) -> list[str]:
    from screener.ledger.choosing import find_request

    return words_on(store, find_request(store, which).person)


def _number_open(at: Workspace) -> int:
    """How many requests are open: counted in the store, without rules, engine or world, so that a prompt may ask."""
    with at.opened() as opened:
        row = opened.one("SELECT count(*) AS number FROM request WHERE is_open")
    return row["number"] if row else 0


def request_lines(document: Document, *, is_whole: bool = False) -> Iterable[str]:
    """The one request of a document, in short or in full."""
    from screener.reports.terminal import as_one_request, as_short_request

    request = next(iter(document.requests))
    if is_whole:
        return as_one_request(request, terminal_width(), terminal_inks())
    return as_short_request(request, document.frame.today, terminal_width(), terminal_inks())


def words_on(store: Store, person: int) -> list[str]:
    """The words of the user's own vouch for a person, as lines."""
    from screener.reports.lists import vouch_words

    return vouch_words(store, person, terminal_width())


def _write(lines: Iterable[str], output: Path | None) -> None:
    write_result((line + "\n" for line in lines), output)
