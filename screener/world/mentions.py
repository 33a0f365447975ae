"""What a text mentions of the user's world: people, firms, schools, events, subjects and notes, in any language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Final

import msgspec
import regex

from screener.people.firms import distinctive_words as distinctive_of_firm
from screener.people.firms import firm_key
from screener.people.likeness import LikenessKind, likeness, outline
from screener.people.names import WHOLE, Name, is_twofold, name_of, words_of_keys
from screener.people.rarity import Rarity
from screener.sources.records import Provenance
from screener.texts.folding import fold
from screener.world.appearance import AppearanceKind, names_borne
from screener.world.asker import Asker
from screener.world.grade import distinctive_words, words_of
from screener.world.lookups import PersonFile, Thing
from screener.world.points import Around, OwnFirm

_MOST_WORDS: Final = 60
_LONGEST_FIRM: Final = 4  # words
_MOST_BEARERS: Final = 3  # a word in the rows of more people names nothing
_RARE: Final = 7
_SHORTEST_FAMILY_NAME: Final = 5
_LONG_WORD: Final = 9


class MentionKind(StrEnum):
    """What sort of thing is mentioned."""

    PERSON = "person"
    FIRM = "firm"
    SCHOOL = "school"
    EVENT = "event"
    SUBJECT = "subject"
    PLACE = "place"


class Strength(StrEnum):
    """How sure it is: one word may be there by chance."""

    SINGLE = "single"
    STRONG = "strong"


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A span of a text that names something of the user's. `people` are the persons it leads to, `at` a row that holds
    it."""

    span: tuple[int, int]
    quote: str
    kind: MentionKind
    text: str
    strength: Strength
    people: frozenset[int] = frozenset()
    at: Provenance | None = None


class _Word(msgspec.Struct, frozen=True):
    text: str
    start: int
    end: int
    folded: str
    is_capital: bool


def mentions_in(text: str, asker: Asker, around: Around) -> list[Mention]:
    """Every mention, in the order of the text; of several at one place the strongest."""
    if not text:
        return []
    words = _words_in(text)
    own = {word for name in asker.names for word in name.words} | set(words_of(asker.called))
    own |= {word for full in around.owner.names for word in full.split()}
    found = [*_people(text, words, own, around), *_firms(text, words, around), *_things(text, words, own, around)]
    best: dict[tuple[int, int], Mention] = {}
    for one in sorted(found, key=lambda one: (one.strength is Strength.SINGLE, one.span[0] - one.span[1], one.span)):
        if not any(_overlap(one.span, span) and one.kind is best[span].kind for span in best):
            best.setdefault(one.span, one)
    return sorted(best.values(), key=lambda one: one.span)


def former_names_in(text: str, asker: Asker, around: Around) -> list[Mention]:
    """The capitalised words that make, with the asker's given name, the full name of somebody in the files, whatever
    stands beside them; not those that are a part of somebody else's name."""
    given, *others = asker.called.split() or [""]
    if not others:
        return []
    own = {fold(word) for word in asker.called.split()} | {word for name in asker.names for word in name.words}
    words = _words_in(text)
    found = []
    for before, word, behind in zip([None, *words], words, [*words[1:], None], strict=False):
        beside = [each for each in (before, behind) if each and each.is_capital and text[each.end : word.start] == " "]
        is_of_another = any(each.folded not in own for each in beside)
        if is_of_another or not word.is_capital or word.folded in own or not distinctive_words(word.text):
            continue
        if person := _so_named(name_of(f"{given} {word.text}"), around):
            span = word.start, word.end
            found.append(_mention(text, span, MentionKind.PERSON, person.label, Strength.STRONG, person))
    return found


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@lru_cache(maxsize=4)  # a note is searched for several things in a row
def _words_in(text: str) -> Sequence[_Word]:
    return [
        _Word(
            word, found.start(), found.end(), fold(word), word[0].isupper() or not (word.isascii() or word[0].islower())
        )
        for found in islice(_words().finditer(text), _MOST_WORDS)
        for word in [found[0]]
    ]


@lru_cache(maxsize=1)
def _words() -> regex.Pattern[str]:
    return regex.compile(r"\p{Han}{2,}|[\p{Katakana}ー]{3,}|[\p{L}\p{M}\p{N}]+(?:[.&'’-][\p{L}\p{M}\p{N}]+)*")


def _people(text: str, words: Sequence[_Word], own: set[str], around: Around) -> Iterator[Mention]:
    """Full names in either order, and rare family names alone."""
    rarity = Rarity(around.lookups.bearers, around.lookups.people())
    for place, word in enumerate(words):
        if not word.is_capital or word.folded in own:
            continue
        following = words[place + 1] if place + 1 < len(words) else None
        if following is not None and following.is_capital and following.folded not in own:
            span = word.start, following.end
            person = _named(name_of(text[slice(*span)]), around)
            if person and not _has_only_asked(person):
                yield _mention(text, span, MentionKind.PERSON, person.label, Strength.STRONG, person)
                continue
        person = _only_bearer(word, around, rarity)
        if person and not _has_only_asked(person):
            yield _mention(text, (word.start, word.end), MentionKind.PERSON, person.label, Strength.SINGLE, person)


def _only_bearer(word: _Word, around: Around, rarity: Rarity) -> PersonFile | None:
    """The one person of the world who bears a rare word beside another."""
    key = word.folded
    if len(key) < _SHORTEST_FAMILY_NAME or around.lookups.bearers(key) != 1:
        return None
    if rarity.grade(key) < _RARE or not distinctive_words(word.text):
        return None
    person = around.lookups.person(next(iter(around.lookups.by_names([key]))))
    is_whole = any(len(name.words) > 1 and key in name.words for name in names_borne(person.appearances))
    return person if is_whole else None


