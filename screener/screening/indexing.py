"""The people whom the user's files name, indexed once for each file, so that they can be found by name without it; and
what each archive held."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from screener.evidence.requests import request_id
from screener.ledger.people_index import keep_all
from screener.ledger.persons import Named
from screener.ledger.sqlite_store import Store
from screener.screening.remembering import Found
from screener.screening.searching import SourcePass
from screener.sources.records import Connection, Contact, Endorsement, Invitation, OwnNote, Recommendation, Row
from screener.sources.source import Source, SourceKind


def keep_named_people(store: Store, passes: Sequence[SourcePass], found: Sequence[Found]) -> None:
    """Index everybody whom the archives and address books name, unless that was done for the very same file."""
    for each in passes:
        source = each.source
        if source.kind not in (SourceKind.LINKEDIN_ARCHIVE, SourceKind.ADDRESS_BOOK):
            continue
        mark = _fingerprint(source)
        if _is_indexed(store, mark):
            continue
        people = list(_named_in(each.short))
        with store.writing():
            if not _is_indexed(store, mark):  # another program may have been quicker
                keep_all(store, people)
                store.insert("snapshot", _snapshot(each, found) | {"fingerprint": mark})


def _is_indexed(store: Store, mark: str) -> bool:
    return store.one("SELECT 1 FROM snapshot WHERE fingerprint = ?", mark) is not None


def _named_in(rows: Iterable[Row]) -> Iterator[Named]:
    for row in rows:
        match row:
            case Connection():
                yield _connection(row)
            case Invitation():
                yield Named(name=row.to, profile_url=row.to_url)
            case Recommendation():
                yield _tied(row, f"recommendation-{_way(row)}", "")
            case Endorsement():
                yield _tied(row, f"endorsement-{_way(row)}", row.url)
            case OwnNote():
                yield Named(name=row.name, profile_url=row.url, ties=(("my-note", row.provenance.date),))
            case Contact():
                yield Named(
                    name=row.name,
                    profile_url=next(iter(row.profile_urls), ""),
                    email=next(iter(row.emails), ""),
                    company=next(iter(row.companies), ""),
                    position=row.title,
                )
            case _:
                pass


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


def _snapshot(each: SourcePass, found: Sequence[Found]) -> dict[str, str | None]:
    source, day = each.source, each.newest_day
    asked = [one.recalled.request for one in found if one.recalled.request.provenance.file.startswith(source.file)]
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
