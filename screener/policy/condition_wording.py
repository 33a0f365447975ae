"""Conditions in words: as a line of a rule file, as a clause of a sentence, or after "if"; and a sample line for each
field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from screener.catalogue.declaring import Field, FieldType, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.value_wording import LONGEST_TEXT, date_words, number_words, value_words
from screener.catalogue.values import DAYS_IN, NO, UNKNOWN, WORDS, YES, PartialDate, Value
from screener.catalogue.wordings import Forms, Voice, forms_of, in_voice, wording_of
from screener.policy.model import ConclusionTest, Condition, FieldTest, Formula, Group, GroupKind, Look, Op
from screener.texts.folding import one_line, shortened
from screener.texts.patterns import plain_re

_TESTS: Final = {
    FieldType.NUMBER: "at least 3",
    FieldType.SPAN: "at most 30 days",
    FieldType.DATE: "before 2016-05",
    FieldType.YES_NO: "yes",
    FieldType.TEXT: "{mentions: [Northwind]}",
}
_TIMES: Final = frozenset({FieldType.SPAN, FieldType.DATE})
_LISTED: Final = "never-connect"  # a list that everybody has


def sample_test(field: Field) -> str:
    """A test that fits the field."""
    if field.type is FieldType.CHOICE:
        # At least the first is always so, at least the last too much for a sample.
        middle = field.choices[len(field.choices) // 2]
        return f"at least {middle}" if field.ordered else field.choices[0]
    return _TESTS[field.type]


def sample_line(subject: Subject, field: Field) -> str:
    """A condition that tests the field, as it stands behind a dash; the main field goes without its name."""
    if field.name == subject.main == "in":
        return f"{subject.name}: {_LISTED}"
    test = sample_test(field)
    return f"{subject.name}: {test}" if field.name == subject.main else f"{subject.name}: {{{field.name}: {test}}}"


_LOOKS: Final = {Look.PRESENT: "at least one", Look.ABSENT: "none", Look.UNKNOWN: "not known"}
_JOINTS: Final = {GroupKind.ALL: "all of", GroupKind.ANY: "any of", GroupKind.NONE: "none of"}
_JOINT_CLAUSES: Final = {
    GroupKind.ALL: "all of these hold",
    GroupKind.ANY: "at least one of these holds",
    GroupKind.NONE: "it is known that none of these holds",
}
_COUNTED: Final = {"count": "in all", "from-me": "from me", "from-them": "from them"}


def condition_words(condition: Condition) -> str:
    """A condition as one line: "messages: at least 3 from me"."""
    subject = condition.subject.replace("-", " ")
    if condition.look is not Look.TESTS:
        return f"{subject}: {_LOOKS[condition.look]}"
    parts = [field_test_words(condition.subject, test) for test in condition.tests]
    return f"{subject}: {', '.join([*parts, *_records(condition)])}"


def _records(condition: Condition) -> list[str]:
    return [f"{_amount(condition.records, FieldType.NUMBER)} such records"] if condition.records else []


def field_test_words(subject: str, test: FieldTest) -> str:
    """A test of one field; the main field goes without its name."""
    declared = SUBJECTS[subject]
    type_ = declared.fields[test.field].type
    if test.op is Op.IS_UNKNOWN:
        return f"{_name(test.field)} not known"
    if type_ is FieldType.YES_NO:
        return f"{_name(test.field)} {test.op.value}"
    said = (
        _choices(test)
        if type_ is FieldType.CHOICE
        else _text(test)
        if type_ is FieldType.TEXT
        else _amount(test, type_)
    )
    if test.field in _COUNTED:
        return f"{said} {_COUNTED[test.field]}"
    return said if test.field == declared.main else f"{_name(test.field)} {said}"


def formula_words(formula: Formula) -> str:
    """A formula as one line; groups within groups stand in brackets."""
    match formula:
        case Condition():
            return condition_words(formula)
        case ConclusionTest():
            return f"{formula.name}: {WORDS[formula.value]}"
    return f"{joint_words(formula)} ({'; '.join(formula_words(item) for item in formula.items)})"


def joint_words(group: Group, voice: Voice = Voice.LINE) -> str:
    """What a group asks of its items: "any of", or, as a clause, "at least one of these holds"."""
    if voice is Voice.LINE:
        return f"at least {group.least} of" if group.kind is GroupKind.AT_LEAST else _JOINTS[group.kind]
    return f"at least {group.least} of these hold" if group.kind is GroupKind.AT_LEAST else _JOINT_CLAUSES[group.kind]


def _name(field: str) -> str:
    return field.replace("-", " ")


def _amount(test: FieldTest, type_: FieldType) -> str:
    if isinstance(test.operand, PartialDate):
        return f"{test.op.value} {date_words(test.operand)}"
    words = _exact_span if type_ in _TIMES else number_words
    suffix = " ago" if type_ is FieldType.DATE else ""
    match test.operand:
        case (float() | int() as low, float() | int() as high):
            return f"between {words(low)} and {words(high)}{suffix}"
        case float() | int() as amount:
            return f"{test.op.value} {words(amount)}{suffix}"
    return test.op.value


def _exact_span(days: float) -> str:
    """A span as it was written: in the largest unit that leaves nothing over."""
    for unit in ("year", "month", "week"):
        number = days / DAYS_IN[unit]
        if number >= 1 and abs(number - round(number)) < 1e-6:  # months are fractions of days
            return _counted(round(number), unit)
    return _counted(days, "day")


def _counted(number: float, unit: str) -> str:
    return f"{number_words(number)} {unit}" + ("" if number == 1 else "s")


def _choices(test: FieldTest) -> str:
    if test.op is Op.AT_LEAST:
        return f"at least {test.operand}"
    return " or ".join(str(value) for value in test.operand) if isinstance(test.operand, tuple) else ""


def _text(test: FieldTest) -> str:
    match test.op, test.operand:
        case Op.MENTIONS, tuple(words):
            return f"mentions {' or '.join(repr(word) for word in words)}"
        case Op.IN_LIST, name:
            return f"in the list {name!r}"
        case Op.MATCHES, name:
            return f"matches {name!r}"
        case Op.REGEX, pattern:
            return f"matches the expression {pattern!r}"
    return f"is {test.operand!r}"


_CONCLUDED: Final = {YES: "holds", NO: "is known not to hold", UNKNOWN: "cannot be told"}
_NAMES: Final = {"asker": "the asker", "somebody-else": "somebody else", "me": "you"}
_ONE: Final = plain_re(r"\b1 (link|connection|character|time)s")
# What goes on as a clause of its own, not as a narrower description of what was named before.
_IS_CLAUSE: Final = plain_re(r"(?:it|its|they|you|the|a|your|their|only|no|nobody|letters|dates|both) (?!first |last )")


def clause_of(leaf: Condition | ConclusionTest) -> str:
    """A condition as a clause: "there are messages between you and them, at least 1 from them"."""
    if isinstance(leaf, ConclusionTest):
        return f"“{leaf.name.replace('-', ' ')}” {_CONCLUDED[leaf.value]}"
    there = in_voice(wording_of(leaf.subject).there, Voice.CLAUSE)
    match leaf.look:
        case Look.PRESENT:
            return there
        case Look.ABSENT:
            return f"your files were searched and do not show that {there}"
        case Look.UNKNOWN:
            return f"nothing that was read could tell whether {there}"
    heads = {test: _head_clause(leaf.subject, test) for test in leaf.tests}
    head = next(filter(None, heads.values()), "")
    rest = [_narrower(leaf.subject, test) for test in leaf.tests if not heads[test]]
    return _joined(head or there, [*rest, *_records(leaf)])


def _joined(head: str, rest: list[str]) -> str:
    """A clause, what narrows it, and the clauses that must hold besides: "…, at least 1 from you, and it is …"."""
    besides = [part for part in rest if _IS_CLAUSE.match(part)]
    narrower = [part for part in rest if part not in besides]
    return ", and ".join([", ".join([head, *([" and ".join(narrower)] if narrower else [])]), *besides])


def _head_clause(subject: str, test: FieldTest) -> str:
    """What a test of the main field comes to, in the place of "there is"; nothing where that is not worded."""
    heads = wording_of(subject).heads
    if test.field != SUBJECTS[subject].main:
        return ""
    if "" in heads:
        return in_voice(heads[""], Voice.CLAUSE).format(_tested(subject, test))
    clauses = [in_voice(heads.get(value, ""), Voice.CLAUSE) for value in _values(test)]
    return " or ".join(_without_repeated_start(clauses)) if all(clauses) else ""


def _values(test: FieldTest) -> list[str]:
    return [str(value) for value in test.operand] if isinstance(test.operand, tuple) and test.op is Op.ONE_OF else []


def _without_repeated_start(clauses: list[str]) -> list[str]:
    """Several clauses that start alike: the later ones from their own "that" on."""
    first, *others = clauses or [""]
    start = first.partition(" that ")[0] + " that "
    return [first, *(f"that {each.removeprefix(start)}" if each.startswith(start) else each for each in others)]


def _narrower(subject: str, test: FieldTest) -> str:
    """A test of a field as what narrows a clause: "at least 1 from you", "it has at least 3 links"."""
    declared, forms = SUBJECTS[subject].fields[test.field], forms_of(subject, test.field)
    if test.op is Op.IS_UNKNOWN:
        return f"it is not known {_whether(declared.sentence)}"
    if declared.type is FieldType.YES_NO:
        answer = "yes" if test.op is Op.IS_YES else "no"
        known = in_voice(forms.get("yes", _addressed(declared.sentence).removeprefix("whether ")), Voice.CLAUSE)
        return in_voice(forms.get(answer, ""), Voice.CLAUSE) or (
            known if answer == "yes" else f"it is not so that {known}"
        )
    tested = _tested(subject, test)
    clauses = [in_voice(forms.get(value, ""), Voice.CLAUSE) for value in _values(test) or [tested]]
    if all(clauses):
        return " or ".join(clauses)
    form = in_voice(forms.get("", ""), Voice.CLAUSE) or f"{_name(test.field)} {{}}"
    return _ONE.sub(r"1 \1", form.format(tested))


def _whether(sentence: str) -> str:
    sentence = _addressed(sentence)
    return sentence if sentence.startswith(("whether", "how")) else f"what is told of: {sentence}"


def _tested(subject: str, test: FieldTest) -> str:
    """A test without the name of its field: "at least 3"."""
    if subject == "listed" and test.field == "in":
        return f"“{test.operand}”"
    words = field_test_words(subject, test).removeprefix(f"{_name(test.field)} ")
    words = re.sub(r" (in all|from me|from them)$", "", words)  # the forms say it in their own way
    words = " or ".join(_NAMES.get(part, part) for part in words.split(" or "))
    return re.sub(r"'([^']*)'", r"“\1”", words)


def _addressed(sentence: str) -> str:
    """A sentence of the catalogue said to the user."""
    for written, said in (("the user's", "your"), ("the user", "you"), ("the asker's", "their"), ("the asker", "they")):
        sentence = sentence.replace(written, said)
    return sentence


_LOWER: Final = frozenset({Op.AT_LEAST, Op.MORE_THAN})
_UPPER: Final = frozenset({Op.AT_MOST, Op.FEWER_THAN})


def if_clause(subject: str, name: str, value: Value, tests: Sequence[FieldTest]) -> str:
    """What is said after "if" of a field with such a value, by the tests of it that the value passes: "you had at least
    12 connections in common". Nothing for what goes without saying."""
    declared = SUBJECTS[subject].fields[name]
    if name == "matched-by":  # how it was matched is this program's business; what it means is the user's
        return f"what your files hold under that name ({subject}) were surely about them"
    if is_said_by_value(subject, name, value):
        return in_voice(_if_forms(subject, name)[str(value_words(declared, value))], Voice.IF)
    words = _passed(declared, value, [test for test in tests if test.field == name])
    form = in_voice(_if_forms(subject, name).get("", ""), Voice.IF) or f"{_addressed(declared.sentence)} were {{}}"
    return _ONE.sub(r"1 \1", form.format(words))