def _has_only_asked(person: PersonFile) -> bool:
    """Whether somebody is known only for having asked: to name them shows no acquaintance."""
    kinds = {one.kind for one in person.appearances}
    return kinds == {AppearanceKind.ASKER} and not person.exchanges


def _named(name: Name, around: Around) -> PersonFile | None:
    """The one person of the world who bears a full name, or a form of it."""
    hits = around.lookups.answering(words_of_keys(name), is_open=name.is_open, needs_two=True)
    if not hits:
        return None
    forms = []
    for number, borne in sorted(around.lookups.names(list(hits)).items()):
        is_whole = is_twofold(hits[number])
        kinds = {
            alike.kind for each in borne if is_whole or _may_be_alike(name, each) if (alike := likeness(name, each))
        }
        if LikenessKind.EXACT in kinds:
            return around.lookups.person(number)
        if LikenessKind.FORM in kinds:
            forms.append(number)
    return around.lookups.person(forms[0]) if len(forms) == 1 else None


def _so_named(name: Name, around: Around) -> PersonFile | None:
    """The first person of the world who bears this very name: somebody bears each of its words, or all in one."""
    keys = words_of_keys(name)
    known = around.lookups.known_among
    if len(known(name.content)) < len(name.content) and not known(key for key, word in keys.items() if word == WHOLE):
        return None
    hits = around.lookups.answering(keys, is_open=name.is_open, needs_two=True)
    numbers = sorted(number for number, answered in hits.items() if is_twofold(answered))
    for number, borne in around.lookups.names(numbers).items():
        if any((alike := likeness(name, each)) and alike.kind is LikenessKind.EXACT for each in borne):
            return around.lookups.person(number)
    return None


def _may_be_alike(name: Name, other: Name) -> bool:
    """Whether two names of which one word agrees may be forms of one, as far as it can be told for little."""
    if not (name.is_open or other.is_open):
        return False
    return name.scripts != other.scripts or outline(name).may_be_alike(other)


def _mention(
    text: str, span: tuple[int, int], kind: MentionKind, label: str, strength: Strength, person: PersonFile
) -> Mention:
    at = next((one.at for one in person.appearances if one.at.file), None)
    at = at or next((each.at for each in person.exchanges), None)
    return Mention(
        span=span, quote=text[slice(*span)], kind=kind, text=label, strength=strength,
        people=frozenset({person.id}), at=at,
    )  # fmt: skip


def _firms(text: str, words: Sequence[_Word], around: Around) -> Iterator[Mention]:
    """Firms by their whole name, the user's own ones also by their first distinctive word."""
    for place, first in enumerate(words):
        if not first.is_capital:
            continue
        for last in words[place : place + _LONGEST_FIRM]:
            span = first.start, last.end
            quote = text[slice(*span)]
            if last is first and not distinctive_words(quote):
                continue
            key = firm_key(quote)
            own = _own_firm(key, around)
            if key and (own is not None or around.lookups.at_firm(key)):
                label = own.name if own else quote
                kind = MentionKind.SCHOOL if own and own.is_school else MentionKind.FIRM
                yield Mention(span=span, quote=quote, kind=kind, text=label, strength=Strength.STRONG)
        if own := _own_firm_by_word(first.folded, around):
            kind = MentionKind.SCHOOL if own.is_school else MentionKind.FIRM
            span = first.start, first.end
            yield Mention(span=span, quote=first.text, kind=kind, text=own.name, strength=Strength.SINGLE)


def _own_firm(key: str, around: Around) -> OwnFirm | None:
    return next((firm for firm in around.firms if key in firm.keys), None)


def _own_firm_by_word(word: str, around: Around) -> OwnFirm | None:
    """One's own firm by a part of its name; also as a part of a compound ("Nordhavn-Zeiten")."""
    parts = {word, *word.replace("'", "-").split("-")}
    for firm in around.firms:
        named = distinctive_of_firm(firm.name)
        if named and not named.isdisjoint(parts):
            return firm
    return None


def _things(text: str, words: Sequence[_Word], own: set[str], around: Around) -> Iterator[Mention]:
    """Events, subjects and notes: by two of their words, or by one that is long, has digits, or is a name."""
    candidates = [word for word in words if word.folded not in own and distinctive_words(word.text)]
    hits: dict[tuple[str, str], tuple[Thing, list[_Word]]] = {}
    for word in candidates:
        for part in sorted(distinctive_words(word.text)):
            for thing in _rare_things(part, around):
                key = thing.kind, thing.text
                hits.setdefault(key, (thing, []))[1].append(word)
    for thing, at in hits.values():
        distinct = {word.folded for word in at}
        first = min(at, key=lambda word: word.start)
        is_single = len(distinct) == 1
        if is_single and not _is_telling(first, thing):
            continue
        last = max(at, key=lambda word: word.end) if not is_single else first
        yield Mention(
            span=(first.start, last.end), quote=text[first.start : last.end],
            kind=MentionKind.EVENT if thing.kind == "event" else MentionKind.SUBJECT,
            text=thing.text, strength=Strength.SINGLE if is_single else Strength.STRONG,
            people=thing.people, at=thing.at,
        )  # fmt: skip


def _rare_things(word: str, around: Around) -> Sequence[Thing]:
    things = around.lookups.things_with([word]).get(word, ())
    people = {person for thing in things for person in thing.people}
    return things if len(people) <= _MOST_BEARERS else ()


def _is_telling(word: _Word, thing: Thing) -> bool:
    if len(word.text) >= _LONG_WORD or any(map(str.isdigit, word.text)) or not word.text.isascii():
        return True
    key = word.folded
    return word.is_capital and any(each[:1].isupper() and fold(each) == key for each in _words().findall(thing.text))
