"""What would change a verdict, or settle it: changes, questions, and how both are worded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from screener.catalogue.courses import course_of, field_course
from screener.catalogue.declaring import Field, FieldType, Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.value_wording import LONGEST_TEXT, number_words, value_words
from screener.catalogue.values import DAYS_IN, YES, Truth, Value
from screener.evidence.facts import Fact, FactSheet
from screener.outcomes import To, Verdict
from screener.policy.model import Condition, FieldTest, Op
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
_LOWER: Final = frozenset({Op.AT_LEAST, Op.MORE_THAN})
_UPPER: Final = frozenset({Op.AT_MOST, Op.FEWER_THAN})
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
            unread = course_of(one.subject).unread if one.subject in own_side_known else _files(one.subject)
        parts.append(_of_subject(one, tests, unread))
    return " and ".join(parts)


def _of_subject(change: Alternative, tests: Sequence[FieldTest], unread: str) -> str:
    """`unread` is what was not read that could tell of it."""
    match change.kind:
        case Kind.GONE:
            return course_of(change.subject).gone or f"{change.subject} were absent"
        case Kind.LOOKED:
            if unread and unread == course_of(change.subject).unread:
                return f"{unread} was read and showed nothing that you share"
            return f"{unread} was read and did not name them" if unread else f"{change.subject} were known to be absent"
        case Kind.FOUND:
            return _found(change, tests) + (f" ({unread} was not read)" if unread else "")
        case Kind.ALTERED:
            return _altered(change, tests)


def _files(subject: str) -> str:
    return " or ".join(origin.value for origin in SUBJECTS[subject].origins if origin not in _NO_FILES)


def _found(change: Alternative, tests: Sequence[FieldTest]) -> str:
    declared, course = SUBJECTS[change.subject].fields, course_of(change.subject)
    assert change.record is not None
    told = [name for name in declared if name in change.said or _is_tested_time(declared[name], tests)]
    clauses = [_clause(change, name, tests) for name in told if name != "matched-by"]
    start = course.found
    if {"from-me", "from-them"} <= declared.keys():
        ways = {name: int(str(change.record.fields.get(name, 0))) for name in ("from-me", "from-them")}
        if max(ways.values()) == 1:
            clauses = [_clause(change, name, tests) for name in told if name not in (*ways, "matched-by")]
            start = course.found_of[("both" if all(ways.values()) else next(name for name in ways if ways[name]))]
    if change.copies > 1:
        clauses.append(f"{change.copies} of them")
    clauses = [clause for clause in (start, *clauses) if clause]
    words = " and ".join(clauses) or f"there were something new under {change.subject}"
    return words + (" (by name alone)" if change.record.weak and "matched-by" in change.record.fields else "")


def _altered(change: Alternative, tests: Sequence[FieldTest]) -> str:
    assert change.record is not None and change.before is not None
    declared, found_of, parts = SUBJECTS[change.subject].fields, course_of(change.subject).found_of, []
    for name in change.said:
        old = change.before.fields.get(name)
        also, text = field_course(change.subject, name).also, str(change.record.fields[name])
        if also and old and text.startswith(f"{old} "):
            parts.append(also.format("“" + shortened(one_line(text[len(str(old)) + 1 :]), LONGEST_TEXT) + "”"))
            continue
        if old == 0 and name in found_of:
            parts.append(found_of[name])
            continue
        clause = _clause(change, name, tests)
        is_sentence = name == "matched-by" or field_course(change.subject, name).clauses
        instead = f" instead of {value_words(declared[name], old)}" if old is not None and not is_sentence else ""
        parts.append(clause + instead)
    named = change.before.fields.get("name")
    return " and ".join(filter(None, parts)) + (f" ({shortened(one_line(str(named)), LONGEST_TEXT)})" if named else "")


def _clause(change: Alternative, name: str, tests: Sequence[FieldTest]) -> str:
    """What is said of one field of the record, by the test that it passes where there is one."""
    assert change.record is not None
    field, value = SUBJECTS[change.subject].fields[name], change.record.fields[name]
    if name == "matched-by":
        return f"what your files hold under that name ({change.subject}) were surely about them"
    course = field_course(change.subject, name)
    plain = str(value_words(field, value))
    if plain in course.clauses:
        return course.clauses[plain]
    words = _tested_words(field, value, [test for test in tests if test.field == name])
    return course.clause.format(words) if course.clause else f"{field.sentence} were {words}"


def _is_tested_time(field: Field, tests: Iterable[FieldTest]) -> bool:
    return field.type in _TIMES and field.always and any(test.field == field.name for test in tests)


def _tested_words(field: Field, value: Value, tests: Sequence[FieldTest]) -> str:
    if field.type is FieldType.TEXT:
        lists = [str(test.operand) for test in tests if test.op in (Op.MATCHES, Op.IN_LIST)]
        return "“" + (lists[0] if lists else shortened(one_line(str(value)), LONGEST_TEXT)) + "”"
    bounds = [test for test in tests if isinstance(test.operand, int | float)]
    lower = sorted((test for test in bounds if test.op in _LOWER), key=_bound)[-1:]
    upper = sorted((test for test in bounds if test.op in _UPPER), key=_bound)[:1]
    ago = " ago" if field.type is FieldType.DATE else ""
    words = [f"{test.op.value} {_amount(field, _bound(test))}{ago}" for test in (*lower, *upper)]
    words += [f"{test.op.value} {test.operand}" for test in tests if test.op in (Op.BEFORE, Op.AFTER, Op.DURING)]
    return " and ".join(words) or str(value_words(field, value))


def _bound(test: FieldTest) -> float:
    assert isinstance(test.operand, int | float)
    return test.operand


def _amount(field: Field, number: float) -> str:
    """A bound as it was written: "1 month", not "4 weeks"."""
    if field.type is FieldType.NUMBER:
        return number_words(number)
    for unit in ("year", "month", "week"):
        count = number / DAYS_IN[unit]
        if count and count == int(count):
            return f"{int(count)} {unit}" + ("" if count == 1 else "s")
    return f"{number_words(number)} day" + ("" if number == 1 else "s")
