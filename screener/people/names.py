"""A person's name as somebody wrote it, cleaned and split into plain words, and the keys it is found by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Set
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

import msgspec

from screener.people.name_keys import (
    ABBREVIATED_NAMES,
    COMPOUNDED,
    CUT_NAMES,
    FORMER,
    GLUED,
    HONORIFICS,
    LEADING_TITLES,
    PARTICLES,
    ROLE_MAILBOXES,
    ROLES,
    TITLES,
    TITLES_OR_NAMES,
    plain_word,
    sound,
)

# The exact keys of the first edition, until the world has replaced their users.
from screener.people.name_keys import name_key as name_key
from screener.people.name_keys import name_keys as name_keys
from screener.people.name_keys import name_spellings as name_spellings
from screener.people.name_keys import names_in as names_in
from screener.people.nicknames import full_sounds, has_short_forms
from screener.people.readings import (
    WITHOUT_SPACES,
    arabic_shape,
    arabic_shapes,
    foreign_consonants,
    has_arabic,
    has_korean_surname,
    korean_key,
    readings_of,
    scripts_of,
    short_vowels,
)
from screener.people.romanisations import spellings_of

_MOST_LETTERS: Final = 200
_MOST_WORDS: Final = 12
_NOT_FAST: Final = TITLES | TITLES_OR_NAMES | FORMER | CUT_NAMES.keys() | {"via", "at"}
_LOOK_ALIKE: Final = str.maketrans(
    "аеорсухіјѕԁɡһӏАВЕКМНОРСТХЅІЈαορνικτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdghlABEKMHOPCTXSIJaopviktABEZHIKMNOPTYX"
)
_LIKE_CYRILLIC: Final = dict(zip("aeopcyxiABEKMHOPCTX", "аеорсухіАВЕКМНОРСТХ", strict=True))
_SMALL_CAPITALS: Final = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz")
_INVISIBLE: Final = r"[\u200b\u200c\u200d\u200e\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069\ufe0f]"


class Name(msgspec.Struct, frozen=True, eq=False):
    """A name as somebody wrote it and its plain words; two are equal if they are written alike."""

    written: str
    words: tuple[str, ...]
    particles: frozenset[str] = frozenset()
    former: tuple[str, ...] = ()
    nickname: str = ""  # or the name in another script, as plain words
    scripts: frozenset[str] = frozenset()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Name) and self.written == other.written

    def __hash__(self) -> int:
        return hash(self.written)

    @property
    def full(self) -> str:
        """The words in an order that does not depend on how they were written."""
        return " ".join(sorted(self.words))

    @property
    def is_empty(self) -> bool:
        return not self.words

    @property
    def has_other_forms(self) -> bool:
        return bool(self.former or self.nickname)

    @property
    def is_open(self) -> bool:
        """Whether one of its words may be all that two ways to write it have in common: it has other forms, a lone
        word, initials, or a script that Latin letters render in many ways."""
        if len(self.words) < 2 or self.former or self.nickname or self.has_many_renderings:
            return True
        return min(map(len, self.words)) == 1 and any(len(word) == 1 and word.isascii() for word in self.words)

    @property
    def has_many_renderings(self) -> bool:
        """Whether it is in an alphabet other than the Latin one; the readings of signs are all known as keys."""
        return not self.scripts <= _LATIN_OR_SIGNS

    @property
    def content(self) -> tuple[str, ...]:
        """The words without particles, where at least two are left; all of them in a name of two words."""
        if len(self.words) < 3 or not self.particles:
            return self.words
        content = tuple(word for word in self.words if word not in self.particles)
        return content if len(content) >= 2 else self.words


@lru_cache(maxsize=8192)
def name_of(written: str) -> Name:
    """The name without titles, credentials, ornaments, pronouns, taglines, roles and the machinery of mail programs.

    A former name and a nickname or the name in another script are kept apart. At most 200 characters and 12 words
    are read.
    """
    text = written[:_MOST_LETTERS]
    words = text.split()
    if 2 <= len(words) <= 4:
        plain = tuple(map(_ordinary, words))
        if all(plain):
            return Name(written, plain, PARTICLES.intersection(plain) or _NONE, scripts=_LATIN)
    return _cleaned(written, text)


_LATIN: Final = frozenset({"latin"})
_LATIN_OR_SIGNS: Final = _LATIN | WITHOUT_SPACES
_NONE: Final[frozenset[str]] = frozenset()  # one for all
_BEHIND_LATIN: Final = "\u0250"


@lru_cache(maxsize=32768)
def _ordinary(word: str) -> str:
    """The plain form of a word that can only be a name's; empty for one that must be looked at closely."""
    if not word.isalpha() or len(word) < 2 or word.isupper():
        return ""
    if not word.isascii() and (max(word) >= _BEHIND_LATIN or "ª" in word or "º" in word):
        return ""
    plain = plain_word(word)
    return "" if plain in _NOT_FAST else plain


