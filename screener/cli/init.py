"""`screener init`: a folder of rules of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from screener.cli.output import remark
from screener.errors import InputError


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to make.")] = Path("rules"),
    copy: Annotated[bool, typer.Option("--copy", help="Copy all shipped rules for editing instead of adding to them.",
                                       show_default=False)] = False,
) -> None:  # fmt: skip
    """Make a folder of rules of your own, with an about-me.yaml to fill in."""
    from screener.policy.starting import copy_shipped, start_own

    try:
        written = copy_shipped(folder) if copy else start_own(folder)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}; choose another folder") from error
    for path in written:
        remark(f"wrote {path}")
    remark(f"Edit them, then check them with: screener rules check {folder}")
