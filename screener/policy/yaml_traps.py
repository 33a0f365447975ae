"""What somebody meant who wrote what is not YAML: a message that helps, and the line mended so that reading goes on.

A mended line has the same length, so the places of everything else in it stay right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import yaml

from screener.errors import Edit
from screener.policy.codes import Code
from screener.policy.findings import Advice
from screener.policy.model import Place
from screener.policy.slips import SIGNS

_KEY: Final = re.compile(r"^\s*(?:- +)*[^\s#'\"{}\[\],:][^#'\"{}\[\],:]*:\s+(?=\S)")
_START: Final = re.compile(r"( *)(- +)?(?=[^\s#])")
_BLANKS: Final = "\u00a0\u2007\u202f\u3000"  # what looks like a space, and is none
LOOK_ALIKE: Final = re.compile(rf"([a-z][a-z-]*)(:[{_BLANKS}]+|：[ {_BLANKS}]*)")
_LINE_LOOK_ALIKE: Final = re.compile(rf"\s*(?:- +)*{LOOK_ALIKE.pattern}")
_NO_SPACE: Final = re.compile(r"\s*(?:- +)*([a-z][a-z-]*):(?=[^\s:/])")
_NO_FIT: Final = "this does not fit what stands before it; check the indentation, the dashes and the colons"
_SIGN: Final = re.compile(r"([<>=]=?)\s*([^,}\]#]*)")


@dataclass(frozen=True, slots=True)
class Trap:
    """A finding in a line (counted from 0, as the column is), and the line mended if there is a way to read on."""

    line: int
    column: int
    code: Code
    text: str
    mended: str | None = None
    edit: Edit | None = None


def trap_of(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Trap:
    """What a syntax error most likely is."""
    mark = error.problem_mark or error.context_mark
    number = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark and mark.line < len(lines) else len(lines[number])
    line = lines[number]
    said = f"{error.context or ''} {error.problem or ''}"
    if deceptive := _deceptive(number, lines):
        return deceptive
    if "scanning a tag" in said and error.context_mark:
        return _first_character(number, error.context_mark.column, line)
    if "tab character" in said:
        return _first_character(number, line.index("\t"), line)
    if "escape" in said:
        return _escape(error, number, column, line)
    if "block scalar" in said or (line[column : column + 1] in ("<", ">", "=") and "cannot start" in said):
        return _sign(number, column, line)
    braces = _unquoted_braces(line)
    if braces is not None:
        return _unquoted(number, braces, line, Code.BRACES, "a text that starts with `{{` must be quoted")
    if "mapping values are not allowed" in said:
        return _colon(number, column, line, lines)
    if "cannot start any token" in said:
        return _first_character(number, column, line)
    plainly = _plainly(error, said, line, column)
    return (None if plainly else _indented(number, lines)) or Trap(number, column, Code.SYNTAX, plainly or _NO_FIT)


def look_alike(found: re.Match[str], place: Place) -> tuple[str, Advice]:
    """What is wrong with a colon or a space that only looks like one, and the change that mends it. The place is where
    the match starts."""
    what = (
        "`：` is no colon"
        if "：" in found[2]
        else f"the space behind the colon is no plain space (U+{ord(found[2][1]):04X})"
    )
    start = place.column + found.start(2) - found.start(1)
    edit = Edit(line=place.line, start=start, end=start + len(found[2]), text=": ")
    return what, Advice(text=f"; write `{found[1]}: ` with a colon and a space", edit=edit)


def _deceptive(number: int, lines: Sequence[str]) -> Trap | None:
    """A key near the error whose colon or space is none, or that has no space at all; the line before is looked at,
    too, since it is only behind it that nothing fits any more."""
    before = next((each for each in range(number - 1, -1, -1) if lines[each].strip()), number)
    for each in dict.fromkeys((number, before)):
        line = lines[each]
        if found := _LINE_LOOK_ALIKE.match(line):
            text, advice = look_alike(found, Place("", each + 1, found.start(1) + 1))
            mended = line[: found.start(2)] + ": " + line[found.end(2) :]
            return Trap(each, found.start(2), Code.LOOK_ALIKE, f"{text}{advice}", mended, advice.edit)
        if found := _NO_SPACE.match(line):
            key = found[1]
            text = f"`{key}:` lacks the space behind the colon; write `{key}: {line[found.end() :].strip()}`"
            edit = Edit(line=each + 1, start=found.end() + 1, end=found.end() + 1, text=" ")
            mended = f"{line[: found.end()]} {line[found.end() :]}"
            return Trap(each, found.end(1), Code.NO_SPACE, text, mended, edit)
    return None


def sign_advice(text: str) -> str | None:
    """What to write instead of a comparison sign, or None if there is no sign: `> 3` is `more than 3`."""
    found = _SIGN.match(text.strip())
    if found is None:
        return None
    return f"write `{SIGNS[found[1]]} {found[2].strip() or 'N'}`"


def _sign(number: int, column: int, line: str) -> Trap:
    start = max(line.rfind(">", 0, column + 1), line.rfind("<", 0, column + 1), line.rfind("=", 0, column))
    while start > 0 and line[start - 1] in "<>=":
        start -= 1
    advice = sign_advice(line[start:]) if start >= 0 else None
    if advice is None:
        return Trap(number, column, Code.SYNTAX, "nothing may follow `|` or `>` on its line; quote the text")
    width = len(line[start:]) - len(line[start:].lstrip("<>="))
    mended = line[:start] + "_" * width + line[start + width :]
    return Trap(number, start, Code.SIGN, f"`{line[start : start + width]}` is no comparison here; {advice}", mended)


def _escape(error: yaml.MarkedYAMLError, number: int, column: int, line: str) -> Trap:
    backslash = line.rfind("\\", 0, column + 1)
    quote = error.context_mark
    # A text in double quotes may start on an earlier line; the place is where the text starts.
    place = (quote.line, quote.column) if quote else (number, max(backslash, 0))
    letter = line[backslash + 1 : backslash + 2]
    text = f"`\\{letter}` means nothing in double quotes; write the text in single quotes"
    if backslash < 0 or place[0] != number:
        return Trap(*place, Code.ESCAPE, text)
    return Trap(*place, Code.ESCAPE, text, line[:backslash] + "_" + line[backslash + 1 :])


def _colon(number: int, column: int, line: str, lines: Sequence[str]) -> Trap:
    key = _KEY.match(line)
    if key is None or key.end() > column:
        indented = _indented(number, lines) if not line[:column].strip().count(":") else None
        if indented:
            return indented
        return Trap(number, column, Code.SYNTAX, "no key may start here; check how far the lines are indented")
    return _unquoted(number, key.end(), line, Code.COLON, "`: ` inside a text; quote the whole text")


def _first_character(number: int, column: int, line: str) -> Trap:
    character = line[column : column + 1]
    if character == "\t":
        return Trap(number, column, Code.SYNTAX, "a tab; indent with spaces, as YAML knows no tabs there")
    text = f"a text that starts with `{character}` must be quoted"
    return Trap(number, column, Code.FIRST_CHARACTER, text, line[:column] + "_" + line[column + 1 :])


def _indented(number: int, lines: Sequence[str]) -> Trap | None:
    """A line that starts beside where those of its kind above it do, if it does: keys under keys, dashes under
    dashes."""
    starts: dict[int, tuple[bool, int]] = {}  # of the blocks that are open: whether they are lists, and their last line
    for place in range(number + 1):
        found = _START.match(lines[place])
        if found is None:
            continue
        indent = len(found[1])
        if place == number:
            fitting = {start: last for start, (is_list, last) in starts.items() if is_list == bool(found[2])}
            if indent in fitting or not fitting:
                return None
            near = min(reversed(fitting), key=lambda start: abs(start - indent))
            text = f"indented by {_spaces(indent)}; expected {near}, as in line {fitting[near] + 1}"
            return Trap(number, indent, Code.SYNTAX, text)
        starts = {start: known for start, known in starts.items() if start < indent}
        starts[indent] = (bool(found[2]), place)
        if found[2] and _KEY.match(lines[place]):
            starts[indent + len(found[2])] = (False, place)
    return None


def _spaces(number: int) -> str:
    return f"{number} space" + ("" if number == 1 else "s")


def _unquoted_braces(line: str) -> int | None:
    key = _KEY.match(line)
    if key is not None and line.startswith("{{", key.end()):
        return key.end()
    within = re.search(r":\s+(\{\{)", line)
    return within.start(1) if within and line.count('"', 0, within.start()) % 2 == 0 else None


def _unquoted(number: int, start: int, line: str, code: Code, finding: str) -> Trap:
    written = line[start:].rstrip()
    quotes = '"' if '"' not in written else "'"
    text = f"{finding}: {quotes}{written if len(written) < 60 else written[:57] + '…'}{quotes}"
    return Trap(number, start, code, text, line[:start] + "_" * len(written))


def _plainly(error: yaml.MarkedYAMLError, said: str, line: str, column: int) -> str | None:
    """What else is known to be wrong."""
    opened = f" that opens in line {error.context_mark.line + 1}" if error.context_mark else ""
    if "quoted scalar" in said:
        return f"the quote{opened} is not closed; put the same quote at its end"
    if "flow node" in said:
        return "a list or map is not closed, or has nothing between two commas; write `[one, two]`"
    if "flow sequence" in said:
        return f"the list{opened} is not closed or lacks a comma; write `[one, two]`"
    if "flow mapping" in said:
        return f"the map{opened} is not closed or lacks a comma; write `{{key: value, key: value}}`"
    if re.search(r"['\"]\s*$", line[:column]):
        return "the text goes on behind its closing quote; put the quotes around the whole text"
    if "sequence entries" in said:
        return "no list may start here; put `- ` on a line of its own, further in than its key"
    return None
