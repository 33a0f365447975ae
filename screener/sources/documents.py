"""Request lists as JSON, JSON lines and YAML, in the form of the user's own.

Recipe: the shape of another tool's JSON gets a function that turns one of its elements into a mapping with the names
of `list_columns`; it stands in `_unwrapped`, which every element goes through.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence

from screener.sources import limits
from screener.sources.columns import column_key
from screener.sources.decoding import text_stream
from screener.sources.entries import READ_ERRORS, UnusableError
from screener.sources.json_elements import json_elements
from screener.sources.list_columns import COLUMNS, EDUCATION_KEYS, POSITION_KEYS
from screener.sources.problems import Code
from screener.sources.source import Document, Source, Syntax
from screener.sources.written import Written
from screener.sources.yaml_elements import yaml_elements

Wrong = Callable[[Code, str, int], None]


def written_in_document(document: Document, source: Source) -> Iterator[Written]:
    """The requests in a document. What is wrong in one of them is reported, and the others are read."""
    file = document.entry.file
    try:
        text = _text(document)
    except UnusableError as error:
        source.complaints.add(file, error.code, str(error))
        return
    except READ_ERRORS as error:
        source.complaints.add(file, Code.DAMAGED, f"cannot be read ({error}); get the file again")
        return
    elements = json_elements if document.syntax is Syntax.JSON else yaml_elements

    def wrong(code: Code, text: str, line: int) -> None:
        source.complaints.add(file, code, text, line=line)

    for line, element in elements(text, wrong):
        if isinstance(element, Mapping):
            yield _written(_unwrapped(element), file, line, wrong)
        elif element is not None:
            wrong(Code.NOT_A_REQUEST, "this is not a request; write `name: …` and what else is known", line)


def _text(document: Document) -> str:
    with document.entry.open() as stream:
        content = stream.read(limits.DOCUMENT + 1)
    if len(content) > limits.DOCUMENT:
        text = f"is larger than {limits.DOCUMENT // limits.MEGABYTE} MB; split it, or give it as CSV"
        raise UnusableError(Code.TOO_LARGE, text)
    return text_stream(io.BytesIO(content), document.encoding).read()


def _unwrapped(element: Mapping[str, object]) -> dict[str, object]:
    """The element with its names as `column_key` gives them."""
    return {column_key(str(name)): value for name, value in element.items()}


def _written(element: dict[str, object], file: str, line: int, wrong: Wrong) -> Written:
    def cells(given: dict[str, object], columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
        found = ((name, _first(given, words)) for name, words in columns.items())
        return {name: text for name, value in found if (text := _as_text(name, value, line, wrong)) is not None}

    def nested(name: str, columns: Mapping[str, Sequence[str]]) -> list[dict[str, str]] | None:
        given = element.get(name)
        if given is None:
            return None
        items = [item for item in given if isinstance(item, Mapping)] if isinstance(given, list) else []
        if not isinstance(given, list) or len(items) < len(given):
            wrong(Code.BAD_VALUE, f"`{name}` holds what is no list of entries with names; those were left out", line)
        return [cells(_unwrapped(item), columns) for item in items]

    return Written(
        file=file,
        line=line,
        cells=cells(element, COLUMNS),
        positions=nested("positions", POSITION_KEYS),
        education=nested("education", EDUCATION_KEYS),
    )


def _first(given: dict[str, object], words: Sequence[str]) -> object:
    return next((given[word] for word in words if given.get(word) is not None), None)


def _as_text(name: str, value: object, line: int, wrong: Wrong) -> str | None:
    """A text or number as text; None, so unknown, for null and what cannot be meant."""
    if isinstance(value, list | dict):
        wrong(Code.BAD_VALUE, f"`{name}` should be a text or a number; it counts as not given", line)
        return None
    # Half a surrogate pair, which JSON can write, would end every later attempt to print the text.
    return None if value is None else str(value).encode("utf-8", "replace").decode().strip()
