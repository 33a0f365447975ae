"""`screener templates`: check the reply templates, and read them filled in for invented people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from screener.cli import options
from screener.cli.output import remark, terminal_width, write_result
from screener.errors import UsageError

app = typer.Typer(
    help="Check reply templates and read them through.", add_completion=False, no_args_is_help=True, rich_markup_mode=None
)
FOUND_PROBLEMS = 1
Folder = Annotated[
    Path | None,
    typer.Argument(metavar="[DIR]", help="Your folder of templates. [default: ./templates, else the shipped ones]"),
]


@app.command()
def check(folder: Folder = None) -> None:
    """Check every reply template; the exit code is 1 if anything is wrong."""
    from screener.replies.registers import REGISTERS
    from screener.replies.template_checks import template_problems
    from screener.replies.template_folders import languages_of, template_names
    from screener.reports.wording import counted
    from screener.texts.cleaning import printable

    folders = options.template_folders(folder, "DIR")
    problems = template_problems(folders)
    write_result((printable(str(problem)) + "\n" for problem in problems), None)
    names = [f"{verdict}/{kind}" for verdict, kinds in template_names(folders).items() for kind in kinds]
    texts = sum(len(languages_of(folders, name)) for name in names)
    remark(
        f"{counted(len(names), 'kind')} of reply in {len(REGISTERS)} languages, "
        f"{counted(texts, 'template')}: {counted(len(problems), 'problem')}"
    )
    if problems:
        raise typer.Exit(FOUND_PROBLEMS)


@app.command()
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
) -> None:
    """Show every reply template in every tone, filled in for invented people."""
    from screener.replies.previews import previews
    from screener.reports.template_preview import preview_table
    from screener.reports.template_preview_page import preview_page

    _check_languages(language or [])
    texts = list(previews(options.template_folders(folder, "DIR"), language or (), thorough=thorough))
    if page is None:
        write_result((line + "\n" for line in preview_table(texts, terminal_width())), None)
    else:
        write_result(preview_page(texts), page)
        remark(f"wrote {page}: {len(texts)} texts")


def _check_languages(languages: list[str]) -> None:
    from screener.policy.findings import suggestion
    from screener.replies.registers import REGISTERS

    for language in languages:
        if language not in REGISTERS:
            raise UsageError(
                f"--language {language!r} is no language of the templates{suggestion(language, REGISTERS)}"
            )
