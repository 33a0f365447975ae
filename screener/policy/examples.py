"""`examples` of a rule file: what a policy should decide, and on what."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from screener.catalogue.subjects import SUBJECTS
from screener.policy.about_me import read_about_me
from screener.policy.codes import Code
from screener.policy.entries import choice_of, entries_of, items_of, text_of, texts_of
from screener.policy.findings import quoted, suggestion
from screener.policy.given import read_given, read_others
from screener.policy.model import Example, Judged, Verdict
from screener.policy.nodes import Node
from screener.policy.scope import Scope

_KEYS: Final = ("name", "for", "given", "expect", "others", "about-me", "todo")
_EXPECT_KEYS: Final = ("decide", "conclude", "because", "also-because", "flags", "state", "asks")
OTHERWISE: Final = "otherwise"
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
    decide = choice_of(expect.get("decide"), [*Verdict], "verdict", findings)
    rules = {*scope.rules, OTHERWISE}
    return Example(
        name=text_of(found.get("name"), "`name`", findings) or "",
        given=given,
        others_unknown=others_unknown or read_others(found.get("others"), findings),
        about_me=read_about_me(found["about-me"], findings, extends=False) if "about-me" in found else None,
        decide=Verdict(decide) if decide else None,
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
        if name not in known and not scope.findings.incomplete:
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
