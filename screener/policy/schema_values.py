"""The parts that all schemas of rule files share: texts, names, amounts, and what an editor shows of a key.

An editor reads YAML 1.2, where `12` is a number and `true` is neither text nor `yes`; the reader of rule files takes
the first two as texts. So a text is whatever is no list, no map and not nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from screener.policy.settings import Kind, settings_of_kind

Schema = dict[str, Any]

# No list, no map and not nothing. Said so, and not by the types there are, since an editor offers `true` and `false`
# wherever a truth is among them.
_SCALAR: Final[Schema] = {"not": {"type": ["array", "object", "null"]}, "errorMessage": "A text belongs here."}
_NUMBER: Final = r"[0-9]{1,9}(\.[0-9]{1,6})?"
_SPAN: Final = rf"{_NUMBER}\s+(day|week|month|year)s?"
_NUMBERS: Final = "|".join(settings_of_kind(Kind.NUMBER))
_SPANS: Final = "|".join(settings_of_kind(Kind.SPAN))
_DATE: Final = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_COMPARED: Final = r"(at\s+least|at\s+most|more\s+than|fewer\s+than|exactly)"

TEXT: Final[Schema] = {**_SCALAR, "pattern": r"\S"}
ANY_TEXT: Final[Schema] = _SCALAR  # a fact may be an empty text in quotes
NAME: Final[Schema] = {**_SCALAR, "pattern": r"^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$"}
WORD: Final[Schema] = {**_SCALAR, "pattern": r"^(?!\s*\*?\s*$)[^*]*\*?\s*$"}  # `*` only at its end
NUMBER: Final[Schema] = {"type": ["number", "string"], "pattern": rf"^\s*{_NUMBER}\s*$", "minimum": 0}
WHOLE: Final[Schema] = {"type": ["integer", "string"], "pattern": r"^\s*[0-9]+\s*$", "minimum": 0}
SPAN: Final[Schema] = {"type": "string", "pattern": rf"^\s*{_SPAN}\s*$"}
DATE: Final[Schema] = {"type": ["integer", "string"], "pattern": rf"^\s*{_DATE}\s*$", "minimum": 0}
YES_NO: Final[Schema] = {"type": "string", "pattern": r"^\s*(yes|no)\s*$"}

NUMBER_TEST: Final[Schema] = {
    "type": "string",
    "pattern": rf"^\s*({_COMPARED}\s+({_NUMBER}|{_NUMBERS})|between\s+{_NUMBER}\s+and\s+{_NUMBER})\s*$",
    "examples": ["at least 3", "at most 3", "exactly 3", "between 2 and 5"],
}
SPAN_TEST: Final[Schema] = {
    "type": "string",
    "pattern": rf"^\s*({_COMPARED}\s+({_SPAN}|{_SPANS})|between\s+({_SPAN}|{_NUMBER})\s+and\s+{_SPAN})\s*$",
    "examples": ["at least 1 month", "at most 30 days", "between 2 and 5 years"],
}
DATE_TEST: Final[Schema] = {
    "type": "string",
    "pattern": rf"^\s*((before|after|in)\s+{_DATE}|{_COMPARED}\s+({_SPAN}|{_SPANS})|"
    rf"between\s+({_SPAN}|{_NUMBER})\s+and\s+{_SPAN})\s*$",
    "examples": ["before 2016-05", "after 2019", "in 2020", "at most 60 days"],
}


def reference(name: str) -> Schema:
    """What stands under this name in the definitions of the schema."""
    return {"$ref": f"#/definitions/{name}"}


def one_of(words: Iterable[str]) -> Schema:
    """A closed set of words."""
    return {"enum": [*words]}


def open_to(words: Iterable[str]) -> Schema:
    """A text, of which an editor offers these: what has been added since is no mistake."""
    known = sorted({*words})
    return {"anyOf": [{"enum": known}, TEXT]} if known else TEXT


def list_of(item: Schema, *, least: int = 0) -> Schema:
    """A list."""
    return {"type": "array", "items": item} | ({"minItems": least} if least else {})


def one_or_list(item: Schema, *, least: int = 0) -> Schema:
    """A list, or one entry of it alone."""
    return {"anyOf": [item, list_of(item, least=least)]}


def by_shape(*, of_map: Schema | None = None, of_list: Schema | None = None, of_text: Schema | None = None) -> Schema:
    """What a value must be like by whether it is a map, a list or a text; a shape that is not given is refused. Unlike
    `anyOf`, of which an editor reports one branch as it likes, this marks the very word that is wrong."""
    wrong = {"map": of_map, "list": of_list, "text": of_text}
    allowed = " or ".join(f"a {name}" for name, schema in wrong.items() if schema is not None)
    refused: Schema = {"not": {}, "errorMessage": f"{allowed[:1].upper()}{allowed[1:]} belongs here."}
    offered: Schema = {"anyOf": [of_text, {}]} if of_text else {}  # editors look for words to offer there alone
    return offered | {
        "if": {"type": "object"},
        "then": of_map or refused,
        "else": {"if": {"type": "array"}, "then": of_list or refused, "else": of_text or refused},
    }


def map_of(properties: Mapping[str, Schema], *, required: Iterable[str] = (), least: int = 0) -> Schema:
    """A map with these keys and no others."""
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    needed = [*required]
    return schema | ({"required": needed} if needed else {}) | ({"minProperties": least} if least else {})


def named(value: Schema, *, not_named: Iterable[str] = ()) -> Schema:
    """A map from names of the user's choice, but not these."""
    names: Schema = {"pattern": r"\S"}
    taken = [*not_named]
    return {
        "type": "object",
        "propertyNames": names | ({"not": {"enum": taken}} if taken else {}),
        "additionalProperties": value,
    }


def shown(schema: Schema, sentence: str, *examples: str) -> Schema:
    """The schema with what an editor shows when the pointer rests on its key."""
    begun = sentence[:1].upper() + sentence[1:]
    lines = "".join(f"\n\n`{example}`" for example in examples)
    return {**schema, "description": begun} | ({"markdownDescription": begun + lines} if lines else {})
