"""What is told apart by colour and weight in a terminal: verdicts, names, flags and citations. Each also differs by its
place or its sign, so nothing is lost without colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_RESET: Final = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Inks:
    """How each kind of text is marked: the codes of a terminal by kind, or none at all."""

    codes: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str, text: str) -> str:
        """A text that is laid out already, marked as its kind: a verdict, `name`, `flag`, `cited` or `said`."""
        code = self.codes.get(kind)
        return f"\x1b[{code}m{text}{_RESET}" if code and text else text


PLAIN: Final = Inks()
COLOURED: Final = Inks(
    {
        "accept": "1;32",
        "ask-for-context": "1;33",
        "decline": "1;35",
        "nothing-to-do": "1",
        "name": "1",
        "flag": "31",
        "cited": "2",
        "said": "3",
    }
)
