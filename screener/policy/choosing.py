"""Which policy runs: a folder of the user's, or the shipped one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

from screener.policy.documents import ABOUT_ME

VARIABLE: Final = "SCREENER_RULES"
SHIPPED: Final = "shipped"


def choose_policy_folder(
    given: Path | None, *, cwd: Path, environment: Mapping[str, str], config: Path | None = None
) -> Path | None:
    """The folder given, else the one that SCREENER_RULES names, else `rules` here and then in the configuration
    folder if they hold an about-me.yaml. None means the shipped policy, as does the word `shipped`."""
    named = given or (Path(environment[VARIABLE]).expanduser() if environment.get(VARIABLE) else None)
    if named is not None:
        return None if names_the_shipped(named) else named
    here = cwd / "rules"
    if (here / ABOUT_ME).is_file():
        return here
    configured = (config or platformdirs.user_config_path("screener", appauthor=False)) / "rules"
    return configured if (configured / ABOUT_ME).is_file() else None


def names_the_shipped(folder: Path) -> bool:
    """Whether this is the word `shipped`, and no folder."""
    return folder == Path(SHIPPED) and not folder.is_dir()
