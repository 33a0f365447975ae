"""`examples` of a rule file: what a policy should decide, and on what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from screener.catalogue.declaring import FOLLOWING, Field, FieldType, Subject, whole_exchange
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import Value
from screener.located.findings import Advice, Findings, listed, quoted, suggestion
from screener.located.node_entries import (
    choice_of,
    date_of,
    described,
    entries_of,
    items_of,
    number_of,
    span_of,
    text_of,
    texts_of,
)
from screener.located.problem_codes import Code
from screener.located.yaml_documents import ListNode, MapNode, Node, Scalar
from screener.outcomes import OTHERWISE, Verdict
from screener.policy.about_me import read_example_about_me
from screener.policy.field_conditions import Scope
from screener.policy.model import Example, Judged
from screener.policy.rule_reading import verdict_of

Records = tuple[Mapping[str, Value], ...]
OTHERS: Final = "others"

# What a record has even where an example does not say it.
_UNSAID: Final[Mapping[tuple[str, str], Value]] = {
    ("request", "state"): "new",
    ("request", "times-asked"): 1,
    ("connection", "same-profile"): True,
    ("shared-employer", "dates-known"): True,
    ("identity", "near"): False,
    ("identity", "candidates"): 0,
    ("identity", "decides"): False,
    ("meeting", "as"): "accepted",
    ("claim", "read-by"): "phrase",
    ("asker", "read-by"): "phrase",
}
_USUAL_MATCH: Final = "same-profile"  # an example is about the rule, not about who somebody is
_SAMPLES: Final = {
    FieldType.NUMBER: "1",
    FieldType.SPAN: "2 years",
    FieldType.DATE: "2020",
    FieldType.YES_NO: "yes",
    FieldType.TEXT: "Northwind",
}
_FORMS: Final = {
    FieldType.NUMBER: "a number such as 3",
    FieldType.SPAN: "a span of time such as `19 months`",
    FieldType.DATE: "a date such as 2016, 2016-05 or 2016-05-30",
    FieldType.YES_NO: "`yes` or `no`",
}


def read_given(node: Node | None, findings: Findings) -> tuple[dict[str, Records | None], bool]:
    """The records by subject (None: unknown), and whether the subjects not named are unknown rather than absent."""
    given: dict[str, Records | None] = {}
    others_unknown = False
    if node is None:
        return given, others_unknown
    if not isinstance(node, MapNode):
        findings.error(node.place, Code.SHAPE, f"`given` is a map from subjects to records, not {described(node)}")
        return given, others_unknown
    for key, value in node.entries:
        if key.text == OTHERS:
            others_unknown = read_others(value, findings)
        elif key.text in SUBJECTS:
            given[key.text] = _records(SUBJECTS[key.text], value, findings)
        else:
            advice = suggestion(key.text, SUBJECTS) or Advice(text="; `screener rules subjects` lists them")
            findings.error(key.place, Code.SUBJECT, f"unknown subject {quoted(key.text)}", advice)
    return given, others_unknown


def read_others(node: Node | None, findings: Findings) -> bool:
    """Whether `others: unknown` is said."""
    if node is None:
        return False
    if not isinstance(node, Scalar) or node.text != "unknown":
        findings.error(
            node.place, Code.VALUE, f"`others` can only be `unknown`, not {described(node)}; else leave it out"
        )
        return False
    return True


def _records(subject: Subject, node: Node, findings: Findings) -> Records | None:
    if isinstance(node, Scalar) and node.plain and node.text == "unknown":  # in quotes it is a text of that word
        return None
    items = node.items if isinstance(node, ListNode) else (node,)
    return tuple(_record(subject, item, findings) for item in items)


def _record(subject: Subject, node: Node, findings: Findings) -> Mapping[str, Value]:
    if isinstance(node, MapNode):
        record = _fields(subject, node, findings)
        _complete(subject, record, node, findings)
        return record
    if not isinstance(node, Scalar) or subject.main is None or _is_word(subject, node):
        text = (
            f"a record of `{subject.name}` is a map of its fields ({listed(subject.fields)}), not {described(node)}; "
            f"`[]` says that there is none"
        )
        findings.error(node.place, Code.RECORD, text)
        return {}
    value = _value(subject.fields[subject.main], node, findings)
    record = {} if value is None else {subject.main: value}
    if value is not None:
        _complete(subject, record, node, findings)
    return record


def _is_word(subject: Subject, node: Scalar) -> bool:
    """Whether a word of conditions stands where a fact belongs."""
    main = subject.fields[subject.main or ""]
    return node.plain and node.text in ("present", "absent", "") and node.text not in main.choices


def _fields(subject: Subject, node: MapNode, findings: Findings) -> dict[str, Value]:
    record: dict[str, Value] = {}
    for key, value in node.entries:
        field = subject.fields.get(key.text)
        if field is None:
            text = f"`{subject.name}` has no field {quoted(key.text)}"
            findings.error(key.place, Code.FIELD, text, suggestion(key.text, subject.fields))
            continue
        read = _value(field, value, findings)
        if read is not None:
            record[field.name] = read
    return record


def _value(field: Field, node: Node, findings: Findings) -> Value | None:
    if field.several and isinstance(node, ListNode):
        values = [_value(field, item, findings) for item in node.items]
        return tuple(str(value) for value in values) if None not in values else None
    is_empty = isinstance(node, Scalar) and node.plain and not node.text
    value = _typed(field, node.text.strip()) if isinstance(node, Scalar) and not is_empty else None
    if value is None:
        form = listed(field.choices) if field.choices else _FORMS.get(field.type, "a text")
        text = f"`{field.name}` is {form}, not {described(node)}; a field that is not known is left out"
        findings.error(node.place, Code.RECORD, text)
    return value


def _typed(field: Field, text: str) -> Value | None:
    match field.type:
        case FieldType.NUMBER:
            return number_of(text)
        case FieldType.SPAN:
            return span_of(text)
        case FieldType.DATE:
            return date_of(text)
        case FieldType.YES_NO:
            return {"yes": True, "no": False}.get(text)
        case FieldType.CHOICE:
            return text if text in field.choices else None
        case FieldType.TEXT:
            return text


def needed_fields(subject: Subject) -> tuple[str, ...]:
    """What every record of a subject must say; the rest follows, goes without saying, or may be unknown."""
    unsaid = {name for name in subject.fields if (subject.name, name) in _UNSAID or name == "matched-by"}
    follows = FOLLOWING if "grade" in subject.fields else frozenset()
    return tuple(name for name in _always(subject) if name not in unsaid | follows)


def _always(subject: Subject) -> tuple[str, ...]:
    derived = subject.main is not None and subject.fields[subject.main].type is FieldType.TEXT
    always = (name for name, field in subject.fields.items() if field.always)
    return tuple(name for name in always if not derived or name == subject.main)


def _complete(subject: Subject, record: dict[str, Value], node: Node, findings: Findings) -> None:
    """Add what goes without saying, and note what the catalogue says every record has. The other fields of a subject
    that is a text are read off the text, as on real input."""
    for name in subject.fields:
        if (subject.name, name) in _UNSAID:
            record.setdefault(name, _UNSAID[subject.name, name])
        elif subject.joined and name == "matched-by":
            record.setdefault(name, _USUAL_MATCH)
    _sum_up(subject, record)
    if subject.name == "claim":
        _say_by_whom(record)
    missing = [name for name in _always(subject) if name not in record]
    written = {key.text for key, _ in node.entries} if isinstance(node, MapNode) else set()
    if missing and not written.intersection(missing):  # a value that is there, and wrong, was told already
        needed = [name for name in needed_fields(subject) if name in missing]
        text = f"every record of `{subject.name}` has {listed(needed)}; write for example `{_whole(subject, node)}`"
        findings.error(node.place, Code.RECORD, text)


def _whole(subject: Subject, node: Node) -> str:
    """A record with all that it needs: what was written, and samples of the rest."""
    entries = node.entries if isinstance(node, MapNode) else ()
    written = {key.text: value.text for key, value in entries if isinstance(value, Scalar)}
    samples = {name: _sample(subject.fields[name]) for name in needed_fields(subject)}
    if "grade" in subject.fields:
        count = written.pop("count", "")
        written.pop("two-way", None)
        written.pop("grade", None)
        if count.isdecimal() and int(count) > 1 and written.keys().isdisjoint(("from-me", "from-them")):
            written["from-them"] = str(int(count) - 1)
    fields = ", ".join(f"{name}: {value}" for name, value in {**samples, **written}.items())
    return f"{subject.name}: {{{fields}}}"


def _sample(field: Field) -> str:
    return field.choices[0] if field.choices else _SAMPLES[field.type]


def _say_by_whom(record: dict[str, Value]) -> None:
    """Of whom a claim is, in both words."""
    for by, who in (("asker", "asker"), ("other", "somebody-else")):
        if record.get("by") == by or record.get("who") == who:
            record.update(by=by, who=who)


def _sum_up(subject: Subject, record: dict[str, Value]) -> None:
    """What follows of an exchange from how many each wrote, or from its grade."""
    if "grade" in subject.fields:
        whole = whole_exchange(record)
        for name, value in (whole or {}).items():
            record.setdefault(name, value)


_KEYS: Final = ("name", "for", "given", "expect", "others", "about-me", "todo")
_EXPECT_KEYS: Final = ("decide", "conclude", "because", "also-because", "flags", "state", "asks")
USER: Final = "user"  # `asks: user`: the question goes to the user


def read_example(node: Node, scope: Scope, *, shipped: bool) -> Example | None:
    """An example; what is wrong in it is noted."""
    findings = scope.findings
    found = entries_of(node, _KEYS, "an example", findings, ("name", "given", "expect"))
    if found is None:
        return None
    given, others_unknown = read_given(found.get("given"), findings)
    expect = entries_of(found["expect"], _EXPECT_KEYS, "`expect`", findings) if "expect" in found else None
    if expect is not None and not expect:
        findings.error(found["expect"].place, Code.EMPTY, "`expect` is empty; write such as `decide: accept`")
    expect = expect or {}
    decide = verdict_of(expect.get("decide"), findings)
    rules = {*scope.rules, OTHERWISE}
    return Example(
        name=text_of(found.get("name"), "`name`", findings) or "",
        given=given,
        others_unknown=others_unknown or read_others(found.get("others"), findings),
        about_me=read_example_about_me(found["about-me"], findings) if "about-me" in found else None,
        decide=decide,
        conclude=_names(expect.get("conclude"), "conclusion", scope.conclusions, scope),
        because=_names(expect.get("because"), "rule", rules, scope),
        also_because=_names(expect.get("also-because"), "rule", rules, scope),
        flags=texts_of(expect["flags"], "`flags`", findings) if "flags" in expect else None,
        state=choice_of(expect.get("state"), SUBJECTS["request"].fields["state"].choices, "state", findings),
        asks=_asks(expect.get("asks"), scope),
        todo=text_of(found.get("todo"), "`todo`", findings) or "",
        judged=Judged(choice_of(found.get("for"), [*Judged], "kind of people to judge", findings) or Judged.REQUEST),
        shipped=shipped,
        place=node.place,
    )


def _names(node: Node | None, what: str, known: Collection[str], scope: Scope) -> tuple[str, ...] | None:
    if node is None:
        return None
    names = []
    for item in items_of(node, f"the {what}s expected", scope.findings):
        name = text_of(item, f"the name of a {what}", scope.findings)
        if name is None:
            continue
        names.append(name)
        if name not in known and not scope.findings.incomplete:  # it may stand in the file that could not be read
            text = f"the example names a {what} that is not there, {quoted(name)}"
            scope.findings.error(item.place, Code.EXAMPLE, text, suggestion(name, known))
    return tuple(names)


def _asks(node: Node | None, scope: Scope) -> str | None:
    name = text_of(node, "`asks`", scope.findings)
    if node is None or name is None or scope.templates is None:
        return name
    known = (USER, *scope.templates.get(Verdict.ASK, ()))
    if name not in known:
        text = f"there is no template {quoted(name)} under templates/{Verdict.ASK}"
        scope.findings.error(node.place, Code.TEMPLATE, text, suggestion(name, known))
    return name
