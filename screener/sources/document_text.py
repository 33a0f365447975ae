"""The text of a document, which is read whole."""

from __future__ import annotations

import io

from screener.sources import limits
from screener.sources.decoding import text_stream
from screener.sources.entries import READ_ERRORS, UnusableError
from screener.sources.problems import Code
from screener.sources.source import Document, Source, Syntax


def document_text(document: Document, source: Source) -> str:
    """The whole text; empty, and a problem, if it cannot be read."""
    try:
        return _text(document)
    except UnusableError as error:
        source.complaints.add(document.entry.file, error.code, str(error))
    except READ_ERRORS as error:
        text = f"cannot be read ({error}); get the file again"
        source.complaints.add(document.entry.file, Code.DAMAGED, text)
    return ""


def _text(document: Document) -> str:
    with document.entry.open() as stream:
        most = limits.PAGE if document.syntax is Syntax.PAGE else limits.DOCUMENT
        content = stream.read(most + 1)
    if len(content) > most:
        text = f"is larger than {most // limits.MEGABYTE} MB; split it, or give it as CSV"
        raise UnusableError(Code.TOO_LARGE, text)
    return text_stream(io.BytesIO(content), document.encoding).read()
