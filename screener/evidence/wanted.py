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
        self._in_addresses = _Cells(self._find_by_addresses)
        self._in_name = _Cells(self._find_by_name)
        self._in_names = _Cells(self._find_by_names)

    def message(self, sender: str, sender_url: str, recipients: str, recipient_urls: str) -> bool:
        """Whether a message may tell something of an asker, from its cells as written."""
        addresses = self._in_addresses
        if addresses[sender_url] or addresses[recipient_urls] or self._in_name[sender]:
            return True
        return (self._some_lack_addresses or not recipient_urls) and bool(self._in_names[recipients])

    def person(self, first: str, last: str, url: str, email: str) -> bool:  # noqa: ARG002 (requests hold no e-mail)
        """Whether a person may be an asker, or bear the name of one."""
        if url and self.by_slug(profile_slug(url)) is not None:
            return True
        return bool(self._find_by_name(f"{first} {last}"))

    def by_slug(self, slug: str) -> int | None:
        """The request that came from a profile."""
        return self._by_slug.get(slug)

    def by_addresses(self, cell: str) -> Numbers:
        """The requests of all addresses in a cell."""
        return self._in_addresses[cell]

    def by_name(self, name: str) -> Numbers:
        """The requests of people with a name."""
        return self._in_name[name]

    def by_names(self, cell: str) -> Numbers:
        """The requests of people who may be named in a cell of several names."""
        return self._in_names[cell]

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


class _Cells(dict[str, Numbers]):
    """Whom a cell means, worked out once for each text: looking up what was seen costs no call."""

    def __init__(self, find: Callable[[str], Numbers]) -> None:
        super().__init__({"": ()})
        self._find = find

    def __missing__(self, cell: str) -> Numbers:
        if len(self) > _MOST_CELLS:
            self.clear()
        numbers = self[cell] = self._find(cell)
        return numbers
