"""Measuring in turns: whatever slows the machine down for a while slows down every contender."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median


def seconds(work: Callable[[], object]) -> float:
    """The time of the processor that a piece of work takes, without the collection of garbage that others left, nor
    looking through all that the measuring holds."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.unfreeze()
    return taken


def in_turns(contenders: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of what each contender measures, each measuring once a round."""
    measured: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, measure in contenders.items():
            measured[name].append(measure())
    return {name: median(values) for name, values in measured.items()}


def print_table(header: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    widths = [max(len(line[place]) for line in (header, *lines)) for place in range(len(header))]
    for line in (header, ["-" * width for width in widths], *lines):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |")
