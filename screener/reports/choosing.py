"""Which request a user means by a number, an id or a part of a name."""

from __future__ import annotations

from collections.abc import Sequence

from screener.errors import UsageError
from screener.screening.results import Screened
from screener.texts.cleaning import one_line
from screener.texts.folding import fold

_SHOWN = 8


def find_request(which: str, screened: Sequence[Screened]) -> Screened:
    """The request of that number in the table, that id, or that name or part of a name. Raises UsageError."""
    if which.isdecimal():
        numbered = {one.number or place: one for place, one in enumerate(screened, start=1)}
        if int(which) in numbered:
            return numbered[int(which)]
    wanted = fold(which)
    for matches in (
        [one for one in screened if one.id == which],
        [one for one in screened if fold(one.request.name) == wanted],
        [one for one in screened if wanted and wanted in fold(one.request.name)],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise UsageError(f"{which!r} may be any of {_listed(matches)}; give the id or the number")
    raise UsageError(f"there is no request {which!r}; there are {_listed(screened) or 'none in these files'}")


def _listed(screened: Sequence[Screened]) -> str:
    names = [f"{one_line(one.request.name)} ({one.id})" for one in screened[:_SHOWN]]
    more = len(screened) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