def is_said_by_value(subject: str, name: str, value: Value) -> bool:
    """Whether such a value has words of its own, which name no number, day or text."""
    return str(value_words(SUBJECTS[subject].fields[name], value)) in _if_forms(subject, name)


def _if_forms(subject: str, name: str) -> Forms:
    heads = wording_of(subject).heads if name == SUBJECTS[subject].main else {}
    return heads or forms_of(subject, name)


def _passed(field: Field, value: Value, tests: Sequence[FieldTest]) -> str:
    """A value by the tests that it passes: the narrowest bound as it was written, else the value itself."""
    if field.type is FieldType.TEXT:
        lists = [str(test.operand) for test in tests if test.op in (Op.MATCHES, Op.IN_LIST)]
        return "“" + (lists[0] if lists else shortened(one_line(str(value)), LONGEST_TEXT)) + "”"
    bounds = [test for test in tests if isinstance(test.operand, int | float)]
    lower = sorted((test for test in bounds if test.op in _LOWER), key=_bound)[-1:]
    upper = sorted((test for test in bounds if test.op in _UPPER), key=_bound)[:1]
    words = [_amount(test, field.type) for test in (*lower, *upper)]
    words += [f"{test.op.value} {test.operand}" for test in tests if test.op in (Op.BEFORE, Op.AFTER, Op.DURING)]
    return " and ".join(words) or str(value_words(field, value))


def _bound(test: FieldTest) -> float:
    assert isinstance(test.operand, int | float)
    return test.operand
