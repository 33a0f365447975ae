"""A screening that remembers: the queue as the store knows it goes in, and what was found is kept for the next time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec
from msgspec import structs

from screener.evidence.remembered import NOTHING_REMEMBERED, Answer, Remembered
from screener.evidence.requests import combined
from screener.ledger.deeds import keep_answer, question_of
from screener.ledger.kept import KeptRequest, Reading
from screener.ledger.request_queue import (
    adopt,
    close,
    keep_reading,
    keep_request,
    open_requests,
    remembered,
    requests_of_asker,
    same_asking,
    update_row,
)
from screener.ledger.sqlite_store import Store
from screener.ledger.steps import log_reading
from screener.outcomes import ANSWERED
from screener.screening.answers import Owing
from screener.screening.shelf import Lying, Shelf
from screener.sources.records import Request

_PENDING_DAYS: Final = 180  # a request lapses after about six months
CLOSING: Final = ("already-connected", "withdrawn", "lapsed")
# What is shown of a request that the files do not hold, because they tell something of it.
NEWS: Final = (*CLOSING, ANSWERED, "waiting-timeout")


class Recalled(msgspec.Struct, frozen=True, kw_only=True):
    """A request on its way through a screening, with what the store knows of it. `is_given`: the files hold it;
    `person` is the asker's number in the ledger, if they have one."""

    request: Request
    kept: KeptRequest | None = None
    remembered: Remembered = NOTHING_REMEMBERED
    is_given: bool = True
    seen: date
    person: int | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a screening found about a request, but for what lies on the shelf: in which `place`, and on what it rests;
    the answers in the files."""

    recalled: Recalled
    place: int
    rests_on: str
    lying: Lying
    answers: Sequence[Answer] = ()

    @property
    def state(self) -> str:
        """How the request stands."""
        return self.lying.state

    @property
    def is_shown(self) -> bool:
        """Whether the files hold the request, or tell news of it."""
        return self.recalled.is_given or self.state in NEWS


def recalled_queue(store: Store, given: Sequence[tuple[Request, date]], gone: date | None) -> list[Recalled]:
    """The requests of the files, each with the day on which it was seen there, with what is known of them; and behind
    them the open ones that the files lack. `gone` is the day of the newest archive that tells which invitations are
    pending; older ones prove nothing."""
    queue, met = [], set[int]()
    for request, seen in given:
        kept = same_asking(store, request, with_sheets=False)
        if kept is not None and kept.number in met:
            kept = None
        met |= {kept.number} if kept else set()
        whole = _as_first_seen(request, kept) if kept else _with_earlier(store, request)
        queue.append(_recalled(whole, seen, gone, kept=kept, known=remembered(store, whole, kept)))
    for kept in open_requests(store, besides=met, with_sheets=False):
        known = remembered(store, kept.request, kept)
        queue.append(_recalled(kept.request, kept.last_seen, gone, kept=kept, known=known, is_given=False))
    return queue


def _recalled(
    request: Request,
    seen: date,
    gone: date | None,
    *,
    kept: KeptRequest | None = None,
    known: Remembered = NOTHING_REMEMBERED,
    is_given: bool = True,
) -> Recalled:
    """A request, withdrawn if the newest archive would hold it and does not: whatever the order they are read in."""
    last_seen = max(seen, kept.last_seen) if kept else seen
    withdrawn = gone if _is_gone(request.sent, last_seen, gone) else None
    if known.withdrawn != withdrawn:
        known = structs.replace(known, withdrawn=withdrawn)
    person = kept.person if kept else next((number for _, number in known.people), None)
    return Recalled(request=request, kept=kept, remembered=known, is_given=is_given, seen=seen, person=person)


def remember(
    store: Store,
    found: Sequence[Found],
    shelf: Shelf,
    *,
    reading: Reading,
    today: date,
) -> list[int]:
    """Keep what was found, in one transaction; the number of each request. What is known already changes nothing."""
    with store.writing():
        before = store.connection.total_changes
        number_of_reading = keep_reading(store, reading)
        numbers = [_remember(store, one, shelf, number_of_reading, today) for one in found]
        answered = sum(_keep_answers(store, number, one.answers) for number, one in zip(numbers, found, strict=True))
        if store.connection.total_changes > before:
            _log(store, found, numbers, answered, today)
        for one, number in zip(found, numbers, strict=True):
            if not one.lying.is_kept:
                shelf.keep(one.place, number, one.rests_on, one.lying)
    return numbers


def with_answers(known: Remembered, brought: Sequence[Answer]) -> Remembered:
    """What is remembered of an asker, with the answers that the files bring; known ones are not taken twice."""
    lines = [] if known.answer is None else [known.answer.text]
    fresh = [each for each in brought if not any(each.text in line for line in lines)]
    if not fresh:
        return known
    sources = [each.source for each in ([known.answer] if known.answer else []) + fresh]
    newest = max(sources, key=lambda at: at.date or date.min)
    answer = Answer(text="\n".join([*lines, *(each.text for each in fresh)]), source=newest)
    return structs.replace(known, answer=answer)


def owing(store: Store) -> list[Owing]:
    """Who was asked something and owes an answer, or may answer once more."""
    sql = (
        "SELECT max(question.day) AS day, person.* FROM question JOIN decision ON decision.id = question.decision "
        "JOIN person ON person.id = decision.person LEFT JOIN request ON request.id = question.request "
        "WHERE request.id IS NULL OR request.is_open GROUP BY person.id ORDER BY person.id"
    )
    return [
        Owing(
            person=row["id"],
            day=date.fromisoformat(row["day"]),
            name=row["name"],
            profile_url=f"https://www.linkedin.com/in/{row['slug']}" if row["slug"] else "",
            mails=(row["email"],) if row["email"] else (),
        )
        for row in store.all(sql)
    ]


def _as_first_seen(request: Request, kept: KeptRequest) -> Request:
    """A request with what was kept of it. A day worked out from words like "2 weeks ago" stays as at first sight."""
    if request.approximate and kept.request.sent:
        request = structs.replace(request, sent=kept.request.sent, approximate=kept.request.approximate)
    return combined(kept.request, request)


def _with_earlier(store: Store, request: Request) -> Request:
    """A new request, with the days on which this person asked before."""
    earlier = {
        day
        for one in requests_of_asker(store, request, with_sheets=False)
        for day in (*one.request.asked_before, one.request.sent)
        if day and request.sent and day < request.sent
    }
    if not earlier:
        return request
    return structs.replace(request, asked_before=tuple(sorted({*request.asked_before, *earlier})))


def _is_gone(sent: date | None, last_seen: date, gone: date | None) -> bool:
    """Whether a newer archive lacks a request that it would hold: one sent before it, and not long enough to lapse."""
    return gone is not None and gone > last_seen and (sent is None or 0 <= (gone - sent).days <= _PENDING_DAYS)


def _remember(store: Store, found: Found, shelf: Shelf, reading: int, today: date) -> int:
    recalled = found.recalled
    withdrawn = recalled.remembered.withdrawn
    values: dict[str, object] = {"withdrawn": withdrawn and withdrawn.isoformat()}
    if found.lying.is_kept and recalled.kept:  # all else that is kept of it is as it was
        number = recalled.kept.number
        values["last_seen"] = max(recalled.seen, recalled.kept.last_seen).isoformat()
    else:
        known = recalled.kept or same_asking(store, recalled.request)  # another program may just have added it
        sheet = shelf.sheet(found.place)
        number = keep_request(
            store, recalled.request, sheet, today=today, seen=recalled.seen, reading=reading, known=known
        )
    if found.state in CLOSING:
        values["is_open"] = 0
    elif recalled.kept and not recalled.kept.is_open and found.state != "decided":
        values["is_open"] = 1  # what was open stays as it is: the user may have decided it meanwhile
    update_row(store, "request", number, values)
    if (decision := adopt(store, number, recalled.request)) is not None:
        close(store, number, decision)
    return number


def _keep_answers(store: Store, number: int, brought: Sequence[Answer]) -> bool:
    """Whether files brought an answer that is news."""
    asked = question_of(store, number) if brought else None
    if asked is None:
        return False
    news = [keep_answer(store, asked.id, each.text, each.source) for each in brought]
    return any(news)


def _log(store: Store, found: Sequence[Found], numbers: Sequence[int], answered: int, today: date) -> None:
    """Write down what the files told; nothing if they told nothing new."""
    new = sum(one.recalled.kept is None for one in found)
    closed = sum(one.state in CLOSING and _was_open(one) for one in found)
    told = ((new, "new"), (closed, "with nothing left to do"), (answered, "answered"))
    if not (new or closed or answered):
        return
    words = ", ".join(f"{number} {what}" for number, what in told if number)
    people = {row["person"] for number in numbers for row in store.all("SELECT person FROM request WHERE id=?", number)}
    log_reading(store, f"read files: {words}", today, people)


def _was_open(found: Found) -> bool:
    return found.recalled.kept is None or found.recalled.kept.is_open
