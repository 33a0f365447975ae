"""Address books: vCards, the CSV files of Google, Outlook and Thunderbird, and the contacts in an archive."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Final

from screener.catalogue.declaring import Origin
from screener.sources.columns import Form
from screener.sources.contact_columns import is_address_book
from screener.sources.contact_tables import contacts_in_table
from screener.sources.entries import Entry
from screener.sources.records import Contact
from screener.sources.source import CardFile, Given, Source, SourceKind
from screener.sources.tables import find_table
from screener.sources.vcards import contacts_in_cards

_CARD: Final = re.compile(r"BEGIN:VCARD\s", re.IGNORECASE)
_FORMS: Final = (Form.CONTACTS, Form.IMPORTED_CONTACTS)


def address_book(entry: Entry, encoding: str, text: str, given: Given) -> Source | None:
    """The source in one file that starts with that text, if it is an address book."""
    book = CardFile(entry=entry, encoding=encoding) if _CARD.match(text) else None
    found = book or find_table(
        entry, encoding, lambda names: SourceKind.ADDRESS_BOOK if is_address_book(names) else None
    )
    if found is None:
        return None
    source = given.source(SourceKind.ADDRESS_BOOK)
    source.books.append(found)
    return source


def contacts(source: Source) -> Iterator[Contact]:
    """The people in an address book, or in the contacts of an archive. What is no person, such as a group, is
    counted, and so are the entries that a program has saved by itself."""
    counts = Counter[str]()
    lost = partial(source.unread.add, Origin.ADDRESS_BOOK)
    for book in source.books:
        if isinstance(book, CardFile):
            yield from _counted(contacts_in_cards(book, source, lost), "contacts", source, counts)
        else:
            yield from _counted(contacts_in_table(book, source, lost), "contacts", source, counts)
    for form in _FORMS:
        for table in source.tables.get(form, ()):
            found = contacts_in_table(table, source, partial(source.lost.add, form))
            yield from _counted(found, form.value, source, counts)
    source.counts |= counts


def _counted(found: Iterator[Contact | str], what: str, source: Source, counts: Counter[str]) -> Iterator[Contact]:
    number = 0
    for one in found:
        if isinstance(one, str):
            counts[one] += 1
            continue
        number += 1
        counts["entries saved by a program"] += one.saved_by_program
        yield one
    source.records[what] = number
