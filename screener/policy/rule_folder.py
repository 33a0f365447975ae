"""The files of a folder of rules: which of those in it hold rules, in their order, and what they hold."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from screener.errors import InputError
from screener.folders import ABOUT_ME
from screener.located.yaml_documents import LARGEST_FILE
from screener.texts.regular_files import content_of

LANGUAGES: Final = "languages"  # the folder of languages that the user adds, which hold no rules
MOST_ENTRIES: Final = 5_000  # files and folders in a folder of rules; a whole home folder is none


def rule_paths(folder: Path) -> list[Path]:
    """The `*.yaml` of a folder and of the folders in it, without hidden ones: those of a policy, in their order. Raises
    InputError for a folder that cannot be one of rules."""
    try:
        return rules_among(visible_files(folder), folder)
    except (TooManyFilesError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else "too many files and folders stand in it"
        raise InputError(f"{folder} cannot be read as a folder of rules: {reason}; give another") from error


class TooManyFilesError(Exception):
    """A folder holds far more than rules."""


def visible_files(folder: Path) -> list[Path]:
    """The files in a folder and below it, but for those that are hidden or in hidden folders; those of the folder
    itself first. Links to folders are not followed."""
    found: list[Path] = []
    looked_at = 0
    for name, folders, files in os.walk(folder, onerror=_raised):
        # In place: `os.walk` goes on into what stays.
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        looked_at += len(folders) + len(files)
        if looked_at > MOST_ENTRIES:
            raise TooManyFilesError
        found += [Path(name) / file for file in sorted(files) if not file.startswith(".")]
    return found


def _raised(error: OSError) -> None:
    raise error


def rules_among(files: Iterable[Path], folder: Path) -> list[Path]:
    """Those of a folder's files that hold rules, or tell of the user."""
    yaml = (path for path in files if path.suffix == ".yaml")
    return [
        path
        for path in yaml
        if path.relative_to(folder).parts[0] != LANGUAGES and (path.name != ABOUT_ME or path.parent == folder)
    ]


def read_rule_file(path: Path) -> bytes:
    """What a rule file holds. Raises InputError for what is none, or a larger one than rule files are."""
    return content_of(path, LARGEST_FILE)
