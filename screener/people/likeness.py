"""Likeness of two names: whether they may be one person's, which words agree and how, and what the agreement costs.

Every word of the shorter name finds its own word in the longer one; if words are left over on both sides, the names
are two people's. A last letter more or less makes another name (Paul, Paula; Petrov, Petrova), and so does another
last vowel (Mario, Maria).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from itertools import product
from typing import Final, NamedTuple

import msgspec
from msgspec import structs

from screener.people.name_keys import PARTICLES, plain_word, sound
from screener.people.names import Name, in_one
from screener.people.nicknames import full_sounds, is_given_name, short_form_cost
from screener.people.rarity import is_listed
from screener.people.readings import (
    WITHOUT_SPACES,
    Reading,
    arabic_consonants,
    arabic_shapes,
    are_one_in_korean,
    foreign_consonants,
    has_arabic,
    is_korean_surname,
    japanese_key,
    korean_key,
    readings_of,
    scripts_of,
    short_vowels,
)
from screener.people.romanisations import spelled_among


class How(StrEnum):
    """How two words of names agree."""

    SAME = "same"
    SHORT_FORM = "short-form"
    SOUND = "sound"
    SLIP = "slip"
    CUT = "cut"
    INITIAL = "initial"
    OTHER_SCRIPT = "other-script"
    FORMER = "former"
    PARTICLE = "particle"


class LikenessKind(StrEnum):
    """How sure two names are forms of one: the same words, another form, a lone word, a slip or bare consonants."""

    EXACT = "exact"
    FORM = "form"
    LONE = "lone"
    WEAK = "weak"


class Agreement(msgspec.Struct, frozen=True):
    """A word of the asker's name that agrees with one of the person's."""

    asker_word: str
    person_word: str
    how: How
    cost: int = 0


class Likeness(msgspec.Struct, frozen=True):
    """The words that agree, what all of it costs, words left out included, and how sure it is."""

    agreed: tuple[Agreement, ...]
    cost: int
    kind: LikenessKind


_SHORTEST_SLIP: Final = 5


class _Form(NamedTuple):
    """One way to write a name: its words, what that costs, which words it owes to something and how they compare."""

    words: tuple[str, ...]
    how: How = How.SAME
    cost: int = 0
    replaced: frozenset[str] = frozenset()
    shape: str = ""  # which script's spellings the words are compared by
    written: tuple[str, ...] = ()  # the words that a reading reads


@lru_cache(maxsize=4096)  # one asker is compared with the same people several times
def likeness(asker: Name, person: Name) -> Likeness | None:
    """How the two names may be one person's; nothing if they are two people's. The surest of their forms counts."""
    if asker.is_empty or person.is_empty or _generations_differ(asker.written, person.written):
        return None
    if found := _same_words(asker, person):
        return found
    particles = asker.particles | person.particles
    found = _alike(asker.content, person.content, particles) if asker.scripts == person.scripts else None
    if found is None and not asker.scripts.isdisjoint(person.scripts):
        found = _alike_when_joined(asker, person, particles)
    if asker.has_other_forms or person.has_other_forms or asker.scripts != person.scripts:
        return min(filter(None, (found, *_in_other_forms(asker, person))), key=_doubt, default=None)
    return found


class Outline(msgspec.Struct, frozen=True):
    """What a name may be alike by if only one of its words agrees. `is_scant`: it has a lone word or other forms;
    `letters` are those that its words begin with; `long_words`, by each of their first two letters, those that may
    have a slip."""

    name: Name
    is_scant: bool
    initials: frozenset[str]
    letters: frozenset[str]
    long_words: Mapping[str, Sequence[str]]

    def may_be_alike(self, other: Name) -> bool:
        """Whether a name of which one word agrees may be alike: by a lone word, another form of the name, another
        alphabet, an initial, or a slip in the words that are left. It costs less than their likeness."""
        words, others = self.name.words, other.words
        if self.is_scant or len(others) < 2 or other.has_other_forms:
            return True
        if self.name.scripts != other.scripts:
            return self.name.has_many_renderings or other.has_many_renderings
        for word in others:
            if word[0] in self.initials or (len(word) == 1 and word in self.letters):
                return True
            if len(word) >= _SHORTEST_SLIP and word not in words and self._has_slip_of(word, others):
                return True
        return False

    def _has_slip_of(self, word: str, others: tuple[str, ...]) -> bool:
        left = [mine for mine in self.long_words.get(word[0], ()) if mine not in others and _is_slip(mine, word)]
        if not left:
            return False
        words = self.name.words
        compare = _comparison(words, others, "")
        is_matched = _are_matched(words, others, compare) or not PARTICLES.isdisjoint((*words, *others))
        return is_matched and any(compare(mine, word) for mine in left)


@lru_cache(maxsize=1024)
def outline(name: Name) -> Outline:
    """The outline of a name, to hold many others against."""
    long_words: dict[str, list[str]] = {}
    for word in name.words:
        for letter in {word[0], word[1]} if len(word) >= _SHORTEST_SLIP else ():
            long_words.setdefault(letter, []).append(word)
    return Outline(
        name=name,
        is_scant=name.has_other_forms or len(name.words) < 2,
        initials=frozenset(word for word in name.words if len(word) == 1),
        letters=frozenset(word[0] for word in name.words),
        long_words=long_words,
    )


def _doubt(found: Likeness) -> tuple[int, int]:
    return _KINDS.index(found.kind), found.cost


_KINDS: Final = tuple(LikenessKind)


def _same_words(asker: Name, person: Name) -> Likeness | None:
    """Names of the same words in any order, or of the same letters with other spaces."""
    words, others = asker.content, person.content
    if len(words) == len(others) and sorted(words) == sorted(others):
        return Likeness(_agreed(words, frozenset()), 0, LikenessKind.EXACT)
    words, others = asker.words, person.words
    joined, other = "".join(words), "".join(others)
    if len(joined) != len(other):
        joined, other = in_one(words), in_one(others)
    if len(joined) != len(other) or (joined.isascii() and len(joined) < 6):
        return None
    if joined == other or "".join(reversed(words)) == other or joined == "".join(reversed(others)):
        fewer, more = sorted((words, others), key=len)
        agreed = _agreed(fewer if len(fewer) > 1 else more, asker.particles | person.particles)
        return Likeness(agreed, 0, LikenessKind.EXACT)
    return None


def _agreed(words: tuple[str, ...], particles: frozenset[str]) -> tuple[Agreement, ...]:
    if len(words) == 1:
        words = _family_and_given(words[0])
    return tuple(Agreement(word, word, _how_same(word, particles)) for word in words)


def _how_same(word: str, particles: frozenset[str]) -> How:
    if word in particles:
        return How.PARTICLE
    return How.INITIAL if len(word) == 1 and word.isascii() else How.SAME


def _family_and_given(word: str) -> tuple[str, ...]:
    """A name without spaces in two words, if it is one."""
    if word.isascii() or len(word) < 2 or not scripts_of(word) <= WITHOUT_SPACES:
        return (word,)
    cuts = [cut for cut in (2, 1, 3) if cut < len(word) and is_listed(word[:cut])]
    cut = cuts[0] if cuts else 1 if len(word) <= 3 else 2
    return word[:cut], word[cut:]


def _alike_when_joined(asker: Name, person: Name, particles: frozenset[str]) -> Likeness | None:
    """With words written together that the other name has together: `van den Berghe`, `Vandenberghe`."""
    words, others = _joined(asker.words, person.words), _joined(person.words, asker.words)
    if words == asker.words and others == person.words:
        return None
    return _alike(words, others, particles)


def _joined(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    targets = {*others, *(sound(word) for word in others)}
    if others:  # `Majo` for `Maria Jose`
        targets |= full_sounds(others[0])
    for length in range(min(len(words), 4), 1, -1):
        for start in range(len(words) - length + 1):
            joined = plain_word("".join(words[start : start + length]))
            if joined in targets or (len(joined) >= 4 and sound(joined) in targets):
                return (*words[:start], joined, *words[start + length :])
    return words


# Words against words.


def _alike(words: Sequence[str], others: Sequence[str], particles: frozenset[str], shape: str = "") -> Likeness | None:
    compare = _comparison(words, others, shape)
    if not particles and not _are_matched(words, others, compare):
        return None
    agreed, left, others_left = _matched(words, others, compare)
    if len(agreed) > 1 and not has_arabic((*words, *others)) and _is_of_surnames(agreed, words, others):
        return None
    whole = len(agreed)
    if whole:
        agreed += _initials(left, others_left)
    left = [word for word in left if word not in particles]
    others_left = [word for word in others_left if word not in particles]
    if not whole or (left and others_left):
        return None
    left_out = sum(len(word) > 1 for word in (*left, *others_left))
    is_lone = len(agreed) == 1 and (left_out > 0 or 1 in (len(words), len(others)))
    cost = sum(agreement.cost for agreement in agreed) + min(left_out, 2)
    return Likeness(tuple(agreed), max(cost, 2) if is_lone else cost, _kind(agreed, is_lone, left_out))


def _is_of_surnames(agreed: Sequence[Agreement], words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two family names were taken for short forms behind one given name: `Arnaud Roy`, `Arnaud Leroy`."""
    return (
        agreed[-1].how == How.SHORT_FORM
        and (agreed[-1].asker_word, agreed[-1].person_word) == (words[-1], others[-1])
        and words[0] == others[0]
        and is_given_name(words[0])
    )


