"""`screener ledger`: your ledger in files and out of them, checked, and without somebody who is to be forgotten."""

from __future__ import annotations

import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.output import remark, write_result
from screener.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.ledger.exchange_forms import Entry
    from screener.ledger.exchange_reading import ReadEntries

app = typer.Typer(
    help="Your ledger: into files and out of them, its soundness, and forgetting somebody.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
UNUSABLE = 3


class FileFormat(StrEnum):
    """How entries are written into a file."""

    YAML = "yaml"
    JSON = "json"
    CSV = "csv"


@app.command("import", short_help="Add vouches, decisions and expected people from a file.")
def import_file(
    file: Annotated[str, typer.Argument(help="YAML, JSON or CSV; - reads standard input.", show_default=False)],
    form: Annotated[
        FileFormat | None,
        typer.Option("--format", "-f", help="What the file is. [default: told by its name or content]"),
    ] = None,
    today: options.Today = None,
    store: options.Store = None,
) -> None:
    """Add the vouches, decisions and expected people of a file to your ledger, all or none; importing twice adds them
    once. `screener undo` takes it back."""
    from screener.ledger.importing import import_entries
    from screener.texts.cleaning import one_line

    day = options.day_of(today)
    shown = "standard input" if file == "-" else one_line(file)
    found = _read(file, form, today)
    for problem in found.problems:
        remark(str(problem))
    if found.problems:
        remark(f"screener: nothing of {shown} was imported; mend what is named above")
        raise typer.Exit(UNUSABLE)
    with options.opened_store(store) as opened:
        done = import_entries(opened, found.entries, Path(shown).name, day)
    standing = f"; {done.known} stood there already" if done.known else ""
    if done.added:
        remark(f"imported {_counted(done.added)} from {shown}{standing}; `screener undo` takes it back")
    else:
        remark(f"imported nothing from {shown}: " + ("all of it stands there already" if done.known else "it is empty"))


@app.command(short_help="Write the ledger into a file.")
def export(
    form: Annotated[FileFormat, typer.Option("--format", "-f", help="How to write it.")] = FileFormat.YAML,
    output: options.Output = None,
    with_vouches: Annotated[
        bool, typer.Option("--with-vouches", help="Also your words on people, and why.", show_default=False)
    ] = False,
    store: options.Store = None,
) -> None:
    """Write your decisions and whom you expect, in the form that `ledger import` reads; your words on people only with
    --with-vouches."""
    from screener.ledger.exchange_forms import FORMS, VOUCH
    from screener.ledger.exchange_reading import ExchangeFormat
    from screener.ledger.exchange_writing import LARGEST_YAML, written
    from screener.ledger.exporting import exported, kept_entries

    forms = [kind for kind in FORMS if with_vouches or kind is not VOUCH]
    with options.opened_store(_existing(store)) as opened:
        entries = exported(opened, forms)
        left_out = 0 if with_vouches else len(kept_entries(opened, VOUCH))
    text = written(entries, forms, ExchangeFormat(form.value))
    write_result([text], output)
    if left_out:
        remark(f"left out {left_out} of your words on people; --with-vouches writes them, too")
    if form is FileFormat.YAML and len(text.encode()) > LARGEST_YAML:
        remark("this is more than `screener ledger import` reads as YAML; for that write --format json")


@app.command(short_help="Print where the store is.")
def path(store: options.Store = None) -> None:
    """Print where the store is; none is made."""
    found = options.store_path(store)
    write_result([f"{found}\n"], None)
    if not found.exists():
        remark("there is none yet; `screener triage` makes it")


def _existing(store: Path | None) -> Path:
    found = options.store_path(store)
    if not found.exists():
        raise UsageError(f"there is no store at {found}; `screener triage` makes one, --store names another")
    return found


def _read(file: str, form: FileFormat | None, today: str | None) -> ReadEntries:
    from screener.ledger.exchange_reading import ExchangeFormat, read_entries

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}; give a YAML, JSON or CSV file") from error
    return read_entries(file, data, ExchangeFormat(form.value) if form else None, options.day_of(today))


def _counted(entries: Iterable[Entry]) -> str:
    numbers = Counter(entry.form for entry in entries)
    return ", ".join(f"{number} {form.what if number == 1 else form.section}" for form, number in numbers.items())
