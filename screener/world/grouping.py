"""Who is who: the appearances that are one person's.

The result depends on the set of appearances alone, never on their order: where an order decides anything, it is that of
what they say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import Final

from screener.people.firms import FirmAgreement, domain_agrees, domain_label, firm_agreement, firm_key
from screener.people.likeness import likeness
from screener.people.names import Name, name_of
from screener.people.rarity import Rarity, name_points
from screener.world.appearance import AppearanceKind, Key, KeyKind, Sighting

_OF_LEDGER: Final = frozenset({AppearanceKind.LEDGER, AppearanceKind.ASKER})
_AGREEING_FIRM: Final = 4
_DIFFERING: Final = -2
_NEEDED: Final = 3


def persons_of(
    appearances: Mapping[int, Sighting],
    linked: Iterable[tuple[int, int]] = (),
    sources: Mapping[int, int] = MappingProxyType({}),
    read: Callable[[str], Name] = name_of,
) -> dict[int, int]:
    """For each appearance the person whose it is: the smallest number among theirs. `linked` pairs are one person by
    the user's word; `sources` tells which source an appearance is of; `read` reads names. Those of the ledger make
    no name more common."""
    repeated = _repeated(appearances, sources) if len(set(sources.values())) > 1 else ()
    joined = _Joined()
    _join_by_keys(joined, appearances, chain(linked, repeated), read)
    groups: dict[int, list[Sighting]] = defaultdict(list)
    in_files = set()
    for number, one in appearances.items():
        groups[first := joined.first(number)].append(one)
        if one.kind not in _OF_LEDGER:
            in_files.add(first)
    _join_by_names(joined, groups, in_files, read)
    return {number: joined.first(number) for number in appearances}


def canonical(one: Sighting) -> tuple[object, ...]:
    """By what appearances stand in the same order, however they were read."""
    return one.kind, one.names, one.keys, one.firms, one.title, one.at.file, one.at.row


class _Joined:
    """Which numbers are one person's so far; the smallest stands for them all."""

    def __init__(self) -> None:
        self._smaller: dict[int, int] = {}  # most stand for themselves alone, and are not in it

    def first(self, number: int) -> int:
        """The smallest of those it was joined with."""
        smaller = self._smaller
        while (other := smaller.get(number, number)) != number:
            smaller[number] = number = smaller.get(other, other)
        return number

    def join(self, one: int, other: int) -> int:
        """Make two one person's; the smallest of them all."""
        least, most = sorted((self.first(one), self.first(other)))
        if least != most:
            self._smaller[most] = least
        return least