def _kind(agreed: Sequence[Agreement], is_lone: bool, left_out: int) -> LikenessKind:
    if any(agreement.how == How.SLIP or agreement.cost > 2 for agreement in agreed):
        return LikenessKind.WEAK
    if is_lone:
        return LikenessKind.LONE
    is_exact = not left_out and all(agreement.how == How.SAME for agreement in agreed)
    return LikenessKind.EXACT if is_exact else LikenessKind.FORM


_Comparison = Callable[[str, str], tuple[How, int] | None]


def _matched(
    words: Sequence[str], others: Sequence[str], compare: _Comparison
) -> tuple[list[Agreement], list[str], list[str]]:
    """The words that agree, the same ones first, then the cheapest pairs; and what is left on either side."""
    left, others_left, agreed = list(words), list(others), []
    for word in words:
        if word in others_left and len(word) > 1:
            left.remove(word)
            others_left.remove(word)
            agreed.append(Agreement(word, word, How.SAME))
    pairs = [
        (found[1], word, other, found[0])
        for word in left
        for other in others_left
        if (found := compare(word, other)) and (found[0] != How.CUT or word == words[0] or other == others[0])
    ]
    for cost, word, other, how in sorted(pairs):
        if word in left and other in others_left:
            left.remove(word)
            others_left.remove(other)
            agreed.append(Agreement(word, other, how, cost))
    return agreed, left, others_left


