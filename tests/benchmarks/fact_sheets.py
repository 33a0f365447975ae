"""Random fact sheets as a real queue has them, from the catalogue and a seed.

Each subject is there with the probability below, else absent, or unknown where its file was not read; that makes about
14 records a sheet. Values are skewed: the first of a list is several times as likely as the last, so that situations
repeat as they do among real requests. One field in four that may be unknown is. A tenth of the joined records are
joined by the bare name. Notes and headlines are plain sentences, every other one with a phrase that the policy knows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from screener.catalogue.subjects import MATCHED_BY, SUBJECTS, Field, FieldType, Subject
from screener.catalogue.values import PartialDate, Value
from screener.evidence.facts import Fact, FactSheet, fact
from screener.policy.model import Policy
from screener.sources.records import Provenance

TODAY = date(2026, 3, 2)

_ALWAYS = {"request": 1.0, "identity": 1.0, "headline": 0.95, "company": 0.9, "location": 0.9, "profile": 0.8,
           "mutual-connections": 0.9, "note": 0.6}  # fmt: skip
_OFTEN = {"claim": 0.4, "shared-employer": 0.4, "twin": 0.35, "recruiter": 0.3, "sales": 0.3, "shared-school": 0.3,
          "messages": 0.3, "connection": 0.25, "meeting": 0.3, "mail": 0.3, "address-book": 0.3}  # fmt: skip
_PRESENT = {**_ALWAYS, **_OFTEN}
_SELDOM = 0.15
_SEVERAL = {"shared-employer", "endorsement-received", "endorsement-given", "claim", "meeting"}
_NUMBERS: Sequence[float] = (0, 1, 2, 3, 5, 8, 20, 60, 400)
_SPANS: Sequence[float] = (30, 400, 1500, 100, 4000, 10, 2, 45)
_LIKELY_FIRST = {
    ("request", "state"): ("new", "repeated", "crossed", "waiting-answered", "waiting-timeout"),
    ("identity", "status"): ("none", "name-only", "same-profile", "corroborated", "other-person", "ambiguous",
                             "second-profile"),
}  # fmt: skip
_WORDS = (
    "hello there we met in spring and I would like to keep in touch about the work on robots pumps and valves "
    "senior engineer manager for industrial plants who likes teams rivers bridges and good coffee in the north"
).split()


def fact_sheets(policy: Policy, seed: int) -> Iterator[FactSheet]:
    """Fact sheets without end; the same ones for the same seed. None of them is in a state that settles it."""
    chance = random.Random(seed)
    phrases = [phrase.rstrip("*") for phrases in policy.phrases.values() for phrase in phrases] or ["hello"]
    while True:
        yield {name: _records(subject, phrases, chance) for name, subject in SUBJECTS.items()}


def _records(subject: Subject, phrases: Sequence[str], chance: random.Random) -> tuple[Fact, ...] | None:
    if chance.random() >= _PRESENT.get(subject.name, _SELDOM):
        return None if not subject.filled and not subject.in_ledger else ()
    how_many = chance.choice((1, 1, 2, 3)) if subject.name in _SEVERAL else 1
    return tuple(_record(subject, phrases, chance) for _ in range(how_many))


def _record(subject: Subject, phrases: Sequence[str], chance: random.Random) -> Fact:
    known = (field for field in subject.fields.values() if field.always or chance.random() < 0.75)
    fields = {field.name: _value(subject, field, phrases, chance) for field in known}
    day = TODAY - timedelta(days=chance.randrange(4000))
    return fact(fields, Provenance(file="export.zip/some.csv", row=chance.randrange(9_999), date=day), subject.name)


def _value(subject: Subject, field: Field, phrases: Sequence[str], chance: random.Random) -> Value:
    match field.type:
        case FieldType.NUMBER:
            return _skewed(_NUMBERS, chance)
        case FieldType.SPAN:
            return _skewed(_SPANS, chance)
        case FieldType.DATE:
            return PartialDate(2026 - _skewed(range(12), chance), chance.choice((0, 4, 11)))
        case FieldType.YES_NO:
            return chance.random() < 0.2
        case FieldType.CHOICE if field.name == "matched-by":
            return "name" if chance.random() < 0.1 else chance.choice(MATCHED_BY[2:])
        case FieldType.CHOICE:
            return _skewed(_LIKELY_FIRST.get((subject.name, field.name), field.choices), chance)
        case FieldType.TEXT:
            return _text(phrases, chance)


def _skewed(values: Sequence[Value], chance: random.Random) -> Value:  # type: ignore[misc]
    return values[min(int(len(values) * chance.random() ** 3), len(values) - 1)]


def _text(phrases: Sequence[str], chance: random.Random) -> str:
    words = chance.choices(_WORDS, k=chance.randrange(3, 20))
    if chance.random() < 0.5:
        words.insert(chance.randrange(len(words)), chance.choice(phrases))
    return " ".join(words)
