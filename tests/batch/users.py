"""Folders of invented users: each with an address book, a request, and rules of their own with a word of their own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from screener.batch.batch_run import opened_results, run_batch
from screener.batch.crews import Crew

TODAY = date(2026, 3, 10)
ABOUT_ME = "extends: shipped\nme: {{name: Ana Ruiz {word}, emails: [{word}@ruiz.example]}}\n"
RULE = """\
rules:
  - id: rule-of-{word}
    decide: accept
    priority: proof
    when:
      - note: {{mentions: ["{word}"]}}
    because: "The note says {word}."
"""
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Tom {word}\nEMAIL:tom@{word}.example\nEND:VCARD\n"


def write_user(folder: Path, word: str) -> str:
    """A user whose every file holds the word; gives the folder's name."""
    (folder / "rules").mkdir(parents=True)
    (folder / "rules/about-me.yaml").write_text(ABOUT_ME.format(word=word))
    (folder / "rules/own.yaml").write_text(RULE.format(word=word))
    (folder / "contacts.vcf").write_text(CARD.format(word=word))
    asker = {"name": f"Tom {word}", "email": f"tom@{word}.example", "note": f"Hi Ana, {word} here, we met at the fair."}
    (folder / "requests.json").write_text(json.dumps([asker | {"sent_at": "2026-03-05"}]))
    return str(folder)


def word_of(place: int) -> str:
    """A word that no other user has."""
    return "zorbix" + "".join(chr(ord("a") + int(digit)) for digit in f"{place:03}")


def write_users(folder: Path, number: int) -> list[str]:
    """So many users, each with a word of their own."""
    return [write_user(folder / f"user-{place}", word_of(place)) for place in range(number)]


def lines_by(crew: Crew, users: list[str], output: Path) -> list[str]:
    """The lines that a crew makes of users."""
    with opened_results(output) as results:
        run_batch(users, results, TODAY, crew, lambda *_: None)
    return output.read_text().splitlines()
