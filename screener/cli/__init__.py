"""The command line: reads arguments and the clock, calls, prints, exits. Heavy things are imported by the command
that needs them, so that `--help` is quick."""

from __future__ import annotations

import sys

import typer

from screener.cli import demo, init, rules, triage
from screener.cli.output import remark
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
app.command("triage")(triage.triage)
app.command("show")(triage.show)
app.command("demo")(demo.demo)
app.command("init")(init.init)
app.add_typer(rules.app, name="rules")


def main() -> None:
    """The command `screener`."""
    try:
        app()
    except ScreenerError as error:
        remark(f"screener: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Whoever read the output has seen enough; nothing more can be told them.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
