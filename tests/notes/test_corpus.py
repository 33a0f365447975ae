"""The labelled notes that the reader learns from: well formed, and made of what the reader knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from screener.notes.reading import About, AskerKind, By, Sign, Want

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = {"en", "de", "es", "fr", "pt", "it", "nl", "ja"}


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_label_is_one_that_the_reader_knows(path: Path) -> None:
    notes = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({note["id"] for note in notes}) == len(notes)
    for note in notes:
        assert note["lang"] in LANGUAGES, note["id"]
        assert len(note["text"]) <= 310, note["id"]
        assert {claim["about"] for claim in note["claims"]} <= set(About), note["id"]
        assert {claim["by"] for claim in note["claims"]} <= set(By), note["id"]
        assert all(claim["quote"] in note["text"] for claim in note["claims"]), note["id"]
        assert note["asker"] in {"", *AskerKind}, note["id"]
        assert note["wants"] in {"", *Want}, note["id"]
        assert set(note["flags"]) <= set(Sign), note["id"]
