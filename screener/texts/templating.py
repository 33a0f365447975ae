"""The one sandboxed template environment, for `because` texts and for replies.

A template sees the names it is given and nothing else: no globals, no calls, no methods. What a stranger wrote is
only ever a value. A name or field that is not there is false under `{% if %}` and an error when printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from jinja2 import BaseLoader, StrictUndefined, Template, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from screener.errors import InputError

# Whatever calls, includes or calculates; `~` joins texts.
_FORBIDDEN: Final = (
    nodes.Call, nodes.Macro, nodes.CallBlock, nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends,
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos,
)  # fmt: skip
LONGEST_TEMPLATE: Final = 20_000
LONGEST_OUTPUT: Final = 20_000
_FILTERS: Final = (
    "capitalize",
    "default",
    "first",
    "join",
    "last",
    "length",
    "lower",
    "replace",
    "title",
    "trim",
    "upper",
)
# How Jinja2 says that a `{{` or `{%` is not closed as it should be.
_NOT_CLOSED: Final = {
    "unexpected '}'": "the closing braces are missing: there is one `}` where `}}` or `%}` should stand",
    "unexpected end of template, expected 'end of print": "the closing braces `}}` of a `{{` are missing",
    "unexpected end of template, expected 'end of statement": "the end `%}` of a `{%` is missing",
    "expected token 'end of print": "the closing braces `}}` of a `{{` are missing, or more than one name stands in it",
}
_TESTS: Final = ("defined", "undefined", "in", "eq", "ne", "lt", "le", "gt", "ge", "==", "!=", "<", "<=", ">", ">=")


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


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%"})  # a short template must not make an endless text

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        raise TemplateFaultError(f"`{operator}` is not allowed in a template")

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        return isinstance(obj, Record | _Missing) and not attr.startswith("_")

    def unsafe_undefined(self, obj: Any, attribute: str) -> Any:  # noqa: ARG002
        return self.undefined(f"`{attribute}` cannot be reached from a template")


def _environment(loader: BaseLoader | None = None) -> _Environment:
    made = _Environment(undefined=_Missing, autoescape=False, loader=loader, keep_trailing_newline=False)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.tests = {name: made.tests[name] for name in _TESTS}
    return made


_ENVIRONMENT: Final = _environment()


def render(text: str, names: Mapping[str, object]) -> str:
    """The text of a template filled in. A `TemplateFaultError` says what is wrong or missing."""
    return text if "{" not in text else _filled(_compiled(text), names)


def parsed(text: str) -> nodes.Template:
    """The syntax tree of a template, for those who check what it uses."""
    _limit(text)
    try:
        return _ENVIRONMENT.parse(text)
    except (JinjaError, RecursionError) as error:
        raise _fault(error) from error


def check_template(text: str) -> None:
    """Raise a `TemplateFaultError` if the template could not be compiled: syntax, filters, tests, calls."""
    tree = parsed(text)
    for forbidden in tree.find_all(_FORBIDDEN):
        raise TemplateFaultError("only names, their fields, `{% if %}` and `{% for %}` may be used", forbidden.lineno)
    for field in tree.find_all(nodes.Getattr):
        if field.attr.startswith("_"):
            raise TemplateFaultError(f"there is no field `{field.attr}`", field.lineno)
    _compiled(text)


@lru_cache(maxsize=1024)
def _compiled(text: str) -> Template:
    _limit(text)
    try:
        return _ENVIRONMENT.from_string(text)
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


def _limit(text: str) -> None:
    if len(text) > LONGEST_TEMPLATE:
        raise TemplateFaultError(f"the template is longer than {LONGEST_TEMPLATE} characters")


def _fault(error: Exception) -> TemplateFaultError:
    if isinstance(error, RecursionError):
        return TemplateFaultError("the template is nested too deeply")
    text = str(error) or type(error).__name__
    plainer = next((words for sign, words in _NOT_CLOSED.items() if text.startswith(sign)), "")
    return TemplateFaultError(plainer or text, getattr(error, "lineno", None) or 0)
