"""The people whom the user's files name, indexed once for each file, so that they can be found by name without it; and
what each archive held."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from screener.evidence.requests import request_id
from screener.ledger.people_index import keep_all
from screener.ledger.persons import Named
from screener.ledger.sqlite_store import Store
from screener.screening.remembering import Found
from screener.sources.address_books import contacts
from screener.sources.archives import endorsements, invitations, recommendations
from screener.sources.long_tables import connections
from screener.sources.notes_and_events import own_notes
from screener.sources.records import Connection, Endorsement, Recommendation
from screener.sources.source import Source, SourceKind


def keep_named_people(store: Store, sources: Sequence[Source], found: Sequence[Found]) -> None:
    """Index everybody whom the archives and address books name, unless that was done for the very same file."""
    for source in sources:
        if source.kind not in (SourceKind.LINKEDIN_ARCHIVE, SourceKind.ADDRESS_BOOK):
            continue
        mark = _fingerprint(source)
        if _is_indexed(store, mark):
            continue
        people = list(_named_in(source))
        with store.writing():
            if not _is_indexed(store, mark):  # another program may have been quicker
                keep_all(store, people)
                store.insert("snapshot", _snapshot(source, found) | {"fingerprint": mark})


def newest_day(source: Source) -> date | None:
    """The newest day of an archive's invitations and connections; None for any other source."""
    if source.kind is not SourceKind.LINKEDIN_ARCHIVE:
        return None
    rows = [row.provenance.date for row in invitations(source)]
    rows += [row.provenance.date for row in connections(source, lambda *_: True)]
    return max((day for day in rows if day), default=None)


def _is_indexed(store: Store, mark: str) -> bool:
    return store.one("SELECT 1 FROM snapshot WHERE fingerprint = ?", mark) is not None


def _named_in(source: Source) -> Iterator[Named]:
    for row in connections(source, lambda *_: True):
        yield _connection(row)
    for invitation in invitations(source):
        if not invitation.incoming:
            yield Named(name=invitation.to, profile_url=invitation.to_url)
    for given in recommendations(source):
        yield _tied(given, f"recommendation-{_way(given)}", "")
    for endorsed in endorsements(source):
        yield _tied(endorsed, f"endorsement-{_way(endorsed)}", endorsed.url)
    for note in own_notes(source):
        yield Named(name=note.name, profile_url=note.url, ties=(("my-note", note.provenance.date),))
    for contact in contacts(source):
        yield Named(
            name=contact.name,
            profile_url=next(iter(contact.profile_urls), ""),
            email=next(iter(contact.emails), ""),
            company=next(iter(contact.companies), ""),
            position=contact.title,
        )


def _connection(row: Connection) -> Named:
    return Named(
        name=f"{row.first_name} {row.last_name}".strip(),
        profile_url=row.url,
        email=row.email,
        company=row.company,
        position=row.position,
        connected_on=row.provenance.date,
    )


def _tied(row: Recommendation | Endorsement, kind: str, url: str) -> Named:
    name = f"{row.first_name} {row.last_name}".strip()
    return Named(name=name, profile_url=url, ties=((kind, row.provenance.date),))


def _way(row: Recommendation | Endorsement) -> str:
    return "given" if row.given else "received"


def _snapshot(source: Source, found: Sequence[Found]) -> dict[str, str | None]:
    asked = [each.recalled.request for each in found if each.recalled.request.provenance.file.startswith(source.file)]
    day = source.archive_date or newest_day(source)
    return {
        "file": Path(source.file).name,
        "day": day.isoformat() if day else None,
        "counts": json.dumps({**source.records, **source.counts}),
        "requests": json.dumps(sorted(map(request_id, asked)), ensure_ascii=False),
    }


def _fingerprint(source: Source) -> str:
    """A short name for a file as it is now: its name, size and time of change, or those of the files in a folder."""
    path = Path(source.file)
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    marks = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.is_file()]
    return hashlib.sha256(repr((path.name, marks, sorted(source.records.items()))).encode()).hexdigest()
