"""The two lists of requests: the user's own form, and what a browser tool saved."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.world.archive_files import address, halves
from tests.world.people import Case

_HEADER = ("name", "profile_url", "headline", "company", "location", "note", "sent_at", "mutual_connections",
           "connections", "profile_created",
           *(f"position_{number}_{part}" for number in (1, 2)
             for part in ("company", "title", "location", "from", "to")),
           *(f"education_1_{part}" for part in ("school", "degree", "from", "to")))  # fmt: skip


def write_own_list(path: Path, cases: Sequence[Case]) -> Path:
    """A CSV in the user's own form, with positions and education."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, _HEADER, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(_own_row(case) for case in cases if case.listed == "own")
    return path


def _own_row(case: Case) -> dict[str, object]:
    row: dict[str, object] = {
        "name": case.name, "profile_url": address(case.slug), "headline": case.headline, "company": case.company,
        "location": case.place, "note": case.note, "sent_at": case.sent,
        "mutual_connections": "" if case.mutual is None else case.mutual,
        "connections": "" if case.contacts is None else case.contacts, "profile_created": case.created,
    }  # fmt: skip
    for number, job in enumerate(case.jobs, start=1):
        start = f"position_{number}_"
        row |= {f"{start}company": job.company, f"{start}title": job.title, f"{start}location": job.place,
                f"{start}from": job.start, f"{start}to": job.end}  # fmt: skip
    for study in case.studies:
        row |= {"education_1_school": study.school, "education_1_from": study.start, "education_1_to": study.end}
    return row


def write_voyager(path: Path, cases: Sequence[Case]) -> Path:
    """What the web pages of the platform load: JSON with one element a request."""
    elements = [_element(case) for case in cases if case.listed == "voyager"]
    path.write_text(json.dumps({"elements": elements}, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _element(case: Case) -> dict[str, object]:
    first, last = halves(case.name)
    sent = datetime.fromisoformat(f"{case.sent}T12:00").replace(tzinfo=UTC)
    return {
        "invitation": {
            "fromMember": {"firstName": first, "lastName": last, "occupation": case.headline,
                           "publicIdentifier": case.slug},
            "message": case.note,
            "sentTime": int(sent.timestamp() * 1000),
        },
        "insights": [{"sharedInsight": {"totalCount": case.mutual or 0}}],
    }  # fmt: skip
