"""`screener templates`: check the reply templates, and read them filled in for invented people."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.output import remark, terminal_width, write_result
from screener.errors import UsageError

if TYPE_CHECKING:
    from screener.errors import Problem

FOUND_PROBLEMS = 1
Folder = Annotated[
    Path | None,
    typer.Argument(metavar="[DIR]", help="Your folder of templates. [default: ./templates, else the shipped ones]"),
]


def check(folder: Folder = None, rules: options.Rules = None) -> None:
    """Check every reply template; the exit code is 1 if anything is wrong. The rules tell which languages you speak."""
    from screener.languages.registers import registers
    from screener.languages.words import use_languages_of
    from screener.policy.loading import choose_policy_folder
    from screener.replies.template_checks import spoken_languages, template_problems, template_warnings
    from screener.replies.template_files import languages_of, template_names
    from screener.reports.plain_words import counted
    from screener.texts.folding import printable

    policy = choose_policy_folder(options.existing_folder(rules, "--rules"), cwd=Path.cwd(), environment=os.environ)
    use_languages_of(policy)
    folders = options.template_folders(folder, "DIR")
    problems = template_problems(folders)
    warnings = template_warnings(folders, spoken_languages(policy))
    write_result((printable(str(problem)) + "\n" for problem in problems), None)
    write_result((printable(_as_warning(warning)) + "\n" for warning in warnings), None)
    if len(folders) > 1:
        _tell_own(folders)
    names = [f"{verdict}/{kind}" for verdict, kinds in template_names(folders).items() for kind in kinds]
    texts = sum(len(languages_of(folders, name)) for name in names)
    remark(
        f"{counted(len(names), 'kind')} of reply in {len(registers())} languages, "
        f"{counted(texts, 'template')}: {counted(len(problems), 'problem')}"
        + (f", {counted(len(warnings), 'warning')}" if warnings else "")
    )
    if problems:
        raise typer.Exit(FOUND_PROBLEMS)


def _as_warning(warning: Problem) -> str:
    place, _, finding = str(warning).partition(": ")
    return f"{place}: warning: {finding}"


def _tell_own(folders: Sequence[Path]) -> None:
    """Which files of the user's are used, and which of them go before a shipped one."""
    from screener.replies.template_checks import own_files

    found = own_files(folders)
    for each in found:
        remark(f"{each.path}" + (": replaces a shipped one" if each.replaces else ""))
    replacing = sum(each.replaces for each in found)
    remark(f"{len(found)} of yours, {replacing} {'replaces' if replacing == 1 else 'replace'} a shipped one")


def preview(
    folder: Folder = None,
    thorough: Annotated[
        bool, typer.Option("--all", help="For all invented people and facts, not for one.", show_default=False)
    ] = False,
    language: Annotated[
        list[str] | None, typer.Option("--language", metavar="CODE", help="Only this language; may be repeated.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one HTML page to read through instead.")
    ] = None,
    force: options.Force = False,
) -> None:
    """Show every reply template in every tone, filled in for invented people."""
    from screener.replies.previews import previews
    from screener.reports.template_pages import preview_page, preview_table

    _check_languages(language or [])
    texts = list(previews(options.template_folders(folder, "DIR"), language or (), thorough=thorough))
    if page is None:
        write_result((line + "\n" for line in preview_table(texts, terminal_width())), None)
    else:
        write_result(preview_page(texts), page, force=force)
        remark(f"wrote {page}: {len(texts)} texts")


def _check_languages(languages: list[str]) -> None:
    from screener.languages.registers import registers
    from screener.located.findings import suggestion

    for language in languages:
        if language not in registers():
            raise UsageError(
                f"--language {language!r} is no language of the templates{suggestion(language, registers())}"
            )
