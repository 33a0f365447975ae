"""What was shown last, kept in the store: shown again for as long as nothing that it rests on has changed.

A queue that is looked at again needs then neither rules nor engine nor the user's people, and nothing of the program
that deals with them is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
from msgspec import structs

from screener.folders import program_mark, state_of
from screener.ledger.sqlite_store import Store
from screener.reports.form import Document, Triage, TriagedRequest

QUEUE: Final = "queue"
FILES: Final = "files"
MOST_WHOLE: Final = 200  # requests that are worth explaining before anybody asks
_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a document rests on, besides the store: the day, the engine asked for, folders of rules and templates, and
    the files that were given with their digests."""

    today: date
    engine: str
    folders: Sequence[Path]
    given: Sequence[tuple[str, str]] = ()
    as_requests: bool = False

    @property
    def can_be_told(self) -> bool:
        """Whether all that was given can be told from something else: standard input cannot."""
        return all(digest for _, digest in self.given)

    def mark(self, store: Store) -> str:
        """A short name for all of it, and for the store as it is and this program."""
        asked = self.today, self.engine, self.given, self.as_requests
        told = program_mark(), store.token, sorted(state_of(self.folders)), asked
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
    if (
        row is None
        or not grounds.can_be_told
        or row["rests_on"] != grounds.mark(store)
        or (whole and not row["is_whole"])
    ):
        return None
    return Document(_FRAME.decode(row["frame"]), _Requests(store, name), is_whole=bool(row["is_whole"]))


def recalled_request(store: Store, number: int, grounds: Grounds) -> Document | None:
    """The request of that number in full, from the queue, if that rests on the same."""
    queue = recalled(store, QUEUE, grounds, whole=True)
    row = store.one("SELECT content FROM shown_request WHERE shown = ? AND number = ?", QUEUE, number)
    if queue is None or row is None:
        return None
    return Document(queue.frame, (structs.replace(_REQUEST.decode(row["content"]), position=1),))


def kept(store: Store, name: str, grounds: Grounds, document: Document) -> Document:
    """The document, kept under that name in the place of the last one; its requests are looked at once. One of a store
    that can only be read, or is gone afterwards, is given back as it is."""
    if store.is_temporary or store.is_for_reading or not grounds.can_be_told:
        return document
    mark = grounds.mark(store)
    # They may take long to make, and meanwhile other programs may want to write.
    store.run("CREATE TEMP TABLE IF NOT EXISTS showing (place INTEGER PRIMARY KEY, number INTEGER, content TEXT)")
    store.run("DELETE FROM showing")
    store.run_many("INSERT INTO showing VALUES (?, ?, ?)", _rows(document.requests))
    with store.writing(is_news=False):
        store.run("DELETE FROM shown WHERE name = ?", name)
        store.run("INSERT INTO shown VALUES (?, ?, ?, ?)", name, mark, document.is_whole, _encoded(document.frame))
        store.run("INSERT INTO shown_request SELECT ?, place, number, content FROM showing", name)
    return replace(document, requests=_Requests(store, name))


def _rows(requests: Iterable[TriagedRequest]) -> Iterator[tuple[int, int | None, str]]:
    for place, one in enumerate(requests, start=1):
        yield place, one.number, _encoded(one)


def _encoded(noun: msgspec.Struct) -> str:
    return msgspec.json.encode(noun).decode()
