"""Who writes, read off note and headline: the subject `asker`, and the older subjects that are each one kind of it.

They are signs, never accusations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from screener.catalogue.values import Value
from screener.evidence.case import Case, Facts
from screener.evidence.facts import Fact, fact
from screener.notes.expressions import SCHOOL
from screener.notes.reader import role_of
from screener.notes.reading import About, AskerKind, Claim, ReadBy, Reading, Sign
from screener.people.companies import company_key
from screener.sources.records import Provenance
from screener.texts.folding import folded, shortened
from screener.texts.patterns import Expression
from screener.texts.phrase_index import PhraseIndex

# The subjects of the first edition, each with the kind of asker that it is.
OLDER_SUBJECTS: Final = {
    "recruiter": AskerKind.RECRUITER,
    "sales": AskerKind.SELLER,
    "student": AskerKind.STUDENT,
    "assistant": AskerKind.ASSISTANT,
}
_FORMER: Final = Expression(r"\b(?:ex|former|formerly|ehemals|ancien\w*|exempleado|prev|previously)\b[ :.-]*(?:at )?$")
# One text that was read: the subject it is of, the text, what was read in it.
Read = tuple[str, str, Reading]


def texts_read(case: Case) -> list[Read]:
    """Note and headline with what was read in them."""
    texts = (("note", case.request.note, case.reading), ("headline", case.request.headline, case.of_headline))
    return [(name, text, reading) for name, text, reading in texts if text and reading]


def asker(case: Case) -> Facts:
    """Who writes, as far as note and headline show it."""
    return tuple(askers_in(texts_read(case), case.request.provenance)) or _unless_untold(case)


def of_kind(case: Case, subject: str) -> Facts:
    """Whether note or headline are those of one kind of asker, as an older subject has it."""
    return tuple(texts_of_kind(subject, texts_read(case), case.request.provenance)) or _unless_untold(case)


def _unless_untold(case: Case) -> Facts:
    return None if case.request.note is None or case.request.headline is None else ()  # the text that lacks may show it


def askers_in(texts: Iterable[Read], source: Provenance) -> Iterator[Fact]:
    """One record for each text that shows who writes. What they want is the trained reader's guess, and so stands in a
    record of its own where the kind is read by a phrase."""
    texts = list(texts)
    role = next((role for each in texts if (role := _role_in(each))), None)
    for stands_in, text, reading in texts:
        kind = reading.asker_kind
        if kind is None:
            continue
        read_by = reading.read_from["asker_kind"].read_by
        fields: dict[str, Value] = {"kind": kind.value, "read-by": read_by.value}
        if kind is AskerKind.RECRUITER:
            fields |= {"role-named": role is not None, **({"role": role} if role else {})}
        wanted: dict[str, Value] = {"wants": reading.wants.value} if reading.wants else {}
        says = f"the {stands_in} reads like that of {_words(kind)}: “{shortened(text)}”"
        if read_by is ReadBy.MODEL:
            yield fact(fields | wanted, source, says)
            continue
        yield fact(fields, source, says)
        if wanted:
            yield fact({**fields, **wanted, "read-by": "model"}, source, says)


def _role_in(read: Read) -> str | None:
    """The role that a text names; a note may be a recruiter's by the headline alone."""
    _, text, reading = read
    return reading.role or (role_of(text, reading.language) if _is_of(reading, AskerKind.RECRUITER) else None)


def texts_of_kind(subject: str, texts: Iterable[Read], source: Provenance) -> Iterator[Fact]:
    """One record for each text that is of the kind of an older subject; weak where the trained reader alone says so."""
    kind = OLDER_SUBJECTS[subject]
    texts = list(texts)
    for stands_in, text, reading in texts:
        claim = _for_another(reading) if kind is AskerKind.ASSISTANT else None
        if claim is not None and claim.read_by is not ReadBy.MODEL:
            says = f"the {stands_in} is written for somebody else: {shortened(text)}"
            yield fact({"text": text, "specific": claim.person is not None}, source, says)
        elif _is_of(reading, kind):
            read_by = reading.read_from["asker_kind"].read_by
            says = f"the {stands_in} reads like that of {_words(kind)}: {shortened(text)}"
            fields: dict[str, Value] = {"text": text, "specific": _is_specific(kind, text, reading, texts)}
            yield Fact(fields, source, says, weak=read_by is ReadBy.MODEL)


def _is_of(reading: Reading, kind: AskerKind) -> bool:
    return reading.asker_kind is kind


def _for_another(reading: Reading) -> Claim | None:
    return next((claim for claim in reading.claims if claim.about is About.ON_BEHALF_OF), None)


def _is_specific(kind: AskerKind, text: str, reading: Reading, texts: Iterable[Read]) -> bool:
    """Whether a text of this kind says more: which role, what or where they study."""
    if kind is AskerKind.RECRUITER:
        return any(_role_in(each) for each in texts)
    return Sign.SPECIFIC in reading.signs or (kind is AskerKind.STUDENT and SCHOOL.search(text) is not None)


def competitors_in(texts: Iterable[tuple[str, str]], source: Provenance, names: Iterable[str]) -> tuple[Fact, ...]:
    """One record for each text (its subject, the text) that says they work for a firm in the user's list; for whom
    they worked before does not count."""
    names = [name for name in names if company_key(name)]  # a legal form alone names no firm
    if not names:
        return ()
    keys, phrases = {company_key(name) for name in names}, PhraseIndex(names)
    facts = []
    for subject, text in texts:
        plain = folded(text)
        current = [name for name, start, _ in phrases.spans(plain) if not _FORMER.search(plain[:start])]
        if current or (subject == "company" and company_key(text) in keys):
            says = f"the {subject} says “{(current[0] if current else text).removesuffix('*')}”: {shortened(text)}"
            facts.append(fact({"text": text, "specific": True}, source, says))
    return tuple(facts)


def _words(kind: AskerKind) -> str:
    """The kind with its article."""
    name = {AskerKind.PRIVATE: "private person", AskerKind.JOBSEEKER: "job seeker"}.get(kind, kind.value)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
