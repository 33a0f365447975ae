"""`screener init` and `demo`: a folder of rules of one's own, and an invented person's requests."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from screener.cli.lazily import takes
from screener.cli.output import remark, show_command
from screener.cli.triage import finish, show_one
from screener.cli.views import say_what_was_read, screened
from screener.cli.workspace import Workspace
from screener.errors import InputError, UsageError
from screener.private_files import copy_privately


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to make.")] = Path("rules"),
    copy: Annotated[bool, typer.Option("--copy", help="Copy all shipped rules for editing instead of adding to them.",
                                       show_default=False)] = False,
) -> None:  # fmt: skip
    """Make a folder of rules of your own, with an about-me.yaml to fill in, and what editors need to help with them."""
    from screener.cli.options import template_folders
    from screener.policy.writing import copy_shipped, start_own
    from screener.replies.template_files import template_names

    templates = template_names(template_folders(None))
    try:
        written = copy_shipped(folder, templates) if copy else start_own(folder, templates)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}; choose another folder") from error
    rules = [path for path in written if path.parent == folder]
    for path in rules:
        remark(f"wrote {path}")
    helping = sorted({str(path.parent) for path in written} - {str(folder)})
    remark(f"wrote {' and '.join(helping)}, with which editors offer and explain what rules may say")
    remark(f"Edit them, then check them with: screener rules check {folder}")


TODAY: Final = "2026-03-10"
ARCHIVE: Final = "Complete_LinkedInDataExport_03-09-2026"
REQUESTS: Final = "requests.csv"
CONTACTS: Final = "contacts.vcf"


def demo(
    at: Annotated[Workspace, takes("form", "engine")],
    which: Annotated[
        str | None, typer.Option("--show", metavar="WHICH", help="Show one request in full: its number or name.")
    ] = None,
    copy: Annotated[
        Path | None, typer.Option("--copy", metavar="DIR", help="Write the invented files to a new folder instead.")
    ] = None,
) -> None:
    """Triage the requests of an invented person, from files shipped with the program."""
    from importlib.resources import as_file, files

    with as_file(files("screener") / "demo") as folder:
        if copy:
            _copy(folder, copy)
            return
        # Always the same, and apart from the user's own.
        own = replace(at, rules=folder / "rules", today=TODAY, no_store=True)
        setting = own.setting()
        with own.made() as store:
            with contextlib.chdir(folder):  # so that sources are cited by their bare names
                document = screened([ARCHIVE, REQUESTS, CONTACTS], setting, store)
                say_what_was_read(document.frame)
            if which:
                show_one(which, document)
            else:
                finish(document, at.form, None)
                remark("See one in full: screener demo --show 1")


def _copy(folder: Path, target: Path) -> None:
    if target.exists():
        raise UsageError(f"{str(target)!r} exists already; name a new folder")
    try:
        copy_privately(folder, target)
    except OSError as error:
        raise InputError(f"{target} cannot be written: {error.strerror}; choose another folder") from error
    remark(f"wrote {target}; to try it by its own rules, apart from your own store, as of {TODAY}:")
    show_command(f"export SCREENER_RULES={target / 'rules'} SCREENER_STORE={target / 'ledger.sqlite'}")
    show_command(f"screener triage {target / ARCHIVE} {target / REQUESTS} {target / CONTACTS} --today {TODAY}")
