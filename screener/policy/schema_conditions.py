"""The schema of what stands under `when` and `unless`: groups, subjects with their tests, and bare names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from screener.catalogue.declaring import Field, FieldType, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.policy.model import Look
from screener.policy.sample_lines import sample_line
from screener.policy.schema_values import (
    DATE_TEST,
    NUMBER_TEST,
    SPAN_TEST,
    TEXT,
    WORD,
    Schema,
    by_shape,
    list_of,
    map_of,
    one_of,
    one_or_list,
    open_to,
    reference,
    shown,
)
from screener.policy.scope import Scope
from screener.policy.text_tests import OWN_PHRASES

FORMULA: Final = reference("formula")
_LOOKS: Final = [look.value for look in Look if look is not Look.TESTS]
_RECORDS: Final = "how many records pass the other tests, such as `at least 2`"
_GROUPS: Final = {
    "all": "each of these must hold",
    "any": "one of these must hold",
    "none": "each of these must be known not to hold; `unless` is for *not as far as I know*",
}
_TEXT_TESTS: Final = {
    "is": shown(reference("text-is"), "the whole text, whatever the case and marks on letters", "is: Northwind"),
    "in": shown(reference("text-in"), "it stands in this list", "in: never-connect"),
    "mentions": shown(
        reference("text-mentions"),
        "it has one of these words or phrases; a final `*` takes any ending",
        "mentions: [hiring, recruit*]",
    ),
    "matches": shown(reference("text-matches"), "it has a phrase of this list", "matches: goals"),
    "regex": shown(
        reference("text-regex"), "a regular expression is found in it; in single quotes", r"regex: '[0-9]+ %'"
    ),
}
_TESTS: Final = {FieldType.NUMBER: "number-test", FieldType.SPAN: "span-test", FieldType.DATE: "date-test"}


def condition_definitions(scope: Scope) -> Mapping[str, Schema]:
    """The definitions that a schema of rule files refers to."""
    tests = {"number-test": NUMBER_TEST, "span-test": SPAN_TEST, "date-test": DATE_TEST}
    texts = {f"text-{key}": schema for key, schema in _text_tests(scope).items()}
    subjects = {f"subject-{subject.name}": _subject(subject) for subject in SUBJECTS.values()}
    whole_text = {"text-test": map_of(_TEXT_TESTS, least=1)}
    return {"formula": _formula(scope), "items": _items(scope), **tests, **texts, **whole_text, **subjects}


def _formula(scope: Scope) -> Schema:
    groups = {name: shown(reference("items"), sentence) for name, sentence in _GROUPS.items()}
    at_least = shown(reference("items"), "so many of these must hold", "at least 2 of:")
    subjects = {
        name: shown(reference(f"subject-{name}"), subject.sentence, *_sample_lines(subject))
        for name, subject in SUBJECTS.items()
    }
    conclusion = shown(one_of(("yes", "no", "unknown")), "a conclusion that other rules draw")
    conclusions = {name: conclusion for name in sorted(scope.conclusions) if name not in {*subjects, *groups}}
    together = {
        "type": "object",
        "minProperties": 1,
        "properties": {**groups, **subjects, **conclusions},
        "patternProperties": {"^at least [0-9]{1,6} of$": at_least},
        "additionalProperties": False,
    }
    bare = open_to({*scope.conclusions, *scope.conditions})
    return by_shape(of_map=together, of_list=list_of(FORMULA, least=1), of_text=bare)


def _items(scope: Scope) -> Schema:
    return by_shape(of_list=list_of(FORMULA, least=1), of_text=open_to(scope.condition_lists))


def _sample_lines(subject: Subject) -> list[str]:
    return [f"{subject.name}: present", *(sample_line(subject, field) for field in list(subject.fields.values())[:3])]


def _subject(subject: Subject) -> Schema:
    main = subject.fields[subject.main] if subject.main else None
    fields = {"records": shown(reference("number-test"), _RECORDS)}
    if main is not None and main.type is FieldType.TEXT:
        fields |= _TEXT_TESTS
    for field in subject.fields.values():
        fields[field.name] = shown(_field_test(subject, field), field.sentence, sample_line(subject, field))
    of_main = _field_test(subject, main) if main is not None else None
    if main is not None and main.type is FieldType.TEXT and not _names_a_list(subject, main):
        of_main = None
    text = {"anyOf": [one_of(_LOOKS), of_main]} if of_main else one_of(_LOOKS)
    return by_shape(of_map=map_of(fields, least=1), of_list=of_main, of_text=text)


def _field_test(subject: Subject, field: Field) -> Schema:
    match field.type:
        case FieldType.YES_NO:
            return one_of(("yes", "no", "unknown"))
        case FieldType.CHOICE:
            return _choice_test(field)
        case FieldType.TEXT:
            tests = reference("text-test")
            return {"anyOf": [reference("text-in"), tests]} if _names_a_list(subject, field) else tests
    return reference(_TESTS[field.type])


def _choice_test(field: Field) -> Schema:
    words = one_of(field.choices)
    ways: list[Schema] = [words, list_of(words, least=1)]
    if field.ordered:
        ways.append({"type": "string", "pattern": rf"^at least \s*({'|'.join(field.choices)})\s*$"})
    return {"anyOf": ways}


def _text_tests(scope: Scope) -> dict[str, Schema]:
    return {
        "is": TEXT,
        "in": open_to(scope.lists),
        "mentions": one_or_list(WORD, least=1),
        "matches": open_to({*scope.phrases, *OWN_PHRASES}),
        "regex": TEXT,
    }


def _names_a_list(subject: Subject, field: Field) -> bool:
    return (subject.name, field.name) == ("listed", "in")
