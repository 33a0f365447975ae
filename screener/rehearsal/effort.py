"""How much work a search may still do, counted rather than timed, so that it always ends the same way."""

from __future__ import annotations


class Effort:
    """A number of units of work; when they are spent, a search gives up."""

    __slots__ = ("left",)

    def __init__(self, units: int) -> None:
        self.left = units

    def spend(self, units: int = 1) -> bool:
        """Take away what a step costs, and say whether it may be taken."""
        self.left -= units
        return self.left >= 0
