"""Tests of one field of a record, by its type (texts, numbers, spans of time, dates, choices, yes or no), and the names
that a policy defines, which they may refer to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from msgspec import structs

from screener.catalogue.declaring import Field, FieldType, Subject
from screener.located.findings import (
    NO_ADVICE,
    Advice,
    Findings,
    folded_word,
    likely,
    listed,
    meant_by,
    quoted,
    stretch_replaced,
    suggestion,
    write,
)
from screener.located.node_entries import date_of, described, items_of, number_of, span_of, text_of
from screener.located.problem_codes import Code
from screener.located.yaml_documents import ListNode, MapNode, Node, Scalar, shape_of, sign_advice
from screener.policy.about_me import Kind, Settings, no_such_amount
from screener.policy.model import FieldTest, Formula, Op
from screener.policy.slips import OTHER_TEXT_TESTS, meant_comparison
from screener.texts.folding import fold
from screener.texts.patterns import plain_re
from screener.texts.phrases import BadPatternError, compile_regex, regex_found

# Template names by folder: {"accept": {"thanks"}, "ask-for-context": {…}, "decline": {…}}
TemplateNames = Mapping[str, Collection[str]]


@dataclass(slots=True, kw_only=True)
class Scope:
    """Every name that the files of a policy define, collected before any rule is read.

    `extends`: the user's rules are added to the shipped ones, whose ids are `shipped_rules`. `templates` is None where
    nobody knows which there are. `read` keeps the named conditions that were read already, and `reading` those that are
    being read, to find circles. `lost` counts the conditions that could not be read; `used` holds every definition that
    something refers to, as the section under `define` and the name.
    """

    findings: Findings
    conclusions: Collection[str] = ()
    conditions: Mapping[str, Node] = field(default_factory=dict)
    condition_lists: Mapping[str, Node] = field(default_factory=dict)
    phrases: Collection[str] = ()
    lists: Collection[str] = ()
    rules: Collection[str] = ()
    templates: TemplateNames | None = None
    settings: Settings = field(default_factory=Settings)
    extends: bool = False
    shipped_rules: Collection[str] = ()
    read: dict[str, Formula | None] = field(default_factory=dict)
    read_lists: dict[str, tuple[Formula, ...]] = field(default_factory=dict)
    reading: list[str] = field(default_factory=list)
    lost: int = 0
    used: set[tuple[str, str]] = field(default_factory=set)


_TOKENS: Final = plain_re(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\()|(?P<close>\))|(?P<repeats>[*+]|\{\d+,\})(?P<possessive>\+?)|.", re.S
)
_LETTER: Final = plain_re(r"(?<!\\)[^\W_]")
_LONG: Final = 2_000  # characters; longer than nearly all notes


def risk_of(pattern: str) -> str | None:
    """What may make an expression that compiles slow, or None."""
    if _repeats_a_repetition(pattern):
        return "repeats what is itself repeated, which can take very long on a long text"
    compiled = compile_regex(pattern)
    if any(regex_found(compiled, text) is None for text in _long_texts(pattern)):
        return f"ran out of time on a text of {_LONG:,} characters"
    return None


def _repeats_a_repetition(pattern: str) -> bool:
    """Whether an endless repetition stands around another one, as in `(a+)+`."""
    within = [False]  # for each open bracket, whether it holds an endless repetition
    closed = False  # the same of the bracket that has just been closed
    for token in _TOKENS.finditer(pattern):
        if token["repeats"]:
            if closed:
                return True
            within[-1] = within[-1] or not token["possessive"]
        elif token["open"]:
            within.append(False)
        closed = bool(token["close"]) and len(within) > 1 and within.pop()
        within[-1] = within[-1] or closed
    return False


def _long_texts(pattern: str) -> list[str]:
    """One character over and over, then one that fits nothing: what makes a search try all its ways."""
    characters = dict.fromkeys(["a", "1", " ", *_LETTER.findall(pattern)[:1]])
    return [character * _LONG + "\n\x00" for character in characters]


# What `matches` may name beside the phrase lists under `define`.
OWN_PHRASES: Final = ("my employers", "my schools", "competitors", "goals")


def read_text_test(field: str, key: str, node: Node, scope: Scope) -> FieldTest | None:
    """One test of a text, by its key; what is wrong is noted and gives None."""
    return _READERS[key](field, node, scope)


def read_text_tests(field: str, node: Node, scope: Scope) -> tuple[FieldTest, ...]:
    """The map of tests behind a field that is a text."""
    if not isinstance(node, MapNode):
        written = quoted(node.text) if isinstance(node, Scalar) else shape_of(node)
        text = f"`{field}` is a text, and {written} does not say how to test it"
        scope.findings.error(node.place, Code.TEST, text, _how_to_test(node))
        return ()
    if not node.entries:
        scope.findings.error(node.place, Code.EMPTY, f"no test of `{field}`; {_FORMS}")
    tests = []
    for key, value in node.entries:
        if key.text in _READERS:
            tests.append(read_text_test(field, key.text, value, scope))
        else:
            meant = meant_by(key.text, OTHER_TEXT_TESTS)
            advice = suggestion(key.text, TEXT_TESTS, meant=meant)
            scope.findings.error(key.place, Code.TEST, f"{quoted(key.text)} is no test of a text", advice)
    return tuple(test for test in tests if test is not None)


def _how_to_test(node: Node) -> Advice:
    if not isinstance(node, Scalar):
        return Advice(text=f"; {_FORMS}")
    words = f"{{mentions: [{node.text}]}}"
    return Advice(text=f"; write `{{is: {node.text}}}` or `{words}`", write=words, is_safe=False)


def read_list_name(field: str, node: Node, scope: Scope) -> FieldTest | None:
    """The test of a field whose value is the name of a list: the bare name."""
    name = _list_name(node, scope)
    return None if name is None else FieldTest(field, Op.IS, name)


def _is(field: str, node: Node, scope: Scope) -> FieldTest | None:
    text = text_of(node, "`is`", scope.findings)
    return None if text is None else FieldTest(field, Op.IS, text)


def _in(field: str, node: Node, scope: Scope) -> FieldTest | None:
    name = _list_name(node, scope)
    return None if name is None else FieldTest(field, Op.IN_LIST, name)


def _list_name(node: Node, scope: Scope) -> str | None:
    """A list's name. One that nobody has is empty, as the language says, unless it is a likely slip of the pen."""
    name = text_of(node, "the name of a list", scope.findings)
    if name is None or name in scope.lists:
        scope.used.add(("lists", name or ""))
        return name
    meant = likely(name, scope.lists)
    if meant is None:
        text = f"no list {quoted(name)} stands under `define: lists:` or in about-me.yaml, so it is empty"
        scope.findings.warn(node.place, Code.LIST, text)
        return name
    scope.findings.error(node.place, Code.LIST, f"there is no list {quoted(name)}", suggestion(name, scope.lists))
    return None


