"""What forgetting somebody takes, and which files of the user's name them still, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from screener.ledger.sqlite_store import Store
from screener.ledger.traces import Doubt, Traces
from screener.ledger.whom import Whom
from screener.ledger.written_forms import NEUTRAL
from screener.texts.cleaning import one_line

_ROWS: Final = (
    ("request", "request", "requests"),
    ("decision", "decision", "decisions"),
    ("question", "question", "questions"),
    ("answer", "answer", "answers"),
    ("vouch", "word of yours on them", "words of yours on them"),
    ("expected", "entry of those you expect", "entries of those you expect"),
    ("link", "word of yours on who they are", "words of yours on who they are"),
    ("appearance", "record of them in your files", "records of them in your files"),
    ("log", "line of the log", "lines of the log"),
)

_AROUND: Final = 40  # characters on each side of what may mean somebody
_TABLES: Final = {
    "request": "request",
    "answer": "an answer",
    "question": "a question of yours",
    "decision": "your decision",
    "vouch": "your word",
    "expected": "your entry of those you expect",
    "policy": "your rules as they were",
    "reading": "what your files told of you",
    "appearance": "what you wrote on somebody",
    "meeting": "a meeting",
    "subject": "the subject of a mail",
    "source": "what a file told",
    "exchange": "the name of a file",
    "naming": "the name of a file",
    "link": "your word on who somebody is",
    "change": "a step that can be taken back",
}
_PLACES: Final = tuple(_TABLES)  # a text that stands in several is told by the first of them


def trace_lines(who: Whom, traces: Traces, backups: Sequence[Path]) -> Iterator[str]:
    """What would go, and what would stay because it may be somebody else's."""
    called = one_line(", ".join(filter(None, (who.called, who.address))))
    if not traces.are_there:
        yield f"{called}: nothing in the store is surely theirs."
        return
    yield f"{called}: this goes, for good:"
    own = [_counted(len(traces.rows[table]), one, more) for table, one, more in _ROWS if traces.rows[table]]
    if own:
        yield "  " + ", ".join(own)
    if who.ids or who.in_world:
        yield "  what is known of them as a person"
    if traces.edits:
        texts = _counted(len(traces.edits), "other text", "other texts")
        yield f'  their name in {texts}, where it becomes "{NEUTRAL}"'
    for backup in backups:
        yield f"  the backup {backup.name}"
    if who.namesakes:
        yield f"Others have the same name ({one_line('; '.join(who.namesakes))}), so only what is surely theirs goes."


def doubt_line(store: Store, doubt: Doubt) -> str:
    """Where words stand that may mean somebody, with what stands around them."""
    at = doubt.text.find(doubt.words)
    start, end = max(at - _AROUND, 0), at + len(doubt.words) + _AROUND
    around = f"{'…' if start else ''}{doubt.text[start:end]}{'…' if end < len(doubt.text) else ''}"
    return one_line(f"{_place_words(store, doubt)}: “{around}”")


def _place_words(store: Store, doubt: Doubt) -> str:
    table, _, number = min(doubt.places, key=lambda place: _PLACES.index(place[0]) if place[0] in _PLACES else 99)
    row = store.one(f"SELECT * FROM {table} WHERE rowid = ?", number)
    keys = row.keys() if row else []
    person = store.one("SELECT name FROM person WHERE id = ?", row["person"]) if row and "person" in keys else None
    words = _TABLES.get(table, f"{table} {number}")
    return (
        f"{words} {number} of {person['name']}"
        if person and table == "request"
        else (f"{words} on {person['name']}" if person else words)
    )


def own_file_lines(who: Whom, cited: Sequence[str], read: Sequence[str], rules: Sequence[str]) -> Iterator[str]:
    """The files of the user that name somebody: surely (`rules`, `cited`), or perhaps (`read`)."""
    yield f"Forgot {who.called}."
    if named := [*rules, *cited]:
        yield "Files of yours still name them; the program never changes these:"
        yield from (f"  {one_line(file)}" for file in named)
    named_in = {str(parent) for file in cited for parent in (Path(file), *Path(file).parents)}
    if perhaps := [file for file in read if str(Path(file)) not in named_in]:
        yield "These were read, too, and may name them:"
        yield from (f"  {one_line(file)}" for file in perhaps)
    if cited or perhaps:
        yield "Reading such a file again does not bring them back; if they ask again, you are told without their name."


def left_lines(doubts: Sequence[str]) -> Iterator[str]:
    """The places that may name somebody, and stay."""
    if doubts:
        yield f"{_counted(len(doubts), 'place', 'places')} may name them or somebody else, and stayed:"
        yield from (f"  {doubt}" for doubt in doubts)


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
