"""Entries of a ledger written as YAML, JSON or CSV, so that reading them gives the same entries again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, Final

import yaml

from screener.ledger.exchange_forms import FORMS, Entry, EntryForm
from screener.ledger.exchange_reading import COLUMNS, WHAT, ExchangeFormat
from screener.located.yaml_documents import LARGEST_FILE
from screener.texts.cleaning import is_formula

_DUMPER: Final[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LARGEST_YAML: Final = LARGEST_FILE  # bytes that can be read again
_ENDLESS: Final = 1_000_000  # characters: no text is broken into lines


def written(entries: Sequence[Entry], forms: Sequence[EntryForm], form: ExchangeFormat) -> str:
    """The entries as a text. A document has a list for each of these kinds, also where there are none."""
    if form is ExchangeFormat.CSV:
        return _as_csv(entries)
    lists = {
        kind.section: [_nested(entry) for entry in entries if entry.form is kind] for kind in FORMS if kind in forms
    }
    if form is ExchangeFormat.JSON:
        return json.dumps(lists, ensure_ascii=False, indent=2) + "\n"
    text: str = yaml.dump(lists, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=_ENDLESS)
    return text


def _nested(entry: Entry) -> dict[str, Any]:
    """The values of an entry; those of a nested map together, where the first of them stands."""
    found: dict[str, Any] = {}
    for key, value in entry.values.items():
        outer, _, inner = key.partition("_")
        if outer in entry.form.nested:
            found.setdefault(outer, {})[inner] = value
        else:
            found[key] = value
    return found


def _as_csv(entries: Sequence[Entry]) -> str:
    """A row for each entry; a cell that a spreadsheet would take for a formula starts with an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for entry in entries:
        writer.writerow({key: _guarded(value) for key, value in entry.values.items()} | {WHAT: entry.form.what})
    return text.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith("'") or is_formula(cell) else cell
