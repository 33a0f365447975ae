"""What to write instead of a mistake: for each code whose message leaves one way out, the change of the text.

The message names the likely meaning; an edit writes it. It is safe where nothing else can be meant.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from screener.errors import Problem
from screener.policy.codes import Code
from screener.policy.yaml_traps import SIGNS

_NEAR: Final = 0.7  # how alike a name and its likely meaning are, at least, for a safe change
_APART: Final = 0.08  # and by how much the next name is less alike
_MEANT: Final = re.compile(r"'([^']+)'(?:(?!').)*; did you mean '([^']+)'\?$", re.DOTALL)
_WRITE: Final = re.compile(r"; write `([^`]+)`")
_SIGN: Final = re.compile(r"(['\"]?)(>=|=>|<=|=<|==|[<>=])\s*([^,}\]#'\"]*?)\s*\1(?=\s*(?:$|[,}\]]|#))")
_KEY_BEFORE: Final = re.compile(r"\s*(?:- +)*(?:[^\s#'\"{}\[\],:][^#'\"{}\[\],:]*:\s+)?$")
_DOUBLE_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_MEANS_NOTHING: Final = re.compile(r"(?:[^\\]|\\[^0abtnvfreNLPxuU\"\\/ _\t])*")
_SCALAR: Final = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|[^\s,{}\[\]#'\"][^,{}\[\]#]*?(?=\s*(?:$|[,}\]]|\s#))")
# Mistakes behind which others may have been hidden; what is found once they are mended was there before.
HIDING: Final = frozenset(
    {Code.SYNTAX, Code.SIGN, Code.ESCAPE, Code.BRACES, Code.COLON, Code.FIRST_CHARACTER, Code.TAG, Code.DOCUMENTS}
)
_ENTRY: Final = re.compile(r"(?:,\s*)?([A-Za-z-]+):\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change within one line, or, without a text, the whole line taken out. Lines and columns count from 0."""

    problem: Problem
    line: int
    start: int = 0
    end: int = 0
    text: str | None = None
    is_safe: bool = True

    def applied(self, line: str) -> str:
        """The line with the change."""
        return line[: self.start] + (self.text or "") + line[self.end :]

    def words(self, line: str) -> str:
        """What is changed, for people."""
        before = line[self.start : self.end].strip() if self.text is not None else line.strip()
        return f"`{before}` → `{self.text.strip()}`" if self.text else f"`{before}` taken out"


def edit_for(problem: Problem, lines: Sequence[str], names: Collection[str]) -> Edit | None:
    """The change that mends a problem, if its message leaves one way out. `names` are all that could be meant."""
    if not 0 < problem.line <= len(lines):
        return None
    if found := _MEANT.search(problem.text):
        return _meant(problem, lines, names, found[1], found[2])
    make = _EDITS.get(problem.code)
    return make(problem, lines) if make else None


def _meant(problem: Problem, lines: Sequence[str], names: Collection[str], word: str, meant: str) -> Edit | None:
    line, column = lines[problem.line - 1], problem.column - 1
    found = line.find(word, column)
    if found < 0 or re.search(r"[,{}\[\]#]|: ", line[column:found]):
        return None
    return Edit(
        problem=problem,
        line=problem.line - 1,
        start=found,
        end=found + len(word),
        text=meant,
        is_safe=_is_sure(word, meant, names),
    )


def _is_sure(word: str, meant: str, names: Collection[str]) -> bool:
    """Whether exactly one name is near."""

    def likeness(name: str) -> float:
        return difflib.SequenceMatcher(None, word.lower(), name.lower()).ratio()

    best = likeness(meant)
    return best >= _NEAR and all(likeness(name) < best - _APART for name in names if name not in (word, meant))


def _sign(problem: Problem, lines: Sequence[str]) -> Edit | None:
    found = _SIGN.match(lines[problem.line - 1], problem.column - 1)
    if found is None or not found[3]:
        return None
    end = found.end() if found[1] else found.end(3)
    text = f"{SIGNS[found[2]]} {found[3]}"
    return Edit(problem=problem, line=problem.line - 1, start=found.start(), end=end, text=text)


def _unquoted(problem: Problem, lines: Sequence[str]) -> Edit | None:
    """A text that has to be quoted, up to the end of its line."""
    line, start = lines[problem.line - 1], problem.column - 1
    if not _KEY_BEFORE.fullmatch(line[:start]):
        return None
    text = line[start:].rstrip()
    end, safe = start + len(text), " #" not in text
    return Edit(problem=problem, line=problem.line - 1, start=start, end=end, text=_quoted(text), is_safe=safe)


