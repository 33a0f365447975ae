"""Address books as CSV: their rows as contacts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from screener.sources.contact_columns import COLUMNS, COMPANIES, MAIL, NO_NUMBER, PHONE
from screener.sources.contacts import WrittenContact, contact_of
from screener.sources.records import Contact, Provenance
from screener.sources.source import Source
from screener.sources.tables import Table, rows

What = TypeVar("What")

_JOINED: Final = ":::"  # by Google
_TAGS: Final = re.compile(r":::|;")


def contacts_in_table(table: Table[What], source: Source, lost: Callable[[], None]) -> Iterator[Contact | str]:
    """The people in the rows of a table; for a row that is left out, what it is instead."""
    at = table.places(COLUMNS)
    companies = [place for place, name in enumerate(table.header) if name in COMPANIES]
    mails = _places(table.header, MAIL)
    phones = _places(table.header, PHONE)
    others = sorted(set(range(table.width)) - {at["note"]})
    for line, row in rows(table, source.complaints, lost):
        if not any(row):
            continue
        yield contact_of(
            WrittenContact(
                full=row[at["full"]].strip(),
                first=row[at["first"]].strip(),
                middle=row[at["middle"]].strip(),
                last=row[at["last"]].strip(),
                nicknames=[row[at["nickname"]].strip()],
                maiden=row[at["maiden"]].strip(),
                phonetic=f"{row[at['phonetic_first']].strip()} {row[at['phonetic_last']].strip()}".strip(),
                emails=" ".join([row[place] for place in mails]),
                addresses=[row[place] for place in others if "linkedin." in row[place].lower()],
                companies=[part.strip() for place in companies for part in row[place].split(_JOINED)],
                title=row[at["title"]].split(_JOINED)[0].strip(),
                note=row[at["note"]].strip(),
                tags=_TAGS.split(row[at["tags"]]) if row[at["tags"]] else (),
                has_phone=any(row[place].strip() for place in phones),
                provenance=Provenance(file=table.file, row=line),
            )
        )


def _places(header: Sequence[str], parts: Sequence[str]) -> list[int]:
    """Where the columns stand that have one of these parts in their names."""
    return [
        place
        for place, name in enumerate(header)
        if any(part in name for part in parts) and not any(part in name for part in NO_NUMBER)
    ]
