"""The command line: reads arguments and the clock, calls, prints, exits. Heavy things are imported by the command
that needs them, so that `--help` is quick."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from screener import __version__
from screener.cli import (
    deeds,
    demo,
    entries,
    explaining,
    init,
    ledger,
    queue,
    reply,
    rules,
    rules_editing,
    rules_past,
    rules_showing,
    rules_writing,
    templates,
    triage,
)
from screener.cli.output import remark, write_result
from screener.errors import ScreenerError

app = typer.Typer(
    name="screener",
    help="Triage incoming connection requests by rules you can read. Offline: it proposes, cites and drafts; it never "
    "sends, clicks, logs in or phones home.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        write_result([f"screener {__version__}\n"], None)
        raise typer.Exit


@app.callback()
def _of_all(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


app.command("triage", short_help="Decide every request in the files.")(triage.triage)
app.command("queue", short_help="Show the open requests again, without the files.")(queue.queue)
app.command("show", short_help="Show one request in full.")(queue.show)
app.command("why", short_help="Say why a request is decided as it is.")(explaining.why)
app.command("why-not", short_help="Say what keeps a request from another verdict.")(explaining.why_not)
app.command("what-if", short_help="Decide a request as if some facts were others.")(explaining.what_if)
app.command("accept", short_help="Record that you accepted requests.")(deeds.accept)
app.command("decline", short_help="Record that you declined requests.")(deeds.decline)
app.command("ask", short_help="Record that you asked, and wait for the answer.")(deeds.ask)
app.command("answer", short_help="Note what somebody answered.")(deeds.answer)
app.command("reply", short_help="Print the reply to a request, to copy.")(reply.reply)
app.command("waiting", short_help="List who owes you an answer.")(queue.waiting)
app.command("nudge", short_help="Draft the one reminder.")(deeds.nudge)
app.command("undo", short_help="Take back your last steps.")(deeds.undo)
app.command("history", short_help="Show what was done.")(queue.history)
app.command("vouch", short_help="Note whether you would recommend somebody, and why.")(entries.vouch)
app.command("vouches", short_help="List whom you would recommend or not.")(entries.vouches)
app.command("expect", short_help="Note that you told somebody to ask.")(entries.expect)
app.command("demo", short_help="Triage the requests of an invented person.")(demo.demo)
app.command("init", short_help="Make a folder of rules of your own.")(init.init)
rules_writing.add_to(rules.app)
rules_showing.add_to(rules.app)
rules_editing.add_to(rules.app)
rules_past.add_to(rules.app)
app.add_typer(rules.app, name="rules")
app.add_typer(ledger.app, name="ledger")
app.add_typer(templates.app, name="templates")


def main() -> None:
    """The command `screener`."""
    try:
        app()
    except ScreenerError as error:
        remark(f"screener: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
