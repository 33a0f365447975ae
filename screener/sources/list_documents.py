"""Request lists that are no tables: JSON, JSON lines and YAML, in the user's own form or that of another tool.

Recipe: another tool is one more line in `SHAPES`. Names are as `column_key` gives them, and a path steps into lists;
the names at its end are those of `request_list`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from screener.catalogue.declaring import Origin
from screener.sources import limits
from screener.sources.decoding import text_stream
from screener.sources.elements import json_elements, yaml_elements
from screener.sources.given_files import READ_ERRORS, Entry, UnusableError
from screener.sources.limits import Code
from screener.sources.records import Row
from screener.sources.request_list import (
    COLUMNS,
    EDUCATION_COLUMNS,
    EDUCATION_KEYS,
    NESTED,
    POSITION_COLUMNS,
    POSITION_KEYS,
    Written,
    is_known_column,
    known_key,
    numbered,
    requests_of,
)
from screener.sources.source import Source, WantsText
from screener.sources.tables import column_key

Wrong = Callable[[Code, str, int], None]
Columns = Mapping[str, tuple[str, ...]]


class Syntax(StrEnum):
    """How a list that is no table is written."""

    JSON = "JSON"
    YAML = "YAML"


class ListDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A list of requests in JSON, JSON lines or YAML."""

    entry: Entry
    syntax: Syntax
    encoding: str

    @property
    def file(self) -> str:
        """The file as it is shown to the user."""
        return self.entry.file

    @property
    def speaks_for(self) -> frozenset[Origin]:
        """Nothing but the requests in it."""
        return frozenset()

    def rows(self, source: Source, _wants_text: WantsText) -> Iterator[Row]:
        """The requests in it."""
        strange: dict[str, None] = {}
        yield from requests_of(self._written(source, strange), source, self.file, strange)

    def _written(self, source: Source, strange: dict[str, None]) -> Iterator[Written]:
        """What is wrong in one of them is reported, and the others are read."""
        text = document_text(self.entry, self.encoding, source, limits.DOCUMENT)
        elements = json_elements if self.syntax is Syntax.JSON else yaml_elements

        def wrong(code: Code, said: str, line: int) -> None:
            source.complaints.add(self.file, code, said, line=line)
            if code in (Code.SYNTAX, Code.TOO_DEEP):
                source.lose()

        for line, element in elements(text, wrong):
            if isinstance(element, Mapping):
                flat = unwrapped(element)
                strange.update(dict.fromkeys(name for name in flat if not is_known_column(name)))
                yield _written(flat, self.file, line, wrong)
            elif element is not None:
                wrong(Code.NOT_A_REQUEST, "this is not a request; write `name: …` and what else is known", line)


def document_text(entry: Entry, encoding: str, source: Source, most: int) -> str:
    """The whole text of a document; empty, and a problem, if it cannot be read."""
    try:
        with entry.open() as stream:
            content = stream.read(most + 1)
        if len(content) > most:
            text = f"is larger than {most // limits.MEGABYTE} MB; split it, or give it as CSV"
            raise UnusableError(Code.TOO_LARGE, text)
        return text_stream(io.BytesIO(content), encoding).read()
    except UnusableError as error:
        source.complaints.add(entry.file, error.code, str(error))
    except READ_ERRORS as error:
        source.complaints.add(entry.file, Code.DAMAGED, f"cannot be read ({error}); get the file again")
    source.lose()
    return ""


