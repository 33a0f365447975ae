"""A screening as rows: CSV for spreadsheets, Markdown for documents. One request a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from screener.reports.wording import place_words, policy_words
from screener.screening.results import Screened, Screening
from screener.texts.cleaning import is_formula, one_line, printable

COLUMNS: Final = (
    "name", "profile_url", "sent_at", "state", "verdict", "certainty", "reasons", "evidence", "flags", "draft", "engine"
)  # fmt: skip
_MARKUP: Final = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]()<>#+!|~$&"})


def as_csv(screening: Screening) -> Iterator[str]:
    """CSV with a header; a cell that a spreadsheet would take for a formula starts with an apostrophe."""
    for cells in (COLUMNS, *(_cells(one, screening.engine) for one in screening.screened)):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([harmless(cell) for cell in cells])
        yield line.getvalue()


def as_markdown(screening: Screening) -> Iterator[str]:
    """A Markdown table; nothing that a stranger wrote is markup."""
    columns = [name for name in COLUMNS if name not in ("profile_url", "engine")]
    yield "| " + " | ".join(columns) + " |\n"
    yield "|" + " --- |" * len(columns) + "\n"
    for one in screening.screened:
        cells = dict(zip(COLUMNS, _cells(one, screening.engine), strict=True))
        yield "| " + " | ".join(as_plain_markdown(cells[name]) for name in columns) + " |\n"
    yield f"\n{as_plain_markdown(policy_words(screening))}\n"


def _cells(one: Screened, engine: str) -> tuple[str, ...]:
    request, decision = one.request, one.decision
    places: dict[str, dict[str, None]] = {}
    for item in (item for reason in decision.reasons for item in reason.evidence):
        places.setdefault(item.text, {})[place_words(item.source)] = None
    evidence = (f"{text} ({', '.join(cited)})" for text, cited in places.items())
    return (
        one_line(request.name),
        one_line(request.profile_url),
        request.sent.isoformat() if request.sent else "",
        decision.state,
        one.outcome,
        decision.certainty or "",
        one_line(" ".join(reason.text for reason in decision.reasons)),
        one_line("; ".join(evidence)),
        one_line("; ".join(decision.flags)),
        printable(one.draft.text) if one.draft else "",
        engine,
    )


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if is_formula(cell) else cell


def as_plain_markdown(cell: str) -> str:
    """A text in Markdown with nothing in it that is markup."""
    return "<br>".join(line.translate(_MARKUP) for line in cell.splitlines())
