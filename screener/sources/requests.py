"""The requests of a source: incoming invitations of an archive, LinkedIn's mails about them, or the rows of a list
somebody made or exported."""

from __future__ import annotations

from collections.abc import Iterator

from screener.sources.archives import requests_in_archive
from screener.sources.documents import written_in_document
from screener.sources.invitation_mails import requests_in_mailbox
from screener.sources.list_tables import written_in_table
from screener.sources.records import Request
from screener.sources.source import Document, Source, SourceKind
from screener.sources.tables import Table
from screener.sources.written import Written, request_of


def requests(source: Source) -> Iterator[Request]:
    """The requests in a source, in the order in which they stand there."""
    if source.kind is SourceKind.LINKEDIN_ARCHIVE:
        yield from requests_in_archive(source)
        return
    if source.kind is SourceKind.MAILBOX:
        yield from requests_in_mailbox(source)
    if source.kind is not SourceKind.REQUEST_LIST:
        return
    number = 0
    for listed in source.lists:
        for written in _written_in(listed, source):
            if request := request_of(written, source):
                number += 1
                yield request
    source.records["requests"] = number


def _written_in(listed: Table[SourceKind] | Document, source: Source) -> Iterator[Written]:
    if isinstance(listed, Document):
        return written_in_document(listed, source)
    return written_in_table(listed, source)
