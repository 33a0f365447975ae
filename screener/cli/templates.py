"""`screener templates`: write reply templates, check them, and read them filled in for invented people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.lazily import takes
from screener.cli.output import remark, terminal_width, write_result
from screener.cli.workspace import Workspace
from screener.errors import UsageError

if TYPE_CHECKING:
    from screener.errors import Problem

FOUND_PROBLEMS = 1
Folder = Annotated[
    Path | None,
    typer.Argument(metavar="[DIR]", help="Your folder of templates. [default: ./templates, else the shipped ones]"),
]
Languages = Annotated[
    list[str] | None, typer.Option("--language", metavar="CODE", help="Only this language; may be repeated.")
]


def check(at: Annotated[Workspace, takes("rules")], folder: Folder = None) -> None:
    """Check every reply template; the exit code is 1 if anything is wrong. The rules tell which languages you speak."""
    from screener.catalogue.values import counted
    from screener.languages.registers import registers
    from screener.replies.template_checks import spoken_languages, template_problems, template_warnings
    from screener.replies.template_files import languages_of, template_names
    from screener.texts.folding import printable

    policy = at.rules_folder()
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


def new(
    at: Annotated[Workspace, takes("rules")],
    name: Annotated[str, typer.Argument(metavar="VERDICT/KIND", help="Such as accept/choir.", show_default=False)],
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Your folder of templates.")] = Path("templates"),
    language: Languages = None,
) -> None:
    """Write a template to begin with, which lists what it may name; one in each language that you speak."""
    from screener.cli.output import write_changed
    from screener.replies.template_checks import spoken_languages
    from screener.replies.template_words import new_template

    folders = options.template_folders(folder if folder.is_dir() else None)
    written = {
        folder / f"{name}.{each}.txt": new_template(folders, name, each)
        for each in language or spoken_languages(at.rules_folder()) or ("en",)
    }
    if there := [str(path) for path in written if path.exists()]:
        raise UsageError(f"{' and '.join(there)} is there already, so nothing was written; change it in your editor")
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_changed(text, path)
        remark(f"wrote {path}")
    verdict, _, kind = name.partition("/")
    key = "ask" if verdict == "ask-for-context" else "reply"
    remark(f"A rule calls for it by `{key}: {kind}`. Write your text, then: screener templates check {folder}")


def names(
    at: Annotated[Workspace, takes("list_form", "rules")],
    folder: Folder = None,
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="Whose shared lines.")] = "en",
) -> None:
    """List what a template may name: what each name holds, and when it is empty."""
    from dataclasses import asdict

    from screener.replies.template_words import about, template_words
    from screener.reports.lists import as_list

    _check_languages(at, [language])
    words = template_words(options.template_folders(folder, "DIR"), language)
    is_table = at.list_form is options.ListForm.TABLE
    rows = [{"name": word.name, "what it holds": about(word)} if is_table else asdict(word) for word in words]
    write_result((line + "\n" for line in as_list(rows, at.list_form, terminal_width(), "")), None)


def preview(
    at: Annotated[Workspace, takes("force", "rules")],
    folder: Folder = None,
    thorough: Annotated[
        bool, typer.Option("--all", help="For all invented people and facts, not for one.", show_default=False)
    ] = False,
    language: Languages = None,
    page: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one HTML page to read through instead.")
    ] = None,
) -> None:
    """Show every reply template in every tone, filled in for invented people."""
    from screener.replies.previews import previews
    from screener.reports.template_pages import preview_page, preview_table

    _check_languages(at, language or [])
    texts = list(previews(options.template_folders(folder, "DIR"), language or (), thorough=thorough))
    if page is None:
        write_result((line + "\n" for line in preview_table(texts, terminal_width())), None)
    else:
        write_result(preview_page(texts), page, force=at.force)
        remark(f"wrote {page}: {len(texts)} texts")


def _check_languages(at: Workspace, languages: list[str]) -> None:
    """Raise UsageError for a language that neither the shipped templates nor the user's rules know."""
    from screener.languages.registers import registers
    from screener.located.findings import suggestion

    at.rules_folder()  # whose languages are known from now on
    for language in languages:
        if language not in registers():
            raise UsageError(
                f"--language {language!r} is no language of the templates{suggestion(language, registers())}"
            )
