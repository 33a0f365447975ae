"""`screener rules`: check a policy and run its examples, and list what rules can be about."""

from __future__ import annotations

import typer

app = typer.Typer(help="Check rule files and see what they can be about.", no_args_is_help=True, rich_markup_mode=None)
