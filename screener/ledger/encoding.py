"""Nouns as JSON texts and back, for the columns of the store.

Texts stand there as they are, never escaped, so that forgetting somebody can find them. The values of a fact are
written by the type that the catalogue gives its field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar

import msgspec

from screener.catalogue.declaring import Field, FieldType, Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import PartialDate, Value
from screener.errors import InputError
from screener.evidence.facts import Fact, FactSheet, fact
from screener.ledger.sqlite_store import storable
from screener.sources.records import Provenance

_T = TypeVar("_T")
_WRITTEN_AS: Final[Mapping[FieldType, tuple[type, ...]]] = {
    FieldType.TEXT: (str, list),
    FieldType.CHOICE: (str, list),
    FieldType.DATE: (str,),
    FieldType.NUMBER: (int, float),
    FieldType.SPAN: (int, float),
    FieldType.YES_NO: (bool,),
}


@dataclass(frozen=True, slots=True)
class _WrittenFact:
    fields: dict[str, Any]
    source: Provenance
    text: str


@dataclass(frozen=True, slots=True)
class _WrittenSheet:
    known: dict[str, list[_WrittenFact]]
    absent: tuple[str, ...]


class DamagedTextError(InputError, ValueError):
    """A text in the store is not what the program wrote there."""


def encoded(value: object) -> str:
    """A frozen dataclass, or what is made of them, as JSON."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half a character, in the name of a file
        return storable(json.dumps(msgspec.to_builtins(value), ensure_ascii=False))


def decoded(text: str, form: type[_T]) -> _T:
    """The value that `encoded` wrote. Raises DamagedTextError for what is none; it shows nothing of the text."""
    try:
        return _decoder(form)(text)  # type: ignore[no-any-return, arg-type, unused-ignore]
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise DamagedTextError("a text in the store cannot be read; `screener ledger check` says which") from error


@cache
def _decoder(form: Hashable) -> Callable[[str], Any]:
    return msgspec.json.Decoder(form).decode


def encoded_sheet(sheet: FactSheet) -> str:
    """A fact sheet: the subjects with records, and those that are absent; what is left out is unknown. In the order of
    the catalogue, so that the same sheet is the same text."""
    known = {name: list(map(_written, facts)) for name in SUBJECTS if (facts := sheet[name])}
    return encoded(_WrittenSheet(known, tuple(name for name in SUBJECTS if sheet[name] == ())))


def decoded_sheet(text: str) -> FactSheet:
    """The fact sheet that `encoded_sheet` wrote. A subject or field that the catalogue no longer has is left out; one
    that it has since got is unknown, as is one that no longer takes the value."""
    written = decoded(text, _WrittenSheet)
    sheet: dict[str, tuple[Fact, ...] | None] = {name: () if name in written.absent else None for name in SUBJECTS}
    for name, facts in written.known.items():
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


def _written(one: Fact) -> _WrittenFact:
    fields = {name: str(value) if isinstance(value, PartialDate) else value for name, value in one.fields.items()}
    return _WrittenFact(fields, one.source, one.text)


def _fact(subject: str, written: _WrittenFact) -> Fact:
    declared = SUBJECTS[subject].fields
    fields: dict[str, Value] = {
        name: _value(declared[name].type, value)
        for name, value in written.fields.items()
        if name in declared and _is_value_of(declared[name], value)
    }
    return fact(fields, written.source, written.text)


def _is_value_of(declared: Field, value: object) -> bool:
    """Whether the catalogue, which may be newer than the value, still has such a value."""
    is_chosen = not declared.choices or isinstance(value, list) or value in declared.choices
    return is_chosen and type(value) in _WRITTEN_AS[declared.type]


def _value(form: FieldType, value: Any) -> Value:
    if form is FieldType.DATE:
        return PartialDate(*map(int, value.split("-")))
    return tuple(value) if isinstance(value, list) else value
