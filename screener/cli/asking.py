"""Questions on the terminal: asked on standard error, answered on standard input."""

from __future__ import annotations

import sys
from collections.abc import Collection

import typer

from screener.cli.output import say, terminal_width
from screener.errors import UsageError
from screener.texts.folding import printable

_ROOM = 12  # cells for what is typed, and for what Typer adds to a question


def ask(question: str, default: str | None = None) -> str:
    """What the user answers, on one line; an empty answer takes the default. Raises UsageError if nobody answers."""
    shown = _fitting(f"{question} [{default}]" if default else question)
    while True:
        sys.stderr.write(f"{shown} ")
        sys.stderr.flush()
        line = sys.stdin.readline() if sys.stdin is not None else ""
        _end_line()
        if not line:
            raise UsageError(f"no answer to {question!r}; nothing was written (every answer may be an option: --help)")
        answer = " ".join(line.split()) or default
        if answer is not None:
            return answer


def prompted(question: str, default: str | None = None) -> str:
    """What the user answers; an empty answer takes the default, and where there is none, is asked again. Raises
    typer.Abort if nobody answers."""
    try:
        return str(typer.prompt(_fitting(question), default=default, show_default=False, err=True))
    finally:
        _end_line()


def agreed(question: str) -> bool:
    """Whether the user says yes. Raises UsageError if nobody answers."""
    try:
        return typer.confirm(_fitting(question), err=True)
    except typer.Abort as stop:
        raise UsageError(f"no answer to {question!r}; nothing was done (an option agrees at once: --help)") from stop
    finally:
        _end_line()


def _fitting(question: str) -> str:
    from screener.reports.terminal import wrapped

    width = terminal_width() - _ROOM
    return "\n".join(line for part in printable(question).split("\n") for line in wrapped(part, width))


def _end_line() -> None:
    """Where nobody types at a terminal, no Enter ends the line of the question."""
    if sys.stdin is None or not sys.stdin.isatty():
        sys.stderr.write("\n")


def one_of(question: str, given: str, allowed: Collection[str], default: str) -> str:
    """One of the words, of which the beginning is enough."""
    from screener.located.findings import suggestion

    answer = given or ask(f"{question} ({', '.join(allowed)})", default)
    while answer not in allowed:
        begun = [word for word in allowed if word.startswith(answer)]
        if len(begun) == 1:
            return begun[0]
        text = f"{answer!r} is none of them{suggestion(answer, allowed)}"
        if given:  # an option is not asked again
            raise UsageError(text)
        say(text, 2)
        answer = ask(question, default)
    return answer
