"""What the store remembers, as lists: who owes an answer, what was done, whom the user would recommend.

A vouch's own words are the user's alone: they are shown only where `with_words` asks for them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from screener.ledger.deeds import deeds_of, question_of
from screener.ledger.entries import ExpectedEntry, VouchEntry, expected_people, newest_vouches
from screener.ledger.link_exchange import links_of_person
from screener.ledger.links import Link, Says
from screener.ledger.persons import Person
from screener.ledger.recalling import remembered
from screener.ledger.requests import requests_of
from screener.ledger.sqlite_store import Store
from screener.ledger.steps import log_lines
from screener.reports.tabular import harmless
from screener.reports.terminal import fitted, wrapped
from screener.screening.owing import Owed
from screener.texts.cleaning import one_line, shortened

Rows = Sequence[Mapping[str, object]]
_WIDEST_COLUMN: Final = 30
_LONGEST_CELL: Final = 200
_DONE: Final = {"accept": "you accepted", "decline": "you declined", "ask-for-context": "you asked"}


def as_list(rows: Rows, form: str, width: int, nothing: str) -> Iterator[str]:
    """Rows as lines of a table, JSON or CSV; `nothing` is said where a table would be empty."""
    if form == "json":
        yield json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1)
    elif form == "csv":
        yield from _as_csv(rows)
    elif not rows:
        yield nothing
    else:
        yield from _as_table(rows, width)


def owed_rows(owed: Sequence[Owed]) -> Rows:
    """Who owes an answer."""
    return [
        {
            "number": each.number,
            "name": each.person.name,
            "since": each.since.isoformat(),
            "until": each.until.isoformat(),
            "reminded": _day(each.nudged),
            "question": each.question,
        }
        for each in owed
    ]


def log_rows(store: Store, most: int) -> Rows:
    """What was done, the newest first."""
    return [
        {"day": line.day.isoformat(), "done": line.text + (" (taken back)" if line.is_undone else "")}
        for line in log_lines(store, most=most)
    ]


def person_rows(store: Store, person: Person) -> Rows:
    """All that is known of one person, the newest first: requests, decisions, questions, vouches without words."""
    told: list[tuple[date | None, str]] = []
    for kept in requests_of(store, person.id):
        told.append((kept.request.sent or kept.first_seen, f"they asked to connect (request {kept.number})"))
    for deed in deeds_of(store, person.id):
        words = _DONE[deed.verdict] + (f": {deed.because}" if deed.because else "")
        told.append((deed.day, words + (f"; the question: {one_line(deed.asked)}" if deed.asked else "")))
    for kept in requests_of(store, person.id):
        known = remembered(store, kept.request, kept)
        asked = question_of(store, kept.number)
        if known.answer is not None:
            told.append((known.answer.source.date, f"they answered: {one_line(known.answer.text)}"))
        if asked is not None and asked.nudged is not None:
            told.append((asked.nudged, "a reminder was drafted"))
    told += [(link.day, _identity_words(link)) for link in links_of_person(store, person.id)]
    told += [(word.day, f"your word on them: {word.recommend}") for word in newest_vouches(store, person.id)]
    told += [(each.day, "you expect them") for each in expected_people(store, person.id)]
    told.sort(key=lambda line: line[0] or date.min, reverse=True)
    return [{"day": _day(day), "done": text} for day, text in told]


def _identity_words(link: Link) -> str:
    """What the user said of who somebody is."""
    label = one_line(link.person.label)
    return f"you said that they are {label} of your files" if link.says is Says.SAME else f"you said: not {label}"


def vouch_rows(vouches: Sequence[VouchEntry], *, with_words: bool) -> Rows:
    """Whom the user would recommend; with the words only if that was asked for."""
    rows = []
    for word in vouches:
        row: dict[str, object] = {
            "name": word.person.name,
            "profile_url": word.person.address,
            "recommend": word.recommend,
            "day": _day(word.day),
        }
        if with_words:
            row |= {"kind": word.kind, "context": word.context, "reason": word.reason}
            row |= {"introduced_by": word.introduced_by}
        rows.append(row)
    return rows


def expected_rows(expected: Sequence[ExpectedEntry]) -> Rows:
    """Whom the user told to ask."""
    return [
        {"name": each.person.name, "profile_url": each.person.address, "until": _day(each.until), "reason": each.reason}
        for each in expected
    ]


def vouch_words(store: Store, person: int, width: int) -> list[str]:
    """The user's own words on one person."""
    lines = []
    for word in newest_vouches(store, person):
        parts = [word.recommend, word.kind, word.context, word.reason]
        parts += [f"introduced by {word.introduced_by}"] if word.introduced_by else []
        lines += wrapped(f"Your ledger, {word.day}: " + "; ".join(filter(None, map(one_line, parts))), width)
    return ["", *lines] if lines else []


def _as_table(rows: Rows, width: int) -> Iterator[str]:
    """Columns as wide as their widest cell; the last one takes what is left."""
    names = [name for name in rows[0] if any(row[name] not in ("", None) for row in rows)]
    cells = [[shortened(str("" if row[name] is None else row[name]), _LONGEST_CELL) for name in names] for row in rows]
    widths = [min(max(map(len, column)), _WIDEST_COLUMN) for column in zip(names, *cells, strict=True)][:-1]
    left = max(width - sum(widths) - 2 * len(widths), 20)
    for line in [names, *cells]:
        *first, last = line
        start = "".join(fitted(cell, size) + "  " for cell, size in zip(first, widths, strict=True))
        pieces = wrapped(last, left)
        yield (start + pieces[0]).rstrip()
        yield from (" " * (width - left) + piece for piece in pieces[1:])


def _as_csv(rows: Rows) -> Iterator[str]:
    if rows:
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({key: harmless(cell) if isinstance(cell, str) else cell for key, cell in row.items()})
        yield text.getvalue().rstrip("\n")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
