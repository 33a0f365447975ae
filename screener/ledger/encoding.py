"""Nouns as JSON texts and back, for the columns of the store.

Texts stand there as they are, never escaped, so that forgetting somebody can find them. The values of a fact are
written by the type that the catalogue gives its field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from screener.catalogue.declaring import FieldType, Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate, Value
from screener.evidence.facts import Fact, FactSheet, fact
from screener.ledger.sqlite_store import storable
from screener.sources.records import Provenance

_T = TypeVar("_T")
_Facts = list[dict[str, Any]]


def encoded(value: object) -> str:
    """A frozen dataclass, or what is made of them, as JSON."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half a character, in the name of a file
        return storable(json.dumps(msgspec.to_builtins(value), ensure_ascii=False))


def decoded(text: str, form: type[_T]) -> _T:
    """The value that `encoded` wrote. Raises ValueError (msgspec.ValidationError) for what is none."""
    return _decoder(form)(text)  # type: ignore[no-any-return, arg-type, unused-ignore]


@cache
def _decoder(form: Hashable) -> Callable[[str], Any]:
    return msgspec.json.Decoder(form).decode


def encoded_sheet(sheet: FactSheet) -> str:
    """A fact sheet: the subjects with records, and those that are absent; what is left out is unknown."""
    known = {name: list(map(_plain, facts)) for name, facts in sheet.items() if facts}
    return encoded({"known": known, "absent": [name for name, facts in sheet.items() if facts == ()]})


def decoded_sheet(text: str) -> FactSheet:
    """The fact sheet that `encoded_sheet` wrote. A subject or field that the catalogue no longer has is left out; one
    that it has since got is unknown."""
    written = decoded(text, dict[str, Any])
    known: Mapping[str, _Facts] = written["known"]
    absent = frozenset(written["absent"])
    sheet: dict[str, tuple[Fact, ...] | None] = {name: () if name in absent else None for name in SUBJECTS}
    for name, facts in known.items():
        if name in SUBJECTS:
            sheet[name] = tuple(_fact(name, one) for one in facts)
    return sheet


def encoded_places(searched: Mapping[Origin, tuple[Provenance, ...]]) -> dict[str, tuple[Provenance, ...]]:
    """Which files were searched for what, by words that JSON can have as keys."""
    return {origin.value: places for origin, places in searched.items()}


def decoded_places(written: Mapping[str, tuple[Provenance, ...]]) -> dict[Origin, tuple[Provenance, ...]]:
    """The places that `encoded_places` wrote."""
    known = {origin.value for origin in Origin}
    return {Origin(name): places for name, places in written.items() if name in known}


def _plain(one: Fact) -> dict[str, Any]:
    fields = {name: str(value) if isinstance(value, PartialDate) else value for name, value in one.fields.items()}
    return {"fields": fields, "source": one.source, "text": one.text}


def _fact(subject: str, written: Mapping[str, Any]) -> Fact:
    declared = SUBJECTS[subject].fields
    fields: dict[str, Value] = {
        name: _value(declared[name].type, value) for name, value in written["fields"].items() if name in declared
    }
    return fact(fields, msgspec.convert(written["source"], Provenance), written["text"])


def _value(form: FieldType, value: Any) -> Value:
    if form is FieldType.DATE:
        return PartialDate(*map(int, value.split("-")))
    return tuple(value) if isinstance(value, list) else value
