"""Who is looked for: the askers by slug, e-mail and name, and the quick tests that long files are streamed against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from screener.evidence.found import NAME, SAME_EMAIL
from screener.evidence.myself import Myself
from screener.evidence.second_facts import firms_of
from screener.people.addresses import profile_slug, slugs_in
from screener.people.companies import company_key
from screener.people.emails import email_key, name_in
from screener.people.likeness import are_alike
from screener.people.names import name_keys, names_in
from screener.people.variants import latin_keys, split_former, variant_keys
from screener.sources.records import Mail, Party, Request

Numbers = tuple[int, ...]
_MOST_CELLS: Final = 50_000  # beyond that a cache of cells starts anew, so that memory does not grow with the files


class Wanted:
    """The askers of a queue, known by their number in it.

    E-mail addresses are added while the short files are read: an address book or a connection may tell those of an
    asker, and mails and calendars name people by them. `former_names` are those that a note tells of.
    """

    def __init__(
        self,
        requests: Sequence[Request],
        me: Myself,
        former_names: Mapping[int, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self.slugs: tuple[str, ...] = tuple(profile_slug(request.profile_url) for request in requests)
        self._by_slug = {slug: number for number, slug in enumerate(self.slugs) if slug}
        names = [_names(request.name, former_names.get(number, ())) for number, request in enumerate(requests)]
        self._by_name = _index(names, name_keys, me.names)
        self._by_variant = _index(names, variant_keys, me.names)
        self._by_likeness = _index(names, _likeness_keys, frozenset())
        self._marks_beside: dict[str, set[str]] = defaultdict(set)
        for key in self._by_likeness:
            word, _, mark = key.partition(" ")
            self._marks_beside[word].add(mark)
        self._firms_of = tuple(map(firms_of, requests))
        self._firms = frozenset[str]().union(*self._firms_of)
        self._keys = tuple(frozenset(key for name in each for key in name_keys(name)) - me.names for each in names)
        self._own_emails = me.emails
        self._by_email: dict[str, dict[int, str]] = defaultdict(dict)
        for number, request in enumerate(requests):
            self.learn_emails(number, [request.email], SAME_EMAIL)
        self._some_lack_addresses = not all(self.slugs)
        self._in_addresses = _Cells(self._find_by_addresses)
        self._in_name = _Cells(self._find_by_name)
        self._in_names = _Cells(self._find_by_names)
        self._in_variant = _Cells(self._find_by_variant)

    def message(self, sender: str, sender_url: str, recipients: str, recipient_urls: str) -> bool:
        """Whether a message may tell something of an asker, from its cells as written."""
        addresses = self._in_addresses
        if addresses[sender_url] or addresses[recipient_urls] or self._in_name[sender] or self._in_variant[sender]:
            return True
        return (self._some_lack_addresses or not recipient_urls) and bool(self._in_names[recipients])

    def mail(self, row: Mail) -> bool:
        """Whether a mail may tell something of an asker. All other files come first."""
        return any(map(self._party, (row.sender, *row.recipients, *row.cc)))

    def _party(self, party: Party) -> bool:
        email = email_key(party.email)
        if email in self._by_email:
            return True
        name = party.name or name_in(email)
        return bool(self._in_name[name] or self._in_variant[name])

    def person(self, first: str, last: str, url: str, email: str, company: str) -> bool:
        """Whether a person may be an asker, or bear a name like one's and share a firm."""
        if url and profile_slug(url) in self._by_slug:
            return True
        if email and self.by_email(email):
            return True
        name = f"{first} {last}"
        keys = name_keys(name)
        for key in keys:
            if key in self._by_name or key in self._by_variant:
                return True
        if not name.isascii() and self._find_by_variant(name):
            return True
        if company_key(company) not in self._firms or not keys or not self._is_a_word_common(keys[0].split()):
            return False
        return bool(self.by_likeness(name, [company]))

    def learn_emails(self, number: int, emails: Iterable[str], match: str) -> bool:
        """Take in the addresses of an asker, and how sure that is; whether any of them was news."""
        known = False
        for email in emails:
            key = email_key(email)
            if key and key not in self._own_emails and self._by_email[key].get(number) not in (match, SAME_EMAIL):
                self._by_email[key][number] = match
                known = True
        return known

    def by_slug(self, slug: str) -> int | None:
        """The request that came from a profile."""
        return self._by_slug.get(slug)

    def by_email(self, email: str) -> Mapping[int, str]:
        """The requests of people with an address, each with how sure that is; an address of two tells no more than a
        name does."""
        key = email_key(email)
        numbers = self._by_email.get(key, {}) if key else {}
        sure = [number for number, match in numbers.items() if match == SAME_EMAIL]
        if len(sure) == 1:
            return {sure[0]: SAME_EMAIL}
        return dict.fromkeys(numbers, NAME)

    def by_addresses(self, cell: str) -> Numbers:
        """The requests of all profile addresses in a cell."""
        return self._in_addresses[cell]

    def by_name(self, name: str) -> Numbers:
        """The requests of people with a name."""
        return self._in_name[name]

    def by_variant(self, name: str) -> Numbers:
        """The requests of people whose name may be another form of this one, and is not this one."""
        return self._in_variant[name]

    def by_likeness(self, name: str, firms: Iterable[str]) -> Numbers:
        """The requests of people whose name is spelled nearly so and who name one of the firms: likeness alone is not
        asked for."""
        places = self._firms.intersection(map(company_key, firms))
        if not places:
            return ()
        keys = name_keys(name)
        return tuple(
            number
            for number in _all_of(self._by_likeness, _likeness_keys(name))
            if not places.isdisjoint(self._firms_of[number])
            and any(are_alike(key, own) for key in keys for own in sorted(self._keys[number]))
        )

    def _is_a_word_common(self, words: Sequence[str]) -> bool:
        """Whether one of the likeness keys of a name of these words is an asker's, told without making the keys."""
        for word in words:
            if marks := self._marks_beside.get(word):
                for other in words:
                    if other != word and other[0] + other[-1] in marks:
                        return True
        return False

    def by_names(self, cell: str) -> Numbers:
        """The requests of people who may be named in a cell of several names."""
        return self._in_names[cell]

    def are_recipients_named(self, recipient_urls: str) -> bool:
        """Whether recipients must be looked for by name: the addresses of the message or of some asker are missing."""
        return self._some_lack_addresses or not recipient_urls

    def _find_by_addresses(self, cell: str) -> Numbers:
        return tuple(number for slug in slugs_in(cell) if (number := self._by_slug.get(slug)) is not None)

    def _find_by_name(self, name: str) -> Numbers:
        return _all_of(self._by_name, name_keys(name))

    def _find_by_variant(self, name: str) -> Numbers:
        keys = name_keys(name)
        latin = () if name.isascii() else latin_keys(name)
        found = set(_all_of(self._by_variant, keys))
        if latin:
            found.update(_all_of(self._by_name, latin), _all_of(self._by_variant, latin))
        return tuple(sorted(found.difference(_all_of(self._by_name, keys)))) if found else ()

    def _find_by_names(self, cell: str) -> Numbers:
        return _all_of(self._by_name, names_in(cell))


def _names(name: str, told: Sequence[str]) -> tuple[str, ...]:
    now, former = split_former(name)
    return (now, *former, *told)


def _likeness_keys(name: str) -> set[str]:
    """What two alike names have in common: a whole word, and beside it a word with the same first and last letter."""
    keys = name_keys(name)
    words = keys[0].split() if keys else ()
    return {f"{word} {other[0]}{other[-1]}" for word in words for other in words if other != word and len(word) > 2}


def _index(
    names: Sequence[Sequence[str]], keys_of: Callable[[str], Iterable[str]], own: frozenset[str]
) -> dict[str, Numbers]:
    """The requests by the keys of their names. Whoever bears the user's own name is looked for by address only."""
    index: dict[str, dict[int, None]] = defaultdict(dict)
    for number, every in enumerate(names):
        for name in every:
            for key in keys_of(name):
                if key not in own:
                    index[key][number] = None
    return {key: tuple(numbers) for key, numbers in index.items()}


def _all_of(index: Mapping[str, Numbers], keys: Iterable[str]) -> Numbers:
    found = [index[key] for key in keys if key in index]
    if len(found) < 2:
        return found[0] if found else ()
    return tuple(sorted(set().union(*found)))


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
