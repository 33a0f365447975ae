"""Who an asker is among the people of the world, how sure that is, and why."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

import msgspec
import regex
from msgspec import structs

from screener.outcomes import By, Zone
from screener.people.likeness import Likeness, LikenessKind, likeness, outline
from screener.people.names import WHOLE, Name, name_of, slips_of, wide_keys_of
from screener.people.rarity import Rarity, name_points
from screener.world.appearance import AppearanceKind, KeyKind
from screener.world.asker import Asker
from screener.world.grade import says_nothing, words_of
from screener.world.lookups import PersonFile
from screener.world.points import DANGER, Around, Point, points_for

MOST_CANDIDATES: Final = 50
_MOST_NAMED: Final = 250  # whose names are read
NEEDED_FOR_SAME: Final = 6
_SECOND_FACTS_FOR_SAME: Final = 3
_SECOND_FACTS_FOR_LONE: Final = 4
_LEAST_TO_CONFIRM: Final = -1
_LEAST_BY_NAME_ALONE: Final = 0
_LEAST_NEAR: Final = -4
_RIVAL_WITHIN: Final = 3
_LEAST_SECOND_PROFILE: Final = 1
_TOLERANCE: Final = timedelta(days=1)  # dates of two sources may be those of two time zones
_RARE: Final = 6  # from this rarity on, slips of one letter are looked for


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A person whom the asker may be. `total` is the sum of all points printed; `is_same_name`: the same words."""

    person: PersonFile
    name: Point
    points: tuple[Point, ...] = ()
    is_same_name: bool = True
    is_lone: bool = False
    from_note: bool = False

    @property
    def total(self) -> int:
        """All points together."""
        return self.name.points + sum(point.points for point in self.points)

    @property
    def second(self) -> int:
        """The points of second facts, which both the request and the files say."""
        return sum(point.points for point in self.points if point.is_second and point.points > 0)


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """What came of resolving one asker: the zone, and the candidates, the best first; behind it its rivals, or behind
    one who is `same` by a key who else is so by points. `by` is set for `same` only; `denied` counts those of whom the
    user said that it is not they."""

    zone: Zone
    candidates: tuple[Candidate, ...] = ()
    by: By | None = None
    denied: int = 0

    @property
    def best(self) -> Candidate | None:
        """The candidate with the most points."""
        return self.candidates[0] if self.candidates else None


NOBODY: Final = Resolution(zone=Zone.NOBODY)


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """What the user said of one asker: the persons they are, and whom they are not."""

    same: frozenset[int] = frozenset()
    not_same: frozenset[int] = frozenset()


NO_LINKS: Final = Links()


def resolve(asker: Asker, around: Around, links: Links = NO_LINKS) -> Resolution:
    """Resolve an asker against the world."""
    if sure := _by_key(asker, around, links):
        return _with_others(sure, asker, around, links)
    found = _candidates(asker, around, links.not_same)
    found.sort(key=_rank)
    return _in_zone(asker, found, len(links.not_same))


def _candidates(asker: Asker, around: Around, besides: Collection[int]) -> list[Candidate]:
    """Who the asker may be by name, with all points; not those `besides`."""
    named = [one for one in _named(asker, around) if one.number not in besides][:MOST_CANDIDATES]
    return [candidate for one in named if (candidate := _weighed(asker, one, around))]


def _rank(one: Candidate) -> tuple[int, int, str, tuple[object, ...]]:
    keys = tuple(sorted(value for each in one.person.appearances for _, value in each.keys))
    return -one.total, -len(one.person.appearances), one.person.label, keys


