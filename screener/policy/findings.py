"""Where the mistakes of a policy are collected, and how a likely meaning is suggested."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from screener.errors import Edit, Problem
from screener.policy.codes import Code
from screener.policy.edits import edit_by_code, value_replaced, word_replaced
from screener.policy.model import Place

_SHOWN: Final = 14
_SHORTEST: Final = 3  # the beginning of a word
_MOST_ERRORS: Final = 200
_NEAR: Final = 0.7  # how alike a name and its likely meaning are, at least, for a safe change
_APART: Final = 0.08  # and by how much the next name is less alike


class TooManyMistakesError(Exception):
    """Nobody reads more mistakes than were found already; reading ends here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The end of a message, and what it says to write, if that is one thing: instead of a `word`, or of all that stands
    where the finding is; or the `edit` itself."""

    text: str = ""
    write: str | None = None
    word: str = ""
    edit: Edit | None = None
    is_safe: bool = True

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def edit_at(self, place: Place, lines: Sequence[str]) -> Edit | None:
        """The change of the text, if one can be told."""
        if self.edit is not None or self.write is None:
            return self.edit
        if self.word:
            return word_replaced(place, lines, self.word, self.write, is_safe=self.is_safe)
        return value_replaced(place, lines, self.write, is_safe=self.is_safe)


NO_ADVICE: Final = Advice()


@dataclass(slots=True)
class Findings:
    """The errors and warnings found so far.

    What follows from a text that is broken already is left out. `incomplete` says that a file could not be read to
    its end, so that nothing may be called missing. `lines` are those of each file, for the edits that mend it.
    """

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    incomplete: bool = False
    lines: dict[str, Sequence[str]] = field(default_factory=dict)
    _broken: set[Place] = field(default_factory=set)

    def error(self, place: Place, code: Code, text: str, advice: Advice = NO_ADVICE) -> None:
        """Note a mistake that keeps the policy from running. The advice ends the message."""
        problem = self._problem(place, code, text, advice)
        if place in self._broken or problem in self.errors:
            return
        self.errors.append(problem)
        if len(self.errors) >= _MOST_ERRORS:
            raise TooManyMistakesError

    def broken(self, place: Place, code: Code, text: str, advice: Advice = NO_ADVICE) -> None:
        """Note a text that cannot even be read, so that nothing more is said of it."""
        self.error(place, code, text, advice)
        self._broken.add(place)

    def warn(self, place: Place, code: Code, text: str, advice: Advice = NO_ADVICE) -> None:
        """Note something that is allowed and probably not meant."""
        problem = self._problem(place, code, text, advice)
        if problem not in self.warnings and len(self.warnings) < _MOST_ERRORS:
            self.warnings.append(problem)

    def _problem(self, place: Place, code: Code, text: str, advice: Advice) -> Problem:
        lines = self.lines.get(place.file, ())
        edit = advice.edit_at(place, lines) or edit_by_code(code, place, lines)
        return Problem(
            file=place.file, line=place.line, column=place.column, code=code.value, text=text + advice.text, edit=edit
        )


def likely(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant: one that looks like it, else the only one that starts with it."""
    lower = {name.lower(): str(name) for name in known}
    close = difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.55)
    begun = [name for name in lower if len(word) >= _SHORTEST and name.startswith(word.lower())]
    if close or len(begun) == 1:
        return lower[(close or begun)[0]]
    return None


def suggestion(word: str, known: Iterable[str], *, meant: str | None = None) -> Advice:
    """The end of a message: the likely meaning, which the caller may know, else what is allowed."""
    names = sorted(str(name) for name in known)
    is_known = meant is not None
    meant = meant or likely(word, names)
    if meant is not None:
        is_safe = is_known or _is_sure(word, meant, names)
        return Advice(text=f"; did you mean {meant!r}?", word=word, write=meant, is_safe=is_safe)
    return Advice(text=f"; allowed: {listed(names)}" if 0 < len(names) <= _SHOWN else "")


def write(words: str, *others: str, is_safe: bool = True) -> Advice:
    """The end of a message that says what to write instead; of several ways the first is the plainest."""
    shown = " or ".join(f"`{each}`" for each in (words, *others))
    return Advice(text=f"; write {shown}", write=words, is_safe=is_safe and not others)


def _is_sure(word: str, meant: str, names: Collection[str]) -> bool:
    """Whether exactly one name is near."""

    def likeness(name: str) -> float:
        return difflib.SequenceMatcher(None, word.lower(), name.lower()).ratio()

    best = likeness(meant)
    return best >= _NEAR and all(likeness(name) < best - _APART for name in names if name not in (word, meant))


def listed(names: Iterable[str]) -> str:
    """Words one after the other, each in backquotes."""
    return ", ".join(f"`{name}`" for name in names)


def quoted(text: str) -> str:
    """A piece of a rule file in a message: short, on one line, and without control characters."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    return repr(shown if len(shown) <= 60 else shown[:57] + "…")
