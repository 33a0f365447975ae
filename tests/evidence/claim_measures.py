"""How well claims are read off the invented notes of `claim_corpus.txt`: precision and recall by language.

`python -m tests.evidence.claim_measures` prints them, with the notes that go wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from screener.evidence.claims import claims_in

_SENT = date(2026, 2, 1)


@dataclass
class Measure:
    """What was found, found wrongly and missed; the notes it went wrong with."""

    found: int = 0
    wrong: int = 0
    missed: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed)


def corpus() -> Iterator[tuple[str, set[tuple[str, bool]], str]]:
    """Each note with its language and the claims expected: about, and whether it is of the asker."""
    for line in (Path(__file__).parent / "claim_corpus.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, kinds, note = (part.strip() for part in line.split("|", 2))
            every = [] if kinds == "-" else [kind.strip() for kind in kinds.split(",")]
            yield language, {(kind.partition(":")[0], ":" not in kind) for kind in every}, note


def measures() -> dict[str, Measure]:
    """The measure of each language, and of all."""
    by_language: dict[str, Measure] = {"all": Measure()}
    for language, expected, note in corpus():
        seen = {(claim.about, claim.by_asker) for claim in claims_in(note, _SENT)}
        for measure in (by_language["all"], by_language.setdefault(language, Measure())):
            measure.found += len(seen & expected)
            measure.wrong += len(seen - expected)
            measure.missed += len(expected - seen)
            if seen != expected:
                measure.failures.append(f"{note} (wrong: {seen - expected}, missed: {expected - seen})")
    return by_language


def table() -> str:
    """The measures as lines to print."""
    lines = [
        f"{language:4} precision {each.precision:.3f}  recall {each.recall:.3f}  ({each.found} found, {each.wrong} "
        f"wrong, {each.missed} missed)"
        for language, each in measures().items()
    ]
    return "\n".join([*lines, *measures()["all"].failures])


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
