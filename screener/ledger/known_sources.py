"""The sources that the world was made of: each known by what is in it, with what it told besides the people in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from screener.catalogue.declaring import Origin
from screener.errors import Problem
from screener.ledger.sqlite_store import Row, Store
from screener.sources.records import OwnProfile, Position, Provenance, Request, Schooling
from screener.world.owner import Owner

READER: Final = 2  # raised when the reader of files learns something: what an older one read is read anew when given
_encode = msgspec.json.Encoder().encode


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a source told besides people. `files` are those that hold each kind of evidence, `lost` the kinds that could
    not be wholly read; `newest` is its newest day."""

    owner: Owner
    profiles: tuple[OwnProfile, ...] = ()
    positions: tuple[Position, ...] = ()
    schooling: tuple[Schooling, ...] = ()
    requests: tuple[Request, ...] = ()
    records: dict[str, int] = {}
    counts: dict[str, int] = {}
    files: dict[str, tuple[str, ...]] = {}
    lost: tuple[str, ...] = ()
    newest: date | None = None
    problems: tuple[Problem, ...] = ()


class KnownSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source in the store. `made` is the day of an archive; `is_broken`: not or not wholly readable."""

    id: int
    digest: str
    file: str
    kind: str
    made: date | None
    read_on: date
    reader: int
    is_broken: bool
    told: Told

    @property
    def day(self) -> date:
        """The day as of which it speaks."""
        return self.made or self.read_on


def known_sources(store: Store) -> list[KnownSource]:
    """Every source, the newest first; of one day, the one read last."""
    found = [_known(row) for row in store.all("SELECT * FROM source ORDER BY id")]
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def source_of(store: Store, digest: str) -> KnownSource | None:
    """The source with that content."""
    row = store.one("SELECT * FROM source WHERE digest = ?", digest)
    return _known(row) if row else None


def keep_source(
    store: Store, *, digest: str, file: str, kind: str, made: date | None, today: date, is_broken: bool, told: Told
) -> int:
    """Keep a source; what an earlier reading of the same content told goes. To be called while writing."""
    store.run("DELETE FROM source WHERE digest = ?", digest)
    store.run("DELETE FROM world WHERE name = 'state'")  # who is who is worked out anew, also for the same content
    values = {
        "digest": digest,
        "file": file,
        "mark": "",
        "kind": kind,
        "made": made.isoformat() if made else None,
        "read_on": today.isoformat(),
        "reader": READER,
        "state": "broken" if is_broken else "read",
        "content": _encode(told).decode(),
    }
    return store.insert("source", values)


def searched(sources: Sequence[KnownSource]) -> dict[Origin, tuple[Provenance, ...]]:
    """The files that each kind of fact was looked for in. What a broken one lost counts as not looked for."""
    places: dict[Origin, dict[str, None]] = {}
    for source in sources:
        for origin, files in source.told.files.items():
            places.setdefault(Origin(origin), {}).update(dict.fromkeys(files or (source.file,)))
    return {origin: tuple(Provenance(file=file) for file in files) for origin, files in places.items()}


def told_by(sources: Sequence[KnownSource]) -> frozenset[Origin]:
    """The kinds of evidence of which an absence means something: some source was wholly read for it."""
    return frozenset(Origin(origin) for source in sources for origin in source.told.files)


def lost_by(sources: Sequence[KnownSource]) -> frozenset[Origin]:
    """The kinds of evidence that some source could not be wholly read for: finding nothing means nothing there."""
    return frozenset(Origin(origin) for source in sources for origin in source.told.lost)


def broken(sources: Sequence[KnownSource]) -> dict[Origin, tuple[Provenance, ...]]:
    """The files that could not be wholly read, by the kind of evidence that they may hold more of."""
    found: dict[Origin, tuple[Provenance, ...]] = {}
    for source in sources:
        for origin in source.told.lost if source.is_broken else ():
            found[Origin(origin)] = (*found.get(Origin(origin), ()), Provenance(file=source.file))
    return found


def _known(row: Row) -> KnownSource:
    return KnownSource(
        id=row["id"],
        digest=row["digest"],
        file=row["file"],
        kind=row["kind"],
        made=date.fromisoformat(row["made"]) if row["made"] else None,
        read_on=date.fromisoformat(row["read_on"]),
        reader=row["reader"],
        is_broken=row["state"] == "broken",
        told=msgspec.json.decode(row["content"], type=Told),
    )
