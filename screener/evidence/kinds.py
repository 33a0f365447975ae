"""Kinds of askers, read off note, headline and company: who sells, recruits, studies, competes, writes for another.

They are signs, never accusations.
"""

from __future__ import annotations

from collections.abc import Iterable
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
_FORMER: Final = regex.compile(
    r"\b(?:ex|former|formerly|ehemals|ancien\w*|exempleado|prev|previously)\b[ :.-]*(?:at )?$"
)


def sales(texts: Texts, source: Provenance) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) that sells something."""
    return tuple(
        fact({"text": text, "specific": SOLD.found_in_folded(folded(text))}, source, _words(subject, phrase, text))
        for subject, text in texts
        if (phrase := _selling(folded(text))) is not None
    )


def _selling(text: str) -> str | None:
    phrase = SELLS.first_in_folded(text)
    if phrase is None and (multiplied := MULTIPLIES.search(text)):
        return str(multiplied[0])
    return phrase


def recruiter(texts: Texts, source: Provenance) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) of somebody who hires for others."""
    return tuple(
        fact({"text": text, "specific": _names_a_role(folded(text))}, source, _words(subject, phrase, text))
        for subject, text in texts
        if (phrase := RECRUITS.first_in_folded(folded(text))) is not None
    )


def _names_a_role(text: str) -> bool:
    return HIRES.search(text) is not None and ROLE.search(text) is not None


def student(texts: Texts, source: Provenance) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) of somebody who studies."""
    facts = []
    for subject, text in texts:
        plain = folded(text)
        found = next((span for span in STUDIES.spans(plain) if span[0] not in NO_STUDENT_KEYS), None)
        if found is not None:
            says_what = STUDIED.search(plain) is not None
            facts.append(fact({"text": text, "specific": says_what}, source, _words(subject, found[0], text)))
    return tuple(facts)


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
