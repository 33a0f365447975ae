"""One condition about one subject: `SUBJECT: TEST`."""

from __future__ import annotations

import difflib
from typing import Final

from screener.catalogue.declaring import Field, FieldType, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.policy import slips
from screener.policy.codes import Code
from screener.policy.entries import described
from screener.policy.field_tests import NAMES_A_LIST, read_field_test
from screener.policy.findings import Advice, listed, quoted, suggestion, write
from screener.policy.model import Condition, FieldTest, Look
from screener.policy.nodes import MapNode, Node, Scalar
from screener.policy.number_tests import read_number_test
from screener.policy.scope import Scope
from screener.policy.text_tests import TEXT_TESTS, read_text_test

_LOOKS: Final = {look.value: look for look in Look if look is not Look.TESTS}
_STANDING_IN: Final = {
    "yes": "present", "true": "present", "on": "present", "any": "present", "some": "present",
    "no": "absent", "false": "absent", "off": "absent", "none": "absent",
}  # fmt: skip
_NEAR: Final = 0.75
_RECORDS: Final = Field(name="records", type=FieldType.NUMBER, sentence="how many records pass the other tests")


def read_condition(key: Scalar, node: Node, scope: Scope) -> Condition | None:
    """The condition behind the name of a subject; what is wrong is noted and gives None."""
    subject = SUBJECTS[key.text]
    if isinstance(node, Scalar) and node.text in _LOOKS:
        return Condition(subject=subject.name, look=_LOOKS[node.text], place=key.place)
    if isinstance(node, MapNode):
        return _tests_of_map(subject, key, node, scope)
    return _test_of_main_field(subject, key, node, scope)


def _test_of_main_field(subject: Subject, key: Scalar, node: Node, scope: Scope) -> Condition | None:
    if isinstance(node, Scalar) and not node.text:
        text = f"nothing stands behind `{subject.name}:`; write `present`, or tests of its fields: {_fields(subject)}"
        scope.findings.error(node.place, Code.EMPTY, text)
        return None
    if meant := _meant_look(subject, node):
        scope.findings.error(node.place, Code.TEST, f"{described(node)} is no test of `{subject.name}`", meant)
        return None
    if subject.main is None:
        text = (
            f"`{subject.name}` takes `present`, `absent`, `unknown` or a map of tests, not {described(node)}; "
            f"its fields: {_fields(subject)}"
        )
        scope.findings.error(node.place, Code.TEST, text)
        return None
    tests = read_field_test(subject, subject.fields[subject.main], node, scope)
    return Condition(subject=subject.name, tests=tests, place=key.place) if tests else None


def _meant_look(subject: Subject, node: Node) -> Advice | None:
    """The advice for a word that is nearly `present`, `absent` or `unknown`, or stands in for one."""
    main = subject.fields[subject.main] if subject.main else None
    if not isinstance(node, Scalar) or (main and (main.type is FieldType.YES_NO or node.text in main.choices)):
        return None
    if (subject.name, subject.main) == NAMES_A_LIST:
        return None
    word = node.text.lower()
    if word in _STANDING_IN:
        return write(_STANDING_IN[word])
    close = difflib.get_close_matches(word, _LOOKS, n=1, cutoff=_NEAR)
    return suggestion(node.text, _LOOKS, meant=close[0]) if close else None


def _tests_of_map(subject: Subject, key: Scalar, node: MapNode, scope: Scope) -> Condition | None:
    if not node.entries:
        text = f"no test of `{subject.name}`; write `present`, or tests of its fields: {_fields(subject)}"
        scope.findings.error(node.place, Code.EMPTY, text)
        return None
    tests: list[FieldTest] = []
    records: FieldTest | None = None
    good = True
    for name, value in node.entries:
        if name.text == "records":
            records = read_number_test(_RECORDS, value, scope)
            good = good and records is not None
        else:
            read = _tests_of_entry(subject, name, value, scope)
            good = good and bool(read)
            tests += read
    if not good:
        return None
    return Condition(subject=subject.name, tests=tuple(tests), records=records, place=key.place)


def _tests_of_entry(subject: Subject, name: Scalar, value: Node, scope: Scope) -> tuple[FieldTest, ...]:
    field = subject.fields.get(name.text)
    if field is not None:
        return read_field_test(subject, field, value, scope)
    main = subject.fields[subject.main] if subject.main else None
    is_text = main is not None and main.type is FieldType.TEXT
    if main is not None and is_text and name.text in TEXT_TESTS:
        test = read_text_test(main.name, name.text, value, scope)
        return () if test is None else (test,)
    known = {*subject.fields, "records", *(TEXT_TESTS if is_text else ())}
    text = f"`{subject.name}` has no field {quoted(name.text)}"
    code = Code.TEST if name.text in TEXT_TESTS else Code.FIELD
    meant = slips.meant_by(name.text, slips.TEXT_TESTS) if is_text else None
    scope.findings.error(name.place, code, text, suggestion(name.text, known, meant=meant))
    return ()


def _fields(subject: Subject) -> str:
    return listed(subject.fields)
