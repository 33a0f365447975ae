"""Everything that can go wrong, as sentences with a place and an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was written: file, line and column, the last two counted from 1."""

    file: str
    line: int = 0
    column: int = 0


NOWHERE = Place("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of a text that mends a problem; without a `text`, the whole line is taken out.

    Lines and columns count from 1, and `end` is the column behind the last character, in the line `last` if that is
    another. It is safe where nothing else can be meant.
    """

    line: int
    last: int = 0
    start: int = 1
    end: int = 1
    text: str | None = None
    is_safe: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Something wrong in a file that did not stop the rest: a place, a stable code, and what to do.

    Lines and columns count from 1; 0 means that the problem is about the whole file. `edit` mends it, where there is
    one way out.
    """

    file: str
    line: int = 0
    column: int = 0
    code: str
    text: str
    edit: Edit | None = field(default=None, compare=False)

    def __str__(self) -> str:
        place = ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])
        return f"{place}: {self.text} ({self.code})"


class ScreenerError(Exception):
    """An error that ends the run: one sentence that says what to do, and the exit code it ends with."""

    exit_code = 1


class UsageError(ScreenerError):
    """The command was called in a way that cannot be meant."""

    exit_code = 2


class InputError(ScreenerError):
    """A file could not be read at all, or says what cannot be."""

    exit_code = 3


class PolicyError(InputError):
    """A policy does not pass its check; carries every problem of all its files."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class EngineError(ScreenerError):
    """The rule engine failed; names the rule or the part of the policy it failed on."""

    exit_code = 4


class OutputError(ScreenerError):
    """All is done, but the result could not be shown: a full disk, a closed pipe."""

    exit_code = 5
