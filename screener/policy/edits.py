"""What to write instead of a mistake: for each finding that leaves one way out, the change of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from screener.errors import Edit
from screener.policy.codes import Code
from screener.policy.model import Place
from screener.policy.slips import SIGNS

_SIGN: Final = re.compile(r"(['\"]?)(>=|=>|<=|=<|==|[<>=])\s*([^,}\]#'\"]*?)\s*\1(?=\s*(?:$|[,}\]]|#))")
_KEY_BEFORE: Final = re.compile(r"\s*(?:- +)*(?:[^\s#'\"{}\[\],:][^#'\"{}\[\],:]*:\s+)?$")
_DOUBLE_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_MEANS_NOTHING: Final = re.compile(r"(?:[^\\]|\\[^0abtnvfreNLPxuU\"\\/ _\t])*")
_SCALAR: Final = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|[^\s,{}\[\]#'\"][^,{}\[\]#]*?(?=\s*(?:$|[,}\]]|\s#))")
_ENTRY: Final = re.compile(r"(?:,\s*)?([A-Za-z-]+):\s*$")


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
