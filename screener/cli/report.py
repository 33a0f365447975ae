"""`screener report` and `brief`: the queue as one HTML page, and as ten lines, which `screener` alone shows, too."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from screener.cli import options
from screener.cli.output import remark, write_result

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
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")
    ] = Path("report.html"),
    today: options.Today = None,
    rules: options.Rules = None,
    templates: options.Templates = None,
    engine: options.EngineOption = options.Engine.AUTO,
    store: options.Store = None,
    force: options.Force = False,
) -> None:
    """Write the open requests as one HTML page: pictures, every request with its proof and reply, the policy in words.
    It asks nothing of the network and is readable for you alone."""
    from screener.reports.html_report import as_html
    from screener.reports.policy_prose import policy_prose
    from screener.reports.screening_form import triage_form
    from screener.screening.again import Again

    setting = options.setting_of(rules, templates, today, engine)
    with options.opened_store(store) as opened:
        form = triage_form(Again(opened, setting).queue())
    page = as_html(form, "\n".join(policy_prose(setting.policy, _PROSE_WIDTH)))
    write_result([page], output, force=force)
    if str(output) != "-":
        remark(f"wrote {output}; open it in a browser")


def brief(
    form: Annotated[BriefForm, typer.Option("--format", "-f", help="How to write it.")] = BriefForm.TEXT,
    today: options.Today = None,
    rules: options.Rules = None,
    store: options.Store = None,
) -> None:
    """Say in ten lines how the queue stands."""
    from screener.reports.day_brief import as_brief, standing_of
    from screener.reports.screening_form import triage_form
    from screener.screening.again import Again

    setting = options.setting_of(rules, None, today)
    with options.opened_store(store) as opened:
        triage = triage_form(Again(opened, setting).queue())
        standing = standing_of(opened, setting)
    write_result([as_brief(triage, form.value, standing)], None)


def state_of_today() -> None:
    """What `screener` alone shows: the brief, or, where nothing was read yet, how to begin."""
    if options.is_there(options.store_path(options.named_store())):
        brief(store=options.named_store())
    else:
        write_result(_HOW_TO_BEGIN, None)
