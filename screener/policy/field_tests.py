"""Tests of one field of a record, by the field's type."""

from __future__ import annotations

from typing import Final

from screener.catalogue.declaring import Field, FieldType, Subject
from screener.policy.codes import Code
from screener.policy.entries import described
from screener.policy.findings import NO_ADVICE, Advice, Findings, listed, quoted, suggestion, write
from screener.policy.model import FieldTest, Op
from screener.policy.nodes import ListNode, Node, Scalar
from screener.policy.number_tests import read_number_test
from screener.policy.scope import Scope
from screener.policy.slips import folded_word
from screener.policy.text_tests import read_list_name, read_text_tests

_YES_NO: Final = {"yes": Op.IS_YES, "no": Op.IS_NO, "unknown": Op.IS_UNKNOWN}
_OTHER_WORDS: Final = {"true": "yes", "on": "yes", "false": "no", "off": "no"}
NAMES_A_LIST: Final = ("listed", "in")


def read_field_test(subject: Subject, field: Field, node: Node, scope: Scope) -> tuple[FieldTest, ...]:
    """The tests behind a field; what is wrong is noted and gives none."""
    match field.type:
        case FieldType.TEXT if (subject.name, field.name) == NAMES_A_LIST and isinstance(node, Scalar):
            test = read_list_name(field.name, node, scope)
        case FieldType.TEXT:
            return read_text_tests(field.name, node, scope)
        case FieldType.YES_NO:
            test = _yes_no_test(field, node, scope.findings)
        case FieldType.CHOICE:
            test = _choice_test(field, node, scope.findings)
        case _:
            test = read_number_test(field, node, scope)
    return () if test is None else (test,)


def _yes_no_test(field: Field, node: Node, findings: Findings) -> FieldTest | None:
    word = node.text if isinstance(node, Scalar) else ""
    if word not in _YES_NO:
        meant = _OTHER_WORDS.get(word.lower(), word.lower())
        advice = write(meant) if meant in _YES_NO else Advice(text="; allowed: `yes`, `no`, `unknown`")
        findings.error(node.place, Code.TEST, f"`{field.name}` is yes or no, not {described(node)}", advice)
        return None
    return FieldTest(field.name, _YES_NO[word])


def _choice_test(field: Field, node: Node, findings: Findings) -> FieldTest | None:
    if isinstance(node, Scalar) and node.text.startswith("at least "):
        return _ordered_test(field, node, node.text.removeprefix("at least ").strip(), findings)
    items = node.items if isinstance(node, ListNode) else (node,)
    if not items:
        findings.error(node.place, Code.EMPTY, f"no value of `{field.name}`; allowed: {listed(field.choices)}")
        return None
    values = [item.text for item in items if isinstance(item, Scalar) and item.text in field.choices]
    for item in items:
        if not (isinstance(item, Scalar) and item.text in field.choices):
            findings.error(item.place, Code.VALUE, *_no_choice(field, item))
    return FieldTest(field.name, Op.ONE_OF, tuple(values)) if len(values) == len(items) else None


def _ordered_test(field: Field, node: Scalar, value: str, findings: Findings) -> FieldTest | None:
    if not field.ordered:
        text = f"the values of `{field.name}` have no order, so no `at least`; write a list of those that are meant"
        findings.error(node.place, Code.TEST, text)
        return None
    if value not in field.choices:
        findings.error(node.place, Code.VALUE, *_no_choice(field, Scalar(value, node.place)))
        return None
    return FieldTest(field.name, Op.AT_LEAST, value)


def _no_choice(field: Field, node: Node) -> tuple[str, Advice]:
    if not isinstance(node, Scalar):
        text = f"`{field.name}` takes one value or a list of values; allowed: {listed(field.choices)}"
        return text, NO_ADVICE
    meant = next((each for each in field.choices if each == folded_word(node.text)), None)
    return f"{quoted(node.text)} is no value of `{field.name}`", suggestion(node.text, field.choices, meant=meant)
