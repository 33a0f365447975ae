"""The rule files that somebody means, and what a change of one looks like."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from screener.errors import InputError, UsageError
from screener.policy.yaml_reading import LARGEST_FILE


def rule_files(paths: Iterable[Path]) -> list[Path]:
    """The files as given, and the `*.yaml` of the folders. Raises UsageError for what is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.glob("*.yaml") if each.is_file() and not each.name.startswith("."))
            if not inside:
                raise UsageError(f"no *.yaml file stands in {str(path)!r}; give a folder of rules or a rule file")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"there is no file or folder {str(path)!r}; give one that exists")
    return list(dict.fromkeys(found))


def read_rule_file(path: Path) -> bytes:
    """What a rule file holds, up to one byte more than it may. Raises InputError."""
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; check its permissions") from error


def difference(name: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff; none if nothing changes."""
    return difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (now)", f"{name} (then)", lineterm="", n=2
    )
