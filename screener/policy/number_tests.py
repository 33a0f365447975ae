"""Tests of numbers, spans of time and dates: `at least 3`, `between 2 and 5 years`, `before 2016-05`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from screener.catalogue.declaring import Field, FieldType
from screener.policy.amounts import date_of, number_of, span_of
from screener.policy.codes import Code
from screener.policy.entries import described
from screener.policy.findings import NO_ADVICE, Advice, Findings, quoted, write
from screener.policy.model import FieldTest, Op
from screener.policy.nodes import Node, Scalar
from screener.policy.scope import Scope
from screener.policy.settings import Kind, no_such_amount
from screener.policy.slips import meant_comparison
from screener.policy.yaml_traps import sign_advice

_COMPARED: Final = re.compile(r"(at least|at most|more than|fewer than|exactly) (.+)")
_BETWEEN: Final = re.compile(r"between (.+?) and (.+)")
_CALENDAR: Final = re.compile(r"(before|after|in) (.+)")
_UNIT: Final = re.compile(r" (days?|weeks?|months?|years?)$")
_KINDS: Final = {
    FieldType.NUMBER: ("a number", "`at least 3`, `at most 3`, `more than 3`, `exactly 3` or `between 2 and 5`"),
    FieldType.SPAN: ("a span of time", "`at least 1 month`, `at most 30 days` or `between 2 and 5 years`"),
    FieldType.DATE: ("a date", "`before 2016-05`, `after 2019`, `in 2020`, or its age: `at most 60 days`"),
}  # fmt: skip


def read_number_test(field: Field, node: Node, scope: Scope) -> FieldTest | None:
    """The test of a field that is a number, a span or a date; what is wrong is noted and gives None."""
    if not isinstance(node, Scalar):
        _complain(field, node, scope.findings, f"not {described(node)}")
        return None
    text = " ".join(node.text.split())
    findings = scope.findings
    if field.type is FieldType.DATE and (found := _CALENDAR.fullmatch(text)):
        date = date_of(found[2])
        if date is None:
            _bad_amount(node, findings, f"{quoted(found[2])} is no date; write 2016, 2016-05 or 2016-05-30")
            return None
        return FieldTest(field.name, Op(found[1]), date)
    amount = _amount_reader(field, scope)
    if found := _BETWEEN.fullmatch(text):
        return _between(field, node, found[1], found[2], amount, findings)
    if found := _COMPARED.fullmatch(text):
        value = amount(found[2])
        meant = meant_comparison(text) if value is None else None
        if meant is not None and _is_test(meant, amount):
            findings.error(node.place, Code.AMOUNT, f"{quoted(text)} is no amount", write(meant))
            return None
        if value is None:
            _bad_amount(node, findings, *_amount_advice(field, found[2]))
            return None
        return FieldTest(field.name, Op(found[1]), value)
    _complain(field, node, findings, *_likely_meaning(field, text, amount))
    return None


_Amount = Callable[[str], float | None]


def _amount_reader(field: Field, scope: Scope) -> _Amount:
    """Reads a number or a span as written, or the setting that goes by this name."""
    read, kind = (number_of, Kind.NUMBER) if field.type is FieldType.NUMBER else (span_of, Kind.SPAN)

    def amount(text: str) -> float | None:
        written = read(text)
        return scope.settings.amount(text, kind) if written is None else written

    return amount


def _between(
    field: Field, node: Scalar, first: str, second: str, amount: _Amount, findings: Findings
) -> FieldTest | None:
    unit = _UNIT.search(second)
    if unit and not _UNIT.search(first):
        first += unit[0]
    low, high = amount(first), amount(second)
    if low is None or high is None:
        _bad_amount(node, findings, *_amount_advice(field, first if low is None else second))
        return None
    if low > high:
        _bad_amount(node, findings, f"between {first} and {second} is nothing; write the smaller one first")
        return None
    return FieldTest(field.name, Op.BETWEEN, (low, high))


def _amount_advice(field: Field, text: str) -> tuple[str, Advice]:
    if field.type is FieldType.NUMBER:
        unit = _UNIT.search(text)
        if unit:
            return f"{quoted(text)} is no plain number; `{field.name}` has no unit, leave out `{unit[1]}`", NO_ADVICE
        digits = Advice(text="; write digits, such as 3 or 2.5")
        return f"{quoted(text)} is no number", no_such_amount(text, Kind.NUMBER) or digits
    if number_of(text) is not None:
        return f"{quoted(text)} has no unit; write days, weeks, months or years behind it", NO_ADVICE
    span = Advice(text="; write such as `30 days` or `1 year`")
    return f"{quoted(text)} is no span of time", no_such_amount(text, Kind.SPAN) or span


def _likely_meaning(field: Field, text: str, amount: _Amount) -> tuple[str, Advice]:
    """What is wrong with a test in other words than the language's, and what to write."""
    if sign_advice(text) is not None:
        meant = sign_advice(text) or ""
        return f"{quoted(text)} uses a sign", Advice(text=f"; {meant}")
    if amount(text) is not None:
        how = write(f"exactly {text}", f"at least {text}")
        return f"{quoted(text)} alone says not how to compare", how
    if field.type is FieldType.DATE and date_of(text) is not None:
        how = write(f"in {text}", f"before {text}", f"after {text}")
        return f"{quoted(text)} alone says not how to compare", how
    other = meant_comparison(text)
    if other is not None and _is_test(other, amount):
        return f"not {quoted(text)}", write(other)
    return f"not {quoted(text)}", NO_ADVICE


def _is_test(text: str, amount: _Amount) -> bool:
    """Whether the reader would take this for a test, so that no advice is refused in its turn."""
    if found := _BETWEEN.fullmatch(text):
        unit = _UNIT.search(found[2])
        first = found[1] + (unit[0] if unit and not _UNIT.search(found[1]) else "")
        return amount(first) is not None and amount(found[2]) is not None
    compared = _COMPARED.fullmatch(text)
    return compared is not None and amount(compared[2]) is not None


def _complain(field: Field, node: Node, findings: Findings, finding: str, advice: Advice = NO_ADVICE) -> None:
    kind, forms = _KINDS[field.type]
    code = Code.SIGN if "uses a sign" in finding else Code.TEST
    allowed = replace(advice, text=f"{advice.text}; allowed: {forms}")
    findings.error(node.place, code, f"`{field.name}` is {kind}: {finding}", allowed)


def _bad_amount(node: Node, findings: Findings, text: str, advice: Advice = NO_ADVICE) -> None:
    findings.error(node.place, Code.AMOUNT, text, advice)
