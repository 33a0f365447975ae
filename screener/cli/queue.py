"""`screener queue`, `show`, `waiting`, `history`: what the store remembers, decided by today's rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.output import terminal_inks, terminal_width, write_drafts, write_result
from screener.cli.triage import INCOMPLETE, finish, screening_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.ledger.sqlite_store import Store
    from screener.screening.results import Screening

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
    form: options.FormatOption = options.Format.TABLE,
    today: options.Today = None,
    rules: options.Rules = None,
    templates: options.Templates = None,
    output: options.Output = None,
    engine: options.EngineOption = options.Engine.AUTO,
    store: options.Store = None,
    drafts: options.Drafts = None,
    force: options.Force = False,
    is_count: Annotated[
        bool, typer.Option("--count", help="Print how many are open and nothing else, for the prompt of a shell.")
    ] = False,
) -> None:
    """Show the open requests, in each group the one most worth attention first. The files are not needed again."""
    if is_count:
        _write([str(_number_open(store))], output)
        return
    from screener.screening.again import Again

    setting = options.setting_of(rules, templates, today, engine)
    with options.opened_store(store) as opened:
        screening = Again(opened, setting).queue()
        if drafts:
            write_drafts(screening.screened, drafts, force=force)
        finish(screening, form, output, force=force)


def show(
    which: Which,
    files: MaybeFiles = None,
    form: options.FormatOption = options.Format.TABLE,
    today: options.Today = None,
    rules: options.Rules = None,
    templates: options.Templates = None,
    engine: options.EngineOption = options.Engine.AUTO,
    store: options.Store = None,
    with_vouches: WithVouches = False,
    is_whole: Annotated[
        bool, typer.Option("--all", help="Every reason with its rows, what would change it, the whole draft.")
    ] = False,
) -> None:
    """Show one request in twelve lines: who asks, what they say, the verdict and why, what is open; with --all in
    full."""
    from screener.ledger.choosing import find_request
    from screener.screening.again import Again

    setting = options.setting_of(rules, templates, today, engine)
    with (options.made_store if files else options.opened_store)(store) as opened:
        is_incomplete = screening_of(files, setting, opened, with_changes=False).is_incomplete if files else False
        kept = find_request(opened, which)
        again = Again(opened, setting)
        screening = again.screening([again.proposal(kept)])
        if form is options.Format.TABLE:
            lines = [*request_lines(screening, is_whole=is_whole)]
            lines += words_on(opened, kept.person) if with_vouches else []
            _write(lines, None)
        else:
            finish(screening, form, None)
    if is_incomplete:
        raise typer.Exit(INCOMPLETE)


def waiting(
    form: options.ListFormat = options.ListForm.TABLE,
    today: options.Today = None,
    rules: options.Rules = None,
    store: options.Store = None,
) -> None:
    """List who owes you an answer, and since when."""
    from screener.reports.lists import as_list, owed_rows
    from screener.screening.doing import who_owes

    setting = options.setting_of(rules, None, today)
    with options.opened_store(store) as opened:
        owed = who_owes(opened, setting)
    _write(as_list(owed_rows(owed), form, terminal_width(), "Nobody owes you an answer."), None)


def history(
    who: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="One person: number, name or address.", show_default=False)
    ] = None,
    form: options.ListFormat = options.ListForm.TABLE,
    store: options.Store = None,
    most: Annotated[int, typer.Option("--most", metavar="N", help="How many lines at most.")] = 50,
) -> None:
    """Show what was done, the newest first; of one person, everything that is known."""
    from screener.ledger.choosing import known_person
    from screener.reports.lists import as_list, log_rows, person_rows

    with options.opened_store(store) as opened:
        rows = log_rows(opened, most) if who is None else person_rows(opened, known_person(opened, who))
    _write(as_list(rows, form, terminal_width(), "Nothing has been done yet."), None)


def _number_open(store: Path | None) -> int:
    """How many requests are open: counted in the store, without rules, engine or world, so that a prompt may ask."""
    with options.opened_store(store) as opened:
        row = opened.one("SELECT count(*) AS number FROM request WHERE is_open")
    return row["number"] if row else 0


def request_lines(screening: Screening, *, is_whole: bool = False) -> Iterable[str]:
    """The one request of a screening, in short or in full."""
    from screener.reports.terminal import as_one_request, as_short_request

    if is_whole:
        return as_one_request(screening.screened[0], screening, terminal_width(), terminal_inks())
    return as_short_request(screening, terminal_width(), terminal_inks())


def words_on(store: Store, person: int) -> list[str]:
    """The words of the user's own vouch for a person, as lines."""
    from screener.reports.lists import vouch_words

    return vouch_words(store, person, terminal_width())


def _write(lines: Iterable[str], output: Path | None) -> None:
    write_result((line + "\n" for line in lines), output)
