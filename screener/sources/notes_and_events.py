"""What the user noted on people, and the events they meant to go to, as an archive has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from screener.sources.columns import Form
from screener.sources.problems import Code
from screener.sources.records import Meeting, OwnNote, Provenance
from screener.sources.source import Source

_STAYED_AWAY: Final = frozenset({"declined", "not attending", "withdrawn", "cancelled", "canceled"})


def own_notes(source: Source) -> Iterator[OwnNote]:
    """The user's notes on connections, dated by their last change. A row without a text says nothing."""
    number = 0
    for table, at, line, row in source.rows_of(Form.NOTES):
        name = f"{row[at['first']].strip()} {row[at['last']].strip()}".strip()
        url, text = row[at["url"]].strip(), row[at["text"]].strip()
        if not text:
            continue
        if not name and not url:
            said = "this note names nobody; the row was left out"
            source.complaints.add(table.file, Code.NO_NAME, said, line=line)
            continue
        number += 1
        day = source.date_in(row[at["date"]].strip() or row[at["first_date"]], table.file, line)
        yield OwnNote(name=name, url=url, text=text, provenance=Provenance(file=table.file, row=line, date=day))
    if Form.NOTES in source.tables:
        source.records[Form.NOTES.value] = number


def events(source: Source) -> Iterator[Meeting]:
    """The events that the user answered, on the day they began. They name nobody else who took part."""
    number = 0
    for table, at, line, row in source.rows_of(Form.EVENTS):
        if title := row[at["title"]].strip():
            number += 1
            day = source.date_in(row[at["date"]], table.file, line)
            yield Meeting(
                title=title,
                declined=row[at["status"]].strip().lower().replace("_", " ") in _STAYED_AWAY,
                provenance=Provenance(file=table.file, row=line, date=day),
            )
    if Form.EVENTS in source.tables:
        source.records[Form.EVENTS.value] = number
