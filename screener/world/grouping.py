"""Who is who: the appearances that are one person's.

The result depends on the set of appearances alone, never on their order: members and groups are taken in the order of
what they say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from screener.people.firms import FirmAgreement, domain_agrees, domain_label, firm_agreement, firm_key
from screener.people.likeness import likeness
from screener.people.names import Name, name_of
from screener.people.rarity import Rarity, name_points
from screener.world.appearance import Appearance, Key, KeyKind

_AGREEING_FIRM: Final = 4
_DIFFERING: Final = -2
_NEEDED: Final = 3


@dataclass(slots=True)
class _Group:
    """Appearances that are one person's so far."""

    members: list[int] = field(default_factory=list)
    slugs: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    firms: set[str] = field(default_factory=set)  # as written
    names: dict[str, Name] = field(default_factory=dict)  # by full key


def persons_of(
    appearances: Mapping[int, Appearance],
    linked: Iterable[tuple[int, int]] = (),
    sources: Mapping[int, int] = MappingProxyType({}),
) -> dict[int, int]:
    """For each appearance the person whose it is: the smallest number among theirs. `linked` pairs are one person by
    the user's word; `sources` tells which source an appearance is of."""
    order = sorted(appearances, key=lambda number: canonical(appearances[number]))
    groups = _by_keys(appearances, order, [*linked, *_repeated(appearances, order, sources)])
    merged = _by_names(groups)
    return {number: min(group.members) for group in merged for number in group.members}


def canonical(one: Appearance) -> tuple[object, ...]:
    """By what appearances stand in the same order, however they were read."""
    return one.kind, one.names, one.keys, one.firms, one.title, one.at.file, one.at.row


def _repeated(
    appearances: Mapping[int, Appearance], order: list[int], sources: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """The same records in several sources: a newer version of a file holds again what the older one held. Of two alike
    in one source each has its own in the other."""
    first: dict[tuple[object, ...], int] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for number in order:
        if number in sources:
            one = appearances[number]
            said = one.kind, one.names, one.keys, one.firms, one.title, one.texts
            place = (*said, sources[number])
            yield number, first.setdefault((*said, seen[place]), number)
            seen[place] += 1


def _by_keys(
    appearances: Mapping[int, Appearance], order: list[int], linked: Iterable[tuple[int, int]]
) -> list[_Group]:
    """Joined by profile, member id and mail address, unless an address is shared by several people."""
    parent = {number: number for number in order}

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[Key, int] = {}
    shared = _shared_mails(appearances, order)
    for number in order:
        for key in appearances[number].keys:
            if key not in shared:
                parent[root(number)] = root(first.setdefault(key, number))
    for one, other in linked:
        if one in parent and other in parent:
            parent[root(one)] = root(other)
    groups: dict[int, _Group] = defaultdict(_Group)
    for number in order:
        _add(groups[root(number)], number, appearances[number])
    return list(groups.values())


def _add(group: _Group, number: int, one: Appearance) -> None:
    group.members.append(number)
    for kind, value in one.keys:
        if kind is KeyKind.SLUG:
            group.slugs.add(value)
        elif kind is KeyKind.MAIL:
            group.mails.add(value)
    group.firms.update(one.firms)
    for written in one.names:
        name = name_of(written)
        if len(name.words) > 1:
            group.names.setdefault(name.full, name)


def _shared_mails(appearances: Mapping[int, Appearance], order: list[int]) -> frozenset[Key]:
    """The mail addresses that stand beside names of which no two are one person's."""
    beside: dict[Key, dict[str, Name]] = defaultdict(dict)
    for number in order:
        one = appearances[number]
        for key in one.keys:
            if key[0] is KeyKind.MAIL and one.name and "@" not in one.name:
                name = name_of(one.name)
                beside[key].setdefault(name.full, name)
    return frozenset(key for key, names in beside.items() if len(names) > 1 and _are_several(list(names.values())))


def _are_several(names: list[Name]) -> bool:
    whole = [name for name in names if len(name.words) > 1]
    return any(likeness(whole[0], other) is None for other in whole[1:])


def _by_names(groups: list[_Group]) -> list[_Group]:
    """Joined by an equal name, where it is rare enough, or a firm agrees, and nothing speaks against it."""
    bearing: dict[str, list[_Group]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for group in groups:
        counts.update({word for name in group.names.values() for word in name.words})
        for full in group.names:
            bearing[full].append(group)
    rarity = Rarity(counts, len(groups))
    into: dict[int, _Group] = {}
    for full in sorted(bearing):
        same = list(_distinct(bearing[full], into))
        if len(same) > 1:
            name = same[0].names[full]
            alike = likeness(name, name)
            points = name_points(alike, rarity, len(groups)) if alike else 0
            _join(same, points, into)
    return list(_distinct(groups, into))


def _distinct(groups: list[_Group], into: Mapping[int, _Group]) -> Iterator[_Group]:
    seen: set[int] = set()
    for group in groups:
        while id(group) in into:
            group = into[id(group)]
        if id(group) not in seen:
            seen.add(id(group))
            yield group


def _join(same: list[_Group], points: int, into: dict[int, _Group]) -> None:
    """Join what fits one other group alone, those of the most keys first; what may be several people's is nobody's."""
    kept: list[_Group] = []
    for group in sorted(same, key=lambda one: (not one.slugs, not one.mails, not one.firms)):
        fitting = [other for other in kept if _are_one(group, other, points, len(same))]
        agreeing = [other for other in fitting if _firms_agree(group, other)]
        bare = [other for other in fitting if not (other.slugs or other.mails or other.firms)]
        chosen = next((some[0] for some in (agreeing, fitting, bare) if len(some) == 1), None)
        if chosen is None:
            kept.append(group)
        else:
            into[id(group)] = chosen
            _merge(chosen, group)


def _are_one(group: _Group, other: _Group, points: int, bearers: int) -> bool:
    if group.slugs and other.slugs:
        return False
    agree = _firms_agree(group, other)
    apart = not agree and bool((group.mails and other.mails) or (group.firms and other.firms))
    total = points + (_AGREEING_FIRM if agree else _DIFFERING if apart else 0)
    return total >= _NEEDED and (agree or bearers <= 2 or not apart)


def _firms_agree(group: _Group, other: _Group) -> bool:
    if {firm_key(firm) for firm in group.firms} & {firm_key(firm) for firm in other.firms} - {""}:
        return True
    labels, others = _labels(group), _labels(other)
    if labels & others:
        return True
    return any(
        firm_agreement(one, another) is not FirmAgreement.NONE for one in group.firms for another in other.firms
    ) or any(
        domain_agrees(label, firm)
        for some, firms in ((labels, other.firms), (others, group.firms))
        for label in some
        for firm in firms
    )


def _labels(group: _Group) -> set[str]:
    return {label for mail in group.mails if (label := domain_label(mail))}


def _merge(kept: _Group, gone: _Group) -> None:
    kept.members += gone.members
    kept.slugs |= gone.slugs
    kept.mails |= gone.mails
    kept.firms |= gone.firms
    kept.names = {**gone.names, **kept.names}
