"""Who is looked for: the askers by slug and name, and the quick tests that long files are streamed against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from screener.evidence.myself import Myself
from screener.people.addresses import profile_slug, slugs_in
from screener.people.names import name_keys, names_in
from screener.sources.records import Request

Numbers = tuple[int, ...]
_MOST_CELLS: Final = 50_000  # beyond that a cache of cells starts anew, so that memory does not grow with the files


class Wanted:
    """The askers of a queue, known by their number in it."""

    def __init__(self, requests: Sequence[Request], me: Myself) -> None:
        self.slugs: tuple[str, ...] = tuple(profile_slug(request.profile_url) for request in requests)
        self._by_slug = {slug: number for number, slug in enumerate(self.slugs) if slug}
        by_name: dict[str, list[int]] = defaultdict(list)
        for number, request in enumerate(requests):
            # Whoever bears the user's own name is looked for by address only.
            for key in set(name_keys(request.name)) - me.names:
                by_name[key].append(number)
        self._by_name = {key: tuple(numbers) for key, numbers in by_name.items()}
        self._some_lack_addresses = not all(self.slugs)
        self.by_addresses = _cached(self._find_by_addresses)
        self.by_name = _cached(self._find_by_name)
        self.by_names = _cached(self._find_by_names)

    def message(self, sender: str, sender_url: str, recipients: str, recipient_urls: str) -> bool:
        """Whether a message may tell something of an asker, from its cells as written."""
        if self.by_addresses(sender_url) or self.by_addresses(recipient_urls) or self.by_name(sender):
            return True
        return self.are_recipients_named(recipient_urls) and bool(self.by_names(recipients))

    def person(self, first: str, last: str, url: str, email: str) -> bool:  # noqa: ARG002 (requests hold no e-mail)
        """Whether a person may be an asker, or bear the name of one."""
        if url and self.by_slug(profile_slug(url)) is not None:
            return True
        return bool(self._find_by_name(f"{first} {last}"))

    def by_slug(self, slug: str) -> int | None:
        """The request that came from a profile."""
        return self._by_slug.get(slug)

    def are_recipients_named(self, recipient_urls: str) -> bool:
        """Whether recipients must be looked for by name: the addresses of the message or of some asker are missing."""
        return self._some_lack_addresses or not recipient_urls

    def _find_by_addresses(self, cell: str) -> Numbers:
        return tuple(number for slug in slugs_in(cell) if (number := self._by_slug.get(slug)) is not None)

    def _find_by_name(self, name: str) -> Numbers:
        numbers = {number for key in name_keys(name) for number in self._by_name.get(key, ())}
        return tuple(sorted(numbers))

    def _find_by_names(self, cell: str) -> Numbers:
        numbers = {number for key in names_in(cell) for number in self._by_name.get(key, ())}
        return tuple(sorted(numbers))


def _cached(find: Callable[[str], Numbers]) -> Callable[[str], Numbers]:
    found: dict[str, Numbers] = {"": ()}

    def look_up(cell: str) -> Numbers:
        numbers = found.get(cell)
        if numbers is None:
            if len(found) > _MOST_CELLS:
                found.clear()
            numbers = found[cell] = find(cell)
        return numbers

    return look_up
