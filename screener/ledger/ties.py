"""The ties of many people at once: what the tables of the world hold between the user and each connection, read in a
few passes in the order of persons instead of person by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from sys import intern
from typing import Any, Final

import msgspec

from screener.ledger.sqlite_store import Row, Store
from screener.ledger.sqlite_world import appearance_in, exchanges_in
from screener.sources.records import Connection, Meeting, Part, Provenance
from screener.world.appearance import Appearance, AppearanceKind, Attendance, Exchange

# Whose records say more than that somebody wrote or took part. Connections are read by themselves.
_SILENT: Final = (
    AppearanceKind.CONNECTION,
    AppearanceKind.CORRESPONDENT,
    AppearanceKind.MAILER,
    AppearanceKind.PARTICIPANT,
)
_TELLING: Final = tuple(kind.value for kind in AppearanceKind if kind not in _SILENT)
_MARKS: Final = ", ".join("?" * len(_TELLING))


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """An archive that tells connections, and the day it was made."""

    source: int
    day: date


@dataclass(slots=True)
class Ties:
    """What is held between the user and one person of the world."""

    person: int
    appearances: list[Appearance] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)


class ConnectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of an archive's connections, and whose it is in the world."""

    person: int
    source: int
    keys: tuple[tuple[str, str], ...] = ()
    record: Connection


def exports(store: Store) -> list[Export]:
    """The archives that tell connections, the newest first; it alone says who is one."""
    sql = (
        "SELECT id, coalesce(made, read_on) AS day FROM source WHERE EXISTS (SELECT 1 FROM appearance WHERE "
        "appearance.source = source.id AND appearance.kind = 'connection') ORDER BY made DESC, id DESC"
    )
    return [Export(source=row["id"], day=date.fromisoformat(row["day"])) for row in store.all(sql)]


class _Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A connection as it is kept, without what the record says again."""

    keys: tuple[tuple[str, str], ...] = ()
    record: Connection


def connection_rows(store: Store) -> Iterator[ConnectionRow]:
    """The rows of all archives that name somebody, by person."""
    decode = msgspec.json.Decoder(_Stored).decode
    sql = "SELECT person, source, content FROM appearance WHERE kind = 'connection' ORDER BY person"
    for person, source, content in store.each(sql):
        one = decode(content)
        if one.record.first_name or one.record.last_name:
            keys = tuple((intern(kind), intern(value)) for kind, value in one.keys)
            yield ConnectionRow(person=person, source=source, keys=keys, record=_shared(one.record))


def _shared(row: Connection) -> Connection:
    """The row with texts that are kept once: names of files and firms, and what two archives say alike, take a third of
    the memory of a large network."""
    at = row.provenance
    return Connection(
        first_name=intern(row.first_name),
        last_name=intern(row.last_name),
        url=intern(row.url),
        email=row.email,
        company=intern(row.company),
        position=intern(row.position),
        provenance=Provenance(file=intern(at.file), row=at.row, date=at.date),
    )


def ties(store: Store, persons: Iterable[int]) -> Iterator[Ties]:
    """The ties of these persons, in their order; their rows in Connections.csv are `connection_rows`."""
    store.run("CREATE TEMP TABLE IF NOT EXISTS tied (person INTEGER PRIMARY KEY)")
    store.run("DELETE FROM tied")
    store.run_many("INSERT OR IGNORE INTO tied VALUES (?)", [(number,) for number in persons])
    told, exchanged, met = _Stream(_told(store)), _Stream(_exchanged(store)), _attendances(store)
    for (person,) in store.all("SELECT person FROM tied ORDER BY person"):
        yield Ties(
            person=person,
            appearances=[appearance_in(row[1]) for row in told.of(person)],
            exchanges=list(exchanges_in(exchanged.of(person))),
            attendances=met.get(person, []),
        )


class _Stream:
    """Rows in the order of persons, whose number comes first, handed out person by person."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next: Any = next(rows, None)

    def of(self, person: int) -> list[Any]:
        found = []
        row = self._next
        while row is not None and row[0] <= person:
            if row[0] == person:
                found.append(row)
            row = next(self._rows, None)
        self._next = row
        return found


