"""The rules, `otherwise` and examples of all files, the user's laid over the shipped ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from screener.policy.codes import Code
from screener.policy.documents import Document
from screener.policy.examples import read_example
from screener.policy.findings import Advice, Findings, likely, quoted, suggestion
from screener.policy.model import Example, Otherwise, Place, Rule
from screener.policy.nodes import MapNode, Node, Scalar
from screener.policy.rules import check_conclusion_name, is_patch, read_otherwise, read_rule
from screener.policy.scope import Scope

_NOT_CHANGED: Final = ("conclude",)  # what other rules test of it would be gone


def ids_of(documents: Iterable[Document]) -> frozenset[str]:
    """Every id that is written, also those of rules with mistakes."""
    return frozenset(id_.text for rule in _rule_nodes(documents) if (id_ := _scalar(rule, "id")))


def conclusions_of(documents: Iterable[Document]) -> dict[str, Scalar]:
    """Every conclusion that some rule draws, and where."""
    found = (name for rule in _rule_nodes(documents) if (name := _scalar(rule, "conclude")))
    return {name.text: name for name in found if name.text}


def read_rules(documents: Collection[Document], scope: Scope) -> tuple[Rule, ...]:
    """All rules by id. A user's rule replaces the shipped one of its id; an entry without conditions changes the keys
    of it that it names."""
    for name in conclusions_of(documents).values():
        check_conclusion_name(name, scope)
    below = {id_.text: node for node in _rule_nodes(documents, shipped=True) if (id_ := _scalar(node, "id"))}
    shipped = _of_one_side([each for each in documents if each.shipped], scope, {})
    own = _of_one_side([each for each in documents if not each.shipped], scope, below)
    rules = {**shipped, **own}
    return tuple(rules[id_] for id_ in sorted(rules))


def _of_one_side(documents: Iterable[Document], scope: Scope, below: Mapping[str, MapNode]) -> dict[str, Rule]:
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
            is_change = not document.shipped and is_patch(node) and _may_change(node, id_, below, scope)
            rule = (
                _changed(node, below.get(id_.text), scope)
                if is_change and id_ is not None
                else read_rule(node, scope, shipped=document.shipped)
            )
            if rule is not None:
                rules.setdefault(rule.id, rule)
    return rules


def _may_change(node: MapNode, id_: Scalar | None, below: Mapping[str, MapNode], scope: Scope) -> bool:
    """Whether an entry without conditions means to change a shipped rule, rather than being a rule that lacks them."""
    if id_ is None or id_.text in below:
        return id_ is not None
    is_whole = {"because", "decide", "conclude", "flag"} & {key.text for key, _ in node.entries}
    return not is_whole or likely(id_.text, scope.shipped_rules) is not None


def _changed(node: MapNode, below: MapNode | None, scope: Scope) -> Rule | None:
    """A shipped rule with the keys that an entry of the user's changes. An empty value takes a key away; whoever
    changes the verdict leaves the shipped reply, which belongs to the old one, behind."""
    if below is None:
        _nothing_to_change(node, scope)
        return None
    own = {key.text: (key, value) for key, value in node.entries}
    if refused := [key for key in own if key in _NOT_CHANGED]:
        text = f"an entry without `when` cannot change `{refused[0]}`; write the whole rule under a new id"
        scope.findings.error(own[refused[0]][0].place, Code.PATCH, text)
        return None
    left_behind = {"reply", "ask"} if "decide" in own else set()
    kept = [(key, value) for key, value in below.entries if key.text not in own and key.text not in left_behind]
    written = [(key, value) for key, value in own.values() if not _is_empty(value)]
    whole = MapNode((*kept, *written), node.place)
    rule = read_rule(whole, scope, shipped=False, own=own.keys())
    changed = tuple(key for key in own if key != "id")
    return replace(rule, changed=changed, shipped_place=below.place) if rule else None


def _nothing_to_change(node: MapNode, scope: Scope) -> None:
    id_ = _scalar(node, "id")
    if id_ is None or scope.findings.incomplete:
        return
    if scope.extends:
        known = sorted(scope.shipped_rules)
        text = f"there is no shipped rule {quoted(id_.text)} to change"
        advice = suggestion(id_.text, known) or Advice(text="; a rule of your own needs `when`")
    else:
        text = f"there is no shipped rule {quoted(id_.text)} to change"
        advice = Advice(text=", as about-me.yaml does not say `extends: shipped`")
    scope.findings.error(id_.place, Code.NOT_SHIPPED, text, advice)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and not node.text


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
    """All examples, in the order of the files. A file with rules and no example is a warning; shipped, a mistake. A
    file of nothing but examples speaks for the rules of any file on its side."""
    examples = []
    aside = {each.shipped for each in documents if each.examples and not each.rules}
    for document in documents:
        read = (read_example(node, scope, shipped=document.shipped) for node in document.examples)
        examples += [example for example in read if example is not None]
        has_rules = any(not is_patch(rule) for rule in document.rules)
        if has_rules and not document.examples and document.shipped not in aside:
            _no_examples(document, scope.findings)
    return tuple(examples)


def _no_examples(document: Document, findings: Findings) -> None:
    text = "a file with rules has no `examples`; write one that each rule decides, and one that it does not"
    (findings.error if document.shipped else findings.warn)(document.place, Code.NO_EXAMPLES, text)


def check_written_decline(scope: Scope) -> None:
    """Whether `written-decline: to:` of about-me.yaml names conclusions or conditions that there are."""
    known = {*scope.conclusions, *scope.conditions}
    for name in scope.settings.written_to if not scope.findings.incomplete else ():
        if name not in known:
            text = f"no conclusion or condition is named {quoted(name)}"
            place = scope.settings.places["written-decline"]
            scope.findings.error(place, Code.NAMELESS, text, suggestion(name, known))


def _rule_nodes(documents: Iterable[Document], *, shipped: bool | None = None) -> Iterator[MapNode]:
    for document in documents:
        if shipped is None or document.shipped is shipped:
            yield from document.rules


def _scalar(node: MapNode, key: str) -> Scalar | None:
    value = node.get(key)
    return value if isinstance(value, Scalar) else None
