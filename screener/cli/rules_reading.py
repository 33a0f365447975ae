"""`screener rules read`: what is read in a text, span by span. For whoever writes rules, and for measuring."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screener.cli.lazily import takes
from screener.cli.output import write_result
from screener.cli.workspace import Workspace
from screener.errors import UsageError

if TYPE_CHECKING:
    from screener.notes.reading import ReadBy, Reading


class ReadingFormat(StrEnum):
    """How a reading is written."""

    TEXT = "text"
    JSON = "json"


def read(
    at: Annotated[Workspace, takes("rules")],
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|-",
            help="The text, or `-` for JSON Lines with `text` and, if they are known, `lang` and `sent`.",
            show_default=False,
        ),
    ],
    language: Annotated[str | None, typer.Option("--lang", metavar="CODE", help="Its language, else told.")] = None,
    sent: Annotated[str | None, typer.Option("--sent", metavar="YYYY-MM-DD", help="The day it was written.")] = None,
    format: Annotated[ReadingFormat, typer.Option("--format", "-f", help="How to write what was read.")]
    = ReadingFormat.TEXT,
) -> None:  # fmt: skip
    """Read a text as the rules see it: claims, who writes, what they want, and the words that say it."""
    at.rules_folder()  # whose languages are known from now on
    entries = _lines() if text == "-" else iter([{"text": text, "lang": language, "sent": sent}])
    write_result(_written(entries, format), None)


def _lines() -> Iterator[dict[str, Any]]:
    """The texts of standard input; blank lines are skipped."""
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise UsageError(f'standard input:{number}: is no line of JSON; write {{"text": …}}') from error
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            raise UsageError(f'standard input:{number}: has no text; write {{"text": …}}')
        yield entry


def _written(entries: Iterator[dict[str, Any]], format: ReadingFormat) -> Iterator[str]:
    from screener.notes.reader import read as read_text
    from screener.notes.reading import as_json

    for entry in entries:
        reading = read_text(entry["text"], _day(entry.get("sent")), entry.get("lang"))
        if format is ReadingFormat.JSON:
            yield json.dumps(as_json(reading), ensure_ascii=False) + "\n"
        else:
            yield from _told(entry["text"], reading)


def _day(written: str | None) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise UsageError(f"{written!r} is no day; write it as 2026-03-02") from error


def _told(text: str, reading: Reading) -> Iterator[str]:
    """What was read, for people: one line for each thing, with the words that say it."""
    from screener.notes.reader import because

    def why(read_by: ReadBy, head: str) -> str:
        return because(text, read_by, head, reading.language)

    register = f", {reading.register}" if reading.register else ""
    yield _line("language", f"{reading.language or 'not told'}{register}")
    for claim in reading.claims:
        named = [f"{name} {value}" for name in _SLOTS if (value := getattr(claim, name))]
        told = ", ".join([f"{claim.about} (by {claim.by}, {claim.checked})", *named])
        yield _line("claims", f"{told}: “{claim.quote}”; {why(claim.read_by, f'about:{claim.about}')}")
    singles = {"asker_kind": reading.asker_kind, "wants": reading.wants, "role": reading.role}
    for name, value in {**singles, "they_ask": reading.they_ask}.items():
        if value:
            head = f"{'kind' if name == 'asker_kind' else 'want'}:{value}"
            yield _line(name.replace("_", " "), f"{value}; {why(reading.read_from[name].read_by, head)}")
    for sign in reading.signs:
        yield _line("sign", f"{sign}; {why(reading.read_from[sign].read_by, f'sign:{sign}')}")
    yield _line("understood", "yes" if reading.understood else "no")


def _line(name: str, told: str) -> str:
    from screener.texts.folding import printable

    return printable(f"{name:12} {told}") + "\n"


_SLOTS = ("when", "where", "event", "firm", "school", "project", "person")
