"""Who an asker is among the people of the world, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final

import msgspec
import regex

from screener.people.likeness import Likeness, LikenessKind, likeness
from screener.people.names import Name, name_of, slips_of, wide_keys_of
from screener.people.rarity import Rarity, name_points
from screener.world.appearance import AppearanceKind, KeyKind, names_borne
from screener.world.asker import Asker
from screener.world.lookups import PersonFile
from screener.world.points import Around, Point, points_for
from screener.world.wording import distinctive_words, words_of

MOST_CANDIDATES: Final = 50
NEEDED_FOR_SAME: Final = 6
_SECOND_FACTS_FOR_SAME: Final = 3
_SECOND_FACTS_FOR_LONE: Final = 4
_LEAST_TO_CONFIRM: Final = -1
_LEAST_BY_NAME_ALONE: Final = 0
_LEAST_NEAR: Final = -4
_RIVAL_WITHIN: Final = 3
_LEAST_SECOND_PROFILE: Final = 1
_OTHER_KEY: Final = 2  # how a word sounds, its first letters, its consonants
_TOLERANCE: Final = timedelta(days=1)  # dates of two sources may be those of two time zones
_RARE: Final = 6  # from this rarity on, slips of one letter are looked for


class Zone(StrEnum):
    """How sure it is who the asker is."""

    SAME = "same"
    CONFIRM = "confirm"
    SECOND_PROFILE = "second-profile"
    NEAR = "near"
    NOBODY = "nobody"


class By(StrEnum):
    """What made them the same."""

    YOUR_WORD = "by-your-word"
    PROFILE = "same-profile"
    MAIL = "same-email"
    POINTS = "corroborated"


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
    """What came of resolving one asker: the zone, and the candidates, the best first; behind it its rivals. `by` is set
    for `same` only; `denied`: the user said of somebody that it is not they."""

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
        return sure
    found = [
        candidate
        for number in _candidates(asker, around)
        if number not in links.not_same and (candidate := _weighed(asker, number, around))
    ]
    found.sort(key=_rank)
    return _in_zone(asker, found, len(links.not_same))


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


def _candidates(asker: Asker, around: Around) -> list[int]:
    """The persons whose names answer, those with the most and rarest words first, at most fifty."""
    hits = _hits([*asker.names, *_names_with_note(asker)], around)
    rarity = Rarity(around.lookups.bearers, around.lookups.people())
    if not any(len(words) > 1 for words in hits.values()):
        slips = {slip: word for word in asker.names[0].words if rarity.grade(word) >= _RARE for slip in slips_of(word)}
        for number, keys in around.lookups.by_names(slips).items():
            hits.setdefault(number, set()).update(slips[key] for key in keys)
    ranked = sorted(hits, key=lambda number: (-sum(map(rarity.grade, hits[number])), number))
    return ranked[:MOST_CANDIDATES]


def _hits(names: Iterable[Name], around: Around) -> dict[int, set[str]]:
    """For each person the words of the names that answer."""
    hits: dict[int, set[str]] = {}
    for name in names:
        words = wide_keys_of(name)
        for number, keys in around.lookups.by_names(words).items():
            hits.setdefault(number, set()).update(words[key] for key in keys)
    return hits


def _names_with_note(asker: Asker) -> list[Name]:
    """The asker's given name with each capitalised word of the note: a former name, whatever the verb. And the name by
    which they sign, with each of their other words: people know somebody by a short name that no table holds."""
    own = asker.names[0].words
    if not asker.note or len(own) < 2:
        return []
    given, *others = asker.called.split()
    capitals = regex.findall(r"\b\p{Lu}[\p{Ll}\p{M}'’-]{2,}", asker.note)
    distinct = [word for word in dict.fromkeys(capitals) if distinctive_words(word)]
    signed = [word for word in capitals[-1:] if words_of(asker.note)[-1:] == words_of(word)]
    written = [f"{given} {word}" for word in distinct] + [f"{word} {other}" for word in signed for other in others]
    return [name for each in written if not set(own).issuperset((name := name_of(each)).words)]


def _weighed(asker: Asker, number: int, around: Around) -> Candidate | None:
    """A candidate with all points, None if the names are no forms of each other after all."""
    person = around.lookups.person(number)
    borne = names_borne(person.appearances)
    rarity = Rarity(around.lookups.bearers, around.lookups.people())
    strangers = around.lookups.strangers()
    alike = _best(asker.names, borne, rarity, strangers)
    by_note = _best(_names_with_note(asker), borne, rarity, strangers)
    from_note = by_note is not None and by_note[1].kind is not LikenessKind.LONE
    from_note = from_note and (alike is None or by_note[0] - 2 > alike[0])  # type: ignore[index]
    chosen = by_note if from_note else alike
    if chosen is None:
        return None
    points, likeness_found = chosen
    if from_note:
        points -= 2
    candidate = Candidate(
        person=person,
        name=Point(points=points, text=_name_words(likeness_found, from_note=from_note), is_second=False),
        points=tuple(points_for(asker, person, around)),
        is_same_name=likeness_found.kind is LikenessKind.EXACT,
        is_lone=likeness_found.kind is LikenessKind.LONE,
        from_note=from_note,
    )
    if candidate.is_lone and candidate.second < _SECOND_FACTS_FOR_LONE:
        return None
    return candidate


def _best(asked: Iterable[Name], borne: Sequence[Name], rarity: Rarity, strangers: int) -> tuple[int, Likeness] | None:
    found = [
        (name_points(alike, rarity, strangers), alike)
        for name in asked
        for other in borne
        if (alike := likeness(name, other)) is not None
    ]
    return max(found, key=lambda each: each[0], default=None)


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
        if best.total >= _LEAST_SECOND_PROFILE:
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