def _are_matched(words: Sequence[str], others: Sequence[str], compare: _Comparison) -> bool:
    """Whether each of two words finds one among two others; True where there are more or fewer."""
    if not len(words) == len(others) == 2:
        return True
    return all(
        any(
            word == other or (word[0] == other[0] and 1 in (len(word), len(other))) or compare(word, other)
            for other in others
        )
        for word in words
    )


def _initials(left: list[str], others_left: list[str]) -> list[Agreement]:
    """Initials of words that are left over, which are taken out of both lists."""
    agreed = []
    for word in tuple(left):
        other = next((other for other in others_left if other[0] == word[0] and 1 in (len(word), len(other))), None)
        if other:
            left.remove(word)
            others_left.remove(other)
            cost = 0 if word == other else 1
            agreed.append(Agreement(word, other, How.INITIAL, cost))
    return agreed


def _comparison(words: Sequence[str], others: Sequence[str], shape: str) -> _Comparison:
    if shape:
        return _SHAPES[shape]
    if has_arabic(words) or has_arabic(others):
        return _compared_as_arabic
    if any(map(is_korean_surname, words)) and any(map(is_korean_surname, others)):
        return _compared_as_korean
    return _compared


@lru_cache(maxsize=16384)
def _compared(word: str, other: str) -> tuple[How, int] | None:
    """How two different words agree, and the cost."""
    if min(len(word), len(other)) < 2:
        return None
    if cost := short_form_cost(word, other):
        return How.SHORT_FORM, cost
    if min(len(word), len(other)) < 4:
        return None
    if sound(word) == sound(other):
        return How.SOUND, 1
    if word[2:] == other or other[2:] == word:
        longer, shorter = sorted((word, other), key=len, reverse=True)
        if longer[:2] in ("al", "el") and len(shorter) >= 5 and shorter[0] not in _VOWELS:
            return How.PARTICLE, 1
    if _is_cut(word, other):
        return How.CUT, 2
    cost = _slip_cost(word, other)
    return (How.SLIP, cost) if cost else None


_VOWELS: Final = frozenset("aeiouy")
# What makes a name of another person, or of the other sex, out of a name.
_OTHER_NAME_LISTED: Final = (
    "on ina ine na ne nna nne ette etta ita ito la le lla lle ella elle ia ie io son sen sson ssen ov ova ev eva ez es "
    "is ius us ski sky ska skaya ic ich vic enko escu uk yuk ak dottir datter idis akis opoulos oglu yan ian shvili dze"
)
_OTHER_NAME: Final = frozenset(_OTHER_NAME_LISTED.split())


