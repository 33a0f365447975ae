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
from screener.world.appearance import AppearanceKind, Key, KeyKind, Sighting

_OF_LEDGER: Final = frozenset({AppearanceKind.LEDGER, AppearanceKind.ASKER})
_AGREEING_FIRM: Final = 4
_DIFFERING: Final = -2
_NEEDED: Final = 3


@dataclass(slots=True)
class _Group:
    """Appearances that are one person's so far. What they say together is taken together once somebody of the same name
    is met: few need it."""

    members: list[int]
    said: _Said | None = None


@dataclass(slots=True)
class _Said:
    """What the appearances of a group say together; firms as written."""

    slugs: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    firms: set[str] = field(default_factory=set)


def persons_of(
    appearances: Mapping[int, Sighting],
    linked: Iterable[tuple[int, int]] = (),
    sources: Mapping[int, int] = MappingProxyType({}),
) -> dict[int, int]:
    """For each appearance the person whose it is: the smallest number among theirs. `linked` pairs are one person by
    the user's word; `sources` tells which source an appearance is of. Those of the ledger make no name more
    common."""
    order = sorted(appearances, key=lambda number: canonical(appearances[number]))
    repeated = _repeated(appearances, order, sources) if len(set(sources.values())) > 1 else ()
    groups = _by_keys(appearances, order, [*linked, *repeated])
    merged = _by_names(groups, appearances)
    return {number: min(group.members) for group in merged for number in group.members}


def canonical(one: Sighting) -> tuple[object, ...]:
    """By what appearances stand in the same order, however they were read."""
    return one.kind, one.names, one.keys, one.firms, one.title, one.at.file, one.at.row


def _repeated(
    appearances: Mapping[int, Sighting], order: list[int], sources: Mapping[int, int]
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


def _by_keys(appearances: Mapping[int, Sighting], order: list[int], linked: Iterable[tuple[int, int]]) -> list[_Group]:
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
    groups: dict[int, _Group] = {}
    for number in order:
        groups.setdefault(root(number), _Group([])).members.append(number)
    return list(groups.values())


def _shared_mails(appearances: Mapping[int, Sighting], order: list[int]) -> frozenset[Key]:
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


def _by_names(groups: list[_Group], appearances: Mapping[int, Sighting]) -> list[_Group]:
    """Joined by an equal name, where it is rare enough, or a firm agrees, and nothing speaks against it."""
    bearing: dict[str, list[_Group]] = defaultdict(list)
    counts: Counter[str] = Counter()
    in_files = 0
    for group in groups:
        names = _whole_names(group, appearances)
        if any(appearances[number].kind not in _OF_LEDGER for number in group.members):
            in_files += 1
            counts.update({word for name in names.values() for word in name.words})
        for full in names:
            bearing[full].append(group)
    rarity = Rarity(counts, in_files)
    into: dict[int, _Group] = {}
    for full in sorted(full for full, some in bearing.items() if len(some) > 1):
        same = list(_distinct(bearing[full], into))
        if len(same) > 1:
            name = _whole_names(same[0], appearances)[full]
            alike = likeness(name, name)
            points = name_points(alike, rarity, in_files) if alike else 0
            _join([(group, _said(group, appearances)) for group in same], points, into)
    return list(_distinct(groups, into))


def _whole_names(group: _Group, appearances: Mapping[int, Sighting]) -> dict[str, Name]:
    """The names of two words and more in a group, by their full keys."""
    names: dict[str, Name] = {}
    for number in group.members:
        for written in appearances[number].names:
            name = name_of(written)
            if len(name.words) > 1:
                names.setdefault(name.full, name)
    return names


def _said(group: _Group, appearances: Mapping[int, Sighting]) -> _Said:
    if group.said is None:
        group.said = _Said()
        for one in (appearances[number] for number in group.members):
            group.said.slugs.update(value for kind, value in one.keys if kind is KeyKind.SLUG)
            group.said.mails.update(value for kind, value in one.keys if kind is KeyKind.MAIL)
            group.said.firms.update(one.firms)
    return group.said


def _distinct(groups: list[_Group], into: Mapping[int, _Group]) -> Iterator[_Group]:
    seen: set[int] = set()
    for group in groups:
        while id(group) in into:
            group = into[id(group)]
        if id(group) not in seen:
            seen.add(id(group))
            yield group


def _join(same: list[tuple[_Group, _Said]], points: int, into: dict[int, _Group]) -> None:
    """Join what fits one other group alone, those of the most keys first; what may be several people's is nobody's."""
    kept: list[tuple[_Group, _Said]] = []
    for group, said in sorted(same, key=lambda one: (not one[1].slugs, not one[1].mails, not one[1].firms)):
        fitting = [one for one in kept if _are_one(said, one[1], points, len(same))]
        agreeing = [one for one in fitting if _firms_agree(said, one[1])]
        bare = [one for one in fitting if not (one[1].slugs or one[1].mails or one[1].firms)]
        chosen = next((some[0] for some in (agreeing, fitting, bare) if len(some) == 1), None)
        if chosen is None:
            kept.append((group, said))
        else:
            into[id(group)] = chosen[0]
            chosen[0].members += group.members
            _merge(chosen[1], said)


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


def _merge(kept: _Said, gone: _Said) -> None:
    kept.slugs |= gone.slugs
    kept.mails |= gone.mails
    kept.firms |= gone.firms
