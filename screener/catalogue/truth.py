"""Kleene's three truth values, as numbers so that *all* is the least, *any* the greatest and *not* the mirror.

They are plain integers, not an enumeration: vectors of them are the keys under which inferences are kept, and
hashing an enumeration's members costs five times as much.
"""

from __future__ import annotations

from typing import Final

Truth = int

NO: Final[Truth] = 0
UNKNOWN: Final[Truth] = 1
YES: Final[Truth] = 2

WORDS: Final = ("no", "unknown", "yes")


def negation(value: Truth) -> Truth:
    """Yes for no, no for yes, unknown for unknown."""
    return YES - value


def at_least(wanted: int, values: list[Truth]) -> Truth:
    """Whether at least `wanted` of the values are yes, given that the unknown ones might be."""
    sure = values.count(YES)
    if sure >= wanted:
        return YES
    return UNKNOWN if sure + values.count(UNKNOWN) >= wanted else NO
