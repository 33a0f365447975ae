"""Every way in which a text may name one person, found and taken out: names in any case, order and spelling, profile
addresses however they are encoded, mail addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import unquote

import msgspec
import regex
from rapidfuzz.distance import Levenshtein

from screener.ledger.choosing import Words, latin_letters, whole_spellings
from screener.people.addresses import profile_slug
from screener.people.names import name_spellings
from screener.texts.folding import fold
from screener.texts.patterns import Expression, plain_re

NEUTRAL: Final = "somebody"  # what stands where somebody was named

_KEPT: Final = "kept"
_ALONE: Final = "alone"
_READABLE: Final = Expression(r"[\p{Cyrillic}\p{Greek}\p{Georgian}\p{Armenian}]")
_FOREIGN_WORD: Final = Expression(r"[\p{Cyrillic}\p{Greek}\p{Georgian}\p{Armenian}]{4,}")
_SHORTEST_FOREIGN: Final = 5  # letters; shorter words are near too many others
_NEAR: Final = 0.75  # of the letters: Мюсигбродт is read as myusigbrodt
# A word alone may be inflected: Jürgens, Quist's, Кузнецова.
_ENDINGS: Final = r"(?:'?s|(?<=\p{Cyrillic})\p{Cyrillic}{1,3})?"
_MOST_TURNED: Final = 5  # words of a name that is looked for in every order "Last, First"
_UNSPACED: Final = Expression(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}ー]+")
_BETWEEN_LETTERS: Final = r"['.]?"
_BETWEEN_SIGNS: Final = r"[\s・･·]?"
_BETWEEN_WORDS: Final = r"[\s,._+/-]+"
# A hyphen with a letter behind it makes another name, Ruiz-Ortega, or another address, ana-ruiz-2.
_NOT_WITHIN_BEFORE: Final = r"(?<![\p{L}\p{N}])(?<![\p{L}\p{N}]-)"
_NOT_WITHIN_BEHIND: Final = r"(?![\p{L}\p{M}\p{N}])(?!-[\p{L}\p{N}])"
_TOKEN: Final = Expression(r"[\p{L}\p{M}\p{N}\p{So}\u200d\ufe0f%_-]+")
_IN_ADDRESS: Final = Expression(r"(?<=\bin/+)[^/?#,;\s\"'<>()\[\]]+", regex.IGNORECASE)
_DISTINCTIVE: Final = Expression(r"[-\p{N}]|[^\p{ASCII}]")
_BETWEEN: Final = plain_re(r"[\s\"]+")
_DASHES: Final = "–—―"


class WrittenForms(msgspec.Struct, frozen=True, kw_only=True):
    """How one person may be written. `names` are sequences of folded words; `others` names of other people in which one
    of them stands, and which stay; `distinctive` slugs can mean nothing else, wherever they stand. `foreign` are words
    in Latin letters that a word of another script may be, as near as its letters can say it."""

    names: tuple[tuple[str, ...], ...] = ()
    others: tuple[tuple[str, ...], ...] = ()
    slugs: frozenset[str] = frozenset()
    distinctive: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    needles: tuple[str, ...] = ()
    pattern: regex.Pattern[str] | None = None

    def words_in(self, text: str) -> list[str]:
        """The words by which a text names the person, as it writes them, each once."""
        if not self.may_stand_in(text):
            return []
        places = sorted({*self._places(text), *self._foreign_places(text)})
        return list(dict.fromkeys(text[start:end] for start, end in places))

    def stand_in(self, text: str) -> bool:
        """Whether a text names the person."""
        return self.may_stand_in(text) and any(True for _ in self._places(text))

    def may_stand_in(self, text: str) -> bool:
        """Whether it is worth a look: a quick test that is never wrong when it says no."""
        plain = unquote(text) if "%" in text else text
        small = _without_signs(plain.lower())
        if any(needle in small for needle in self.needles):
            return True
        if plain.isascii():
            return False
        if self.foreign and _READABLE.search(plain):
            return True
        # Folding is slow; only words with letters beyond ASCII come out of it otherwise than in small letters.
        foreign = _squeezed(" ".join(word for word in _BETWEEN.split(plain) if not word.isascii()))
        if any(needle in foreign for needle in self.needles):
            return True
        return bool(_READABLE.search(plain)) and any(needle in _squeezed(_latin(plain)) for needle in self.needles)

    def taken_out(self, text: str) -> str:
        """The text with a neutral word wherever it names the person."""
        if not self.may_stand_in(text):
            return text
        pieces, at = [], 0
        for start, end in sorted(self._places(text)):
            if end > at:
                pieces += [text[at : max(start, at)], NEUTRAL if start >= at else ""]
                at = end
        return "".join([*pieces, text[at:]])

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        yield from self._addresses(text)
        if self.pattern is None:
            return
        for folded, places in folded_readings(text):
            for found in self.pattern.finditer(folded):
                start = places[found.start()][0]
                is_common_word = found.lastgroup == _ALONE and text[start].islower()  # "rose" is no Rose
                # The names of others were matched so that they stay.
                if found.lastgroup != _KEPT and not is_common_word:
                    yield start, places[found.end() - 1][1]

    def _foreign_places(self, text: str) -> Iterator[tuple[int, int]]:
        for found in _FOREIGN_WORD.finditer(text) if self.foreign else ():
            read = fold(_latin(found[0]))
            if any(Levenshtein.normalized_similarity(read, word) >= _NEAR for word in self.foreign):
                yield found.span()

    def _addresses(self, text: str) -> Iterator[tuple[int, int]]:
        if self.slugs and profile_slug(text) in self.slugs and "/" not in text:
            yield 0, len(text)
        for found in _IN_ADDRESS.finditer(text):
            slug = found[0].rstrip(".:!")
            if profile_slug(f"in/{slug}") in self.slugs:
                yield found.start(), found.start() + len(slug)
        if self.distinctive:
            for found in _TOKEN.finditer(text):
                if profile_slug(found[0]) in self.distinctive:
                    yield found.span()


def written_forms(
    names: Iterable[str],
    slugs: Iterable[str] = (),
    emails: Iterable[str] = (),
    others: Iterable[str] = (),
    short: Iterable[Words] = (),
    foreign: Iterable[str] = (),
) -> WrittenForms:
    """How a person of these names, slugs and mail addresses may be written. A name of one word is left aside: in a text
    it may mean anybody, unless `short` has it, which holds sequences of folded words. `others` are the names of other
    people."""
    spellings = dict.fromkeys([*(spelling for name in names for spelling in _spellings(name)), *sorted(short)])
    kept = dict.fromkeys(spelling for name in others for spelling in name_spellings(name) if len(spelling) > 1)
    run_together = {"".join(each) for spelling in spellings for each in turned(spelling)}
    known_slugs, known_emails = frozenset(filter(None, slugs)), frozenset(filter(None, emails))
    longest = [max(spelling, key=len) for spelling in spellings]
    return WrittenForms(
        names=tuple(spellings),
        others=tuple(kept),
        slugs=known_slugs,
        distinctive=frozenset(slug for slug in known_slugs if _DISTINCTIVE.search(slug) or slug in run_together),
        emails=known_emails,
        foreign=frozenset(word for word in foreign if len(word) >= _SHORTEST_FOREIGN and word.isascii()),
        needles=tuple(filter(None, map(_squeezed, (*longest, *known_slugs, *known_emails)))),
        pattern=_pattern(tuple(spellings), tuple(kept), sorted(known_emails)),
    )


def _spellings(name: str) -> Iterator[tuple[str, ...]]:
    for words in whole_spellings(name):
        if len(words) > 1 or (len(words[0]) > 1 and _UNSPACED.fullmatch(words[0])):
            yield words


def _pattern(
    names: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]], emails: Sequence[str]
) -> regex.Pattern[str] | None:
    if not names and not emails:
        return None
    kept = [each for words in others for each in turned(words)]
    wanted = [each for words in names for each in turned(words)]
    mails = [rf"(?<![\w.+-]){regex.escape(fold(email))}(?![\w-]|\.\w)" for email in emails]
    parts = [rf"(?P<{_KEPT}>{'|'.join(map(_of_words, sorted(kept, key=len, reverse=True)))})"] if kept else []
    whole = map(_of_words, sorted((words for words in wanted if not _is_alone(words)), key=len, reverse=True))
    alone = [_of_words(words, _ENDINGS) for words in sorted(wanted, reverse=True) if _is_alone(words)]
    last = [rf"(?P<{_ALONE}>{'|'.join(alone)})"] if alone else []
    return regex.compile("|".join([*mails, *parts, *whole, *last]))


def _is_alone(words: Words) -> bool:
    return len(words) == 1 and not _UNSPACED.fullmatch(words[0])


def turned(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words in their order, and with the last of them first, as in "Last, First"."""
    if len(words) > _MOST_TURNED:
        return [words]
    return [(*words[start:], *words[:start]) for start in range(len(words))]


