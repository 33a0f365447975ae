"""`given` of an example as one line in the language of rule files."""

from __future__ import annotations

from collections.abc import Mapping

from screener.catalogue.declaring import Field, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import DAYS_IN, Value
from screener.located.findings import Findings
from screener.located.yaml_documents import MapNode, read_yaml
from screener.policy.example_reading import Records, read_given

Given = Mapping[str, Records | None]


def given_line(given: Mapping[str, tuple[Mapping[str, Value], ...] | None]) -> str:
    """The records by subject (None: unknown), such as `given: {messages: [{from-them: 3}]}`."""
    subjects = (f"{subject}: {_records(subject, records)}" for subject, records in given.items())
    return f"given: {{{', '.join(subjects)}}}"


def read_back(line: str) -> Given | None:
    """What a rule file with this line would give, or None if it would not pass the check."""
    findings = Findings()
    node = read_yaml("", line.encode(), findings)
    given, _ = read_given(node.get("given") if isinstance(node, MapNode) else None, findings)
    return None if findings.errors or findings.incomplete else given


def _records(subject: str, records: tuple[Mapping[str, Value], ...] | None) -> str:
    if records is None:
        return "unknown"
    declared = SUBJECTS[subject].fields
    return f"[{', '.join(_record(declared, record) for record in records)}]"


def _record(declared: Mapping[str, Field], record: Mapping[str, Value]) -> str:
    return f"{{{', '.join(f'{name}: {_value(declared[name], value)}' for name, value in record.items())}}}"


def _value(field: Field, value: Value) -> str:
    match field.type, value:
        case FieldType.YES_NO, _:
            return "yes" if value else "no"
        case FieldType.SPAN, int() | float():
            return _span(value)
        case FieldType.NUMBER, int() | float():
            return _plain_number(value)
        case FieldType.TEXT, str():
            return "'" + value.replace("'", "''") + "'"
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


def _span(days: float) -> str:
    for unit in ("year", "month", "week"):
        number = days / DAYS_IN[unit]
        if number and number == int(number):
            return f"{int(number)} {unit}" + ("s" if number != 1 else "")
    return f"{_plain_number(days)} day" + ("s" if days != 1 else "")


def _plain_number(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
