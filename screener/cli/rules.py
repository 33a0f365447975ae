"""`screener rules`: check a policy and run its examples, and list what rules can be about."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from screener.cli import options
from screener.cli.output import remark, terminal_width, write_result

app = typer.Typer(help="Check rule files and see what they can be about.", no_args_is_help=True, rich_markup_mode=None)
FOUND_PROBLEMS = 1


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder of rule files. [default: the policy that runs]")
    ] = None,
    templates: options.Templates = None,
    engine: options.EngineOption = options.Engine.DURABLE,
) -> None:
    """Check every rule file and run its examples; the exit code is 1 if anything is wrong."""
    from screener.policy.choosing import choose_policy_folder
    from screener.policy.loading import check_policy, load_policy
    from screener.rehearsal.conflicts import conflicts
    from screener.rehearsal.examples import failures
    from screener.replies.template_folders import template_names, template_problems
    from screener.reports.policy_report import order_of_rules
    from screener.reports.wording import counted
    from screener.texts.cleaning import printable

    given = options.existing_folder(folder, "DIR")
    chosen = choose_policy_folder(given, cwd=Path.cwd(), environment=os.environ)
    folders = options.template_folders(templates)
    names = template_names(folders)
    checked = check_policy(chosen, templates=names)
    policy = checked.policy
    failed = failures(policy, load_policy(templates=names), engine=options.engine_of(engine)) if policy else []
    warnings = [*checked.warnings, *(conflicts(policy) if policy else [])]
    errors = [*checked.errors, *template_problems(folders)]
    write_result((printable(str(problem)) + "\n" for problem in (*errors, *warnings, *failed)), None)
    if policy is None:
        remark(f"{counted(len(errors), 'error')}, {counted(len(warnings), 'warning')}; no example was run")
        raise typer.Exit(FOUND_PROBLEMS)
    write_result((line + "\n" for line in order_of_rules(policy)), None)
    remark(
        f"{policy.origin}: {counted(len(policy.rules), 'rule')}, {counted(len(errors), 'error')}, "
        f"{counted(len(warnings), 'warning')}; {counted(len(policy.examples), 'example')}, {len(failed)} failed"
    )
    if errors or failed:
        raise typer.Exit(FOUND_PROBLEMS)


@app.command()
def subjects() -> None:
    """List every subject that a rule can test, with its fields and what makes it known."""
    from screener.reports.policy_report import table_of_subjects

    write_result((line + "\n" for line in table_of_subjects(terminal_width())), None)
