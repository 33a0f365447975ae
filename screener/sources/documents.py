"""Request lists that are no tables: JSON, JSON lines and YAML, in the user's own form or that of another tool."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from screener.sources.document_text import document_text
from screener.sources.json_elements import json_elements
from screener.sources.list_columns import (
    COLUMNS,
    EDUCATION_COLUMNS,
    EDUCATION_KEYS,
    NESTED,
    POSITION_COLUMNS,
    POSITION_KEYS,
    numbered,
)
from screener.sources.pasted import written_in_page
from screener.sources.problems import Code
from screener.sources.source import Document, Source, Syntax
from screener.sources.tool_shapes import NOT_FROM_PEOPLE, is_from_a_person, unwrapped
from screener.sources.written import Written
from screener.sources.yaml_elements import yaml_elements

Wrong = Callable[[Code, str, int], None]
Columns = Mapping[str, tuple[str, ...]]


def written_in_document(document: Document, source: Source) -> Iterator[Written]:
    """The requests in a document. What is wrong in one of them is reported, and the others are read."""
    if document.syntax is Syntax.PAGE:
        yield from written_in_page(document, source)
        return
    file = document.entry.file
    text = document_text(document, source)
    elements = json_elements if document.syntax is Syntax.JSON else yaml_elements
    others = 0

    def wrong(code: Code, text: str, line: int) -> None:
        source.complaints.add(file, code, text, line=line)

    for line, element in elements(text, wrong):
        if not isinstance(element, Mapping):
            if element is not None:
                wrong(Code.NOT_A_REQUEST, "this is not a request; write `name: …` and what else is known", line)
        elif is_from_a_person(element):
            yield _written(unwrapped(element), file, line, wrong)
        else:
            others += 1
    if others:
        source.counts[NOT_FROM_PEOPLE] = others


def _written(element: dict[str, object], file: str, line: int, wrong: Wrong) -> Written:
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
        return [cells(unwrapped(item), keys) for item in items]

    return Written(
        file=file,
        line=line,
        cells=cells(element, COLUMNS),
        positions=listed("positions", POSITION_KEYS, POSITION_COLUMNS),
        education=listed("education", EDUCATION_KEYS, EDUCATION_COLUMNS),
    )


def _first(given: dict[str, object], words: Sequence[str]) -> object:
    """The first value that is not blank. No column is a yes or no: Voyager's `customMessage` says that there is one."""
    found = [value for word in words if (value := given.get(word)) is not None and not isinstance(value, bool)]
    return next((value for value in found if value != ""), found[0] if found else None)


def _as_text(name: str, value: object, line: int, wrong: Wrong) -> str | None:
    """A text or number as text; None, so unknown, for null and what cannot be meant."""
    if isinstance(value, list | dict):
        wrong(Code.BAD_VALUE, f"`{name}` should be a text or a number; it counts as not given", line)
        return None
    # Half a surrogate pair, which JSON can write, would end every later attempt to print the text.
    return None if value is None else str(value).encode("utf-8", "replace").decode().strip()
