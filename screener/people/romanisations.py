"""How names in Cyrillic, Greek, Georgian and Armenian letters are written in Latin ones, by the conventions of many
languages.

`spellings_of` gives every spelling of a word, `spelled_among` finds the one that a Latin name uses: conventions may
differ from word to word. Recipe: a convention is one more line of its script. A line says what it writes otherwise
than the first line, in pairs `letters:latin`; longer letters go first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product
from typing import Final

from screener.people.name_keys import plain_word, sound

# English; then French, German, scholarly, Czech, Polish, Dutch, Scandinavian, Spanish, Italian, Bulgarian, Serbian.
_CYRILLIC: Final = (
    "а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh "
    "щ:shch ъ: ы:y ь: э:e ю:yu я:ya і:i ї:yi є:ye ґ:g ў:u ј:j љ:lj њ:nj џ:dz ђ:dj ћ:c ѓ:gj ќ:kj ѕ:dz кс:x",
    "ж:j ч:tch ш:ch щ:chtch у:ou ю:iou я:ia ге:gue ги:gui ъ:a",
    "ж:sch з:s ч:tsch ш:sch щ:schtsch в:w х:ch ц:z ю:ju я:ja й:i ё:jo",
    "ж:sch ч:tsch ш:sch щ:schtsch в:w х:ch ц:z ю:ju я:ja й:i ё:o",
    "ж:sh ч:tsch ш:sch щ:schtsch в:w х:ch ц:z ю:ju я:ja й:i ё:o з:s",
    "ж:z х:h ц:c ч:c ш:s щ:sc ю:ju я:ja й:j ё:e є:je ї:i",
    "ж:z х:ch ц:c ч:c ш:s щ:sc ю:ju я:ja й:j ё:e є:je ї:i",
    "ж:z в:w х:ch ц:c ч:cz ш:sz щ:szcz ю:iu я:ia ё:io ля:la лю:lu бе:bie ве:wie ге:gie де:die зе:zie ке:kie ме:mie "
    "не:nie пе:pie ре:rie се:sie те:tie фе:fie",
    "ж:z в:w х:ch ц:c ч:cz ш:sz щ:szcz ю:ju я:ja ё:o ля:la лю:lu",
    "ж:zj х:ch ч:tsj ш:sj щ:sjtsj у:oe ю:joe я:ja й:j ё:jo",
    "ж:zj х:kh ч:tj ш:sj щ:sjtj ю:ju я:ja й:j ё:jo",
    "ж:zj х:ch ч:tsj ш:sj щ:sjtsj ю:ju я:ja й:j ё:jo",
    "х:j ё:io ю:iu я:ia й:i",
    "х:ch щ:sch ё:e ю:iu я:ia й:i",
    "х:h ё:e щ:sht ъ:a ю:iu я:ia",
    "х:h ж:j щ:sht ъ:u ц:tz",
    "ж:j х:h я:ia ю:iu",
    "х:h г:h и:y й:i ю:iu я:ia є:ie ї:i",
    "г:h и:y х:kh є:ie ї:i ю:iu я:ia й:i",
    "г:h и:y й:j ж:z х:ch ц:c ч:c ш:s щ:sc ю:ju я:ja є:je",
    "г:h и:y в:w ч:cz ш:sz щ:szcz ж:z х:ch ц:c",
    "г:h и:y в:w ч:tsch ш:sch щ:schtsch ж:sch х:ch ц:z й:j ю:ju я:ja",
    "г:h и:y ч:tch ш:ch щ:chtch ж:j у:ou й:i ю:iou я:ia",
    "г:h и:y у:oe ч:tsj ш:sj щ:sjtsj ж:zj ю:joe я:ja й:j",
    "ё:e х:k",
)
_GREEK: Final = (
    "ου:ou αυ:av ευ:ev γγ:ng γξ:nx γχ:nch α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s "
    "ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o",
    "χ:h μπ:b ντ:d γκ:g τζ:tz ει:i οι:i αι:e",
    "χ:h μπ:b ντ:d γκ:g τζ:dj ει:i οι:i αι:e",
    "χ:h για:ya γιο:yo γιω:yo γιε:ye γιά:ya γι:yi γε:ye μπ:b ντ:d γκ:g τζ:tz",
    "για:ya γιο:yo γιω:yo γι:yi γε:ye μπ:b ντ:nt γκ:g",
    "ου:u μπ:b ντ:d γκ:g",
    "ου:u χ:h γε:je γι:ji αυ:av",
    "χ:kh γε:ye γι:yi",
    "αυ:au ευ:eu η:e γγ:gg υ:u",
    "αυ:au ευ:eu η:e γγ:ng",
    "αυ:au ευ:eu ου:u",
    "αυ:au ευ:eu",
    "χ:x γγ:gg αυ:au ευ:eu υ:u",
    "χ:x ω:w",
    "χ:x",
    "φ:ph χ:ch αυ:af ευ:ef",
    "χ:h αυ:af ευ:ef",
    "χ:ch β:b",
    "θ:t χ:c φ:f ου:u μπ:b",
)
_GEORGIAN: Final = (
    "ა:a ბ:b გ:g დ:d ე:e ვ:v ზ:z თ:t ი:i კ:k ლ:l მ:m ნ:n ო:o პ:p ჟ:zh რ:r ს:s ტ:t უ:u ფ:p ქ:k ღ:gh ყ:q შ:sh ჩ:ch ც:ts "
    "ძ:dz წ:ts ჭ:ch ხ:kh ჯ:j ჰ:h",
    "გე:gue გი:gui ჟ:j უ:ou შ:ch ჩ:tch ჭ:tch ჯ:dj ყ:k",
    "ვ:w ჟ:sch შ:sch ჩ:tsch ჭ:tsch ც:z წ:z ძ:ds ხ:ch ჯ:dsch ყ:k ზ:s",
    "ჟ:z შ:s ჩ:c ჭ:c ც:c წ:c ძ:z ხ:x ღ:g ფ:p",
    "ვ:w ჟ:z შ:sz ჩ:cz ჭ:cz ც:c წ:c ხ:ch ჯ:dz ღ:g",
    "შ:sj ჩ:tsj ჭ:tsj ჟ:zj ხ:ch ღ:g ჯ:dzj",
    "ხ:h ღ:g ყ:k ჯ:dzh",
    "ხ:kh ღ:g ფ:ph ყ:k ჯ:dzh",
)
_ARMENIAN: Final = (
    "ու:u եւ:ev և:ev ա:a բ:b գ:g դ:d ե:e զ:z է:e ը:y թ:t ժ:zh ի:i լ:l խ:kh ծ:ts կ:k հ:h ձ:dz ղ:gh ճ:ch մ:m յ:y ն:n "
    "շ:sh ո:o չ:ch պ:p ջ:j ռ:r ս:s վ:v տ:t ր:r ց:ts ւ:w փ:p ք:k օ:o ֆ:f",
    "ու:ou ժ:j ճ:tch չ:tch շ:ch ջ:dj յ:i",
    "վ:w խ:ch ծ:z ց:z ճ:tsch չ:tsch շ:sch ժ:sch ջ:dsch յ:j ձ:ds",
    "խ:x ծ:c ց:c ճ:c չ:c շ:s ժ:z ջ:j յ:y ղ:g",
    "խ:ch ծ:c ց:c ճ:cz չ:cz շ:sz ժ:z ջ:dz յ:j վ:w",
    "խ:kh ղ:g ջ:dzh յ:i",
    "խ:ch շ:sj ճ:tsj չ:tsj ժ:zj յ:j ջ:dzj",
)
_BY_SCRIPT: Final = (
    ("а", "ӿ", _CYRILLIC), ("α", "ω", _GREEK), ("ა", "ჿ", _GEORGIAN), ("ա", "և", _ARMENIAN),
)  # fmt: skip


@lru_cache(maxsize=8192)
def spellings_of(word: str) -> tuple[str, ...]:
    """The spellings of a plain word in plain Latin letters, the English one first; one for every sound, none for a word
    of another script or with a letter that no convention knows."""
    lines = next((lines for first, last, lines in _BY_SCRIPT if first <= word[:1] <= last), ())
    spelled: dict[str, str] = {}
    for spelling in _spelled(word, lines):
        spelled.setdefault(sound(spelling), spelling)
    return tuple(spelled.values())


def spelled_among(word: str, others: Iterable[str]) -> str | None:
    """The one of the other plain words that spells the word of another script."""
    sounds = _sounds_of(word)
    return next((other for other in others if other.isascii() and len(other) > 1 and sound(other) in sounds), None)


@lru_cache(maxsize=8192)
def _sounds_of(word: str) -> frozenset[str]:
    return frozenset(map(sound, spellings_of(word)))


def _spelled(word: str, lines: tuple[str, ...]) -> Iterator[str]:
    english = _pairs(lines[0]) if lines else ()
    forms = [(form, [pair for pair in english if pair[0] in form]) for form in (word, *_with_yo(word))]
    for line, (form, usual) in product(lines, forms):
        latin = form
        for letters, replacement in (*_pairs(line), *usual):
            latin = latin.replace(letters, replacement)
        if spelling := plain_word(latin) if latin.isascii() else "":
            yield spelling
            yield from _with_endings(word, spelling)


def _with_yo(word: str) -> Iterator[str]:
    """The word with one of its `е` as `ё`, which plain words do not tell apart."""
    return (word[:place] + "ё" + word[place + 1 :] for place, char in enumerate(word) if char == "е" and place)


# Conventions are mixed most of all in the endings of family names, and French writes -ine for -ин.
def _with_endings(word: str, spelling: str) -> Iterator[str]:
    if word.endswith(("ин", "ын")):
        yield spelling + "e"
    if word.startswith("е") and spelling[0] == "e":
        yield "ie" + spelling[1:]


@cache
def _pairs(line: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition(":") for pair in line.split())
    return tuple(sorted(((letters, latin) for letters, _, latin in pairs), key=lambda pair: -len(pair[0])))
