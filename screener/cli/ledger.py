"""`screener ledger`: your ledger in files and out of them, checked, and without somebody who is to be forgotten."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.asking import agreed
from screener.cli.lazily import takes
from screener.cli.output import complain, remark, show_done, show_plan, standard_input, write_result
from screener.cli.workspace import Workspace
from screener.errors import UsageError
from screener.texts.folding import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.ledger.exchange import Entry, ReadEntries
    from screener.ledger.forgetting import Doubt
    from screener.ledger.whom import Whom

FOUND_PROBLEMS = 1
DOUBTS_LEFT = 1
UNUSABLE = 3


class FileFormat(StrEnum):
    """How entries are written into a file."""

    YAML = "yaml"
    JSON = "json"
    CSV = "csv"


def import_file(
    file: Annotated[str, typer.Argument(help="YAML, JSON or CSV; - reads standard input.", show_default=False)],
    at: Annotated[Workspace, takes("today", "store")],
    form: Annotated[
        FileFormat | None,
        typer.Option("--format", "-f", help="What the file is. [default: told by its content or name]"),
    ] = None,
) -> None:
    """Add the vouches, decisions, expected people and words on who somebody is of a file to your ledger, all or none;
    importing twice adds them once. Dates are whole days (2019-05-02); only a decision must have one. `screener undo`
    takes it back."""
    from screener.ledger.importing import import_entries

    day = at.day
    shown = "standard input" if file == "-" else one_line(file)
    found = _read(file, form, at.today)
    for problem in found.problems:
        complain(str(problem))
    if found.problems:
        complain(f"screener: nothing of {shown} was imported; mend what is named above")
        raise typer.Exit(UNUSABLE)
    with at.made() as opened:
        done = import_entries(opened, found.entries, Path(shown).name, day)
    standing = f"; {done.known} stood there already" if done.known else ""
    for entry in done.unmet:
        name = one_line(entry.values["name"])
        remark(f"left out who {name} is: the entry has no address, and no request here is of that name")
    if done.added:
        remark(f"imported {_counted(done.added)} from {shown}{standing}; `screener undo` takes it back")
    elif not done.unmet:
        remark(
            f"imported nothing from {shown}: "
            + ("all of it stands there already" if done.known else "no entry stands in it")
        )


def export(
    at: Annotated[Workspace, takes("output", "force", "store")],
    form: Annotated[
        FileFormat | None,
        typer.Option("--format", "-f", help="How to write it. [default: by the ending of --output, else yaml]"),
    ] = None,
    with_vouches: Annotated[
        bool, typer.Option("--with-vouches", help="Also your words on people, and why.", show_default=False)
    ] = False,
) -> None:
    """Write your decisions and whom you expect, in the form that `ledger import` reads; your words on people only with
    --with-vouches."""
    from screener.ledger.exchange import FORMS, VOUCH, ExchangeFormat, format_named
    from screener.ledger.exporting import LARGEST_YAML, exported, kept_entries, written

    forms = [kind for kind in FORMS if with_vouches or kind is not VOUCH]  # a file is passed on more easily than meant
    with options.opened_store(_existing(at.store)) as opened:
        entries = exported(opened, forms)
        left_out = 0 if with_vouches else len(kept_entries(opened, VOUCH))
    chosen = ExchangeFormat(form.value) if form else format_named(str(at.output or "")) or ExchangeFormat.YAML
    text = written(entries, forms, chosen)
    write_result([text], at.output, force=at.force)
    if at.output:
        remark(f"wrote {at.output}: {_counted(entries) or 'nothing, as there is nothing to write'}")
    if left_out:
        remark(f"left out {left_out} of your words on people; --with-vouches writes them, too")
    if chosen is ExchangeFormat.YAML and len(text.encode()) > LARGEST_YAML:
        remark("this is more than `screener ledger import` reads as YAML; for that write --format json")


def check(at: Annotated[Workspace, takes("store")]) -> None:
    """Check the store: the file, what hangs together in it, every text in it, and who may read it. Nothing is written;
    the exit code is 1 if anything is wrong."""
    from screener.ledger.sqlite_store import backups_of
    from screener.ledger.store_checks import findings_of

    found = _existing(at.store)
    findings = list(findings_of(found))
    _print(one_line(f"{found}: {finding.text}; {finding.way_out}") for finding in findings)
    for backup in backups_of(found):
        remark(f"kept from before an update: {backup} ({backup.stat().st_size // 1024} KB)")
    if findings:
        raise typer.Exit(FOUND_PROBLEMS)
    remark(f"{found} is sound")


def forget(
    person: Annotated[
        str,
        typer.Argument(metavar="PERSON", help="A name, a profile or mail address, or a number of the queue."),
    ],
    at: Annotated[Workspace, takes("rules", "store")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before.", show_default=False)] = False,
) -> None:
    """Forget somebody: everything on them in the store, their name in every other text of it, its backups, and what
    deleted text leaves in the file. Words that may mean somebody else are asked about one by one; with --yes they stay,
    are listed, and the exit code is 1. It cannot be undone."""
    from screener.ledger.forgetting import forget as forget_for_good
    from screener.ledger.forgetting import traces_of
    from screener.ledger.request_queue import known_sources
    from screener.ledger.sqlite_store import backups_of
    from screener.ledger.sqlite_world import catch_up
    from screener.ledger.whom import whom
    from screener.reports.reply_reports import doubt_line, left_lines, own_file_lines, trace_lines

    with options.opened_store(_existing(at.store)) as opened:
        catch_up(opened)  # who is who must be known before somebody is forgotten
        who = whom(opened, person)
        traces = traces_of(opened, who)
        if not traces.are_there and not traces.doubts:
            raise UsageError(f"the store holds nothing of {who.called}, and no text in it names them")
        read = sorted({source.file for source in known_sources(opened)})
        show_plan(line + "\n" for line in trace_lines(who, traces, backups_of(opened.path)))
        if traces.are_there and not yes and not agreed(f"Forget {who.called}?"):
            remark("Nothing was forgotten.")
            return
        lines = {doubt: doubt_line(opened, doubt) for doubt in traces.doubts}
        # `--yes` agrees to what is sure, never to a doubt.
        consented = [] if yes else [doubt for doubt in lines if _is_meant(doubt, lines[doubt])]
        if traces.are_there or consented:
            forget_for_good(opened, who, consented)
    _print(left_lines([line for doubt, line in lines.items() if doubt not in consented]))
    if traces.are_there or consented:
        show_done(line + "\n" for line in own_file_lines(who, traces.files, read, _policy_lines(who, at.rules)))
    if yes and lines:
        raise typer.Exit(DOUBTS_LEFT)


def path(at: Annotated[Workspace, takes("store")]) -> None:
    """Print where the store is; none is made."""
    found = options.store_path(at.store)
    write_result([f"{found}\n"], None)
    if not options.is_there(found):
        remark("there is none yet; `screener triage` makes it")


def _is_meant(doubt: Doubt, line: str) -> bool:
    return agreed(f"{line}\nIs {one_line(doubt.words)!r} here the same person, to be forgotten, too?")


def _existing(store: Path | None) -> Path:
    found = options.store_path(store)
    if not options.is_there(found):
        raise UsageError(f"there is no store at {found}; `screener triage` makes one, --store names another")
    return found


def _read(file: str, form: FileFormat | None, today: str | None) -> ReadEntries:
    from screener.ledger.exchange import LARGEST_IMPORT, ExchangeFormat, read_entries
    from screener.texts.regular_files import content_of_argument

    data = content_of_argument(file, standard_input(), LARGEST_IMPORT)
    return read_entries(file, data, ExchangeFormat(form.value) if form else None, options.day_of(today))


def _policy_lines(who: Whom, rules: Path | None) -> list[str]:
    """Where the rule files that run name somebody."""
    from screener.policy.rule_folder import read_rule_file, rule_paths

    folder = options.rules_folder(rules)
    found = []
    for file in rule_paths(folder) if folder else ():
        lines = read_rule_file(file).decode("utf-8", "replace").splitlines()
        is_named = (who.forms.stand_in(line) or who.doubtful.stand_in(line) for line in lines)
        found += [f"{file}:{number}" for number, named in enumerate(is_named, start=1) if named]
    return found


def _print(lines: Iterable[str]) -> None:
    write_result((line + "\n" for line in lines), None)


def _counted(entries: Iterable[Entry]) -> str:
    numbers = Counter(entry.form for entry in entries)
    return ", ".join(f"{number} {form.what if number == 1 else form.section}" for form, number in numbers.items())
