"""Request lists as CSV: the user's own, and those that other tools export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from screener.sources.list_columns import COLUMNS, EDUCATION_COLUMNS, MOST_NUMBERED, POSITION_COLUMNS
from screener.sources.source import Source, SourceKind
from screener.sources.tables import Table, rows
from screener.sources.written import Written

Places = Mapping[str, int]


def written_in_table(table: Table[SourceKind], source: Source) -> Iterator[Written]:
    """The rows of a list, each with the columns that the list has."""
    places = _present(table, COLUMNS)
    positions, education = _numbered(table, POSITION_COLUMNS), _numbered(table, EDUCATION_COLUMNS)
    for line, row in rows(table, source.complaints, lambda: None):
        if any(cell.strip() for cell in row):
            yield Written(
                file=table.file,
                line=line,
                cells=_cells(row, places),
                positions=[_cells(row, one) for one in positions] if positions else None,
                education=[_cells(row, one) for one in education] if education else None,
            )


def _cells(row: list[str], places: Places) -> dict[str, str]:
    return {name: row[place].strip() for name, place in places.items()}


def _present(table: Table[SourceKind], columns: Mapping[str, Sequence[str]]) -> Places:
    return {name: place for name, place in table.places(columns).items() if place >= 0}


def _numbered(table: Table[SourceKind], columns: Mapping[str, Sequence[str]]) -> list[Places]:
    """Where each of the numbered positions stands: position_1_…, position_2_…, up to the last there is."""
    every = (
        _present(table, {name: [word.replace("#", str(number)) for word in words] for name, words in columns.items()})
        for number in range(1, MOST_NUMBERED + 1)
    )
    return [places for places in every if places]
