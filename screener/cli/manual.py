"""`screener help`: the help of the program, of one command, or with every command in it."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from screener.cli.lazily import whole_help
from screener.cli.output import write_result
from screener.errors import UsageError

ALL: Final = "all"


def show_help(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[all|COMMAND…]", help="`all`, or a command.", show_default=False)
    ] = None,
) -> None:
    """Show the short help, the help with every command (`all`), or that of one command."""
    root: Any = ctx.find_root()
    text = whole_help(root) if words == [ALL] else context_of(root, words or []).get_help()
    write_result([text + "\n"], None)


def context_of(root: Any, words: list[str]) -> Any:
    """The context of the command that the words name. Raises UsageError."""
    context = root
    for word in words:
        find = getattr(context.command, "get_command", None)
        command = find(context, word) if find else None
        if command is None:
            raise UsageError(f"there is no command {' '.join(words)!r}; `screener help all` names every one")
        context = type(context)(command, info_name=word, parent=context)
    return context