def _by_key(asker: Asker, around: Around, links: Links) -> Resolution | None:
    """By the user's word, by profile or member id, by an address that nobody shares."""
    word = [(By.YOUR_WORD, number, "you said that it is they") for number in sorted(links.same)]
    found = word + [
        (By.MAIL if kind is KeyKind.MAIL else By.PROFILE, number, text)
        for kind, value in asker.keys
        if (number := around.lookups.by_key((kind, value))) is not None
        for text in ["same mail address" if kind is KeyKind.MAIL else "same profile address"]
    ]
    for by, number, text in found:
        if number in links.not_same:
            continue
        person = around.lookups.person(number)
        candidate = Candidate(person=person, name=Point(points=NEEDED_FOR_SAME, text=text, is_second=False))
        if by is By.MAIL and _is_connected_elsewhere(asker, person):
            return Resolution(zone=Zone.SECOND_PROFILE, candidates=(candidate,))
        return Resolution(zone=Zone.SAME, candidates=(candidate,), by=by)
    return None


def _with_others(sure: Resolution, asker: Asker, around: Around, links: Links) -> Resolution:
    """Beside the one whom a key proves, the one who is surely the same by points and has no profile address."""
    if sure.zone is not Zone.SAME or sure.best is None:
        return sure
    known = {sure.best.person.id, *links.not_same}
    others = [
        candidate
        for candidate in _candidates(asker, around, known)
        if _zone(asker, candidate, has_rivals=False) is Zone.SAME
        and not any(kind is KeyKind.SLUG for one in candidate.person.appearances for kind, _ in one.keys)
    ]
    return structs.replace(sure, candidates=(sure.best, *others)) if len(others) == 1 else sure


def _is_connected_elsewhere(asker: Asker, person: PersonFile) -> bool:
    """Under another address; or, where one side has none, since before they asked: nobody asks from the profile that
    is connected."""
    if not person.is_connected:
        return False
    slugs = {value for one in person.appearances for kind, value in one.keys if kind is KeyKind.SLUG}
    if slugs and asker.slug:
        return asker.slug not in slugs
    days = [one.at.date for one in person.appearances if one.kind is AppearanceKind.CONNECTION and one.at.date]
    return asker.sent is not None and bool(days) and max(days) < asker.sent - _TOLERANCE


class _Named(NamedTuple):
    """A person whose names answer: what that is worth, how they are alike, and whether it was read from the note."""

    number: int
    points: int
    alike: Likeness
    from_note: bool
    borne: Sequence[Name]

    @property
    def rank(self) -> tuple[int, list[str], int]:
        """Those worth most first, whatever the order of rows."""
        return -self.points, [name.full for name in self.borne], self.number


class _Sought(msgspec.Struct, frozen=True):
    """A name under which the asker is looked for, and the words that its keys stand for, `whole` for all of it."""

    name: Name
    words: frozenset[str]
    whole: str

    def is_found(self, answered: Collection[str]) -> bool:
        """Whether two of its words answer, or all of it in one."""
        return self.whole in answered or len(self.words.intersection(answered)) > 1


class _Seeking(msgspec.Struct, frozen=True):
    """The names of one asker, those which their note tells, and all keys of both with their words."""

    own: Sequence[_Sought]
    noted: Sequence[_Sought]
    keys: Mapping[str, str]
    own_words: frozenset[str]
    noted_wholes: frozenset[str]

    def told(self, answered: frozenset[str]) -> list[Name]:
        """Those of the names from the note that answer: such a one is a whole name of somebody's, or nothing."""
        if len(answered) == 1 and answered.isdisjoint(self.noted_wholes):
            return []
        return [one.name for one in self.noted if one.is_found(answered)]


def _named(asker: Asker, around: Around) -> list[_Named]:
    """The persons whose names may be the asker's, those worth most first. Only where nobody answers to two words may
    one letter of a rare word be wrong."""
    rarity = Rarity(around.lookups.bearers, around.lookups.people())
    seeking = _seeking(asker)
    hits = _hits(seeking, seeking.keys, around)
    found = _alike(hits, seeking, around, rarity)
    if all(one.alike.kind is LikenessKind.LONE for one in found.values()) and (slips := _slips(asker, around, rarity)):
        more = _hits(seeking, {**slips, **seeking.keys}, around)
        news = {number: answered for number, answered in more.items() if answered != hits.get(number)}
        found |= _alike(news, seeking, around, rarity)
    return sorted(found.values(), key=lambda one: one.rank)


