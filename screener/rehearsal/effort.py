"""How much work a search may still do, counted rather than timed, so that it always ends the same way."""

from __future__ import annotations


class Effort:
    """A number of units of work; when they are spent, a search gives up. `skipped`: ways were left out, so that what
    was not found may be there all the same."""

    __slots__ = ("left", "skipped")

    def __init__(self, units: int) -> None:
        self.left = units
        self.skipped = False

    @property
    def was_enough(self) -> bool:
        """Whether everything was looked at."""
        return self.left >= 0 and not self.skipped

    def spend(self, units: int = 1) -> bool:
        """Take away what a step costs, and say whether it may be taken."""
        self.left -= units
        return self.left >= 0
