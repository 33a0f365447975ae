"""What was shown last, kept in the store: shown again for as long as nothing that it rests on has changed.

A queue that is looked at again needs then neither rules nor engine nor the user's people, and nothing of the program
that deals with them is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
from msgspec import structs

from screener.folders import program_mark, state_of
from screener.ledger.sqlite_store import Store, storable
from screener.reports.form import Document, Triage, TriagedRequest

QUEUE: Final = "queue"
FILES: Final = "files"
MOST_WHOLE: Final = 200  # requests that are worth explaining before anybody asks
_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a document rests on, besides the store: the day, the engine asked for, folders of rules and templates, and
    what the files are that were given, by their digests."""

    today: date
    engine: str
    folders: Sequence[Path]
    given: Sequence[str] = ()

    def mark(self, store: Store) -> str:
        """A short name for all of it, and for the store as it is and this program."""
        told = (
            program_mark(),
            store.token,
            self.today,
            self.engine,
            sorted(state_of(self.folders)),
            self.given,
        )
        return hashlib.blake2b(msgspec.json.encode(told), digest_size=_BYTES).hexdigest()


@dataclass(frozen=True, slots=True)
class _Requests:
    """The requests of a kept document, each decoded when it is looked at."""

    store: Store
    name: str

    def __iter__(self) -> Iterator[TriagedRequest]:
        for row in self.store.each("SELECT content FROM shown_request WHERE shown = ? ORDER BY place", self.name):
            yield _REQUEST.decode(row["content"])


_FRAME: Final = msgspec.json.Decoder(Triage)
_REQUEST: Final = msgspec.json.Decoder(TriagedRequest)


def recalled(store: Store, name: str, grounds: Grounds, *, whole: bool) -> Document | None:
    """The document of that name, if it rests on the same; `whole`: with what takes longer than deciding."""
    row = store.one("SELECT rests_on, is_whole, frame FROM shown WHERE name = ?", name)
    if row is None or row["rests_on"] != grounds.mark(store) or (whole and not row["is_whole"]):
        return None
    return Document(frame=_FRAME.decode(row["frame"]), requests=_Requests(store, name))


def recalled_request(document: Document, number: int) -> Document | None:
    """The one request of that number of a document that was recalled."""
    found = document.requests
    assert isinstance(found, _Requests)
    sql = "SELECT content FROM shown_request WHERE shown = ? AND number = ?"
    row = found.store.one(sql, found.name, number)
    if row is None:
        return None
    request = structs.replace(_REQUEST.decode(row["content"]), position=1)
    return Document(document.frame, (request,))


def kept(store: Store, name: str, grounds: Grounds, document: Document, *, whole: bool) -> Document:
    """The document, kept under that name in the place of the last one; its requests are looked at once. One of a store
    that can only be read, or is gone afterwards, is given back as it is."""
    if store.is_temporary or store.is_for_reading:
        return document
    mark = grounds.mark(store)
    with store.writing(is_news=False):
        store.run("DELETE FROM shown WHERE name = ?", name)
        frame = storable(msgspec.json.encode(document.frame).decode())
        store.run("INSERT INTO shown VALUES (?, ?, ?, ?)", name, mark, whole, frame)
        store.run_many("INSERT INTO shown_request VALUES (?, ?, ?, ?)", _rows(name, document.requests))
    return Document(document.frame, _Requests(store, name))


def _rows(name: str, requests: Iterable[TriagedRequest]) -> Iterator[tuple[str, int, int | None, str]]:
    for place, one in enumerate(requests, start=1):
        yield name, place, one.number, msgspec.json.encode(one).decode()
