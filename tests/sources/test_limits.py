"""Limits of fields: no record holds an endless text, and twice the text is at most twice the work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import msgspec
import pytest

from screener.sources import limits
from screener.sources.records import Row
from tests.archives import archive_csv
from tests.hanging import ends_soon
from tests.sources.mails import calendar, entry, invitation, mail, mbox
from tests.sources.reading import every_text, opened, written

Hostile = Callable[[str], tuple[str, str]]


def table(file: str, column: str) -> Hostile:
    """A file of an archive with one row, whose column holds the text."""
    row: dict[str, object] = {"First Name": "Ann"} if file == "Connections.csv" else {"FROM": "Ann"}
    return lambda text: (file, archive_csv(file, 2026, [row | {column: text}]))


def listed(column: str) -> Hostile:
    """A list of requests with one row, whose column holds the text."""
    return lambda text: ("list.csv", f'name,{column},headline\nAnn Okoro,"{text}",x\n')


READERS: dict[str, Hostile] = {
    "connection: name": table("Connections.csv", "First Name"),
    "connection: firm": table("Connections.csv", "Company"),
    "connection: url": table("Connections.csv", "URL"),
    "message: content": table("messages.csv", "CONTENT"),
    "message: recipients": table("messages.csv", "TO"),
    "message: addresses": table("messages.csv", "RECIPIENT PROFILE URLS"),
    "message: title": table("messages.csv", "CONVERSATION TITLE"),
    "request: note": listed("note"),
    "request: email": listed("email"),
    "request: company": listed("company"),
    "request: mutual": listed("mutual_connections"),
    "request: day": listed("sent_at"),
    "request: history": listed("position_1_company"),
    "request in JSON": lambda text: ("x.json", f'[{{"name": "{text}", "note": "{text}", "url": "{text}"}}]'),
    "request in YAML": lambda text: ("x.yaml", f"- name: '{text}'\n  note: '{text}'\n"),
    "contact: name": lambda text: (
        "b.csv",
        f'First Name,Last Name,E-mail Address,Notes\n"{text}","{text}","{text}",\n',
    ),
    "contact: note": lambda text: ("b.csv", f'First Name,Last Name,E-mail Address,Notes\nA,B,a@b.example,"{text}"\n'),
    "card": lambda text: ("c.vcf", f"BEGIN:VCARD\nFN:{text}\nN:{text};{text}\nORG:{text}\nNOTE:{text}\nEND:VCARD\n"),
    "card: lists": lambda text: (
        "c.vcf",
        f"BEGIN:VCARD\nFN:A\nCATEGORIES:{text}\nEMAIL:{text}\nURL:{text}\nEND:VCARD\n",
    ),
    "mail: sender": lambda text: ("m.mbox", mbox(mail(**{"from": f"{text} <a@b.example>"}))),
    "mail: recipients": lambda text: ("m.mbox", mbox(mail(to=text, cc=text))),
    "mail: subject": lambda text: ("m.mbox", mbox(mail(subject=text, message_id=f"<{text}>", references=text))),
    "mail: body": lambda text: ("m.mbox", mbox(mail(text))),
    "invitation": lambda text: ("m.mbox", mbox(invitation(f"{text}\n\nAnn Okoro\n{text}"))),
    "meeting: title": lambda text: ("k.ics", calendar(entry(f"LOCATION:{text}", title=text))),
    "meeting: people": lambda text: ("k.ics", calendar(entry(f"ATTENDEE;CN={text}:mailto:{text}"))),
    "meeting: rule": lambda text: ("k.ics", calendar(entry(f"RRULE:FREQ=DAILY;BYDAY={text}", f"EXDATE:{text}"))),
    "page": lambda text: ("p.txt", f"Ann Okoro\n{text}\n2 weeks ago\nAccept\nIgnore\n"),
}
LETTERS = ["a", "a,", "a@", ".", "(", "a b ", "<", "=?utf-8?q?a?= ", "® ", "/in/a", "- ", "1", "&amp;", ";", ">"]
LONGEST = max(limits.NOTE, limits.TEXT, limits.PEOPLE)


@pytest.mark.parametrize("what", READERS)
def test_no_record_holds_an_endless_text_or_list(tmp_path: Path, what: str) -> None:
    for letters in LETTERS:
        with ends_soon():
            rows, codes = read(tmp_path, *READERS[what](letters * (400_000 // len(letters))))
        for row in rows:
            for text in texts_in(row):
                assert len(text) <= LONGEST, (letters, text[:20])
        assert codes.count("S035") <= 1


@pytest.mark.parametrize("what", READERS)
def test_twice_the_text_is_at_most_twice_the_work(tmp_path: Path, what: str) -> None:
    for letters in LETTERS:
        small, large = (READERS[what](letters * size) for size in (20_000, 40_000))
        read(tmp_path, *small)  # so that nothing is worked out for the first time
        assert steps_of(tmp_path, *large) <= 2.2 * steps_of(tmp_path, *small) + 1_000, letters


def read(folder: Path, name: str, content: str) -> tuple[list[Row], list[str]]:
    """The records in a file, and the codes of all problems."""
    source, problems = opened(written(folder, name, content))
    rows = list(source.rows(every_text)) if source else []
    return rows, [problem.code for problem in problems]


def texts_in(value: object) -> Iterator[str]:
    """Every text in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        assert len(value) <= limits.PARTIES
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            if field not in ("provenance", "file"):
                yield from texts_in(getattr(value, field))


def steps_of(folder: Path, name: str, content: str) -> int:
    """How many calls reading a file takes, of Python and of C."""
    steps = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read(folder, name, content)
    finally:
        sys.setprofile(None)
    return steps
