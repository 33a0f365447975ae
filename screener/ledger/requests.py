"""The queue in the store: requests with their facts, each under a number that is never given twice."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from datetime import date
from functools import cache
from typing import Any, Final

import msgspec

from screener.catalogue.declaring import Origin
from screener.catalogue.subjects import SUBJECTS
from screener.errors import InputError
from screener.evidence.facts import FactSheet
from screener.evidence.requests import dates_agree, request_id
from screener.ledger.encoding import decoded, decoded_places, decoded_sheet, encoded, encoded_places, encoded_sheet
from screener.ledger.kept import KeptRequest, Reading
from screener.ledger.persons import Named, called_alike, kept, kept_since, known_as
from screener.ledger.sqlite_store import Row, Store
from screener.people.addresses import profile_slug
from screener.sources.records import OwnProfile, Position, Provenance, Request, Schooling

_LENGTH: Final = 16


@cache
def catalogue_version() -> str:
    """A short name for what the catalogue declares, kept beside every sheet."""
    declared = [(name, sorted(subject.fields)) for name, subject in SUBJECTS.items()]
    return hashlib.sha256(repr(declared).encode()).hexdigest()[:_LENGTH]


def open_requests(store: Store, besides: Container[int] = ()) -> list[KeptRequest]:
    """The requests that the user has neither accepted nor declined, by their numbers; those `besides` are left out."""
    numbers = [row["id"] for row in store.all("SELECT id FROM request WHERE is_open ORDER BY id")]
    asked = [request_numbered(store, number) for number in numbers if number not in besides]
    return [kept for kept in asked if kept]


def request_numbered(store: Store, number: int) -> KeptRequest | None:
    """The request of that number."""
    row = store.one("SELECT * FROM request WHERE id = ?", number)
    return _kept(row) if row else None


def requests_of(store: Store, person: int) -> list[KeptRequest]:
    """The requests of one person, the newest first."""
    return [_kept(row) for row in store.all("SELECT * FROM request WHERE person = ? ORDER BY id DESC", person)]


def requests_of_asker(store: Store, request: Request) -> list[KeptRequest]:
    """All kept requests of the person who asks, the newest first."""
    person = known_as(store, _named(request))
    return requests_of(store, person) if person is not None else []


def same_asking(store: Store, request: Request) -> KeptRequest | None:
    """The kept request that this one is: an open one of the same person, or one of the same time. Without an address
    on one side, names must be equal, and only one may fit."""
    own = requests_of_asker(store, request)
    if found := _fitting(own, request):
        return found
    person = own[0].person if own else None
    others = called_alike(store, _named(request)) - {person}
    fitting = [
        found
        for number in sorted(others)
        for found in requests_of(store, number)
        if found.request.sent and request.sent and dates_agree(found.request, request)
    ]
    return fitting[0] if len(fitting) == 1 else None


def keep_reading(store: Store, reading: Reading) -> int:
    """The id of what one reading told, kept once however often it is read. To be called while writing."""
    content = encoded(
        {
            "profiles": reading.profiles,
            "positions": reading.positions,
            "schooling": reading.schooling,
            "searched": encoded_places(reading.searched),
            "broken": encoded_places(reading.broken),
            "archive_day": reading.archive_day,
            "invitations_day": reading.invitations_day,
        }
    )
    digest = hashlib.sha256(content.encode()).hexdigest()
    row = store.one("SELECT id FROM reading WHERE digest = ?", digest)
    return row["id"] if row else store.insert("reading", {"digest": digest, "content": content})


def reading_of(store: Store, number: int) -> Reading:
    """The reading of that id."""
    row = store.one("SELECT content FROM reading WHERE id = ?", number)
    assert row is not None
    return _reading(row)


def newest_reading(store: Store) -> Reading | None:
    """What was read last, if anything was."""
    row = store.one("SELECT content FROM reading ORDER BY id DESC LIMIT 1")
    return _reading(row) if row else None


def _reading(row: Row) -> Reading:
    written = decoded(row["content"], dict[str, Any])
    return Reading(
        archive_day=_day(written.get("archive_day")),
        invitations_day=_day(written.get("invitations_day")),
        profiles=msgspec.convert(written["profiles"], tuple[OwnProfile, ...]),
        positions=msgspec.convert(written["positions"], tuple[Position, ...]),
        schooling=msgspec.convert(written["schooling"], tuple[Schooling, ...]),
        searched=_places(written["searched"]),
        broken=_places(written.get("broken", {})),
    )


def _places(written: object) -> dict[Origin, tuple[Provenance, ...]]:
    return decoded_places(msgspec.convert(written, dict[str, tuple[Provenance, ...]]))


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def keep_request(
    store: Store,
    request: Request,
    sheet: FactSheet,
    *,
    today: date,
    seen: date,
    reading: int,
    known: KeptRequest | None,
) -> int:
    """The number under which a request is kept; `known` is what was kept of it. To be called while writing."""
    told: dict[str, Any] = {
        "called": request_id(request),
        "content": encoded(request),
        "sheet": encoded_sheet(sheet),
        "sheet_day": today.isoformat(),
        "catalogue": catalogue_version(),
        "reading": reading,
        "last_seen": max(seen, known.last_seen if known else seen).isoformat(),
    }
    if known is None:
        person = kept(store, _named(request))
        return store.insert("request", {**told, "person": person, "first_seen": today.isoformat()})
    if (known.request.name, known.request.profile_url) != (request.name, request.profile_url):
        person = kept_since(store, known.person, _named(request))
        if person != known.person:
            _hand_over(store, known, person)
        told["person"] = person
    update_row(store, "request", known.number, told)
    return known.number


def update_row(store: Store, table: str, number: int, values: dict[str, Any]) -> bool:
    """Change a row if anything differs; whether it did. Raises InputError if another program has taken it out."""
    row = store.one(f"SELECT * FROM {table} WHERE id = ?", number)
    if row is None:
        raise InputError(f"{store.path} was changed by another screener meanwhile; nothing was kept, so try again")
    news = {name: value for name, value in values.items() if row[name] != value}
    if news:
        assigned = ", ".join(f"{name} = ?" for name in news)
        store.run(f"UPDATE {table} SET {assigned} WHERE id = ?", *news.values(), number)
    return bool(news)


def _hand_over(store: Store, known: KeptRequest, person: int) -> None:
    """What was done about a request belongs to the person whose it turned out to be."""
    store.run("UPDATE decision SET person = ? WHERE request = ?", person, known.number)
    store.run("INSERT OR IGNORE INTO log_person SELECT log, ? FROM log_person WHERE person = ?", person, known.person)


def _fitting(own: Iterable[KeptRequest], request: Request) -> KeptRequest | None:
    found = list(own)
    is_same = (one for one in found if one.is_open)
    of_that_time = (one for one in found if dates_agree(one.request, request))
    return next(is_same, None) or next(of_that_time, None)


def _named(request: Request) -> Named:
    url = request.profile_url if profile_slug(request.profile_url) else ""
    return Named(name=request.name, profile_url=url, email=request.email, company=request.company or "")


def _kept(row: Row) -> KeptRequest:
    return KeptRequest(
        number=row["id"],
        id=row["called"],
        person=row["person"],
        request=decoded(row["content"], Request),
        sheet=decoded_sheet(row["sheet"]),
        sheet_day=date.fromisoformat(row["sheet_day"]),
        reading=row["reading"],
        first_seen=date.fromisoformat(row["first_seen"]),
        last_seen=date.fromisoformat(row["last_seen"]),
        withdrawn=date.fromisoformat(row["withdrawn"]) if row["withdrawn"] else None,
        is_open=bool(row["is_open"]),
    )
