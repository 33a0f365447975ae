"""What speaks for and against an asker being a certain person. One point is a factor of about three.

A second fact is something that both the request and the files say. What the files alone say of a person (a
recommendation, many mails) shows that the user knows them, never that the asker is they.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import msgspec

from screener.languages.words import kept_by_language, languages, section
from screener.people.firms import FirmAgreement, domain_agrees, domain_label, firm_agreement, firm_key
from screener.people.firms import distinctive_words as distinctive_of_firm
from screener.sources.records import Provenance
from screener.texts.folding import fold
from screener.world.appearance import Appearance, AppearanceKind, KeyKind, names_borne
from screener.world.asker import Asker, Owner
from screener.world.grade import distinctive_words, words_of
from screener.world.lookups import Lookups, PersonFile

_SHARES: Final = ((110, 4), (36, 3), (11, 2))  # one in so many people at a firm: points
_LEAST_PEOPLE: Final = 200  # in a small world a share means little
_MOST_AT_OWN_FIRM: Final = 3
_LARGE_FIRM: Final = 5_000
_MOST_AT_LARGE_FIRM: Final = 2
_MOST_BEARERS: Final = 3  # in the rows of more people a word names nothing
_RECENT: Final = ((21, 3), (120, 1))
_MOVED: Final = ((400, -2), (1_826, -1))
_LAST_WORDS: Final = 4
DANGER: Final = -3
_TALKS: Final = frozenset(
    {AppearanceKind.CONTACT, AppearanceKind.NOTE, AppearanceKind.LEDGER, AppearanceKind.RECOMMENDATION}
)


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that speaks for (above 0) or against (below), and the row that says so. `is_second`: both the request
    and the files say it."""

    points: int
    text: str
    is_second: bool = True
    at: Provenance | None = None


class OwnFirm(msgspec.Struct, frozen=True, kw_only=True):
    """A firm or school of the user's, by all the keys of its names. `is_present`: the user is there now."""

    name: str
    keys: frozenset[str]
    staff: int | None = None
    is_present: bool = False
    is_school: bool = False


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What weighing knows besides the asker and the person: the world, who the user is, and where they have worked."""

    lookups: Lookups
    owner: Owner
    firms: tuple[OwnFirm, ...] = ()


def points_for(asker: Asker, person: PersonFile, around: Around) -> list[Point]:
    """Every second fact, and what speaks against, in the order of an explanation; one row counts once."""
    firms = _firms(asker, person, around)
    firm = max(firms, key=lambda point: point.points, default=None)
    title = _title(asker, person, firm, around)
    if firm is not None and title is not None:  # a row counts once, so another that says the same firm is cited
        firm = next((one for one in firms if one.points == firm.points and one.at != title.at), firm)
    found = [firm, _note(asker, person, around), title, _recency(asker, person)]
    found += [
        _expected(asker, person),
        _nickname(asker, person),
        _relation(asker, person, around),
        _colleague(asker, person, around),
    ]
    found += [_other_address(asker, person), _moved(asker, person, firm), _danger(asker)]
    return list(_each_row_once(point for point in found if point is not None))


def _each_row_once(points: Iterable[Point]) -> Iterator[Point]:
    seen: set[Provenance] = set()
    for point in points:
        if point.at is None or point.points < 0 or point.at not in seen:
            yield point
        if point.at is not None:
            seen.add(point.at)


def _firms(asker: Asker, person: PersonFile, around: Around) -> list[Point]:
    """A firm of any time on either side, the domain of an address, or the user's own text on them; one counts."""
    return [
        point
        for firm in asker.firms
        if firm_key(firm)
        for point in (
            *_same_firm(firm, person, around),
            *_domain(firm, person, around),
            *_own_text(firm, person, around),
        )
    ]


def _same_firm(firm: str, person: PersonFile, around: Around) -> Iterator[Point]:
    for one in person.appearances:
        for theirs in one.firms:
            agreement = firm_agreement(firm, theirs)
            if agreement is FirmAgreement.NONE:
                continue
            points = _worth(firm_key(theirs), around)
            if agreement is FirmAgreement.PART:
                points = max(points - 1, 1)
            yield Point(points=points, text=f"same firm, {theirs}", at=one.at)


