"""Going through formulas."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from screener.policy.model import ConclusionTest, Condition, Formula, Group

_MOST_LEAVES: Final = 2000


def leaves_of(formula: Formula | None) -> Iterator[Condition | ConclusionTest]:
    """The conditions and tests of conclusions in a formula."""
    if isinstance(formula, Group):
        for item in formula.items:
            yield from leaves_of(item)
    elif formula is not None:
        yield formula


def is_too_large(formula: Formula | None) -> bool:
    """Whether a formula has more conditions than anybody writes: definitions that use others twice double each time."""
    return next(islice(leaves_of(formula), _MOST_LEAVES, None), None) is not None
