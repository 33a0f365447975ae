"""Request lists as CSV: the user's own, and those that other tools export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from screener.sources.list_columns import COLUMNS, EDUCATION_COLUMNS, POSITION_COLUMNS, numbered
from screener.sources.source import Source, SourceKind
from screener.sources.tables import Table, rows
from screener.sources.written import Written

Places = Mapping[str, tuple[int, ...]]


def written_in_table(table: Table[SourceKind], source: Source) -> Iterator[Written]:
    """The rows of a list, each with the columns that the list has."""
    places = _places(table, COLUMNS)
    positions = [_places(table, columns) for columns in numbered(POSITION_COLUMNS, table.header)]
    education = [_places(table, columns) for columns in numbered(EDUCATION_COLUMNS, table.header)]
    for line, row in rows(table, source.complaints, lambda: None):
        if any(cell.strip() for cell in row):
            yield Written(
                file=table.file,
                line=line,
                cells=_cells(row, places),
                positions=[_cells(row, one) for one in positions] if positions else None,
                education=[_cells(row, one) for one in education] if education else None,
            )


def _places(table: Table[SourceKind], columns: Mapping[str, tuple[str, ...]]) -> Places:
    found = {
        name: tuple(table.header.index(word) for word in words if word in table.header)
        for name, words in columns.items()
    }
    return {name: places for name, places in found.items() if places}


def _cells(row: list[str], places: Places) -> dict[str, str]:
    """Of the columns that mean the same, the first that is not blank."""
    return {name: next((text for at in where if (text := row[at].strip())), "") for name, where in places.items()}
