"""`screener report` and `brief`: the queue as one HTML page, and as ten lines, which `screener` alone shows, too."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from screener.cli import options
from screener.cli.lazily import takes
from screener.cli.output import remark, write_result
from screener.cli.views import queue_document
from screener.cli.workspace import DECIDING, Workspace

_PROSE_WIDTH = 100
_HOW_TO_BEGIN = (
    "Nothing was read yet. To begin:\n",
    "  screener start           finds your files and asks before it reads them\n",
    "  screener triage FILES…   reads those you name: LinkedIn archive, address book, mailbox, calendar\n",
    "  screener demo            shows it on an invented person\n",
    "  screener --help          everything else\n",
)


class BriefForm(StrEnum):
    """How the brief is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


def report(
    at: Annotated[Workspace, takes("force", *DECIDING)],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")
    ] = Path("report.html"),
) -> None:
    """Write the open requests as one HTML page: pictures, every request with its proof and reply, the policy in words.
    It asks nothing of the network and is readable for you alone."""
    from screener.reports.html_report import as_html
    from screener.reports.policy_prose import policy_prose

    policy = at.policy()
    with at.opened() as store:
        form = queue_document(at, store, whole=True).whole()
    page = as_html(form, "\n".join(policy_prose(policy, _PROSE_WIDTH)))
    write_result([page], output, force=at.force)
    if str(output) != "-":
        remark(f"wrote {output}; open it in a browser")


def brief(
    at: Annotated[Workspace, takes(*DECIDING)],
    form: Annotated[BriefForm, typer.Option("--format", "-f", help="How to write it.")] = BriefForm.TEXT,
) -> None:
    """Say in ten lines how the queue stands."""
    from screener.reports.day_brief import as_brief, standing_of

    with at.opened() as store:
        triage = queue_document(at, store).whole()
        standing = standing_of(store, at.setting(store))
    write_result([as_brief(triage, form.value, standing)], None)


def state_of_today() -> None:
    """What `screener` alone shows: the brief, or, where nothing was read yet, how to begin."""
    at = Workspace(store=options.named_store())  # without a command there are no options
    if at.has_store():
        brief(at)
    else:
        write_result(_HOW_TO_BEGIN, None)