def keys_of(*names: Name) -> Set[str]:
    """The keys a person of these names is stored and looked up under; `words_of_keys` tells what they stand for.

    Plain words as they are; `~` before how a word sounds, `<` before the first letters of a given name, `?` before
    bare consonants, `^` before a Korean spelling.
    """
    keys: dict[str, str] = {}
    for name in names:
        keys |= _words_of_keys(name)
    return keys.keys()


def wide_keys_of(name: Name) -> Mapping[str, str]:
    """The keys with their words and, for a Latin name, those of names whose script leaves vowels out or changes them:
    to look up with, not to store."""
    if name.scripts != _LATIN:
        return words_of_keys(name)
    shapes = {
        "?" + shape: word
        for word in name.content
        for shape in (*arabic_shapes(word), foreign_consonants(word))
        if len(shape) > 1
    }
    return {**shapes, **words_of_keys(name)}


def slips_of(word: str) -> list[str]:
    """The words at one slip of a plain word that are worth looking up: a letter more, less, changed, or two swapped.

    The first letter and the last stay as they are; from 8 letters on a swap or another consonant at the end counts too.
    """
    if len(word) < 5 or not word.isascii():
        return []
    last = word[-1]
    slips = set(_slips(word))
    slips.add(word[1] + word[0] + word[2:])
    if len(word) >= 8 and last not in _VOWELS:
        slips.update(word[:-1] + letter for letter in "bcdfghjklmnpqrstvwxz")
        slips.add(word[:-2] + last + word[-2])
    return sorted(slips - {word})


_VOWELS: Final = frozenset("aeiouy")
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"


def _slips(word: str) -> Iterator[str]:
    """All slips between the first letter and the last."""
    for place in range(1, len(word)):
        before, after = word[:place], word[place:]
        yield from [before + letter + after for letter in _ALPHABET]
        if len(after) > 1:
            rest = after[1:]
            yield before + rest
            yield from [before + letter + rest for letter in _ALPHABET]
        if len(after) > 2:
            yield before + after[1] + after[0] + after[2:]


# Cleaning: from what somebody wrote to tokens.


def _cleaned(written: str, text: str) -> Name:
    text, asides = _parted(_legible(text))
    tokens, former = _until_former(_tokens(text))
    words = _rotated(tokens)
    nickname = ""
    for aside in asides:
        aside_words, aside_former = _read_aside(aside, words)
        former = (*former, *aside_former)
        nickname = nickname or " ".join(aside_words)
    plain = tuple(token.plain for token in words)[:_MOST_WORDS]
    particles = frozenset(token.plain for token in words if token.is_particle)
    if not nickname and len(scripts_of("".join(plain))) > 1:
        plain, nickname = _in_two_scripts(plain)
    if not plain and nickname:
        plain, nickname = tuple(nickname.split()), ""
    return Name(written, plain, particles, former[:_MOST_WORDS], nickname, scripts_of("".join(plain)))


