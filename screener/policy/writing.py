"""The rule files that somebody means, and what a change of one looks like."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from screener.errors import UsageError
from screener.policy.documents import rule_paths
from screener.policy.yaml_reading import LARGEST_FILE
from screener.texts.regular_files import content_of


def rule_files(paths: Iterable[Path]) -> list[Path]:
    """The files as given, and the `*.yaml` of the folders. Raises UsageError for what is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = rule_paths(path)
            if not inside:
                raise UsageError(f"no *.yaml file stands in {str(path)!r}; give a folder of rules or a rule file")
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"there is no file or folder {str(path)!r}; give one that exists")
    return list(dict.fromkeys(found))


def copy_rules(folder: Path, copy: Path) -> None:
    """Copy the rule files of a folder, with the folders in it. Raises InputError."""
    for path in rule_paths(folder):
        target = copy / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(read_rule_file(path))


def read_rule_file(path: Path) -> bytes:
    """What a rule file holds. Raises InputError for what is none, or a larger one than rule files are."""
    return content_of(path, LARGEST_FILE)


def difference(name: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff; none if nothing changes."""
    return difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (now)", f"{name} (then)", lineterm="", n=2
    )
