"""Whether a store is sound: the file, what hangs together in it, every text that stands for something, who may read it.
Nothing is written: the file is opened for reading alone."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from screener.decisions.decision import Decision
from screener.errors import InputError
from screener.ledger.exchange import DECISION, LINK, VOUCH
from screener.ledger.kept import decoded, decoded_sheet
from screener.ledger.links import Marks
from screener.ledger.request_queue import Told, reading_of
from screener.ledger.sqlite_store import APPLICATION, Row, Store, backups_of, open_for_reading
from screener.ledger.sqlite_world import appearance_in, decode_days
from screener.ledger.store_schema import MIGRATIONS
from screener.sources.records import Meeting, Part, Provenance, Request
from screener.world.appearance import AppearanceKind, Medium
from screener.world.lookups import Thing

_FROM_A_COPY: Final = "put back a copy of the store, or name another with --store"
_UNREADABLE: Final = (ValueError, TypeError, KeyError, AttributeError)
_BESIDE: Final = ("-wal", "-shm")


class Finding(msgspec.Struct, frozen=True):
    """Something wrong in a store, and what to do about it."""

    text: str
    way_out: str


def _deed(_: Store, row: Row) -> None:
    if row["content"] is not None:
        content = decoded(row["content"], dict[str, Any])
        decoded_sheet(content["sheet"])
        msgspec.convert(content["request"], Request)
        msgspec.convert(content["proposal"], Decision)


# What each text in a table must be read as, and what it is called.
_TEXTS: Final[tuple[tuple[str, str, Callable[[Store, Row], object]], ...]] = (
    ("request", "its content", lambda _, row: decoded(row["content"], Request)),
    ("request", "its facts", lambda _, row: decoded_sheet(row["sheet"])),
    ("reading", "its content", lambda store, row: reading_of(store, row["id"])),
    ("policy", "its text", lambda _, row: decoded(row["content"], dict[str, dict[str, str]])),
    ("decision", "its content", _deed),
    ("answer", "its source", lambda _, row: decoded(row["source"], Provenance)),
    ("source", "what it told", lambda _, row: decoded(row["content"], Told)),
    ("appearance", "its content", lambda _, row: appearance_in(row["content"])),
    ("exchange", "its days", lambda _, row: decode_days(row["days"])),
    ("meeting", "its content", lambda _, row: decoded(row["content"], Meeting)),
    ("subject", "its place", lambda _, row: decoded(row["at"], Provenance)),
    ("naming", "its place", lambda _, row: decoded(row["at"], Provenance)),
    ("thing", "its content", lambda _, row: decoded(row["content"], Thing)),
    ("link", "whom it means", lambda _, row: decoded(row["person"], Marks)),
    ("salt", "its value", lambda _, row: bytes.fromhex(row["value"])),
    ("change", "the row before", lambda _, row: row["before"] is None or decoded(row["before"], dict[str, Any])),
)
_DAYS: Final = (
    ("request", ("sheet_day", "first_seen", "last_seen", "withdrawn")),
    ("decision", ("day",)),
    ("question", ("day", "nudged")),
    ("vouch", ("day",)),
    ("expected", ("until", "day")),
    ("log", ("day",)),
    ("source", ("made", "read_on")),
    ("link", ("day",)),
)
_WORDS: Final = (
    ("decision", "verdict", DECISION.choices["verdict"]),
    ("vouch", "recommend", VOUCH.choices["recommend"]),
    ("vouch", "kind", ("", *VOUCH.choices["kind"])),
    ("link", "says", LINK.choices["says"]),
    ("source", "state", ("read", "broken")),
    ("appearance", "kind", tuple(AppearanceKind)),
    ("exchange", "medium", tuple(Medium)),
    ("attendance", "theirs", tuple(Part)),
)
# Each query gives the ids of what does not agree.
_DISAGREEING: Final = (
    (
        "SELECT request.id FROM request JOIN decision ON decision.id = (SELECT max(id) FROM decision WHERE request = "
        "request.id) WHERE is_open AND verdict != 'ask-for-context'",
        "request {} is open, though it is decided",
        "say again what you did with it: `screener accept {0}` or `screener decline {0}`",
    ),
    (
        "SELECT decision.id FROM decision JOIN request ON request.id = request WHERE request.person != decision.person",
        "decision {} is on a request of somebody else",
        _FROM_A_COPY,
    ),
    (
        "SELECT question.id FROM question JOIN decision ON decision.id = decision "
        "WHERE decision.request IS NOT question.request",
        "question {} belongs to another request than its decision",
        _FROM_A_COPY,
    ),
    (
        "SELECT id FROM person WHERE name != '' AND id NOT IN (SELECT person FROM name_key)",
        "person {} cannot be found by name",
        _FROM_A_COPY,
    ),
    *(
        (
            f"SELECT DISTINCT person AS id FROM {table} WHERE person > 0 AND person NOT IN "
            "(SELECT person FROM appearance WHERE person IS NOT NULL)",
            f"the index {table} finds a person {{}} who is not there",
            _FROM_A_COPY,
        )
        for table in ("borne", "called", "person_key", "at_firm")
    ),
    (
        "SELECT DISTINCT thing AS id FROM word_of_thing WHERE thing NOT IN (SELECT id FROM thing)",
        "the index word_of_thing finds a thing {} that is not there",
        _FROM_A_COPY,
    ),
    (
        "SELECT id FROM appearance WHERE person IS NULL AND EXISTS (SELECT 1 FROM world)",
        "appearance {} is nobody's",
        _FROM_A_COPY,
    ),
)


def findings_of(path: Path) -> Iterator[Finding]:
    """Everything that is wrong with the store in that file, which must exist."""
    yield from _readable_by_others(path)
    try:
        with open_for_reading(path) as store:
            yield from _in_store(store)
    except (InputError, sqlite3.Error) as error:
        yield Finding(f"it cannot be read: {error}", _FROM_A_COPY)


def _in_store(store: Store) -> Iterator[Finding]:
    version, mark = (store.one(f"PRAGMA {name}") for name in ("user_version", "application_id"))
    if mark is None or mark[0] != APPLICATION:
        yield Finding("it is no store of this program", "name another file with --store")
        return
    damages = [*_damages(store)]
    yield from damages
    if damages:
        return
    if version is None or version[0] != len(MIGRATIONS):
        older = version is not None and version[0] < len(MIGRATIONS)
        way_out = "`screener queue` brings it up to date; check it again then" if older else "update screener"
        yield Finding(f"it was written by {'an older' if older else 'a newer'} screener", way_out)
        return
    for check in (_texts, _days, _words, _disagreements):
        yield from check(store)


def _damages(store: Store) -> Iterator[Finding]:
    for row in store.all("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Finding(f"the file is damaged: {row[0]}", _FROM_A_COPY)
    for row in store.all("PRAGMA foreign_key_check"):
        yield Finding(
            f"row {row['rowid']} of {row['table']} hangs on a {row['parent']} that is not there", _FROM_A_COPY
        )


def _texts(store: Store) -> Iterator[Finding]:
    for table, what, read in _TEXTS:
        for row in store.connection.execute(f"SELECT rowid AS id, * FROM {table}"):
            try:
                read(store, row)
            except _UNREADABLE as error:
                yield Finding(f"{table} {row['id']}: {what} cannot be read ({error})", _FROM_A_COPY)


def _days(store: Store) -> Iterator[Finding]:
    for table, columns in _DAYS:
        for column in columns:
            is_no_day = f"{column} IS NOT NULL AND date({column}, '+0 days') IS NOT {column}"
            sql = f"SELECT rowid AS id FROM {table} WHERE {is_no_day}"
            for row in store.all(sql):
                yield Finding(f"{table} {row['id']}: {column} is no day", _FROM_A_COPY)


def _words(store: Store) -> Iterator[Finding]:
    for table, column, words in _WORDS:
        marks = ", ".join("?" * len(words))
        for row in store.all(f"SELECT rowid AS id FROM {table} WHERE {column} NOT IN ({marks})", *words):
            yield Finding(f"{table} {row['id']}: {column} is none of {', '.join(filter(None, words))}", _FROM_A_COPY)


def _disagreements(store: Store) -> Iterator[Finding]:
    for sql, text, way_out in _DISAGREEING:
        for row in store.all(sql):
            yield Finding(text.format(row["id"]), way_out.format(row["id"]))


def _readable_by_others(path: Path) -> Iterator[Finding]:
    if os.name == "nt":  # who may read a file is not in its mode there
        return
    beside = [path.with_name(path.name + ending) for ending in _BESIDE]
    for file in [path, *beside, *backups_of(path)]:
        if file.exists() and (mode := stat.S_IMODE(file.stat().st_mode)) & 0o077:
            yield Finding(f"others on this computer may read {file.name} (mode {mode:o})", f"chmod 600 '{file}'")
