"""Completion: the scripts for the shells, which are Typer's, and what the words of a command may be: open requests with
the person behind each number, people, rules, reply templates.

A shell evaluates what a completion prints (zsh twice), and the names are strangers' texts: nothing but letters, digits
and a few harmless signs is ever handed over.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from screener.cli.lazily import COMPLETING, LazyGroup
from screener.errors import OutputError, ScreenerError, UsageError
from screener.folders import choose_policy_folder
from screener.shipped import shipped_folder
from screener.texts.patterns import plain_re

if TYPE_CHECKING:
    from screener.ledger.sqlite_store import Row

SHELLS: Final = ("bash", "zsh", "fish")
_HARMLESS: Final = "LMN"  # letters, their marks, digits: categories of Unicode
_SIGNS: Final = ".,-"
_LONGEST_NAME: Final = 40  # beside it stands the number that is completed
_MOST: Final = 200  # more than anybody looks through
_LEDGER: Final = "SELECT name FROM person"
# The first of the names that somebody of the files bears is the one to call them by.
_ANYBODY: Final = """
SELECT name FROM person WHERE name LIKE ? UNION SELECT json_extract(names, '$[0]') FROM called WHERE names LIKE ?
"""
_VERDICTS: Final = ("accept", "decline", "ask-for-context")
_TEMPLATE: Final = plain_re(r"[\w-]+/[\w-]+")
_RULE_ID: Final = plain_re(r"(?m)^\s*-\s*\{?\s*id:\s*([a-z0-9-]+)")
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


def teach(command: Any) -> None:
    """Let the words of a command, and of those in it, be completed by what they stand for."""
    for parameter in command.params:
        if words := _WORDS.get(parameter.name):
            parameter.shell_complete = partial(_completed, words)
    if not isinstance(command, LazyGroup):  # whose commands are taught when they are made
        for each in getattr(command, "commands", {}).values():
            teach(each)


def _completed(words: Words, context: Any, incomplete: str) -> list[Any]:
    from typer import core

    item: Any = vars(core)["CompletionItem"]
    return [item(value, help=about) for value, about in islice(words(context, incomplete), _MOST)]


def open_numbers(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The open requests whose numbers begin so, each with who asks."""
    if incomplete and not incomplete.isdecimal():
        return []
    rows = _rows(context, _OPEN, f"{incomplete}%", _MOST)
    found = [(str(row["number"]), harmless(row["name"])) for row in rows]
    if len(found) > 1 and _is_bash():
        # bash shows no help beside a value. Numbers differ, so of several it inserts no more than digits.
        return [(f"{number}  {name}".rstrip(), name) for number, name in found]
    return found


def people(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Open requests by number; by name everybody of the ledger and, once a letter is typed, of the files."""
    yield from open_numbers(context, incomplete)
    begun = incomplete.casefold()
    rows = _rows(context, _LEDGER) if not begun else _rows(context, _ANYBODY, f"{incomplete}%", f'["{incomplete}%')
    for name in sorted({row["name"] for row in rows}):
        if name == harmless(name) and name.casefold().startswith(begun):
            yield (name.replace(" ", r"\ ") if _is_bash() else name), ""


def rules(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The ids of the rules that run, as their files have them: to read a policy takes longer than anybody waits."""
    given = context.params.get("rules")
    own = choose_policy_folder(Path(given) if given else None, cwd=Path.cwd(), environment=os.environ)
    shipped = shipped_folder("rules")
    for folder in dict.fromkeys((own or shipped, shipped)):
        for path in sorted(folder.glob("*.y*ml")):
            with suppress(OSError, UnicodeDecodeError):
                for found in _RULE_ID.finditer(path.read_text(encoding="utf-8")):
                    if found[1].startswith(incomplete):
                        yield found[1], path.name


def goals(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """A verdict, or a rule."""
    yield from ((verdict, "verdict") for verdict in ("accept", "decline", "ask") if verdict.startswith(incomplete))
    yield from rules(context, incomplete)


def templates(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The kinds of reply, each under its verdict."""
    own = Path(context.params.get("templates") or "templates")
    folders = [folder / verdict for folder in (own, shipped_folder("templates")) for verdict in _VERDICTS]
    names = {f"{folder.name}/{path.name.split('.')[0]}" for folder in folders for path in folder.glob("*.*.txt")}
    yield from ((name, "") for name in sorted(names) if name.startswith(incomplete) and _TEMPLATE.fullmatch(name))


def harmless(text: str) -> str:
    """A stranger's name without anything that any shell gives a meaning to."""
    kept = (sign if unicodedata.category(sign)[0] in _HARMLESS or sign in _SIGNS else " " for sign in text)
    return " ".join("".join(kept).split())[:_LONGEST_NAME]


def _is_bash() -> bool:
    return "bash" in os.environ.get(COMPLETING, "")


def _rows(context: typer.Context, query: str, *values: object) -> Iterator[Row]:
    """What the store answers; nothing where there is none, or it cannot be read: a completion says no errors."""
    from screener.cli.options import is_there, named_store, store_path
    from screener.ledger.sqlite_store import open_for_reading

    store = context.params.get("store")
    given = Path(store) if isinstance(store, str | os.PathLike) else named_store()
    try:
        path = store_path(given)
        if not is_there(path):
            return
        with open_for_reading(path) as opened:
            yield from opened.all(query, *values)
    except ScreenerError:
        return


Words = Callable[[typer.Context, str], Iterable[tuple[str, str]]]
# What a word of the command line stands for, by the name of its parameter.
_WORDS: Final[Mapping[str, Words]] = {
    "which": open_numbers,
    "person": people,
    "who": people,
    "introduced_by": people,
    "rule": rules,
    "goal": goals,
    "template": templates,
}
