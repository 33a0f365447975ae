"""`screener rules`: check a policy and run its examples, explain what was found, and list what rules can be about."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli import options
from screener.cli.lazily import takes
from screener.cli.output import remark, say, terminal_width, write_result
from screener.cli.workspace import Folder, Workspace
from screener.errors import UsageError

if TYPE_CHECKING:
    from screener.rehearsal.checking import Checkup

FOUND_PROBLEMS = 1


class ProblemFormat(StrEnum):
    """How what was found is written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def check(
    at: Annotated[Workspace, takes("output", "force", "rules", "templates", "engine")],
    folder: Folder = None,
    format: Annotated[ProblemFormat, typer.Option("--format", "-f", help="How to write what was found.")]
    = ProblemFormat.TEXT,
    every: Annotated[bool, typer.Option("--all", help="Show the order of all rules.", show_default=False)] = False,
) -> None:  # fmt: skip
    """Check every rule file and run its examples; the exit code is 1 if anything is wrong."""
    from screener.policy.writing import renew_schemas
    from screener.rehearsal.checking import check_up
    from screener.replies.template_checks import template_problems

    chosen, folders, names = at.within(folder).rules_folder(), at.template_folders(), at.template_names()
    checkup = check_up(chosen, names, engine=options.engine_of(at.engine))
    if len(folders) > 1 or _is_shipped(chosen):  # what is shipped was checked before it was shipped
        checkup = replace(checkup, errors=(*checkup.errors, *template_problems(folders)))
    if chosen is not None and not _is_shipped(chosen):
        with suppress(OSError):  # editors then offer the names of before
            renew_schemas(chosen, names)
    write_result(_written(checkup, format, every=every), at.output, force=at.force)
    _tell_what_languages_lack()
    _sum_up(checkup)
    if not checkup.passed:
        raise typer.Exit(FOUND_PROBLEMS)


def _tell_what_languages_lack() -> None:
    """Say what the user's own languages do not know, which no check fails for."""
    from screener.languages.words import SHIPPED, lacking_of, languages

    for language in languages()[len(SHIPPED) :]:
        if lacking := lacking_of(language):
            say(f"languages/{language}.yaml leaves out, so that it is not known: {', '.join(lacking)}")


def _is_shipped(folder: Path | None) -> bool:
    from screener.shipped import shipped_folder

    return folder is None or folder.resolve() == shipped_folder("rules").resolve()


def _written(checkup: Checkup, format: ProblemFormat, *, every: bool) -> list[str]:
    from screener.reports import problem_formats
    from screener.reports.policy_tables import order_of_rules
    from screener.reports.problem_formats import problem_lines

    errors, warnings = (*checkup.errors, *checkup.failed), checkup.warnings
    severe = [*(("error", problem) for problem in errors), *(("warning", problem) for problem in warnings)]
    match format:
        case ProblemFormat.JSON:
            return [problem_formats.as_json(severe, passed=checkup.passed)]
        case ProblemFormat.SARIF:
            return [problem_formats.as_sarif(severe)]
        case ProblemFormat.GITHUB:
            return [*problem_formats.as_annotations(severe)]
    width = terminal_width()
    lines = [
        *problem_lines(checkup.errors, lines_of, width, warning=False),
        *problem_lines(warnings, lines_of, width, warning=True),
        *problem_lines(checkup.failed, lines_of, width, warning=False),
        *(order_of_rules(checkup.policy, every=every) if checkup.policy else ()),
    ]
    return [line + "\n" for line in lines]


def lines_of(file: str) -> list[str]:
    """The lines of a rule file, to show where something was found."""
    from screener.located.yaml_documents import LARGEST_FILE
    from screener.texts.regular_files import RefusedError, content_of

    try:
        return content_of(Path(file), LARGEST_FILE).decode("utf-8-sig", "replace").splitlines()
    except RefusedError:  # the problem is told without its line
        return []


def _sum_up(checkup: Checkup) -> None:
    from screener.catalogue.values import counted
    from screener.located.problem_codes import code_of

    found = f"{counted(len(checkup.errors), 'error')}, {counted(len(checkup.warnings), 'warning')}"
    explained = [each.code for each in (*checkup.errors, *checkup.failed, *checkup.warnings) if code_of(each.code)]
    if explained:
        remark(f"What a code means, with an example: screener rules explain {explained[0]}")
    if checkup.policy is None:
        remark(f"{found}; no example was run")
        return
    policy = checkup.policy
    remark(
        f"{policy.origin}: {counted(len(policy.rules), 'rule')}, {found}; "
        f"{counted(len(policy.examples), 'example')}, {len(checkup.failed)} failed"
    )


def explain(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="Such as R014. [default: list all]")] = None,
) -> None:
    """Explain a code that a check has shown: what it means, why it matters, an example wrong and right."""
    from screener.located.problem_codes import code_of, pages
    from screener.reports.problem_formats import code_list, page_lines

    width = terminal_width()
    if code is None:
        write_result((line + "\n" for line in code_list(width)), None)
        return
    wanted = code_of(code.upper())
    if wanted is None:
        raise UsageError(f"there is no code {code!r}; `screener rules explain` lists them")
    write_result((line + "\n" for line in page_lines(pages()[wanted], width)), None)


def schema(
    at: Annotated[Workspace, takes("output", "force", "rules", "templates")],
    folder: Folder = None,
    about_me: Annotated[
        bool, typer.Option("--about-me", help="The schema of about-me.yaml instead.", show_default=False)
    ] = False,
) -> None:
    """Write the JSON Schema of rule files, with which editors complete and check them."""
    from screener.policy.loading import names_in
    from screener.policy.schema import about_me_schema, rules_schema, schema_text

    names = names_in(at.within(folder).rules_folder(), templates=at.template_names())
    write_result([schema_text(about_me_schema(names) if about_me else rules_schema(names))], at.output, force=at.force)


def subjects(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Such as messages. [default: all]")
    ] = None,
) -> None:
    """List every subject that a rule can test, or some by name, with its fields and what makes it known."""
    from screener.catalogue.subjects import SUBJECTS
    from screener.located.findings import suggestion
    from screener.reports.policy_tables import table_of_subjects

    for name in names or ():
        if name not in SUBJECTS:
            advice = suggestion(name, SUBJECTS) or "; `screener rules subjects` lists them"
            raise UsageError(f"there is no subject {name!r}{advice}")
    wanted = [SUBJECTS[name] for name in names] if names else [*SUBJECTS.values()]
    write_result((line + "\n" for line in table_of_subjects(terminal_width(), wanted)), None)
