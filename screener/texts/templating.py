"""The one sandboxed environment of templates, and what a template uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import msgspec
from jinja2 import StrictUndefined, Template, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment

from screener.errors import InputError
from screener.texts.patterns import plain_re

# All that a template may be made of, besides names, fields, filters and tests, which are looked at more closely.
_MEANT: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.If, nodes.CondExpr,
    nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand,
)  # fmt: skip
_ONLY: Final = "only names, their fields, `{% if %}`, comparisons, texts in quotes and plain filters may be used"
LONGEST_TEMPLATE: Final = 20_000
LONGEST_OUTPUT: Final = 20_000
MOST_PARTS: Final = 2_000
_DEEPEST: Final = 40
# None of them makes a text much longer, as `replace` and `join` do.
_FILTERS: Final = ("capitalize", "default", "first", "last", "length", "lower", "title", "trim", "upper")
# How Jinja2 says that a `{{` or `{%` is not closed as it should be.
_NOT_CLOSED: Final = {
    "unexpected '}'": "the closing braces are missing: there is one `}` where `}}` or `%}` should stand",
    "unexpected end of template, expected 'end of print": "the closing braces `}}` of a `{{` are missing",
    "unexpected end of template, expected 'end of statement": "the end `%}` of a `{%` is missing",
    "expected token 'end of print": "the closing braces `}}` of a `{{` are missing, or more than one name stands in it",
}
_TESTS: Final = ("defined", "undefined")


class TemplateFaultError(InputError):
    """A template that cannot be read or filled in; `line` counts from 1, 0 if it is not known."""

    def __init__(self, text: str, line: int = 0) -> None:
        self.line = line
        super().__init__(text)


class Record:
    """What a template sees of a record: its fields as attributes, hyphens turned into underscores, and nothing else.
    A record without fields stands for an absent subject and is false."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Mapping[str, object] | None = None) -> None:
        object.__setattr__(self, "_fields", {attribute_of(name): value for name, value in (fields or {}).items()})

    def __getattr__(self, name: str) -> object:
        try:
            return object.__getattribute__(self, "_fields")[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a record cannot be changed")

    def __bool__(self) -> bool:
        return bool(object.__getattribute__(self, "_fields"))


ABSENT: Final = Record()


def attribute_of(name: str) -> str:
    """How a subject or field is written in a template: `shared-employer` is `shared_employer`."""
    return name.replace("-", "_")


class _Missing(StrictUndefined):
    """What is not there: false, also its fields, but an error when printed or compared."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self


class _Generator(CodeGenerator):
    """Jinja2 works out at compile time whatever does not rest on a name; here only the plain text is taken so."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class _Environment(ImmutableSandboxedEnvironment):
    code_generator_class = _Generator

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        return isinstance(obj, Record | _Missing) and not attr.startswith("_")

    def unsafe_undefined(self, obj: Any, attribute: str) -> Any:  # noqa: ARG002
        return self.undefined(f"`{attribute}` cannot be reached from a template")


def _environment() -> _Environment:
    made = _Environment(undefined=_Missing, autoescape=False, optimized=False, keep_trailing_newline=False)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.tests = {name: made.tests[name] for name in _TESTS}
    return made


_ENVIRONMENT: Final = _environment()


def render(text: str, names: Mapping[str, object]) -> str:
    """The text of a template filled in. A `TemplateFaultError` says what is wrong or missing."""
    if "{" not in text:
        return text
    template = _compiled(text)
    plain = _filled_plainly(_plain_parts(text), names)
    return _filled(template, names) if plain is None else plain


_FIELD: Final = plain_re(r"\{\{ ([a-z_]+)\.([a-z_]+) \}\}")
_MARKS: Final = ("{{", "{%", "{#", "\n")


@lru_cache(maxsize=1024)
def _plain_parts(text: str) -> tuple[str, ...]:
    """A template that only names fields, as texts with a record and its field between each two; empty for any other.
    Most reasons are such, and Jinja2 takes ten times as long for them."""
    parts = tuple(_FIELD.split(text))
    return () if any(mark in literal for literal in parts[::3] for mark in _MARKS) else parts


def _filled_plainly(parts: tuple[str, ...], names: Mapping[str, object]) -> str | None:
    """The parts put together; None where anything is missing or too long: Jinja2 says what."""
    if not parts:
        return None
    pieces = [parts[0]]
    for place in range(1, len(parts), 3):
        record = names.get(parts[place])
        value = getattr(record, parts[place + 1], None) if isinstance(record, Record) else None
        if not isinstance(value, str | int):
            return None
        pieces += (str(value), parts[place + 2])
    whole = "".join(pieces)
    return whole if len(whole) <= LONGEST_OUTPUT else None


def parsed(text: str) -> nodes.Template:
    """The syntax tree of a template, which holds nothing that a template may not. A `TemplateFaultError` says what is
    wrong with it: its syntax, or what may not stand there."""
    if len(text) > LONGEST_TEMPLATE:
        raise TemplateFaultError(f"the template is longer than {LONGEST_TEMPLATE} characters")
    try:
        tree = _ENVIRONMENT.parse(text)
    except (JinjaError, RecursionError, ValueError) as error:  # of a number with thousands of digits, say
        raise _fault(error) from error
    parts = sum(1 for part in _parts(tree, 0) if _check_part(part))
    if parts > MOST_PARTS:
        raise TemplateFaultError(f"the template has {parts} parts, more than {MOST_PARTS}; make it shorter")
    return tree


def check_template(text: str) -> None:
    """Raise a `TemplateFaultError` if the template could not be compiled: syntax, filters, tests, calls."""
    _compiled(text)


def _parts(node: nodes.Node, depth: int) -> Iterator[nodes.Node]:
    if depth > _DEEPEST:
        raise TemplateFaultError("the template is nested too deeply", node.lineno)
    yield node
    for child in node.iter_child_nodes():
        yield from _parts(child, depth + 1)


def _check_part(node: nodes.Node) -> bool:
    """Raise a `TemplateFaultError` for a part that may not stand in a template; true, so that parts can be counted."""
    match node:
        case nodes.Name(ctx="load"):
            pass
        case (
            nodes.Getattr(node=nodes.Name(), attr=str(name))
            | nodes.Getitem(node=nodes.Name(), arg=nodes.Const(value=str(name)))
        ):
            if name.startswith("_"):
                raise TemplateFaultError(f"there is no field `{name}`", node.lineno)
        case nodes.Filter(name=name):
            if name not in _FILTERS:
                known = ", ".join(f"`{each}`" for each in _FILTERS)
                raise TemplateFaultError(f"there is no filter `{name}` here; there are {known}", node.lineno)
            if node.kwargs or node.dyn_args or node.dyn_kwargs or (node.args and name != "default"):
                raise TemplateFaultError(f"the filter `{name}` takes nothing in parentheses here", node.lineno)
        case nodes.Test(name=name) if name in _TESTS:
            pass
        case _ if not isinstance(node, _MEANT):
            raise TemplateFaultError(_ONLY, node.lineno)
    return True


@lru_cache(maxsize=1024)
def _compiled(text: str) -> Template:
    try:
        return _ENVIRONMENT.from_string(parsed(text))
    except (JinjaError, RecursionError, SyntaxError) as error:
        raise _fault(error) from error


def _filled(template: Template, names: Mapping[str, object]) -> str:
    try:
        return "".join(_limited(template.generate(dict(names))))
    except (JinjaError, RecursionError, TypeError, ValueError, ArithmeticError) as error:
        raise _fault(error) from error


def _limited(pieces: Iterable[str]) -> Iterable[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST_OUTPUT:
            raise TemplateFaultError(f"the text made from the template is longer than {LONGEST_OUTPUT} characters")
        yield piece


def _fault(error: Exception) -> TemplateFaultError:
    if isinstance(error, RecursionError):
        return TemplateFaultError("the template is nested too deeply")
    text = str(error) or type(error).__name__
    plainer = next((words for sign, words in _NOT_CLOSED.items() if text.startswith(sign)), "")
    return TemplateFaultError(plainer or text, getattr(error, "lineno", None) or 0)


class Use(msgspec.Struct, frozen=True, order=True):
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
