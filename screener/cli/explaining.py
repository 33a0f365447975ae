"""`screener why`, `why-not`, `what-if`: a decision explained from the store, by the rules as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.lazily import takes
from screener.cli.output import terminal_width, write_result
from screener.cli.queue import Which, WithVouches, words_on
from screener.cli.workspace import DECIDING, Workspace
from screener.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


def why(
    which: Which,
    at: Annotated[Workspace, takes(*DECIDING)],
    goal: Annotated[
        str,
        typer.Option(
            "--not",
            metavar="accept|decline|ask|RULE",
            help="Which verdict or rule did not come about: how near it came, and what would make it so.",
        ),
    ] = "",
    supposed: Annotated[
        list[str] | None,
        typer.Option("--if", metavar="FACT", help='Decide as if "mutual-connections: 12" were so; may be repeated.'),
    ] = None,
    with_vouches: WithVouches = False,
) -> None:
    """Say why a request is decided as it is: the sentence first, then the rules line by line, with their rows; with
    --not, why it is not decided otherwise; with --if, how it would be. Of a connection it says what your files show of
    them."""
    if goal and supposed:
        raise UsageError("--not and --if are two questions; ask one after the other")
    if goal:
        why_not(which, goal, at)
    elif supposed:
        what_if(which, supposed, at)
    else:
        _say_why(which, at, with_vouches=with_vouches)


def _say_why(which: str, at: Workspace, *, with_vouches: bool) -> None:
    from screener.cli.network_commands import connection_lines
    from screener.ledger.choosing import find_request
    from screener.reports.explanations import why_lines

    with at.deciding() as again:
        try:
            kept = find_request(again.store, which)
        except UsageError:  # no request is called so; a connection may be
            lines = connection_lines(again.store, again.setting, which)
            if lines is None:
                raise
            _write(lines)
            return
        inferring = again.proposing.inferring
        lines = [*why_lines(again.proposal(kept), inferring, again.sheet(kept), terminal_width())]
        _write([*lines, *(words_on(again.store, kept.person) if with_vouches else [])])


def why_not(
    which: Which,
    goal: Annotated[
        str, typer.Argument(metavar="accept|decline|ask|RULE", help="The verdict or the rule that did not come about.")
    ],
    at: Annotated[Workspace, takes(*DECIDING)],
) -> None:
    """Say which rules came nearest to another verdict, and the smallest changes that would make it so."""
    from screener.ledger.choosing import find_request
    from screener.rehearsal.why_not import goal_named
    from screener.rehearsal.why_not import why_not as found_why_not
    from screener.reports.explanations import why_not_lines

    with at.deciding() as again:
        kept = find_request(again.store, which)
        inferring = again.proposing.inferring
        sheet = again.sheet(kept)
        found = found_why_not(sheet, inferring, goal_named(goal, inferring.policy))
        _write(why_not_lines(found, inferring, sheet, terminal_width()))


def what_if(
    which: Which,
    said: Annotated[
        list[str], typer.Argument(metavar="FACT…", help='What to suppose, as in `given`: "mutual-connections: 12".')
    ],
    at: Annotated[Workspace, takes(*DECIDING)],
) -> None:
    """Decide a request as if some facts were others; nothing is changed."""
    from screener.ledger.choosing import find_request
    from screener.rehearsal.why_not import what_if as decided_if
    from screener.reports.explanations import what_if_lines

    with at.deciding() as again:
        kept = find_request(again.store, which)
        proposing = again.proposing
        supposed = decided_if(said, again.sheet(kept, undecided=True), proposing.inferring, proposing.searched)
        _write(what_if_lines(supposed, terminal_width()))


def _write(lines: Iterable[str]) -> None:
    write_result((line + "\n" for line in lines), None)
