"""Whose files these are: the user among senders, recipients and attendees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from screener.people.addresses import ProfileKey, profile_key
from screener.people.emails import email_key
from screener.people.firms import domain_label
from screener.people.names import name_of
from screener.sources.records import Participant, Party

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