def _seeking(asker: Asker) -> _Seeking:
    keys: dict[str, str] = {}
    noted = [_sought(name, name.full, keys) for name in reversed(_names_with_note(asker))]
    own = [_sought(name, WHOLE, keys) for name in reversed(asker.names)]
    return _Seeking(
        own=own[::-1],
        noted=noted[::-1],
        keys=keys,
        own_words=frozenset().union(*(one.words for one in own)),
        noted_wholes=frozenset(one.whole for one in noted),
    )


def _sought(name: Name, whole: str, keys: dict[str, str]) -> _Sought:
    """A name to look for; its keys are laid over those of others."""
    own = {key: word or whole for key, word in wide_keys_of(name).items()}
    keys |= own
    return _Sought(name, frozenset(own.values()), whole)


def _hits(seeking: _Seeking, keys: Mapping[str, str], around: Around) -> Mapping[int, frozenset[str]]:
    """The persons whom these keys find by a word of the asker's own, or by a name from their note."""
    hits = around.lookups.answering(keys, is_open=any(one.name.is_open for one in seeking.own))
    own = seeking.own_words
    return {
        number: answered for number, answered in hits.items() if not own.isdisjoint(answered) or seeking.told(answered)
    }


def _slips(asker: Asker, around: Around, rarity: Rarity) -> Mapping[str, str]:
    """The words of others at one slip from a rare word of the asker's name, each with that word."""
    rare = [word for word in asker.names[0].words if rarity.grade(word) >= _RARE]
    return {slip: word for word in rare for slip in around.lookups.known_among(slips_of(word))}


def _alike(hits: Mapping[int, frozenset[str]], seeking: _Seeking, around: Around, rarity: Rarity) -> dict[int, _Named]:
    """Those of the persons found whose names are alike, each with what their name is worth."""
    numbers = _most_telling(hits, rarity)
    borne = around.lookups.names(numbers)
    strangers = around.lookups.strangers()
    found = (_by_name(each, seeking, borne[each], hits[each], rarity, strangers) for each in numbers)
    return {one.number: one for one in found if one}


def _most_telling(hits: Mapping[int, Collection[str]], rarity: Rarity) -> list[int]:
    """The persons by the words that answer, the most and rarest first."""
    if len(hits) <= _MOST_NAMED:
        return sorted(hits)
    grades = {word: rarity.grade(word) for word in set().union(*hits.values())}
    return heapq.nsmallest(_MOST_NAMED, hits, key=lambda each: (-sum(grades[word] for word in hits[each]), each))


def _names_with_note(asker: Asker) -> list[Name]:
    """The asker's given name with each capitalised word of the note: a former name, whatever the verb. And the name by
    which they sign, with each of their other words: people know somebody by a short name that no table holds."""
    own = asker.names[0].words
    if not asker.note or len(own) < 2:
        return []
    given, *others = asker.called.split()
    capitals = regex.findall(r"\b\p{Lu}[\p{Ll}\p{M}'’-]{2,}", asker.note)
    distinct = [word for word in dict.fromkeys(capitals) if not says_nothing(word)]
    signed = [word for word in capitals[-1:] if words_of(asker.note)[-1:] == words_of(word)]
    written = [f"{given} {word}" for word in distinct] + [f"{word} {other}" for word in signed for other in others]
    return [name for each in written if not set(own).issuperset((name := name_of(each)).words)]