def _in_two_scripts(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The Latin name and behind it the same name in another script, where somebody writes both."""
    latin = tuple(word for word in words if word.isascii())
    return (latin, " ".join(word for word in words if word not in latin)) if len(latin) >= 2 else (words, "")


class _Token(msgspec.Struct, frozen=True):
    written: str
    plain: str
    part: int  # which of the parts between commas
    is_shouted: bool = False

    @property
    def is_particle(self) -> bool:
        return self.plain in PARTICLES and (len(self.plain) > 1 or self.written.islower())


def _legible(text: str) -> str:
    """The text in ordinary characters, out of directories and addresses, without what mail programs add."""
    if not text.isascii() and _has_ornaments(text):
        text = _pattern(r"(?<=\w)\u200b(?=[^\W\d_a-z])").sub(" ", text)
        text = _pattern(_INVISIBLE).sub("", text)
        text = _pattern(r"\bM\.?ª\.?(?!\w)").sub("Maria ", text)
        text = _pattern(r"\b\w{1,8}\.?[ºª°]\.?(?!\w)").sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_SMALL_CAPITALS))
    if "/" in text:
        text = _pattern(_PRONOUNS).sub(" ", text)
    if "=" in text and (directory := _pattern(r"(?i)\bcn=([^/,;=]+)").findall(text)):
        text = directory[-1]
    if "@" in text:
        text = _out_of_address(text)
    if text.count(" ") < 3:
        return text
    if behalf := _pattern(_ON_BEHALF).search(text):
        text = behalf[1]
    return _pattern(r"(?i)(?<=\S)\s+via\s+\S.*$").sub("", text)


def _has_ornaments(text: str) -> bool:
    """Whether there is more in a text than words with dots, commas, and hyphens or apostrophes inside."""
    return _pattern(r"[^\w\s.,'-]|[ªº]|(?<!\w)['-]|['-](?!\w)").search(text) is not None


_PRONOUNS: Final = (
    r"(?i)[(\[]?\b(?:she|he|they|ze|sie|er|elle|il|iel|ella|él|elle|ela|ele|lei|lui|zij|hij|hen)\s*/\s*\w+"
    r"(?:\s*/\s*\w+)?[)\]]?"
)
_ON_BEHALF: Final = (
    r"(?i)\b(?:on behalf of|im auftrag von|im namen von|de la part de|en nombre de|em nome de|per conto di"
    r"|a nome di|namens)\s+(\S.*)$"
)


def _out_of_address(text: str) -> str:
    if named := _pattern(r"^\s*[\"']?([^\"<@]*?)[\"']?\s*<[^<>]*@[^<>]*>?\s*$").match(text):
        if named[1].strip():
            return named[1]
        text = text.strip(" <>")
    if bare := _pattern(r"^\s*['\"]?(?:mailto:)?([^\s@'\"]+)@[^\s@]+\s*$").match(text):
        local = bare[1].split("+")[0]
        return "" if local.lower() in ROLE_MAILBOXES else _pattern(r"[\d._\-]+").sub(" ", local)
    return _pattern(r"(?:^|\s)@.*|\S*@\S*").sub(" ", text)


def _parted(text: str) -> tuple[str, list[str]]:
    """The name itself, and what stands in brackets or quotes."""
    if not _has_ornaments(text):
        return text, []
    text = _pattern(r"[#]\w+|[^\s,]+[®™]").sub(" ", text) if "#" in text or not text.isascii() else text
    shorter = _pattern(r"\s*[|•★►→].*|\s+[-–—·]\s.*").sub(" ", text)
    text = shorter if shorter.strip() else text
    if _pattern(r"^[^/,]*\w\s+\w[^/,]*(?:/[^/\s]+)+$").match(text):
        text = text.partition("/")[0]
    asides = _pattern(_ASIDE)
    rest = asides.sub(" ", text)
    if not any(map(str.isalpha, rest)):
        return asides.sub(lambda found: " " + " ".join(filter(None, found.groups())) + " ", text), []
    return rest, [aside for groups in asides.findall(text) for aside in groups if aside]


_ASIDE: Final = (
    r"\(([^()]*)\)?|\[([^\[\]]*)\]|【([^】]*)】|「([^」]*)」|\"([^\"]*)\"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»"
    r"|(?<!\w)['‘]([^'’]+)['’](?!\w)"
)


def _tokens(text: str) -> list[_Token]:
    """The words that may belong to the name, without titles and credentials."""
    is_shouted = text.isupper()
    every = [token for number, part in enumerate(text.split(",")) for token in _split(part, number, is_shouted)]
    untitled = _without_titles(list(_with_initials_apart(every)))
    sure = [token for token in untitled if not _may_be_credential(token, untitled)]
    sure = _without_taglines(sure)
    return sure if len(sure) >= 2 else untitled


def _with_initials_apart(tokens: list[_Token]) -> Iterator[_Token]:
    """With initials that are written together, `JP`, at the beginning, or behind a single word."""
    for token in tokens:
        is_first = token is tokens[0] and len(tokens) > 1 and not tokens[1].written.isupper()
        is_last = token is tokens[-1] and len(tokens) == 2 and not tokens[0].written.isupper()
        if (is_first or is_last) and _are_initials(token):
            yield from (_Token(letter + ".", letter.lower(), token.part) for letter in token.written)
        else:
            yield token


def _are_initials(token: _Token) -> bool:
    written = token.written
    is_short = (
        2 <= len(written) <= 3
        and written.isascii()
        and written.isalpha()
        and written.isupper()
        and not token.is_shouted
    )
    return is_short and token.plain != "ng" and not _VOWELS.intersection(token.plain) and token.plain not in TITLES


def _split(part: str, number: int, is_shouted: bool) -> Iterator[_Token]:
    if "h" in part or "H" in part:
        part = _pattern(r"(?i)\bph\.?\s?d\b\.?").sub(" ", part)
    for written in _pattern(r"[\s\-‐‑–—/&+・_;:]+").split(part):
        if not written or _pattern(r"\d.*[^\W\d_]|^[^\W\d_]{1,2}\d").search(written):
            continue  # nothing, or a number of a profile's address
        pieces = [written]
        is_initials = not part.lstrip().find(written) and max(map(len, written.split("."))) == 1
        if "." in written.strip(".") and (is_initials or plain_word(written) not in _NOT_FAST):
            pieces = [piece + "." for piece in written.split(".") if piece]
            pieces[-1] = pieces[-1] if written.endswith(".") else pieces[-1][:-1]
        for piece in pieces:
            latin = _without_look_alikes(piece)
            if plain := plain_word(_without_honorific(latin)):
                yield _Token(latin, CUT_NAMES.get(plain, plain), number, is_shouted)


def _without_look_alikes(token: str) -> str:
    if max(token) < "\u0370" or "\u024f" < min(token) <= max(token) < "\u1e00":  # Latin alone, or without Latin
        return token
    scripts = [_script_of_letter(char) for char in token if char.isalpha()]
    if "latin" not in scripts or not {"cyrillic", "greek"}.intersection(scripts):
        return token
    if (
        scripts.count("latin") < scripts.count("cyrillic")
        and not set(filter(str.isascii, token)) - _LIKE_CYRILLIC.keys()
    ):
        return "".join(_LIKE_CYRILLIC.get(char, char) for char in token)
    return token.translate(_LOOK_ALIKE)


def _script_of_letter(char: str) -> str:
    return next(iter(scripts_of(char)), "")


def _without_honorific(token: str) -> str:
    if token.isascii() or token in HONORIFICS:
        return "" if not token.isascii() else token
    if not token.endswith(HONORIFICS):
        return token
    ending = next((ending for ending in HONORIFICS if token.endswith(ending) and len(token) > len(ending) + 1), "")
    return token.removesuffix(ending)


def _without_titles(tokens: list[_Token]) -> list[_Token]:
    untitled: list[_Token] = []
    for token in tokens:
        if token.plain in TITLES and token.plain not in TITLES_OR_NAMES:
            continue
        if not untitled and len(tokens) > 2 and (token.plain in LEADING_TITLES or _is_abbreviated_title(token)):
            continue
        untitled.append(token)
    return untitled


def _is_abbreviated_title(token: _Token) -> bool:
    """A short word with a dot in front of a name is a title, known or not."""
    return token.written.endswith(".") and 2 <= len(token.plain) <= 5 and token.plain not in ABBREVIATED_NAMES


def _may_be_credential(token: _Token, tokens: list[_Token]) -> bool:
    is_capital = token.written.isupper() and not token.is_shouted
    if token.plain in TITLES_OR_NAMES:
        return token.part > 0 or is_capital or "." in token.written
    if not is_capital or not token.written.isascii():
        return False
    if token.part > 0:
        return 2 <= len(token.plain) <= 8
    return token is tokens[-1] and 2 <= len(token.plain) <= 5 and not _VOWELS.intersection(token.plain)


def _without_taglines(tokens: list[_Token]) -> list[_Token]:
    """Without what stands behind a comma and is more than the rest of a name."""
    if not tokens or not tokens[-1].part:
        return tokens
    kept: list[_Token] = []
    for number in sorted({token.part for token in tokens}):
        part = [token for token in tokens if token.part == number]
        if len(kept) >= 2 and (len(part) > 3 or any(token.plain in ROLES for token in part)):
            break
        kept += part
    return kept


def _until_former(tokens: list[_Token]) -> tuple[list[_Token], tuple[str, ...]]:
    for place, token in enumerate(tokens):
        if place and token.plain in FORMER and token.written.rstrip(".").islower():
            kept = tokens[:place]
            while kept and kept[-1].is_particle:  # "de soltera"
                kept.pop()
            return kept, tuple(other.plain for other in tokens[place + 1 :] if other.plain not in FORMER)
    return tokens, ()


def _rotated(tokens: list[_Token]) -> list[_Token]:
    """The given name first where commas or capitals say which one it is."""
    first = [token for token in tokens if token.part == tokens[0].part]
    others = tokens[len(first) :]
    if others and (len(first) == 1 or any(token.is_particle or token.written.isupper() for token in first)):
        return others + first
    shouted = 0
    while shouted < len(tokens) and tokens[shouted].written.isupper() and len(tokens[shouted].plain) > 1:
        shouted += 1
    return tokens[shouted:] + tokens[:shouted]


def _read_aside(aside: str, words: list[_Token]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nickname or the name in another script that an aside tells, and the former name."""
    if former := _pattern(r"旧姓[\s:]*(\S+)").search(aside):
        return (), (plain_word(former[1]),)
    tokens = list(_split(aside, 0, is_shouted=bool(words) and words[0].is_shouted))
    marks = [token for token in tokens if token.plain in FORMER]
    if marks and tokens[0].plain in FORMER | PARTICLES:
        return (), tuple(token.plain for token in tokens if token not in marks and not token.is_particle)
    scripts = scripts_of("".join(token.plain for token in tokens))
    if scripts and scripts != scripts_of("".join(token.plain for token in words)):
        return tuple(token.plain for token in tokens), ()
    tokens = [token for token in tokens if not token.is_particle]
    if len(tokens) != 1 or tokens[0].plain in ROLES | (TITLES - TITLES_OR_NAMES) or len(tokens[0].plain) < 2:
        return (), ()
    is_abbreviation = tokens[0].written.isupper() and not tokens[0].is_shouted and len(tokens[0].plain) <= 4
    return ((), ()) if is_abbreviation else ((tokens[0].plain,), ())


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# Keys.


@lru_cache(maxsize=1024)
def words_of_keys(name: Name) -> Mapping[str, str]:
    """Every key with the word it stands for: two keys of one word are one answer. The keys of the whole name stand
    for nothing less: they are two answers."""
    return MappingProxyType(_words_of_keys(name))


def _words_of_keys(name: Name) -> dict[str, str]:
    content = name.content
    keys: dict[str, str] = {}
    for word in (*content, *name.former, *name.nickname.split()):
        keys |= _keys_of_word(word)
    for given in (*content[:1], *name.nickname.split()):
        if len(given) >= 4 and given.isascii():
            keys.setdefault("<" + given[:4], given)
    for key, word in (*_joined(name.words), *_keys_of_scripts(name)):
        keys.setdefault(key, word)
    return keys


WHOLE: Final = ""  # the word that a key of a whole name stands for


@lru_cache(maxsize=4096)
def key_words(name: Name) -> frozenset[str]:
    """The words that the keys of a name stand for."""
    return frozenset(wide_keys_of(name).values())


def is_twofold(answered: Collection[str]) -> bool:
    """Whether two words of a name answer."""
    return len(answered) > 1 or WHOLE in answered


@lru_cache(maxsize=16384)
def _keys_of_word(word: str) -> Mapping[str, str]:
    """The word, the key of how it sounds, and those of the full names it is short for; each with the word."""
    if len(word) < 2:
        return {}
    is_heard = (word.isascii() and len(word) >= 4) or has_short_forms(word)
    own = ("~" + sound(word),) if is_heard else ()
    short = short_vowels(word)
    japanese = (short, "~" + sound(short)) if short != word else ()
    return dict.fromkeys((word, *own, *japanese, *("~" + full for full in full_sounds(word))), word)


def _joined(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Words written together that others write apart, or the other way round."""
    if 2 <= len(words) <= 3:
        yield "".join(words), WHOLE
    if len(words) == 2:
        yield words[1] + words[0], WHOLE
    elif (contracted := in_one(words)) != "".join(words):
        yield contracted, WHOLE
    for place in range(len(words) - 1):
        one, other = words[place : place + 2]
        if not place and one in COMPOUNDED and has_short_forms(joined := plain_word(one + other)):
            yield "~" + sound(joined), one  # `Maria Jose`, who is called Majo
        if one in GLUED:
            yield from _run_on(words, place)
        elif len(words) > 2 and len(one) <= 5 and len(other) <= 6 and other not in GLUED:
            yield plain_word(one + other), one


def in_one(words: tuple[str, ...]) -> str:
    """The words written together, with `vd` for `van der` and the like."""
    if not _VAN.intersection(words[:-1]):
        return "".join(words)
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _VAN and word in _DER:
            joined[-1] = "vd"
        else:
            joined.append(word)
    return "".join(joined)


_VAN: Final = frozenset({"van", "von", "v"})
_DER: Final = frozenset({"der", "den", "de", "d"})


def _run_on(words: tuple[str, ...], place: int) -> Iterator[tuple[str, str]]:
    end = place + 1
    while end < len(words) - 1 and words[end] in GLUED:
        end += 1
    joined = plain_word("".join(words[place : end + 1]))
    yield joined, words[end]
    if len(joined) >= 4:
        yield "~" + sound(joined), words[end]


def _keys_of_scripts(name: Name) -> Iterator[tuple[str, str]]:
    words = name.words
    if name.scripts != _LATIN or not name.nickname.isascii():
        yield from _keys_of_readings(words)
        yield from _keys_of_readings(tuple(name.nickname.split()))
    if 2 <= len(words) <= 3 and has_korean_surname(words):
        pairs = (words[0] + words[1], words[1] + words[2]) if len(words) == 3 else ()
        yield from (("^" + korean_key(word), word) for word in (*words, *pairs))
    if has_arabic(words):
        shapes = ((arabic_shape(word), word) for word in name.content)
        yield from (("?" + shape, word) for shape, word in shapes if len(shape) > 1)


def _keys_of_readings(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    scripts = scripts_of("".join(words))
    if scripts & WITHOUT_SPACES:
        yield "".join(words), WHOLE
        yield "".join(reversed(words)), WHOLE
    for word in words:
        yield from (("~" + sound(spelling), word) for spelling in spellings_of(word))
    for reading in readings_of(words):
        if len(reading.words) == len(words) and all(map(spellings_of, words)):
            pairs = zip(words, reading.words, strict=True)
            yield from ((key, word) for word, read in pairs for key in _keys_of_word(read))
            continue
        if reading.only_consonants:
            shape_of = foreign_consonants if "katakana" in scripts else arabic_shape
            shapes = ((shape_of(word), word) for word in reading.words)
            yield from (("?" + shape, word) for shape, word in shapes if len(shape) > 1)
            continue
        yield from (item for word in reading.words for item in _keys_of_word(word).items())
        if "hangul" in scripts:
            yield from (("^" + korean_key(word), word) for word in reading.words)