def _written(flat: dict[str, object], file: str, line: int, wrong: Wrong) -> Written:
    element = {known_key(name) or name: value for name, value in reversed(list(flat.items()))} | flat

    def cells(given: dict[str, object], columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
        found = ((name, _first(given, words)) for name, words in columns.items() if not given.keys().isdisjoint(words))
        return {name: text for name, value in found if (text := _as_text(name, value, line, wrong)) is not None}

    def listed(name: str, keys: Mapping[str, Sequence[str]], columns: Columns) -> list[dict[str, str]] | None:
        given = _first(element, NESTED[name])
        if given is None:
            return [cells(element, one) for one in numbered(columns, element)] or None
        items = [item for item in given if isinstance(item, Mapping)] if isinstance(given, list) else []
        if not isinstance(given, list) or len(items) < len(given):
            wrong(Code.BAD_VALUE, f"`{name}` holds what is no list of entries with names; those were left out", line)
        return [cells(each, keys) for item in items[: limits.LISTED + 1] for each in _stations(unwrapped(item))]

    return Written(
        file=file,
        line=line,
        cells=cells(element, COLUMNS),
        keys=tuple(flat),
        positions=listed("positions", POSITION_KEYS, POSITION_COLUMNS),
        education=listed("education", EDUCATION_KEYS, EDUCATION_COLUMNS),
    )


def _stations(flat: dict[str, object]) -> Iterator[dict[str, object]]:
    """The jobs in an entry: several where a tool lists what somebody did at one firm below the firm."""
    parts = [part for part in _list_at(flat, "subcomponents") if isinstance(part, Mapping) and part.get("title")]
    if not (parts and len(parts) > 1):
        yield flat
        return
    for part in parts:
        yield {**unwrapped(part), "company": flat.get("title"), "subtitle": ""}


def _list_at(flat: Mapping[str, object], name: str) -> list[object]:
    value = flat.get(name)
    return value if isinstance(value, list) else []


def _day(value: Mapping[str, object]) -> str:
    """A date in parts, `{"year": 2013, "month": 5}`, as text; without the day, which tools make up."""
    year, month = value.get("year"), value.get("month")
    if not isinstance(year, int) or isinstance(year, bool):
        return ""
    return f"{year:04d}-{month:02d}" if isinstance(month, int) and 1 <= month <= 12 else f"{year:04d}"


def _first(given: dict[str, object], words: Sequence[str]) -> object:
    """The first value that is not blank. No column is a yes or no: Voyager's `customMessage` says that there is one."""
    found = [value for word in words if (value := given.get(word)) is not None and not isinstance(value, bool)]
    return next((value for value in found if value != ""), found[0] if found else None)


def _as_text(name: str, value: object, line: int, wrong: Wrong) -> str | None:
    """A text or number as text; None, so unknown, for null and what cannot be meant."""
    if isinstance(value, dict) and (day := _day(value)):
        return day
    if isinstance(value, list | dict):
        wrong(Code.BAD_VALUE, f"`{name}` should be a text or a number; it counts as not given", line)
        return None
    # Half a surrogate pair, which JSON can write, would end every later attempt to print the text.
    return None if value is None else str(value).encode("utf-8", "replace").decode().strip()


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """How one tool wraps a request: it is told by the object at `known_by`; the members of the objects at `lifted`
    are read as if they stood outside, and `values` name single values; `blank` are columns it leaves out if empty."""

    tool: str
    known_by: str
    lifted: tuple[str, ...]
    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    blank: tuple[str, ...] = ()


SHAPES: Final = (
    Shape(
        tool="Voyager",
        known_by="invitation.frommember",
        lifted=("invitation", "invitation.frommember"),
        values={"mutualconnections": "insights.sharedinsight.totalcount"},
        blank=("message",),
    ),
    Shape(tool="Voyager, invitation alone", known_by="frommember", lifted=("frommember",), blank=("message",)),
    Shape(
        tool="Unipile",
        known_by="inviter",
        lifted=("inviter",),
        values={"sentwords": "date"},
        blank=("invitationtext",),
    ),
    Shape(tool="ConnectSafely", known_by="profile", lifted=("profile",)),
    Shape(
        tool="Voyager, generic",
        known_by="genericinviter.miniprofile",
        lifted=("genericinviter.miniprofile",),
        values={"mutualconnections": "sharedconnections.count"},
        blank=("message",),
    ),
    Shape(tool="LinkUp", known_by="sender", lifted=("sender",)),
    Shape(tool="any with the asker as `from`", known_by="from", lifted=("from",)),
)


def unwrapped(element: Mapping[str, object]) -> dict[str, object]:
    """The element as one flat mapping, its names as `column_key` gives them, whatever tool wrote it."""
    shape = _shape_of(element)
    if shape is None:
        return {column_key(str(name)): value for name, value in element.items()}
    flat = _plain_members(element)
    for path in shape.lifted:
        inner = _plain_members(value_at(element, path))
        flat |= {name: value for name, value in inner.items() if flat.get(name, "") == ""}
    flat |= {name: value for name, path in shape.values.items() if (value := value_at(element, path)) is not None}
    return dict.fromkeys(shape.blank, "") | flat


def _shape_of(element: Mapping[str, object]) -> Shape | None:
    if not any(isinstance(value, Mapping) for value in element.values()):
        return None
    return next((shape for shape in SHAPES if isinstance(value_at(element, shape.known_by), Mapping)), None)


def _plain_members(given: object) -> dict[str, object]:
    members = given.items() if isinstance(given, Mapping) else ()
    return {
        column_key(str(name)): value for name, value in members if value is not None and not isinstance(value, Mapping)
    }


def value_at(given: object, path: str) -> object:
    """What stands at the end of a path like `insights.sharedinsight`; None if nothing does. In a list, the first."""
    if not path:
        return given
    if isinstance(given, list):
        return next((value for item in given if (value := value_at(item, path)) is not None), None)
    step, _, rest = path.partition(".")
    members = given.items() if isinstance(given, Mapping) else ()
    return next(
        (
            value
            for name, inner in members
            if column_key(str(name)) == step and (value := value_at(inner, rest)) is not None
        ),
        None,
    )
