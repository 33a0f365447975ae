"""No cell of any table that this program writes is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from itertools import chain

import pytest

from screener.ledger.exchange import DECISION, Entry, ExchangeFormat, read_entries
from screener.ledger.exporting import written
from screener.reports.lists import as_list, harmless
from screener.texts.folding import is_formula

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "|cmd", "%x", "＝1+1", "＋1", "－1", "＠SUM(1)", " =1", "\n=1",
    "\u3000＝1", "\ufeff=1", "−1",
)  # fmt: skip
PLAIN = ("Ana Ruiz", "", "1 = 1", "佐藤", "a@b.example", "'quoted'")


@pytest.mark.parametrize("cell", FORMULAS, ids=ascii)
def test_a_formula_starts_with_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert f"'{cell}" in "\n".join(as_list([{"who": cell, "day": 1}], "csv", 80, ""))


@pytest.mark.parametrize("cell", PLAIN)
def test_other_cells_stay(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize("reason", [*(text.strip() for text in FORMULAS), "'=1", "''", *filter(None, PLAIN)], ids=ascii)
def test_what_is_exported_for_a_spreadsheet_is_read_back_as_it_was(reason: str) -> None:
    entry = Entry(form=DECISION, values={"name": "Bo Ek", "verdict": "accept", "reason": reason, "date": "2026-01-02"})
    text = written([entry], [DECISION], ExchangeFormat.CSV)
    read = read_entries("x.csv", text.encode(), ExchangeFormat.CSV, date(2026, 3, 10))
    assert [each.values["reason"] for each in read.entries] == [reason]
    assert not any(map(is_formula, chain.from_iterable(csv.reader(io.StringIO(text)))))
