"""Questions on the terminal: asked on standard error, answered on standard input."""

from __future__ import annotations

import sys
from collections.abc import Collection

from screener.cli.output import remark
from screener.errors import UsageError
from screener.texts.folding import printable


def ask(question: str, default: str | None = None) -> str:
    """What the user answers, on one line; an empty answer takes the default. Raises UsageError if nobody answers."""
    shown = f"{question} [{default}] " if default else f"{question} "
    while True:
        sys.stderr.write(printable(shown))
        sys.stderr.flush()
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            raise UsageError(f"no answer to {question!r}; nothing was written (every answer may be an option: --help)")
        answer = " ".join(line.split()) or default
        if answer is not None:
            return answer


def one_of(question: str, given: str, allowed: Collection[str], default: str) -> str:
    """One of the words, of which the beginning is enough."""
    from screener.located.findings import suggestion

    answer = given or ask(f"{question} ({', '.join(allowed)})", default)
    while answer not in allowed:
        begun = [word for word in allowed if word.startswith(answer)]
        if len(begun) == 1:
            return begun[0]
        text = f"{answer!r} is none of them{suggestion(answer, allowed)}"
        if given:
            raise UsageError(text)
        remark(f"  {text}")
        answer = ask(question, default)
    return answer
