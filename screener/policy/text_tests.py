"""Tests of texts: `is`, `in`, `mentions`, `matches`, `regex`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from screener.policy.codes import Code
from screener.policy.edits import stretch_replaced
from screener.policy.entries import items_of, text_of
from screener.policy.findings import Advice, Findings, likely, quoted, suggestion
from screener.policy.model import FieldTest, Op
from screener.policy.nodes import ListNode, MapNode, Node, Scalar, shape_of
from screener.policy.regex_risk import risk_of
from screener.policy.scope import Scope
from screener.policy.slips import TEXT_TESTS as OTHER_TEXT_TESTS
from screener.policy.slips import meant_by
from screener.texts.folding import fold
from screener.texts.phrases import BadPatternError, compile_regex

# What `matches` may name beside the phrase lists under `define`.
OWN_PHRASES: Final = ("my employers", "my schools", "competitors", "goals")


def read_text_test(field: str, key: str, node: Node, scope: Scope) -> FieldTest | None:
    """One test of a text, by its key; what is wrong is noted and gives None."""
    return _READERS[key](field, node, scope)


def read_text_tests(field: str, node: Node, scope: Scope) -> tuple[FieldTest, ...]:
    """The map of tests behind a field that is a text."""
    if not isinstance(node, MapNode):
        written = quoted(node.text) if isinstance(node, Scalar) else shape_of(node)
        text = f"`{field}` is a text, and {written} says not how to test it"
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
