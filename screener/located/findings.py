"""Where the mistakes of a policy are collected, what is most likely meant, and the edit that mends each."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from screener.errors import Edit, Place, Problem
from screener.located.problem_codes import Code
from screener.texts.patterns import plain_re

SIGNS: Final = {
    ">=": "at least", "=>": "at least", "<=": "at most", "=<": "at most",
    ">": "more than", "<": "fewer than", "==": "exactly", "=": "exactly",
}  # fmt: skip


def meant_by(word: str, table: Mapping[str, str]) -> str | None:
    """The word of the language that is meant, whatever the case, spaces and underscores."""
    return table.get(folded_word(word))


def folded_word(word: str) -> str:
    """A word as the language would write it: small letters, hyphens."""
    return re.sub(r"[\s_]+", "-", word.strip().strip(":").lower())


_SIGN: Final = plain_re(r"(['\"]?)(>=|=>|<=|=<|==|[<>=])\s*([^,}\]#'\"]*?)\s*\1(?=\s*(?:$|[,}\]]|#))")
_KEY_BEFORE: Final = plain_re(r"\s*(?:- +)*(?:[^\s#'\"{}\[\],:][^#'\"{}\[\],:]*:\s+)?$")
_DOUBLE_QUOTED: Final = plain_re(r'"((?:[^"\\]|\\.)*)"')
_MEANS_NOTHING: Final = plain_re(r"(?:[^\\]|\\[^0abtnvfreNLPxuU\"\\/ _\t])*")
_SCALAR: Final = plain_re(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|[^\s,{}\[\]#'\"][^,{}\[\]#]*?(?=\s*(?:$|[,}\]]|\s#))")
_ENTRY: Final = plain_re(r"(?:,\s*)?([A-Za-z-]+):\s*$")


def edit_by_code(code: Code, place: Place, lines: Sequence[str]) -> Edit | None:
    """The change that mends a mistake of this code, whatever it is about."""
    make = _EDITS.get(code)
    return make(place, lines) if make and 0 < place.line <= len(lines) else None


def word_replaced(place: Place, lines: Sequence[str], word: str, by: str, *, is_safe: bool) -> Edit | None:
    """A word, found where the finding is or behind it in the same entry, replaced by another."""
    if not 0 < place.line <= len(lines):
        return None
    line, column = lines[place.line - 1], max(place.column - 1, 0)
    found = line.find(word, column)
    if found < 0 or re.search(r"[,{}\[\]#]|: ", line[column:found]):
        return None
    return _edit(place.line - 1, found, found + len(word), by, is_safe=is_safe)


def value_replaced(place: Place, lines: Sequence[str], by: str, *, is_safe: bool) -> Edit | None:
    """The text that stands where the finding is, up to its end, replaced by another."""
    found = _SCALAR.match(lines[place.line - 1], max(place.column - 1, 0)) if 0 < place.line <= len(lines) else None
    return _edit(place.line - 1, found.start(), found.end(), by, is_safe=is_safe) if found else None


def stretch_replaced(place: Place, length: int, by: str, *, is_safe: bool = True) -> Edit:
    """So many characters from where the finding is on, replaced."""
    return _edit(place.line - 1, place.column - 1, place.column - 1 + length, by, is_safe=is_safe)


def repeated_key(first: Place, place: Place, lines: Sequence[str]) -> Edit | None:
    """A key that stands twice with the same value, each on one line: the second is taken out."""
    line = lines[place.line - 1]
    is_same = lines[first.line - 1].strip().removeprefix("- ") == line.strip()
    ends = place.line >= len(lines) or _indent(lines[place.line]) <= _indent(line)
    has_value = not line.rstrip().endswith(":")
    return Edit(line=place.line) if is_same and ends and has_value else None


def line_below(place: Place, lines: Sequence[str], written: str) -> Edit | None:
    """A line more below the one where the finding is, as far in."""
    if not 0 < place.line <= len(lines):
        return None
    line = lines[place.line - 1]
    blanks = " " * (len(line) - len(line.lstrip(" -")))
    return _edit(place.line - 1, len(line), len(line), f"\n{blanks}{written}", is_safe=False)


def _edit(line: int, start: int, end: int, text: str, *, is_safe: bool = True) -> Edit:
    """An edit whose line and columns are counted from 0."""
    return Edit(line=line + 1, start=start + 1, end=end + 1, text=text, is_safe=is_safe)


def quoted_text(text: str) -> str:
    """A text in the quotes that need no escapes in it, if there are such."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def _sign(place: Place, lines: Sequence[str]) -> Edit | None:
    found = _SIGN.match(lines[place.line - 1], place.column - 1)
    if found is None or not found[3]:
        return None
    end = found.end() if found[1] else found.end(3)
    return _edit(place.line - 1, found.start(), end, f"{SIGNS[found[2]]} {found[3]}")