def _domain(firm: str, person: PersonFile, around: Around) -> Iterator[Point]:
    for one in person.appearances:
        for kind, value in one.keys:
            label = domain_label(value) if kind is KeyKind.MAIL else ""
            if label and domain_agrees(label, firm):
                text = f"the firm of their mail address ({label} ~ {firm})"
                yield Point(points=_worth(f"@{label}", around), text=text, at=_place(one, person))


def _place(one: Appearance, person: PersonFile) -> Provenance | None:
    """Where an appearance stands: in a row of its own, else the newest row of what was exchanged."""
    if one.at.file:
        return one.at
    return max((each.at for each in person.exchanges), key=lambda at: at.date or date.min, default=None)


def _worth(key: str, around: Around) -> int:
    """The rarer a firm is among the user's people, the more it says; at the user's own firm, less."""
    people = max(around.lookups.people(), _LEAST_PEOPLE)
    there = max(around.lookups.at_firm(key), 1)
    points = next((worth for share, worth in _SHARES if there * share <= people), 1)
    own = next((firm for firm in around.firms if key in firm.keys), None)
    if own is None:
        return points
    return min(points, _MOST_AT_LARGE_FIRM if (own.staff or 0) > _LARGE_FIRM else _MOST_AT_OWN_FIRM)


def _own_text(firm: str, person: PersonFile, around: Around) -> Iterator[Point]:
    words = {word for word in distinctive_of_firm(firm) if len(word) > 3 or not word.isascii()}
    if not words:
        return
    for text, at in _texts_on(person):
        own = set(words_of(text))
        if words <= own:
            yield Point(points=3, text=f"your own text on them names {firm}", at=at)
        elif rare := [word for word in sorted(words & own) if len(word) > 4 and _is_rare(word, around)]:
            yield Point(points=2, text=f"your own text on them names {rare[0]}, a part of {firm}", at=at)


def _texts_on(person: PersonFile) -> Iterator[tuple[str, Provenance]]:
    """What the user wrote on somebody, or together with them: notes, titles of meetings, subjects."""
    for one in person.appearances:
        yield from ((text, one.at) for text in one.texts)
    yield from ((f"{each.meeting.title} {each.meeting.place}", each.meeting.provenance) for each in person.attendances)
    yield from person.subjects


def _is_rare(word: str, around: Around) -> bool:
    people = {one for thing in around.lookups.things_with([word]).get(word, ()) for one in thing.people}
    return len(people) <= _MOST_BEARERS


def _note(asker: Asker, person: PersonFile, around: Around) -> Point | None:
    """The note and a row of that person name the same thing, or the note names a firm of theirs."""
    words = distinctive_words(asker.note) - _names_of_both(asker, person, around)
    if not words:
        return None
    found = []
    for text, at in _texts_on(person):
        shared = [word for word in sorted(distinctive_words(text) & words) if _is_rare(word, around)]
        if shared:
            points = 4 if len(shared) > 1 else 2
            found.append(Point(points=points, text=f"their note and your files name {' '.join(shared[:3])}", at=at))
    for one in person.appearances:
        for firm in one.firms:
            named = distinctive_of_firm(firm)
            if named and named <= words:
                found.append(Point(points=3, text=f"their note names {firm}", at=one.at))
    return max(found, key=lambda point: point.points, default=None)


def _names_of_both(asker: Asker, person: PersonFile, around: Around) -> set[str]:
    names = [*asker.names, *names_borne(person.appearances)]
    own = {word for full in around.owner.names for word in full.split()}
    return {word for name in names for word in name.words} | own | set(words_of(asker.called))


def _title(asker: Asker, person: PersonFile, firm: Point | None, around: Around) -> Point | None:
    """The same title of two words and more, or rare words of the headline in the user's texts on them."""
    head = f" {' '.join(words_of(f'{asker.headline} {asker.title}'))} "
    for one in person.appearances:
        title = words_of(one.title)
        if len(title) > 1 and f" {' '.join(title)} " in head:
            return Point(points=2, text=f"same title, {one.title}", at=one.at)
    if firm is not None:
        return None
    words = distinctive_words(asker.headline) - _names_of_both(asker, person, around)
    for text, at in _texts_on(person):
        if shared := [word for word in sorted(distinctive_words(text) & words) if _is_rare(word, around)]:
            return Point(points=2, text=f"their headline and your files name {shared[0]}", at=at)
    return None


