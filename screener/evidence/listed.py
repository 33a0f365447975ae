"""The lists of people that the user keeps in `about-me.yaml` or under `define:`, looked up by address or name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from screener.evidence.facts import Fact, fact
from screener.people.addresses import profile_slug
from screener.people.names import name_keys
from screener.policy.model import AboutMe, PersonName
from screener.sources.records import Provenance, Request

NEVER_CONNECT = "never-connect"


class ListIndex(msgspec.Struct, frozen=True):
    """The names of the lists in which a slug stands, and in which a name stands (with the address beside it)."""

    by_slug: Mapping[str, tuple[str, ...]]
    by_name: Mapping[str, tuple[tuple[str, str], ...]]


def list_index(about_me: AboutMe, lists: Mapping[str, Sequence[PersonName | str]]) -> ListIndex:
    """All lists made ready for looking up; a text in a list may be the name of a person."""
    by_slug: dict[str, dict[str, None]] = defaultdict(dict)
    by_name: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for title, members in {**lists, **about_me.lists, NEVER_CONNECT: about_me.never_connect}.items():
        for member in members:
            person = PersonName(name=member) if isinstance(member, str) else member
            slug = profile_slug(person.profile_url)
            if slug:
                by_slug[slug][title] = None
            for key in name_keys(person.name):
                by_name[key][title, slug] = None
    return ListIndex(
        {slug: tuple(titles) for slug, titles in by_slug.items()},
        {key: tuple(entries) for key, entries in by_name.items()},
    )


def listed_in(request: Request, index: ListIndex) -> tuple[Fact, ...]:
    """The lists in which the asker stands; an entry with another address is another person."""
    slug = profile_slug(request.profile_url)
    matches = dict.fromkeys(index.by_slug.get(slug, ()), "same-profile")  # the address before the name: it is surer
    for key in name_keys(request.name) if index.by_name else ():
        for title, other_slug in index.by_name.get(key, ()):
            if not (slug and other_slug):  # two addresses that differ are two people, whatever the name
                matches.setdefault(title, "name")
    return tuple(
        fact({"in": title, "matched-by": match}, Provenance(file="about-me.yaml"), f"in your list {title}")
        for title, match in sorted(matches.items())
    )
