"""What follows of an exchange of messages or mails from how many each wrote: number, both ways or not, and grade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from screener.catalogue.values import Value

GRADES: Final = ("refused", "none", "one-way", "first-contact", "exchange", "correspondence")
WRITTEN: Final = frozenset({"from-me", "from-them"})
FOLLOWING: Final = frozenset({"count", "two-way", "grade"})
MOST_OF_FIRST_CONTACT: Final = 3
LEAST_OF_CORRESPONDENCE: Final = 3  # times that the user wrote

# The fewest that each must have written for a grade.
TYPICAL: Final[Mapping[str, tuple[int, int]]] = {
    "refused": (1, 1),
    "none": (0, 0),
    "one-way": (0, 1),
    "first-contact": (1, 1),
    "exchange": (2, 2),
    "correspondence": (3, 1),
}


def grade_by_numbers(mine: int, theirs: int, *, threads: int = 1) -> str:
    """The grade of what hands wrote, where nothing tells of a refusal."""
    if not (mine or theirs):
        return "none"
    if not (mine and theirs):
        return "one-way"
    if mine >= LEAST_OF_CORRESPONDENCE:
        return "correspondence"
    return "first-contact" if threads == 1 and mine + theirs <= MOST_OF_FIRST_CONTACT else "exchange"


def whole_exchange(fields: Mapping[str, Value]) -> dict[str, Value] | None:
    """A record with all that follows, from how many each wrote, from its grade, or from both; None if the two cannot be
    true of one exchange."""
    grade = fields.get("grade")
    mine, theirs = fields.get("from-me"), fields.get("from-them")
    if not isinstance(mine, int) or not isinstance(theirs, int):
        if grade is None:
            return dict(fields)
        typical = TYPICAL[str(grade)]
        mine = mine if isinstance(mine, int) else typical[0]
        theirs = theirs if isinstance(theirs, int) else typical[1]
    if grade not in (None, "refused"):
        least = TYPICAL[str(grade)]
        allowed = {grade_by_numbers(mine, theirs), grade_by_numbers(mine, theirs, threads=2)}
        if grade not in allowed and not (grade == "none" and (mine, theirs) == least):
            return None
    follows: dict[str, Value] = {
        "from-me": mine,
        "from-them": theirs,
        "count": mine + theirs,
        "two-way": mine > 0 and theirs > 0,
        "grade": grade or grade_by_numbers(mine, theirs),
    }
    return {**fields, **follows}