def _escape(problem: Problem, lines: Sequence[str]) -> Edit | None:
    found = _DOUBLE_QUOTED.match(lines[problem.line - 1], problem.column - 1)
    if found is None:
        return None
    is_safe = _MEANS_NOTHING.fullmatch(found[1]) is not None
    return _replacing(problem, found, "'" + found[1].replace("'", "''") + "'", is_safe=is_safe)


def _word(problem: Problem, lines: Sequence[str]) -> Edit | None:
    """A value for which the message gives one word to write, or several, of which the first is the plainest."""
    found = _SCALAR.match(lines[problem.line - 1], problem.column - 1)
    advice = _WRITE.search(problem.text)
    if found is None or advice is None or "…" in advice[1]:
        return None
    more = problem.text[advice.end() :]
    if more.startswith(" or `{mentions"):
        return _replacing(problem, found, more.removeprefix(" or `").removesuffix("`"), is_safe=False)
    is_only = not more.startswith((" or ", ", `")) and problem.code != Code.NAME
    return _replacing(problem, found, advice[1], is_safe=is_only)


def _useless(problem: Problem, lines: Sequence[str]) -> Edit | None:
    """A key with its value on one line."""
    number = problem.line - 1
    line, column = lines[number], problem.column - 1
    key, value = _ENTRY.search(line, 0, column), _SCALAR.match(line, column)
    if key is None or value is None:
        return None
    if not line[: key.start()].strip() and not line[value.end() :].partition("#")[0].strip():
        return Edit(problem=problem, line=number)
    if key[0].startswith(","):
        return Edit(problem=problem, line=number, start=key.start(), end=value.end(), text="")
    after = re.compile(r"\s*,\s*").match(line, value.end())
    return Edit(problem=problem, line=number, start=key.start(), end=after.end(), text="") if after else None


def _repeated(problem: Problem, lines: Sequence[str]) -> Edit | None:
    """A key that stands twice with the same value, each on one line."""
    first = re.search(r"line (\d+)$", problem.text)
    line = lines[problem.line - 1]
    is_same = first is not None and lines[int(first[1]) - 1].strip().removeprefix("- ") == line.strip()
    ends = problem.line >= len(lines) or _indent(lines[problem.line]) <= _indent(line)
    has_value = not line.rstrip().endswith(":")
    return Edit(problem=problem, line=problem.line - 1) if is_same and ends and has_value else None


def _repeated_words(problem: Problem, lines: Sequence[str]) -> Edit | None:
    """An entry of a list, on a line of its own or behind a comma."""
    number = problem.line - 1
    line, start = lines[number], problem.column - 1
    found = _SCALAR.match(line, start)
    if found is None:
        return None
    if line[:start].strip() == "-":
        return Edit(problem=problem, line=number) if not line[found.end() :].strip() else None
    comma = re.search(r",\s*$", line[:start])
    after = re.compile(r"\s*,\s*").match(line, found.end())
    if comma is not None:
        return Edit(problem=problem, line=number, start=comma.start(), end=found.end(), text="")
    return Edit(problem=problem, line=number, start=start, end=after.end(), text="") if after else None


def _mark_of_a_document(problem: Problem, lines: Sequence[str]) -> Edit | None:
    is_alone = lines[problem.line - 1].strip() == "---"
    return Edit(problem=problem, line=problem.line - 1, is_safe=False) if is_alone else None


def _tab(problem: Problem, lines: Sequence[str]) -> Edit | None:
    """A line moved in by tabs goes as far in as what stands above it."""
    line = lines[problem.line - 1]
    blanks = line[: _indent(line)]
    above = next((each for each in reversed(lines[: problem.line - 1]) if each.strip()), "")
    if "\t" not in blanks or "\t" in above[: _indent(above)]:
        return None
    text = " " * (len(above) - len(above.lstrip(" -")))
    return Edit(problem=problem, line=problem.line - 1, start=0, end=len(blanks), text=text, is_safe=False)


def _replacing(problem: Problem, found: re.Match[str], text: str, *, is_safe: bool = True) -> Edit:
    return Edit(
        problem=problem, line=problem.line - 1, start=found.start(), end=found.end(), text=text, is_safe=is_safe
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_EDITS: Final[Mapping[str, Callable[[Problem, Sequence[str]], Edit | None]]] = {
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
    Code.DUPLICATE_KEY: _repeated,
    Code.NAME: _word,
    Code.TEST: _word,
    Code.NAMELESS: _word,
    Code.USELESS_KEY: _useless,
}
