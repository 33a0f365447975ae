"""Random fact sheets as a real queue has them, from the catalogue and a seed.

Two kinds of askers: three in four are strangers, of whom the user's files hold next to nothing, the others are known
and have left several traces. What a request itself brings (headline, company …) is mostly there. Other subjects are
absent, or unknown where no source could tell: about 12 records a sheet over 40 subjects. Values are skewed, the first
of a list being many times as likely as the last, so that situations repeat as they do among real requests; the
benchmark prints how many there are. One field in eight that may be unknown is, and a tenth of the joined records are
joined by the bare name. Texts are plain words; one in six holds a phrase that the policy knows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from screener.catalogue.declaring import MATCHED_BY, Field, FieldType, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate, Value
from screener.evidence.facts import Fact, FactSheet, fact
from screener.policy.model import Policy
from screener.sources.records import Provenance

TODAY = date(2026, 3, 2)

# How likely a subject is to be there, whoever asks; all others are traces of somebody known.
_LIKELY = {"request": 1.0, "identity": 1.0, "headline": 0.95, "company": 0.9, "location": 0.9, "profile": 0.8,
           "mutual-connections": 0.9, "note": 0.6, "claim": 0.1, "recruiter": 0.1, "sales": 0.1, "student": 0.05,
           "competitor": 0.02, "assistant": 0.02, "twin": 0.1, "shared-school": 0.1, "listed": 0.02}  # fmt: skip
_KNOWN, _TRACE_OF_KNOWN, _TRACE_OF_STRANGER = 0.25, 0.7, 0.02
_SEVERAL = {"shared-employer", "endorsement-received", "endorsement-given", "claim", "meeting"}
_NUMBERS: Sequence[float] = (0, 1, 2, 3, 5, 8, 20, 60, 400)
_SPANS: Sequence[float] = (30, 400, 1500, 100, 4000, 10, 2, 45)
_LIKELY_FIRST = {
    ("request", "state"): ("new", "repeated", "crossed", "waiting-answered", "waiting-timeout"),
    ("identity", "status"): ("none", "name-only", "same-profile", "corroborated", "other-person", "ambiguous",
                             "second-profile"),
}  # fmt: skip
_PLAIN = "hello there we met in spring and would like to talk about robots pumps valves with senior engineers in plants"


def fact_sheets(policy: Policy, seed: int) -> Iterator[FactSheet]:
    """Fact sheets without end; the same ones for the same seed. None of them is in a state that settles it."""
    chance = random.Random(seed)
    phrases = [phrase.rstrip("*") for phrases in policy.phrases.values() for phrase in phrases] or ["hello"]
    while True:
        trace = _TRACE_OF_KNOWN if chance.random() < _KNOWN else _TRACE_OF_STRANGER
        yield {name: _records(subject, _LIKELY.get(name, trace), phrases, chance) for name, subject in SUBJECTS.items()}


def _records(subject: Subject, likelihood: float, phrases: Sequence[str], chance: random.Random) -> tuple[Fact, ...]:
    if chance.random() >= likelihood:
        return ()
    how_many = chance.choice((1, 1, 2, 3)) if subject.name in _SEVERAL else 1
    return tuple(_record(subject, phrases, chance) for _ in range(how_many))


def _record(subject: Subject, phrases: Sequence[str], chance: random.Random) -> Fact:
    known = (field for field in subject.fields.values() if field.always or chance.random() < 0.875)
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
            return chance.random() < 0.1
        case FieldType.CHOICE if field.name == "matched-by":
            return "name" if chance.random() < 0.1 else chance.choice(MATCHED_BY[2:])
        case FieldType.CHOICE:
            return _skewed(_LIKELY_FIRST.get((subject.name, field.name), field.choices), chance)
        case FieldType.TEXT:
            return _text(phrases, chance)


def _skewed(values: Sequence[Value], chance: random.Random) -> Value:  # type: ignore[misc]
    return values[min(int(len(values) * chance.random() ** 5), len(values) - 1)]


def _text(phrases: Sequence[str], chance: random.Random) -> str:
    words = chance.choices(_PLAIN.split(), k=chance.randrange(3, 20))
    if chance.random() < 0.17:
        words.insert(chance.randrange(len(words)), chance.choice(phrases))
    return " ".join(words)
