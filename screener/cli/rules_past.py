"""`screener rules diff`, `stats`, `record`: rules tried on the requests that the store knows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from screener.cli.comparing import MOST_SHOWN, show_diff, write_lines
from screener.cli.lazily import takes
from screener.cli.output import remark, terminal_width, write_result
from screener.cli.queue import Which
from screener.cli.workspace import DECIDING, Workspace


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A folder of rules, or `shipped`.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A folder of rules, or `shipped`.")],
    at: Annotated[Workspace, takes("today", "templates", "store")],
    most: Annotated[int, typer.Option("--most", metavar="N", help="How many requests to name.")] = MOST_SHOWN,
) -> None:
    """Show which known requests another policy would decide otherwise."""
    with at.opened() as opened:
        before, after = (at.within(Path(name)).setting() for name in (old, new))
        show_diff(opened, before, after, most)


def stats(
    at: Annotated[Workspace, takes("list_form", *DECIDING)],
    every: Annotated[bool, typer.Option("--all", help="Also those that never held.", show_default=False)] = False,
) -> None:
    """Show how often each rule held and decided over all known requests, and how often you decided otherwise."""
    from screener.catalogue.values import counted
    from screener.rehearsal.decision_diff import rule_counts
    from screener.reports.explanations import count_rows
    from screener.reports.lists import as_list
    from screener.screening.history import all_cases, bound

    setting = at.setting()
    with at.opened() as opened:
        counts = rule_counts(all_cases(opened, setting), bound(opened, setting).inferring, setting.today)
    shown = counts if every else [count for count in counts if count.held]
    write_lines(as_list(count_rows(shown), at.list_form, terminal_width(), "No rule has held so far."))
    if len(shown) < len(counts):
        remark(f"{counted(len(counts) - len(shown), 'rule')} never held; --all shows every rule.")


def record(
    which: Which,
    at: Annotated[Workspace, takes(*DECIDING)],
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="What the example is called.")] = "",
) -> None:
    """Print a request as an example for a rule file, with every name and word of a person replaced by invented ones."""
    from screener.ledger.choosing import find_request
    from screener.rehearsal.recording import recorded_example

    with at.deciding() as again:
        kept = find_request(again.store, which)
        inferring = again.proposing.inferring
        recorded = recorded_example(name or f"request {kept.number}", again.sheet(kept, undecided=True), inferring)
    write_result((line + "\n" for line in recorded.lines), None)
    remark("Put it under `examples:` in a rule file of yours, and give it a better name.")
    if not recorded.decides_alike:
        remark("With invented words it decides otherwise, so it is marked `todo`.")
