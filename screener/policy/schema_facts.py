"""The schema of `given` in an example: subjects with their records."""

from __future__ import annotations

from typing import Final

from screener.catalogue.declaring import Field, FieldType, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.policy.given import OTHERS, needed_fields
from screener.policy.schema_values import (
    ANY_TEXT,
    DATE,
    NUMBER,
    SPAN,
    YES_NO,
    Schema,
    list_of,
    map_of,
    one_of,
    reference,
    shown,
)

_VALUES: Final = {
    FieldType.NUMBER: NUMBER,
    FieldType.SPAN: SPAN,
    FieldType.DATE: DATE,
    FieldType.YES_NO: YES_NO,
    FieldType.TEXT: ANY_TEXT,
}


def fact_definitions() -> dict[str, Schema]:
    """The definitions that `given_schema` refers to: a record of each subject."""
    return {f"record-{subject.name}": _record(subject) for subject in SUBJECTS.values()}


def given_schema() -> Schema:
    """Subjects with what is known of them; one that is not named is absent."""
    subjects = {name: shown(_records(subject), subject.sentence) for name, subject in SUBJECTS.items()}
    others = shown(one_of(("unknown",)), "whatever is not named is unknown rather than absent")
    return map_of({**subjects, OTHERS: others})


def _records(subject: Subject) -> Schema:
    record = reference(f"record-{subject.name}")
    return {"anyOf": [one_of(("unknown",)), record, list_of(record)]}


def _record(subject: Subject) -> Schema:
    needed = needed_fields(subject)
    fields = {field.name: shown(_value(field), field.sentence) for field in subject.fields.values()}
    record = map_of(fields, required=needed)
    if subject.main is None or not {*needed} <= {subject.main}:
        return record
    return {"anyOf": [record, _value(subject.fields[subject.main])]}


def _value(field: Field) -> Schema:
    if field.type is FieldType.CHOICE:
        words = "|".join(field.choices)
        return {"anyOf": [one_of(field.choices), {"type": "string", "pattern": rf"^\s*({words})\s*$"}]}
    return _VALUES[field.type]