def _mentions(field: str, node: Node, scope: Scope) -> FieldTest | None:
    words = read_words(node, "`mentions`", scope.findings)
    if not words and isinstance(node, ListNode) and not node.items:
        scope.findings.error(node.place, Code.EMPTY, "`mentions` names no words; write `mentions: [one, two words]`")
    return FieldTest(field, Op.MENTIONS, words) if words else None


def read_words(node: Node, what: str, findings: Findings) -> tuple[str, ...]:
    """Words and phrases to look for. `*` takes any ending, so it may only stand at the end."""
    words = []
    met: dict[str, str] = {}
    _refuse_comma(node, what, findings)
    for item in items_of(node, what, findings):
        text = text_of(item, f"an entry of {what}", findings)
        if text is None:
            continue
        first = met.get(fold(text))
        if first is not None:
            like = "" if first == text else f", as {quoted(first)}"
            findings.warn(item.place, Code.REPEATED_WORDS, f"{quoted(text)} stands in {what} before{like}; take it out")
        met[fold(text)] = text
        if "*" in text.strip()[:-1] or text.strip() == "*":
            finding = f"{quoted(text)}: `*` takes any ending, so it may only stand at the end of a word or phrase"
            findings.error(item.place, Code.VALUE, finding)
        else:
            words.append(text)
    return tuple(words)


