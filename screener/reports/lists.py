"""Lists as tables, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

from screener.errors import UsageError
from screener.ledger.deeds import (
    ExpectedEntry,
    Owed,
    VouchEntry,
    deeds_of,
    expected_people,
    newest_vouches,
    question_of,
)
from screener.ledger.exporting import links_of_person
from screener.ledger.links import Link, Says
from screener.ledger.persons import Person
from screener.ledger.request_queue import remembered, requests_of
from screener.ledger.sqlite_store import Store
from screener.ledger.steps import log_lines
from screener.reports.form import Document, TriagedRequest
from screener.reports.plain_words import outcome_of, place_words, policy_words
from screener.reports.terminal import fitted, number_of, wrapped
from screener.texts.folding import fold, is_formula, one_line, printable, shortened

_SHOWN = 8  # names in one message


def find_request(which: str, requests: Sequence[TriagedRequest]) -> TriagedRequest:
    """The request of that number in the table, that id, or that name or part of a name. Raises UsageError."""
    if which.isdecimal():
        numbered = {number_of(one): one for one in requests}
        if int(which) in numbered:
            return numbered[int(which)]
    wanted = fold(which)
    for matches in (
        [one for one in requests if one.id == which],
        [one for one in requests if fold(one.name) == wanted],
        [one for one in requests if wanted and wanted in fold(one.name)],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise UsageError(f"{which!r} may be any of {_listed(matches)}; give the id or the number")
    raise UsageError(f"there is no request {which!r}; there are {_listed(requests) or 'none in these files'}")


def _listed(requests: Sequence[TriagedRequest]) -> str:
    names = [f"{one_line(one.name)} ({one.id})" for one in requests[:_SHOWN]]
    more = len(requests) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


COLUMNS: Final = (
    "name", "profile_url", "headline", "note", "sent_at", "state", "verdict", "certainty", "reasons", "evidence",
    "flags", "draft", "engine"
)  # fmt: skip
_MARKUP: Final = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]()<>#+!|~$&"})


def as_csv(document: Document) -> Iterator[str]:
    """CSV with a header; a cell that a spreadsheet would take for a formula starts with an apostrophe."""
    for cells in (COLUMNS, *(_cells(one, document.frame.engine) for one in document.requests)):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([harmless(cell) for cell in cells])
        yield line.getvalue()


def as_markdown(document: Document) -> Iterator[str]:
    """A Markdown table; nothing that a stranger wrote is markup."""
    columns = [name for name in COLUMNS if name not in ("profile_url", "engine")]
    yield "| " + " | ".join(columns) + " |\n"
    yield "|" + " --- |" * len(columns) + "\n"
    for one in document.requests:
        cells = dict(zip(COLUMNS, _cells(one, document.frame.engine), strict=True))
        yield "| " + " | ".join(as_plain_markdown(cells[name]) for name in columns) + " |\n"
    yield f"\n{as_plain_markdown(policy_words(document.frame))}\n"


def _cells(request: TriagedRequest, engine: str) -> tuple[str, ...]:
    places: dict[str, dict[str, None]] = {}
    for piece in map(request.piece, chain.from_iterable(reason.evidence for reason in request.reasons)):
        places.setdefault(piece.text, {})[place_words(piece.source)] = None
    # What several rows say alike is said once.
    evidence = (f"{text} ({', '.join(cited)})" for text, cited in places.items())
    return (
        one_line(request.name),
        one_line(request.profile_url or ""),
        one_line(request.headline or ""),
        one_line(request.note or ""),
        request.sent_at.isoformat() if request.sent_at else "",
        request.state,
        outcome_of(request),
        request.certainty or "",
        one_line(" ".join(reason.text for reason in request.reasons)),
        one_line("; ".join(evidence)),
        one_line("; ".join(flag.text for flag in request.flags)),
        printable(request.draft.text) if request.draft else "",
        engine,
    )


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if is_formula(cell) else cell


def as_plain_markdown(cell: str) -> str:
    """A text in Markdown with nothing in it that is markup."""
    return "<br>".join(line.translate(_MARKUP) for line in cell.splitlines())


Rows = Sequence[Mapping[str, object]]
_WIDEST_COLUMN: Final = 30
_LONGEST_CELL: Final = 200  # what is longer is read by `show`
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


def log_rows(store: Store, most: int, until: date = date.max) -> Rows:
    """What was done until a day, the newest first."""
    return [
        {"day": line.day.isoformat(), "done": line.text + (" (taken back)" if line.is_undone else "")}
        for line in log_lines(store, most=most, until=until)
    ]


def person_rows(store: Store, person: Person, until: date = date.max) -> Rows:
    """All that is known of one person until a day, the newest first: requests, decisions, questions, vouches without
    words."""
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
    told = [line for line in told if (line[0] or date.min) <= until]
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
    # A column with nothing in it takes room from the others.
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
