"""The asker of one request as they are held against the world."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from screener.people.addresses import profile_key
from screener.people.emails import email_key
from screener.people.firms import firms_in_headline
from screener.people.names import Name, name_of
from screener.sources.records import Provenance, Request
from screener.world.appearance import Appearance, AppearanceKind, Key, KeyKind, names_borne

_NOWHERE: Final = Provenance(file="")


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, by all that the request says. `names` has the written one first; `danger` says in words what copies of
    other people's profiles are known by, empty if nothing of that kind was seen."""

    called: str
    names: tuple[Name, ...]
    keys: tuple[Key, ...] = ()
    firms: tuple[str, ...] = ()
    present_firms: tuple[str, ...] = ()
    title: str = ""
    headline: str = ""
    note: str = ""
    sent: date | None = None
    danger: str = ""

    @property
    def slug(self) -> str:
        """Their vanity address; empty if it is not known."""
        return next((value for kind, value in self.keys if kind is KeyKind.SLUG), "")


def asker_of(request: Request, danger: str = "") -> Asker:
    """The asker of a request."""
    key = profile_key(request.profile_url)
    keys = [(KeyKind(key.kind), key.value)] if key and key.kind != "urn" else []
    if mail := email_key(request.email):
        keys.append((KeyKind.MAIL, mail))
    headline = request.headline or ""
    now = [firm for firm in (request.company or "", *firms_in_headline(headline)) if firm]
    jobs = request.positions or ()
    present = [*now, *(job.company for job in jobs if job.end is None and job.start is not None)]
    return Asker(
        called=request.name,
        names=_names(request.name, tuple(keys)),
        keys=tuple(keys),
        firms=tuple(dict.fromkeys([*now, *(job.company for job in jobs), *_schools(request)])),
        present_firms=tuple(dict.fromkeys(present)),
        title=next((job.title for job in jobs if job.title), ""),
        headline=headline,
        note=request.note or "",
        sent=request.sent,
        danger=danger,
    )


def _schools(request: Request) -> list[str]:
    return [time.school for time in request.education or ()]


def _names(written: str, keys: tuple[Key, ...]) -> tuple[Name, ...]:
    """The name as written, and what the address spells if a word of it agrees: it often keeps a former name."""
    own = name_of(written)
    borne = names_borne([Appearance(kind=AppearanceKind.LEDGER, keys=keys, at=_NOWHERE)])
    return (own, *(name for name in borne if name.full != own.full and not set(name.words).isdisjoint(own.words)))
