"""`screener schema`: the JSON Schema of each form that programs read."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Final

import typer

from screener.cli.lazily import takes
from screener.cli.output import write_result
from screener.cli.workspace import Workspace
from screener.errors import UsageError

# The noun of each form (`module:name`).
FORMS: Final[Mapping[str, str]] = {
    "triage": "screener.reports.form:Triage",
    "batch": "screener.batch.user_task:UserLine",
    "audit": "screener.reports.network_forms:AuditForm",
    "referrals": "screener.reports.network_forms:ReferralsForm",
    "recommend": "screener.reports.network_forms:RecommendForm",
}


def schema(
    at: Annotated[Workspace, takes("output", "force")],
    of: Annotated[
        str,
        typer.Argument(
            metavar="|".join(FORMS), help="Whose form: that of `screener OF --format json`, or a line of `batch`."
        ),
    ] = "triage",
) -> None:
    """Print the JSON Schema of a machine-readable form. That of rule files is printed by `screener rules schema`."""
    import json

    from screener.reports.form import json_schema

    if of not in FORMS:
        raise UsageError(f"there is no form {of!r}; there is {', '.join(FORMS)}")
    module, _, name = FORMS[of].partition(":")
    form = json_schema(getattr(import_module(module), name))
    write_result([json.dumps(form, ensure_ascii=False, indent=2) + "\n"], at.output, force=at.force)
