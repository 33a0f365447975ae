"""A CSV file whose header row was found: its rows, told apart from what is broken in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, Generic, TextIO, TypeVar

import msgspec

from screener.sources import limits
from screener.sources.dates import are_day_first, is_slashed
from screener.sources.decoding import text_stream
from screener.sources.given_files import READ_ERRORS, Entry
from screener.sources.limits import Code, Complaints

What = TypeVar("What")

_LONGEST_NAME: Final = 200  # of a column; a longer one is none of ours

# Stands behind the last line: where it turns up inside a field, a quote was never closed.
_END: Final = "\0end of file\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[What]):
    """A CSV file that can be read again and again: `what` it holds, and where its header row ends.

    `header` has the column names as `column_key` gives them; `width` is the number of columns up to the last named.
    """

    entry: Entry
    what: What
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    first_line: int  # the line behind the header

    @property
    def file(self) -> str:
        """The file as it is shown to the user."""
        return self.entry.file

    @property
    def width(self) -> int:
        """The number of columns up to the last that has a name."""
        return max((number for number, name in enumerate(self.header, start=1) if name), default=0)

    def places(self, columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Where each column stands in a row. An absent one gets -1: every row ends with an empty cell."""
        return {name: self._place(names) for name, names in columns.items()}

    def _place(self, names: Sequence[str]) -> int:
        return next((self.header.index(name) for name in names if name in self.header), -1)


def column_key(name: str) -> str:
    """A column's name without case, spaces and signs: `Sent At`, `sent_at` and `sentAt` are one."""
    return re.sub(r"[\W_]+", "", name[:_LONGEST_NAME]).casefold()


def find_table(entry: Entry, encoding: str, recognise: Callable[[frozenset[str]], What | None]) -> Table[What] | None:
    """The table in a file: its delimiter and its header row, the first one whose names are recognised."""
    csv.field_size_limit(limits.FIELD)
    head = text_stream(io.BytesIO(entry.head()), encoding).read()
    for delimiter in ",\t;":
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        try:
            for row in islice(reader, limits.HEADER_WITHIN):
                if len(row) > limits.COLUMNS:
                    continue
                names = tuple(column_key(cell) for cell in row)
                if (what := recognise(frozenset(names) - {""})) is not None:
                    return Table(entry=entry, what=what, encoding=encoding, delimiter=delimiter, header=names,
                                 first_line=reader.line_num + 1)  # fmt: skip
        except csv.Error:
            continue
    return None


def rows(table: Table[What], complaints: Complaints, lost: Callable[[], None]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with the line each starts in, and one more empty cell at their end.

    Blank rows are left out, broken ones reported. `lost` is called for each of these, and if the file cannot be read
    to its end.
    """
    csv.field_size_limit(limits.FIELD)
    line = table.first_line
    try:
        for _ in range(limits.OPEN_QUOTES):
            with table.entry.open() as stream:
                text = text_stream(stream, table.encoding)
                broken = yield from _rows_from(text, line, table, complaints, lost)
            if broken is None:
                return
            complaints.add(table.file, broken.code, f"{_SAID[broken.code]}; the row was left out", line=broken.line)
            lost()
            line = broken.line + 1
        complaints.add(table.file, Code.DAMAGED, f"more than {limits.OPEN_QUOTES} rows like this; the rest was not "
                       "read; save the file again as CSV", line=0)  # fmt: skip
    except READ_ERRORS as error:
        complaints.add(table.file, Code.DAMAGED, f"cannot be read to its end ({error}); get the file again")
    lost()


class _BrokenRow(msgspec.Struct, frozen=True):
    line: int
    code: Code


_SAID: Final = {
    Code.OPEN_QUOTE: "a quote that opens in this row is never closed; close it, or write it twice if it is meant",
    Code.LONG_FIELD: f"a field of this row is longer than {limits.FIELD // limits.MEGABYTE} MB, or its quote is never "
    "closed; shorten it",
}


def _rows_from(
    text: TextIO, line: int, table: Table[What], complaints: Complaints, lost: Callable[[], None]
) -> Generator[tuple[int, list[str]], None, _BrokenRow | None]:
    """Yields the rows from a line on; returns the one at which reading broke off, or nothing at a sound end."""
    for _ in islice(text, line - 1):
        pass
    before, width = line - 1, table.width
    reader = csv.reader(chain(text, (_END,)), delimiter=table.delimiter)
    try:
        for row in reader:
            if len(row) == width or _fits(row, width):
                if _END in row[-1]:
                    return None if row == [_END] else _BrokenRow(line, Code.OPEN_QUOTE)
                row.append("")
                yield line, row
            elif row and _END in row[-1]:
                return None if row == [_END] else _BrokenRow(line, Code.OPEN_QUOTE)
            elif any(row):
                _complain(row, line, before + reader.line_num, table, complaints)
                lost()
            line = before + reader.line_num + 1
    except csv.Error as error:
        return _BrokenRow(line, Code.LONG_FIELD if "field limit" in str(error) else Code.OPEN_QUOTE)
    return None


def _fits(row: list[str], width: int) -> bool:
    """Whether only empty cells are too many; they are taken off."""
    if len(row) < width or any(row[width:]):
        return False
    del row[width:]
    return True


def _complain(row: list[str], line: int, last_line: int, table: Table[What], complaints: Complaints) -> None:
    few = len(row) < table.width
    place = "this row" if line == last_line else f"this row (up to line {last_line})"
    advice = "a line break was lost or added" if few else "put a field that holds a comma in quotes"
    text = f"{place} has {len(row)} columns instead of {table.width}; {advice}; the row was left out"
    complaints.add(table.file, Code.TOO_FEW_COLUMNS if few else Code.TOO_MANY_COLUMNS, text, line=line)


def puts_day_first(table: Table[What], place: int) -> bool:
    """Whether the dates of a column are written like 31/3/2021, as one of its rows shows.

    The column is looked through only where its first date is of that form and LinkedIn did not write it. If no row
    shows it, the sign between the cells does: it is a semicolon where spreadsheets put the day first.
    """
    if place < 0 or place >= table.width or not is_slashed(_first_of(table, place)):
        return False
    quiet = Complaints(lambda _: None)
    column = (row[place] for _, row in rows(table, quiet, lambda: None))
    return are_day_first(column, otherwise=table.delimiter == ";")


def _first_of(table: Table[What], place: int) -> str:
    quiet = Complaints(lambda _: None)
    return next((text for _, row in rows(table, quiet, lambda: None) if (text := row[place])), "")
