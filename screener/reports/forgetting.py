"""What forgetting somebody takes, and which files of the user's name them still, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from screener.ledger.traces import Traces
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
    ("log", "line of the log", "lines of the log"),
)


def trace_lines(who: Whom, traces: Traces, backups: Sequence[Path]) -> Iterator[str]:
    """What would go, and what would stay because it may be somebody else's."""
    yield one_line(", ".join(filter(None, (who.called, who.address)))) + ": this goes, for good:"
    own = [_counted(len(traces.rows[table]), one, more) for table, one, more in _ROWS if traces.rows[table]]
    if own:
        yield "  " + ", ".join(own)
    if who.ids:
        ties = f", with {_counted(traces.ties, 'tie', 'ties')} that your files told" if traces.ties else ""
        yield f"  what is known of them as a person{ties}"
    if traces.edits:
        texts = _counted(len(traces.edits), "other text", "other texts")
        yield f'  their name in {texts}, where it becomes "{NEUTRAL}"'
    for backup in backups:
        yield f"  the backup {backup.name}"
    if who.namesakes:
        yield f"Others have the same name ({one_line('; '.join(who.namesakes))}), so only what is surely theirs goes."
        if traces.doubtful:
            yield f"  {_counted(traces.doubtful, 'text', 'texts')} with the name may mean either, and stay."


def own_file_lines(who: Whom, cited: Sequence[str], read: Sequence[str], rules: Sequence[str]) -> Iterator[str]:
    """The files of the user that name somebody: surely (`rules`, `cited`), or perhaps (`read`)."""
    yield f"Forgot {who.called}."
    if named := [*rules, *cited]:
        yield "Files of yours still name them; the program never changes these:"
        yield from (f"  {one_line(file)}" for file in named)
    known = {part for file in cited for part in Path(file).parts}
    if perhaps := [file for file in read if file not in known]:
        yield "These were read, too, and may name them:"
        yield from (f"  {one_line(file)}" for file in perhaps)
    if cited or perhaps:
        yield "Reading such a file again would bring them back."


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
