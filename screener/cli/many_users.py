"""`screener batch`: one folder a user, side by side on the cores of this machine or on a cluster."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from screener.cli.lazily import takes
from screener.cli.output import is_standard, progress_bar, remark
from screener.cli.workspace import Workspace
from screener.errors import InputError, UsageError


def batch(
    folders: Annotated[
        list[str],
        typer.Argument(
            help="One folder a user: in it `rules`, `templates` and `ledger.sqlite` where they have their own, beside "
            "them the files to read. - reads the names of folders from standard input, one a line.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="One line of JSON a user; what is there is gone on with."),
    ],
    at: Annotated[Workspace, takes("today")],
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, help="Processes on this machine. [default: as many as cores]"),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="Work on the Dask cluster of this scheduler (tcp://HOST:8786), whose workers must see the same "
            "folders; the results travel from them to here. The only use that this program ever makes of a network.",
        ),
    ] = None,
) -> None:
    """Triage many users, one folder each, and write a line of JSON for each, in the order given. Nothing in the folders
    is changed. A user who fails is told in their line, and the rest is done. Run again, it goes on where it stopped."""
    from screener.batch.batch_run import opened_results, run_batch
    from screener.batch.crews import cluster_crew, local_crew

    users = _users(folders)
    _check_output(output, users)
    if scheduler is not None and workers is not None:
        raise UsageError("--workers is for this machine; a cluster's workers are set where it is started")
    crew = cluster_crew(scheduler) if scheduler is not None else local_crew(workers or _cores())
    with opened_results(output) as results, progress_bar() as progress:
        # A run taken up again goes on as of its own day.
        day = results.today if at.today is None and results.today else at.day
        with crew as working:
            told = run_batch(users, results, day, working, progress)
    again = f", {told.earlier} of them by an earlier run" if told.earlier else ""
    remark(f"wrote {output}: {len(users)} user{'s' * (len(users) > 1)}{again}, {len(told.failed)} failed")
    if told.failed:
        remark(f"why they failed is in line {', '.join(map(str, told.failed[:10]))}{', …' * (len(told.failed) > 10)}")
        raise typer.Exit(InputError.exit_code)


def _users(folders: list[str]) -> list[str]:
    """The folders, each once. Raises UsageError."""
    given = [line for each in folders for line in (_listed() if each == "-" else [each])]
    users = [str(Path(each)) for each in given if each]
    if len(users) < len(given):
        raise UsageError("one of the folders has an empty name; is a variable of your shell unset?")
    seen: set[str] = set()
    for user in users:
        if user in seen:
            raise UsageError(f"{user} is given twice; each user is one folder")
        seen.add(user)
    return users


def _listed() -> list[str]:
    return [line for line in sys.stdin.read().splitlines() if line] if sys.stdin is not None else []


def _check_output(output: Path, users: list[str]) -> None:
    """Nothing is written into what is read."""
    if is_standard(output):
        raise UsageError("--output must be a file: a run that stops is taken up again from it")
    if output.is_dir():
        raise UsageError(f"{output} is a folder; name a file")
    around = set(output.resolve().parents)
    for user in users:
        if Path(user).resolve() in around:
            raise UsageError(f"{output} would be in the folder of a user ({user}); choose another file")


def _cores() -> int:
    """The cores that this process may use; a container may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
