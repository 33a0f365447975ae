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
    """Make a folder of rules of your own, with an about-me.yaml to fill in, and what editors need to help with them."""
    from screener.cli.options import template_folders
    from screener.policy.writing import copy_shipped, start_own
    from screener.replies.template_folders import template_names

    templates = template_names(template_folders(None))
    try:
        written = copy_shipped(folder, templates) if copy else start_own(folder, templates)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}; choose another folder") from error
    rules = [path for path in written if path.parent == folder]
    for path in rules:
        remark(f"wrote {path}")
    helping = sorted({str(path.parent) for path in written} - {str(folder)})
    remark(f"wrote {' and '.join(helping)}, with which editors offer and explain what rules may say")
    remark(f"Edit them, then check them with: screener rules check {folder}")
