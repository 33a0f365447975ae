"""What was shown last, kept in the store: shown again for as long as nothing that it rests on has changed.

A queue that is looked at again needs then neither rules nor engine nor the user's people, and nothing of the program
that deals with them is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import structs

from screener.errors import InputError
from screener.folders import FileState, program_mark
from screener.ledger.shown_queue import QUEUE
from screener.ledger.sqlite_store import Row, Store
from screener.outcomes import SNOOZED, Part
from screener.reports.form import Document, Triage, TriagedRequest
from screener.reports.plain_words import outcome_of, part_in_queue

if TYPE_CHECKING:
    from screener.ledger.deeds import Proposal

FILES: Final = "files"
MOST_WHOLE: Final = 200  # requests that are worth explaining before anybody asks
_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a document rests on, besides the store: the day, the engine asked for, folders of rules and templates as
    they were before it was made, and the files that were given with their digests."""

    today: date
    engine: str
    folders: Sequence[FileState]
    given: Sequence[tuple[str, str]] = ()
    as_requests: bool = False

    @property
    def can_be_told(self) -> bool:
        """Whether all that was given can be told from something else: standard input cannot."""
        return all(digest for _, digest in self.given)

    @property
    def mark(self) -> str:
        """A short name for all of it, and for this program."""
        asked = self.today, self.engine, self.given, self.as_requests
        told = program_mark(), self.folders, asked
        return hashlib.blake2b(msgspec.json.encode(told), digest_size=_BYTES).hexdigest()


