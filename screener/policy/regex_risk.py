"""Whether a regular expression may take longer than anybody waits: by its form, and by trying it on long texts."""

from __future__ import annotations

import re
from typing import Final

from screener.texts.phrases import compile_regex, regex_found

_TOKENS: Final = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\()|(?P<close>\))|(?P<repeats>[*+]|\{\d+,\})(?P<possessive>\+?)|.", re.S
)
_LETTER: Final = re.compile(r"(?<!\\)[^\W_]")
_LONG: Final = 2_000  # characters; longer than nearly all notes


def risk_of(pattern: str) -> str | None:
    """What may make an expression that compiles slow, or None."""
    if _repeats_a_repetition(pattern):
        return "repeats what is itself repeated, which can take very long on a long text"
    compiled = compile_regex(pattern)
    if any(regex_found(compiled, text) is None for text in _long_texts(pattern)):
        return f"ran out of time on a text of {_LONG:,} characters"
    return None


def _repeats_a_repetition(pattern: str) -> bool:
    """Whether an endless repetition stands around another one, as in `(a+)+`."""
    within = [False]  # for each open bracket, whether it holds an endless repetition
    closed = False  # the same of the bracket that has just been closed
    for token in _TOKENS.finditer(pattern):
        if token["repeats"]:
            if closed:
                return True
            within[-1] = within[-1] or not token["possessive"]
        elif token["open"]:
            within.append(False)
        closed = bool(token["close"]) and len(within) > 1 and within.pop()
        within[-1] = within[-1] or closed
    return False


def _long_texts(pattern: str) -> list[str]:
    """One character over and over, then one that fits nothing: what makes a search try all its ways."""
    characters = dict.fromkeys(["a", "1", " ", *_LETTER.findall(pattern)[:1]])
    return [character * _LONG + "\n\x00" for character in characters]