def _repeated(appearances: Mapping[int, Sighting], sources: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The same records in several sources: a newer version of a file holds again what the older one held. Of two alike
    in one source each has its own in the other."""
    first: dict[tuple[object, ...], int] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for number in sorted(sources, key=lambda number: canonical(appearances[number])):
        one = appearances[number]
        said = one.kind, one.names, one.keys, one.firms, one.title, one.texts
        place = (*said, sources[number])
        yield number, first.setdefault((*said, seen[place]), number)
        seen[place] += 1


def _join_by_keys(
    joined: _Joined,
    appearances: Mapping[int, Sighting],
    linked: Iterable[tuple[int, int]],
    read: Callable[[str], Name],
) -> None:
    """Joined by profile, member id and mail address, unless an address is shared by several people."""
    first: dict[Key, int] = {}
    several: dict[Key, list[int]] = {}
    for number, one in appearances.items():
        for key in one.keys:
            if (other := first.setdefault(key, number)) != number:
                several.setdefault(key, [other]).append(number)
    for key, numbers in several.items():
        if key[0] is not KeyKind.MAIL or not _are_several([appearances[number] for number in numbers], read):
            for number in numbers[1:]:
                joined.join(numbers[0], number)
    for pair in linked:
        if all(number in appearances for number in pair):
            joined.join(*pair)


def _are_several(appearances: Sequence[Sighting], read: Callable[[str], Name]) -> bool:
    """Whether a mail address stands beside names of which no two are one person's."""
    names: dict[str, Name] = {}
    for one in sorted(appearances, key=canonical):
        if one.name and "@" not in one.name and len((name := read(one.name)).words) > 1:
            names.setdefault(name.full, name)
    whole = list(names.values())
    return any(likeness(whole[0], other) is None for other in whole[1:])


def _join_by_names(
    joined: _Joined, groups: Mapping[int, list[Sighting]], in_files: Collection[int], read: Callable[[str], Name]
) -> None:
    """Joined by an equal name, where it is rare enough among those `in_files`, or a firm agrees, and nothing speaks
    against it."""
    bearing: dict[str, list[int]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for first, group in groups.items():
        if len(group) > 1:
            group.sort(key=canonical)
        names = _whole_names(group, read)
        if first in in_files:
            for word in {word for name in names.values() for word in name.words}:
                counts[word] += 1
        for full in names:
            bearing[full].append(first)
    rarity = Rarity(counts, len(in_files))
    said: dict[int, _Said] = {}
    for full, some in sorted((full, some) for full, some in bearing.items() if len(some) > 1):
        some.sort(key=lambda first: canonical(groups[first][0]))
        said |= {first: _said(groups[first]) for first in some if first not in said}
        name = _whole_names(groups[some[0]], read)[full]
        alike = likeness(name, name)
        points = name_points(alike, rarity, len(in_files)) if alike else 0
        _join(joined, dict.fromkeys(map(joined.first, some)), said, points)


def _whole_names(group: Iterable[Sighting], read: Callable[[str], Name]) -> dict[str, Name]:
    """The names of two words and more in a group, by their full keys."""
    names: dict[str, Name] = {}
    for one in group:
        for written in one.names:
            name = read(written)
            if len(name.words) > 1:
                names.setdefault(name.full, name)
    return names


@dataclass(slots=True)
class _Said:
    """What the appearances of a group say together; firms as written."""

    slugs: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    firms: set[str] = field(default_factory=set)


def _said(group: Iterable[Sighting]) -> _Said:
    said = _Said()
    for one in group:
        said.slugs.update(value for kind, value in one.keys if kind is KeyKind.SLUG)
        said.mails.update(value for kind, value in one.keys if kind is KeyKind.MAIL)
        said.firms.update(one.firms)
    return said


def _join(joined: _Joined, same: Collection[int], said: dict[int, _Said], points: int) -> None:
    """Join what fits one other group alone, those of the most keys first; what may be several people's is nobody's."""
    kept: list[int] = []
    for group in sorted(same, key=lambda one: (not said[one].slugs, not said[one].mails, not said[one].firms)):
        own = said[group]
        fitting = [one for one in kept if _are_one(own, said[one], points, len(same))]
        agreeing = [one for one in fitting if _firms_agree(own, said[one])]
        bare = [one for one in fitting if not (said[one].slugs or said[one].mails or said[one].firms)]
        chosen = next((some[0] for some in (agreeing, fitting, bare) if len(some) == 1), None)
        if chosen is None:
            kept.append(group)
        else:
            kept[kept.index(chosen)] = together = joined.join(chosen, group)
            said[together] = _merged(said[chosen], own)


def _are_one(said: _Said, other: _Said, points: int, bearers: int) -> bool:
    if said.slugs and other.slugs:
        return False
    agree = _firms_agree(said, other)
    apart = not agree and bool((said.mails and other.mails) or (said.firms and other.firms))
    total = points + (_AGREEING_FIRM if agree else _DIFFERING if apart else 0)
    return total >= _NEEDED and (agree or bearers <= 2 or not apart)


def _firms_agree(said: _Said, other: _Said) -> bool:
    if {firm_key(firm) for firm in said.firms} & {firm_key(firm) for firm in other.firms} - {""}:
        return True
    labels, others = _labels(said), _labels(other)
    if labels & others:
        return True
    return any(
        firm_agreement(one, another) is not FirmAgreement.NONE for one in said.firms for another in other.firms
    ) or any(
        domain_agrees(label, firm)
        for some, firms in ((labels, other.firms), (others, said.firms))
        for label in some
        for firm in firms
    )


def _labels(said: _Said) -> set[str]:
    return {label for mail in said.mails if (label := domain_label(mail))}


def _merged(one: _Said, other: _Said) -> _Said:
    return _Said(one.slugs | other.slugs, one.mails | other.mails, one.firms | other.firms)