def _by_name(
    number: int,
    seeking: _Seeking,
    borne: Sequence[Name],
    answered: frozenset[str],
    rarity: Rarity,
    strangers: int,
) -> _Named | None:
    """What the names of a person are worth, None if none is a form of the asker's after all."""
    pairs = [
        (one.name, other)
        for one in seeking.own
        for is_whole in [one.is_found(answered)]
        for other in borne
        if is_whole or outline(one.name).may_be_alike(other)
    ]
    alike = _best(pairs, rarity, strangers)
    by_note = _best([(name, other) for name in seeking.told(answered) for other in borne], rarity, strangers)
    if by_note and by_note[1].kind is not LikenessKind.LONE and (alike is None or by_note[0] - 2 > alike[0]):
        return _Named(number, by_note[0] - 2, by_note[1], from_note=True, borne=borne)
    return _Named(number, *alike, from_note=False, borne=borne) if alike else None


def _best(pairs: Sequence[tuple[Name, Name]], rarity: Rarity, strangers: int) -> tuple[int, Likeness] | None:
    if not pairs:
        return None
    found = [
        (name_points(alike, rarity, strangers), alike)
        for name, other in pairs
        if (alike := likeness(name, other)) is not None
    ]
    return max(found, key=lambda each: each[0], default=None)


def _weighed(asker: Asker, named: _Named, around: Around) -> Candidate | None:
    """A candidate with all points, None if one word of a name is all that speaks for it."""
    person = around.lookups.person(named.number)
    candidate = Candidate(
        person=person,
        name=Point(points=named.points, text=_name_words(named.alike, from_note=named.from_note), is_second=False),
        points=tuple(points_for(asker, person, around)),
        is_same_name=named.alike.kind is LikenessKind.EXACT,
        is_lone=named.alike.kind is LikenessKind.LONE,
        from_note=named.from_note,
    )
    return None if candidate.is_lone and candidate.second < _SECOND_FACTS_FOR_LONE else candidate


def _name_words(alike: Likeness, *, from_note: bool) -> str:
    if from_note:
        return "another name of theirs, read from the note"
    if alike.kind is LikenessKind.EXACT:
        return "same full name"
    if alike.kind is LikenessKind.LONE:
        return "one name only"
    hows = dict.fromkeys(agreement.how.replace("-", " ") for agreement in alike.agreed if agreement.how != "same")
    return "another form of the name" + (f" ({', '.join(hows)})" if hows else "")


def _in_zone(asker: Asker, found: Sequence[Candidate], denied: int) -> Resolution:
    if not found:
        return Resolution(zone=Zone.NOBODY, denied=denied)
    best = found[0]
    rivals = [one for one in found[1:] if one.total >= best.total - _RIVAL_WITHIN and one.total >= _LEAST_TO_CONFIRM]
    zone = _zone(asker, best, has_rivals=bool(rivals))
    kept = (best, *rivals) if zone in (Zone.CONFIRM, Zone.SAME) else (best,)
    return Resolution(zone=zone, candidates=kept, by=By.POINTS if zone is Zone.SAME else None, denied=denied)


def _zone(asker: Asker, best: Candidate, *, has_rivals: bool) -> Zone:
    if _is_connected_elsewhere(asker, best.person):
        looks_like_copy = best.total - (DANGER if asker.danger else 0)  # danger is a reason to warn, not to pass over
        if looks_like_copy >= _LEAST_SECOND_PROFILE:
            return Zone.SECOND_PROFILE
        return Zone.NEAR if best.total >= _LEAST_NEAR else Zone.NOBODY
    has_other_address = any(point.points <= -4 for point in best.points)
    if (
        best.total >= NEEDED_FOR_SAME
        and best.second >= _SECOND_FACTS_FOR_SAME
        and not (has_rivals or has_other_address or asker.danger or best.from_note or best.is_lone)
    ):
        return Zone.SAME
    least = _LEAST_TO_CONFIRM if best.second or has_rivals else _LEAST_BY_NAME_ALONE
    if best.total >= least:
        return Zone.CONFIRM
    return Zone.NEAR if best.total >= _LEAST_NEAR else Zone.NOBODY
