"""Words and places as every report for people writes them."""

from __future__ import annotations

from collections import Counter
from typing import Final

from screener.catalogue.values import counted
from screener.outcomes import COMPILED, NOTHING_TO_DO, Part, part_of
from screener.reports.form import EvidencePlace, FormProblem, RowPlace, SourceRead, Triage, TriagedRequest
from screener.sources.records import Provenance
from screener.texts.folding import one_line

HEADINGS: Final = {
    "accept": "ACCEPT",
    "ask-for-context": "ASK FOR CONTEXT",
    "decline": "DECLINE",
    NOTHING_TO_DO: "NOTHING TO DO",
}


PART_HEADINGS: Final = {
    Part.TO_CONFIRM: "FOR YOU TO CONFIRM",
    Part.TO_READ: "ANSWERS TO READ",
    Part.ACCEPT: HEADINGS["accept"],
    Part.ASK: HEADINGS["ask-for-context"],
    Part.DECLINE: HEADINGS["decline"],
    Part.NOTHING: HEADINGS[NOTHING_TO_DO],
}


def outcome_of(request: TriagedRequest) -> str:
    """The verdict, or that there is nothing to do."""
    return request.verdict.value if request.verdict else NOTHING_TO_DO


def part_in_queue(request: TriagedRequest) -> Part:
    """The part of the queue that a request stands in."""
    return part_of(request.verdict, request.state, request.question.to if request.question else None)


def outcomes_of(triage: Triage) -> list[tuple[str, str, int]]:
    """Each outcome with its heading and how many requests have it."""
    counts = Counter(map(outcome_of, triage.requests))
    return [(outcome, heading, counts[outcome]) for outcome, heading in HEADINGS.items()]


def day_words(days: int) -> str:
    """How long ago: "today", "3 days ago"."""
    return f"{counted(days, 'day')} ago" if days else "today"


def place_words(source: Provenance | EvidencePlace | RowPlace, *, short: bool = False) -> str:
    """Where a row stands: "export.zip/messages.csv:812 (61 rows), 2011-04-03"; in short without the folders."""
    file = source.file.rstrip("/").rpartition("/")[2] if short else source.file
    words = one_line(file) + (f":{source.row}" if source.row else "")
    if isinstance(source, RowPlace):  # which has neither rows nor date
        return words
    if source.rows > 1:
        words += f" ({source.rows} rows)"
    return words + (f", {source.date}" if source.date else "")


def source_words(source: SourceRead) -> str:
    """What was read from one file, in a line."""
    numbers = {**source.records, **source.counts, "problems": source.problems}
    parts = [f"{what} {number:,}" for what, number in numbers.items() if number]
    return f"{one_line(source.file)} ({source.kind}): {', '.join(parts) or 'nothing in it'}"


def policy_words(frame: Triage) -> str:
    """Which policy ran, on which engine, as on which day."""
    policy = frame.policy
    words = f"policy {one_line(policy.from_)} ({policy.rules} rules) on {frame.engine}, as of {frame.today}"
    return words + ("" if frame.engine != COMPILED else "; durable-rules was not used")


def problem_words(problem: FormProblem) -> str:
    """A problem with its place."""
    place = ":".join([problem.file, *(str(number) for number in (problem.line, problem.column) if number)])
    return f"{place}: {problem.text} ({problem.code})"
