"""`screener doctor`: whether the parts that everything rests on are well, and what to do where one is not."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer

from screener.cli import options
from screener.cli.lazily import takes
from screener.cli.output import write_result
from screener.cli.workspace import Workspace
from screener.errors import ScreenerError

ILL: Final = 1  # the exit code where something is to be done
_MOST_FILES: Final = 5  # the rest is counted


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part is; `way_out` says what to do where it is not well."""

    part: str
    text: str
    way_out: str = ""

    def line(self) -> str:
        """As it is shown."""
        from screener.texts.folding import one_line

        return one_line(f"{'look' if self.way_out else 'well'} {self.part}: {self.text}" + self._cure()) + "\n"

    def _cure(self) -> str:
        return f"; {self.way_out}" if self.way_out else ""


def doctor(at: Annotated[Workspace, takes("rules", "store")]) -> None:
    """Check engine, rules, store and the files that were read: each is well, or a line says what to do. Nothing is
    changed; the exit code is 1 if anything is to be done."""
    findings = [*_engine(), *_rules(at.rules), *_store(at.store)]
    write_result((finding.line() for finding in findings), None)
    if any(finding.way_out for finding in findings):
        raise typer.Exit(ILL)


def _engine() -> Iterator[Finding]:
    """Whether durable-rules can be loaded, and agrees with both other evaluators on the invented requests of the
    demo."""
    from screener.inference.durable_engine import obstacle

    part = "engine"
    if hindered := obstacle():
        text = f"durable-rules cannot be loaded ({hindered}), so the compiled policy decides, with the same answers"
        yield Finding(part, text, "the README tells how to install it, under “Set up”")
        return
    try:
        number = _decided_by_all()
    except ScreenerError as error:
        yield Finding(part, str(error), "please report it; --engine compiled decides without it")
    else:
        yield Finding(part, f"durable-rules is loaded and agrees with both evaluators on {number} requests")


def _decided_by_all() -> int:
    """How many requests of the demo all evaluators decided alike. Raises EngineError where they did not."""
    from importlib.resources import as_file, files

    from screener.cli.demo import ARCHIVE, CONTACTS, REQUESTS, TODAY
    from screener.screening.screening import screen_in

    with as_file(files("screener") / "demo") as folder, Workspace(no_store=True).made() as store:
        setting = Workspace(rules=folder / "rules", today=TODAY, engine=options.Engine.DURABLE, verify=True).setting()
        with contextlib.chdir(folder):
            screening = screen_in(
                store,
                [ARCHIVE, REQUESTS, CONTACTS],
                setting,
                stdin=None,
                progress=lambda _what, _done, _total: None,
                as_requests=False,
                most_explained=0,
            )
            return len(list(screening.screened))


def _rules(given: Path | None) -> Iterator[Finding]:
    from screener.policy.loading import check_policy
    from screener.replies.template_files import template_names

    folder = options.rules_folder(given)
    checked = check_policy(folder, templates=template_names(options.template_folders(None)))
    shown = str(folder or "shipped")
    if checked.errors:
        number = len(checked.errors)
        text = f"{shown}: {number} error{'s' if number > 1 else ''}, the first: {checked.errors[0]}"
        yield Finding("rules", text, f"screener rules check {shown} shows all")
    else:
        yield Finding("rules", f"{shown} can be read")


def _store(given: Path | None) -> Iterator[Finding]:
    """Whether the store is sound, and its files were wholly read by the reader of this version."""
    from screener.ledger.store_checks import findings_of

    path = options.store_path(given)
    if not options.is_there(path):
        yield Finding("store", f"there is none at {path} yet", "screener start, or screener triage FILES…")
        return
    found = [Finding("store", f"{path}: {one.text}", one.way_out) for one in findings_of(path)]
    yield from found or [Finding("store", f"{path} is sound")]
    if not found:  # of a damaged store no file is asked
        yield from _files(path)


def _files(path: Path) -> Iterator[Finding]:
    from screener.ledger.request_queue import READER, known_sources
    from screener.ledger.sqlite_store import open_for_reading

    with open_for_reading(path) as store:
        sources = known_sources(store)
    older = [source.file for source in sources if source.reader != READER]
    partly = [source.file for source in sources if source.is_broken]
    if older:
        yield Finding("files", f"read by an older version: {_shown(older)}", "give them to screener triage again")
    if partly:
        yield Finding("files", f"not wholly read: {_shown(partly)}", "screener triage FILE says where, and why")
    if not older and not partly:
        yield Finding("files", f"{len(sources)} read, each wholly and by this version")


def _shown(files: list[str]) -> str:
    more = len(files) - _MOST_FILES
    return ", ".join(files[:_MOST_FILES]) + (f" and {more} more" if more > 0 else "")
