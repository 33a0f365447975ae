"""A line for each field as it may stand in a rule: for the table of subjects, and for editors."""

from __future__ import annotations

from typing import Final

from screener.catalogue.declaring import Field, FieldType, Subject

_TESTS: Final = {
    FieldType.NUMBER: "at least 3",
    FieldType.SPAN: "at most 30 days",
    FieldType.DATE: "before 2016-05",
    FieldType.YES_NO: "yes",
    FieldType.TEXT: "{mentions: [Northwind]}",
}
_LISTED: Final = "never-connect"  # a list that everybody has


def sample_test(field: Field) -> str:
    """A test that fits the field."""
    if field.type is FieldType.CHOICE:
        middle = field.choices[len(field.choices) // 2]
        return f"at least {middle}" if field.ordered else field.choices[0]
    return _TESTS[field.type]


def sample_line(subject: Subject, field: Field) -> str:
    """A condition that tests the field, as it stands behind a dash; the main field goes without its name."""
    if field.name == subject.main == "in":
        return f"{subject.name}: {_LISTED}"
    test = sample_test(field)
    return f"{subject.name}: {test}" if field.name == subject.main else f"{subject.name}: {{{field.name}: {test}}}"