def _unquoted(place: Place, lines: Sequence[str]) -> Edit | None:
    """A text that has to be quoted, up to the end of its line."""
    line, start = lines[place.line - 1], place.column - 1
    if not _KEY_BEFORE.fullmatch(line[:start]):
        return None
    text = line[start:].rstrip()
    # What looks like a comment may be one.
    return _edit(place.line - 1, start, start + len(text), quoted_text(text), is_safe=" #" not in text)


def _escape(place: Place, lines: Sequence[str]) -> Edit | None:
    found = _DOUBLE_QUOTED.match(lines[place.line - 1], place.column - 1)
    if found is None:
        return None
    is_safe = _MEANS_NOTHING.fullmatch(found[1]) is not None
    text = "'" + found[1].replace("'", "''") + "'"
    return _edit(place.line - 1, found.start(), found.end(), text, is_safe=is_safe)


def _useless(place: Place, lines: Sequence[str]) -> Edit | None:
    """A key with its value on one line."""
    line, column = lines[place.line - 1], place.column - 1
    key, value = _ENTRY.search(line, 0, column), _SCALAR.match(line, column)
    if key is None or value is None:
        return None
    if not line[: key.start()].strip() and not line[value.end() :].partition("#")[0].strip():
        return Edit(line=place.line)
    if key[0].startswith(","):
        return _edit(place.line - 1, key.start(), value.end(), "")
    after = re.compile(r"\s*,\s*").match(line, value.end())
    return _edit(place.line - 1, key.start(), after.end(), "") if after else None


def _repeated_words(place: Place, lines: Sequence[str]) -> Edit | None:
    """An entry of a list, on a line of its own or behind a comma."""
    line, start = lines[place.line - 1], place.column - 1
    found = _SCALAR.match(line, start)
    if found is None:
        return None
    if line[:start].strip() == "-":
        return Edit(line=place.line) if not line[found.end() :].strip() else None
    comma = re.search(r",\s*$", line[:start])
    after = re.compile(r"\s*,\s*").match(line, found.end())
    if comma is not None:
        return _edit(place.line - 1, comma.start(), found.end(), "")
    return _edit(place.line - 1, start, after.end(), "") if after else None


def _mark_of_a_document(place: Place, lines: Sequence[str]) -> Edit | None:
    is_alone = lines[place.line - 1].strip() == "---"
    return Edit(line=place.line, is_safe=False) if is_alone else None


def _tab(place: Place, lines: Sequence[str]) -> Edit | None:
    """A line moved in by tabs goes as far in as what stands above it."""
    line = lines[place.line - 1]
    blanks = line[: _indent(line)]
    above = next((each for each in reversed(lines[: place.line - 1]) if each.strip()), "")
    if "\t" not in blanks or "\t" in above[: _indent(above)]:
        return None
    return _edit(place.line - 1, 0, len(blanks), " " * (len(above) - len(above.lstrip(" -"))), is_safe=False)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_EDITS: Final[Mapping[Code, Callable[[Place, Sequence[str]], Edit | None]]] = {
    Code.SIGN: _sign,
    Code.COMMENT: _unquoted,
    Code.ESCAPE: _escape,
    Code.BRACES: _unquoted,
    Code.COLON: _unquoted,
    Code.FIRST_CHARACTER: _unquoted,
    Code.TAG: _unquoted,
    Code.REPEATED_WORDS: _repeated_words,
    Code.DOCUMENTS: _mark_of_a_document,
    Code.SYNTAX: _tab,
    Code.USELESS_KEY: _useless,
}


_SHOWN: Final = 14  # names; more are no help in a line
_SHORTEST: Final = 3  # the beginning of a word
_MOST_ERRORS: Final = 200  # a file of something else has a mistake in every line
_NEAR: Final = 0.7  # how alike a name and its likely meaning are, at least, for a safe change
_APART: Final = 0.08  # and by how much the next name is less alike


class TooManyMistakesError(Exception):
    """Nobody reads more mistakes than were found already; reading ends here."""


class Advice(msgspec.Struct, frozen=True, kw_only=True):
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
    return Advice(text=f"; write {shown}", write=words, is_safe=is_safe and not others)  # of several ways none is safe


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
