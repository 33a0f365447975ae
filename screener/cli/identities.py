"""`screener who` and `unlink`: who askers are among the people of your files, as you say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.output import remark, terminal_width, write_result
from screener.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.ledger.kept import KeptRequest
    from screener.ledger.sqlite_store import Store
    from screener.screening.again import Again
    from screener.screening.results import Screened

LATER = "later"
_ASKED_AT_TERMINAL = "y = yes, n = no, l = later (nothing is written)"


def who(
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="[WHICH]",
            help="The request: number, name or address. Without it, all to confirm.",
            show_default=False,
        ),
    ] = None,
    says: Annotated[
        str | None,
        typer.Argument(
            metavar="[yes|no|later|N|PERSON]",
            help="yes or no; the number of one of several; or a name of your files.",
            show_default=False,
        ),
    ] = None,
    form: options.FormatOption = options.Format.TABLE,
    today: options.Today = None,
    rules: options.Rules = None,
    templates: options.Templates = None,
    store: options.Store = None,
) -> None:
    """Say whether somebody who asks is the one of your files whom they may be: asked once, remembered for every rule,
    and taken back by `screener undo`, or `screener unlink`."""
    from screener.screening.again import Again

    setting = options.setting_of(rules, templates, today)
    with options.opened_store(store) as opened:
        again = Again(opened, setting)
        if which is None:
            _go_through(opened, again, setting_day=today, form=form)
            return
        _say(opened, again, which, says, today=today, form=form)


def unlink(
    which: Annotated[str, typer.Argument(metavar="WHICH", help="The asker: number, name or address.")],
    today: options.Today = None,
    store: options.Store = None,
) -> None:
    """Take back whatever you said of who an asker is."""
    from screener.ledger.choosing import find_request
    from screener.screening.identities import forget_links

    with options.opened_store(store) as opened:
        kept = find_request(opened, which)
        number = forget_links(opened, kept, options.day_of(today))
    name = kept.request.name
    remark(f"took back what you said of {name}" if number else f"you have said nothing of who {name} is")


def _go_through(store: Store, again: Again, *, setting_day: str | None, form: options.Format) -> None:
    """All that is to be confirmed: one by one at a terminal, else as a list."""
    from screener.cli.triage import pieces
    from screener.reports.identity_report import identity_lines
    from screener.screening.again import is_to_confirm
    from screener.screening.identities import Answer, say

    open_ones = [one for one in again.queue().screened if is_to_confirm(one)]
    if form is not options.Format.TABLE:
        write_result(pieces(again.screening(open_ones), form, terminal_width()), None)
        return
    if not open_ones:
        _print(["Nobody is to be confirmed."])
        return
    for one in open_ones:
        _print([*identity_lines(one, terminal_width()), ""])
        if not _is_terminal():
            continue
        answer = typer.prompt(_ASKED_AT_TERMINAL, default=LATER, err=True).strip().casefold()
        if answer in ("q", "quit"):
            return
        meant = Answer.read(answer)
        if meant is not None:
            said = say(store, again, _kept(store, one), meant, options.day_of(setting_day))
            remark(said)


def _say(store: Store, again: Again, which: str, says: str | None, *, today: str | None, form: options.Format) -> None:
    from screener.ledger.choosing import find_request
    from screener.reports.identity_report import identity_lines
    from screener.screening.again import Again
    from screener.screening.identities import Answer, say

    kept = find_request(store, which)
    if says is None or says.casefold() == LATER:
        _print(identity_lines(again.proposal(kept), terminal_width()))
        return
    answer = Answer.read(says) or Answer(person=says)
    remark(say(store, again, kept, answer, options.day_of(today)))
    renewed = Again(store, again.setting)
    if form is options.Format.TABLE:
        from screener.reports.terminal import as_one_request

        _print(as_one_request(renewed.proposal(kept), terminal_width()))
    else:
        from screener.cli.triage import pieces

        write_result(pieces(renewed.screening([renewed.proposal(kept)]), form, terminal_width()), None)


def _kept(store: Store, one: Screened) -> KeptRequest:
    from screener.ledger.requests import request_numbered

    kept = request_numbered(store, one.number or 0)
    if kept is None:
        raise UsageError("the request is gone; look at `screener queue`")
    return kept


def _is_terminal() -> bool:
    import sys

    return sys.stdin is not None and sys.stdin.isatty()


def _print(lines: Iterable[str]) -> None:
    write_result((line + "\n" for line in lines), None)
