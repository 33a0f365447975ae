"""The drafts of a whole triage or queue as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from screener.cli.output import remark, write_result
from screener.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.screening.results import Screened


def write_drafts(screened: Sequence[Screened], target: Path) -> None:
    """Write all drafts into one Markdown file, or one file each into a folder. Raises InputError."""
    from screener.reports.drafts import draft_files, drafts_as_markdown

    number = sum(one.draft is not None for one in screened)
    if target.suffix.lower() == ".md":
        write_result(drafts_as_markdown(screened), target)
    else:
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{target} cannot be made a folder: {error.strerror}; choose another --drafts") from error
        for name, text in draft_files(screened):
            write_result([text], target / name)
    remark(f"wrote {number} drafts to {target}; nothing was sent")
