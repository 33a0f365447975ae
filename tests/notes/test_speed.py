"""What reading a note costs, as a ratio of one run: a note that the words are known for, beside parsing it as JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from screener.notes.reader import read

NOTES = Path(__file__).parent / "corpus" / "own.jsonl"
MOST = 300  # times what json.loads takes for the same note with its labels; measured 120


def cost(work: Callable[[], object]) -> float:
    """The least CPU time of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def test_reading_a_note_costs_some_hundred_times_what_parsing_it_does() -> None:
    lines = NOTES.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    for text in texts:
        read(text)
    parsing = cost(lambda: [json.loads(line) for line in lines])
    assert cost(lambda: [read(text) for text in texts]) < MOST * parsing
