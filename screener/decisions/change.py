"""What would change a verdict, or settle it: changes, questions, and how both are worded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from screener.catalogue.declaring import Field, FieldType, Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.value_wording import LONGEST_TEXT, value_words
from screener.catalogue.values import YES, Truth, Value
from screener.catalogue.wordings import Voice, in_voice, wording_of
from screener.evidence.facts import Fact, FactSheet
from screener.outcomes import To, Verdict
from screener.policy.condition_wording import if_clause, is_said_by_value
from screener.policy.model import Condition, FieldTest
from screener.sources.records import Provenance
from screener.texts.folding import one_line, shortened

Facts = tuple[Fact, ...] | None


class Kind(StrEnum):
    """How the records of a subject become others."""

    LOOKED = "looked, and found nothing"
    FOUND = "found"
    ALTERED = "altered"
    GONE = "gone"


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """Other records of one subject, and the values of its conditions then. `record` is the record that is new (so many
    `copies` of it) or altered, `before` what it was, `said` the fields that make it so; `told`: the asker could tell
    all of them; `rarity` is how seldom such a thing turns up, from 1."""

    subject: str
    kind: Kind
    records: Facts
    values: tuple[Truth, ...]
    said: tuple[str, ...] = ()
    copies: int = 1
    rarity: int = 1
    asks: str = ""
    record: Fact | None = None
    before: Fact | None = None

    @property
    def length(self) -> int:
        """How much is said anew."""
        return len(self.said) + self.copies - 1


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """The smallest change of its kind that leads to another verdict: one alternative for each subject it touches.
    `text` completes the sentence "it would be `to` if …"."""

    to: Verdict
    facts: tuple[Alternative, ...]
    text: str


class Changes(msgspec.Struct, frozen=True):
    """Changes, the nearest first. Not complete: the search came to its limit, and there may be others."""

    found: tuple[Change, ...] = ()
    is_complete: bool = True


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """One person whom a question to the user offers: what to call them, and the row that shows them."""

    label: str
    source: Provenance | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """The one question that would settle a request: to whom it goes, what it is about, why it is asked.

    To the asker it is a `template`, with what they have claimed so far (a stranger's text, which may be empty). To the
    user it is a `text` that a glance answers, with the persons it offers; `if_yes` (to the first) and `if_no` are the
    verdicts that follow.
    """

    to: To = To.ASKER
    template: str = ""
    subject: str
    why: str
    claimed: str = ""
    text: str = ""
    offers: tuple[Offer, ...] = ()
    if_yes: Verdict | None = None
    if_no: Verdict | None = None


# What is not a file that the user could still give.
_NO_FILES: Final = frozenset({Origin.REQUEST, Origin.ABOUT_ME, Origin.QUEUE, Origin.LEDGER})
_TIMES: Final = frozenset({FieldType.SPAN, FieldType.DATE})  # every record has one, so its tests must be told


def change_words(
    change: Iterable[Alternative],
    sheet: FactSheet,
    conditions: Sequence[Condition],
    own_side_known: Collection[str] = (),
) -> str:
    """What would have to be so, as one clause; `conditions` are those of the policy, in their order; `own_side_known`
    are the subjects with two sides, of which the user's is known."""
    parts = []
    for one in change:
        own = [condition for condition in conditions if condition.subject == one.subject]
        passed = [condition for condition, value in zip(own, one.values, strict=True) if value == YES]
        tests = [test for condition in passed for test in condition.tests]
        unread = ""
        if sheet[one.subject] is None:
            unread = wording_of(one.subject).unread if one.subject in own_side_known else _files(one.subject)
        parts.append(_of_subject(one, tests, unread))
    return " and ".join(parts)


def _of_subject(change: Alternative, tests: Sequence[FieldTest], unread: str) -> str:
    """`unread` is what was not read that could tell of it."""
    match change.kind:
        case Kind.GONE:
            return wording_of(change.subject).gone or f"{change.subject} were absent"
        case Kind.LOOKED:
            if unread and unread == wording_of(change.subject).unread:
                return f"{unread} was read and showed nothing that you share"
            return f"{unread} was read and did not name them" if unread else f"{change.subject} were known to be absent"
        case Kind.FOUND:
            return _found(change, tests) + (f" ({unread} was not read)" if unread else "")
        case Kind.ALTERED:
            return _altered(change, tests)


def _files(subject: str) -> str:
    return " or ".join(origin.value for origin in SUBJECTS[subject].origins if origin not in _NO_FILES)


def _found(change: Alternative, tests: Sequence[FieldTest]) -> str:
    subject, record = SUBJECTS[change.subject], change.record
    assert record is not None
    told = [name for name in subject.fields if name in change.said or _is_tested_time(subject.fields[name], tests)]
    ways = {name: int(str(record.fields.get(name, 0))) for name in ("from-me", "from-them") if name in subject.fields}
    words = wording_of(change.subject)
    start = words.there if not words.heads or subject.main not in change.said else ""
    # Where each wrote once at the most, who wrote says all: "1 of them was from you" would say it again.
    if ways and max(ways.values()) == 1:
        start = words.ways["both" if all(ways.values()) else next(name for name in ways if ways[name])]
        told = [name for name in told if name not in ways]
    clauses = [if_clause(change.subject, name, record.fields[name], tests) for name in told if name != "matched-by"]
    if change.copies > 1:
        clauses.append(f"{change.copies} of them")
    by_name = " (by name alone)" if record.weak and "matched-by" in record.fields else ""
    return " and ".join(filter(None, (in_voice(start, Voice.IF), *clauses))) + by_name


def _altered(change: Alternative, tests: Sequence[FieldTest]) -> str:
    assert change.record is not None and change.before is not None
    words = (_became(change, name, change.before.fields.get(name), tests) for name in change.said)
    named = change.before.fields.get("name")
    return " and ".join(filter(None, words)) + (f" ({shortened(one_line(str(named)), LONGEST_TEXT)})" if named else "")


def _became(change: Alternative, name: str, old: Value | None, tests: Sequence[FieldTest]) -> str:
    """What is said of a field that was altered, with what it was before where a number or a text stood there."""
    assert change.record is not None
    subject, value, words = change.subject, change.record.fields[name], wording_of(change.subject)
    if words.also and old and str(value).startswith(f"{old} "):
        return words.also.format("“" + shortened(one_line(str(value)[len(str(old)) + 1 :]), LONGEST_TEXT) + "”")
    if old == 0 and name in words.ways:
        return in_voice(words.ways[name], Voice.IF)
    is_plain = old is None or name == "matched-by" or is_said_by_value(subject, name, value)
    instead = "" if is_plain else f" instead of {value_words(SUBJECTS[subject].fields[name], old or 0)}"
    return if_clause(subject, name, value, tests) + instead


def _is_tested_time(field: Field, tests: Iterable[FieldTest]) -> bool:
    return field.type in _TIMES and field.always and any(test.field == field.name for test in tests)
