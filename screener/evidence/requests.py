"""The queue: requests from several sources made one, each person once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from screener.people.addresses import profile_slug
from screener.people.names import name_keys
from screener.sources.records import Request
from screener.texts.folding import fold

_TOLERANCE: Final = timedelta(days=1)
_APART_IF_APPROXIMATE: Final = timedelta(days=31)  # "1 month ago" is all that the invitation page tells


def merge_requests(requests: Iterable[Request]) -> tuple[Request, ...]:
    """Each asker once, in the order of first sight, with the newest note and everything that any source tells.

    Two requests are one if they come from the same profile; or, where one lacks the address, if names are equal and
    the dates agree or one lacks it, and only one other request fits.
    """
    merged: list[Request] = []
    by_slug: dict[str, int] = {}
    without_address: list[Request] = []
    for request in requests:
        slug = profile_slug(request.profile_url)
        if not slug:
            without_address.append(request)
        elif slug in by_slug:
            merged[by_slug[slug]] = combined(merged[by_slug[slug]], request)
        else:
            by_slug[slug] = len(merged)
            merged.append(request)
    return _with_namesakes(merged, _merged_by_name(without_address))


def request_id(request: Request) -> str:
    """What a request is called everywhere: its slug, else a hash of folded name and sent date."""
    slug = profile_slug(request.profile_url)
    if slug:
        return slug
    return hashlib.sha256(f"{fold(request.name)}\n{request.sent or ''}".encode()).hexdigest()[:16]


def _merged_by_name(requests: Sequence[Request]) -> list[Request]:
    """Requests without addresses: the same name at the same time is one; at another time it is another request."""
    merged: list[Request] = []
    by_name: dict[str, list[int]] = defaultdict(list)
    for request in requests:
        keys = name_keys(request.name)
        numbers = dict.fromkeys(number for key in keys for number in by_name[key])
        fitting = [number for number in numbers if dates_agree(merged[number], request)]
        if len(fitting) == 1:
            merged[fitting[0]] = combined(merged[fitting[0]], request)
            continue
        for key in keys:
            by_name[key].append(len(merged))
        merged.append(request)
    return merged


def _with_namesakes(addressed: list[Request], others: list[Request]) -> tuple[Request, ...]:
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, request in enumerate(addressed):
        for key in name_keys(request.name):
            by_name[key].append(number)
    wanted_by: dict[int, list[Request]] = defaultdict(list)
    left = []
    for request in others:
        numbers = dict.fromkeys(number for key in name_keys(request.name) for number in by_name[key])
        fitting = [number for number in numbers if dates_agree(addressed[number], request)]
        if len(fitting) == 1:
            wanted_by[fitting[0]].append(request)
        else:
            left.append(request)
    for number, candidates in wanted_by.items():
        if len(candidates) == 1:  # two of one name: either may be the one, so both stay
            addressed[number] = combined(addressed[number], candidates[0])
        else:
            left += candidates
    return (*addressed, *left)


def dates_agree(one: Request, other: Request) -> bool:
    """Whether two requests of one person may be the same asking: both days may be those of two time zones."""
    if one.sent is None or other.sent is None:
        return True
    tolerance = _APART_IF_APPROXIMATE if one.approximate or other.approximate else _TOLERANCE
    return abs(one.sent - other.sent) <= tolerance


def combined(one: Request, other: Request) -> Request:
    """Two requests of one person as one: the newest note, and everything that either tells."""
    # Of one day, the one with a note tells more.
    older, newer = sorted((one, other), key=lambda request: (request.sent or date.min, bool(request.note)))
    noted = newer if newer.note or not older.note else older
    dated = older if newer.sent is None or (newer.approximate and older.sent and not older.approximate) else newer
    return replace(
        newer,
        name=newer.name or older.name,
        profile_url=newer.profile_url or older.profile_url,
        headline=_told(newer.headline, older.headline),
        company=_told(newer.company, older.company),
        location=_told(newer.location, older.location),
        note=noted.note if noted.note is not None else older.note,
        sent=dated.sent,
        approximate=dated.approximate,
        asked_before=_asked_before(one, other, dated),
        email=newer.email or older.email,
        mutual_connections=_first(newer.mutual_connections, older.mutual_connections),
        connections=_first(newer.connections, older.connections),
        profile_created=newer.profile_created or older.profile_created,
        positions=newer.positions or older.positions or newer.positions,  # the last: () is none, None is not known
        education=newer.education or older.education or newer.education,
        provenance=noted.provenance,
    )


def _asked_before(one: Request, other: Request, newest: Request) -> tuple[date, ...]:
    """The days on which this person asked before the newest request, each once however many sources tell it."""
    days = sorted({*one.asked_before, *other.asked_before, *filter(None, (one.sent, other.sent))}, reverse=True)
    apart = _APART_IF_APPROXIMATE if one.approximate or other.approximate else _TOLERANCE
    last, earlier = newest.sent, []
    for day in days:
        if last is not None and day < last - apart:
            earlier.append(day)
            last = day
    return tuple(reversed(earlier))


def _told(newer: str | None, older: str | None) -> str | None:
    return newer or older if newer or older is not None else newer


def _first(newer: int | None, older: int | None) -> int | None:
    return older if newer is None else newer
