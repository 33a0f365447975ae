"""Generated policies of any size, made as people make them: proofs and signs that conclude, rules that decide.

Of the rules 40 % conclude (five to a conclusion), 50 % decide, 10 % only flag. A `when` takes one to three items:
mostly conditions, some `any`, `none` and `at least 2 of` groups, and a conclusion in every other rule; one rule in
four has an `unless`. There are about 0.8 conditions to a rule, over all subjects, one in twelve of them on a text.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from screener.catalogue.declaring import Field, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import NO, UNKNOWN, YES
from screener.outcomes import Verdict
from screener.policy.model import (
    ConclusionTest,
    Condition,
    FieldTest,
    Formula,
    Group,
    GroupKind,
    Look,
    Op,
    Operand,
    Otherwise,
    Policy,
    Rule,
)

_PHRASES = {f"list {number}": (f"keep in touch {number}", "robots*", f"phrase {number}") for number in range(8)}


def generated_policy(size: int, seed: int = 1) -> Policy:
    """A policy of that many rules; the same one for the same seed."""
    return _Author(size, random.Random(seed * 1000 + size)).policy()


class _Author:
    def __init__(self, size: int, chance: random.Random) -> None:
        self._chance = chance
        self._size = size
        self._conditions = [self._condition() for _ in range(8 + int(0.8 * size))]
        self._conclusions: list[str] = []

    def policy(self) -> Policy:
        rules = []
        for number in range(int(0.4 * self._size)):
            name = f"conclusion-{number // 5}"
            rules.append(self._rule(number, self._conclusions[:], conclude=name))
            if number % 5 == 4:
                self._conclusions.append(name)
        for number in range(len(rules), self._size):
            if number % 6:
                verdict = self._chance.choice(list(Verdict))
                # Verdicts that agree may share a priority; that others disagree is what people are warned about.
                priority = 10 * self._chance.randrange(1, self._size) + list(Verdict).index(verdict)
                rules.append(self._rule(number, self._conclusions, decide=verdict, priority=priority))
            else:
                rules.append(self._rule(number, self._conclusions, flag="look here"))
        otherwise = Otherwise(decide=Verdict.DECLINE, because="Nothing links you.")
        return Policy(rules=tuple(rules), otherwise=otherwise, phrases=_PHRASES)

    def _rule(self, number: int, below: Sequence[str], **more: object) -> Rule:
        items = [self._item() for _ in range(self._chance.choice((1, 2, 2, 3)))]
        if below and self._chance.random() < 0.5:
            value = self._chance.choices((YES, NO, UNKNOWN), (8, 1, 1))[0]
            items.append(ConclusionTest(self._chance.choice(below), value))
        unless = self._group(GroupKind.ANY, 1, 2) if self._chance.random() < 0.25 else None
        when = items[0] if len(items) == 1 else Group(kind=GroupKind.ALL, items=tuple(items))
        return Rule(id=f"rule-{number:03}", when=when, unless=unless, because="It is so.", **more)  # type: ignore[arg-type]

    def _item(self) -> Formula:
        kind = self._chance.choices(("one", "any", "none", "some"), (14, 4, 1, 1))[0]
        match kind:
            case "any":
                return self._group(GroupKind.ANY, 2, 4)
            case "none":
                return self._group(GroupKind.NONE, 1, 2)
            case "some":
                return self._group(GroupKind.AT_LEAST, 3, 5)
            case _:
                return self._chance.choice(self._conditions)

    def _group(self, kind: GroupKind, fewest: int, most: int) -> Group:
        items = self._chance.sample(self._conditions, self._chance.randint(fewest, most))
        return Group(kind=kind, items=tuple(items), least=2 if kind is GroupKind.AT_LEAST else 0)

    def _condition(self) -> Condition:
        subject = self._chance.choice([one for one in SUBJECTS.values() if one.fields])
        if self._chance.random() < 0.15:
            return Condition(subject=subject.name, look=self._chance.choice((Look.PRESENT, Look.ABSENT)))
        plain = [field for field in subject.fields.values() if field.type is not FieldType.TEXT]
        is_text = not plain or (len(plain) < len(subject.fields) and self._chance.random() < 0.1)
        field = self._chance.choice([one for one in subject.fields.values() if is_text or one in plain])
        return Condition(subject=subject.name, tests=(FieldTest(field.name, *self._test(field)),))

    def _test(self, field: Field) -> tuple[Op, Operand]:
        match field.type:
            case FieldType.NUMBER:
                return self._chance.choice((Op.AT_LEAST, Op.AT_MOST)), self._chance.choice((1, 2, 5, 50))
            case FieldType.SPAN | FieldType.DATE:
                return self._chance.choice((Op.AT_LEAST, Op.AT_MOST)), self._chance.choice((30.0, 365.25, 1461.0))
            case FieldType.YES_NO:
                return self._chance.choice((Op.IS_YES, Op.IS_NO)), None
            case FieldType.CHOICE if field.ordered:
                return Op.AT_LEAST, self._chance.choice(field.choices)
            case FieldType.CHOICE:
                return Op.ONE_OF, (self._chance.choice(field.choices),)
            case FieldType.TEXT:
                return Op.MATCHES, self._chance.choice(list(_PHRASES))
