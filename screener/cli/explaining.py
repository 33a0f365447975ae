"""`screener why`, `why-not`, `what-if`: a decision explained from the store, by the rules as they are now."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.output import terminal_width, write_result
from screener.cli.queue import Which, WithVouches, words_on
from screener.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from screener.ledger.kept import KeptRequest
    from screener.ledger.sqlite_store import Store
    from screener.screening.again import Again
    from screener.screening.proposing import Setting


def why(
    which: Which,
    today: options.Today = None,
    rules: options.Rules = None,
    engine: options.EngineOption = options.Engine.AUTO,
    store: options.Store = None,
    with_vouches: WithVouches = False,
) -> None:
    """Say why a request is decided as it is: the sentence first, then the rules line by line, with their rows. Of a
    connection it says what your files show of them."""
    from screener.cli.network_commands import connection_lines
    from screener.ledger.choosing import find_request
    from screener.reports.explanations import why_lines
    from screener.screening.again import Again

    setting = options.setting_of(rules, None, today, engine)
    with options.opened_store(store) as opened:
        try:
            kept = find_request(opened, which)
        except UsageError:
            lines = connection_lines(opened, setting, which)
            if lines is None:
                raise
            _write(lines)
            return
        again = Again(opened, setting)
        inferring = again.proposing.inferring
        lines = [*why_lines(again.proposal(kept), inferring, again.sheet(kept), terminal_width())]
        _write([*lines, *(words_on(opened, kept.person) if with_vouches else [])])


def why_not(
    which: Which,
    goal: Annotated[
        str, typer.Argument(metavar="accept|decline|ask|RULE", help="The verdict or the rule that did not come about.")
    ],
    today: options.Today = None,
    rules: options.Rules = None,
    engine: options.EngineOption = options.Engine.AUTO,
    store: options.Store = None,
) -> None:
    """Say which rules came nearest to another verdict, and the smallest changes that would make it so."""
    from screener.rehearsal.why_not import goal_named
    from screener.rehearsal.why_not import why_not as found_why_not
    from screener.reports.explanations import why_not_lines

    with _request(which, options.setting_of(rules, None, today, engine), store) as (_, kept, again):
        inferring = again.proposing.inferring
        sheet = again.sheet(kept)
        found = found_why_not(sheet, inferring, goal_named(goal, inferring.policy))
        _write(why_not_lines(found, inferring, sheet, terminal_width()))


def what_if(
    which: Which,
    said: Annotated[
        list[str], typer.Argument(metavar="FACT…", help='What to suppose, as in `given`: "mutual-connections: 12".')
    ],
    today: options.Today = None,
    rules: options.Rules = None,
    engine: options.EngineOption = options.Engine.AUTO,
    store: options.Store = None,
) -> None:
    """Decide a request as if some facts were others; nothing is changed."""
    from screener.rehearsal.why_not import what_if as decided_if
    from screener.reports.explanations import what_if_lines

    with _request(which, options.setting_of(rules, None, today, engine), store) as (_, kept, again):
        proposing = again.proposing
        supposed = decided_if(said, again.sheet(kept, undecided=True), proposing.inferring, proposing.searched)
        _write(what_if_lines(supposed, terminal_width()))


@contextmanager
def _request(which: str, setting: Setting, given: Path | None) -> Iterator[tuple[Store, KeptRequest, Again]]:
    """The store, the request that is meant, and what decides it again."""
    from screener.ledger.choosing import find_request
    from screener.screening.again import Again

    with options.opened_store(given) as store:
        yield store, find_request(store, which), Again(store, setting)


def _write(lines: Iterable[str]) -> None:
    write_result((line + "\n" for line in lines), None)
