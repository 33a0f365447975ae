"""The long files of an archive, connections and messages: streamed, and a record made only for the wanted people.

`wanted` sees the cells as written, before anything is made of them. What it says of the cells of a message is kept, as
most messages pass between the same few people.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from screener.sources.columns import SHAPES, Form
from screener.sources.records import Connection, Message, Provenance
from screener.sources.source import Source
from screener.sources.tables import Table, rows

# wanted(sender, sender_url, recipients, recipient_urls)
WantedMessage = Callable[[str, str, str, str], bool]
# wanted(first, last, url, email, company)
WantedPerson = Callable[[str, str, str, str, str], bool]

DELETED_ACCOUNT = "LinkedIn Member"
DRAFTS = frozenset({"DRAFT", "DRAFTS"})
_MOST_CELLS: Final = 50_000  # so that memory does not grow with the files
SPONSORED = '<p class="spinmail'


def connections(source: Source, wanted: WantedPerson) -> Iterator[Connection]:
    """The wanted connections. Hidden ones, whose rows hold a date only, are counted and make no record."""
    number = hidden = 0
    for table in source.tables.get(Form.CONNECTIONS, ()):
        at = table.places(SHAPES[Form.CONNECTIONS].columns)
        first, last, url, email, company, day = (
            at[name] for name in ("first", "last", "url", "email", "company", "date")
        )
        for line, row in rows(table, source.complaints, lambda: source.lost.add(Form.CONNECTIONS)):
            if not (row[first] or row[last] or row[url]):
                hidden += 1 if row[day] else 0
                continue
            number += 1
            if wanted(row[first], row[last], row[url], row[email], row[company]):
                yield _connection(source, table, at, line, row)
    if Form.CONNECTIONS in source.tables:
        source.records["connections"] = number
        source.counts["hidden connections"] = hidden


def _connection(source: Source, table: Table[Form], at: dict[str, int], line: int, row: list[str]) -> Connection:
    return Connection(
        first_name=row[at["first"]].strip(),
        last_name=row[at["last"]].strip(),
        url=row[at["url"]].strip(),
        email=row[at["email"]].strip(),
        company=row[at["company"]].strip(),
        position=row[at["position"]].strip(),
        provenance=Provenance(file=table.file, row=line, date=source.date_in(row[at["date"]], table.file, line)),
    )


def messages(source: Source, wanted: WantedMessage) -> Iterator[Message]:
    """The wanted messages. Drafts, sponsored messages and those of deleted accounts are counted and make no record;
    spam is counted and kept, marked."""
    number = 0
    left_out = {"sponsored messages": 0, "messages of deleted accounts": 0, "drafts": 0}
    spam = 0
    is_wanted = lru_cache(maxsize=_MOST_CELLS)(wanted)
    for table in source.tables.get(Form.MESSAGES, ()):
        at = table.places(SHAPES[Form.MESSAGES].columns)
        sender, sender_url, to, to_urls, folder = (
            at[name] for name in ("sender", "sender_url", "recipients", "recipient_urls", "folder")
        )
        draft, conversation_draft = at["draft"], at["conversation_draft"]
        for line, row in rows(table, source.complaints, lambda: source.lost.add(Form.MESSAGES)):
            if not row[sender_url] and (why := _nobody(row[sender], row[at["text"]])):
                left_out[why] += any(row)
                continue
            where = row[folder]
            if row[draft] == "Yes" or row[conversation_draft] == "Yes" or where in DRAFTS:
                left_out["drafts"] += 1
                continue
            number += 1
            if is_spam := where == "SPAM":
                spam += 1
            if is_wanted(row[sender], row[sender_url], row[to], row[to_urls]):
                yield _message(source, table, at, line, row, is_spam=is_spam)
    if Form.MESSAGES in source.tables:
        source.records["messages"] = number
        source.counts |= left_out | {"spam messages": spam}


def _nobody(sender: str, text: str) -> str:
    """Why a message without a sender's address is from no person; empty if it may be from one."""
    if text.startswith(SPONSORED):
        return "sponsored messages"
    return "messages of deleted accounts" if not sender or sender == DELETED_ACCOUNT else ""


def _message(
    source: Source, table: Table[Form], at: dict[str, int], line: int, row: list[str], *, is_spam: bool
) -> Message:
    return Message(
        sender=row[at["sender"]].strip(),
        sender_url=row[at["sender_url"]].strip(),
        recipients=row[at["recipients"]].strip(),
        recipient_urls=row[at["recipient_urls"]].strip(),
        spam=is_spam,
        text=html.unescape(row[at["text"]]),
        provenance=Provenance(file=table.file, row=line, date=source.date_in(row[at["date"]], table.file, line)),
    )
