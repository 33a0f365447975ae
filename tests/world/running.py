"""Decides a world as a user would: their files, the shipped policy, their about-me."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from screener.policy.loading import load_policy
from screener.policy.model import Policy
from screener.screening.proposing import Setting
from screener.screening.results import Screened, Screening
from screener.screening.screening import screen
from screener.shipped import shipped_folder
from screener.sources.records import Provenance
from screener.texts.folding import fold
from tests.world.building import Files, World, write_world
from tests.world.people import TODAY, Case

Verdicts = dict[str, str | None]


def screened_files(files: Files) -> Screening:
    """The files as they now are, decided by the shipped policy with the user's about-me."""
    setting = Setting(policy=_policy(files.rules), templates=(shipped_folder("templates"),), today=TODAY)
    return screen(files.arguments(), setting)


@cache
def _policy(folder: Path) -> Policy:
    return load_policy(folder)


def screened_world(where: Path, world: World) -> Screening:
    """The world written into a folder and decided."""
    return screened_files(write_world(where, world))


def by_id(screening: Screening) -> dict[str, Screened]:
    """The decided requests by their ids."""
    return {one.id: one for one in screening.screened}


def verdicts(screening: Screening) -> Verdicts:
    """The verdict of every request by its id; None where the state leaves nothing to decide."""
    return {one.id: one.decision.verdict.value if one.decision.verdict else None for one in screening.screened}


def described(case: Case, one: Screened) -> str:
    """A line of the table of failures: expected, found, certainty, rules, who, why."""
    decision = one.decision
    found = decision.verdict.value if decision.verdict else f"({decision.state})"
    rules = ", ".join(reason.rule for reason in decision.reasons)
    wanted = case.verdict or f"({case.state})"
    return f"{wanted:16} {found:16} {decision.certainty or '-':7} {case.id:28} {rules:50} {case.why}"


def cited_row(source: Provenance, root: Path) -> str:
    """The text of the row that a reason cites, as a person would read it there. Fails if the file or line is not."""
    text = _text_of(source.file, root)
    if not source.row:
        return text
    lines = text.splitlines(keepends=True)
    assert source.row <= len(lines), f"{source.file} has {len(lines)} lines, not {source.row}"
    return _record("".join(lines[source.row - 1 :]), source.file)


def _text_of(file: str, root: Path) -> str:
    path = root / "rules" / file if file == "about-me.yaml" else Path(file)
    if path.is_file():
        content = path.read_bytes()
        return _mail_text(content) if path.suffix == ".eml" else content.decode()
    archive = next(parent for parent in path.parents if parent.suffix == ".zip")
    assert archive.is_relative_to(root)
    with zipfile.ZipFile(archive) as packed:
        return packed.read(str(path.relative_to(archive))).decode()


def _record(rest: str, file: str) -> str:
    if file.endswith(".csv"):
        return unquote(" | ".join(next(csv.reader(io.StringIO(rest)))))
    if file.endswith((".vcf", ".ics")):
        unfolded = re.sub(r"\r?\n[ \t]", "", rest)
        assert unfolded.startswith("BEGIN:"), f"{file}: no record starts here: {unfolded[:60]}"
        return unfolded[: unfolded.index("END:" + unfolded[6:].split("\r\n", 1)[0])]
    if file.endswith(".mbox"):
        assert rest.startswith("From "), f"{file}: no mail starts here: {rest[:60]}"
        return _mail_text(rest.split("\nFrom ", 1)[0].partition("\n")[2].encode())
    return rest if file.endswith(".json") else rest.split("\n", 1)[0]


def _mail_text(content: bytes) -> str:
    mail = message_from_bytes(content)
    heads = "\n".join(f"{name}: {make_header(decode_header(value))}" for name, value in mail.items())
    return f"{heads}\n\n{mail.get_payload(decode=True).decode()}"  # type: ignore[union-attr]


def is_about(text: str, words: Iterator[str]) -> bool:
    """Whether one of the words, or all parts of it, stands in the text."""
    folded = fold(text)
    return any(word and all(part in folded for part in fold(word).split()) for word in words)