def _of_words(words: Words, ending: str = "") -> str:
    if all(map(_UNSPACED.fullmatch, words)):
        return _BETWEEN_SIGNS.join(map(regex.escape, "".join(words)))
    written = _BETWEEN_WORDS.join(_BETWEEN_LETTERS.join(map(regex.escape, word)) for word in words)
    return f"{_NOT_WITHIN_BEFORE}{written}{ending}{_NOT_WITHIN_BEHIND}"


def folded_readings(text: str) -> Iterator[tuple[str, Sequence[tuple[int, int]]]]:
    """The text folded, with where each letter stands; once more with letters of other scripts read as Latin ones."""
    yield _folded(text)
    if _READABLE.search(text):
        letters, places = [], []
        for at, letter in enumerate(text):
            read = fold(_latin(letter)) if _READABLE.match(letter) else letter.lower()
            letters.append(read)
            places += [(at, at + 1)] * len(read)
        yield "".join(letters), places


def _latin(text: str) -> str:
    return latin_letters(text).replace("iy", "y")


def _folded(text: str) -> tuple[str, Sequence[tuple[int, int]]]:
    """The text folded sign by sign, and for each letter of it where it stands in the text."""
    if text.isascii():
        return text.lower().replace("`", "'"), [(at, at + 1) for at in range(len(text))]
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for cluster in regex.finditer(r"\X", text):
        piece = " " if cluster[0].isspace() or cluster[0] in _DASHES else fold(cluster[0])
        letters.append(piece)
        places += [cluster.span()] * len(piece)
    return "".join(letters), places


def _squeezed(text: str) -> str:
    return _without_signs(fold(text))


def _without_signs(text: str) -> str:
    return text.replace("'", "").replace("`", "").replace(".", "")
