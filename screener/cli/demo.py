"""`screener demo`: the main job on invented people, and their files to try things with."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated, Final

import typer

from screener.cli import options
from screener.cli.output import remark
from screener.cli.triage import finish, screening_of, show_one
from screener.errors import InputError, UsageError
from screener.private_files import copy_privately

TODAY: Final = "2026-03-10"
ARCHIVE: Final = "Complete_LinkedInDataExport_03-09-2026"
REQUESTS: Final = "requests.csv"
CONTACTS: Final = "contacts.vcf"


def demo(
    which: Annotated[
        str | None, typer.Option("--show", metavar="WHICH", help="Show one request in full: its number or name.")
    ] = None,
    copy: Annotated[
        Path | None, typer.Option("--copy", metavar="DIR", help="Write the invented files to a new folder instead.")
    ] = None,
    form: options.FormatOption = options.Format.TABLE,
    engine: options.EngineOption = options.Engine.AUTO,
) -> None:
    """Triage the requests of an invented person, from files shipped with the program."""
    from importlib.resources import as_file, files

    with as_file(files("screener") / "demo") as folder:
        if copy:
            _copy(folder, copy)
            return
        setting = options.setting_of(folder / "rules", None, TODAY, engine)
        with contextlib.chdir(folder):  # so that sources are cited by their bare names
            screening = screening_of([ARCHIVE, REQUESTS, CONTACTS], setting)
        if which:
            show_one(which, screening)
        else:
            finish(screening, form, None)
            remark("See one in full: screener demo --show 1")


def _copy(folder: Path, target: Path) -> None:
    if target.exists():
        raise UsageError(f"{str(target)!r} exists already; name a new folder")
    try:
        copy_privately(folder, target)
    except OSError as error:
        raise InputError(f"{target} cannot be written: {error.strerror}; choose another folder") from error
    remark(f"wrote {target}; to try it by its own rules, apart from your own store, as of {TODAY}:")
    remark(f"export SCREENER_RULES={target / 'rules'} SCREENER_STORE={target / 'ledger.sqlite'}")
    remark(f"screener triage {target / ARCHIVE} {target / REQUESTS} {target / CONTACTS} --today {TODAY}")
