"""What stands under `when` and `unless`: groups, conditions, conclusions, and the names of defined conditions."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

from screener.catalogue.declaring import Field, FieldType, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import NO, UNKNOWN, YES
from screener.errors import Place
from screener.located.findings import (
    Advice,
    likely,
    listed,
    meant_by,
    quoted,
    suggestion,
    write,
)
from screener.located.node_entries import described
from screener.located.problem_codes import Code
from screener.located.yaml_documents import ListNode, MapNode, Node, Scalar, shape_of
from screener.policy.condition_wording import sample_line
from screener.policy.field_conditions import (
    NAMES_A_LIST,
    TEXT_TESTS,
    Scope,
    read_field_test,
    read_number_test,
    read_text_test,
)
from screener.policy.model import ConclusionTest, Condition, FieldTest, Formula, Group, GroupKind, Look, is_too_large
from screener.policy.slips import OTHER_GROUPS, OTHER_SUBJECTS, OTHER_TEXT_TESTS
from screener.texts.patterns import plain_re

_LOOKS: Final = {look.value: look for look in Look if look is not Look.TESTS}
_STANDING_IN: Final = {
    "yes": "present", "true": "present", "on": "present", "any": "present", "some": "present",
    "no": "absent", "false": "absent", "off": "absent", "none": "absent",
}  # fmt: skip
_NEAR: Final = 0.75  # of 1: `presnet` is meant, `mutuals` is not
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
    meant = meant_by(name.text, OTHER_TEXT_TESTS) if is_text else None
    scope.findings.error(name.place, code, text, suggestion(name.text, known, meant=meant))
    return ()


def _fields(subject: Subject) -> str:
    return listed(subject.fields)


GROUP_KEYS: Final = ("all", "any", "none")
_AT_LEAST: Final = plain_re(r"at least ([0-9]{1,6}) of")
_LOOKS_LIKE_COUNT: Final = plain_re(r"at (least|most)\b|(more|fewer|less) than\b|exactly\b|\d+ of\b")
_DEEPEST_DEFINITIONS: Final = 20  # far below where Python's own stack would end
_TRUTHS: Final = {"yes": YES, "no": NO, "unknown": UNKNOWN}


def read_formula(node: Node, scope: Scope, *, bare_list: GroupKind = GroupKind.ALL) -> Formula | None:
    """A formula; what is wrong is noted, and None is returned if nothing of it is left."""
    if isinstance(node, ListNode):
        items = _items(node, scope)
        if not node.items:
            scope.findings.error(node.place, Code.EMPTY_GROUP, "no condition stands here; write at least one")
        return _group(bare_list, items, node.place) if items else None
    if isinstance(node, Scalar):
        return _bare_name(node, scope)
    if not node.entries:
        scope.findings.error(node.place, Code.EMPTY_GROUP, "no condition stands here; write at least one")
    parts = _found((_entry(key, value, scope) for key, value in node.entries), scope)
    return _group(GroupKind.ALL, parts, node.place) if parts else None


def read_named_conditions(scope: Scope) -> dict[str, Formula]:
    """The conditions under `define`, by name; the lists are read, too, so that their mistakes are found."""
    for name, node in scope.conditions.items():
        _named_condition(Scalar(name, node.place), scope)
    for name, node in scope.condition_lists.items():
        _named_list(Scalar(name, node.place), scope)
    return {name: formula for name, formula in scope.read.items() if formula is not None}


def _group(kind: GroupKind, items: tuple[Formula, ...], place: Place, least: int = 0) -> Formula:
    # Alone it means the same, and says it in fewer words.
    if len(items) == 1 and kind in (GroupKind.ALL, GroupKind.ANY):
        return items[0]
    return Group(kind=kind, items=items, least=least, place=place)


def _items(node: ListNode, scope: Scope) -> tuple[Formula, ...]:
    return _found((read_formula(item, scope) for item in node.items), scope)


def _found(parts: Iterable[Formula | None], scope: Scope) -> tuple[Formula, ...]:
    parts = [*parts]
    found = tuple(part for part in parts if part is not None)
    scope.lost += len(parts) - len(found)  # so that a definition with a mistake is not taken for a whole one
    return found


def _bare_name(node: Scalar, scope: Scope) -> Formula | None:
    name = node.text
    if name in scope.conditions:
        scope.used.add(("conditions", name))
        return _named_condition(node, scope)
    if name in scope.conclusions:
        return ConclusionTest(name, YES, node.place)
    if not name.strip():
        scope.findings.error(node.place, Code.EMPTY, "a condition is missing here; write one, or take the dash away")
    elif name in SUBJECTS:
        advice = write(f"{name}: present")
        scope.findings.error(node.place, Code.NAMELESS, f"`{name}` alone does not say what to test", advice)
    elif name in scope.condition_lists:
        text = f"`{name}` is a list of conditions; write it behind a group, such as `any: {name}`"
        scope.findings.error(node.place, Code.NAMELESS, text)
    else:
        _unknown_name(node, scope)
    return None


def _unknown_name(node: Scalar, scope: Scope) -> None:
    if scope.findings.incomplete:
        return  # it may stand in the file that could not be read
    name, colon, rest = node.text.partition(":")
    if colon and name in SUBJECTS and rest.strip():
        text = f"{quoted(node.text)} lacks the space behind the colon"
        scope.findings.error(node.place, Code.NO_SPACE, text, write(f"{name}: {rest.strip()}"))
        return
    text = f"no rule concludes {quoted(node.text)} and no condition is named so"
    subject = node.text.split()[0].lower().strip(",.") if " " in node.text else ""
    if subject in SUBJECTS:
        declared = SUBJECTS[subject]
        sample = sample_line(declared, declared.fields[declared.main or next(iter(declared.fields))])
        text += f"; a condition is `SUBJECT: TEST`, such as `{sample}`"
        scope.findings.error(node.place, Code.NAMELESS, text)
        return
    names = {*scope.conclusions, *scope.conditions}
    meant = likely(node.text, names | SUBJECTS.keys())
    if meant in SUBJECTS and meant not in names:
        advice = Advice(
            text=f"; for the subject `{meant}` write a test, such as `{meant}: present`",
            write=f"{meant}: present" if suggestion(node.text, SUBJECTS).is_safe else None,
            is_safe=False,
        )
    else:
        advice = suggestion(node.text, names)
    scope.findings.error(node.place, Code.NAMELESS, text, advice)


def _named_condition(node: Scalar, scope: Scope) -> Formula | None:
    name = node.text
    if name not in scope.read and _may_open(name, node, scope):
        lost = scope.lost
        scope.reading.append(name)
        formula = read_formula(scope.conditions[name], scope)
        scope.reading.pop()
        whole = scope.lost == lost and not _too_large((formula,), node, scope)
        scope.read[name] = formula if whole else None
    return scope.read.get(name)


def _may_open(name: str, node: Scalar, scope: Scope) -> bool:
    """Whether a definition may be opened here: not within itself, and not too many within each other."""
    if name in scope.reading:
        circle = " → ".join([*scope.reading[scope.reading.index(name) :], name])
        scope.findings.error(node.place, Code.CIRCLE, f"definitions in a circle: {circle}; take one of them out")
        return False
    if len(scope.reading) >= _DEEPEST_DEFINITIONS:
        text = f"more than {_DEEPEST_DEFINITIONS} definitions within each other; write some of them out"
        scope.findings.error(node.place, Code.TOO_DEEP, text)
        return False
    return True


def _too_large(items: Iterable[Formula | None], node: Scalar, scope: Scope) -> bool:
    too_large = any(is_too_large(item) for item in items)
    if too_large:
        text = f"{quoted(node.text)} stands for thousands of conditions; make conclusions of its parts"
        scope.findings.error(node.place, Code.TOO_LARGE, text)
    return too_large


def _entry(key: Scalar, value: Node, scope: Scope) -> Formula | None:
    name = key.text
    if name in GROUP_KEYS:
        items = _group_items(key, value, scope)
        return _group(GroupKind(name), items, key.place) if items else None
    if found := _AT_LEAST.fullmatch(name):
        return _at_least(int(found[1]), key, value, scope)
    if name in SUBJECTS:
        return read_condition(key, value, scope)
    if name in scope.conclusions:
        return _conclusion_test(key, value, scope)
    _unknown_key(key, scope)
    return None


def _group_items(key: Scalar, value: Node, scope: Scope) -> tuple[Formula, ...]:
    if isinstance(value, Scalar):
        scope.used.add(("condition-lists", value.text))
        return _named_list(value, scope) if value.text else _empty_group(key, value, scope)
    if isinstance(value, MapNode):
        text = f"the items of `{key.text}` are a list; write each on a line of its own behind `- `"
        scope.findings.error(value.place, Code.SHAPE, text)
        return ()
    return _items(value, scope) if value.items else _empty_group(key, value, scope)


def _empty_group(key: Scalar, value: Node, scope: Scope) -> tuple[Formula, ...]:
    scope.findings.error(value.place, Code.EMPTY_GROUP, f"no items under `{key.text}`; write at least one")
    return ()


def _named_list(node: Scalar, scope: Scope) -> tuple[Formula, ...]:
    name = node.text
    if name not in scope.condition_lists:
        if not scope.findings.incomplete:
            text = f"no list {quoted(name)} stands under `define: condition-lists:`"
            scope.findings.error(node.place, Code.NAMELESS, text, suggestion(name, scope.condition_lists))
        scope.lost += 1
        return ()
    mark = f"{name} (list)"
    if name not in scope.read_lists and _may_open(mark, node, scope):
        scope.reading.append(mark)
        written = scope.condition_lists[name]
        items = _items(written, scope) if isinstance(written, ListNode) else ()
        scope.reading.pop()
        scope.read_lists[name] = () if _too_large(items, node, scope) else items
    scope.lost += not scope.read_lists.get(name)
    return scope.read_lists.get(name, ())


def _at_least(least: int, key: Scalar, value: Node, scope: Scope) -> Formula | None:
    items = _group_items(key, value, scope)
    written = len(value.items) if isinstance(value, ListNode) else len(items)
    if not written:
        return None
    if not 1 <= least <= written:
        always = "always holds" if least == 0 else f"never holds, there are only {written}"
        text = f"`{key.text}` {always}; write a number from 1 to {written}"
        scope.findings.error(key.place, Code.COUNT, text)
        return None
    return _group(GroupKind.AT_LEAST, items, key.place, least) if items else None


def _conclusion_test(key: Scalar, value: Node, scope: Scope) -> Formula | None:
    if not isinstance(value, Scalar) or value.text not in _TRUTHS:
        written = described(value) if isinstance(value, Scalar) else shape_of(value)
        text = f"the conclusion `{key.text}` is yes, no or unknown, not {written}; allowed: `yes`, `no`, `unknown`"
        scope.findings.error(value.place, Code.VALUE, text)
        return None
    return ConclusionTest(key.text, _TRUTHS[value.text], key.place)


def _unknown_key(key: Scalar, scope: Scope) -> None:
    name = key.text
    if _LOOKS_LIKE_COUNT.match(name):
        text = f"{quoted(name)} is no group; allowed: `all`, `any`, `none`, `at least 2 of`"
        scope.findings.error(key.place, Code.COUNT, text)
    elif name in scope.conditions:
        text = f"`{name}` is a defined condition and takes no test; write `- {name}`, or `none: [{name}]`"
        scope.findings.error(key.place, Code.NAMELESS, text)
    elif name in scope.condition_lists:
        text = f"`{name}` is a list of conditions; write it behind a group, such as `any: {name}`"
        scope.findings.error(key.place, Code.NAMELESS, text)
    else:
        known = {*SUBJECTS, *scope.conclusions, *GROUP_KEYS}
        meant = meant_by(name, OTHER_GROUPS) or meant_by(name, OTHER_SUBJECTS)
        advice = suggestion(name, known, meant=meant)
        scope.findings.error(key.place, Code.SUBJECT, f"unknown subject {quoted(name)}", advice)
