"""Which policy runs: a folder of the user's, or the shipped one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

from screener.policy.documents import ABOUT_ME

VARIABLE: Final = "SCREENER_RULES"


def choose_policy_folder(
    given: Path | None, *, cwd: Path, environment: Mapping[str, str], config: Path | None = None
) -> Path | None:
    """The folder given, else the one that SCREENER_RULES names, else `rules` here and then in the configuration
    folder if they hold an about-me.yaml. None means the shipped policy."""
    if given is not None:
        return given
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE]).expanduser()
    here = cwd / "rules"
    if (here / ABOUT_ME).is_file():
        return here
    configured = (config or platformdirs.user_config_path("screener", appauthor=False)) / "rules"
    return configured if (configured / ABOUT_ME).is_file() else None