def _refuse_comma(node: Node, what: str, findings: Findings) -> None:
    """Several words behind a key are one phrase with commas in it, which no text ever has, unless they are a list."""
    if isinstance(node, Scalar) and node.plain and "," in node.text:
        text = f"{quoted(node.text)} is one phrase with a comma in it"
        listing = f"[{node.text}]"
        advice = Advice(
            text=f"; write `{listing}` for several, or quote it",
            edit=stretch_replaced(node.place, len(node.text), listing, is_safe=False),
        )
        findings.error(node.place, Code.COMMA, f"{what}: {text}", advice)


def _matches(field: str, node: Node, scope: Scope) -> FieldTest | None:
    name = text_of(node, "the name of a phrase list", scope.findings)
    if name is None:
        return None
    known = {*scope.phrases, *OWN_PHRASES}
    if name not in known:
        advice = suggestion(name, known)
        scope.findings.error(node.place, Code.PHRASES, f"there is no phrase list {quoted(name)}", advice)
        return None
    scope.used.add(("phrases", name))
    return FieldTest(field, Op.MATCHES, name)


def _regex(field: str, node: Node, scope: Scope) -> FieldTest | None:
    pattern = text_of(node, "`regex`", scope.findings)
    if pattern is None:
        return None
    try:
        compile_regex(pattern)
    except BadPatternError as error:
        text = f"the regular expression cannot be used: {error}; `mentions` or `matches` may be enough"
        scope.findings.error(node.place, Code.REGEX, text)
        return None
    risk = risk_of(pattern)
    if risk is not None:
        text = f"the regular expression {risk}; `mentions` or `matches` may be enough"
        scope.findings.warn(node.place, Code.RISKY_REGEX, text)
    return FieldTest(field, Op.REGEX, pattern)


_READERS: Final[dict[str, Callable[[str, Node, Scope], FieldTest | None]]] = {
    "is": _is,
    "in": _in,
    "mentions": _mentions,
    "matches": _matches,
    "regex": _regex,
}
TEXT_TESTS: Final = frozenset(_READERS)
_FORMS: Final = "allowed: `is: …`, `in: LIST`, `mentions: […]`, `matches: PHRASES`, `regex: '…'`"


_COMPARED: Final = plain_re(r"(at least|at most|more than|fewer than|exactly) (.+)")
_BETWEEN: Final = plain_re(r"between (.+?) and (.+)")
_CALENDAR: Final = plain_re(r"(before|after|in) (.+)")
_UNIT: Final = plain_re(r" (days?|weeks?|months?|years?)$")
_KINDS: Final = {
    FieldType.NUMBER: ("a number", "`at least 3`, `at most 3`, `more than 3`, `exactly 3` or `between 2 and 5`"),
    FieldType.SPAN: ("a span of time", "`at least 1 month`, `at most 30 days` or `between 2 and 5 years`"),
    FieldType.DATE: ("a date", "`before 2016-05`, `after 2019`, `in 2020`, or its age: `at most 60 days`"),
}  # fmt: skip


def read_number_test(field: Field, node: Node, scope: Scope) -> FieldTest | None:
    """The test of a field that is a number, a span or a date; what is wrong is noted and gives None."""
    if not isinstance(node, Scalar):
        _complain_of_number(field, node, scope.findings, f"not {described(node)}")
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
    _complain_of_number(field, node, findings, *_likely_meaning(field, text, amount))
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
    if (meant := sign_advice(text)) is not None:
        return f"{quoted(text)} uses a sign", Advice(text=f"; {meant}")
    if amount(text) is not None:
        how = write(f"exactly {text}", f"at least {text}")
        return f"{quoted(text)} alone does not say how to compare", how
    if field.type is FieldType.DATE and date_of(text) is not None:
        how = write(f"in {text}", f"before {text}", f"after {text}")
        return f"{quoted(text)} alone does not say how to compare", how
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


def _complain_of_number(field: Field, node: Node, findings: Findings, finding: str, advice: Advice = NO_ADVICE) -> None:
    kind, forms = _KINDS[field.type]
    code = Code.SIGN if "uses a sign" in finding else Code.TEST
    allowed = structs.replace(advice, text=f"{advice.text}; allowed: {forms}")
    findings.error(node.place, code, f"`{field.name}` is {kind}: {finding}", allowed)


def _bad_amount(node: Node, findings: Findings, text: str, advice: Advice = NO_ADVICE) -> None:
    findings.error(node.place, Code.AMOUNT, text, advice)


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
