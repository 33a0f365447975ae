"""`screener rules format` and `fix`: what changes rule files. A file is written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from screener.cli.lazily import takes
from screener.cli.output import remark, standard_input, write_changed, write_result
from screener.cli.workspace import Folder, Workspace
from screener.errors import InputError

WOULD_CHANGE = 1
ERRORS_LEFT = 1

Diff = Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.", show_default=False)]


def format_(
    at: Annotated[Workspace, takes("rules")],
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES|DIR]...",
            help="Rule files or folders of them; - is standard input. [default: your policy]",
            show_default=False,
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a file would change.", show_default=False)
    ] = False,
    diff: Diff = False,
) -> None:
    """Give rule files the one layout. Comments, quotes, order and meaning stay."""
    from screener.catalogue.values import counted
    from screener.located.yaml_documents import LARGEST_FILE
    from screener.policy.formatting import formatted
    from screener.policy.writing import difference, rule_files
    from screener.texts.folding import printable
    from screener.texts.regular_files import content_of_input

    if files == ["-"]:
        write_result([formatted("-", content_of_input(standard_input(), LARGEST_FILE))], None)
        return
    paths = rule_files(map(Path, files) if files else [at.own_rules_folder()])
    changed, unreadable = _layouts(paths)
    for path, (before, after) in changed.items():
        if diff:
            write_result((printable(line) + "\n" for line in difference(str(path), before, after)), None)
        elif not check:
            write_changed(after, path)
        remark(f"{'would change' if check or diff else 'laid out'} {path}")
    remark(f"{len(changed)} of {counted(len(paths), 'file')} {'would change' if check or diff else 'changed'}")
    if unreadable:
        raise InputError("\n".join([*unreadable, "what cannot be read was left as it is"]))
    if check and changed:
        raise typer.Exit(WOULD_CHANGE)


def _layouts(paths: Iterable[Path]) -> tuple[dict[Path, tuple[str, str]], list[str]]:
    """The texts before and after of the files that change, and what is wrong in those that cannot be read."""
    from screener.policy.formatting import formatted
    from screener.policy.rule_folder import read_rule_file

    changed: dict[Path, tuple[str, str]] = {}
    unreadable: list[str] = []
    for path in paths:
        try:
            data = read_rule_file(path)
            text = formatted(str(path), data)
        except InputError as error:  # one bad file keeps no other from being laid out
            unreadable.append(str(error))
            continue
        if text.encode() != data:
            changed[path] = (data.decode("utf-8-sig"), text)
    return changed, unreadable


def fix(
    at: Annotated[Workspace, takes("rules", "templates")],
    folder: Folder = None,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Also make changes that may not be what you meant.", show_default=False)
    ] = False,
    diff: Diff = False,
) -> None:
    """Mend what a check finds, where the message leaves one way out; the exit code is 1 if errors are left."""
    from screener.catalogue.values import counted
    from screener.policy.fixing import fix_folder
    from screener.policy.writing import difference
    from screener.texts.folding import printable

    at = at.within(folder)
    fixed = fix_folder(at.own_rules_folder(), templates=at.template_names(), unsafe=unsafe)
    for path, (before, after) in fixed.files.items():
        if diff:
            write_result((printable(line) + "\n" for line in difference(str(path), before, after)), None)
        else:
            write_changed(after, path)
    for each in fixed.fixes:
        remark(str(each))
    more = f"; {fixed.unsafe_left} more with --unsafe" if fixed.unsafe_left and not unsafe else ""
    done = "to mend" if diff else "mended"
    remark(f"{len(fixed.fixes)} {done} in {counted(len(fixed.files), 'file')}{more}")
    if fixed.errors_left:
        remark(f"{counted(len(fixed.errors_left), 'error')} left; see them with: screener rules check")
        raise typer.Exit(ERRORS_LEFT)
