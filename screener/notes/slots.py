"""What a claim names beside it: when, where, at which event, firm or school, on which project, and whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec

from screener.notes.clauses import Sentence
from screener.notes.expressions import (
    EASTERN_NAME,
    EVENT_END,
    FIRM_BEFORE,
    FIRM_END,
    NAME,
    PLACE_BEFORE,
    PROJECT,
    SCHOOL,
)
from screener.notes.lexicon import Vocabulary
from screener.notes.reading import About, Claim
from screener.notes.spoken_days import spoken_days
from screener.texts.folding import fold

_OF_PERSONS: Final = frozenset({About.INTRODUCED_BY, About.FORMER_NAME, About.ON_BEHALF_OF})
_OF_FIRMS: Final = frozenset({About.WORKED_TOGETHER, About.SAME_EMPLOYER, About.CUSTOMER})
_OF_SCHOOLS: Final = frozenset(
    {About.STUDIED_TOGETHER, About.SAME_SCHOOL, About.ASKER_TAUGHT_USER, About.USER_TAUGHT_ASKER}
)
_OF_EVENTS: Final = frozenset({About.MET, About.HEARD_TALK})


@dataclass(frozen=True)
class _Name:
    """A name in a sentence with its place in the text and the words right before and behind."""

    text: str
    start: int
    before: str
    behind: str


def slots_of(
    claim: Claim, text: str, sentences: Sequence[Sentence], vocabulary: Vocabulary, sent: date | None
) -> Claim:
    """The claim with what it names, from its own sentence, else from the next."""
    number = next(
        (place for place, each in enumerate(sentences) if each.text.places[-1] > claim.span[0]), len(sentences)
    )
    slots: dict[str, str] = {}
    for sentence in sentences[number : number + 2]:
        slots = _slots_in(sentence, claim, text, vocabulary, sent) | slots
        if slots:
            break
    return msgspec.structs.replace(claim, **slots)


def _slots_in(sentence: Sentence, claim: Claim, text: str, vocabulary: Vocabulary, sent: date | None) -> dict[str, str]:
    slots: dict[str, str] = {}
    days = spoken_days(sentence.plain, vocabulary.language, sent)
    if days:
        slots["when"] = text[slice(*sentence.text.span(days[0].start, days[0].end))]
    known = {word for mark in sentence.marks for word in sentence.plain[mark.start : mark.end].split()}
    days_words = {fold(word) for day in days for word in sentence.plain[day.start : day.end].split()}
    names = list(_names(sentence, text, known | days_words))
    for name in sorted(names, key=lambda name: (_distance(name, claim), _is_doubtful(name, claim.about))):
        if slot := _slot_of(name, claim.about):
            slots.setdefault(slot, name.text)
    return slots


def _distance(name: _Name, claim: Claim) -> int:
    """How far from the claim a name stands."""
    return max(claim.span[0] - name.start, name.start - claim.span[1], 0)


def _is_doubtful(name: _Name, about: About) -> bool:
    """Whether, of two names as near, it is less likely to be the firm: "my sister Anna worked with you at Globex"."""
    return about not in _OF_PERSONS and not FIRM_BEFORE.search(name.before)


def _names(sentence: Sentence, text: str, known: set[str]) -> list[_Name]:
    first, last = sentence.text.span(0, len(sentence.plain))
    written = text[first:last]
    pattern = EASTERN_NAME if sentence.language == "ja" else NAME
    found = []
    for match in pattern.finditer(written):
        trimmed = _without_known(match[0], known)
        if len(trimmed) > 1 and not _only_opens(match, written, sentence.language):
            start = match.start() + match[0].index(trimmed)
            end = start + len(trimmed)
            found.append(_Name(trimmed, first + start, written[:start][-24:], written[end : end + 24]))
    return found


def _only_opens(match: Any, written: str, language: str) -> bool:
    """Whether the capital of a single word says nothing: it opens the sentence, or is that of a German noun."""
    if " " in match[0] or language == "ja":
        return False
    is_german_noun = language == "de" and not FIRM_BEFORE.search(written[: match.start()])
    return is_german_noun or not written[: match.start()].strip(" \"'“„¡¿(")


def _without_known(name: str, known: set[str]) -> str:
    """A run of capitalised words without the words of the language that open a sentence."""
    words = name.split()
    while words and (fold(words[0]) in known or words[0].islower()):
        del words[0]
    while words and words[-1].islower():
        del words[-1]
    return " ".join(words).removesuffix("'s").removesuffix("’s").strip("-'’")


def _slot_of(name: _Name, about: About) -> str | None:
    """What a name is for such a claim; None for a capital that names nothing."""
    beside = f"{name.before} {name.text} {name.behind}"
    if SCHOOL.search(name.text) or (about in _OF_SCHOOLS and FIRM_BEFORE.search(name.before)):
        return "school"
    if EVENT_END.search(name.text):
        return "event"
    if FIRM_END.search(name.text):
        return "firm"
    if PROJECT.search(beside):
        return "project"
    if about in _OF_PERSONS:
        return "person"
    if about in _OF_FIRMS:
        return "firm"
    if about in _OF_SCHOOLS:
        return "school"
    if about in _OF_EVENTS and not PLACE_BEFORE.search(name.before):
        return "event"
    return "where" if PLACE_BEFORE.search(name.before) else None
