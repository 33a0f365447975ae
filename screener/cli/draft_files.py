"""The drafts of a whole triage or queue as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from screener.cli.output import agree_to_replace, check_targets, remark, write_result
from screener.errors import OutputError
from screener.private_files import private_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.screening.results import Screened


def write_drafts(screened: Sequence[Screened], target: Path, *, force: bool = False) -> None:
    """Write all drafts into one Markdown file, or one file each into a folder. Raises UsageError,
    OutputError."""
    from screener.reports.drafts import draft_files, drafts_as_markdown

    number = sum(one.draft is not None for one in screened)
    if target.suffix.lower() == ".md":
        write_result(drafts_as_markdown(screened), target, force=force)
    else:
        texts = [(target / name, text) for name, text in draft_files(screened)]
        check_targets(target, *(file for file, _ in texts))
        if not force:
            agree_to_replace(texts)
        try:
            private_folder(target)
        except OSError as error:
            raise OutputError(f"{target} cannot be made a folder: {error.strerror}; choose another --drafts") from error
        for file, text in texts:
            write_result([text], file, force=True)
    remark(f"wrote {number} drafts to {target}; nothing was sent")
