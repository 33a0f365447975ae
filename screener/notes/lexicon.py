"""The words of a language by which a note is read: classes of words, phrases, and what ends a clause. Each language is
read from its file and indexed when its first note comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final

import msgspec
import regex

from screener.languages.words import kept_by_language, languages, section
from screener.notes.expressions import CLAUSE_MARKS
from screener.texts.folding import fold
from screener.texts.phrase_index import PhraseIndex, phrase_key

_GAP: Final = " … "
_BETWEEN_WORDS: Final = r"(?:[^\w.!?;:]+\w[\w'&-]*){0,4}?[^\w.!?;:]+"


class Mark(msgspec.Struct, frozen=True):
    """A phrase found in a folded text, with all that it may mean; `is_parted` if other words stand in its gap."""

    start: int
    end: int
    meanings: tuple[str, ...]
    is_parted: bool = False


# What each phrase means, by its key; of those with a gap, what may stand behind it, with the meaning.
_Meanings = dict[str, dict[str, None]]
_Tails = dict[str, list[tuple[str, str]]]


class Phrases:
    """Phrases with their meanings; ` … ` inside one stands for up to four words. They are indexed when a text is first
    searched for them: a run needs few of them."""

    def __init__(self, listed: Mapping[str, Iterable[str]]) -> None:
        self._listed = listed

    def marks(self, plain: str) -> list[Mark]:
        """What is found in a folded text, in its order; a phrase with a gap only where no other stands."""
        whole, meanings, parted, tails = self._indexed
        found = [Mark(start, end, tuple(meanings[key])) for key, start, end in whole.spans(plain)]
        for key, start, end in parted.spans(plain) if tails else ():
            for tail, meaning in tails[key]:
                behind = regex.compile(_BETWEEN_WORDS + regex.escape(tail) + r"(?!\w)").match(plain, end)
                if behind and all(mark.end <= start or mark.start >= behind.end() for mark in found):
                    found.append(Mark(start, behind.end(), (meaning,), is_parted=True))
        return sorted(found, key=lambda mark: mark.start)

    @cached_property
    def _indexed(self) -> tuple[PhraseIndex, _Meanings, PhraseIndex, _Tails]:
        meanings: _Meanings = defaultdict(dict)
        tails: _Tails = defaultdict(list)
        for meaning, phrases in self._listed.items():
            for phrase in phrases:
                head, _, tail = phrase.partition(_GAP)
                if tail:
                    tails[phrase_key(head)].append((fold(tail), meaning))
                else:
                    meanings[phrase_key(head)][meaning] = None
        whole = PhraseIndex(phrase for phrases in self._listed.values() for phrase in phrases if _GAP not in phrase)
        return whole, meanings, PhraseIndex(tails), tails


class Vocabulary(msgspec.Struct, frozen=True):
    """All that the reader knows of a language."""

    language: str
    classes: Phrases
    claims: Phrases
    askers: Phrases
    registers: Mapping[str, frozenset[str]]
    roles: Phrases
    breaks: PhraseIndex
    dates: Mapping[str, Any]

    def clause_breaks(self, plain: str) -> list[int]:
        """Where a new clause begins in a folded sentence."""
        marks = {match.end() for match in CLAUSE_MARKS.finditer(plain)}
        return sorted(marks | {start for _, start, _ in self.breaks.spans(plain)})


@kept_by_language
def vocabulary_of(language: str) -> Vocabulary:
    """The vocabulary of a language; empty for one that has no file."""
    words = section(language, "notes") if language in languages() else {}
    return Vocabulary(
        language=language,
        classes=Phrases(listed(words.get("words"))),
        claims=Phrases(_claims(words.get("claims"))),
        askers=Phrases(listed(words.get("askers"))),
        registers={name: frozenset(each) for name, each in listed(words.get("registers")).items()},
        roles=Phrases(listed(words.get("roles"))),
        breaks=PhraseIndex(_parts(words.get("breaks"))),
        dates=words.get("dates") or {},
    )


@kept_by_language
def common_phrases(part: str) -> Phrases:
    """The phrases of one part (`signs`, `headlines`) in all languages at once: a line of a few words seldom tells its
    language, and a mass text often mixes two."""
    every: dict[str, list[str]] = defaultdict(list)
    for language in languages():
        for meaning, phrases in listed(section(language, "notes").get(part)).items():
            every[meaning] += phrases
    return Phrases(every)


def _claims(written: Mapping[str, str] | None) -> dict[str, list[str]]:
    """The phrases of claims; what a question or a wish asserts, too, gets a meaning of its own: `+met`."""
    claims: dict[str, list[str]] = {}
    for about, phrases in listed(written).items():
        for phrase in phrases:
            claims.setdefault(f"{'+' * phrase.startswith('+')}{about}", []).append(phrase.removeprefix("+"))
    return claims


def listed(written: Mapping[str, str] | None) -> dict[str, list[str]]:
    """Phrases as a language's file has them: one text for each meaning, with commas between. A list would take ten
    times as long to read."""
    return {str(meaning): _parts(text) for meaning, text in (written or {}).items()}


def _parts(text: str | None) -> list[str]:
    return [part for each in (text or "").split(",") if (part := each.strip())]