@dataclass(frozen=True, slots=True)
class _Requests:
    """The requests of a kept document, each decoded when it is looked at."""

    store: Store
    name: str

    def __iter__(self) -> Iterator[TriagedRequest]:
        sql = "SELECT content FROM shown_request WHERE shown = ? AND left_by IS NULL ORDER BY place"
        rows = self.store.each(sql, self.name)
        for position, row in enumerate(rows, start=1):
            request = _REQUEST.decode(row["content"])
            yield request if request.position == position else structs.replace(request, position=position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Requests of the queue with their proposals, and the text of the policy that made them."""

    requests: Sequence[TriagedRequest]
    proposals: Sequence[Proposal]
    policy: str


_FRAME: Final = msgspec.json.Decoder(Triage)
_REQUEST: Final = msgspec.json.Decoder(TriagedRequest)
_AS_SHOWN: Final = "shown = ? AND left_by IS NULL AND touched_by IS NULL"


def recalled(store: Store, name: str, basis: Basis, *, whole: bool) -> Document | None:
    """The document of that name, if it rests on the same; `whole`: with what takes longer than deciding."""
    row = _valid(store, name, basis, whole=whole)
    is_touched = "SELECT 1 FROM shown_request WHERE shown = ? AND left_by IS NULL AND touched_by IS NOT NULL LIMIT 1"
    if row is None or store.one(is_touched, name):
        return None
    requests = _Requests(store, name)
    frame = _FRAME.decode(row["frame"])
    if store.one("SELECT 1 FROM shown_request WHERE shown = ? AND left_by IS NOT NULL LIMIT 1", name):
        frame = frame_of(frame, requests)
    return Document(frame, requests, is_whole=bool(row["is_whole"]))


def recalled_request(store: Store, number: int, basis: Basis) -> Document | None:
    """The request of that number in full, from the queue, if that rests on the same. One that is put off stands there
    without what would be proposed for it."""
    queue = _valid(store, QUEUE, basis, whole=True)
    row = store.one(f"SELECT content FROM shown_request WHERE {_AS_SHOWN} AND number = ?", QUEUE, number)
    if queue is None or row is None:
        return None
    request = _REQUEST.decode(row["content"])
    if request.state == SNOOZED:
        return None
    return Document(frame_of(_FRAME.decode(queue["frame"]), [request]), (structs.replace(request, position=1),))


def kept(
    store: Store,
    name: str,
    basis: Basis,
    document: Document,
    proposals: Iterable[Proposal | None] = (),
    policy: str | None = None,
) -> Document:
    """The document, kept under that name in the place of the last one; its requests are looked at once. `proposals`: so
    that the user may decide what the policy of that text proposes, without another look, in the order of the requests.
    One of a store that can only be read, or is gone afterwards, or that another program wrote to since it was looked
    at, is given back as it is."""
    if store.is_temporary or store.is_for_reading or not basis.can_be_told:
        return document
    try:
        is_kept = _is_kept(store, name, basis, document, proposals, policy)
    except InputError:  # no room, or another program writes for long: it can be looked at all the same
        return document
    return replace(document, requests=_Requests(store, name)) if is_kept else document


def _is_kept(
    store: Store,
    name: str,
    basis: Basis,
    document: Document,
    proposals: Iterable[Proposal | None],
    policy: str | None,
) -> bool:
    # They may take long to make, and meanwhile other programs may want to write.
    store.run("CREATE TEMP TABLE IF NOT EXISTS showing (place INTEGER, number INTEGER, content TEXT, proposal TEXT)")
    store.run("DELETE FROM showing")
    store.run_many("INSERT INTO showing VALUES (?, ?, ?, ?)", _rows(document.requests, proposals))
    with store.writing(is_news=False):
        if not store.is_as_looked_at:
            return False
        store.run("DELETE FROM shown WHERE name = ?", name)
        store.run("DELETE FROM shown_request WHERE shown = ?", name)
        values = name, basis.mark, document.is_whole, _encoded(document.frame), policy, store.token
        store.run("INSERT INTO shown VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM log))", *values)
        store.run("INSERT INTO shown_request SELECT ?, place, number, content, proposal, NULL, NULL FROM showing", name)
    return True


def proposed(store: Store, numbers: Sequence[int], basis: Basis) -> Proposed | None:
    """What is kept of these requests for whatever the user decides; None where the queue does not tell."""
    shown = _valid(store, QUEUE, basis)
    if shown is None:
        return None
    from screener.ledger.deeds import Proposal  # which to look alone needs not

    sql = f"SELECT content, proposal FROM shown_request WHERE {_AS_SHOWN} AND number = ? AND proposal IS NOT NULL"
    rows = [row for number in numbers if (row := store.one(sql, QUEUE, number))]
    if len(rows) < len(numbers):
        return None
    return Proposed(
        requests=[_REQUEST.decode(row["content"]) for row in rows],
        proposals=[msgspec.json.decode(row["proposal"], type=Proposal) for row in rows],
        policy=shown["policy"],
    )


def lasting(store: Store, basis: Basis) -> list[tuple[TriagedRequest, Proposal | None]]:
    """The requests of the queue that nothing has touched, if it rests on the same."""
    if _valid(store, QUEUE, basis, whole=True) is None:
        return []
    from screener.ledger.deeds import Proposal

    rows = store.all(f"SELECT content, proposal FROM shown_request WHERE {_AS_SHOWN} ORDER BY place", QUEUE)
    return [
        (_REQUEST.decode(row["content"]), row["proposal"] and msgspec.json.decode(row["proposal"], type=Proposal))
        for row in rows
    ]


def frame_of(frame: Triage, requests: Iterable[TriagedRequest]) -> Triage:
    """The frame of a document with these requests, which are counted."""
    summary = dict.fromkeys(frame.summary, 0)
    for one in requests:
        summary[outcome_of(one)] += 1
        summary[Part.TO_CONFIRM] += part_in_queue(one) is Part.TO_CONFIRM
    return structs.replace(frame, summary=summary)


def _valid(store: Store, name: str, basis: Basis, *, whole: bool = False) -> Row | None:
    """What is kept of the document of that name, if it rests on the same."""
    row = store.one("SELECT rests_on, token, is_whole, frame, policy FROM shown WHERE name = ?", name)
    if row is None or not basis.can_be_told or (row["token"], row["rests_on"]) != (store.token, basis.mark):
        return None
    return row if row["is_whole"] or not whole else None


def _rows(
    requests: Iterable[TriagedRequest], proposals: Iterable[Proposal | None]
) -> Iterator[tuple[int, int | None, str, str | None]]:
    for place, (one, proposal) in enumerate(zip_longest(requests, proposals), start=1):
        yield place, one.number, _encoded(one), _encoded(proposal) if proposal else None


def _encoded(noun: msgspec.Struct) -> str:
    return msgspec.json.encode(noun).decode()
