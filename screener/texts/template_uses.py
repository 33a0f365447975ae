"""Which names and fields a template uses, and which of them only behind an `{% if %}` that makes sure of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from screener.texts.templating import parsed


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A name, or a field of a name, that a template needs: as written there, with underscores. `field` is empty for
    the name itself. `guarded`: an `{% if %}` around it makes sure that this very thing is there; `name_guarded`: it
    makes sure that there is a record at all. `tested`: only asked for by an `{% if %}`, so it need not be there."""

    name: str
    field: str = ""
    guarded: bool = False
    name_guarded: bool = False
    tested: bool = False
    line: int = 1


_Sure = frozenset[tuple[str, str]]
_NOTHING: _Sure = frozenset()


def uses_of(text: str) -> tuple[Use, ...]:
    """Every use of a name in a template, in order. A `TemplateFaultError` says that it cannot be parsed."""
    return tuple(_in_all(parsed(text).body, _NOTHING))


def _in_all(items: Iterable[nodes.Node], sure: _Sure) -> Iterator[Use]:
    for item in items:
        yield from _in(item, sure)


def _in(node: nodes.Node, sure: _Sure) -> Iterator[Use]:
    match node:
        case nodes.If():
            yield from _branches(node.test, node.body, [*node.elif_], node.else_, sure)
        case nodes.CondExpr():
            otherwise = [node.expr2] if node.expr2 else []
            yield from _branches(node.test, [node.expr1], [], otherwise, sure)
        case nodes.And():
            yield from _in(node.left, sure)
            yield from _in(node.right, sure | _sure_if(node.left))
        case nodes.Or():
            yield from _asked(node.left, sure)
            yield from _in(node.right, sure | _sure_unless(node.left))
        case nodes.Getattr(node=nodes.Name()) | nodes.Getitem(node=nodes.Name(), arg=nodes.Const()) | nodes.Name():
            yield from _use(node, sure)
        case _:
            yield from _in_all(node.iter_child_nodes(), sure)


def _branches(
    test: nodes.Node,
    body: Sequence[nodes.Node],
    others: Sequence[nodes.If],
    otherwise: Sequence[nodes.Node],
    sure: _Sure,
) -> Iterator[Use]:
    yield from _asked(test, sure)
    yield from _in_all(body, sure | _sure_if(test))
    sure |= _sure_unless(test)
    for other in others:
        yield from _asked(other.test, sure)
        yield from _in_all(other.body, sure | _sure_if(other.test))
        sure |= _sure_unless(other.test)
    yield from _in_all(otherwise, sure)


def _asked(test: nodes.Node, sure: _Sure) -> Iterator[Use]:
    """The uses within a test: whether something is there may be asked of everything."""
    match test:
        case nodes.Not():
            yield from _asked(test.node, sure)
        case nodes.And():
            yield from _asked(test.left, sure)
            yield from _asked(test.right, sure | _sure_if(test.left))
        case nodes.Or():
            yield from _asked(test.left, sure)
            yield from _asked(test.right, sure | _sure_unless(test.left))
        case nodes.Test(name="defined" | "undefined"):
            yield from _asked(test.node, sure)
        case nodes.Name() | nodes.Getattr(node=nodes.Name()):
            yield from _use(test, sure, tested=True)
        case _:
            yield from _in(test, sure)


def _use(node: nodes.Node, sure: _Sure, *, tested: bool = False) -> Iterator[Use]:
    name, field = _reference(node) or ("", "")
    if name:
        name_guarded = (name, "") in sure
        guarded = (name, field) in sure
        yield Use(name, field, guarded, name_guarded, tested, node.lineno)


def _reference(node: nodes.Node) -> tuple[str, str] | None:
    match node:
        case nodes.Name():
            return node.name, ""
        case nodes.Getattr(node=nodes.Name(name=name), attr=attribute):
            return name, attribute
        case nodes.Getitem(node=nodes.Name(name=name), arg=nodes.Const(value=key)):
            return name, str(key)
    return None


def _sure_if(test: nodes.Node) -> _Sure:
    """What is certainly there when a test holds."""
    match test:
        case nodes.Not():
            return _sure_unless(test.node)
        case nodes.And():
            return _sure_if(test.left) | _sure_if(test.right)
        case nodes.Or():
            return _sure_if(test.left) & _sure_if(test.right)
        case nodes.Test(name="defined"):
            return _sure_if(test.node)
        case nodes.Name() | nodes.Getattr(node=nodes.Name()):
            name, field = _reference(test) or ("", "")
            return frozenset({(name, ""), (name, field)})
    return _NOTHING


def _sure_unless(test: nodes.Node) -> _Sure:
    """What is certainly there when a test does not hold."""
    match test:
        case nodes.Not():
            return _sure_if(test.node)
        case nodes.Or():
            return _sure_unless(test.left) | _sure_unless(test.right)
        case nodes.And():
            return _sure_unless(test.left) & _sure_unless(test.right)
        case nodes.Test(name="undefined"):
            return _sure_if(test.node)
    return _NOTHING
