"""Who the owner of an archive is: "me" among the senders and recipients. Found out by one who takes in its records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from screener.sources.records import Invitation, Message, OwnProfile, Request, Row

# The constant party shows itself early; the rest of a long file need not be looked at for it.
_ENOUGH_MESSAGES: Final = 5_000
_BETWEEN_ADDRESSES: Final = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose archive it is; what the archive does not tell is empty."""

    name: str = ""
    profile_url: str = ""


class OwnerSearch:
    """Takes in the records of one archive: whom its invitations came to or went out from, else its profile, else the
    one who takes part in all messages, is the owner."""

    def __init__(self) -> None:
        self._invited: list[tuple[str, str]] = []
        self._profile: OwnProfile | None = None
        self._messages: list[Message] = []
        self._is_told: bool | None = None  # by the short files, known once the messages begin

    def add(self, row: Row) -> None:
        """Take in a record."""
        match row:
            case Request():
                self._invited.append((row.to, row.to_url))
            case Invitation():
                self._invited.append((row.sender, row.sender_url))
            case OwnProfile():
                self._profile = self._profile or row
            case Message() if self.wants_messages:
                self._messages.append(row)
            case _:
                pass

    @property
    def wants_messages(self) -> bool:
        """Whether messages can still tell more; the short files come first and often tell all."""
        if self._is_told is None:
            self._is_told = all(self._by_invitations())
        return not self._is_told and len(self._messages) < _ENOUGH_MESSAGES

    def found(self) -> Owner:
        """The owner, as far as the records taken in tell."""
        name, address = self._by_invitations()
        if name and address:
            return Owner(name, address)
        seen = self._messages
        if not name:
            name = _constant({message.sender, message.recipients} for message in seen)
        if not address and name:
            address = _commonest(_addresses_of(name, seen))
        return Owner(name, address or _constant(_addresses(message) for message in seen))

    def _by_invitations(self) -> tuple[str, str]:
        name = _commonest(name for name, _ in self._invited)
        if not name and self._profile:
            name = f"{self._profile.first_name} {self._profile.last_name}".strip()
        return name, _commonest(address for _, address in self._invited)


def _addresses_of(name: str, seen: Iterable[Message]) -> Iterator[str]:
    for message in seen:
        if message.sender == name:
            yield message.sender_url
        elif message.recipients == name:
            yield message.recipient_urls


def _addresses(message: Message) -> set[str]:
    return {message.sender_url, *_BETWEEN_ADDRESSES.split(message.recipient_urls)}


def _constant(parties: Iterable[set[str]]) -> str:
    """The one party that takes part in nearly all; empty if there is none or several do."""
    sets = [present for party in parties if (present := party - {""})]
    counted = Counter(party for parties_of_one in sets for party in parties_of_one).most_common(2)
    if len(counted) < 2 or counted[0][1] == counted[1][1]:
        return ""
    # Messages to several people, or to somebody whose account is gone, do not show every party.
    return counted[0][0] if counted[0][1] >= 0.7 * len(sets) else ""


def _commonest(texts: Iterable[str]) -> str:
    return min(Counter(filter(None, texts)).items(), key=lambda item: (-item[1], item[0]), default=("", 0))[0]
