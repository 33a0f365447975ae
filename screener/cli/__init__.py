"""The command line: reads arguments and the clock, calls, prints, exits. A command is imported when it is called, and
heavy things by the command that needs them, so that `--help` is quick."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from screener import __version__
from screener.cli.lazily import COMPLETING, Entry, LazyGroup
from screener.cli.output import complain, start_command, unwritable, write_result
from screener.errors import ScreenerError

_EVERY_DAY = "Every day"
_PEOPLE = "People"
_RULES = "Rules"
_FILES = "Files and store"
_MORE = "More"


class Commands(LazyGroup):
    """Every command of the program, in the order of the help. At most 24 are on top."""

    table = {  # noqa: RUF012  # declared as a class variable where it is inherited from
        "triage": Entry("Decide every request in the files.", "triage:triage", _EVERY_DAY),
        "refresh": Entry("Read newer versions of the files it knows.", "refresh:refresh", _EVERY_DAY),
        "queue": Entry("Show the open requests again, without the files.", "queue:queue", _EVERY_DAY),
        "review": Entry("Go through the open requests by single keys.", "review:review", _EVERY_DAY),
        "show": Entry("Show one request in full.", "queue:show", _EVERY_DAY),
        "why": Entry("Say why a request is decided as it is.", "explaining:why", _EVERY_DAY),
        "accept": Entry("Record that you accepted requests.", "deed_commands:accept", _EVERY_DAY),
        "decline": Entry("Record that you declined requests.", "deed_commands:decline", _EVERY_DAY),
        "ask": Entry("Record that you asked, and wait for the answer.", "deed_commands:ask", _EVERY_DAY),
        "answer": Entry("Note what somebody answered.", "deed_commands:answer", _EVERY_DAY),
        "reply": Entry("Print the reply to a request, to copy.", "reply:reply", _EVERY_DAY),
        "snooze": Entry("Put requests off until a day, or until newer files.", "deed_commands:snooze", _EVERY_DAY),
        "undo": Entry("Take back your last steps.", "deed_commands:undo", _EVERY_DAY),
        "why-not": Entry(
            "Say what keeps a request from another verdict.", "explaining:why_not", _EVERY_DAY, is_on_top=False
        ),
        "what-if": Entry(
            "Decide a request as if some facts were others.", "explaining:what_if", _EVERY_DAY, is_on_top=False
        ),
        "waiting": Entry("List who owes you an answer.", "queue:waiting", _EVERY_DAY, is_on_top=False),
        "nudge": Entry("Draft the one reminder.", "deed_commands:nudge", _EVERY_DAY, is_on_top=False),
        "reopen": Entry("Take back one old decision.", "deed_commands:reopen", _EVERY_DAY, is_on_top=False),
        "who": Entry("Say who somebody who asks is.", "people_commands:who", _PEOPLE),
        "vouch": Entry("Note whether you would recommend somebody, and why.", "people_commands:vouch", _PEOPLE),
        "history": Entry("Show what was done.", "queue:history", _PEOPLE),
        "audit": Entry("Say what your files show of every connection.", "network_commands:audit", _PEOPLE),
        "referrals": Entry("List whom you could ask for a referral.", "network_commands:referrals", _PEOPLE),
        "recommend": Entry(
            "Say whether you can recommend somebody, and why.", "network_commands:recommend", _PEOPLE, is_on_top=False
        ),
        "vouches": Entry("List whom you would recommend or not.", "people_commands:vouches", _PEOPLE, is_on_top=False),
        "expect": Entry("Note that you told somebody to ask.", "people_commands:expect", _PEOPLE, is_on_top=False),
        "unlink": Entry("Take back who somebody is.", "people_commands:unlink", _PEOPLE, is_on_top=False),
        "rules": Entry("Write, change, check and try rules, and see what they did.", "groups:rules", _RULES),
        "templates": Entry("Check reply templates and read them through.", "groups:templates", _RULES),
        "teach": Entry(
            "Make a rule of a request that you decided otherwise.", "rule_making:teach", _RULES, is_on_top=False
        ),
        "init": Entry("Make a folder of rules of your own.", "demo:init", _RULES, is_on_top=False),
        "start": Entry("Find your files, answer a few questions, and see requests decided.", "start:start", _FILES),
        "report": Entry("Write the open requests as one HTML page.", "report:report", _FILES),
        "brief": Entry("Say in ten lines how the queue stands.", "report:brief", _FILES, is_on_top=False),
        "ledger": Entry("Take your ledger along, check it, forget somebody.", "groups:ledger", _FILES),
        "batch": Entry(
            "Triage many users, one folder each, on many cores.", "many_users:batch", _MORE, is_on_top=False
        ),
        "demo": Entry("Triage the requests of an invented person.", "demo:demo", _MORE, is_on_top=False),
        "help": Entry("Show the help, also of one command; `help all` names all.", "manual:show_help", _MORE),
        "manual": Entry("Print the manual page.", "man_page:manual", _MORE, is_on_top=False),
        "doctor": Entry(
            "Check engine, rules, store and files, and say what to do.", "doctor:doctor", _MORE, is_on_top=False
        ),
        "schema": Entry("Print the JSON Schema of a machine-readable form.", "schemas:schema", _MORE, is_on_top=False),
    }


app = typer.Typer(
    name="screener",
    cls=Commands,
    help="Triage incoming connection requests by rules you can read. Offline: it proposes, cites and drafts; it never "
    "sends, clicks, logs in or phones home. Without a command it tells how the day stands.",
    invoke_without_command=True,
    add_completion=False,  # its options name no shell
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        write_result([f"screener {__version__}\n"], None)
        raise typer.Exit


def _show_completion(ctx: typer.Context, param: Any, value: str | None) -> None:
    if value is not None:
        from screener.cli.completion import show_script

        show_script(ctx, param, value)


def _install_completion(ctx: typer.Context, param: Any, value: str | None) -> None:
    if value is not None:
        from screener.cli.completion import install_script

        install_script(ctx, param, value)


_SHELLS = "SHELL"


@app.callback()
def _of_all(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001  # its callback has shown it
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
    install_completion: Annotated[  # noqa: ARG001
        str | None,
        typer.Option(
            metavar=_SHELLS,
            help="Let that shell complete commands, requests, people, rules and templates.",
            callback=_install_completion,
            is_eager=True,
        ),
    ] = None,
    show_completion: Annotated[  # noqa: ARG001
        str | None,
        typer.Option(
            metavar=_SHELLS, help="Print what that would add to the shell.", callback=_show_completion, is_eager=True
        ),
    ] = None,
) -> None:
    if ctx.invoked_subcommand is None:
        from screener.cli.report import state_of_today

        state_of_today()


def main() -> None:
    """The command `screener`, but for an interruption."""
    start_command()
    if COMPLETING in os.environ:
        from screener.cli.completion import know_shells

        know_shells()
    try:
        app(prog_name="screener")
    except ScreenerError as error:
        complain(f"screener: {error}")
        sys.exit(error.exit_code)
    except OSError as error:
        if error.filename is not None:
            raise
        lost = unwritable(error)  # the help, which Typer writes by itself
        complain(f"screener: {lost}")
        sys.exit(lost.exit_code)
