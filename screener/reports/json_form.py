"""The machine-readable form as JSON: stable, and the same whatever the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import msgspec
import regex

from screener.reports.form import Document
from screener.texts.patterns import Expression

Json = dict[str, Any]
_UNSEEN: Final = Expression(r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+")
_NO_REQUEST: Final = '"requests": []'


def as_json(document: Document) -> Iterator[str]:
    """The document, in pieces; one request a line, so that a diff of two runs reads well."""
    head, _, tail = json_text(document.frame).partition(_NO_REQUEST)
    yield head + '"requests": ['
    for place, one in enumerate(document.requests):
        yield (",\n" if place else "\n") + json_text(one)
    yield "\n]" + tail + "\n"


def json_schema(noun: type) -> Json:
    """The JSON Schema of a form."""
    schema = msgspec.json.schema(noun)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def json_text(value: msgspec.Struct) -> str:
    """JSON that any reader reads as meant and any terminal prints harmlessly: what is not printable is escaped."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
    except UnicodeEncodeError:  # half a character, in the name of a file
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
    return text if text.isprintable() else str(_UNSEEN.sub(_escaped, text))


def _escaped(found: regex.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]
