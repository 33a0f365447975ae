"""The shorter ways in which a text may mean one person: an initial or a short form before the surname, the surname
alone, the given name alone. Some can mean nobody else; others may, and the user is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

import regex

from screener.ledger.acquaintances import names_holding
from screener.ledger.sqlite_store import Store
from screener.people.former_names import split_former
from screener.people.names import name_spellings
from screener.people.nicknames import other_forms

Words = tuple[str, ...]
_OTHER_SCRIPT: Final = regex.compile(r"[\p{Cyrillic}\p{Greek}\p{Georgian}\p{Armenian}]")
_UNSPACED: Final = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}ー]+")
_SHORTEST: Final = 3  # letters of a word that is looked for alone
# A surname is rare if it is as long as common ones seldom are, or if a store of many people has nobody else of it.
_RARE_LETTERS: Final = 10
_RARE_LETTERS_AMONG_MANY: Final = 7
_MANY_PEOPLE: Final = 300
_MOST_BEARERS: Final = 20  # of a word that more bear, every text would be asked about
_MOST_NAMES: Final = 400  # of others with a word, that are held apart in texts
_MOST_SPELLINGS: Final = 32


@dataclass(frozen=True, slots=True)
class ShortNames:
    """Sequences of folded words that surely mean a person, and words that may; `others` are the names of other people
    in which such words stand."""

    sure: frozenset[Words] = frozenset()
    doubtful: frozenset[Words] = frozenset()
    others: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """Every word that may stand alone."""
        return frozenset(words[0] for words in self.sure | self.doubtful if len(words) == 1)


def whole_spellings(name: str) -> Iterator[Words]:
    """Every spelling of a whole name: each word with letters spelled out or not, and in Latin letters."""
    now, former = split_former(name)
    for each in (name, now, *former):
        for written in (each, *_in_latin(each)):
            yield from _mixed(name_spellings(written))


def short_names(
    store: Store, ids: Collection[int], in_world: Collection[int], names: Iterable[str], owner: str
) -> ShortNames:
    """How a person of these names may be called for short; `ids` are theirs in the ledger, `in_world` in the world;
    `owner` is the owner of the store."""
    sure: set[Words] = set()
    doubtful: set[Words] = set()
    others: set[str] = set()
    is_large = _people(store) >= _MANY_PEOPLE

    def bearers_of(word: str) -> set[str]:
        return _bearers(store, ids, word, owner) | set(names_holding(store, [word], in_world, _MOST_NAMES).values())

    for spelling in {words for name in names for words in whole_spellings(name)}:
        if len(spelling) < 2 or any(map(_UNSPACED.fullmatch, spelling)):
            continue
        given, *surnames = spelling
        for word in (word for word in surnames if len(word) >= _SHORTEST):
            bearers = bearers_of(word)
            others |= bearers
            before = {given, given[0], *other_forms(given)}
            (doubtful if bearers else sure).update((each, word) for each in before)
            if len(bearers) <= _MOST_BEARERS:
                (sure if not bearers and _is_rare(word, is_large=is_large) else doubtful).add((word,))
        alone = {given, *other_forms(given)}
        doubtful |= {(word,) for word in alone if len(word) >= _SHORTEST and not bearers_of(word)}
    return ShortNames(frozenset(sure), frozenset(doubtful - sure), tuple(sorted(others)))


def _people(store: Store) -> int:
    """How many people the store knows."""
    row = store.one(
        "SELECT max((SELECT count(*) FROM person), (SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM world "
        "WHERE name = 'people')) AS number"
    )
    return int(row["number"]) if row else 0


def _is_rare(word: str, *, is_large: bool) -> bool:
    return len(word) >= (_RARE_LETTERS_AMONG_MANY if is_large else _RARE_LETTERS)


def _bearers(store: Store, ids: Collection[int], word: str, owner: str) -> set[str]:
    """The names of others in which a word stands: of people of the store, and of its owner."""
    sql = "SELECT person.id, person.name, key FROM name_key JOIN person ON person.id = person WHERE key LIKE ?"
    found = {row["name"] for row in store.all(sql, f"%{word}%") if row["id"] not in ids and word in row["key"].split()}
    own = {each for words in whole_spellings(owner) for each in words}
    return found | ({owner} if word in own else set())


def _mixed(spellings: Iterable[Words]) -> Iterator[Words]:
    """The spellings, and those that spell some words out and others not."""
    of_length: dict[int, list[Words]] = {}
    for words in spellings:
        of_length.setdefault(len(words), []).append(words)
    for alike in of_length.values():
        each = [sorted({words[place] for words in alike}) for place in range(len(alike[0]))]
        yield from list(product(*each))[:_MOST_SPELLINGS]


def _in_latin(name: str) -> Iterator[str]:
    if _OTHER_SCRIPT.search(name):
        latin = latin_letters(name)
        yield latin
        yield from (latin.replace("iy", ending) for ending in ("y", "i") if "iy" in latin)


def latin_letters(text: str) -> str:
    """A text of another script in Latin letters."""
    from anyascii import anyascii  # a large table that most runs never need

    return anyascii(text)