def _is_cut(word: str, other: str) -> bool:
    """Whether one word is the other cut short by two to five letters, and no name of its own."""
    longer, shorter = sorted((word, other), key=len, reverse=True)
    rest = longer[len(shorter) :]
    return 2 <= len(rest) <= 5 and longer.startswith(shorter) and rest not in _OTHER_NAME


def _is_slip(word: str, other: str) -> bool:
    """Whether one of two different words is the other but for a letter, or two neighbours exchanged; not the first
    letter alone."""
    if abs(len(word) - len(other)) > 1 or (word[0] != other[0] and word[:2] != other[1::-1]):
        return False
    from rapidfuzz.distance import OSA  # with neighbouring letters exchanged as one edit; loaded only where one asks

    return OSA.distance(word, other, score_cutoff=1) <= 1


def _slip_cost(word: str, other: str) -> int:
    """2 or 3 for one slip of the finger, 0 for none; two names that are both known are two names."""
    if min(len(word), len(other)) < _SHORTEST_SLIP:
        return 0
    if not _is_slip(word, other) or (is_listed(word) and is_listed(other)):
        return 0
    if word[-1] == other[-1]:
        return 2
    is_vowel = bool(_VOWELS.intersection((word[-1], other[-1]))) or not word.isascii()
    is_swapped = word[-2:] == other[-2:][::-1]
    return 3 if len(word) == len(other) >= 8 and (is_swapped or not is_vowel) else 0


def _compared_as_arabic(word: str, other: str) -> tuple[How, int] | None:
    found = _compared(word, other)
    if found and found[1] <= 1:
        return found
    known = has_arabic((word,)) + has_arabic((other,))
    shape = arabic_consonants(word)
    if known and len(shape) > 2 and shape == arabic_consonants(other):
        return How.SOUND, 3 - known
    return found


def _compared_as_korean(word: str, other: str) -> tuple[How, int] | None:
    return (How.SOUND, 1) if are_one_in_korean(word, other) else _compared(word, other)


def _compared_with_hangul(word: str, other: str) -> tuple[How, int] | None:
    return (How.OTHER_SCRIPT, 0) if korean_key(word) == korean_key(other) else None


def _compared_with_japanese(word: str, other: str) -> tuple[How, int] | None:
    is_one = japanese_key(word) == japanese_key(other) or sound(short_vowels(word)) == sound(short_vowels(other))
    return (How.OTHER_SCRIPT, 0) if is_one else None


def _compared_with_letters(word: str, other: str) -> tuple[How, int] | None:
    if len(word) > 1 and sound(word) == sound(other):
        return How.OTHER_SCRIPT, 0
    return _compared(word, other)


def _compared_by_consonants(word: str, other: str) -> tuple[How, int] | None:
    shapes = arabic_shapes(word) & arabic_shapes(other)
    return (How.OTHER_SCRIPT, 0) if any(len(shape) > 1 for shape in shapes) else None


def _compared_with_katakana(word: str, other: str) -> tuple[How, int] | None:
    shape = foreign_consonants(word)
    return (How.OTHER_SCRIPT, 0) if len(shape) > 1 and shape == foreign_consonants(other) else None


_SHAPES: Final = {
    "hangul": _compared_with_hangul,
    "japanese": _compared_with_japanese,
    "letters": _compared_with_letters,
    "consonants": _compared_by_consonants,
    "katakana": _compared_with_katakana,
}


# Other forms of a name.


def _in_other_forms(asker: Name, person: Name) -> Iterator[Likeness]:
    particles = asker.particles | person.particles
    is_one_script = asker.scripts == person.scripts
    for form, other in product(_forms(asker), _forms(person)):
        if form.shape and other.shape and is_one_script:
            continue  # two names of one script are compared as they are written
        if _is_latin(form) != _is_latin(other):
            continue
        form, other = _as_spelled(form, other), _as_spelled(other, form)
        shape = "" if form.how == other.how else _common_shape(form.shape, other.shape)
        for words, others in _as_syllables(form, other):
            if found := _alike(words, others, particles, shape):
                yield _owing(found, form, other)


