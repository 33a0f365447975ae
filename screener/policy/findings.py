"""Where the mistakes of a policy are collected, and how a likely meaning is suggested."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from screener.errors import Problem
from screener.policy.codes import Code
from screener.policy.model import Place

_SHOWN: Final = 14
_SHORTEST: Final = 3  # the beginning of a word
_MOST_ERRORS: Final = 200


class TooManyMistakesError(Exception):
    """Nobody reads more mistakes than were found already; reading ends here."""


@dataclass(slots=True)
class Findings:
    """The errors and warnings found so far.

    What follows from a text that is broken already is left out. `incomplete` says that a file could not be read to
    its end, so that nothing may be called missing.
    """

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    incomplete: bool = False
    _broken: set[Place] = field(default_factory=set)

    def error(self, place: Place, code: Code, text: str) -> None:
        """Note a mistake that keeps the policy from running."""
        problem = _problem(place, code, text)
        if place in self._broken or problem in self.errors:
            return
        self.errors.append(problem)
        if len(self.errors) >= _MOST_ERRORS:
            raise TooManyMistakesError

    def broken(self, place: Place, code: Code, text: str) -> None:
        """Note a text that cannot even be read, so that nothing more is said of it."""
        self.error(place, code, text)
        self._broken.add(place)

    def warn(self, place: Place, code: Code, text: str) -> None:
        """Note something that is allowed and probably not meant."""
        problem = _problem(place, code, text)
        if problem not in self.warnings and len(self.warnings) < _MOST_ERRORS:
            self.warnings.append(problem)


def _problem(place: Place, code: Code, text: str) -> Problem:
    return Problem(file=place.file, line=place.line, column=place.column, code=code.value, text=text)


def likely(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant: one that looks like it, else the only one that starts with it."""
    lower = {name.lower(): str(name) for name in known}
    close = difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.55)
    begun = [name for name in lower if len(word) >= _SHORTEST and name.startswith(word.lower())]
    if close or len(begun) == 1:
        return lower[(close or begun)[0]]
    return None


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of a message: the likely meaning, else what is allowed."""
    names = sorted(str(name) for name in known)
    meant = likely(word, names)
    if meant is not None:
        return f"; did you mean {meant!r}?"
    return f"; allowed: {listed(names)}" if 0 < len(names) <= _SHOWN else ""


def listed(names: Iterable[str]) -> str:
    """Words one after the other, each in backquotes."""
    return ", ".join(f"`{name}`" for name in names)


def quoted(text: str) -> str:
    """A piece of a rule file in a message: short, on one line, and without control characters."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    return repr(shown if len(shown) <= 60 else shown[:57] + "…")
