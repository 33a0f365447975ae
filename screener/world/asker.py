"""The user as files tell of them, and who asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

import msgspec
from msgspec import structs

from screener.people.addresses import ProfileKey, email_key, profile_key
from screener.people.firms import domain_label, firms_in_headline
from screener.people.names import Name, name_of
from screener.policy.model import AboutMe
from screener.sources.records import Participant, Party, Provenance, Request
from screener.world.appearance import Appearance, AppearanceKind, Key, KeyKind, names_borne

_SHARE_OF_ALL = 0.7  # messages to several people, or to deleted accounts, do not show every party


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """The user's names (as keys), profile addresses and mail addresses; `called` is the name as written."""

    called: str = ""
    names: frozenset[str] = frozenset()
    profiles: frozenset[ProfileKey] = frozenset()
    mails: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether anything tells who the user is."""
        return bool(self.names or self.profiles or self.mails)

    @property
    def domains(self) -> frozenset[str]:
        """The labels of the mail domains that are the user's own, free mailers left out."""
        return frozenset(filter(None, map(domain_label, self.mails)))

    def is_profile(self, name: str, address: str) -> bool:
        """Whether a name with a profile address is the user: by address where both are known, else by name."""
        key = profile_key(address)
        if key is not None and any(own.kind == key.kind for own in self.profiles):
            return key in self.profiles
        return bool(name) and name_of(name).full in self.names

    def is_party(self, party: Party | Participant) -> bool:
        """Whether somebody in a mail or calendar is the user: by address where the user's are known, else by name."""
        mail = email_key(party.email)
        if mail and self.mails:
            return mail in self.mails
        return bool(party.name) and name_of(party.name).full in self.names

    def joined(self, other: Owner) -> Owner:
        """Both taken together; the name of this one stays."""
        return Owner(
            called=self.called or other.called,
            names=self.names | other.names,
            profiles=self.profiles | other.profiles,
            mails=self.mails | other.mails,
        )


def owner_named(name: str = "", profile_urls: Iterable[str] = (), mails: Iterable[str] = ()) -> Owner:
    """The owner as a name and addresses tell."""
    key = name_of(name).full if name else ""
    profiles = (found for url in profile_urls if (found := profile_key(url)) is not None)
    return Owner(
        called=name.strip(),
        names=frozenset({key} - {""}),
        profiles=frozenset(profiles),
        mails=frozenset(filter(None, map(email_key, mails))),
    )


def owner_as_told(about_me: AboutMe) -> Owner:
    """The owner as they tell themselves."""
    return owner_named(about_me.name, [about_me.profile_url], about_me.emails)


def commonest(texts: Iterable[str]) -> str:
    """The text that stands most often; of several, the first by letters."""
    return min(Counter(filter(None, texts)).items(), key=lambda item: (-item[1], item[0]), default=("", 0))[0]


def constant_party(parties: Iterable[tuple[frozenset[str], int]]) -> str:
    """The one who takes part in nearly all of so many messages; empty if there is none, or several do."""
    counted: Counter[str] = Counter()
    total = 0
    for names, number in parties:
        total += number
        for name in names - {""}:
            counted[name] += number
    first_two = counted.most_common(2)
    if len(first_two) < 2 or first_two[0][1] == first_two[1][1]:
        return ""
    return first_two[0][0] if first_two[0][1] >= _SHARE_OF_ALL * total else ""


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
    asker = _asker_of(request)
    return structs.replace(asker, danger=danger) if danger else asker


@lru_cache(maxsize=8)  # one request is looked at from several sides in a row
def _asker_of(request: Request) -> Asker:
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
    )


def _schools(request: Request) -> list[str]:
    return [time.school for time in request.education or ()]


def _names(written: str, keys: tuple[Key, ...]) -> tuple[Name, ...]:
    """The name as written, and what the address spells if a word of it agrees: it often keeps a former name."""
    own = name_of(written)
    borne = names_borne([Appearance(kind=AppearanceKind.LEDGER, keys=keys, at=_NOWHERE)])
    return (own, *(name for name in borne if name.full != own.full and not set(name.words).isdisjoint(own.words)))
