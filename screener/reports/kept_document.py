"""What was shown last, kept in the store: shown again for as long as nothing that it rests on has changed.

A queue that is looked at again needs then neither rules nor engine nor the user's people, and nothing of the program
that deals with them is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import structs

from screener.errors import InputError
from screener.folders import FileState, program_mark
from screener.ledger.sqlite_store import Store
from screener.outcomes import SNOOZED, Part, Verdict
from screener.reports.form import Document, Triage, TriagedRequest
from screener.reports.plain_words import outcome_of, part_in_queue
from screener.texts.patterns import plain_re

if TYPE_CHECKING:
    from screener.ledger.deeds import Proposal

QUEUE: Final = "queue"
FILES: Final = "files"
MOST_WHOLE: Final = 200  # requests that are worth explaining before anybody asks
_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
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

    def mark(self, store: Store) -> str:
        """A short name for all of it, and for the store as it is and this program."""
        asked = self.today, self.engine, self.given, self.as_requests
        told = program_mark(), store.token, self.folders, asked
        return hashlib.blake2b(msgspec.json.encode(told), digest_size=_BYTES).hexdigest()


@dataclass(frozen=True, slots=True)
class _Requests:
    """The requests of a kept document, each decoded when it is looked at."""

    store: Store
    name: str

    def __iter__(self) -> Iterator[TriagedRequest]:
        rows = self.store.each("SELECT content FROM shown_request WHERE shown = ? ORDER BY place", self.name)
        for position, row in enumerate(rows, start=1):
            request = _REQUEST.decode(row["content"])
            yield request if request.position == position else structs.replace(request, position=position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreeable:
    """Requests for which the user wants what is proposed, the proposals of the whole queue by number, the text of the
    policy that made them, and the token of the store that they were made in."""

    requests: Sequence[TriagedRequest]
    proposals: Mapping[int, Proposal]
    policy: str
    token: str


_WORD: Final = plain_re(r"[^\W\d_]{2,}")
_FRAME: Final = msgspec.json.Decoder(Triage)
_REQUEST: Final = msgspec.json.Decoder(TriagedRequest)
_OF_QUEUE: Final = "SELECT number, content, proposal FROM shown_request WHERE shown = ?"


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
    """The request of that number in full, from the queue, if that rests on the same. One that is put off stands there
    without what would be proposed for it."""
    queue = recalled(store, QUEUE, grounds, whole=True)
    row = store.one("SELECT content FROM shown_request WHERE shown = ? AND number = ?", QUEUE, number)
    if queue is None or row is None:
        return None
    request = _REQUEST.decode(row["content"])
    if request.state == SNOOZED:
        return None
    return Document(_frame_of_one(queue.frame, request), (structs.replace(request, position=1),))


def kept(
    store: Store,
    name: str,
    grounds: Grounds,
    document: Document,
    proposals: Iterable[Proposal] = (),
    policy: str | None = None,
) -> Document:
    """The document, kept under that name in the place of the last one; its requests are looked at once. `proposals`: so
    that the user may do as is proposed by the policy of that text, without another look, in the order of the requests.
    One of a store that can only be read, or is gone afterwards, or that another program wrote to since it was looked
    at, is given back as it is."""
    if store.is_temporary or store.is_for_reading or not grounds.can_be_told:
        return document
    try:
        is_kept = _is_kept(store, name, grounds, document, proposals, policy)
    except InputError:  # no room, or another program writes for long: it can be looked at all the same
        return document
    return replace(document, requests=_Requests(store, name)) if is_kept else document


def _is_kept(
    store: Store,
    name: str,
    grounds: Grounds,
    document: Document,
    proposals: Iterable[Proposal],
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
        values = name, grounds.mark(store), document.is_whole, _encoded(document.frame), policy
        store.run("INSERT INTO shown VALUES (?, ?, ?, ?, ?)", *values)
        store.run("INSERT INTO shown_request SELECT ?, place, number, content, proposal FROM showing", name)
    return True


def agreeable(store: Store, numbers: Sequence[int], verdict: Verdict, grounds: Grounds) -> Agreeable | None:
    """What is kept if the user does with these requests what is proposed for all of them; None where it is another
    verdict than one of them is proposed, or the queue must be looked at anew."""
    if recalled(store, QUEUE, grounds, whole=True) is None:
        return None
    rows = {row["number"]: row for row in store.all(f"{_OF_QUEUE} AND proposal IS NOT NULL", QUEUE)}
    requests = [_REQUEST.decode(rows[number]["content"]) for number in numbers if number in rows]
    if len(requests) < len(numbers) or any(one.verdict is not verdict for one in requests):
        return None
    from screener.ledger.deeds import Proposal  # which to look alone needs not

    policy = store.one("SELECT policy FROM shown WHERE name = ?", QUEUE)
    assert policy is not None
    proposals = {number: msgspec.json.decode(row["proposal"], type=Proposal) for number, row in rows.items()}
    return Agreeable(requests=requests, proposals=proposals, policy=policy["policy"], token=store.token)


def leave_out(store: Store, done: Agreeable, grounds: Grounds) -> None:
    """Let the kept queue be without requests that were just decided, if nothing else in it hangs on them: what is
    proposed for another of the same person, for one of nearly the same words, or for one that may name whom the ledger
    now knows, is to be decided anew."""
    decided = {one.number for one in done.requests}
    people = {done.proposals[number].choice.person for number in decided if number is not None}
    others = [one for number, one in done.proposals.items() if number not in decided]
    if any(one.people & people for one in others) or any(one.twins for one in done.requests):
        return
    if _may_be_named(done.requests, (one for one in _Requests(store, QUEUE) if one.number not in decided)):
        return
    with store.writing(is_news=False):
        if store.renewed != (done.token, store.token):  # somebody else wrote meanwhile
            return
        row = store.one("SELECT frame FROM shown WHERE name = ?", QUEUE)
        assert row is not None
        frame = _FRAME.decode(row["frame"])
        summary = dict(frame.summary)
        for one in done.requests:
            summary[outcome_of(one)] -= 1
            store.run("DELETE FROM shown_request WHERE shown = ? AND number = ?", QUEUE, one.number)
        frame = structs.replace(frame, summary=summary)
        values = _encoded(frame), grounds.mark(store), QUEUE
        store.run("UPDATE shown SET frame = ?, rests_on = ? WHERE name = ?", *values)


def _may_be_named(people: Iterable[TriagedRequest], others: Iterable[TriagedRequest]) -> bool:
    """Whether another request has a name or a note with a word that may be one of these people's names."""
    from screener.people.names import keys_of, name_of, slips_of, wide_keys_of
    from screener.texts.folding import fold

    names = [name_of(one.name) for one in people]
    keys = {key for name in names for key in keys_of(name)}
    unspaced = [word for name in names for word in name.words if not word.isascii()]
    for one in others:
        asker, note = name_of(one.name), fold(one.note or "")
        called = {*wide_keys_of(asker), *(slip for word in asker.words for slip in slips_of(word))}
        capital = (word for word in _WORD.findall(one.note or "") if not word.islower())
        if not keys.isdisjoint(called) or any(word in note for word in unspaced):
            return True
        if any(not keys.isdisjoint(keys_of(name_of(word))) for word in capital):
            return True
    return False


def _frame_of_one(frame: Triage, request: TriagedRequest) -> Triage:
    summary = dict.fromkeys(frame.summary, 0)
    summary[outcome_of(request)] = 1
    if part_in_queue(request) is Part.TO_CONFIRM:
        summary[Part.TO_CONFIRM] = 1
    return structs.replace(frame, summary=summary)


def _rows(
    requests: Iterable[TriagedRequest], proposals: Iterable[Proposal]
) -> Iterator[tuple[int, int | None, str, str | None]]:
    for place, (one, proposal) in enumerate(zip_longest(requests, proposals), start=1):
        yield place, one.number, _encoded(one), _encoded(proposal) if proposal else None


def _encoded(noun: msgspec.Struct) -> str:
    return msgspec.json.encode(noun).decode()
