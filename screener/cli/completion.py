"""Completion: the scripts for the shells, which are Typer's, and the numbers of the open requests, each with the person
behind it.

A shell evaluates what a completion prints (zsh twice), and the names are strangers' texts: nothing but letters, digits
and a few harmless signs is ever handed over.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from screener.errors import OutputError, ScreenerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.ledger.sqlite_store import Row

SHELLS: Final = ("bash", "zsh", "fish")
_HARMLESS: Final = "LMN"  # letters, their marks, digits: categories of Unicode
_SIGNS: Final = ".,-"
_LONGEST_NAME: Final = 40
_MOST: Final = 200
_OPEN: Final = """
SELECT request.id AS number, person.name AS name FROM request JOIN person ON person.id = request.person
WHERE request.is_open AND CAST(request.id AS TEXT) LIKE ? ORDER BY request.id LIMIT ?
"""


def know_shells() -> None:
    """Let Typer answer the shells in the way that its scripts ask."""
    from typer import _completion_classes

    _completion_classes.completion_init()


def show_script(ctx: typer.Context, param: Any, shell: str) -> None:
    """Print the script for a shell, and end. Raises UsageError."""
    from typer.completion import show_callback

    _check(shell)
    show_callback(ctx, param, shell)


def install_script(ctx: typer.Context, param: Any, shell: str) -> None:
    """Write the script where a shell finds it, say where, and end. Raises UsageError, OutputError."""
    from typer.completion import install_callback

    _check(shell)
    try:
        install_callback(ctx, param, shell)
    except OSError as error:
        way_out = f"`screener --show-completion {shell}` prints it, to be put where you like"
        raise OutputError(f"{error.filename} cannot be written: {error.strerror}; {way_out}") from error


def _check(shell: str) -> None:
    if shell not in SHELLS:
        raise UsageError(
            f"{shell!r} is no shell that can be completed for; name {', '.join(SHELLS[:-1])} or {SHELLS[-1]}"
        )


def open_numbers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The open requests whose numbers begin so, each with who asks."""
    if incomplete and not incomplete.isdecimal():
        return []
    found = [(str(row["number"]), harmless(row["name"])) for row in _rows(ctx.params.get("store"), incomplete)]
    if len(found) > 1 and "bash" in os.environ.get("_SCREENER_COMPLETE", ""):
        # bash shows no help beside a value. Numbers differ, so of several it inserts no more than digits.
        return [(f"{number}  {name}".rstrip(), name) for number, name in found]
    return found


def harmless(text: str) -> str:
    """A stranger's name without anything that any shell gives a meaning to."""
    kept = (sign if unicodedata.category(sign)[0] in _HARMLESS or sign in _SIGNS else " " for sign in text)
    return " ".join("".join(kept).split())[:_LONGEST_NAME]


def _rows(store: object, incomplete: str) -> Iterator[Row]:
    """What the store answers; nothing where there is none, or it cannot be read: a completion says no errors."""
    from screener.cli.options import is_there, named_store, store_path
    from screener.ledger.sqlite_store import open_for_reading

    given = Path(store) if isinstance(store, str | os.PathLike) else named_store()
    try:
        path = store_path(given)
        if not is_there(path):
            return
        with open_for_reading(path) as opened:
            yield from opened.all(_OPEN, f"{incomplete}%", _MOST)
    except ScreenerError:
        return