def _as_spelled(form: _Form, other: _Form) -> _Form:
    """The reading of a name with its words spelled as in the other name, which is in Latin letters."""
    if form.shape != "letters" or other.shape:
        return form
    pairs = zip(form.written, form.words, strict=True)
    words = tuple(spelled_among(written, other.words) or word for written, word in pairs)
    return form._replace(words=words, replaced=frozenset(words))


def _is_latin(form: _Form) -> bool:
    return form.words[0].isascii()


def _common_shape(shape: str, other: str) -> str:
    return "japanese" if "japanese" in (shape, other) else shape or other


def _as_syllables(form: _Form, other: _Form) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words of both; and where a Latin name of three words meets a reading of two, with two of the three as one:
    `Xiao Ming Wang`, `Min Su Kim`."""
    yield form.words, other.words
    if other.shape in _SYLLABIC and not form.shape and len(form.words) == 3:
        yield from ((merged, other.words) for merged in _merged(form.words))
    if form.shape in _SYLLABIC and not other.shape and len(other.words) == 3:
        yield from ((form.words, merged) for merged in _merged(other.words))


_SYLLABIC: Final = ("hangul", "japanese")


def _merged(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return (plain_word(words[0] + words[1]), words[2]), (words[0], plain_word(words[1] + words[2]))


def _owing(found: Likeness, form: _Form, other: _Form) -> Likeness:
    """The likeness of two forms, with what the forms themselves cost."""
    agreed = tuple(
        structs.replace(each, how=form.how)
        if each.asker_word in form.replaced
        else structs.replace(each, how=other.how)
        if each.person_word in other.replaced
        else each
        for each in found.agreed
    )
    is_weak = "consonants" in (form.shape, other.shape) or "katakana" in (form.shape, other.shape)
    kind = max(found.kind, LikenessKind.FORM, key=_KINDS.index) if form.cost + other.cost else found.kind
    return Likeness(agreed, found.cost + form.cost + other.cost, LikenessKind.WEAK if is_weak else kind)


@lru_cache(maxsize=1024)
def _forms(name: Name) -> tuple[_Form, ...]:
    words = name.content
    forms = [_Form(words), *_readings(words)]
    if nickname := tuple(name.nickname.split()):
        forms += _by_nickname(words, nickname)
    if name.former:
        forms.append(_Form((words[0], *name.former), How.FORMER, 1, frozenset(name.former)))
        if len(name.former) > 1:
            forms.append(_Form(name.former, How.FORMER, 1, frozenset(name.former)))
    return tuple(forms)


def _by_nickname(words: tuple[str, ...], nickname: tuple[str, ...]) -> list[_Form]:
    if scripts_of("".join(nickname)) != scripts_of("".join(words)):
        return [_Form(nickname), *_readings(nickname)]
    if len(words) < 2:
        return [_Form(nickname, How.SHORT_FORM, 1, frozenset(nickname))]
    replaced = frozenset(nickname)
    return [
        _Form((*nickname, *words[1:]), How.SHORT_FORM, 1, replaced),
        _Form((*words[:1], *nickname), How.FORMER, 2, replaced),  # a bracket may hold a maiden name, or a firm
    ]


def _readings(words: tuple[str, ...]) -> Iterator[_Form]:
    scripts = scripts_of("".join(words))
    for reading in readings_of(words):
        shape = _shape(reading, scripts)
        written = words if len(words) == len(reading.words) else reading.words
        yield _Form(reading.words, How.OTHER_SCRIPT, reading.cost, frozenset(reading.words), shape, written)


def _shape(reading: Reading, scripts: frozenset[str]) -> str:
    if "hangul" in scripts:
        return "hangul"
    if reading.only_consonants:
        return "katakana" if "katakana" in scripts else "consonants"
    return "japanese" if scripts & WITHOUT_SPACES else "letters"


# Father and son.


def _generations_differ(written: str, other: str) -> bool:
    one, another = _generation(written), _generation(other)
    return bool(one and another and one != another)


@lru_cache(maxsize=2048)
def _generation(written: str) -> str:
    found = _generations().search(written[:200])
    return (
        {"junior": "jr", "jnr": "jr", "senior": "sr", "snr": "sr"}.get(found[1].lower(), found[1].lower())
        if found
        else ""
    )


@cache
def _generations() -> re.Pattern[str]:
    return re.compile(r"(?i)[\s,](jr|sr|jnr|snr|junior|senior|ii|iii|iv|filho|neto)\b\.?(?=\s*(?:$|[,(|]))")
