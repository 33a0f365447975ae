"""Every request that the store knows, with its facts: what rules can be tried on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from msgspec import structs

from screener.ledger.kept import PastCase, Reading, decided_cases
from screener.ledger.request_queue import known_sources, newest_reading, open_requests
from screener.ledger.sqlite_store import Store
from screener.screening.again import Again
from screener.screening.proposing import Proposing, Setting


def all_cases(store: Store, setting: Setting, *, reads_notes: bool = False) -> Iterator[PastCase]:
    """The decided requests with the facts of their day, then the open ones with those of today; in both, what rests on
    about-me.yaml and the request alone is as the setting makes it (with `reads_notes` what makes a note specific,
    too)."""
    again = Again(store, setting, reads_notes=reads_notes)
    decided = set()
    for case in decided_cases(store):
        decided.add(case.number)
        sheet = again.told_anew(case.request, case.sheet, case.day or setting.today)
        yield structs.replace(case, sheet=sheet)
    for kept in open_requests(store):
        if kept.number not in decided:
            yield PastCase(
                number=kept.number,
                name=kept.request.name,
                sheet=again.sheet(kept),
                request=kept.request,
                reading=kept.reading,
            )


def bound(store: Store, setting: Setting) -> Proposing:
    """A policy bound to the user as their files told last."""
    return Proposing(setting, newest_reading(store) or Reading())


def files_read(store: Store) -> list[str]:
    """The names of the files that the store was made from: those of the world, and what else was searched before there
    was one."""
    whole = [PurePath(source.file).name for source in reversed(known_sources(store))]
    reading = newest_reading(store) or Reading()
    places = [PurePath(place.file) for found in reading.searched.values() for place in found]
    others = [place.name for place in places if not set(whole).intersection(place.parts)]
    return list(dict.fromkeys([*whole, *others]))
