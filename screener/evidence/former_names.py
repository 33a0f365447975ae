"""Former names that askers tell of in their notes: the name under which the user's records may know them."""

from __future__ import annotations

from collections.abc import Sequence

from screener.evidence.claims import claims_in
from screener.people.variants import split_former, with_surname
from screener.sources.records import Request


def former_names(queue: Sequence[Request]) -> dict[int, tuple[str, ...]]:
    """By the number of the request; those told in the name itself are not among them."""
    told = {number: _in_note(request) for number, request in enumerate(queue) if request.note}
    return {number: names for number, names in told.items() if names}


def _in_note(request: Request) -> tuple[str, ...]:
    now, _ = split_former(request.name)
    return tuple(
        with_surname(now, claimed.names[0])
        for claimed in claims_in(request.note or "", request.sent)
        if claimed.about == "former-name" and claimed.by_asker and claimed.names
    )
