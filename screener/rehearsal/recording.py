"""A real request as an example of a rule file, with every name and word of a person replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec import structs

from screener.catalogue.declaring import Field, FieldType
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import DAYS_IN, Value
from screener.decisions.deciding import decide
from screener.decisions.decision import Decision
from screener.evidence.facts import Fact, FactSheet
from screener.inference.condition_values import vocabulary_for
from screener.inference.inferring import Inferring
from screener.located.findings import Findings
from screener.located.yaml_documents import MapNode, read_yaml
from screener.outcomes import OTHERWISE
from screener.policy.example_reading import Records, read_given
from screener.policy.model import AboutMe, Condition, Example, FieldTest, Op, Policy
from screener.policy.writing import example_lines
from screener.rehearsal.trials import EXAMPLE_DAY, sheet_of
from screener.texts.phrases import PhraseSet

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


# What stands for a name or text of each kind; numbered where there are several.
_INVENTED: Final[Mapping[tuple[str, str], str]] = {
    ("connection", "company"): "Northwind",
    ("connection", "position"): "Engineer",
    ("company", "text"): "Northwind",
    ("headline", "text"): "Engineer at Northwind",
    ("location", "text"): "Some town",
    ("shared-employer", "name"): "Contoso",
    ("shared-school", "name"): "Contoso College",
    ("claim", "name"): "Contoso",
    ("meeting", "title"): "Project meeting",
}
_ANY_TEXT: Final = "Some words."
_KEPT_TEXTS: Final = frozenset({("listed", "in")})  # a name that the user gave a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An example made from a request: its lines, and whether it decides as the request was decided."""

    lines: Sequence[str]
    decides_alike: bool


def recorded_example(name: str, sheet: FactSheet, inferring: Inferring) -> Recorded:
    """The example of a fact sheet. Where invented words decide otherwise, it is marked `todo`, for a person to mend."""
    wording = _Wording(inferring.policy, tuple(inferring.situations.conditions))
    given = {subject: wording.records(subject, sheet[subject]) for subject in _of_interest(sheet, inferring)}
    line = given_line(given)
    was = decide(sheet, inferring, {})
    now = _decided_as_example(line, inferring.policy)
    alike = now is not None and _expected(now) == _expected(was)
    todo = [] if alike else ["todo: the invented words decide otherwise; put in words that decide as the real ones did"]
    lines = example_lines(name, line, f"expect: {_expected(was)}")
    return Recorded(lines=[*lines, *(f"  {each}" for each in todo)], decides_alike=alike)


def _of_interest(sheet: FactSheet, inferring: Inferring) -> Iterator[str]:
    """The subjects that the rules test and that are not absent; and those that the invented texts might fill."""
    texts = {name for name in ("note", "answer", "headline", "company") if sheet[name]}
    for subject in inferring.situations.subjects:
        is_read_off = bool(texts.intersection(SUBJECTS[subject].read_off))
        if sheet[subject] != () or is_read_off:
            yield subject


@dataclass(frozen=True, slots=True)
class _Wording:
    """How the texts of one request are replaced: the same real text by the same invented one."""

    policy: Policy
    conditions: tuple[Condition, ...]
    used: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def records(self, subject: str, facts: tuple[Fact, ...] | None) -> tuple[Mapping[str, Value], ...] | None:
        return None if facts is None else tuple(self._record(subject, one) for one in facts)

    def _record(self, subject: str, one: Fact) -> dict[str, Value]:
        declared = SUBJECTS[subject].fields
        return {
            name: self._replaced(subject, name, str(value)) if declared[name].type is FieldType.TEXT else value
            for name, value in one.fields.items()
        }

    def _replaced(self, subject: str, name: str, text: str) -> str:
        if (subject, name) in _KEPT_TEXTS:
            return text
        key = (subject, name, text)
        if key not in self.used:
            self.used[key] = self._invented(subject, name, text)
        return self.used[key]

    def _invented(self, subject: str, name: str, text: str) -> str:
        own = list(dict.fromkeys(self._rules_words(subject, name, text)))
        if own:
            return "; ".join(own)
        plain = _INVENTED.get((subject, name), _ANY_TEXT)
        number = sum(known == plain or known.startswith(f"{plain} ") for known in self.used.values())
        return f"{plain} {number + 1}" if number else plain

    def _rules_words(self, subject: str, name: str, text: str) -> Iterator[str]:
        """The words of the rules that a text holds."""
        for condition in self.conditions:
            for test in condition.tests if condition.subject == subject else ():
                if test.field == name:
                    yield from (phrase for phrase in self._phrases(test) if PhraseSet([phrase]).found_in(text))

    def _phrases(self, test: FieldTest) -> Sequence[str]:
        match test.op, test.operand:
            case Op.MATCHES, str() as listed:
                return self.policy.phrases.get(listed, ())
            case Op.MENTIONS, tuple() as words:
                return [str(word) for word in words]
            case Op.IS, str() as whole:
                return [whole]
        return ()


def _decided_as_example(line: str, policy: Policy) -> Decision | None:
    """What the policy decides on an example with this line; None if it could not stand in a rule file."""
    given = read_back(line)
    if given is None:
        return None
    for_nobody = structs.replace(policy, about_me=AboutMe())  # as examples run
    bare = Inferring(for_nobody, vocabulary_for(for_nobody, EXAMPLE_DAY))
    return decide(sheet_of(Example(name="", given=given)), bare, {})


def _expected(decision: Decision) -> str:
    verdict = decision.verdict.value if decision.verdict else None
    because = [reason.rule for reason in decision.reasons if reason.rule != OTHERWISE] or ["otherwise"]
    if verdict is None:
        return f"{{state: {decision.state}}}"
    return f"{{decide: {verdict}, because: [{', '.join(because)}]}}"
