"""The command line: reads arguments and the clock, calls, prints, exits. A command is imported when it is called, and
heavy things by the command that needs them, so that `--help` is quick."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from screener import __version__
from screener.cli.lazily import Entry, LazyGroup
from screener.cli.output import remark, start_command, unwritable, write_result
from screener.errors import ScreenerError


class Commands(LazyGroup):
    """Every command of the program, in the order of the help."""

    table = {  # noqa: RUF012  # declared as a class variable where it is inherited from
        "triage": Entry("Decide every request in the files.", "triage:triage"),
        "batch": Entry("Triage many users, one folder each, on many cores.", "many_users:batch"),
        "queue": Entry("Show the open requests again, without the files.", "queue:queue"),
        "review": Entry("Go through the open requests by single keys.", "review:review"),
        "report": Entry("Write the open requests as one HTML page.", "report:report"),
        "brief": Entry("Say in ten lines how the queue stands.", "report:brief"),
        "show": Entry("Show one request in full.", "queue:show"),
        "why": Entry("Say why a request is decided as it is.", "explaining:why"),
        "why-not": Entry("Say what keeps a request from another verdict.", "explaining:why_not"),
        "what-if": Entry("Decide a request as if some facts were others.", "explaining:what_if"),
        "accept": Entry("Record that you accepted requests.", "deed_commands:accept"),
        "decline": Entry("Record that you declined requests.", "deed_commands:decline"),
        "ask": Entry("Record that you asked, and wait for the answer.", "deed_commands:ask"),
        "answer": Entry("Note what somebody answered.", "deed_commands:answer"),
        "reply": Entry("Print the reply to a request, to copy.", "reply:reply"),
        "who": Entry("Say who somebody who asks is.", "people_commands:who"),
        "unlink": Entry("Take back who somebody is.", "people_commands:unlink"),
        "waiting": Entry("List who owes you an answer.", "queue:waiting"),
        "nudge": Entry("Draft the one reminder.", "deed_commands:nudge"),
        "reopen": Entry("Take back one old decision.", "deed_commands:reopen"),
        "undo": Entry("Take back your last steps.", "deed_commands:undo"),
        "history": Entry("Show what was done.", "queue:history"),
        "vouch": Entry("Note whether you would recommend somebody, and why.", "people_commands:vouch"),
        "vouches": Entry("List whom you would recommend or not.", "people_commands:vouches"),
        "expect": Entry("Note that you told somebody to ask.", "people_commands:expect"),
        "audit": Entry("Say what your files show of every connection.", "network_commands:audit"),
        "referrals": Entry("List whom you could ask for a referral.", "network_commands:referrals"),
        "recommend": Entry("Say whether you can recommend somebody, and why.", "network_commands:recommend"),
        "teach": Entry("Make a rule of a request that you decided otherwise.", "rule_making:teach"),
        "ledger": Entry("Take your ledger along, check it, forget somebody.", "ledger:app"),
        "rules": Entry("Write, change, check and try rules, and see what they did.", "rules_group:app"),
        "templates": Entry("Check reply templates and read them through.", "templates:app"),
        "schema": Entry("Print the JSON Schema of a machine-readable form.", "schemas:schema"),
        "init": Entry("Make a folder of rules of your own.", "demo:init"),
        "demo": Entry("Triage the requests of an invented person.", "demo:demo"),
    }


app = typer.Typer(
    name="screener",
    cls=Commands,
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


def main() -> None:
    """The command `screener`, but for an interruption."""
    start_command()
    try:
        app()
    except ScreenerError as error:
        remark(f"screener: {error}")
        sys.exit(error.exit_code)
    except OSError as error:
        if error.filename is not None:
            raise
        lost = unwritable(error)  # the help, which Typer writes by itself
        remark(f"screener: {lost}")
        sys.exit(lost.exit_code)
