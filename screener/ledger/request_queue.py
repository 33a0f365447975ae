"""The queue of requests, what was known of them when they were read, and from which files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from screener.catalogue.declaring import Origin
from screener.catalogue.subjects import SUBJECTS
from screener.errors import InputError, Problem
from screener.evidence.facts import FactSheet
from screener.evidence.found import SAME_PROFILE
from screener.evidence.remembered import Answer, Asked, Earlier, Expected, Remembered, Vouch
from screener.evidence.requests import dates_agree, request_id
from screener.ledger.deeds import Question, expected_people, newest_vouches, question_of, question_of_decision
from screener.ledger.kept import (
    KeptRequest,
    Reading,
    decoded,
    decoded_places,
    decoded_sheet,
    encoded,
    encoded_places,
)
from screener.ledger.persons import Named, called_alike, kept, kept_since, known_as
from screener.ledger.sqlite_store import Row, Store
from screener.outcomes import Verdict
from screener.people.addresses import profile_slug
from screener.sources.records import OwnLanguage, OwnProfile, OwnSkill, Position, Provenance, Request, Schooling
from screener.world.asker import Owner


def decisions_awaiting(store: Store, request: Request) -> list[Row]:
    """The decisions on the very person who asks that have no request, and were made on the day of this one or later:
    they were made on it. The oldest first."""
    if request.sent is None:  # a decision of an unknown day may be on an earlier request
        return []
    url = request.profile_url if profile_slug(request.profile_url) else ""
    person = known_as(store, Named(name=request.name, profile_url=url))
    sql = "SELECT * FROM decision WHERE person = ? AND request IS NULL AND day >= ? ORDER BY day, id"
    return [] if person is None else store.all(sql, person, request.sent.isoformat())


def adopt(store: Store, number: int, request: Request) -> int | None:
    """Give a request the decisions that were made on it; the id of the one that closes it, if any does. To be called
    while writing."""
    closing = None
    for row in decisions_awaiting(store, request):
        store.run("UPDATE decision SET request = ? WHERE id = ?", number, row["id"])
        store.run("UPDATE question SET request = ? WHERE decision = ?", number, row["id"])
        closing = None if row["verdict"] == Verdict.ASK else row["id"]
    return closing


def close(store: Store, number: int, decision: int) -> None:
    """Close a request by a decision that was there before it, as one more change of the step that brought the decision:
    to take that back opens the request again. To be called while writing."""
    row = store.one("SELECT is_open FROM request WHERE id = ?", number)
    if row and row["is_open"]:
        store.run("UPDATE request SET is_open = 0 WHERE id = ?", number)
        sql = (
            "SELECT log FROM change WHERE in_table = 'decision' AND row = ? AND before IS NULL ORDER BY id DESC LIMIT 1"
        )
        if brought := store.one(sql, decision):
            change = {"in_table": "request", "row": number, "before": json.dumps({"is_open": 1})}
            store.insert("change", {"log": brought["log"], **change})


_LENGTH: Final = 16  # 64 bits tell forms of the catalogue apart


@cache
def catalogue_version() -> str:
    """A short name for what the catalogue declares, kept beside every sheet."""
    declared = [(name, sorted(subject.fields)) for name, subject in SUBJECTS.items()]
    return hashlib.sha256(repr(declared).encode()).hexdigest()[:_LENGTH]


def open_requests(store: Store, besides: Container[int] = (), *, with_sheets: bool = True) -> list[KeptRequest]:
    """The requests that the user has neither accepted nor declined, by their numbers; those `besides` are left out."""
    rows = store.all(f"{_queried(with_sheets)} WHERE is_open ORDER BY id")
    return [_kept(row) for row in rows if row["id"] not in besides]


def open_askers(store: Store) -> dict[int, Request]:
    """The open requests by their numbers, without what was known of them: quick, also for thousands."""
    rows = store.all("SELECT id, content FROM request WHERE is_open ORDER BY id")
    return {row["id"]: decoded(row["content"], Request) for row in rows}


def snoozed(store: Store, today: date) -> dict[int, date | None]:
    """The numbers of the open requests that are put off, each with the day until when; None: until a newer file is
    read."""
    sql = (
        "SELECT id, snoozed_until FROM request WHERE is_open AND (snoozed_until > ? OR "
        "snoozed >= (SELECT coalesce(max(id), 0) FROM source))"
    )
    return {row["id"]: _day(row["snoozed_until"]) for row in store.all(sql, today.isoformat())}


def request_numbered(store: Store, number: int) -> KeptRequest | None:
    """The request of that number."""
    row = store.one("SELECT * FROM request WHERE id = ?", number)
    return _kept(row) if row else None


def sheet_of(store: Store, number: int) -> FactSheet:
    """The facts that were kept of the request of that number."""
    row = store.one("SELECT sheet FROM request WHERE id = ?", number)
    return decoded_sheet(row["sheet"]) if row else {}


def _queried(with_sheets: bool) -> str:
    """The beginning of a query for requests; their facts are most of what is kept of them."""
    if with_sheets:
        return "SELECT * FROM request"
    columns = "id, called, person, content, sheet_day, reading, first_seen, last_seen, withdrawn, is_open"
    return f"SELECT {columns}, NULL AS sheet FROM request"


def requests_of(store: Store, person: int, *, with_sheets: bool = True) -> list[KeptRequest]:
    """The requests of one person, the newest first."""
    return [_kept(row) for row in store.all(f"{_queried(with_sheets)} WHERE person = ? ORDER BY id DESC", person)]


def requests_of_asker(store: Store, request: Request, *, with_sheets: bool = True) -> list[KeptRequest]:
    """All kept requests of the person who asks, the newest first."""
    person = known_as(store, _named(request))
    return requests_of(store, person, with_sheets=with_sheets) if person is not None else []


def same_asking(store: Store, request: Request, *, with_sheets: bool = True) -> KeptRequest | None:
    """The kept request that this one is: an open one of the same person, or one of the same time. Without an address
    on one side, names must be equal, and only one may fit."""
    own = requests_of_asker(store, request, with_sheets=with_sheets)
    if found := _fitting(own, request):
        return found
    person = own[0].person if own else None
    others = called_alike(store, _named(request)) - {person}
    fitting = [
        found
        for number in sorted(others)
        for found in requests_of(store, number, with_sheets=with_sheets)
        if found.request.sent and request.sent and dates_agree(found.request, request)
    ]
    return fitting[0] if len(fitting) == 1 else None  # of two who fit, none is taken: a wrong one would be closed


def keep_reading(store: Store, reading: Reading) -> int:
    """The id of what one reading told, kept once however often it is read. To be called while writing."""
    content = encoded(
        {
            "profiles": reading.profiles,
            "positions": reading.positions,
            "schooling": reading.schooling,
            "languages": reading.languages,
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
        languages=msgspec.convert(written.get("languages", ()), tuple[OwnLanguage, ...]),
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
    sheet: str,
    *,
    today: date,
    seen: date,
    reading: int,
    known: KeptRequest | None,
) -> int:
    """The number under which a request is kept, with its `encoded_sheet`; `known` is what was kept of it. To be called
    while writing."""
    told: dict[str, Any] = {
        "called": request_id(request),
        "content": encoded(request),
        "sheet": sheet,
        "sheet_day": today.isoformat(),
        "catalogue": catalogue_version(),
        "reading": reading,
        "last_seen": max(seen, known.last_seen if known else seen).isoformat(),
    }
    if known is None:
        person = kept(store, _named(request))
        return store.insert("request", {**told, "person": person, "first_seen": today.isoformat()})
    # An address that was learned may be another person's.
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
        sheet={} if row["sheet"] is None else decoded_sheet(row["sheet"]),
        sheet_day=date.fromisoformat(row["sheet_day"]),
        reading=row["reading"],
        first_seen=date.fromisoformat(row["first_seen"]),
        last_seen=date.fromisoformat(row["last_seen"]),
        withdrawn=date.fromisoformat(row["withdrawn"]) if row["withdrawn"] else None,
        is_open=bool(row["is_open"]),
    )


READER: Final = 3  # raised when the reader of files learns something: what an older one read is read anew when given
_encode = msgspec.json.Encoder().encode


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a source told besides people. `files` are those that hold each kind of evidence, `lost` the kinds that could
    not be wholly read; `newest` is its newest day; `own_mails` are the addresses known for the user's own when it
    was read."""

    owner: Owner
    own_mails: tuple[str, ...] = ()
    profiles: tuple[OwnProfile, ...] = ()
    positions: tuple[Position, ...] = ()
    schooling: tuple[Schooling, ...] = ()
    languages: tuple[OwnLanguage, ...] = ()
    skills: tuple[OwnSkill, ...] = ()
    requests: tuple[Request, ...] = ()
    records: dict[str, int] = {}
    counts: dict[str, int] = {}
    files: dict[str, tuple[str, ...]] = {}
    lost: tuple[str, ...] = ()
    newest: date | None = None
    problems: tuple[Problem, ...] = ()


class KnownSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source in the store. `made` is the day of an archive; `is_broken`: not or not wholly readable; `path` is where
    it lay, from everywhere, and empty where that was not noted."""

    id: int
    digest: str
    file: str
    kind: str
    made: date | None
    read_on: date
    reader: int
    is_broken: bool
    told: Told
    path: str = ""

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
    if store.one("SELECT 1 FROM source WHERE digest = ?", digest):  # the same content, read anew
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
        "path": path_of(file),
    }
    return store.insert("source", values)


def path_of(file: str) -> str:
    """Where a file lies, from everywhere; standard input lies nowhere."""
    return file if file == "-" else str(Path(file).absolute())


def note_place(store: Store, source: KnownSource, file: str) -> None:
    """Note where a file lies that is known already. To be called while writing."""
    if source.path != path_of(file):
        store.run("UPDATE source SET path = ? WHERE id = ?", path_of(file), source.id)


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
        path=row["path"],
    )


def remembered(store: Store, request: Request, kept: KeptRequest | None) -> Remembered:
    """What the ledger knows of this very request and of its asker by their own address; `kept` is what was kept of it,
    None if it is new. What it says of other persons, whom the asker may be, `words_on` adds."""
    number = kept.number if kept else None
    asked = question_of(store, number) if number is not None else None
    awaiting = decisions_awaiting(store, request) if kept is None or kept.is_open else []
    if awaiting and awaiting[-1]["verdict"] == Verdict.ASK:
        asked = question_of_decision(store, awaiting[-1]["id"])
    return Remembered(
        people=tuple(_of_that_address(store, request, kept)),
        number=number,
        awaiting=frozenset(row["id"] for row in awaiting),
        decided=_decided(store, kept) if kept and not kept.is_open else _decided_by(awaiting),
        asked=Asked(text=asked.text, day=asked.day) if asked else None,
        answer=_answer(store, asked) if asked else None,
        withdrawn=kept.withdrawn if kept else None,
    )


def words_on(store: Store, people: Sequence[tuple[str, int]], known: Remembered) -> dict[str, Any]:
    """What the ledger says of these people, each with how they are joined: vouches, expectations, earlier decisions."""
    return {
        "vouches": tuple(
            (match, Vouch(recommend=word.recommend, kind=word.kind, context=word.context, day=word.day))
            for match, person in people
            for word in newest_vouches(store, person)
        ),
        "expected": tuple(
            (match, Expected(until=each.until, day=each.day))
            for match, person in people
            for each in expected_people(store, person)
        ),
        "earlier": tuple(
            (match, each)
            for match, person in people
            for each in _earlier(store, person, known.number, besides=known.awaiting)
        ),
    }


def _of_that_address(store: Store, request: Request, kept: KeptRequest | None) -> Iterator[tuple[str, int]]:
    """The person of the ledger who is the asker by address; the one under whom the request was kept."""
    slug = profile_slug(request.profile_url)
    row = store.one("SELECT id FROM person WHERE slug = ?", slug) if slug else None
    if row is not None:
        yield SAME_PROFILE, row["id"]
    elif kept is not None:
        yield SAME_PROFILE, kept.person


def _earlier(store: Store, person: int, number: int | None, *, besides: Container[int]) -> Iterator[Earlier]:
    """The last decision on each earlier request of a person, the newest first; those `besides` are on this request."""
    sql = (
        "SELECT * FROM decision WHERE person = ? AND (request IS NULL OR ? IS NULL OR request < ?) "
        "ORDER BY day DESC, id DESC"
    )
    seen: set[int | None] = set()
    for row in store.all(sql, person, number, number):
        if row["id"] not in besides and (row["request"] is None or row["request"] not in seen):
            seen.add(row["request"])
            day = date.fromisoformat(row["day"])
            yield Earlier(verdict=row["verdict"], day=day, sheet=_sheet_in(row["content"]))


def _decided(store: Store, kept: KeptRequest) -> Earlier | None:
    row = store.one("SELECT * FROM decision WHERE request = ? ORDER BY id DESC LIMIT 1", kept.number)
    return Earlier(verdict=row["verdict"], day=date.fromisoformat(row["day"])) if row else None


def _decided_by(awaiting: Sequence[Row]) -> Earlier | None:
    """What the last of the decisions that no request has yet says, unless it was to ask."""
    row = awaiting[-1] if awaiting else None
    if row is None or row["verdict"] == Verdict.ASK:
        return None
    return Earlier(verdict=row["verdict"], day=date.fromisoformat(row["day"]))


def _sheet_in(content: str | None) -> FactSheet | None:
    return None if content is None else decoded_sheet(json.loads(content)["sheet"])


def _answer(store: Store, asked: Question) -> Answer | None:
    """All that came back after the newest question, as one answer that cites the newest row."""
    rows = store.all("SELECT * FROM answer WHERE question = ? ORDER BY id", asked.id)
    if not rows:
        return None
    sources = [decoded(row["source"], Provenance) for row in rows]
    newest = max(sources, key=lambda at: at.date or date.min)
    return Answer(text="\n".join(row["text"] for row in rows), source=newest)
