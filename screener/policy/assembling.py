"""The rules, `otherwise` and examples of all files, the user's laid over the shipped ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from screener.policy.author import AboutMe
from screener.policy.codes import Code
from screener.policy.documents import Document
from screener.policy.entries import text_of
from screener.policy.examples import read_example
from screener.policy.findings import Findings, quoted, suggestion
from screener.policy.model import Example, Otherwise, Place, Rule, Status
from screener.policy.nodes import MapNode, Node, Scalar
from screener.policy.rules import check_conclusion_name, is_switch_off, read_otherwise, read_rule
from screener.policy.scope import Scope


def ids_of(documents: Iterable[Document]) -> frozenset[str]:
    """Every id that is written, also those of rules with mistakes."""
    return frozenset(id_.text for rule in _rule_nodes(documents) if (id_ := _scalar(rule, "id")))


def conclusions_of(documents: Iterable[Document]) -> dict[str, Scalar]:
    """Every conclusion that some rule draws, and where."""
    found = (name for rule in _rule_nodes(documents) if (name := _scalar(rule, "conclude")))
    return {name.text: name for name in found if name.text}


def read_rules(documents: Collection[Document], scope: Scope) -> tuple[Rule, ...]:
    """All rules by id. A user's rule replaces the shipped one of its id, or only switches it off."""
    for name in conclusions_of(documents).values():
        check_conclusion_name(name, scope)
    shipped = _of_one_side([each for each in documents if each.shipped], scope, {})
    own = _of_one_side([each for each in documents if not each.shipped], scope, shipped)
    rules = {**shipped, **own}
    return tuple(rules[id_] for id_ in sorted(rules))


def _of_one_side(documents: Iterable[Document], scope: Scope, below: dict[str, Rule]) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    places: dict[str, Place] = {}
    for document in documents:
        for node in document.rules:
            id_ = _scalar(node, "id")
            if id_ is not None and id_.text in places:
                first = places[id_.text]
                text = (
                    f"the id {quoted(id_.text)} is taken by a rule in {first.file}, line {first.line}; give it another"
                )
                scope.findings.error(id_.place, Code.DUPLICATE_ID, text)
            if id_ is not None and id_.text:
                places.setdefault(id_.text, id_.place)
            rule = (
                _switched_off(node, id_, below, scope)
                if is_switch_off(node)
                else read_rule(node, scope, shipped=document.shipped)
            )
            if rule is not None:
                rules.setdefault(rule.id, rule)
    return rules


def _switched_off(node: MapNode, id_: Scalar | None, below: dict[str, Rule], scope: Scope) -> Rule | None:
    text_of(node.get("title"), "`title`", scope.findings)
    if id_ is None:
        text = "the rule to switch off is not named; write `{id: that-id, status: retired}`"
        scope.findings.error(node.place, Code.MISSING, text)
        return None
    if id_.text not in below:
        text = f"there is no shipped rule {quoted(id_.text)} to switch off{suggestion(id_.text, below)}"
        if not scope.findings.incomplete:
            scope.findings.error(id_.place, Code.NOT_SHIPPED, text)
        return None
    return replace(below[id_.text], status=Status.RETIRED, shipped=False, place=id_.place)


def read_the_otherwise(documents: Collection[Document], folder: Place, scope: Scope) -> Otherwise | None:
    """What is decided when no rule holds: the user's own, else the shipped one."""
    for shipped in (False, True):
        nodes = [each.otherwise for each in documents if each.shipped is shipped and each.otherwise is not None]
        for another in nodes[1:]:
            first = nodes[0].place
            text = f"a second `otherwise`; the first is in {first.file}, line {first.line}; take one of them out"
            scope.findings.error(another.place, Code.OTHERWISE, text)
        if nodes:
            return read_otherwise(nodes[0], scope)
    if not scope.findings.incomplete:
        text = "no file has `otherwise`; write what to decide when no rule holds: `otherwise: {decide: …, because: …}`"
        scope.findings.error(folder, Code.OTHERWISE, text)
    return None


def read_examples(documents: Collection[Document], scope: Scope) -> tuple[Example, ...]:
    """All examples, in the order of the files. A file with rules and no example is a warning; shipped, a mistake. A file
    of nothing but examples speaks for the rules of any file on its side."""
    examples = []
    aside = {each.shipped for each in documents if each.examples and not each.rules}
    for document in documents:
        read = (read_example(node, scope, shipped=document.shipped) for node in document.examples)
        examples += [example for example in read if example is not None]
        has_rules = any(not is_switch_off(rule) for rule in document.rules)
        if has_rules and not document.examples and document.shipped not in aside:
            _no_examples(document, scope.findings)
    return tuple(examples)


def _no_examples(document: Document, findings: Findings) -> None:
    text = "a file with rules has no `examples`; write one that each rule decides, and one that it does not"
    (findings.error if document.shipped else findings.warn)(document.place, Code.NO_EXAMPLES, text)


def check_written_decline(node: Node | None, about_me: AboutMe, scope: Scope) -> None:
    """Whether `written-decline: to:` of about-me.yaml names conclusions or conditions that there are."""
    known = {*scope.conclusions, *scope.conditions}
    written = node.get("written-decline") if isinstance(node, MapNode) else None
    to = written.get("to") if isinstance(written, MapNode) else None
    for name in about_me.written_decline_to if to is not None and not scope.findings.incomplete else ():
        if name not in known:
            text = f"no conclusion or condition is named {quoted(name)}{suggestion(name, known)}"
            scope.findings.error(to.place if to else Place(""), Code.NAMELESS, text)


def _rule_nodes(documents: Iterable[Document]) -> Iterator[MapNode]:
    for document in documents:
        yield from document.rules


def _scalar(node: MapNode, key: str) -> Scalar | None:
    value = node.get(key)
    return value if isinstance(value, Scalar) else None