def _recency(asker: Asker, person: PersonFile) -> Point | None:
    """In touch shortly before the request: few coincidences hit three weeks."""
    if asker.sent is None:
        return None
    rows = [one.at for one in person.exchanges if not one.by_program]
    rows += [each.meeting.provenance for each in person.attendances if each.took_place]
    before = [(at.date, at) for at in rows if at.date is not None and at.date <= asker.sent]
    if not before:
        return None
    day, at = max(before, key=lambda row: (row[0], row[1].file, row[1].row))
    days = (asker.sent - day).days
    points = next((worth for most, worth in _RECENT if days <= most), 0)
    return Point(points=points, text=f"in touch {days} days before they asked", at=at) if points else None


def _expected(asker: Asker, person: PersonFile) -> Point | None:
    """The user told somebody of that name to ask: in time it says much, later little."""
    until = max((one.expected_until for one in person.appearances if one.expected_until), default=None)
    if until is None:
        return None
    in_time = asker.sent is None or asker.sent <= until
    return Point(points=4 if in_time else 1, text="you told them to ask" + ("" if in_time else ", some time ago"))


def _nickname(asker: Asker, person: PersonFile) -> Point | None:
    last = words_of(asker.note)[-_LAST_WORDS:]
    for one in person.appearances:
        for nickname in one.nicknames:
            folded = words_of(nickname)
            if len(folded) == 1 and folded[0] in last and folded[0] not in asker.names[0].words:
                return Point(points=3, text=f"they sign as {nickname}, as you noted", at=one.at)
    return None


def _relation(asker: Asker, person: PersonFile, around: Around) -> Point | None:
    """A relation that the user noted, and that is told: by the note, or by the user's own family name."""
    family = _family_words()
    for one in person.appearances:
        if one.kind not in _TALKS or family.isdisjoint(words for text in one.texts for words in words_of(text)):
            continue
        own = {word for full in around.owner.names for word in full.split()}
        is_told = not family.isdisjoint(words_of(asker.note)) or not own.isdisjoint(asker.names[0].words)
        if is_told:
            return Point(points=3, text="you noted a relation, and they bear it out", at=one.at)
        return Point(points=1, text="you noted a relation", is_second=False, at=one.at)
    return None


@kept_by_language
def _family_words() -> frozenset[str]:
    return frozenset(fold(word) for code in languages() for word in section(code, "mentions").get("family", "").split())


def _colleague(asker: Asker, person: PersonFile, around: Around) -> Point | None:
    """An address at one of the user's own domains, while the asker names the user's present firm."""
    present = [firm for firm in around.firms if firm.is_present]
    at_own = any(firm_key(firm) in own.keys for firm in asker.present_firms for own in present)
    if not at_own:
        return None
    for one in person.appearances:
        for kind, value in one.keys:
            if kind is KeyKind.MAIL and domain_label(value) in around.owner.domains:
                return Point(points=3, text="an address at your own mail domain", at=_place(one, person))
    return None


def _other_address(asker: Asker, person: PersonFile) -> Point | None:
    slugs = {value: one for one in person.appearances for kind, value in one.keys if kind is KeyKind.SLUG}
    if not slugs or not asker.slug or asker.slug in slugs:
        return None
    first = slugs[min(slugs)]
    return Point(points=-4, text="you have them under another profile address", is_second=False, at=first.at)


def _moved(asker: Asker, person: PersonFile, firm: Point | None) -> Point | None:
    """Another firm than the asker's present one; the older the row, the less it says, as people move."""
    if firm is not None or not asker.present_firms or asker.sent is None:
        return None
    rows = [one for one in person.appearances if one.firms]
    if not rows:
        return None
    newest = max(rows, key=lambda one: (one.seen or date.min, one.at.file, one.at.row))
    seen = newest.seen
    days = (asker.sent - seen).days if seen else _MOVED[0][0] + 1
    points = next((worth for most, worth in _MOVED if days <= most), 0)
    text = f"another firm, {newest.firms[0]}" if points else ""
    return Point(points=points, text=text, is_second=False, at=newest.at) if points else None


def _danger(asker: Asker) -> Point | None:
    """A copy of somebody's profile knows their name, firm, photo and title: none of these proves against danger."""
    if not asker.danger:
        return None
    return Point(points=DANGER, text=f"copies of profiles look so: {asker.danger}", is_second=False)
