"""Tells by its content what a single text file is: a CSV of an archive, or a list of requests in one of its forms."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from screener.sources.address_books import address_book
from screener.sources.columns import COACHES, NOT_THE_USERS, Form, file_key, forms_of_header
from screener.sources.entries import Entry, UnusableError
from screener.sources.list_columns import is_request_list, other_kind
from screener.sources.other_files import PROVES_NOTHING, is_named_like_one, proves_nothing
from screener.sources.pasted import looks_pasted
from screener.sources.problems import Code
from screener.sources.source import Document, Given, Source, SourceKind, Syntax
from screener.sources.tables import Table, find_table
from screener.sources.text_check import WHAT_IS_READ, checked_encoding
from screener.sources.yaml_elements import looks_like_yaml


def single_source(entry: Entry, head: bytes, given: Given) -> Source:
    """The source in one file that starts with these bytes. Raises UnusableError if it is none."""
    encoding = checked_encoding(entry, head, given.complaints)
    if NOT_THE_USERS.match(file_key(entry.name)):
        return _counted(COACHES, given)
    text = head.decode(encoding, "replace").lstrip("\ufeff\r\n\t ")
    if text.startswith(("[", "{")):
        return _list_source(Document(entry=entry, syntax=Syntax.JSON, encoding=encoding), given)
    if looks_like_yaml(text):
        return _list_source(Document(entry=entry, syntax=Syntax.YAML, encoding=encoding), given)
    if table := _archive_table(entry, encoding):
        source = given.source(SourceKind.LINKEDIN_ARCHIVE)
        source.tables[table.what] = [table]
        return source
    if find_table(entry, encoding, lambda names: proves_nothing(entry.name, names) or None):
        return _counted(PROVES_NOTHING, given)
    if book := address_book(entry, encoding, text, given):
        return book
    if listed := _list_table(entry, encoding):
        return _list_source(listed, given)
    if is_named_like_one(entry.name):
        return _counted(PROVES_NOTHING, given)
    if looks_pasted(text):
        return _list_source(Document(entry=entry, syntax=Syntax.PAGE, encoding=encoding), given)
    raise UnusableError(Code.OTHER_FILE, f"begins with {text[:40]!r}, which is no file that is read; {WHAT_IS_READ}")


def _counted(what: str, given: Given) -> Source:
    """A file of an archive of which only its presence is noted."""
    source = given.source(SourceKind.LINKEDIN_ARCHIVE)
    source.counts[what] = 1
    return source


def _list_source(listed: Table[SourceKind] | Document, given: Given) -> Source:
    source = given.source(SourceKind.REQUEST_LIST)
    source.lists.append(listed)
    return source


def _archive_table(entry: Entry, encoding: str) -> Table[Form] | None:
    found = find_table(entry, encoding, lambda names: tuple(forms_of_header(names)) or None)
    if found is None:
        return None
    form = found.what[0] if len(found.what) == 1 else _form_by_name(entry, found.what)
    return cast("Table[Form]", replace(found, what=form))  # type: ignore[arg-type]


def _form_by_name(entry: Entry, forms: tuple[Form, ...]) -> Form:
    """Recommendations given and received have one header: only the name of the file tells them apart."""
    for form in forms:
        if form.value.split()[-1] in entry.name.lower():
            return form
    text = f"holds {' or '.join(forms)}; name it as LinkedIn did, Recommendations_Given.csv or _Received.csv"
    raise UnusableError(Code.OTHER_FILE, text)


def _list_table(entry: Entry, encoding: str) -> Table[SourceKind] | None:
    if other := find_table(entry, encoding, lambda names: other_kind(names) or None):
        raise UnusableError(Code.OTHER_FILE, f"looks like {other.what}, which is not read; {WHAT_IS_READ}")
    return find_table(entry, encoding, lambda names: SourceKind.REQUEST_LIST if is_request_list(names) else None)
