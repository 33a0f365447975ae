"""Regular expressions that are compiled at their first use: a run needs few of those that the program has."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

import regex


class Expression:
    """An expression of the package `regex`, with all that a compiled one has: it is compiled when something is asked of
    it for the first time, and what was asked for is kept."""

    _compiled: Any

    def __init__(self, written: str | bytes, flags: int = 0) -> None:
        self.pattern = written
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name == "_compiled":
            value = self._compile()
        elif name.startswith("__"):
            raise AttributeError(name)
        else:
            value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value

    def _compile(self) -> Any:
        return regex.compile(self.pattern, self._flags)


class _Plain(Expression):
    def _compile(self) -> Any:
        return re.compile(self.pattern, self._flags)


def plain_re(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The same of Python's own `re`, which is quicker and knows nothing of scripts."""
    return cast("re.Pattern[AnyStr]", _Plain(written, flags))