def _told(store: Store) -> Iterator[Row]:
    sql = (
        "SELECT tied.person, appearance.content FROM tied CROSS JOIN appearance ON appearance.person = tied.person "
        f"WHERE appearance.kind IN ({', '.join('?' * len(_TELLING))}) ORDER BY tied.person"
    )
    return store.each(sql, *_TELLING)


def _exchanged(store: Store) -> Iterator[Row]:
    sql = (
        "SELECT tied.person, exchange.* FROM tied CROSS JOIN appearance ON appearance.person = tied.person "
        "CROSS JOIN exchange ON exchange.appearance = appearance.id ORDER BY tied.person"
    )
    return store.each(sql)


def _attendances(store: Store) -> dict[int, list[Attendance]]:
    """The meetings of everybody; there are few of them."""
    sql = (
        "SELECT DISTINCT tied.person, meeting.id, theirs, mine FROM tied JOIN appearance ON "
        "appearance.person = tied.person JOIN attendance ON attendance.appearance = appearance.id "
        "JOIN meeting ON meeting.id = attendance.meeting ORDER BY tied.person, meeting.id"
    )
    decode = msgspec.json.Decoder(Meeting).decode
    meetings: dict[int, Meeting] = {}
    found: dict[int, list[Attendance]] = defaultdict(list)
    for person, number, theirs, mine in store.each(sql):
        if number not in meetings:
            row = store.one("SELECT content FROM meeting WHERE id = ?", number)
            assert row is not None
            meetings[number] = decode(row["content"])
        found[person].append(
            Attendance(meeting=meetings[number], theirs=Part(theirs), mine=Part(mine) if mine else None)
        )
    return found


@dataclass(slots=True)
class Loose:
    """Somebody of the world who is no connection and whom a record names without a profile: perhaps one. `has_address`:
    a mail address of theirs is known, which is no connection's."""

    person: int
    names: set[str] = field(default_factory=set)
    firms: set[str] = field(default_factory=set)
    has_address: bool = False
    has_profile: bool = False


def loose_people(store: Store, source: int) -> list[Loose]:
    """Everybody whom records name and who is no connection in a source nor has a profile of their own."""
    sql = (
        "SELECT person, content FROM appearance WHERE kind != 'connection' AND person NOT IN "
        "(SELECT person FROM appearance WHERE source = ? AND kind = 'connection') ORDER BY person, id"
    )
    decode = msgspec.json.Decoder(_Named).decode
    found: dict[int, Loose] = {}
    for person, content in store.each(sql, source):
        one, loose = decode(content), found.setdefault(person, Loose(person))
        loose.names.update(one.names)
        loose.firms.update(one.firms)
        kinds = {kind for kind, _ in one.keys}
        loose.has_address |= "mail" in kinds
        loose.has_profile |= "slug" in kinds or "member-id" in kinds
    return [one for one in found.values() if not one.has_profile]


class NamedOnly(msgspec.Struct, frozen=True, kw_only=True):
    """A record that names somebody without any address, and whom the world takes for a connection."""

    names: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    at: Provenance


def named_only(store: Store, source: int) -> Iterator[tuple[int, NamedOnly]]:
    """The records without an address that the world joins to connections, with the persons whose they are said to
    be."""
    sql = (
        "SELECT person, content FROM appearance WHERE kind IN "
        f"({_MARKS}) AND content LIKE '%\"keys\":[]%' AND person IN "
        "(SELECT person FROM appearance WHERE source = ? AND kind = 'connection') ORDER BY person, id"
    )
    decode = msgspec.json.Decoder(NamedOnly).decode
    for person, content in store.each(sql, *_TELLING, source):
        yield person, decode(content)


class _Named(msgspec.Struct, frozen=True, kw_only=True):
    names: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    firms: tuple[str, ...] = ()


def vouched_people(store: Store) -> Iterator[Row]:
    """Whom the user has given their word on, as the ledger names them."""
    return store.each("SELECT * FROM person WHERE id IN (SELECT person FROM vouch) ORDER BY id")


def asked_people(store: Store) -> list[int]:
    """Whom of the ledger the user has sent a question."""
    sql = "SELECT DISTINCT decision.person FROM question JOIN decision ON decision.id = question.decision ORDER BY 1"
    return [row["person"] for row in store.all(sql)]
