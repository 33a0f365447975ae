"""How well notes are read by a reader that has not seen their writer: each writer of `corpus/` left out in turn.

    python -m tests.notes.measures [WRITER]...

Needs the extra `train`; a minute for each writer. Notes that are marked `hard` count for nothing where
they are missed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from screener.notes import reader
from screener.notes.reading import SHARED_PAST, AskerKind, By, Reading, Sign
from screener.notes.trained import TrainedReader, parsed
from tests.notes.train import CORPUS, OWN, fit, notes_of, packed, samples_of

Note = dict[str, Any]
BAD = frozenset({AskerKind.FRAUDSTER, AskerKind.IMPOSTOR})


def reader_without(left_out: Path) -> TrainedReader:
    """A reader trained on all files but one."""
    paths = [path for path in sorted(CORPUS.glob("*.jsonl")) if path != left_out]
    samples = [sample for path in paths for note in notes_of(path) for sample in samples_of(note, path.name)]
    return parsed(packed(fit(samples), "measured"), left_out.name)


def counted(note: Note, reading: Reading) -> Iterator[str]:
    """What a note counts for."""
    wanted = any(claim["by"] == "asker" and claim["about"] in SHARED_PAST for claim in note["claims"])
    found = any(claim.by is By.ASKER and claim.about in SHARED_PAST for claim in reading.claims)
    yield "notes"
    if reading.language == note["lang"]:
        yield "language"
    if not note.get("hard") or wanted == found:
        yield f"claim {wanted} {found}"
    if note.get("hard"):
        return
    if note["not_claims"] and not wanted:
        yield from ["negative", *(["negative taken"] if found else [])]
    kind = reading.asker_kind or ""
    if note["asker"] not in ("", "private"):
        yield from ["kind", *(["kind found"] if kind == note["asker"] else [])]
    if kind not in ("", "private"):
        yield from ["kind told", *(["kind right"] if kind == note["asker"] else [])]
    if note["asker"] == "recruiter" and note["role"]:
        yield from ["role", *(["role found"] if reading.role else [])]
    if note["asker"] in BAD or "program" in note["flags"]:
        yield from ["bad", *(["bad found"] if kind in BAD or Sign.PROGRAM in reading.signs else [])]


def figures(counts: Counter[str]) -> list[float]:
    """The figures of the table, in its order."""

    def part(some: str, every: int) -> float:
        return counts[some] / every if every else 0.0

    hits, misses, false = counts["claim True True"], counts["claim True False"], counts["claim False True"]
    return [
        part("claim True True", hits + misses),
        part("claim True True", hits + false),
        part("negative taken", counts["negative"]),
        part("kind found", counts["kind"]),
        part("kind right", counts["kind told"]),
        part("role found", counts["role"]),
        part("bad found", counts["bad"]),
        part("language", counts["notes"]),
    ]


COLUMNS = ("recall", "precision", "negatives", "kind rec.", "kind prec.", "role", "bad", "language")


def main(arguments: Sequence[str]) -> None:
    """Print a line for each writer and one for their mean."""
    paths = [path for path in sorted(CORPUS.glob("*.jsonl")) if path.name not in OWN]
    rows = []
    sys.stdout.write(f"{'':12}{''.join(f'{column:>11}' for column in COLUMNS)}\n")
    for path in [path for path in paths if not arguments or path.stem in arguments]:
        trained = reader_without(path)
        reader.trained_reader = lambda trained=trained: trained  # type: ignore[assignment, misc]
        counts: Counter[str] = Counter()
        for note in notes_of(path):
            counts.update(counted(note, reader.read(note["text"], date.fromisoformat(note["sent"]))))
        rows.append(figures(counts))
        sys.stdout.write(_row(path.stem, rows[-1]))
    sys.stdout.write(_row("mean", [sum(column) / len(rows) for column in zip(*rows, strict=True)]))


def _row(name: str, numbers: Sequence[float]) -> str:
    return f"{name:12}{''.join(f'{number:>11.0%}' for number in numbers)}\n"


if __name__ == "__main__":
    main(sys.argv[1:])
