"""Writes a generated policy as the text of a rule file, as somebody would have typed it."""

from __future__ import annotations

from collections.abc import Iterator

from screener.catalogue.declaring import FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import WORDS
from screener.policy.model import (
    ConclusionTest,
    Condition,
    FieldTest,
    Formula,
    Group,
    GroupKind,
    Look,
    Op,
    Policy,
    Rule,
)


def written_policy(policy: Policy, *, examples: int) -> str:
    """The rules, phrases and `otherwise` of a policy, and so many examples of nobody in particular."""
    lines = ["rules:", *(line for rule in policy.rules for line in _rule(rule))]
    lines += [f"otherwise: {{decide: {policy.otherwise.decide}, because: '{policy.otherwise.because}'}}", "define:"]
    lines += [
        "  phrases:",
        *(f"    {name}: [{', '.join(words)}]" for name, words in policy.phrases.items()),
        "examples:",
    ]
    lines += [
        f"  - {{name: somebody {number}, given: {{mutual-connections: {number}}}, expect: {{state: new}}}}"
        for number in range(examples)
    ]
    return "\n".join(lines) + "\n"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"  - id: {rule.id}"
    if rule.decide:
        yield f"    decide: {rule.decide}"
        yield f"    priority: {rule.priority}"
    yield from (f"    {key}: {value}" for key, value in (("conclude", rule.conclude), ("flag", rule.flag)) if value)
    for key, formula in (("when", rule.when), ("unless", rule.unless)):
        if formula is not None:
            yield f"    {key}:"
            yield from (f"      - {_formula(item)}" for item in _listed(key, formula))
    yield f"    because: '{rule.because}'"


def _listed(key: str, formula: Formula) -> tuple[Formula, ...]:
    """A bare list means `all` under `when` and `any` under `unless`."""
    bare = GroupKind.ALL if key == "when" else GroupKind.ANY
    return formula.items if isinstance(formula, Group) and formula.kind is bare else (formula,)


def _formula(formula: Formula) -> str:
    match formula:
        case ConclusionTest():
            return f"{formula.name}: {WORDS[formula.value]}"
        case Condition():
            tests = ", ".join(f"{test.field}: {_test(formula.subject, test)}" for test in formula.tests)
            look = formula.look.value if formula.look is not Look.TESTS else f"{{{tests}}}"
            return f"{formula.subject}: {look}"
    kind = f"at least {formula.least} of" if formula.kind is GroupKind.AT_LEAST else formula.kind.value
    return f"{kind}: [{', '.join(f'{{{_formula(item)}}}' for item in formula.items)}]"


def _test(subject: str, test: FieldTest) -> str:
    field = SUBJECTS[subject].fields[test.field]
    if field.type is FieldType.TEXT:
        return f"{{{test.op}: {test.operand}}}"
    if test.op is Op.ONE_OF and isinstance(test.operand, tuple):
        return f"[{', '.join(map(str, test.operand))}]"
    unit = " days" if field.type in (FieldType.SPAN, FieldType.DATE) else ""
    return str(test.op) if test.operand is None else f"{test.op} {test.operand}{unit}"
