"""Who the owner of an archive is: "me" among the senders and recipients."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from screener.sources.archives import invitations, own_profile
from screener.sources.long_tables import messages
from screener.sources.records import Message
from screener.sources.source import Source

# The constant party shows itself early; the rest of a long file need not be read for it.
_ENOUGH_MESSAGES = 5_000
_BETWEEN_ADDRESSES = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose archive it is; what the archive does not tell is empty."""

    name: str = ""
    profile_url: str = ""


def owner(source: Source) -> Owner:
    """The owner of an archive: whom its invitations came to or went out from, else its profile, else the one who
    takes part in all messages."""
    invited = [(row.to, row.to_url) if row.incoming else (row.sender, row.sender_url) for row in invitations(source)]
    name, address = _commonest(name for name, _ in invited), _commonest(address for _, address in invited)
    profile = None if name else own_profile(source)
    if profile:
        name = f"{profile.first_name} {profile.last_name}".strip()
    if name and address:
        return Owner(name, address)
    return _owner_by_messages(source, name, address)


def _owner_by_messages(source: Source, name: str, address: str) -> Owner:
    seen = list(islice(messages(source, lambda *_: True), _ENOUGH_MESSAGES))
    if not name:
        name = _constant({message.sender, message.recipients} for message in seen)
    if not address and name:
        address = _commonest(_addresses_of(name, seen))
    return Owner(name, address or _constant(_addresses(message) for message in seen))


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
