"""Kinds of askers, read off note, headline and company: who sells, recruits, studies, competes, writes for another.

They are signs, never accusations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

import regex

from screener.evidence.claims import claims_in
from screener.evidence.facts import Fact, fact
from screener.evidence.kind_phrases import (
    HIRES,
    MANAGED,
    MULTIPLIES,
    NO_STUDENT_KEYS,
    RECRUITS,
    ROLE,
    SELLS,
    SOLD,
    STUDIED,
    STUDIES,
)
from screener.people.companies import company_key
from screener.sources.records import Provenance
from screener.texts.cleaning import shortened
from screener.texts.folding import folded
from screener.texts.phrase_index import PhraseIndex

Texts = Iterable[tuple[str, str]]
Sign = tuple[str, bool]  # the phrase by which a text shows it, and whether the text is specific
_FORMER: Final = regex.compile(
    r"\b(?:ex|former|formerly|ehemals|ancien\w*|exempleado|prev|previously)\b[ :.-]*(?:at )?$"
)

# Headlines and notes are often the same in many requests.
_once_for_each: Final = lru_cache(maxsize=4096)


def sales(texts: Texts, source: Provenance) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) that sells something."""
    return _showing(_selling, texts, source)


@_once_for_each
def _selling(text: str) -> Sign | None:
    plain = folded(text)
    phrase = SELLS.first_in_folded(plain)
    if phrase is None and (multiplied := MULTIPLIES.search(plain)):
        phrase = str(multiplied[0])
    return None if phrase is None else (phrase, SOLD.found_in_folded(plain))


def recruiter(texts: Texts, source: Provenance) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) of somebody who hires for others."""
    return _showing(_recruiting, texts, source)


@_once_for_each
def _recruiting(text: str) -> Sign | None:
    plain = folded(text)
    phrase = RECRUITS.first_in_folded(plain)
    if phrase is None:
        return None
    return phrase, HIRES.search(plain) is not None and ROLE.search(plain) is not None


def student(texts: Texts, source: Provenance) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) of somebody who studies."""
    return _showing(_studying, texts, source)


@_once_for_each
def _studying(text: str) -> Sign | None:
    plain = folded(text)
    phrase = next((key for key, _, _ in STUDIES.spans(plain) if key not in NO_STUDENT_KEYS), None)
    return None if phrase is None else (phrase, STUDIED.search(plain) is not None)


def _showing(sign_of: Callable[[str], Sign | None], texts: Texts, source: Provenance) -> tuple[Fact, ...]:
    return tuple(
        fact({"text": text, "specific": sign[1]}, source, _words(subject, sign[0], text))
        for subject, text in texts
        if (sign := sign_of(text)) is not None
    )


def competitor(texts: Texts, source: Provenance, competitors: Iterable[str]) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) that says they work for a firm in the user's list; for whom
    they worked before does not count."""
    names = [name for name in competitors if company_key(name)]
    if not names:
        return ()
    keys, phrases = {company_key(name) for name in names}, PhraseIndex(names)
    facts = []
    for subject, text in texts:
        plain = folded(text)
        current = [name for name, start, _ in phrases.spans(plain) if not _FORMER.search(plain[:start])]
        if current or (subject == "company" and company_key(text) in keys):
            words = _words(subject, current[0] if current else text, text)
            facts.append(fact({"text": text, "specific": True}, source, words))
    return tuple(facts)


def assistant(texts: Texts, source: Provenance) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) that is written for somebody else."""
    facts = []
    for subject, text in texts:
        claims = claims_in(text) if subject == "note" else ()
        if claim := next((each for each in claims if each.about == "on-behalf-of"), None):
            says = f"the {subject} is written for somebody else: {shortened(text)}"
            facts.append(fact({"text": text, "specific": bool(claim.names)}, source, says))
        elif subject == "headline" and MANAGED.found_in(folded(text)):
            says = f"the {subject} says that somebody else keeps it: {shortened(text)}"
            facts.append(fact({"text": text, "specific": False}, source, says))
    return tuple(facts)


def _words(subject: str, phrase: str, text: str) -> str:
    return f"the {subject} says “{phrase.removesuffix('*')}”: {shortened(text)}"
